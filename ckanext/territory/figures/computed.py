"""Fields of a dataset that its figures decide, for search, facets and DCAT."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk

from ckanext.territory.environment import choosing as environment
from ckanext.territory.figures import store
from ckanext.territory.indicators import choosing as performance

log = logging.getLogger(__name__)

LISTS = ("observed_property", "temporal_coverage", "territory_code")
COMPUTED = {"performance": performance.fields, "environment": environment.fields}


def refresh(dataset_id: str) -> None:
    """Write the computed fields of a dataset where they differ; commits.

    A second call finds nothing to change. A draft waits: its figures are written when
    it is published.
    """
    model.Session.flush()
    dataset = tk.get_action("package_show")(_context(), {"id": dataset_id})
    if dataset["state"] != model.State.ACTIVE:
        return
    changed = _changed(dataset)
    if not changed:
        return
    try:
        tk.get_action("package_patch")(_context(), {"id": dataset_id, **changed})
    except tk.ValidationError as error:
        # A dataset that cannot be saved as it is: its page still shows the figures.
        fields = list(error.error_dict)
        log.warning("Dataset %s keeps its old figures: %s", dataset_id, fields)


def settle(package: model.Package) -> None:
    """Put the computed fields into a dataset that is being saved.

    Its target may have changed, or the form may have left the fields out.
    """
    if package.type not in COMPUTED or package.state != model.State.ACTIVE:
        return
    dataset = {"id": package.id, "type": package.type, **_read(package.extras)}
    for name, value in _changed(dataset).items():
        package.extras[name] = value if isinstance(value, str) else json.dumps(value)


def _changed(dataset: Mapping[str, Any]) -> dict[str, Any]:
    """Return the computed fields that are not as the figures say."""
    compute = COMPUTED.get(dataset["type"])
    shown = store.shown(dataset["id"])
    if compute is None or not shown["files"]:
        return {}
    return {
        name: value
        for name, value in compute(shown, dataset).items()
        if _text(dataset.get(name)) != _text(value)
    }


def _read(extras: Mapping[str, str]) -> dict[str, Any]:
    """Return stored fields as actions show them: lists are kept as JSON."""
    return {
        name: json.loads(value) if value.startswith("[") else value
        for name, value in extras.items()
        if name in LISTS or not value.startswith("[")
    }


def _context() -> Any:  # noqa: ANN401 - the context of actions
    # The figures follow from the file, whoever brought it.
    user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    return {"ignore_auth": True, "user": user}


def _text(value: object) -> object:
    """Return a value as it may be compared: stored fields are texts or lists."""
    if isinstance(value, list):
        return [dict(each) if isinstance(each, Mapping) else each for each in value]
    return "" if value is None else str(value)
