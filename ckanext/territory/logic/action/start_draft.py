"""Actions that start a dataset from another one, or from a template of the service."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.logic.schema import start as schema
from ckanext.territory.model.dataset_template import DatasetTemplate
from ckanext.territory.starts import copying, templates
from ckanext.territory.starts.creation import create_draft, organization_id, told
from ckanext.territory.starts.types import Draft, TemplateLine

__all__ = [
    "territory_dataset_copy",
    "territory_dataset_template_create",
    "territory_dataset_template_delete",
    "territory_dataset_template_list",
    "territory_dataset_template_run",
]


@tk.validate_action_data(schema.dataset_copy)
def territory_dataset_copy(context: Context, data_dict: DataDict) -> Draft:
    """Make the draft of a dataset's next edition, without its files.

    The years of the title, a period of one year and the fiscal year move on by one.

    Accepts:
        id: id or name of the dataset.
        owner_org: organization that will publish it; the dataset's own unless told.

    Returns:
        ``id``, ``name``, ``type``, ``title``, ``state`` of the draft, ``step`` (of the
        form, where something is missing first), ``notices``.

    Who may call: who may read the dataset and create one in the organization.
    """
    tk.check_access("territory_dataset_copy", context, data_dict)
    dataset = _dataset(context, data_dict["id"])
    owner_org = organization_id(data_dict.get("owner_org") or dataset["owner_org"])
    values = copying.next_edition(dataset, elsewhere=owner_org != dataset["owner_org"])
    return told(create_draft(context, dataset["type"], owner_org, values))


@tk.validate_action_data(schema.dataset_template_create)
def territory_dataset_template_create(
    context: Context, data_dict: DataDict
) -> TemplateLine:
    """Keep what a dataset has in common with the others of its service.

    Type, themes, contact, referent, territory, frequency, licence and access are kept;
    never the title, the description nor the files.

    Accepts:
        dataset_id: id or name of the dataset.
        title: name of the template.

    Returns:
        A row of ``territory_dataset_template_list``.

    Who may call: who may edit the dataset and create one in its organization.
    """
    tk.check_access("territory_dataset_template_create", context, data_dict)
    dataset = _dataset(context, data_dict["dataset_id"])
    title = data_dict["title"]
    taken = sa.select(DatasetTemplate.id).where(
        DatasetTemplate.owner_org == dataset["owner_org"],
        DatasetTemplate.title == title,
    )
    if model.Session.scalar(taken):
        raise tk.ValidationError(
            {"title": [tk._("The service has a template of this name already.")]}
        )
    row = DatasetTemplate(
        owner_org=dataset["owner_org"],
        title=title,
        dataset_type=dataset["type"],
        data=copying.for_template(dataset),
        created_by=context.get("user", ""),
    )
    model.Session.add(row)
    model.Session.commit()
    made = templates.lines(context.get("user", ""), [row.owner_org])
    return next(line for line in made if line["id"] == row.id)


@tk.side_effect_free
@tk.validate_action_data(schema.dataset_template_list)
def territory_dataset_template_list(
    context: Context, data_dict: DataDict
) -> list[TemplateLine]:
    """Return the templates of the services where the caller may create datasets.

    Returns:
        Rows of ``id``, ``title``, ``dataset_type``, ``owner_org``, ``organization``,
        ``created_at``, ``may_delete``, by organization and title.

    Who may call: anybody logged in.
    """
    tk.check_access("territory_dataset_template_list", context, data_dict)
    own = tk.get_action("organization_list_for_user")(
        tk.fresh_context(context), {"permission": "create_dataset"}
    )
    return templates.lines(context.get("user", ""), [each["id"] for each in own])


@tk.validate_action_data(schema.dataset_template_delete)
def territory_dataset_template_delete(context: Context, data_dict: DataDict) -> None:
    """Remove a template; the datasets that started from it stay as they are.

    Accepts:
        id: id of the template.

    Who may call: administrators of the organization.
    """
    tk.check_access("territory_dataset_template_delete", context, data_dict)
    model.Session.delete(_template(data_dict["id"]))
    model.Session.commit()


@tk.validate_action_data(schema.dataset_template_run)
def territory_dataset_template_run(context: Context, data_dict: DataDict) -> Draft:
    """Make a draft that starts with the fields of a template.

    Accepts:
        id: id of the template.
        title: title of the new dataset.

    Returns:
        ``id``, ``name``, ``type``, ``title``, ``state``, ``step`` of the draft,
        ``notices``.

    Who may call: who may create datasets in the organization.
    """
    tk.check_access("territory_dataset_template_run", context, data_dict)
    row = _template(data_dict["id"])
    values = {**row.data, "title": data_dict["title"]}
    return told(create_draft(context, row.dataset_type, row.owner_org, values))


def _dataset(context: Context, dataset_id: str) -> dict[str, Any]:
    return tk.get_action("package_show")(tk.fresh_context(context), {"id": dataset_id})


def _template(template_id: str) -> DatasetTemplate:
    row = model.Session.get(DatasetTemplate, template_id)
    if row is None:
        raise tk.ObjectNotFound(tk._("There is no such template."))
    return row
