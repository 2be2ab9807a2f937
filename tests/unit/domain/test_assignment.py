"""The first rule that fits names who answers."""

from __future__ import annotations

import pytest

from ckanext.territory.domain.referent import (
    Conditions,
    Described,
    Rule,
    first_rule,
    fits,
)

DATASET = Described(
    themes=frozenset({"voirie", "espace-public"}),
    territories=frozenset({"35238", "243500139"}),
    owner_org="org",
    source_id=None,
    dataset_type="dataset",
)


@pytest.mark.parametrize(
    ("asked", "met"),
    [
        ({}, True),
        ({"theme_code": "voirie"}, True),
        ({"theme_code": "espace-public"}, True),
        ({"theme_code": "eau"}, False),
        ({"territory_code": "243500139"}, True),
        ({"territory_code": "35047"}, False),
        ({"owner_org": "org", "dataset_type": "dataset"}, True),
        ({"owner_org": "org", "dataset_type": "budget"}, False),
        ({"source_id": "s"}, False),
        ({"theme_code": "voirie", "territory_code": "35047"}, False),
    ],
)
def test_every_condition_given_is_met(asked: dict[str, str], met: bool) -> None:
    """What is above a theme or a place counts; an empty condition asks nothing."""
    assert fits(Conditions(**asked), DATASET) is met


def test_the_first_that_fits_wins() -> None:
    """The order decides, not how narrow a rule is."""
    broad = Rule(id="1", referent_id="a", conditions=Conditions(owner_org="org"))
    narrow = Rule(
        id="2",
        referent_id="b",
        conditions=Conditions(owner_org="org", theme_code="voirie"),
    )
    assert first_rule([broad, narrow], DATASET) == broad
    assert first_rule([narrow, broad], DATASET) == narrow
    assert first_rule([], DATASET) is None
