"""Actions on checks of files against table schemas."""

from __future__ import annotations

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory import messages
from ckanext.territory.access import allows
from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.logic.schema import validation as schema
from ckanext.territory.uploads import validating
from ckanext.territory.validations import reporting
from ckanext.territory.validations.types import ValidationLine, ValidationShown

__all__ = [
    "territory_validation_list",
    "territory_validation_run",
    "territory_validation_show",
]


@tk.side_effect_free
@tk.validate_action_data(schema.validation_show)
def territory_validation_show(context: Context, data_dict: DataDict) -> ValidationShown:
    """Return how a file fits its schema.

    Accepts:
        resource_id: id of the resource.

    Returns:
        ``status`` (valid, invalid, not_run), ``schema_title``, ``schema_address``,
        ``row_count`` (checked), ``faulty_row_count``, ``error_count``, ``is_partial``
        with ``stop`` (why), ``reason`` (why it was not checked), ``columns`` (column,
        problem, count), ``checked_at``; for who may edit the dataset also ``notices``,
        the remedies of the columns, and ``rows`` (row, column, value, problem, remedy).

    Who may call: who may read the resource.
    """
    tk.check_access("territory_validation_show", context, data_dict)
    resource = _resource(data_dict["resource_id"])
    can_edit = allows(context, "package_update", resource.package.id)
    return reporting.shown(resource, can_edit=can_edit)


@tk.validate_action_data(schema.validation_run)
def territory_validation_run(context: Context, data_dict: DataDict) -> ValidationShown:
    """Check a file again: at once when it is small, by a worker otherwise.

    Accepts:
        resource_id: id of the resource.

    Returns:
        As ``territory_validation_show``; ``is_waiting`` when a worker will do it.

    Who may call: who may edit the dataset.
    """
    tk.check_access("territory_validation_run", context, data_dict)
    resource = _resource(data_dict["resource_id"])
    try:
        validating.take(resource.id)
    except TerritoryError as error:
        raise tk.ValidationError(
            {"resource_id": [messages.describe_error(error)]}
        ) from error
    return reporting.shown(resource, can_edit=True)


@tk.side_effect_free
@tk.validate_action_data(schema.validation_list)
def territory_validation_list(
    context: Context, data_dict: DataDict
) -> list[ValidationLine]:
    """Return the result of each file of a dataset that was checked, in one query.

    Accepts:
        dataset_id: id of the dataset.

    Returns:
        A list of ``resource_id``, ``status``, ``schema_title``, ``faulty_row_count``,
        ``error_count``, ``is_partial``. Files that could not be checked are listed
        for who may edit the dataset.

    Who may call: who may read the dataset.
    """
    tk.check_access("territory_validation_list", context, data_dict)
    lines = reporting.listed(data_dict["dataset_id"])
    if all(line["status"] != "not_run" for line in lines):
        return lines
    if allows(context, "package_update", data_dict["dataset_id"]):
        return lines
    return [line for line in lines if line["status"] != "not_run"]


def _resource(resource_id: str) -> model.Resource:
    resource = model.Resource.get(resource_id)
    if resource is None or resource.state != model.State.ACTIVE:
        raise tk.ObjectNotFound(tk._("There is nothing here."))
    return resource
