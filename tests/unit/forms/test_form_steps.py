"""Where a person is in the form."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.territory.forms import copies, steps
from ckanext.territory.forms.file_order import moved

TITLE = {"field_name": "title", "validators": "territory_required unicode_safe"}
NAME = {"field_name": "name", "validators": "not_empty", "form_snippet": "slug.html"}
LEVEL = {"field_name": "level", "essential": True}
REASON = {"field_name": "reason", "when": {"level": ["internal"]}, "essential": True}
NOTE = {"field_name": "note", "audience": "internal"}
TAGS = {"field_name": "tag_string"}
DERIVED = {"field_name": "theme", "form_snippet": None}
DETAIL = {"field_name": "detail", "when": {"level": ["internal"]}}
PAGES: list[dict[str, Any]] = [
    {"title": "One", "fields": [TITLE, NAME, TAGS, DERIVED]},
    {"title": "Two", "fields": [LEVEL, REASON, NOTE]},
    {"title": "Three", "fields": [DETAIL]},
]


def names(fields: tuple[Any, ...]) -> list[str]:
    """Return the names of fields."""
    return [field["field_name"] for field in fields]


class TestStandings:
    """``standings`` and ``state_of``."""

    def needs(self, data: dict[str, Any]) -> dict[str, str]:
        """Return what each field still needs."""
        return {row.name: row.need for row in steps.standings(PAGES, data)}

    def test_field_that_does_not_matter_is_not_asked_for(self) -> None:
        """Nor is one that the portal makes."""
        assert set(self.needs({})) == {"title", "name", "tag_string", "level", "note"}

    def test_field_that_matters_is_missing(self) -> None:
        """Once the other one says so."""
        assert self.needs({"level": "internal"})["reason"] == "missing"

    def test_address_is_never_missing(self) -> None:
        """The form makes it."""
        assert self.needs({})["name"] == "optional"

    def test_stored_keywords_count(self) -> None:
        """They are stored in another form."""
        assert self.needs({"tags": [{"name": "eau"}]})["tag_string"] == "done"

    @pytest.mark.parametrize(
        ("page", "data", "state"),
        [
            (1, {}, "missing"),
            (1, {"title": "a"}, "done"),
            (2, {"level": "public"}, "current"),
            (3, {}, "optional"),
        ],
    )
    def test_state(self, page: int, data: dict[str, Any], state: str) -> None:
        """Each step has one of four marks."""
        rows = steps.standings(PAGES, data)
        assert steps.state_of(page, 2, rows) == state


class TestSplit:
    """``split``."""

    def test_essentials_are_shown_and_the_rest_is_one_click_away(self) -> None:
        """Essential or required; what the portal makes is nowhere."""
        found = steps.split(PAGES[0], PAGES, {}, {})
        assert names(found.shown) == ["title"]
        assert names(found.folded) == ["name", "tag_string"]

    def test_field_with_an_error_is_shown(self) -> None:
        """Nobody looks for it."""
        found = steps.split(PAGES[0], PAGES, {}, {"tag_string": ["Non"]})
        assert names(found.shown) == ["title", "tag_string"]

    def test_condition_of_this_step_leaves_the_field_on_the_page(self) -> None:
        """A page without script shows it, and says when it matters."""
        found = steps.split(PAGES[1], PAGES, {}, {})
        assert names(found.shown) == ["level", "reason"]
        assert names(found.internal) == ["note"]

    def test_condition_of_another_step_decides_at_once(self) -> None:
        """Nothing on the page could change it."""
        assert steps.split(PAGES[2], PAGES, {}, {}) == steps.Shares(
            shown=(), folded=(), internal=()
        )
        found = steps.split(PAGES[2], PAGES, {"level": "internal"}, {})
        assert names(found.shown) == ["detail"]

    def test_step_of_details_only_shows_them(self) -> None:
        """Who opens it has clicked already."""
        page = {"title": "More", "fields": [TAGS, NAME]}
        found = steps.split(page, [page], {}, {})
        assert names(found.shown) == ["tag_string", "name"]
        assert found.folded == ()


class TestKeys:
    """Keys of forms whose dataset does not exist yet."""

    def test_key_names_its_type(self) -> None:
        """And is known as one."""
        key = copies.new_key("budget")
        assert copies.is_new(key)
        assert copies.type_of(key) == "budget"

    @pytest.mark.parametrize(
        "key", ["new:budget:", "new:Budget:abcdefgh", "new:budget:a/b/c/d/e", "bancs"]
    )
    def test_bad_key_names_nothing(self, key: str) -> None:
        """It is typed by somebody, or forged."""
        assert copies.type_of(key) is None


@pytest.mark.parametrize(
    ("item", "by", "order"),
    [("b", -1, "bac"), ("b", 1, "acb"), ("a", -1, "abc"), ("c", 1, "abc")],
)
def test_moved(item: str, by: int, order: str) -> None:
    """One place up or down, and never out of the list."""
    assert moved("abc", item, by) == list(order)
