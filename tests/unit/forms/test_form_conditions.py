"""Fields that matter only when another one has some value."""

from __future__ import annotations

import json

import pytest

from ckanext.territory.forms.conditions import idle, matters, rule

STAGE = {"budget_stage": ["dm"]}
TARGET = {"target_value": "*"}


class TestMatters:
    """``matters``."""

    @pytest.mark.parametrize(
        ("when", "data"),
        [
            (None, {}),
            (STAGE, {"budget_stage": "dm"}),
            (STAGE, {"budget_stage": ["bp", "dm"]}),
            (STAGE, {"budget_stage": '["dm"]'}),
            (TARGET, {"target_value": "0"}),
            ({"target_value": ["*"]}, {"target_value": 0}),
        ],
    )
    def test_condition_holds(self, when: dict[str, object], data: dict) -> None:
        """On a text, a list, a list as the database stores it, a number."""
        assert matters(when, data)

    @pytest.mark.parametrize(
        ("when", "data"),
        [
            (STAGE, {}),
            (STAGE, {"budget_stage": "bp"}),
            (STAGE, {"budget_stage": "[dm"}),
            (TARGET, {"target_value": ""}),
            (TARGET, {"target_value": []}),
            ({**STAGE, **TARGET}, {"budget_stage": "dm"}),
        ],
    )
    def test_condition_does_not_hold(self, when: dict[str, object], data: dict) -> None:
        """All of them must."""
        assert not matters(when, data)


class TestIdle:
    """``idle``."""

    FIELDS = (
        {"field_name": "kind"},
        {"field_name": "c", "when": {"b": "*"}},
        {"field_name": "b", "when": {"kind": ["x"]}},
    )

    def test_field_goes_with_the_one_it_depends_on(self) -> None:
        """Although it is still filled in, and declared before."""
        assert idle(self.FIELDS, {"kind": "y", "b": "1", "c": "2"}) == {"b", "c"}

    def test_all_stay_when_the_first_holds(self) -> None:
        """Nothing is idle."""
        assert idle(self.FIELDS, {"kind": "x", "b": "1", "c": "2"}) == set()


def test_rule_is_what_the_script_reads() -> None:
    """Values as texts; a star for any value; nothing without condition."""
    assert json.loads(rule({"a": [1, "b"], "c": "*"})) == {"a": ["1", "b"], "c": "*"}
    assert rule(None) == ""
