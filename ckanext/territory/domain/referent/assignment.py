"""Rules that say who answers for a dataset: the first that fits wins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What a rule asks of a dataset; an empty condition is met by everything.

    `theme_code` and `territory_code` are met by what is below them too.
    """

    theme_code: str | None = None
    owner_org: str | None = None
    territory_code: str | None = None
    source_id: str | None = None
    dataset_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule and the referent whom it names."""

    id: str
    referent_id: str
    conditions: Conditions


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What rules look at in a dataset; themes and territories with those above."""

    themes: frozenset[str] = frozenset()
    territories: frozenset[str] = frozenset()
    owner_org: str | None = None
    source_id: str | None = None
    dataset_type: str | None = None


def fits(asked: Conditions, dataset: Described) -> bool:
    """Tell whether a dataset meets every condition that is given."""
    if asked.theme_code and asked.theme_code not in dataset.themes:
        return False
    if asked.territory_code and asked.territory_code not in dataset.territories:
        return False
    pairs = (
        (asked.owner_org, dataset.owner_org),
        (asked.source_id, dataset.source_id),
        (asked.dataset_type, dataset.dataset_type),
    )
    return all(not wanted or wanted == found for wanted, found in pairs)


def first_rule(rules: Iterable[Rule], dataset: Described) -> Rule | None:
    """Return the first rule that fits, in the order given."""
    return next((rule for rule in rules if fits(rule.conditions, dataset)), None)
