"""Inspection of a received file, in a child process with limits."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from ckan.plugins import toolkit as tk

from ckanext.territory import config, table_schemas
from ckanext.territory.areas import area_files
from ckanext.territory.bounded import run_bounded
from ckanext.territory.domain.area import is_siren

TASK = "ckanext.territory.domain.inspection:inspect_file"


def inspect(path: Path, name: str) -> dict[str, Any]:
    """Return what a file holds and what it proposes; ``name`` is the one people gave.

    Raises TerritoryError when the file cannot be read within the limits.
    """
    return run_bounded(TASK, arguments(path, name))


def arguments(path: Path, name: str) -> dict[str, Any]:
    """Return what the inspection takes: the file, and what the portal knows."""
    code = config.default_territory()
    return {
        "path": str(path),
        "name": name,
        "schemas": [
            asdict(outline) | {"address": _absolute(outline.address)}
            for outline in table_schemas.outlines()
        ],
        "area_files": [str(file) for file in area_files()],
        "themes_file": config.themes_file() or None,
        "territory": {"level": "epci" if is_siren(code) else "commune", "code": code},
        "today": dt.datetime.now(dt.timezone.utc).date().isoformat(),
        "language": _language(),
    }


def _absolute(address: str) -> str:
    """Return the address of a schema as a dataset cites it: ours are on this portal."""
    return urljoin(tk.config["ckan.site_url"], address)


def _language() -> str:
    """Return the reader's language; that of the portal in a worker."""
    lang = tk.h.lang() if tk.request else None
    return str(lang or tk.config["ckan.locale_default"])[:2]
