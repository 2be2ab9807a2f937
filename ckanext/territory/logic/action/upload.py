"""What the portal learnt of the files of a dataset."""

from __future__ import annotations

import sqlalchemy as sa

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.logic.schema import upload as schema
from ckanext.territory.model.upload import Upload
from ckanext.territory.uploads import reading
from ckanext.territory.uploads.types import Learnt, Reread

__all__ = ["territory_upload_list", "territory_upload_run"]


@tk.side_effect_free
@tk.validate_action_data(schema.upload_list)
def territory_upload_list(context: Context, data_dict: DataDict) -> list[Learnt]:
    """Return what the portal learnt of the files of a dataset, by reading them.

    :param id: the dataset

    Rows of ``resource_id``, ``state`` (pending, reading, done, failed), ``size``,
    ``error_code``, ``error_context``, ``inspection``. For who may change the dataset.
    """
    tk.check_access("territory_upload_list", context, data_dict)
    package = model.Package.get(data_dict["id"])
    if package is None:
        raise tk.ObjectNotFound
    found = model.Session.scalars(
        sa.select(Upload).where(Upload.dataset_id == package.id)
    )
    return [
        {
            "resource_id": row.resource_id,
            "state": row.state,
            "size": row.size,
            "error_code": row.error_code or "",
            "error_context": row.error_context or {},
            "inspection": row.inspection or {},
        }
        for row in found
    ]


@tk.validate_action_data(schema.upload_run)
def territory_upload_run(context: Context, data_dict: DataDict) -> Reread:
    """Read the uploaded files of a dataset again, or those of all datasets.

    :param id: the dataset; without it, every file that was read once (sysadmins)

    :returns: ``count``, the files read now or put on the queue. For who may change
        the dataset.
    """
    tk.check_access("territory_upload_run", context, data_dict)
    rows = sa.select(Upload.resource_id).order_by(Upload.created_at)
    if data_dict.get("id"):
        package = model.Package.get(data_dict["id"])
        if package is None:
            raise tk.ObjectNotFound
        rows = rows.where(Upload.dataset_id == package.id)
    keys = list(model.Session.scalars(rows))
    for key in keys:
        reading.take(key)
    return {"count": len(keys)}
