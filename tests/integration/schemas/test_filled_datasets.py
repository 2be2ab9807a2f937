"""Datasets of the four types are kept, found and served with every field filled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from ckan.plugins import toolkit as tk
from ckan.tests.helpers import call_action

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_once")

KINDS = ("dataset", "budget", "performance", "environment")
Filled = Callable[..., dict[str, Any]]
# Kept apart, set by other fields, or by the harvester only.
NOT_SHOWN = {
    "source_application",
    "internal_note",
    "tag_string",
    "source_theme",
    "source_id",
    "referent_id",
    "linked_dataset",
}


def fields(kind: str) -> list[dict[str, Any]]:
    """Return the fields of a type."""
    return tk.h.scheming_get_dataset_schema(kind)["dataset_fields"]


class TestFilled:
    """Every field of a type, at once."""

    @pytest.mark.parametrize("kind", KINDS)
    def test_every_field_is_kept(self, kind: str, filled: Filled) -> None:
        """What was given is shown."""
        shown = filled(kind)
        given = {field["field_name"] for field in fields(kind)} - NOT_SHOWN
        assert {name for name in given if not shown.get(name)} == set()

    @pytest.mark.parametrize("kind", KINDS)
    def test_every_facet_is_indexed(self, kind: str, filled: Filled) -> None:
        """Each field marked as a facet finds the dataset by its own values."""
        shown = filled(kind)
        for field in fields(kind):
            name = field["field_name"]
            if not field.get("facet"):
                continue
            assert shown.get(name), name
            value = shown[name]
            key = f"vocab_{name}" if isinstance(value, list) else name
            word = value[0] if isinstance(value, list) else value
            found = call_action(
                "package_search", fq=f'+name:{shown["name"]} +{key}:"{word}"'
            )
            assert found["count"] == 1, name

    def test_long_texts_are_searchable(self, filled: Filled) -> None:
        """A word of the definition finds the indicator."""
        # Letters only: the index cuts a word where a digit follows a letter.
        word = "".join(chr(ord("g") + int(sign, 16)) for sign in uuid4().hex)
        filled("performance", indicator_definition=f"{word} {'é ' * 9_900}")
        assert call_action("package_search", q=word)["count"] == 1
