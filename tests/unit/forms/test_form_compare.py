"""Whether two persons changed the same field."""

from __future__ import annotations

import pytest

from ckanext.territory.forms.compare import (
    differences,
    digest,
    plain,
    untouched,
)


class TestDigest:
    """``digest`` and ``plain``."""

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (None, ""),
            ("", []),
            (2024, "2024"),
            ("eau", ["eau"]),
            ('["eau", "air"]', ["eau", "air"]),
            ("a\r\nb", "a\nb "),
            ([{"start": "2024", "end": ""}], [{"start": "2024"}]),
            ([{"start": ""}], None),
        ],
    )
    def test_same_value_in_two_forms_has_one_digest(
        self, one: object, other: object
    ) -> None:
        """The page and the database write a value differently."""
        assert digest(one) == digest(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [("a", "A"), (["a", "b"], ["b", "a"]), ([{"a": "1"}], [{"b": "1"}])],
    )
    def test_other_value_has_another_digest(self, one: object, other: object) -> None:
        """A change is seen."""
        assert digest(one) != digest(other)

    def test_text_that_looks_like_a_list_stays_a_text(self) -> None:
        """A description may begin with a bracket."""
        assert plain("[1] note") == "[1] note"


BASE = {"title": digest("Bancs")}


class TestDifferences:
    """``differences`` and ``untouched``."""

    def changed(self, mine: str, theirs: str) -> list[tuple[str, str, str]]:
        """Return the differences of a title that was ``Bancs``."""
        found = differences({"title": mine}, {"title": theirs}, BASE)
        return [(row.field, row.mine, row.theirs) for row in found]

    def test_both_changed_it(self) -> None:
        """Then somebody chooses."""
        assert self.changed("Bancs publics", "Sièges") == [
            ("title", "Bancs publics", "Sièges")
        ]

    def test_both_changed_it_alike(self) -> None:
        """There is nothing to choose."""
        assert self.changed("Sièges", "Sièges") == []

    def test_only_one_changed_it(self) -> None:
        """The change stands."""
        assert self.changed("Bancs publics", "Bancs") == []
        assert self.changed("Bancs", "Sièges") == []

    def test_field_without_base_is_left_alone(self) -> None:
        """A form of before, or of a program, does as it always did."""
        assert list(differences({"notes": "a"}, {"notes": "b"}, BASE)) == []

    def test_difference_tells_what_to_start_from_next(self) -> None:
        """So that the choice is not refused in its turn."""
        [row] = differences({"title": "A"}, {"title": "B"}, BASE)
        assert row.base == digest("B")

    def test_untouched_fields(self) -> None:
        """Those that are as the form showed them."""
        mine = {"title": "Bancs ", "notes": ""}
        assert untouched(mine, BASE) == {"title"}
