"""What is looked at before a dataset is published, each point with its remedy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

import sqlalchemy as sa

from ckan import model

# The validation of a dataset type; the toolkit has no way to it.
from ckan.lib.plugins import lookup_package_plugin, plugin_validate
from ckan.plugins import toolkit as tk
from ckan.types import Context

from ckanext.territory import messages
from ckanext.territory.domain import quality
from ckanext.territory.messages import quality as quality_words
from ckanext.territory.messages import review as words
from ckanext.territory.model.referent import Referent
from ckanext.territory.model.upload import Upload
from ckanext.territory.reviews import guard, places
from ckanext.territory.reviews.types import Check

Dataset = Mapping[str, Any]
Errors = dict[str, Any]

NONE_FOUND = frozenset({"", "none"})
PERSONAL = "personal"


def errors_of(context: Context, dataset: Dataset) -> Errors:
    """Return what a publication of the dataset would be refused for, by field."""
    plugin: Any = lookup_package_plugin(dataset["type"])
    checking = cast(
        "Context",
        {**tk.fresh_context(context), "package": model.Package.get(dataset["id"])},
    )
    _, errors = plugin_validate(
        plugin,
        checking,
        {**dataset, "state": model.State.ACTIVE},
        plugin.update_package_schema(),
        "package_update",
    )
    return {name: found for name, found in errors.items() if _first(found)}


def checklist(dataset: Dataset, errors: Errors) -> list[Check]:
    """Return the points of a dataset: what blocks first, then what would be better."""
    blocking = [*_fields(dataset, errors), *_needed(dataset, errors)]
    return [*blocking, *_better(dataset)]


def score(dataset: Dataset) -> float:
    """Return the completeness of a dataset, from 0 to 1."""
    return quality.assess(dataset, _today()).score


def refused(checks: Iterable[Check], *, is_checked: bool) -> Errors:
    """Return what stands in the way of a publication, by field.

    ``is_checked`` says that a person looked at the personal data.
    """
    found: Errors = {}
    for check in checks:
        if check["is_met"] or not check["is_blocking"]:
            continue
        if check["code"] == "personal_data":
            if not is_checked:
                found["is_checked"] = [messages.describe("review.is_checked", {})]
            continue
        found.setdefault(check["field"], []).append(check["remedy"])
    return found


def _fields(dataset: Dataset, errors: Errors) -> Iterator[Check]:
    """Yield one point for each field that is refused, or one for all when none is."""
    if not errors:
        yield _check(dataset, "fields", "title", _label("fields"), met=True)
    labels = places.labels(dataset)
    for name, found in errors.items():
        yield _check(
            dataset, "fields", name, labels.get(name, name), remedy=_first(found)
        )


def _needed(dataset: Dataset, errors: Errors) -> Iterator[Check]:
    rows = (
        ("files", "resources", bool(dataset.get("resources"))),
        ("license", "license_id", bool(dataset.get("license_id"))),
        ("contact", "referent_id", _is_answered(dataset)),
        ("personal_data", "personal_data", not _seems_personal(dataset)),
    )
    for code, field, met in rows:
        if field not in errors:
            remedy = tk._(words.REMEDIES[code])
            yield _check(dataset, code, field, _label(code), met=met, remedy=remedy)


def _better(dataset: Dataset) -> Iterator[Check]:
    """Yield what never blocks: the check of the files, then the points of quality."""
    valid = not any(_found_errors(row) for row in _uploads(dataset))
    code = "validation"
    remedy = tk._(words.REMEDIES[code])
    yield _check(
        dataset,
        code,
        "resources",
        _label(code),
        met=valid,
        remedy=remedy,
        need=False,
    )
    # Looked at above.
    seen = {"license", "referent"}
    for point in quality.assess(dataset, _today()).points:
        if point.code in seen:
            continue
        remedy = tk._(quality_words.MESSAGES[f"quality.{point.code}"]).format(
            length=quality.LONG_ENOUGH
        )
        yield _check(
            dataset,
            f"quality.{point.code}",
            point.field,
            tk._(quality_words.LABELS[point.code]),
            met=point.is_met,
            remedy=remedy,
            need=False,
        )


def _check(  # noqa: PLR0913 - the columns of a row
    dataset: Dataset,
    code: str,
    field: str,
    label: str,
    *,
    met: bool = False,
    remedy: str = "",
    need: bool = True,
) -> Check:
    return {
        "code": code,
        "field": field,
        "label": label,
        "is_met": met,
        "is_blocking": need,
        "remedy": "" if met else remedy,
        "url": places.url_of(dataset, field),
    }


def _label(code: str) -> str:
    return tk._(words.CHECKS[code])


def _is_answered(dataset: Dataset) -> bool:
    """Tell whether somebody can be reached: referent, contact or producer."""
    contacts = dataset.get("contact")
    for row in contacts if isinstance(contacts, list) else []:
        if isinstance(row, Mapping) and (row.get("email") or row.get("url")):
            return True
    if guard.extra_of(dataset.get("owner_org"), "email"):
        return True
    statement = sa.select(Referent.id).where(
        Referent.id == (dataset.get("referent_id") or ""), Referent.state == "active"
    )
    return model.Session.scalar(statement) is not None


def _uploads(dataset: Dataset) -> list[Upload]:
    statement = sa.select(Upload).where(Upload.dataset_id == dataset["id"])
    return list(model.Session.scalars(statement))


def _seems_personal(dataset: Dataset) -> bool:
    """Tell whether a file looks personal while the dataset says that it is not."""
    if str(dataset.get("personal_data") or "") not in NONE_FOUND:
        return False
    return any(
        PERSONAL in str(warning.get("code"))
        for row in _uploads(dataset)
        for warning in (row.inspection or {}).get("warnings", [])
    )


def _found_errors(row: Upload) -> bool:
    return bool((row.validation or {}).get("error_count"))


def _first(found: object) -> str:
    """Return the first sentence of an error, however deep it is."""
    if isinstance(found, Mapping):
        found = list(found.values())
    if isinstance(found, list | tuple):
        return next((text for text in map(_first, found) if text), "")
    return str(found or "")


def _today() -> dt.date:
    return dt.datetime.now(dt.timezone.utc).date()
