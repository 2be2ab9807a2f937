"""Reading of a file of any kind, within the limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ckanext.territory.domain.inspection.archive import archive_kind, unpack_shapefile
from ckanext.territory.domain.inspection.budget_file import is_scdl_budget, read_budget
from ckanext.territory.domain.inspection.columns import Column, read_columns
from ckanext.territory.domain.inspection.found import Json, warning
from ckanext.territory.domain.inspection.kinds import (
    json_kind,
    plain_format,
    sqlite_kind,
    xml_kind,
)
from ckanext.territory.domain.inspection.meanings import first_of, set_meanings
from ckanext.territory.domain.inspection.personal import find_personal
from ckanext.territory.domain.inspection.request import Request
from ckanext.territory.domain.inspection.sample import Sample, take_sample
from ckanext.territory.domain.inspection.shapes import Shapes, points_of
from ckanext.territory.domain.inspection.subject import Subject
from ckanext.territory.domain.table import (
    TableError,
    TableLimits,
    TableReader,
    open_table,
    read_number,
)
from ckanext.territory.domain.table.errors import shown
from ckanext.territory.domain.table.signature import refuse_other_kinds, signature_of
from ckanext.territory.domain.table_schema import recognise

Box = tuple[float, float, float, float]

MANY_COLUMNS: Final = 100
_CODEPAGE: Final = "cp1252"
_SHOWN: Final = 5
_EAST: Final = 180
_NORTH: Final = 90
_FORMULA: Final = ("=", "@")
_NAME: Final = 60
LIMITS: Final = TableLimits()


@dataclass(slots=True, kw_only=True)
class Reading:
    """A file read: what the rules look at, facts, warnings, what must stay hidden."""

    subject: Subject
    facts: Json
    warnings: list[Json] = field(default_factory=list[Json])
    hidden: frozenset[int] = frozenset()
    box: Box | None = None
    shapes: Shapes | None = None


def read_file(request: Request) -> Reading:
    """Return the reading of a file; raises TerritoryError when it is refused."""
    path, name = request.path, request.name
    size = path.stat().st_size
    if size == 0:
        raise TableError("table.empty", file=name, place="—")
    kind, form = _kind(path, name)
    facts: Json = {"size": size}
    if kind == "table":
        return _table(request, facts)
    if kind in ("geojson", "geopackage", "shapefile"):
        return _layer(request, kind, form, facts)
    subject = Subject(request=request, kind=kind, format=form)
    if kind == "totem":
        _add_budget(subject, facts)
    return Reading(subject=subject, facts=facts)


def _kind(path: Path, name: str) -> tuple[str, str]:
    """Return kind and format; "table" stands for any CSV or workbook."""
    signature = signature_of(path)
    if signature == "zip":
        found = archive_kind(path, name, LIMITS)
        return ("table", "") if found[0] == "workbook" else found
    if signature == "json":
        kind = json_kind(path)
        return kind, "GeoJSON" if kind == "geojson" else "JSON"
    if signature == "xml":
        return xml_kind(path, name)
    if signature == "sqlite":
        return sqlite_kind(path, name)
    if signature == "html":
        refuse_other_kinds(signature, name)
    if signature in ("pdf", "image", "gzip"):
        return "other", plain_format(signature, name)
    return "table", ""


def _table(request: Request, facts: Json) -> Reading:
    reader = open_table(request.path, name=request.name, limits=LIMITS)
    layout = reader.layout
    if layout.header_row and is_scdl_budget(reader.header) and layout.kind == "csv":
        kind = "scdl_budget"
    else:
        kind = "csv" if layout.kind == "csv" else layout.container.lower()
    sample = take_sample(reader)
    subject = Subject(
        request=request,
        kind=kind,
        format=layout.container,
        titles=layout.titles,
        part=layout.sheet or "",
    )
    reading = _with_sample(subject, sample, facts)
    facts |= {
        "encoding": layout.encoding,
        "separator": layout.delimiter,
        "sheet": layout.sheet,
        "header_row": layout.header_row,
    }
    if kind == "scdl_budget":
        _add_budget(subject, facts)
    reading.warnings += _table_warnings(reader, sample)
    return reading


def _with_sample(subject: Subject, sample: Sample, facts: Json) -> Reading:
    """Return the reading of rows: their columns, schema, personal data."""
    columns = read_columns(sample)
    set_meanings(columns)
    subject.sample, subject.columns = sample, columns
    subject.schema = recognise(sample.header, subject.request.schemas)
    facts |= {"rows": sample.count, "columns": len(sample.header)}
    if not sample.is_whole:
        facts["sampled"] = len(sample.rows)
    warnings, hidden = find_personal(columns)
    warnings += _header_warnings(sample)
    reading = Reading(subject=subject, facts=facts, warnings=warnings, hidden=hidden)
    _place(reading, columns, sample)
    return reading


def _layer(request: Request, kind: str, form: str, facts: Json) -> Reading:
    # Only here: the library of geographic files takes half a second to load.
    from ckanext.territory.domain.inspection.geofile import (  # noqa: PLC0415
        read_layer,
    )

    path, title, names = request.path, "", list[str]()
    if kind == "shapefile":
        path, title, names = unpack_shapefile(path, request.name, LIMITS)
    layer = read_layer(path, kind, request.name)
    title, names = title or layer.name, names or list(layer.names)
    subject = Subject(request=request, kind=kind, format=form, part=title)
    reading = _with_sample(subject, layer.sample, facts)
    facts |= {"layer": title, "crs": layer.crs, "geometry": layer.geometry}
    reading.box = layer.box or reading.box
    reading.shapes = layer.shapes or reading.shapes
    if not layer.crs:
        reading.warnings.append(warning("inspection.no_crs"))
    if len(names) > 1:
        others = shown(", ".join(each for each in names if each != title))
        reading.warnings.append(
            warning("inspection.other_layers", layer=title, others=others)
        )
    return reading


def _add_budget(subject: Subject, facts: Json) -> None:
    header = read_budget(subject.request.path, subject.request.name)
    subject.budget = header
    facts |= {
        "entity": header.entity_name,
        "siret": header.entity_siret,
        "year": header.fiscal_year,
        "stage": header.stage,
    }


def _header_warnings(sample: Sample) -> list[Json]:
    found: list[Json] = []
    counts = Counter(name for name in sample.header if name)
    if not counts:
        return [warning("inspection.header_missing")]
    repeated = [name for name, count in counts.items() if count > 1]
    if repeated:
        shown_names = shown(", ".join(repeated[:_SHOWN]))
        found.append(warning("inspection.header_repeated", columns=shown_names))
    empty = sum(not name for name in sample.header)
    if empty:
        found.append(warning("inspection.header_empty", count=empty))
    if len(sample.header) > MANY_COLUMNS:
        found.append(
            warning(
                "inspection.many_columns",
                count=len(sample.header),
                expected=MANY_COLUMNS,
            )
        )
    return found


def _table_warnings(reader: TableReader, sample: Sample) -> list[Json]:
    found: list[Json] = []
    layout = reader.layout
    if layout.encoding == _CODEPAGE:
        found.append(warning("inspection.encoding", found="Windows-1252"))
    if layout.encoding == "utf-16":
        found.append(warning("inspection.encoding", found="UTF-16"))
    if reader.ragged:
        found.append(warning("inspection.ragged", count=reader.ragged))
    if layout.titles:
        found.append(warning("inspection.titles", count=len(layout.titles)))
    others = [name for name in layout.sheets if name != layout.sheet]
    if others:
        found.append(
            warning(
                "inspection.other_sheets",
                sheet=layout.sheet,
                others=shown(", ".join(others)),
            )
        )
    formulas = sum(
        cell.startswith(_FORMULA) and len(cell) > 1
        for row in sample.rows
        for cell in row
    )
    if formulas:
        found.append(warning("inspection.formulas", count=formulas))
    return found


def _place(reading: Reading, columns: Sequence[Column], sample: Sample) -> None:
    """Add the box and the points of the latitudes and longitudes of the rows."""
    latitude, longitude = first_of(columns, "latitude"), first_of(columns, "longitude")
    if latitude is None or longitude is None:
        return
    at = [_point(row[longitude.place], row[latitude.place]) for row in sample.rows]
    points = [point for point in at if point]
    if points:
        easts, norths = zip(*points, strict=True)
        reading.box = min(easts), min(norths), max(easts), max(norths)
        reading.shapes = points_of(sample.rows, at)


def _point(longitude: str, latitude: str) -> tuple[float, float] | None:
    east, north = read_number(longitude), read_number(latitude)
    if east is None or north is None or (north, east) == (0, 0):
        return None
    if abs(east) > _EAST or abs(north) > _NORTH:
        return None
    return float(east), float(north)
