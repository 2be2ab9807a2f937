"""Schemas made from blocks, and changed by a file."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.territory.domain.dataset_schema import (
    SchemaFileError,
    changes_of,
    compose,
    extend,
)

LABEL = {"en": "A", "fr": "A"}


def field(name: str, **values: object) -> dict[str, Any]:
    """Return a field."""
    return {"field_name": name, "label": LABEL, **values}


BASE: dict[str, Any] = {
    "describe": [field("title", start_form_page={"title": LABEL})],
    "who": [field("contact", start_form_page={"title": LABEL})],
    "where": [field("kind", form_snippet=None)],
    "rights": [field("access", preset="levels")],
    "more": [field("version")],
    "resource": [field("url")],
}
OWN: dict[str, Any] = {
    "dataset_type": "dataset",
    "about": "A",
    "label": LABEL,
    "fields": [field("own")],
    "defaults": {"kind": "x"},
}
PRESETS = {"levels": {"choices": [{"value": "all", "label": LABEL}]}}


def names(schema: Any) -> list[str]:  # noqa: ANN401 - a schema as YAML gives it
    """Return the names of the fields, in order."""
    return [each["field_name"] for each in schema["dataset_fields"]]


def changed(**change: object) -> Any:  # noqa: ANN401 - a schema as YAML gives it
    """Return the schema ``dataset`` with a change made."""
    schemas = {"dataset": compose(BASE, OWN)}
    full = {"dataset_type": "dataset", **change}
    return extend(schemas, full, base=BASE, presets=PRESETS)["dataset"]


class TestCompose:
    """``compose``."""

    def test_own_fields_follow_the_description(self) -> None:
        """The order of the form."""
        found = names(compose(BASE, OWN))
        assert found == ["title", "own", "contact", "kind", "access", "version"]

    def test_default_of_a_field_without_form_is_a_rule(self) -> None:
        """No form gives it, so a validator does."""
        found = compose(BASE, OWN)["dataset_fields"][3]
        assert found["validators"] == "territory_default(x) scheming_choices"
        assert "default" not in BASE["where"][0]


class TestExtend:
    """``extend``."""

    @pytest.mark.parametrize(
        ("place", "position"),
        [({"after": "title"}, 1), ({"page": 1}, 2), ({"page": 2}, 6), ({}, 6)],
    )
    def test_field_is_put_in_its_place(
        self, place: dict[str, Any], position: int
    ) -> None:
        """After a field, at the end of a page, or last."""
        found = changed(add_fields=[field("mine", **place)])
        assert names(found).index("mine") == position
        assert not {"after", "page"} & set(found["dataset_fields"][position])

    def test_internal_field_is_kept_apart(self) -> None:
        """Its rule takes it out of the dataset."""
        found = changed(add_fields=[field("mine", audience="internal")])
        last = found["dataset_fields"][-1]
        assert last["validators"] == "territory_internal(20000)"
        assert last["display_snippet"] is None

    def test_choices_are_added_to_those_of_a_preset(self) -> None:
        """The preset itself stays as it was."""
        new = {"value": "some", "label": LABEL}
        found = changed(add_choices={"access": [new]})
        values = [each["value"] for each in found["dataset_fields"][4]["choices"]]
        assert values == ["all", "some"]
        assert len(PRESETS["levels"]["choices"]) == 1

    def test_new_type_takes_the_shared_fields(self) -> None:
        """Beside the types that are there."""
        change = {"dataset_type": "sport", "label": LABEL, "fields": [field("game")]}
        found = extend({}, change, base=BASE, presets=PRESETS)
        assert names(found["sport"])[:3] == ["title", "game", "contact"]

    @pytest.mark.parametrize(
        ("change", "code", "place", "found"),
        [
            ({"add_field": []}, "key", "dataset", "add_field"),
            ({"dataset_type": "É"}, "type", "dataset_type", "É"),
            ({"dataset_type": "sport"}, "label", "sport", "label"),
            ({"labels": {"title": "A"}}, "label", "dataset: labels: title", "label"),
            ({"labels": {"x": LABEL}}, "unknown_field", "dataset: labels", "x"),
            ({"labels": []}, None, None, None),
            ({"labels": [1]}, "form", "dataset: labels", "list"),
            ({"add_fields": {"a": 1}}, "form", "dataset: add_fields", "dict"),
            ({"add_fields": ["a"]}, "form", "dataset: add_fields", "str"),
            (
                {"add_fields": [field("Ma cote")]},
                "field_name",
                "dataset: add_fields",
                "Ma cote",
            ),
            ({"add_fields": [field("own")]}, "duplicate", "dataset", "own"),
            (
                {"add_fields": [field("mine", preset="no")]},
                "preset",
                "dataset: add_fields: mine",
                "no",
            ),
            (
                {"add_fields": [field("mine", page=3)]},
                "page",
                "dataset: add_fields: mine",
                3,
            ),
            (
                {"add_choices": {"own": []}},
                "no_choices",
                "dataset: add_choices: own",
                "own",
            ),
            (
                {"add_choices": {"access": [{"value": "all", "label": LABEL}]}},
                "choice",
                "dataset: add_choices: access",
                "all",
            ),
        ],
    )
    def test_what_cannot_be_used_is_told_with_its_place(
        self, change: dict[str, Any], code: str | None, place: str, found: object
    ) -> None:
        """Place and finding, for the sentence."""
        if code is None:
            assert names(changed(**change))
            return
        with pytest.raises(SchemaFileError) as refusal:
            changed(**change)
        assert refusal.value.code == f"schema_file.{code}"
        assert refusal.value.context == {"place": place, "found": found}

    def test_file_that_is_not_a_list_of_changes_is_refused(self) -> None:
        """A sentence, an empty file."""
        for content in ("bonjour", None, ["bonjour"]):
            with pytest.raises(SchemaFileError):
                changes_of(content)
