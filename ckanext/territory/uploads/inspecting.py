"""What an uploaded file holds, kept beside it."""

from __future__ import annotations

from ckanext.territory.model.upload import Upload
from ckanext.territory.starts.inspecting import inspect
from ckanext.territory.uploads.received import Received


def follow(file: Received, row: Upload) -> None:
    """Keep the inspection of a file.

    Raises TerritoryError when the file is refused; nothing is kept of an older one.
    """
    row.inspection = None
    row.inspection = inspect(file.path, file.name)
