"""Saving of a step: a new draft, or a change of a dataset."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.forms import compare, copies, kept
from ckanext.territory.forms.conditions import idle
from ckanext.territory.forms.stored import stored_values
from ckanext.territory.forms.types import Conflict, Saved
from ckanext.territory.logic.schema import form as schema
from ckanext.territory.model import FormCopy
from ckanext.territory.starts import fields
from ckanext.territory.starts.creation import UNNAMED, free_name

__all__ = ["territory_form_save"]

log = logging.getLogger(__name__)

Values = dict[str, Any]


@tk.validate_action_data(schema.form_save)
def territory_form_save(context: Context, data_dict: DataDict) -> Saved:
    """Save a step of the form, with the steps that were refused before it.

    A key of a form whose dataset does not exist yet makes a draft. Fields whose
    condition does not hold are emptied; fields left as the form showed them are not
    touched, so that what somebody else wrote in them stays.

    :param id: the dataset, or the key of a form whose dataset does not exist yet
    :param type: its dataset type
    :param step: the step, by number
    :param values: the values of its fields, by name
    :param base: fingerprints of the values that the form showed, by field

    Returns ``id``, ``name``, ``state`` and ``conflicts``: fields that somebody else
    changed too; nothing is saved when there is one. Raises ValidationError; what was
    typed is kept then. For who may change the dataset, or create one.
    """
    tk.check_access("territory_form_save", context, data_dict)
    key, owner = kept.key_of(data_dict["id"]), kept.user_id(context.get("user", ""))
    step, values = data_dict["step"], data_dict["values"]
    base = data_dict.get("base") or {}
    others = _refused_steps(kept.find(key, owner), step)
    try:
        if copies.is_new(key):
            saved, done = _create(context, data_dict["type"], values), set[str]()
        else:
            saved, done = _change(context, key, (values, base), others)
    except tk.ValidationError as error:
        model.Session.rollback()
        _keep(key, owner, data_dict)
        raise tk.ValidationError(_by_field(error.error_dict)) from error
    if saved["conflicts"]:
        model.Session.rollback()
        _keep(key, owner, data_dict)
        return saved
    row = kept.find(key, owner)
    if row is not None:
        kept.forget(row, {step, *done})
        model.Session.commit()
    log.info("Step %s of dataset %s saved", step, saved["id"])
    return saved


def _refused_steps(row: FormCopy | None, step: str) -> dict[str, kept.Typed]:
    """Return the other steps that the portal refused before."""
    if row is None:
        return {}
    steps, bases = kept.part(row, "steps"), kept.part(row, "bases")
    return {
        name: (steps.get(name, {}), bases.get(name, {}))
        for name, is_refused in kept.part(row, "refused").items()
        if is_refused and name != step
    }


def _keep(key: str, owner: str, data_dict: DataDict) -> None:
    row = kept.find(key, owner) or FormCopy(dataset_id=key, user_id=owner, data={})
    try:
        kept.keep(
            row,
            data_dict["type"],
            data_dict["step"],
            (data_dict["values"], data_dict.get("base") or {}),
            is_refused=True,
        )
    except tk.ValidationError:
        # Too long to keep; the page that is answered still holds the text.
        model.Session.rollback()
        return
    model.Session.commit()


def _create(context: Context, dataset_type: str, values: Values) -> Saved:
    kind = fields.known_type(dataset_type)
    given = _mattering(kind, {**fields.with_defaults(kind, {}), **values}, {})
    title = str(given.get("title") or "")
    made = tk.get_action("package_create")(
        tk.fresh_context(context),
        {
            **given,
            "name": given.get("name") or free_name(title),
            "type": kind,
            "state": "draft",
            **_keywords(given),
        },
    )
    return _saved(made)


def _change(
    context: Context,
    dataset_id: str,
    typed: kept.Typed,
    others: Mapping[str, kept.Typed],
) -> tuple[Saved, set[str]]:
    """Return the saved dataset, and which of the other steps went with it."""
    stored = stored_values(context, dataset_id, lock=True)
    conflicts: list[Conflict] = [
        {"field": row.field, "mine": row.mine, "theirs": row.theirs, "base": row.base}
        for row in compare.differences(typed[0], stored, typed[1])
    ]
    if conflicts:
        return {**_saved(stored), "conflicts": conflicts}, set()
    # A step that somebody else changed meanwhile waits until its author is back on it.
    along = {
        name: each
        for name, each in others.items()
        if not any(compare.differences(each[0], stored, each[1]))
    }
    changed: Values = {}
    for values, base in (*along.values(), typed):
        alone = compare.untouched(values, base)
        changed |= {name: item for name, item in values.items() if name not in alone}
    changed = _mattering(stored["type"], changed, stored)
    changed |= _address(changed, stored)
    patched = tk.get_action("package_patch")(
        tk.fresh_context(context),
        {**changed, **_keywords(changed), "id": dataset_id},
    )
    return _saved(patched), set(along)


def _mattering(dataset_type: str, values: Values, stored: Mapping[str, Any]) -> Values:
    """Return the values that matter, and those to empty because they do not."""
    known = fields.of_type(dataset_type)
    aside = idle(known.values(), {**stored, **values})
    kept_values = {name: item for name, item in values.items() if name not in aside}
    emptied = {
        name: [] if isinstance(stored.get(name), list) else ""
        for name in aside
        if not fields.is_empty(stored.get(name))
    }
    return kept_values | emptied


def _address(changed: Values, stored: Mapping[str, Any]) -> Values:
    """Return the address when the form makes it: left empty, or of a nameless draft."""
    title = str(changed.get("title") or stored.get("title") or "")
    is_nameless = stored["state"] == "draft" and stored["name"].startswith(UNNAMED)
    if not changed.get("name", stored["name"]):
        return {"name": free_name(title)}
    if is_nameless and changed.get("title") and "name" not in changed:
        return {"name": free_name(title)}
    return {}


def _keywords(values: Values) -> Values:
    """Return what makes a text of keywords replace those of the dataset."""
    return {"tags": []} if "tag_string" in values else {}


def _by_field(errors: Mapping[str, Any]) -> dict[str, Any]:
    """Return the errors at the fields of the form."""
    found = {name: value for name, value in errors.items() if name != "tags"}
    if errors.get("tags"):
        rows = [row for row in errors["tags"] if isinstance(row, Mapping)]
        messages = [text for row in rows for text in row.get("name", [])]
        found.setdefault("tag_string", messages or list(errors["tags"]))
    return found


def _saved(dataset: Mapping[str, Any]) -> Saved:
    return {
        "id": dataset["id"],
        "name": dataset["name"],
        "state": dataset["state"],
        "conflicts": [],
    }
