"""Chained actions: what is watched whenever a dataset is saved or purged."""

from __future__ import annotations

from typing import Any, cast

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Action, Context, DataDict

from ckanext.territory import internal_values
from ckanext.territory.logic.action.access_parity import TARGETED, hide_target
from ckanext.territory.reviews import guard
from ckanext.territory.saving import DRAFT, Saving, known

_KEY, _FIND, _READING = TARGETED["package_update"]
_hide_update = hide_target(_KEY, _FIND, reading=_READING)


@tk.chained_action
def package_create(next_action: Action, context: Context, data_dict: DataDict) -> Any:  # noqa: ANN401 - as CKAN's
    """Create a dataset; its internal values go to their own table.

    Who may create a dataset may create it as a draft: CKAN itself would ignore the
    state and publish it at once.
    """
    if data_dict.get("state") == DRAFT:
        cast("dict[str, Any]", context)["allow_state_change"] = True
    fields = internal_values.fields_of(data_dict.get("type") or "dataset")
    rest, values = internal_values.split(data_dict, fields)
    saving = Saving(values=values, errors=internal_values.refusals(values, fields))
    with known(context, saving):
        return next_action(context, rest if values else data_dict)


@tk.chained_action
def package_update(next_action: Action, context: Context, data_dict: DataDict) -> Any:  # noqa: ANN401 - as CKAN's
    """Update a dataset; internal values that are not sent stay as they are."""

    def save(context: Context, data_dict: DataDict) -> Any:  # noqa: ANN401 - as CKAN's
        package = model.Package.get(data_dict.get("id") or data_dict.get("name"))
        if package is None:
            return next_action(context, data_dict)
        return _update(next_action, context, data_dict, package)

    return _hide_update(save, context, data_dict)


def _update(
    next_action: Action, context: Context, data_dict: DataDict, package: model.Package
) -> Any:  # noqa: ANN401 - as CKAN's
    package_id = package.id
    fields = internal_values.fields_of(package.type)
    rest, values = internal_values.split(data_dict, fields)
    saving = Saving(
        values=values,
        errors=internal_values.refusals(values, fields),
        state=package.state,
        owner_org=package.owner_org,
    )
    with known(context, saving):
        answer = next_action(context, rest if values else data_dict)
    # Where nothing else changes, CKAN neither validates nor calls its hooks.
    if saving.errors:
        raise tk.ValidationError({**saving.errors})
    if values and not saving.is_written:
        internal_values.keep(package_id, values)
        if not context.get("defer_commit"):
            model.repo.commit()
    return answer


@tk.chained_action
def dataset_purge(next_action: Action, context: Context, data_dict: DataDict) -> None:
    """Purge a dataset, with its internal values and the history of its reviews."""
    package = model.Package.get(data_dict.get("id"))
    package_id = package.id if package is not None else None
    next_action(context, data_dict)
    if package_id is not None:
        internal_values.forget(package_id)
        guard.forget(package_id)
        model.repo.commit()


SAVES = (dataset_purge, package_create, package_update)
