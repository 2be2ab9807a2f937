"""Who stands in for somebody who is away."""

from __future__ import annotations

import pytest

from ckanext.territory.domain.referent import stand_in

DEPUTIES = {"a": "b", "b": "c", "c": "a", "d": None, "e": "gone", "f": "f"}


class TestStandIn:
    """``stand_in``."""

    @pytest.mark.parametrize(
        ("absent", "expected"),
        [
            ({}, "a"),
            ({"a": None}, "b"),
            ({"a": "d"}, "d"),
            ({"a": None, "b": None}, "c"),
            ({"a": None, "b": "d"}, "d"),
            ({"a": None, "b": None, "c": None}, None),
        ],
    )
    def test_deputies_follow_one_another(
        self, absent: dict[str, str | None], expected: str | None
    ) -> None:
        """The first who is there answers; a circle of absent people ends."""
        assert stand_in("a", DEPUTIES, absent) == expected

    @pytest.mark.parametrize("referent_id", ["d", "e", "f"])
    def test_nobody_when_no_deputy_is_there(self, referent_id: str) -> None:
        """No deputy, one who left, or oneself."""
        assert stand_in(referent_id, DEPUTIES, {referent_id: None}) is None

    def test_unknown_referent_has_nobody(self) -> None:
        """Who left the directory does not answer."""
        assert stand_in("x", DEPUTIES, {}) is None
