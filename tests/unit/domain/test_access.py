"""Levels, labels and what they open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.territory.domain.access import (
    AGENTS,
    LEVELS,
    PUBLIC,
    dataset_labels,
    derive_level,
    is_level,
    narrowed_labels,
    user_labels,
)

ORG = "b1"
OWNER = [f"member-{ORG}"]


def labels(
    level: str | None, *, private: bool, referent: str | None = None
) -> set[str]:
    """Return the labels of an active dataset of the organization."""
    return set(
        dataset_labels(
            level,
            core=OWNER if private else [PUBLIC],
            owner=OWNER,
            organization_id=ORG,
            referent_user_id=referent,
        )
    )


class TestDatasetLabels:
    """What a dataset shows to the search and to the page."""

    @pytest.mark.parametrize("level", ["public", None, ""])
    def test_public_dataset_has_the_public_label_only(self, level: str | None) -> None:
        """No service label would show in a facet."""
        assert labels(level, private=False) == {PUBLIC}

    def test_internal_dataset_opens_to_agents(self) -> None:
        """Owner service and agents."""
        assert labels("internal", private=True) == {*OWNER, AGENTS}

    def test_restricted_dataset_opens_to_its_service_and_referent(self) -> None:
        """Labels carry ids."""
        assert labels("restricted", private=True, referent="u7") == {
            *OWNER,
            f"territory-service-{ORG}",
            "territory-referent-u7",
        }

    @pytest.mark.parametrize("level", ["public", None, "", "secret", "Internal"])
    def test_unknown_level_never_opens_a_private_dataset(
        self, level: str | None
    ) -> None:
        """Only the owner service is left."""
        assert labels(level, private=True) == set(OWNER)

    @pytest.mark.parametrize("level", ["internal", "restricted", "secret"])
    def test_lost_private_mark_does_not_publish(self, level: str) -> None:
        """The level closes what the private mark no longer closes."""
        assert PUBLIC not in labels(level, private=False)


class TestUserLabels:
    """What a logged-in reader brings."""

    def test_member_without_flag_gets_service_and_person(self) -> None:
        """Being logged in does not make an agent."""
        found = user_labels(
            [PUBLIC], user_id="u1", is_agent=False, organization_ids=[ORG]
        )
        assert found == [PUBLIC, f"territory-service-{ORG}", "territory-referent-u1"]

    def test_flag_gives_the_agents_label(self) -> None:
        """The flag is the only way to the agents' label."""
        assert AGENTS in user_labels(
            [PUBLIC], user_id="u1", is_agent=True, organization_ids=[]
        )


class TestDeriveLevel:
    """The level follows what was sent, and what is missing never widens."""

    @pytest.mark.parametrize(
        ("private", "stored", "stored_private", "level"),
        [
            (None, None, None, "public"),
            (False, None, None, "public"),
            (True, None, None, "restricted"),
            (None, "internal", True, "internal"),
            (False, "internal", True, "internal"),
            (False, "restricted", True, "restricted"),
            (None, None, True, "restricted"),
            (False, None, True, "public"),
            (True, "public", False, "restricted"),
            (None, "public", False, "public"),
        ],
    )
    def test_missing_level(
        self,
        private: bool | None,
        stored: str | None,
        stored_private: bool | None,
        level: str,
    ) -> None:
        """Stored level, else the private mark, decide."""
        assert (
            derive_level(
                None,
                private=private,
                stored_level=stored,
                stored_private=stored_private,
            )
            == level
        )

    @pytest.mark.parametrize("wanted", LEVELS)
    def test_given_level_wins(self, wanted: str) -> None:
        """A level that is sent is the one input."""
        assert derive_level(wanted, private=None) == wanted
        assert (
            derive_level(
                wanted, private=False, stored_level="internal", stored_private=True
            )
            == wanted
        )

    def test_sent_back_level_does_not_undo_a_private_mark(self) -> None:
        """A patch of ``private`` alone narrows, though it carries the old level."""
        assert (
            derive_level(
                "public", private=True, stored_level="public", stored_private=False
            )
            == "restricted"
        )

    def test_unknown_level_is_returned_to_be_refused(self) -> None:
        """The validator refuses it by name."""
        level = derive_level("secret", private=None)
        assert level == "secret"
        assert not is_level(level)


NAMES = st.sampled_from([PUBLIC, AGENTS, *OWNER, "territory-service-b1", "x", "y"])


class TestNarrowedLabels:
    """Traces of a dataset follow it inwards, never outwards."""

    def test_public_past_becomes_internal(self) -> None:
        """Public no longer reads it, members and agents do."""
        assert set(narrowed_labels([PUBLIC], [*OWNER, AGENTS], OWNER)) == {
            *OWNER,
            AGENTS,
        }

    def test_internal_past_becomes_restricted(self) -> None:
        """Agents no longer read it."""
        now = [*OWNER, "territory-service-b1"]
        assert narrowed_labels([*OWNER, AGENTS], now, OWNER) == OWNER

    def test_past_stays_when_the_dataset_opens(self) -> None:
        """What was internal when it happened stays internal."""
        assert narrowed_labels([*OWNER, AGENTS], [PUBLIC], OWNER) == [*OWNER, AGENTS]

    @given(past=st.lists(NAMES, unique=True), now=st.lists(NAMES, unique=True))
    def test_trace_never_has_more_readers_than_the_dataset(
        self, past: list[str], now: list[str]
    ) -> None:
        """A reader of the trace reads the dataset too, which public means for all."""
        found = set(narrowed_labels(past, now, OWNER))
        assert PUBLIC in now or found <= set(now)
