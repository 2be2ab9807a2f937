"""Who may publish, propose, refuse and withdraw."""

from __future__ import annotations

import pytest

from ckanext.territory.domain.review import Standing
from ckanext.territory.messages.review import MESSAGES


def standing(**facts: bool) -> Standing:
    """Return an editor of a service that wants reviews, before a draft."""
    usual = {
        "needs_review": True,
        "is_trusted": False,
        "is_editor": True,
        "is_proposed": False,
        "is_proposer": False,
    }
    return Standing(**{**usual, **facts})


class TestRefusal:
    """``Standing.refusal``."""

    @pytest.mark.parametrize(
        ("facts", "refusal"),
        [
            ({}, "review.not_proposed"),
            ({"is_proposed": True}, ""),
            ({"is_proposed": True, "is_proposer": True}, "review.own_proposal"),
            ({"is_editor": False, "is_proposed": True}, "review.not_editor"),
            ({"needs_review": False}, ""),
            ({"needs_review": False, "is_editor": False}, "review.not_editor"),
            ({"is_trusted": True, "is_editor": False}, ""),
            ({"is_trusted": True, "is_proposed": True, "is_proposer": True}, ""),
        ],
    )
    def test_two_people_are_needed(self, facts: dict[str, bool], refusal: str) -> None:
        """One proposes, another publishes; an administrator needs nobody."""
        now = standing(**facts)
        assert now.refusal == refusal
        assert now.may_publish is not bool(refusal)

    def test_every_refusal_has_its_sentence(self) -> None:
        """People are told what to do."""
        for code in ("not_editor", "not_proposed", "own_proposal"):
            assert MESSAGES[f"review.{code}"]


class TestRights:
    """What may be done beside publishing."""

    @pytest.mark.parametrize(
        ("facts", "may"),
        [
            ({}, True),
            ({"is_proposed": True}, False),
            ({"needs_review": False}, False),
            ({"is_editor": False}, False),
            ({"is_editor": False, "is_trusted": True}, True),
        ],
    )
    def test_one_proposal_at_a_time(self, facts: dict[str, bool], may: bool) -> None:
        """By those who edit, where somebody else decides."""
        assert standing(**facts).may_propose is may

    @pytest.mark.parametrize(
        ("facts", "may"),
        [
            ({}, False),
            ({"is_proposed": True}, True),
            ({"is_proposed": True, "is_proposer": True}, False),
            ({"is_proposed": True, "is_editor": False}, False),
        ],
    )
    def test_who_may_publish_may_refuse(
        self, facts: dict[str, bool], may: bool
    ) -> None:
        """Once something is proposed."""
        assert standing(**facts).may_refuse is may

    @pytest.mark.parametrize(
        ("facts", "may"),
        [
            ({"is_proposed": True}, False),
            ({"is_proposed": True, "is_proposer": True}, True),
            ({"is_proposed": True, "is_trusted": True}, True),
            ({"is_trusted": True}, False),
        ],
    )
    def test_who_proposed_may_withdraw(self, facts: dict[str, bool], may: bool) -> None:
        """And administrators of the portal."""
        assert standing(**facts).may_withdraw is may
