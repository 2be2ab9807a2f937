"""Who may read a dataset: levels of access and the labels that carry them.

A dataset has labels, a reader has labels; one label in common opens the dataset.
Labels carry identifiers, never names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, TypeGuard

AccessLevel = Literal["public", "internal", "restricted"]

LEVELS: tuple[AccessLevel, ...] = ("public", "internal", "restricted")
PUBLIC = "public"
AGENTS = "territory-agents"


def is_level(value: object) -> TypeGuard[AccessLevel]:
    """Tell whether a value is one of the three levels."""
    return value in LEVELS


def service_label(organization_id: str) -> str:
    """Return the label of the members of a service."""
    return f"territory-service-{organization_id}"


def referent_label(user_id: str) -> str:
    """Return the label of the user account of a referent."""
    return f"territory-referent-{user_id}"


def derive_level(
    wanted: str | None,
    *,
    private: bool | None,
    stored_level: str | None = None,
    stored_private: bool | None = None,
) -> str:
    """Return the level a dataset gets from what was sent and what is stored.

    ``wanted`` is returned when it is given, known or not. What is missing never
    widens: the stored level stays, and a dataset asked to be private without a level
    is for its service only. A stored public dataset that is asked to become private
    while its level is sent back unchanged is narrowed too. ``stored_private`` is
    None for a new dataset.
    """
    if wanted:
        narrowed = wanted == stored_level == PUBLIC and private and not stored_private
        return "restricted" if narrowed else wanted
    if is_level(stored_level) and stored_level != PUBLIC:
        return stored_level
    hidden = stored_private if private is None else private
    return "restricted" if hidden else PUBLIC


def dataset_labels(
    level: str | None,
    *,
    core: Sequence[str],
    owner: Sequence[str],
    organization_id: str | None,
    referent_user_id: str | None,
) -> list[str]:
    """Return the labels of an active dataset; drafts and deleted ones keep ``core``.

    ``core`` are the labels that CKAN itself would give, ``owner`` those it gives to
    a private dataset. An unknown level never opens a private dataset, and a level
    that is not public closes one whose ``private`` mark is lost.
    """
    if PUBLIC in core and level in (None, "", PUBLIC):
        return list(core)
    if level == "internal":
        return [*owner, AGENTS]
    if level == "restricted":
        services = [service_label(organization_id)] if organization_id else []
        people = [referent_label(referent_user_id)] if referent_user_id else []
        return [*owner, *services, *people]
    return list(owner)


def user_labels(
    core: Iterable[str],
    *,
    user_id: str,
    is_agent: bool,
    organization_ids: Iterable[str],
) -> list[str]:
    """Return the labels of a logged-in reader: CKAN's own, flag, services, person."""
    agents = [AGENTS] if is_agent else []
    services = [service_label(identifier) for identifier in organization_ids]
    return [*core, *agents, *services, referent_label(user_id)]


def narrowed_labels(
    past: Sequence[str], now: Sequence[str], owner: Sequence[str]
) -> list[str]:
    """Return the labels of a past trace of a dataset whose labels are now ``now``.

    A trace never opens to more readers than the dataset has now, nor to more than
    it had, apart from the owner service; when the dataset opens, its past stays.
    """
    if PUBLIC in now:
        return list(past)
    if PUBLIC in past:
        return list(now)
    kept = [label for label in past if label in now]
    return list(dict.fromkeys([*kept, *(label for label in owner if label in now)]))
