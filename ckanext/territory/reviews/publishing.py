"""A draft made public, and the sentences of what stands in the way."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context

from ckanext.scheming.helpers import scheming_get_dataset_schema

from ckanext.territory import messages
from ckanext.territory.reviews import checklist, showing
from ckanext.territory.reviews.types import Published
from ckanext.territory.saving import DRAFT

log = logging.getLogger(__name__)


def refused(field: str, code: str) -> tk.ValidationError:
    """Return the error of a field, with its sentence."""
    return tk.ValidationError({field: [messages.describe(code, {})]})


def already(dataset_id: str) -> str:
    """Return what became of the proposal that one wanted to decide."""
    reviews = showing.reviews_of(dataset_id)
    if not reviews:
        return messages.describe("review.nothing_proposed", {})
    return showing.decided(reviews[0])


def check_draft(dataset: dict[str, Any]) -> None:
    """Raise ValidationError at ``state`` for what is published or deleted."""
    if dataset["state"] == model.State.ACTIVE:
        raise refused("state", "review.published")
    if dataset["state"] != DRAFT:
        raise refused("state", "review.deleted")


def ready(
    context: Context, dataset: dict[str, Any], *, is_checked: bool
) -> list[dict[str, Any]]:
    """Return the checklist; raise ValidationError while something blocking is left."""
    errors = checklist.errors_of(context, dataset)
    checks = checklist.checklist(dataset, errors)
    refused = checklist.refused(checks, is_checked=is_checked)
    if errors or refused:
        model.Session.rollback()
        raise tk.ValidationError({**refused, **errors})
    return [dict(check) for check in checks]


def publish(
    context: Context, dataset: dict[str, Any], *, is_checked: bool
) -> Published:
    """Validate a draft whole and publish it in the name of the context's user.

    Raises tk.ValidationError by field; nothing is changed then.
    """
    check_draft(dataset)
    ready(context, dataset, is_checked=is_checked)
    saved = tk.get_action("package_patch")(
        tk.fresh_context(context),
        {"id": dataset["id"], "state": model.State.ACTIVE, **_issued(dataset)},
    )
    log.info("Dataset %s published", saved["id"])
    return told(saved)


def _issued(dataset: dict[str, Any]) -> dict[str, str]:
    schema_of = scheming_get_dataset_schema(dataset["type"]) or {}
    names = {field["field_name"] for field in schema_of.get("dataset_fields", [])}
    if "issued" not in names or dataset.get("issued"):
        return {}
    return {"issued": dt.date.today().isoformat()}  # noqa: DTZ011 - the day of the server, as the validators count


def told(dataset: dict[str, Any]) -> Published:
    """Return what the actions answer of a dataset."""
    return {
        "id": dataset["id"],
        "name": dataset["name"],
        "type": dataset["type"],
        "title": dataset.get("title") or dataset["name"],
        "state": dataset["state"],
    }
