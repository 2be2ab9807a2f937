"""How many proposals are made for files, and how many are right, field by field.

``python -m bench.proposals`` prints the table and writes ``docs/en/proposals.md``.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.corpus import ANY, Case, Expected, cases, held_back_cases
from bench.corpus.official import NATIONAL
from bench.corpus.recorded import recorded

from ckanext.territory.bounded import run_bounded
from ckanext.territory.domain.table_schema import SchemaOutline, load_descriptor

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "en" / "proposals.md"
TABLES = ROOT / "ckanext" / "territory" / "schemas" / "tables"
SITE = "https://data.example.fr"
TASK = "ckanext.territory.domain.inspection:inspect_file"
TODAY = "2026-11-25"
Inspect = Callable[[Mapping[str, Any]], dict[str, Any]]
# Facts of the file, which nobody is asked about.
APART = frozenset({"resource_format"})


@dataclass(slots=True)
class Score:
    """What became of the proposals of a field."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def proposed(self) -> int:
        """Return the number of proposals."""
        return self.right + self.wrong

    @property
    def precision(self) -> float:
        """Return the share of the proposals that are right, 0–1; 1 without any."""
        return self.right / self.proposed if self.proposed else 1.0


@dataclass(slots=True, kw_only=True)
class Measure:
    """The scores by field, and the mistakes as (file, field, found, wanted)."""

    files: Counter[str] = field(default_factory=Counter[str])
    scores: dict[str, Score] = field(default_factory=dict[str, Score])
    mistakes: list[tuple[str, str, Any, Any]] = field(
        default_factory=list[tuple[str, str, Any, Any]]
    )

    def add(
        self, origin: str, name: str, found: Mapping[str, Any], wanted: Expected
    ) -> None:
        """Count the proposals of one file."""
        self.files[origin] += 1
        for each in sorted({*found, *wanted}):
            self._count(name, each, found.get(each), wanted.get(each))

    def _count(self, name: str, each: str, found: object, wanted: object) -> None:
        right = wanted if isinstance(wanted, tuple) else (wanted,)
        score = self.scores.setdefault(each, Score())
        if found is None:
            if None not in right and ANY not in right:
                score.missed += 1
                self.mistakes.append((name, each, None, right[0]))
        elif found in right or ANY in right:
            score.right += 1
        else:
            score.wrong += 1
            self.mistakes.append((name, each, found, right[0]))


def schemas() -> list[SchemaOutline]:
    """Return the schemas that a portal may have: ours, and some national ones."""
    ours = [load_descriptor(path) for path in sorted(TABLES.glob("*.json"))]
    return [*(each.outline(f"{SITE}{each.path}") for each in ours), *NATIONAL]


def in_a_child(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return the inspection of a file, as the portal does it."""
    return run_bounded(TASK, arguments)


def proposed(path: Path, name: str, inspect: Inspect = in_a_child) -> dict[str, Any]:
    """Return the values proposed for a file, by field."""
    arguments = {
        "path": str(path),
        "name": name,
        "schemas": [asdict(each) for each in schemas()],
        "today": TODAY,
    }
    found = inspect(arguments)
    return {
        each["field"]: each["value"]
        for each in found["proposals"]
        if each["field"] not in APART
    }


def measure() -> Measure:
    """Return the measure over the files that the rules were tuned on."""
    result = measure_cases(cases())
    for path, wanted in recorded():
        result.add("recorded", path.name, proposed(path, path.name), wanted)
    return result


def measure_cases(given: Iterable[Case], inspect: Inspect = in_a_child) -> Measure:
    """Return the measure over files made by code."""
    result = Measure()
    with TemporaryDirectory() as folder:
        for case in given:
            path = Path(folder) / case.name
            case.write(path)
            found = proposed(path, case.name, inspect)
            result.add("made", case.name, found, case.expected)
    return result


def rows(scores: Mapping[str, Score]) -> Iterable[tuple[str, ...]]:
    """Yield the cells of each line: field, counts, precision."""
    for name, score in sorted(scores.items(), key=lambda pair: -pair[1].proposed):
        counts = (score.proposed, score.right, score.wrong, score.missed)
        share = f"{score.precision:.0%}" if score.proposed else "–"
        yield (name, *map(str, counts), share)


def page(tuned: Measure, held_back: Measure) -> str:
    """Return the page of the documentation."""
    made, real = tuned.files["made"], tuned.files["recorded"]
    return "\n".join(
        [
            "<!-- Written by `python -m bench.proposals`: run it, do not edit. -->",
            "",
            "# Proposals made from files",
            "",
            "*Wrong* is a proposal that a careful person would refuse, or one where",
            "nothing should be proposed; *missed* is a value that the file tells and",
            "that was not proposed. Nothing is accepted without a click.",
            "",
            f"## Files that the rules were tuned on ({made + real})",
            "",
            f"{made} made by `bench/corpus` as town halls send them, {real} recorded:",
            "the rules were mended until these figures were good.",
            "",
            *_table(tuned),
            "",
            f"## Files held back ({held_back.files['made']})",
            "",
            "Written once the rules were settled, by the same hand: fairer figures.",
            "The first files held back had 9 titles right of 12, 10 themes of 11; for",
            "these four the rules were mended, so they are among the files above now.",
            "",
            *_table(held_back),
            "",
        ]
    )


def _table(result: Measure) -> Iterable[str]:
    yield "| field | proposed | right | wrong | missed | precision |"
    yield "|---|---|---|---|---|---|"
    for name, *rest in rows(result.scores):
        yield f"| `{name}` | {' | '.join(rest)} |"
    yield ""
    if not result.mistakes:
        yield "No proposal was wrong or missed."
    for name, each, found, wanted in result.mistakes:
        word = "missed" if found is None else f"{found!r}"
        yield f"- `{name}`, `{each}`: {word}; wanted {wanted!r}"


def main() -> int:
    """Measure, print the tables, write the page."""
    text = page(measure(), measure_cases(held_back_cases()))
    print(text)
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
