"""What is in the files of a dataset: for its page, without opening them again."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.logic.schema import preview as schema
from ckanext.territory.model.upload import Upload
from ckanext.territory.uploads.types import Preview

__all__ = ["territory_preview_list", "territory_preview_shapes"]

# Not for readers, or heavy: left in the database.
_LEFT = ("proposals", "warnings", "period", "shapes")


@tk.side_effect_free
@tk.validate_action_data(schema.preview_list)
def territory_preview_list(context: Context, data_dict: DataDict) -> list[Preview]:
    """Return what the uploaded files of a dataset hold. For who may read the dataset.

    :param dataset_id: id or name of the dataset

    :returns: dicts with ``resource_id``, ``shape_count`` (shapes to draw on a map) and
        ``inspection``: ``kind``, ``format``, ``facts`` (rows, columns, sheet, layer,
        crs …), ``columns`` (name, type, filled, distinct, example), ``preview``
        (header, rows) and ``bbox``; personal data are masked. Files that were not
        read are left out.
    """
    tk.check_access("territory_preview_list", context, data_dict)
    package = model.Package.get(data_dict["dataset_id"])
    shown = Upload.inspection.op("-")(sa.cast(list(_LEFT), ARRAY(sa.Text)))
    drawn = sa.func.jsonb_array_length(Upload.inspection["shapes"]["features"])
    rows = model.Session.execute(
        sa.select(
            Upload.resource_id,
            sa.type_coerce(shown, sa.JSON),
            sa.func.coalesce(drawn, 0),
        )
        .where(Upload.dataset_id == (package and package.id))
        .where(Upload.inspection.isnot(None))
    )
    return [
        {"resource_id": key, "inspection": inspection, "shape_count": count}
        for key, inspection, count in rows
        if inspection
    ]


@tk.side_effect_free
@tk.validate_action_data(schema.preview_shapes)
def territory_preview_shapes(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return shapes of a file as GeoJSON, at most 300. For who may read the file.

    :param resource_id: the file

    :returns: a FeatureCollection in degrees; raises ObjectNotFound when there is none
    """
    tk.check_access("territory_preview_shapes", context, data_dict)
    found = model.Session.scalar(
        sa.select(Upload.inspection["shapes"]).where(
            Upload.resource_id == data_dict["resource_id"]
        )
    )
    if not found:
        raise tk.ObjectNotFound(tk._("There is nothing here."))
    return found
