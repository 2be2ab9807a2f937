"""What sort of file it is, by its content; the name only tells documents apart."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from ckanext.territory.domain.table import TableError
from ckanext.territory.domain.table.errors import megabytes
from ckanext.territory.domain.table.signature import HEAD, Signature

# Files that are accepted as they are: nothing is read in them.
_XML_ROOTS: Final = {
    b"kml": "KML",
    b"gpx": "GPX",
    b"featurecollection": "GML",
    b"rdf": "RDF",
    b"rss": "RSS",
    b"feed": "ATOM",
    b"svg": "SVG",
}
# A single financial account holds a budget document among others.
_BUDGETS: Final = frozenset({b"DocumentBudgetaire", b"CompteFinancierUnique"})
_SIGNED: Final = {"pdf": "PDF", "gzip": "GZIP"}
_IMAGES: Final = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF"}
_GEOJSON: Final = re.compile(
    rb'"type"\s*:\s*"(?:FeatureCollection|Feature|(?:Multi)?(?:Point|LineString|'
    rb'Polygon)|GeometryCollection)"'
)
_ROOT: Final = re.compile(rb"<(?![?!])(?:[\w.-]{1,64}:)?([\w.-]{1,64})")
_LONG_HEAD: Final = 1 << 16
# At byte 68 of a SQLite file stands what it is for. Source: OGC 12-128r19, 1.1.1.1.1.
_APPLICATION: Final = slice(68, 72)
_GEOPACKAGE: Final = (b"GPKG", b"GP10", b"GP11", b"GP12")
_PAGE_SIZE, _PAGE_COUNT = slice(16, 18), slice(28, 32)
_LARGEST_PAGE: Final = 65_536


def json_kind(path: Path) -> str:
    """Return "geojson", or "other" for JSON of another sort."""
    return "geojson" if _GEOJSON.search(_head(path)) else "other"


def xml_kind(path: Path, name: str) -> tuple[str, str]:
    """Return kind and format of XML: "totem" for a budget, else "other".

    Raises TableError ``inspection.doctype``: entities are declared that way.
    """
    head = _head(path)
    bare = head.replace(b"\x00", b"")
    root = _ROOT.search(bare)
    found = root.group(1) if root else b""
    if found in _BUDGETS:
        return "totem", "XML"
    if b"<!doctype" in bare.lower() or b"<!entity" in bare.lower():
        raise TableError("inspection.doctype", file=name, place="—")
    return "other", _XML_ROOTS.get(found.lower(), "XML")


def sqlite_kind(path: Path, name: str) -> tuple[str, str]:
    """Return kind and format of a SQLite file.

    Raises TableError ``inspection.cut_short`` when pages are missing at its end.
    """
    with path.open("rb") as source:
        head = source.read(100)
    size = int.from_bytes(head[_PAGE_SIZE], "big")
    pages = int.from_bytes(head[_PAGE_COUNT], "big")
    wanted = pages * (_LARGEST_PAGE if size == 1 else size)
    found = path.stat().st_size
    if found < wanted:
        raise TableError(
            "inspection.cut_short",
            file=name,
            place="—",
            found=megabytes(found),
            expected=megabytes(wanted),
        )
    if head[_APPLICATION] in _GEOPACKAGE or path.suffix.lower() == ".gpkg":
        return "geopackage", "GPKG"
    return "other", "SQLITE"


def plain_format(signature: Signature, name: str) -> str:
    """Return the format of a file that is accepted without being read."""
    suffix = Path(name).suffix.lower()
    if signature == "image":
        return _IMAGES.get(suffix, "IMAGE")
    return _SIGNED.get(signature) or suffix[1:].upper()[:10]


def _head(path: Path) -> bytes:
    with path.open("rb") as source:
        return source.read(max(HEAD, _LONG_HEAD))
