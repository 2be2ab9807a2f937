"""Places of the year: time of look-ups once warm, and what they add to a worker."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable, Sequence
from typing import Any

from bench.harness import Result, spread
from bench.memory import resident_mb

from ckanext.territory.domain.area import COG_FILE, Area, AreaIndex, load_areas

QUESTIONS = 2_000
WARM_UP = 200
BEGINNINGS = (3, 5, 8)  # letters typed when suggestions are asked for


def look_ups() -> list[Result]:
    """Measure search, get and ancestors over 2,000 questions each."""
    gc.collect()
    before, start = resident_mb(), time.perf_counter()
    index = load_areas(COG_FILE)
    loading = time.perf_counter() - start
    gc.collect()
    added = round(resident_mb() - before, 1)
    source = random.Random("places")  # noqa: S311 - the same questions at each run
    communes = index.children(_known(index, "pays", "FR"), "commune")
    asked = [source.choice(communes) for _ in range(QUESTIONS)]
    facts = {"places": len(index), "added_mb": added, "loading_s": round(loading, 2)}
    texts = [_typed(place, source) for place in asked]
    names = [index.label(place) for place in asked]
    return [
        _measure("areas search", texts, index.search, facts),
        _measure("areas named", names, index.named, {}),
        _measure("areas get", asked, lambda place: index.get(*place.key), {}),
        _measure("areas ancestors", asked, index.ancestors, {}),
    ]


def _typed(place: Area, source: random.Random) -> str:
    """Return what somebody types of a name: all of it, or its beginning."""
    length = source.choice([*BEGINNINGS, len(place.name)])
    return place.name[:length]


def _known(index: AreaIndex, level: str, code: str) -> Area:
    place = index.get(level, code)
    if place is None:
        raise LookupError(code)
    return place


def _measure(
    name: str,
    questions: Sequence[Any],
    ask: Callable[[Any], object],
    notes: dict[str, object],
) -> Result:
    for question in questions[:WARM_UP]:
        ask(question)
    seconds: list[float] = []
    busy: list[float] = []
    for question in questions:
        start, worked = time.perf_counter(), time.thread_time()
        ask(question)
        busy.append(time.thread_time() - worked)
        seconds.append(time.perf_counter() - start)
    shape = spread(seconds)
    return Result(
        name=name,
        rounds=len(seconds),
        ours=seconds,
        notes={
            **notes,
            "p50_ms": round(shape.median * 1000, 3),
            "p95_ms": round(shape.p95 * 1000, 3),
            "max_ms": round(shape.maximum * 1000, 3),
            # What remains when other programs want the processor at the same time.
            "cpu_p95_ms": round(spread(busy).p95 * 1000, 3),
        },
    )
