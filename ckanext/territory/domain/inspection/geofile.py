"""Layers of geographic files: their columns, rows of them, and where they are."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy
import pyogrio  # pyright: ignore[reportMissingTypeStubs] - it has none
from pyogrio import raw  # pyright: ignore[reportMissingTypeStubs] - it has none
from pyogrio.errors import (  # pyright: ignore[reportMissingTypeStubs] - it has none
    DataLayerError,
    DataSourceError,
    FeatureError,
)
from pyproj import CRS, Transformer
from pyproj.exceptions import ProjError

from ckanext.territory.domain.inspection.sample import Row, Sample
from ckanext.territory.domain.inspection.shapes import FEATURES, Shapes, shapes_of
from ckanext.territory.domain.table import TableError
from ckanext.territory.domain.table.errors import shown

Box = tuple[float, float, float, float]
# The libraries give no types.
_gdal: Any = pyogrio
_raw: Any = raw
_numpy: Any = numpy
_crs: Any = CRS
_transformer: Any = Transformer
_DRIVERS: Final[Mapping[str, str]] = {
    "geojson": "GeoJSON",
    "shapefile": "ESRI Shapefile",
    "geopackage": "GPKG",
}
# Memory of one object of a GeoJSON file, in megabytes: 150,000 points or so.
_OBJECT: Final = 120
COLUMNS: Final = 2_000
_ROWS: Final = 2_000
_PLACES: Final = 4
_CELL: Final = 500
_DEGREES: Final[Box] = (-180.0, -90.0, 180.0, 90.0)
_DECIMALS: Final = 6
_CODE_LENGTH: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """The largest layer of a geographic file; ``crs`` is "" when the file says none."""

    name: str
    names: Sequence[str]
    crs: str
    geometry: str
    box: Box | None
    sample: Sample
    shapes: Shapes | None


def read_layer(path: Path, kind: str, name: str) -> Layer:
    """Return the layer with the most features.

    Raises TableError ``inspection.layer`` when the file is damaged,
    ``inspection.geojson_object`` for an object of too many points or levels,
    ``inspection.no_layer``, ``table.too_many_columns``.
    """
    _gdal.set_gdal_config_options({"OGR_GEOJSON_MAX_OBJ_SIZE": str(_OBJECT)})
    try:
        # A GeoJSON file has one layer, and each opening reads it all.
        several = kind != "geojson"
        names = [str(row[0]) for row in _gdal.list_layers(path)] if several else [""]
        infos = [
            _gdal.read_info(
                path,
                layer=each or None,
                force_feature_count=True,
                force_total_bounds=True,
            )
            for each in names[:50]
        ]
        return _largest(path, kind, name, names, infos)
    except (DataSourceError, DataLayerError, FeatureError) as error:
        raise _refusal(str(error), name) from error


def _largest(
    path: Path, kind: str, file: str, names: Sequence[str], infos: Sequence[Any]
) -> Layer:
    infos = [info for info in infos if info["driver"] == _DRIVERS[kind]]
    if not infos:
        raise TableError("inspection.no_layer", file=file, place="—")
    info = max(infos, key=lambda each: int(each["features"]))
    layer = str(info["layer_name"])
    if len(info["fields"]) > COLUMNS:
        raise TableError(
            "table.too_many_columns",
            file=file,
            place=shown(layer),
            found=len(info["fields"]),
            expected=COLUMNS,
        )
    crs = str(info["crs"] or "")
    box = _degrees(info["total_bounds"], crs)
    places = 1 if kind == "geojson" else _PLACES
    return Layer(
        name=layer,
        names=[each or layer for each in names],
        crs=_crs_name(crs),
        geometry=str(info["geometry_type"] or ""),
        box=box,
        sample=_sample(path, layer, int(info["features"]), places),
        shapes=_shapes(path, info, places) if box else None,
    )


def _sample(path: Path, layer: str, count: int, places: int) -> Sample:
    """Return rows from several places of a layer, without their shapes."""
    is_whole = count <= _ROWS
    places = 1 if is_whole else places
    starts = [count * part // places for part in range(places)]
    most = _ROWS // places
    rows: list[Row] = []
    header: tuple[str, ...] = ()
    for start in starts:
        meta, _fids, _shapes, columns = _raw.read(
            path,
            layer=layer,
            read_geometry=False,
            skip_features=start,
            max_features=most,
        )
        header = tuple(map(str, meta["fields"]))
        texts = [[_text(value) for value in column] for column in columns]
        rows += zip(*texts, strict=True)
    return Sample(header=header, rows=rows, count=count, is_whole=is_whole)


def _shapes(path: Path, info: Any, places: int) -> Shapes:  # noqa: ANN401 - the library has no types
    """Return shapes from several places of a layer, with their rows."""
    count = int(info["features"])
    places = 1 if count <= FEATURES else places
    found: list[Any] = []
    rows: list[Row] = []
    for part in range(places):
        _meta, _fids, shapes, columns = _raw.read(
            path,
            layer=str(info["layer_name"]),
            skip_features=count * part // places,
            max_features=FEATURES // places,
        )
        texts = [[_text(value) for value in column] for column in columns]
        rows += zip(*texts, strict=True) if texts else [()] * len(shapes)
        found.append(shapes)
    return shapes_of(_numpy.concatenate(found), rows, str(info["crs"]))


def _text(value: Any) -> str:  # noqa: ANN401 - whatever the layer holds
    if value is None:
        return ""
    if isinstance(value, float | _numpy.floating):
        number = float(value)
        if not math.isfinite(number):
            return ""
        return str(int(number)) if number.is_integer() else repr(number)
    if isinstance(value, _numpy.datetime64):
        return "" if _numpy.isnat(value) else str(value).removesuffix(".000")
    return str(value)[:_CELL].strip()


def _crs_name(crs: str) -> str:
    """Return a short name: the authority's code, else the name of the system."""
    if len(crs) <= _CODE_LENGTH:
        return crs
    known = _known(crs)
    return "" if known is None else shown(str(known.name))


def _known(crs: str) -> Any:  # noqa: ANN401 - the library has no types
    try:
        return _crs.from_user_input(crs)
    except ProjError:
        return None


def _degrees(bounds: Any, crs: str) -> Box | None:  # noqa: ANN401 - a tuple or None
    """Return the box in degrees, or None when it cannot be told."""
    if bounds is None or not crs:
        return None
    box = tuple(map(float, bounds))
    if not all(map(math.isfinite, box)):
        return None
    try:
        change = _transformer.from_crs(crs, "EPSG:4326", always_xy=True)
        found = change.transform_bounds(*box)
    except ProjError:
        return None
    west, south, east, north = (round(float(side), _DECIMALS) for side in found)
    inside = (
        _DEGREES[0] <= west <= east <= _DEGREES[2]
        and _DEGREES[1] <= south <= north <= _DEGREES[3]
    )
    return (west, south, east, north) if inside else None


def _refusal(said: str, name: str) -> TableError:
    """Return the refusal that the library's words stand for."""
    if "too complex" in said or "Too many nested" in said:
        return TableError("inspection.geojson_object", file=name, place="—")
    return TableError("inspection.layer", file=name, place="—")
