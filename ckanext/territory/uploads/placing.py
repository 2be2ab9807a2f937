"""The box of a dataset's data, where the contours of its places are not known."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from ckan import model
from ckan.plugins import toolkit as tk

from ckanext.territory.areas import areas
from ckanext.territory.domain.area.coverage import boxed, is_own, origin_of
from ckanext.territory.domain.area.polygon import box_geometry
from ckanext.territory.model.upload import Upload
from ckanext.territory.uploads.received import Received

log = logging.getLogger(__name__)

CORNERS = 4


def follow(file: Received, row: Upload) -> None:
    """Write the box of the data as the dataset's area on the map; commits.

    Nothing is written over a contour, nor over what a person or a partner gave.
    """
    extras = file.dataset.extras or {}
    if not _box_of(row.inspection) or extras.get("source_id"):
        return
    items = json.loads(extras.get("spatial_coverage") or "[]")
    if any(origin_of(item) == "contour" for item in items):
        return
    if not all(is_own(item, areas()) for item in items):
        return
    box = box_geometry(_boxes(file.dataset.id, row))
    if box is None:
        return
    wanted = boxed(items, box)
    if wanted == items:
        return
    try:
        tk.get_action("package_patch")(
            {"ignore_auth": True, "user": _site_user()},
            {"id": file.dataset.id, "spatial_coverage": wanted},
        )
    except tk.ValidationError as error:
        # Somebody has to complete the dataset first; the next file tries again.
        log.info("dataset %s keeps no box: %s", file.dataset.id, list(error.error_dict))


def _boxes(dataset_id: str, row: Upload) -> Iterator[list[float]]:
    """Yield the boxes of all files of a dataset."""
    others = model.Session.scalars(
        sa.select(Upload.inspection)
        .where(Upload.dataset_id == dataset_id)
        .where(Upload.resource_id != row.resource_id)
    )
    for inspection in (row.inspection, *others):
        box = _box_of(inspection)
        if box:
            yield box


def _box_of(inspection: dict[str, Any] | None) -> list[float] | None:
    """Return [west, south, east, north] of a file in WGS 84, if it has one."""
    box = (inspection or {}).get("bbox")
    if not isinstance(box, list) or len(box) != CORNERS:
        return None
    return box if all(isinstance(value, int | float) for value in box) else None


def _site_user() -> str:
    return tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
