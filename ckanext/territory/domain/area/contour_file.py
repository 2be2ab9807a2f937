"""Contours of places in a GeoJSON or GeoPackage file; run in a child with limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pyogrio  # pyright: ignore[reportMissingTypeStubs] - it has none
import shapely
from pyproj import Transformer
from pyproj.exceptions import CRSError
from shapely.geometry.base import BaseGeometry

from ckanext.territory.domain.area.bounds import fault
from ckanext.territory.domain.area.errors import AreaError
from ckanext.territory.domain.area.identifiers import normalise_code
from ckanext.territory.domain.area.polygon import to_geometry

Row: TypeAlias = dict[str, Any]

# pyogrio comes without its types, numpy without some of them.
_gdal: Any = pyogrio
_UNREADABLE: Any = (
    _gdal.errors.DataSourceError,
    _gdal.errors.DataLayerError,
    _gdal.errors.CRSError,
)
Points: TypeAlias = Any

WGS84 = "EPSG:4326"
_SQLITE = b"SQLite format 3\0"
_HEAD = 64  # bytes that tell a format
# Columns of the usual files: IGN Admin Express, Etalab, INSEE.
_CODES = ("code", "insee_com", "code_insee", "insee", "codgeo", "code_siren", "siren")
_NAMES = ("nom", "name", "libelle", "libgeo", "nom_officiel")
_LEVELS = ("level", "territory_level")


def describe(arguments: Row) -> Row:
    """Return ``features``, ``layer`` and the columns ``code``, ``name``, ``level``.

    ``arguments`` has ``path``, ``file`` (its name for people), ``code_field`` and
    ``name_field`` (empty to look for the usual names). A column that the file has not
    is empty. Raises AreaError ``area.contour_…``.
    """
    path, file = Path(arguments["path"]), str(arguments["file"])
    _check_format(path, file)
    try:
        layer = _layer(path, file)
        info: Row = _gdal.read_info(path, layer=layer, force_feature_count=True)
    except _UNREADABLE as error:
        raise AreaError("area.contour_format", file=file) from error
    if not info["crs"]:
        raise AreaError("area.contour_crs", file=file)
    fields = [str(name) for name in info["fields"]]
    code = _column(fields, arguments.get("code_field", ""), _CODES)
    if not code:
        wanted = arguments.get("code_field") or _CODES[0]
        raise AreaError(
            "area.contour_field", file=file, found=wanted, fields=", ".join(fields)
        )
    return {
        "features": int(info["features"]),
        "layer": layer,
        "code": code,
        "name": _column(fields, arguments.get("name_field", ""), _NAMES),
        "level": _column(fields, "", _LEVELS),
    }


def read_part(arguments: Row) -> list[Row]:
    """Return the rows of a part of the file, each with a geometry or a ``problem``.

    ``arguments`` are those of ``describe`` with its answer as ``columns``, ``level``
    (the level of places when the file has no column for it), ``skip`` and ``count``.
    A row has ``row`` (from 1), ``level``, ``code``, ``name`` and ``geometry`` (GeoJSON
    in WGS 84, 200 vertices at most).
    """
    columns, file = arguments["columns"], str(arguments["file"])
    wanted = [columns[each] for each in ("code", "name", "level") if columns[each]]
    try:
        meta, _, shapes, values = _gdal.raw.read(
            Path(arguments["path"]),
            layer=columns["layer"],
            columns=wanted,
            skip_features=arguments["skip"],
            max_features=arguments["count"],
            force_2d=True,
        )
        project = _projection(str(meta["crs"]))
    except _UNREADABLE as error:
        raise AreaError("area.contour_format", file=file) from error
    except CRSError as error:
        raise AreaError("area.contour_crs", file=file) from error
    held: Row = dict(zip(meta["fields"], values, strict=True))

    def value(column: str, number: int) -> str:
        return _text(held[columns[column]][number]) if columns[column] else ""

    rows: list[Row] = []
    for number, wkb in enumerate(shapes):
        level = value("level", number) or str(arguments["level"])
        code = normalise_code(level, value("code", number))
        row = {"row": arguments["skip"] + number + 1, "level": level, "code": code}
        row["name"] = value("name", number)[:200]
        rows.append(row | _drawn(wkb, project) if code else row | _problem("no_code"))
    return rows


def _check_format(path: Path, file: str) -> None:
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head.startswith(_SQLITE) and not text.startswith(b"{"):
        raise AreaError("area.contour_format", file=file)


def _layer(path: Path, file: str) -> str:
    """Return the first layer that holds surfaces, or does not say what it holds."""
    for name, kind in _layers(path):
        if kind is None or kind == "Unknown" or "Polygon" in kind:
            return name
    raise AreaError("area.contour_layer", file=file)


def _layers(path: Path) -> Iterator[tuple[str, str | None]]:
    for name, kind in _gdal.list_layers(path):
        yield str(name), kind


def _column(fields: Sequence[str], asked: str, usual: Sequence[str]) -> str:
    known = {field.lower(): field for field in fields}
    wanted = (asked.lower(),) if asked else usual
    return next((known[name] for name in wanted if name in known), "")


def _text(value: Any) -> str:  # noqa: ANN401 - a cell of a table
    if isinstance(value, float):  # those of numpy are, too; a missing one is no number
        return str(int(value)) if value.is_integer() else ""
    return "" if value is None else str(value).strip()


def _projection(crs: str) -> Callable[[Points], Points] | None:
    """Return what turns coordinates into longitude and latitude; None when they are."""
    if crs in {WGS84, "OGC:CRS84"}:
        return None
    change = Transformer.from_crs(crs, WGS84, always_xy=True)

    def project(points: Points) -> Points:
        return np.column_stack(change.transform(points[:, 0], points[:, 1]))

    return project


def _drawn(wkb: bytes | None, project: Callable[[Points], Points] | None) -> Row:
    if wkb is None:
        return _problem("no_shape")
    try:
        drawn: BaseGeometry = shapely.from_wkb(wkb)
    except shapely.GEOSException:
        return _problem("no_shape")
    if project is not None:
        drawn = shapely.transform(drawn, project)
    if drawn.is_empty or not np.isfinite(drawn.bounds).all():
        return _problem("no_shape")
    for part in shapely.get_parts(drawn):
        west, south, east, north = part.bounds
        if fault([(west, south), (east, north)]):
            return _problem("outside")
    geometry = to_geometry(drawn)
    return {"geometry": geometry} if geometry else _problem("no_shape")


def _problem(name: str) -> Row:
    return {"problem": name}
