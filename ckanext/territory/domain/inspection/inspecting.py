"""The inspection of a file: what it is, what is in it, what it proposes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from ckanext.territory.domain.inspection.columns import EXAMPLE_LENGTH, Column
from ckanext.territory.domain.inspection.found import Json, Proposal
from ckanext.territory.domain.inspection.personal import MASK
from ckanext.territory.domain.inspection.reading import Reading, read_file
from ckanext.territory.domain.inspection.request import read_request
from ckanext.territory.domain.inspection.rules.frequency import propose_frequency
from ckanext.territory.domain.inspection.rules.kind import propose_type
from ckanext.territory.domain.inspection.rules.period import propose_period
from ckanext.territory.domain.inspection.rules.place import propose_place
from ckanext.territory.domain.inspection.rules.schema import (
    propose_format,
    propose_schema,
)
from ckanext.territory.domain.inspection.rules.theme import (
    propose_theme,
    theme_of_domain,
)
from ckanext.territory.domain.inspection.rules.title import propose_title
from ckanext.territory.domain.inspection.shapes import collection
from ckanext.territory.domain.inspection.subject import Subject

PREVIEW_ROWS: Final = 10
_PREVIEW_CELL: Final = 80
_PREVIEW_COLUMNS: Final = 50
_SHOWN_COLUMNS: Final = 300


def inspect_file(arguments: Mapping[str, Any]) -> Json:
    """Return what a file holds and what it proposes.

    Takes the arguments of ``request.read_request``. Answers ``kind``, ``format``,
    ``facts``, ``columns`` (name, type, filled, distinct, example, meaning),
    ``preview`` (header, rows), ``bbox`` (west, south, east, north in degrees) or None,
    ``shapes`` (GeoJSON, at most 300 features) or None, ``period`` (start, end) or None,
    ``proposals`` in the order of the form, and ``warnings`` (code and facts).
    Personal data are neither in examples nor in the preview nor in the shapes.

    Raises TerritoryError when the file is refused.
    """
    reading = read_file(read_request(arguments))
    subject = reading.subject
    proposals = _proposals(subject)
    return {
        "kind": subject.kind,
        "format": subject.format,
        "facts": reading.facts,
        "columns": [
            _column(each, is_hidden=each.place in reading.hidden)
            for each in subject.columns[:_SHOWN_COLUMNS]
        ],
        "preview": _preview(reading),
        "bbox": list(reading.box) if reading.box else None,
        "shapes": _shapes(reading),
        "period": _period(proposals),
        "proposals": [proposal.to_json() for proposal in proposals],
        "warnings": reading.warnings,
    }


def _proposals(subject: Subject) -> list[Proposal]:
    """Return the proposals in the order of the form."""
    # The place first: the title writes its name as it should be.
    places = list(propose_place(subject))
    kinds = list(propose_type(subject))
    themes = list(propose_theme(subject)) or list(_theme_of(subject, kinds))
    kind, fields = kinds[:1], kinds[1:]
    return [
        *kind,
        *propose_title(subject),
        *themes,
        *places,
        *propose_period(subject),
        *propose_frequency(subject),
        *propose_schema(subject),
        *fields,
        *propose_format(subject),
    ]


def _theme_of(subject: Subject, kinds: Iterable[Proposal]) -> Iterable[Proposal]:
    for proposal in kinds:
        if proposal.field == "environment_domain":
            yield from theme_of_domain(subject, proposal.value[0])


def _period(proposals: Sequence[Proposal]) -> Json | None:
    for proposal in proposals:
        if proposal.field == "temporal_coverage":
            return dict(proposal.value[0])
    return None


def _shapes(reading: Reading) -> Json | None:
    if reading.shapes is None or not reading.shapes.geometries:
        return None
    return collection(reading.shapes, reading.subject.columns, reading.hidden)


def _column(column: Column, *, is_hidden: bool) -> Json:
    example = column.values[0] if column.values else ""
    found: Json = {
        "name": column.name,
        "type": column.type,
        "filled": round(column.filled, 3),
        "distinct": column.distinct,
        "example": MASK if is_hidden and example else example[:EXAMPLE_LENGTH],
    }
    if column.meaning:
        found["meaning"] = column.meaning
    return found


def _preview(reading: Reading) -> Json:
    sample = reading.subject.sample
    rows = [
        [
            MASK if place in reading.hidden and cell else cell[:_PREVIEW_CELL]
            for place, cell in enumerate(row[:_PREVIEW_COLUMNS])
        ]
        for row in sample.rows[:PREVIEW_ROWS]
    ]
    header = [name[:_PREVIEW_CELL] for name in sample.header[:_PREVIEW_COLUMNS]]
    return {"header": header, "rows": rows}
