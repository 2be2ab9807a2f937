"""Archives that are no workbook: a Shapefile in its parts, or documents."""

from __future__ import annotations

import shutil
import stat
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Final

from ckanext.territory.domain.table import TableError, TableLimits
from ckanext.territory.domain.table.archive import open_archive
from ckanext.territory.domain.table.errors import megabytes, shown

_WORKBOOKS: Final = frozenset({"xl/workbook.xml", "content.xml"})
_ARCHIVES: Final = frozenset(
    [".zip", ".7z", ".rar", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".zst", ".kmz"]
)
# Formats that are archives themselves, and are no way to hide one.
_OFFICE: Final = frozenset(
    [
        ".xlsx",
        ".ods",
        ".docx",
        ".odt",
        ".pptx",
        ".odp",
        ".qgz",
        ".epub",
        ".jar",
        ".xlsm",
        ".dotx",
    ]
)
_PARTS: Final = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_NEEDED: Final = (".shx", ".dbf")
_ZIP_MARK: Final = b"PK\x03\x04"
_GTFS: Final = frozenset({"stops.txt", "routes.txt", "trips.txt"})


def archive_kind(path: Path, name: str, limits: TableLimits) -> tuple[str, str]:
    """Return kind and format: "workbook", "shapefile" or "other".

    Raises TableError when the archive goes beyond the limits, is damaged, or holds
    another archive, a link, or a name that leads out of it.
    """
    with open_archive(path, name, limits) as archive:
        entries = archive.infolist()
        names = {entry.filename for entry in entries}
        if names & _WORKBOOKS:
            return "workbook", ""
        for entry in entries:
            _check_entry(archive, entry, name)
    suffixes = {PurePosixPath(each).suffix.lower() for each in names}
    if ".shp" in suffixes:
        return "shapefile", "SHP"
    if {PurePosixPath(each).name for each in names} >= _GTFS:
        return "other", "GTFS"
    suffix = Path(name).suffix.lower()
    return "other", suffix[1:].upper() if suffix in _OFFICE else "ZIP"


def unpack_shapefile(
    path: Path, name: str, limits: TableLimits
) -> tuple[Path, str, list[str]]:
    """Return the largest Shapefile of an archive, unpacked, its name, and all names.

    Its parts lie in the temporary folder of the process. Raises TableError
    ``inspection.shapefile_parts`` when one is missing, ``table.zip`` when damaged.
    """
    with open_archive(path, name, limits) as archive:
        entries = {
            entry.filename.lower(): entry
            for entry in archive.infolist()
            if "__macosx" not in entry.filename.lower()
        }
        shapes = [each for each in entries if each.endswith(".shp")]
        if not shapes:
            raise TableError(
                "inspection.shapefile_parts", file=name, place="—", found=".shp"
            )
        chosen = max(shapes, key=lambda each: entries[each].file_size)
        stem = chosen.removesuffix(".shp")
        missing = [part for part in _NEEDED if stem + part not in entries]
        if missing:
            raise TableError(
                "inspection.shapefile_parts",
                file=name,
                place=shown(entries[chosen].filename),
                found=", ".join(missing),
            )
        folder = Path(tempfile.mkdtemp(prefix="shape-"))
        parts = [
            (part, entries[stem + part]) for part in _PARTS if stem + part in entries
        ]
        _unpack(archive, parts, folder, name, limits)
    return (
        folder / "layer.shp",
        PurePosixPath(entries[chosen].filename).stem,
        sorted(PurePosixPath(entries[each].filename).stem for each in shapes),
    )


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> None:
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    place = shown(entry.filename)
    if path.is_absolute() or ".." in path.parts or ":" in entry.filename[:2]:
        raise TableError("inspection.zip_path", file=name, place=place)
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise TableError("inspection.zip_link", file=name, place=place)
    if entry.is_dir():
        return
    suffix = path.suffix.lower()
    hides = suffix not in _OFFICE and _starts_like_zip(archive, entry, name)
    if suffix in _ARCHIVES or hides:
        raise TableError("inspection.zip_nested", file=name, place=place)


def _starts_like_zip(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str
) -> bool:
    try:
        with archive.open(entry) as source:
            return source.read(len(_ZIP_MARK)) == _ZIP_MARK
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError) as error:
        raise TableError("table.zip", file=name, place=shown(entry.filename)) from error


def _unpack(
    archive: zipfile.ZipFile,
    parts: Iterable[tuple[str, zipfile.ZipInfo]],
    folder: Path,
    name: str,
    limits: TableLimits,
) -> None:
    for part, entry in parts:
        if entry.file_size > limits.unpacked:
            raise TableError(
                "table.zip_bomb",
                file=name,
                place=shown(entry.filename),
                found=megabytes(entry.file_size),
                expected=megabytes(limits.unpacked),
            )
        try:
            # ZipFile gives no more bytes than the listing announces.
            with (
                archive.open(entry) as source,
                (folder / f"layer{part}").open("wb") as to,
            ):
                shutil.copyfileobj(source, to)
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError) as error:
            raise TableError(
                "table.zip", file=name, place=shown(entry.filename)
            ) from error
