"""Where a person is in the form: its steps, and what each field still needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ckanext.territory.forms.compare import plain
from ckanext.territory.forms.conditions import idle

Field = Mapping[str, Any]
Page = Mapping[str, Any]
Need = Literal["done", "missing", "optional"]
State = Literal["done", "current", "missing", "optional"]

REQUIRED = frozenset({"territory_required", "not_empty", "owner_org_validator"})
MADE_BY_US = frozenset({"name"})
"""Required by CKAN, filled by the form when they are left empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A field of the form: whether it is filled, asked for, or free."""

    field: Field
    page: int
    need: Need

    @property
    def name(self) -> str:
        """Return the name of the field."""
        return self.field["field_name"]


def is_required(field: Field) -> bool:
    """Tell whether a dataset cannot be published without a field."""
    if field["field_name"] in MADE_BY_US:
        return False
    words = set(str(field.get("validators") or "").split())
    return bool(field.get("required")) or bool(words & REQUIRED)


def is_essential(field: Field) -> bool:
    """Tell whether a field is shown without asking."""
    return bool(field.get("essential")) or is_required(field)


def is_asked(field: Field) -> bool:
    """Tell whether the form has an input for a field."""
    return field.get("form_snippet", "") is not None


def is_internal(field: Field) -> bool:
    """Tell whether a field never leaves the service."""
    return field.get("audience") == "internal"


def is_filled(field: Field, data: Mapping[str, Any]) -> bool:
    """Tell whether a field has a value."""
    name = field["field_name"]
    if name == "tag_string" and data.get("tags"):
        return True
    return plain(data.get(name)) != ""


def standings(pages: Sequence[Page], data: Mapping[str, Any]) -> list[Standing]:
    """Return the fields that have an input and matter, in the order of the form."""
    aside = idle((field for page in pages for field in page["fields"]), data)
    return [
        Standing(field=field, page=number, need=_need(field, data))
        for number, page in enumerate(pages, start=1)
        for field in page["fields"]
        if is_asked(field) and field["field_name"] not in aside
    ]


def _need(field: Field, data: Mapping[str, Any]) -> Need:
    if is_filled(field, data):
        return "done"
    return "missing" if is_essential(field) else "optional"


def state_of(page: int, current: int | None, rows: Sequence[Standing]) -> State:
    """Return how a step stands, for its mark."""
    if page == current:
        return "current"
    own = [row for row in rows if row.page == page]
    if any(row.need == "missing" for row in own):
        return "missing"
    is_done = any(is_essential(row.field) or row.need == "done" for row in own)
    return "done" if is_done else "optional"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """The fields of a step: at once, behind one click, and of the service only."""

    shown: tuple[Field, ...]
    folded: tuple[Field, ...]
    internal: tuple[Field, ...]


def split(
    page: Page,
    pages: Sequence[Page],
    data: Mapping[str, Any],
    errors: Mapping[str, Any],
) -> Shares:
    """Return the fields of a step by where they are shown.

    A field whose condition is decided on another step and does not hold is in none;
    one decided on this step stays, for a page without JavaScript, beside what decides.
    """
    here = {field["field_name"] for field in page["fields"]}
    aside = idle((field for one in pages for field in one["fields"]), data)
    asked = [
        field
        for field in page["fields"]
        if is_asked(field)
        and (field["field_name"] not in aside or here & set(field["when"]))
    ]
    public = [field for field in asked if not is_internal(field)]
    shown = {field["field_name"] for field in public if _is_shown(field, errors)}
    for field in public:
        if is_essential(field) or shown & set(field.get("when") or {}):
            shown.add(field["field_name"])
    if not shown:
        # A step of details only: who opens it wants to see them.
        shown = {field["field_name"] for field in public}
    return Shares(
        shown=tuple(field for field in public if field["field_name"] in shown),
        folded=tuple(field for field in public if field["field_name"] not in shown),
        internal=tuple(field for field in asked if is_internal(field)),
    )


def _is_shown(field: Field, errors: Mapping[str, Any]) -> bool:
    return is_essential(field) or bool(errors.get(field["field_name"]))
