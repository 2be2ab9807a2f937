"""Budget files: from the call of the action to a complete page."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.harness import Case, Result, run
from bench.portals import Worker, portal
from demo.city import make_siret
from demo.documents import Document, Row, main_document
from demo.totem import write_totem_file

from ckanext.territory.domain.budget import open_document, write_scdl


@contextmanager
def _files(lines: int, count: int) -> Iterator[list[tuple[Path, Path]]]:
    """Give ``count`` budgets of different towns, each as TOTEM and as SCDL CSV.

    The towns are new at each run: publishing the same file twice would write nothing.
    """
    run_number = secrets.randbelow(900_000)
    document = main_document(2024, "ca")
    with TemporaryDirectory() as folder:
        files: list[tuple[Path, Path]] = []
        for number in range(count):
            siret = make_siret(f"99{run_number + number:06d}", 1)
            totem = Path(folder) / f"{siret}.xml"
            write_totem_file(_other_town(document, siret, number), totem, lines)
            files.append((totem, _scdl(totem)))
        yield files


def _other_town(document: Document, siret: str, number: int) -> Document:
    """Return the document of another town: other figures, so other charts to draw."""
    factor = 1 + number / 100

    def scaled(row: Row) -> Row:
        return replace(
            row,
            voted=int(row.voted * factor),
            opened=int((row.opened or 0) * factor),
            executed=int((row.executed or 0) * factor),
        )

    return replace(document, siret=siret, rows=tuple(map(scaled, document.rows)))


def _scdl(totem: Path) -> Path:
    document = open_document(totem, charts=lambda *_: None)
    path = totem.with_suffix(".csv")
    with path.open("w", encoding="utf-8", newline="") as target:
        write_scdl(document.lines(), document.header, target)
    return path


@dataclass(frozen=True, slots=True)
class _Size:
    name: str
    lines: int
    rounds: int
    warm_up: int


WARM = _Size("warm-up", 800, rounds=1, warm_up=0)
USUAL = _Size("budget 3.5 MB", 8_800, rounds=10, warm_up=1)
LARGE = _Size("budget 400,000 lines", 400_000, rounds=1, warm_up=0)


def _measure(size: _Size, ours: Worker, stock: Worker) -> Result:
    """Publish one file after the other, ours and stock by turns."""
    last: dict[str, object] = {}
    with _files(size.lines, size.rounds + size.warm_up) as files:

        def publish(number: int) -> float:
            answer = ours.ask("publish_budget", path=str(files[number][0]))
            last.update(answer)
            return float(answer["seconds"])

        def tabulate(number: int) -> float:
            path = files[number][1]
            dataset = f"budget-{path.stem}"
            answer = stock.ask("publish_table", path=str(path), name=dataset)
            return float(answer["seconds"])

        file_bytes = files[0][0].stat().st_size
        ours.ask("memory", reset=True)
        stock.ask("memory", reset=True)
        # The warm-up, round -1, takes the last file.
        result = run(
            Case(
                name=size.name,
                ours=publish,
                stock=tabulate,
                rounds=size.rounds,
                warm_up=size.warm_up,
            )
        )
    notes = {
        "file_bytes": file_bytes,
        "lines": size.lines,
        "last_of_ours": last,
        "memory_ours": ours.ask("memory"),
        "memory_stock": stock.ask("memory"),
    }
    return replace(result, notes=notes)


def usual_file() -> list[Result]:
    """Measure a file of 3.5 MB in warm processes. Target: 3 s at p95."""
    with portal("ours") as ours, portal("stock") as stock:
        return [_measure(USUAL, ours, stock)]


def large_file() -> list[Result]:
    """Measure 400,000 lines. Targets: 60 s, 300 MB resident at the peak."""
    with portal("ours") as ours, portal("stock") as stock:
        _measure(WARM, ours, stock)
        return [_measure(LARGE, ours, stock)]
