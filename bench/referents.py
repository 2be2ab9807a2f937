"""The directory of referents: time of a search, of a rebuild, and its memory."""

from __future__ import annotations

import csv
import gc
import time
from pathlib import Path
from typing import Any

import yaml
from bench.harness import Result, spread
from bench.memory import resident_mb

from ckanext.territory.domain.french import Synonyms
from ckanext.territory.domain.referent import Candidate, ReferentIndex
from ckanext.territory.domain.theme import ThemeTree

REFERENTS = 20_000
ROUNDS = 4
_ROOT = Path(__file__).resolve().parents[1]
_DATA = _ROOT / "ckanext/territory/data"
_CASES = _ROOT / "tests/unit/domain/data"


def searches() -> list[Result]:
    """Measure sentences over 20,000 referents of some 300 towns' services."""
    tree = ThemeTree.from_text((_DATA / "themes.yaml").read_text(encoding="utf-8"))
    text = (_DATA / "synonyms.yaml").read_text(encoding="utf-8")
    synonyms = Synonyms.from_text(text)
    people = candidates(REFERENTS)
    gc.collect()
    before, start = resident_mb(), time.perf_counter()
    index = ReferentIndex(people, tree, synonyms)
    building = time.perf_counter() - start
    gc.collect()
    added = round(resident_mb() - before, 1)
    sentences = _sentences()
    near = {"35000"}
    for sentence in sentences:
        index.search(sentence, near=near)
    seconds: list[float] = []
    for _round in range(ROUNDS):
        for sentence in sentences:
            start = time.perf_counter()
            index.search(sentence, near=near)
            seconds.append(time.perf_counter() - start)
    shape = spread(seconds)
    return [
        Result(
            name="referent search",
            rounds=len(seconds),
            ours=seconds,
            notes={
                "referents": len(index),
                "p50_ms": round(shape.median * 1000, 2),
                "p95_ms": round(shape.p95 * 1000, 2),
                "max_ms": round(shape.maximum * 1000, 2),
                "build_s": round(building, 2),
                "added_mb": added,
            },
        )
    ]


def candidates(count: int) -> list[Candidate]:
    """Return the test directory over and over, each time in another commune."""
    text = (_CASES / "referents.yaml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = yaml.safe_load(text)
    return [_candidate(rows[at % len(rows)], at // len(rows)) for at in range(count)]


def _candidate(row: dict[str, Any], town: int) -> Candidate:
    lists = {name: tuple(row[name]) for name in ("problems", "skills", "themes")}
    return Candidate(
        id=f"{row['id']}-{town}",
        function=row["function"],
        service=row["service"],
        territories=(f"{35000 + town}",),
        **lists,
    )


def _sentences() -> list[str]:
    with (_CASES / "referent_sentences.tsv").open(encoding="utf-8") as source:
        return [row["sentence"] for row in csv.DictReader(source, delimiter="\t")]
