"""How well the directory of this portal is searched, on a file of sentences."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.domain.referent import Case, Evaluation, Match, Miss, evaluate
from ckanext.territory.referents.directory import current_directory

_COLUMNS = {"sentence", "expected"}


def evaluate_file(path: Path) -> Evaluation:
    """Search every sentence of a TSV file in the whole directory.

    Raises TerritoryError ``evaluation.format`` or ``evaluation.unknown``, with its
    line.
    """
    directory = current_directory()
    cases: list[Case] = []
    for line, case in _cases(path):
        if case.expected not in directory.index:
            raise TerritoryError("evaluation.unknown", line=line, found=case.expected)
        cases.append(case)
    if not cases:
        raise TerritoryError("evaluation.format", line=1)

    def search(sentence: str, limit: int) -> list[Match]:
        place = directory.places.find(sentence)
        near = place.near if place else directory.home or None
        return directory.index.search(sentence, limit, near=near)

    return evaluate(search, cases)


def as_dict(found: Evaluation) -> dict[str, Any]:
    """Return an evaluation as JSON may hold it."""
    return {
        "count": found.count,
        "top_1": found.top_1,
        "top_3": found.top_3,
        "mrr": found.mrr,
        "misses": [_miss(miss) for miss in found.misses],
    }


def _miss(miss: Miss) -> dict[str, Any]:
    return {
        "sentence": miss.case.sentence,
        "expected": miss.case.expected,
        "rank": miss.rank,
        "found": [
            {
                "id": match.id,
                "confidence": match.confidence,
                "reasons": [
                    {"words": list(why.words), "field": why.field, "text": why.text}
                    for why in match.reasons
                ],
            }
            for match in miss.found
        ],
    }


def _cases(path: Path) -> Iterator[tuple[int, Case]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise TerritoryError("evaluation.format", line=1) from error
    columns = ["sentence", "expected"]
    rows = csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    for line, row in enumerate(rows, start=1):
        cells = [cell.strip() for cell in row]
        if line == 1 and _COLUMNS.issubset(cells):
            columns = cells
        elif any(cells):
            values = dict(zip(columns, cells, strict=False))
            if not all(values.get(name) for name in _COLUMNS):
                raise TerritoryError("evaluation.format", line=line)
            yield (
                line,
                Case(sentence=values["sentence"], expected=values["expected"]),
            )
