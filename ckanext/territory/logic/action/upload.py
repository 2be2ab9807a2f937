"""What the portal learnt of the files of a dataset."""

from __future__ import annotations

import sqlalchemy as sa

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.logic.schema import upload as schema
from ckanext.territory.model.upload import Upload
from ckanext.territory.uploads.types import Learnt

__all__ = ["territory_upload_list"]


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
