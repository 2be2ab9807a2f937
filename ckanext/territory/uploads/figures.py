"""Figures of a received file, when it is a table in a schema of the portal."""

from __future__ import annotations

from ckanext.territory import config
from ckanext.territory.bounded import run_bounded
from ckanext.territory.bounded_child import Bounds
from ckanext.territory.figures import computed
from ckanext.territory.model.upload import Upload
from ckanext.territory.uploads.received import Received

TASK = "ckanext.territory.domain.figures.task:read_figures"
TYPES = frozenset({"performance", "environment"})
# A million observations take 15 seconds on a quiet machine.
BOUNDS = Bounds(cpu_seconds=180, wall_seconds=300)


def follow(file: Received, row: Upload) -> None:
    """Keep the figures of a file, and the fields of its dataset that follow from them.

    Raises TerritoryError when the file follows a schema of ours and cannot be read.
    """
    if file.dataset.type not in TYPES:
        return
    row.figures = None
    row.figures = run_bounded(
        TASK,
        {
            "path": str(file.path),
            "name": file.name,
            "properties_file": config.properties_file(),
            "thresholds_file": config.thresholds_file(),
        },
        bounds=BOUNDS,
    )
    computed.refresh(file.dataset.id)
