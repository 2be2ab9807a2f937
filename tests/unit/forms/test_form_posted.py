"""What a posted step becomes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from ckanext.territory.forms import posted

TITLE = {"field_name": "title"}
THEMES = {"field_name": "themes", "form_snippet": "multiple_select.html"}
PERIODS = {
    "field_name": "periods",
    "repeating_subfields": [{"field_name": "start"}, {"field_name": "end"}],
}
HIDDEN = {"field_name": "issued", "form_snippet": None}
FIELDS = [TITLE, THEMES, PERIODS, HIDDEN]


def read(*pairs: tuple[str, str]) -> dict[str, Any]:
    """Return the values of a form of these pairs."""
    return posted.read_values(MultiDict(pairs), FIELDS)


class TestReadValues:
    """``read_values``."""

    def test_text_is_trimmed_and_its_lines_are_ended_one_way(self) -> None:
        """Windows sends two characters for the end of a line."""
        assert read(("title", " Un\r\nDeux ")) == {"title": "Un\nDeux"}

    def test_empty_text_is_a_value(self) -> None:
        """Somebody may have erased what was there."""
        assert read(("title", "")) == {"title": ""}

    def test_field_that_was_not_sent_is_left_out(self) -> None:
        """What the page did not show does not change."""
        assert read() == {}

    def test_one_tick_is_a_list(self) -> None:
        """A multiple field is a list whatever its length."""
        assert read(("themes", "eau")) == {"themes": ["eau"]}

    def test_no_tick_left_is_an_empty_list(self) -> None:
        """A browser sends nothing for boxes that are not ticked."""
        assert read(("territory_form_has", "themes")) == {"themes": []}

    def test_rows_keep_their_order_and_empty_ones_go(self) -> None:
        """Rows are numbered by the page, with holes."""
        found = read(
            ("periods-10-start", "2024"),
            ("periods-2-start", "2023"),
            ("periods-2-end", ""),
            ("periods-3-start", " "),
        )
        assert found == {"periods": [{"start": "2023", "end": ""}, {"start": "2024"}]}

    def test_all_rows_emptied_is_an_empty_list(self) -> None:
        """Erasing the only row erases the field."""
        found = read(("territory_form_has", "periods"), ("periods-0-start", ""))
        assert found == {"periods": []}

    def test_what_is_no_field_of_the_step_is_left_out(self) -> None:
        """A forged input changes nothing: not the state, not a computed field."""
        assert read(("state", "active"), ("issued", "2024"), ("save", "next")) == {}


class TestReadBase:
    """``read_base``."""

    @pytest.mark.parametrize("text", ["", "{", "[1]", "null"])
    def test_bad_base_is_none(self, text: str) -> None:
        """Nothing is known then, and nothing is refused."""
        assert posted.read_base({"territory_form_base": text}) == {}

    def test_fingerprints_are_read(self) -> None:
        """As the page wrote them."""
        text = json.dumps({"title": "abc"})
        assert posted.read_base({"territory_form_base": text}) == {"title": "abc"}


class TestWithRow:
    """``with_row``."""

    def test_row_is_added_to_a_list(self) -> None:
        """An empty one, at the end."""
        found = posted.with_row({"themes": ["eau"]}, "themes", FIELDS)
        assert found == {"themes": ["eau", ""]}

    def test_block_is_added_to_a_repeating_field(self) -> None:
        """An empty block."""
        assert posted.with_row({}, "periods", FIELDS) == {"periods": [{}]}

    @pytest.mark.parametrize("name", ["title", "unknown"])
    def test_other_fields_have_no_rows(self, name: str) -> None:
        """A forged name adds nothing."""
        assert posted.with_row({"title": "a"}, name, FIELDS) == {"title": "a"}
