"""Large files inspected: the time, and the memory of the child process at its peak."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy
import shapely
from bench.harness import Case, Result, run
from pyogrio import raw

from ckanext.territory.bounded import run_bounded

TASK = "ckanext.territory.domain.inspection:inspect_file"
CSV_BYTES = 100_000_000
SHAPES = 190_000
TODAY = "2026-11-25"
ROUNDS = 3
KIBIBYTE = 1024


def _large_csv(path: Path) -> None:
    """Write hourly counts of some sites, as many as 100 MB hold."""
    lines = [
        f"{number};2025-{number % 12 + 1:02d}-{number % 28 + 1:02d} "
        f"{number % 24:02d}:00;"
        f"35238;Compteur {number % 40};{number % 977};Boulevard de la Liberté;"
        f"{48 + number % 1000 / 10_000:.4f};{-1.7 + number % 1000 / 10_000:.4f}\n"
        for number in range(100_000)
    ]
    block = "".join(lines).encode()
    with path.open("wb") as target:
        target.write(b"id;date_heure;code_insee;site;passages;voie;lat;lon\n")
        for _ in range(-(-CSV_BYTES // len(block))):
            target.write(block)
        target.truncate(CSV_BYTES)


def _large_geopackage(path: Path) -> None:
    """Write parcels, as many as 50 MB hold."""
    wests = 350_000 + numpy.arange(SHAPES) % 500 * 20.0
    souths = 6_780_000 + numpy.arange(SHAPES) // 500 * 20.0
    boxes = shapely.box(wests, souths, wests + 18, souths + 18)
    texts = [f"35238000AB{number:05d}" for number in range(SHAPES)]
    raw.write(
        path,
        geometry=shapely.to_wkb(boxes),
        field_data=[numpy.array(texts, dtype=object), numpy.arange(SHAPES)],
        fields=["parcelle", "contenance"],
        geometry_type="Polygon",
        crs="EPSG:2154",
    )


def inspection() -> list[Result]:
    """Measure a CSV of 100 MB and a GeoPackage of 50. Targets: 10 s, 300 MB."""
    return [
        _measure("comptages.csv", _large_csv, "csv 100 MB"),
        _measure("parcelles.gpkg", _large_geopackage, "gpkg 50 MB"),
    ]


def _measure(name: str, write: Callable[[Path], None], title: str) -> Result:
    # In a process of its own: a child begins with the memory of its parent.
    alone = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    with TemporaryDirectory() as folder, alone as pool:
        path = Path(folder) / name
        write(path)
        last: dict[str, object] = {"file_bytes": path.stat().st_size}

        def measure(_number: int) -> float:
            seconds, facts = pool.submit(inspect_once, str(path), name).result()
            last.update(facts)
            return seconds

        result = run(Case(name=title, ours=measure, rounds=ROUNDS, warm_up=1))
    return Result(name=title, rounds=result.rounds, ours=result.ours, notes=last)


def inspect_once(path: str, name: str) -> tuple[float, dict[str, object]]:
    """Return the seconds one inspection takes, and its peak, computing and rows."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    found = run_bounded(TASK, {"path": path, "name": name, "today": TODAY})
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    computing = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, {
        "peak_mb": after.ru_maxrss // KIBIBYTE,
        "cpu_seconds": round(computing, 2),
        "rows": found["facts"]["rows"],
        "proposals": len(found["proposals"]),
    }
