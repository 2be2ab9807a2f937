"""What is typed in the step form: kept, resumed, listed, compared."""

from __future__ import annotations

from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.forms import compare, kept
from ckanext.territory.forms.stored import stored_values
from ckanext.territory.forms.types import Conflict, Copy, Draft
from ckanext.territory.logic.schema import form as schema
from ckanext.territory.model import FormCopy

__all__ = [
    "territory_form_conflict_list",
    "territory_form_copy_delete",
    "territory_form_copy_save",
    "territory_form_copy_show",
    "territory_form_draft_list",
]

DRAFTS_SHOWN = 50


@tk.validate_action_data(schema.form_copy_save)
def territory_form_copy_save(context: Context, data_dict: DataDict) -> Copy:
    """Keep what a person typed in a step; nothing of the dataset changes.

    :param id: the dataset, or the key of a form whose dataset does not exist yet
    :param type: its dataset type
    :param step: the step, by number
    :param values: the values of its fields, by name
    :param base: fingerprints of the values that the form showed, by field
    :param seen: the stamp of the copy that the page knows, empty when it knows none
    :param based_on: the ``metadata_modified`` that the form started from

    Returns the copy. Raises ValidationError at ``seen`` when another page of the same
    person kept something else of this step meanwhile. For who may change the dataset,
    or create one.
    """
    tk.check_access("territory_form_copy_save", context, data_dict)
    key, owner = kept.key_of(data_dict["id"]), kept.user_id(context.get("user", ""))
    step, values = data_dict["step"], data_dict["values"]
    row = kept.find(key, owner) or FormCopy(dataset_id=key, user_id=owner, data={})
    stamp, seen = kept.part(row, "seen").get(step, ""), data_dict.get("seen")
    if stamp and seen is not None and seen != stamp:
        raise tk.ValidationError(
            {"seen": [tk._("This step is also being changed in another window.")]}
        )
    row.based_on = data_dict.get("based_on") or row.based_on or ""
    kept.keep(row, data_dict["type"], step, (values, data_dict.get("base") or {}))
    kept.forget_old(owner)
    model.Session.commit()
    return kept.shown(row)


@tk.side_effect_free
@tk.validate_action_data(schema.form_copy_show)
def territory_form_copy_show(context: Context, data_dict: DataDict) -> Copy:
    """Return what the caller typed in a form and did not save.

    :param id: the dataset, or the key of a form whose dataset does not exist yet

    Raises ObjectNotFound when nothing is kept. For who may change the dataset.
    """
    tk.check_access("territory_form_copy_show", context, data_dict)
    row = kept.find(kept.key_of(data_dict["id"]), kept.user_id(context.get("user", "")))
    if row is None:
        raise tk.ObjectNotFound
    return kept.shown(row)


@tk.validate_action_data(schema.form_copy_delete)
def territory_form_copy_delete(context: Context, data_dict: DataDict) -> None:
    """Forget what the caller typed in a form, or in one step of it.

    :param id: the dataset, or the key of a form whose dataset does not exist yet
    :param step: one step only

    For who may change the dataset; nothing happens when nothing is kept.
    """
    tk.check_access("territory_form_copy_delete", context, data_dict)
    row = kept.find(kept.key_of(data_dict["id"]), kept.user_id(context.get("user", "")))
    if row is None:
        return
    step = data_dict.get("step")
    kept.forget(row, {step} if step else None)
    model.Session.commit()


@tk.side_effect_free
@tk.validate_action_data(schema.form_draft_list)
def territory_form_draft_list(context: Context, data_dict: DataDict) -> list[Draft]:
    """Return the drafts of the caller, the latest first.

    :param limit: at most so many, 50 unless told
    :param unsent: forms never sent only

    Drafts are datasets in state ``draft`` that the caller made, and forms never sent
    (``is_sent`` false, no ``name``). For who is logged in.
    """
    tk.check_access("territory_form_draft_list", context, data_dict)
    owner = kept.user_id(context.get("user", ""))
    limit = min(data_dict.get("limit") or DRAFTS_SHOWN, DRAFTS_SHOWN)
    drafts = _unsent(owner, limit)
    if not data_dict.get("unsent"):
        drafts += _saved_drafts(context, owner, limit)
    return sorted(drafts, key=lambda row: row["saved_at"], reverse=True)[:limit]


def _saved_drafts(context: Context, owner: str, limit: int) -> list[Draft]:
    found = tk.get_action("package_search")(
        tk.fresh_context(context),
        {
            "fq": f"state:draft creator_user_id:{owner}",
            "include_drafts": True,
            "include_private": True,
            "rows": limit,
            "sort": "metadata_modified desc",
        },
    )
    return [
        {
            "id": row["id"],
            "type": row["type"],
            "name": row["name"],
            "title": row.get("title") or row["name"],
            "saved_at": f"{row['metadata_modified']}+00:00",
            "is_sent": True,
        }
        for row in found["results"]
    ]


def _unsent(owner: str, limit: int) -> list[Draft]:
    found = [kept.shown(row) for row in kept.unsent(owner, limit)]
    return [
        {
            "id": copy["id"],
            "type": copy["type"],
            "name": "",
            "title": copy["title"],
            "saved_at": copy["saved_at"],
            "is_sent": False,
        }
        for copy in found
    ]


@tk.validate_action_data(schema.form_conflict_list)
def territory_form_conflict_list(
    context: Context, data_dict: DataDict
) -> list[Conflict]:
    """Return the fields that the caller and somebody else both changed.

    :param id: the dataset
    :param values: what the caller is about to save, by field
    :param base: fingerprints of the values that the form showed, by field

    The row of the dataset stays locked until the transaction ends, so that what is
    compared is what the save that follows replaces. For who may change the dataset.
    """
    tk.check_access("territory_form_conflict_list", context, data_dict)
    stored: dict[str, Any] = stored_values(context, data_dict["id"], lock=True)
    found = compare.differences(data_dict["values"], stored, data_dict["base"])
    return [
        {
            "field": row.field,
            "mine": row.mine,
            "theirs": row.theirs,
            "base": row.base,
        }
        for row in found
    ]
