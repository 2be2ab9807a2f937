"""Reading of a table of indicator values, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ckanext.territory.domain.days import first_day, last_day
from ckanext.territory.domain.figures.columns import TableColumns
from ckanext.territory.domain.figures.refusals import Refusals
from ckanext.territory.domain.indicator.value import IndicatorValue, Place, ValueKind
from ckanext.territory.domain.table import TableReader, read_number

# What a page can show; a table beyond is no table of indicators of one authority.
MOST_VALUES: Final = 20_000
COMMENT_LENGTH: Final = 300
NAMES: Final = (
    "indicator_code",
    "indicator_name",
    "territory_level",
    "territory_code",
    "period_start",
    "period_end",
    "value",
    "unit",
    "value_kind",
    "status",
    "comment",
)
_KINDS: Final[dict[str, ValueKind]] = {
    "": "actual",
    "actual": "actual",
    "réalisé": "actual",
    "target": "target",
    "cible": "target",
    "forecast": "forecast",
    "prévision": "forecast",
    "baseline": "baseline",
    "référence": "baseline",
}
MISSING: Final = "M"


@dataclass(slots=True, kw_only=True)
class _Gathered:
    """An indicator while its rows are read."""

    name: str
    unit: str
    values: dict[object, IndicatorValue] = field(
        default_factory=dict[object, IndicatorValue]
    )


class _Reader:
    """Takes rows; what cannot be used is counted with its reason."""

    def __init__(self, header: Sequence[str]) -> None:
        columns = TableColumns(header)
        columns.require("period_start", "value")
        self.places = [columns.place(name) for name in NAMES]
        self.indicators: dict[str, _Gathered] = {}
        self.refusals = Refusals()
        self.rows = self.missing = self.duplicates = self.kept = 0

    def take(self, line: int, row: Sequence[str]) -> None:
        """Read one row."""
        self.rows += 1
        cells = [*row, ""]
        code, name, level, place, start, end, value, unit, kind, status, comment = (
            cells[at].strip() for at in self.places
        )
        status = status.upper()
        if status == MISSING or not value:
            self.missing += 1
            return
        found = _value_of(Place(level, place), (start, end), value, kind, status)
        if isinstance(found, str):
            self.refusals.add(found, line)
            return
        reason = self._keep(code, name, unit, _with(found, comment))
        if reason:
            self.refusals.add(reason, line)

    def _keep(self, code: str, name: str, unit: str, value: IndicatorValue) -> str:
        own = self.indicators.get(code)
        if own is None:
            own = self.indicators[code] = _Gathered(name=name, unit=unit)
        if unit and not own.unit:
            own.unit = unit
        if unit and unit != own.unit:
            return "unit"
        if value.key in own.values:
            self.duplicates += 1
        elif self.kept >= MOST_VALUES:
            return "too_many"
        else:
            self.kept += 1
        own.values[value.key] = value
        return ""


def indicator_figures(table: TableReader) -> dict[str, Any]:
    """Return the values of a table, and what was left out.

    Keys: ``rows`` read, ``missing`` (no value, or status M), ``duplicates`` (of the
    same period only the last counts), ``refused`` (reason, count, first lines), and
    ``indicators`` (code, name, unit, values as ``IndicatorValue.to_json``).

    Raises:
        TerritoryError: a column that figures need is not there.
    """
    reader = _Reader(table.header)
    for line, row in table.numbered_rows():
        reader.take(line, row)
    return {
        "rows": reader.rows,
        "missing": reader.missing,
        "duplicates": reader.duplicates,
        "refused": reader.refusals.to_json(),
        "indicators": [
            {
                "code": code,
                "name": own.name,
                "unit": own.unit,
                "values": [value.to_json() for value in own.values.values()],
            }
            for code, own in reader.indicators.items()
            if own.values
        ],
    }


def _value_of(
    place: Place, period: tuple[str, str], text: str, kind: str, status: str
) -> IndicatorValue | str:
    """Return the value of a row, or the reason why it is left out."""
    known, number = _KINDS.get(kind.casefold()), read_number(text)
    start, end = first_day(period[0]), last_day(period[1] or period[0])
    if start is None or end is None:
        return "period"
    if end < start:
        return "period_order"
    if number is None:
        return "number"
    if known is None:
        return "kind"
    return IndicatorValue(
        place=place, start=start, end=end, kind=known, value=number, status=status
    )


def _with(value: IndicatorValue, comment: str) -> IndicatorValue:
    if not comment:
        return value
    return IndicatorValue(
        place=value.place,
        start=value.start,
        end=value.end,
        kind=value.kind,
        value=value.value,
        status=value.status,
        comment=comment[:COMMENT_LENGTH],
    )
