"""Files that are no text: a workbook and a GeoPackage, the same at each run."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import numpy as np
import pyogrio
import shapely
import xlsxwriter
from demo.city import DISTRICTS
from demo.datasets.shapes import address, chance, position
from pyogrio import raw

MADE = datetime(2025, 11, 3)  # noqa: DTZ001 - workbooks know no zone
METRE = 1 / 111_000
"""A metre in degrees of latitude, near enough for a town that does not exist."""
WORKS = ("Isolation du toit", "Fenêtres", "Chaufferie", "Éclairage", "Façade")


def works() -> bytes:
    """Return the workbook of the buildings to renovate, two sheets."""
    source = chance("renovation")
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"title": "Bâtiments à rénover", "created": MADE})
    bold = book.add_format({"bold": True})
    sheet, about = book.add_worksheet("Bâtiments"), book.add_worksheet("Lisez-moi")
    names = (
        "Code",
        "Bâtiment",
        "Adresse",
        "Surface (m²)",
        "Travaux",
        "Début",
        "Coût (€)",
    )
    sheet.write_row(0, 0, names, bold)
    for rank, place in enumerate((*DISTRICTS, *DISTRICTS), 1):
        kind = "École" if rank <= len(DISTRICTS) else "Gymnase"
        sheet.write_row(
            rank,
            0,
            (
                f"BAT-{rank:02d}",
                f"{kind} {place.name}",
                address(source),
                source.randint(10, 46) * 100,
                source.choice(WORKS),
                source.randint(2026, 2030),
                source.randint(6, 90) * 10_000,
            ),
        )
    sheet.set_column(1, 4, 24)
    about.write(0, 0, "Surfaces chauffées ; coûts estimés hors taxes.")
    book.close()
    return target.getvalue()


def cool_places() -> bytes:
    """Return the GeoPackage of the cool places, in degrees (WGS84)."""
    source = chance("fraicheur")
    shapes: list[shapely.Polygon] = []
    for place in DISTRICTS:
        for _ in range(2):
            longitude, latitude = position(place, source)
            size = source.randint(40, 140) * METRE
            shapes.append(shapely.Point(longitude, latitude).buffer(size, quad_segs=4))
    count = len(shapes)
    kinds = ("Parc", "Berge", "Place ombragée", "Jardin")
    columns = {
        "nom": [f"{kinds[n % 4]} {DISTRICTS[n // 2].name}" for n in range(count)],
        "type": [kinds[n % 4] for n in range(count)],
        "surface_m2": [round(shape.area / METRE**2 * 0.669) for shape in shapes],
        "ouverture": [source.choice(["8 h - 20 h", "toujours"]) for _ in range(count)],
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "zones-de-fraicheur.gpkg"
        # The library writes the hour of the day into the file otherwise.
        stamp = {"OGR_CURRENT_DATE": MADE.strftime("%Y-%m-%dT%H:%M:%S.000Z")}
        pyogrio.set_gdal_config_options(stamp)
        raw.write(
            path,
            geometry=shapely.to_wkb(np.array(shapes)),
            field_data=[np.array(values) for values in columns.values()],
            fields=np.array(list(columns), dtype=object),
            geometry_type="Polygon",
            crs="EPSG:4326",
            driver="GPKG",
            layer="zones_de_fraicheur",
        )
        return path.read_bytes()


FILES: Mapping[str, Callable[[], bytes]] = {
    "batiments-a-renover.xlsx": works,
    "zones-de-fraicheur.gpkg": cool_places,
}
