"""What is known of a dataset while it is being saved, beside what is sent to CKAN."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, cast

from ckan import model
from ckan.types import Context

KEY = "territory_saving"
DRAFT = "draft"


@dataclass(slots=True, kw_only=True)
class Saving:
    """Internal values sent and what is wrong with them; the dataset as it was.

    ``state`` and ``owner_org`` are None for a new dataset.
    """

    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    state: str | None = None
    owner_org: str | None = None
    is_written: bool = False

    def was_published_by(self, owner_org: str | None) -> bool:
        """Tell whether the dataset was published already, by this organization."""
        return self.state == model.State.ACTIVE and self.owner_org == owner_org


def saving_of(context: Context) -> Saving | None:
    """Return what is known of the saving that a context belongs to."""
    return cast("dict[str, Any]", context).get(KEY)


@contextmanager
def known(context: Context, saving: Saving) -> Iterator[Saving]:
    """Make a saving known to validators and hooks of the call that follows."""
    values = cast("dict[str, Any]", context)
    outer = values.get(KEY)
    values[KEY] = saving
    try:
        yield saving
    finally:
        values[KEY] = outer
