"""The documents of the imaginary town: which rows each stage of a budget carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from demo.city import CITY
from demo.figures import (
    THOUSAND,
    YEARS,
    Budget,
    Key,
    Line,
    balance,
    budget_of,
    section_of,
    tables,
    transfers,
)

Stage = Literal["bp", "bs", "dm", "ca", "cfu"]
STAGES: tuple[Stage, ...] = get_args(Stage)
EXECUTED: frozenset[Stage] = frozenset({"ca", "cfu"})
WATER_YEAR = 2024


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a document, amounts in cents, None where the stage has none."""

    key: Key
    internal: bool
    previous: int | None = None
    proposed: int | None = None
    voted: int = 0
    opened: int | None = None
    executed: int | None = None

    @property
    def section(self) -> str:
        """Return F (operating) or I (investment)."""
        return section_of(self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A budget document: what its head says, and its rows."""

    year: int
    stage: Stage
    rows: tuple[Row, ...]
    decision_number: int | None = None
    annexe: bool = False
    label: str = "BUDGET PRINCIPAL"
    nomenclature: str = "M57-M57_D"
    siret: str = CITY.siret
    adopted_on: str = ""

    @property
    def slug(self) -> str:
        """Return a short name, like ``2024-ca`` or ``2024-bp-eau``."""
        number = self.decision_number or ""
        return f"{self.year}-{self.stage}{number}{'-eau' if self.annexe else ''}"


def adoption_date(year: int, stage: Stage) -> str:
    """Return the day of the vote: December before for a BP, spring after for a CA."""
    days: Mapping[Stage, str] = {
        "bp": f"{year - 1}-12-14",
        "bs": f"{year}-06-20",
        "dm": f"{year}-10-09",
        "ca": f"{year + 1}-03-26",
        "cfu": f"{year + 1}-05-21",
    }
    return days[stage]


def _sum(*changes: Mapping[Key, int]) -> dict[Key, int]:
    summed: dict[Key, int] = {}
    for change in changes:
        for key, cents in change.items():
            summed[key] = summed.get(key, 0) + cents
    return summed


def _voted(budget: Budget) -> dict[Key, int]:
    return _sum(*({line.key: line.voted} for line in budget.lines))


def _internal(budget: Budget) -> frozenset[Key]:
    return frozenset(line.key for line in budget.lines if line.internal)


def _initial(budget: Budget) -> Iterator[Row]:
    before: Mapping[Key, int] = {}
    if budget.year > YEARS.start:
        before = _voted(budget_of(budget.year - 1))
    for key, voted in _voted(budget).items():
        yield Row(
            key=key,
            internal=key in _internal(budget),
            previous=before.get(key),
            proposed=voted,
            voted=voted,
            opened=voted,
        )


def _decision(
    budget: Budget, before: Mapping[Key, int], change: Mapping[Key, int]
) -> Iterator[Row]:
    """Yield the changed lines, and those of investment that stay as they were."""
    internal = _internal(budget)
    for key in [*before, *(key for key in change if key not in before)]:
        delta = change.get(key, 0)
        if not delta and section_of(key) == "F":
            continue
        voted_before = before.get(key, 0)
        yield Row(
            key=key,
            internal=key in internal,
            previous=voted_before,
            proposed=delta,
            voted=delta,
            opened=voted_before + delta,
        )


def _closing(budget: Budget) -> Iterator[Row]:
    opened = _sum(_voted(budget), budget.supplement, budget.amendment)
    internal = _internal(budget)
    for key, cents in opened.items():
        yield Row(
            key=key,
            internal=key in internal,
            proposed=cents,
            voted=cents,
            opened=cents,
            executed=budget.executed.get(key, 0),
        )


def _rows(budget: Budget, stage: Stage) -> Iterable[Row]:
    if stage == "bp":
        return _initial(budget)
    if stage == "bs":
        return _decision(budget, _voted(budget), budget.supplement)
    if stage == "dm":
        before = _sum(_voted(budget), budget.supplement)
        return _decision(budget, before, budget.amendment)
    return _closing(budget)


def main_document(year: int, stage: Stage) -> Document:
    """Return a document of the main budget.

    Raises:
        ValueError: the year has no such document (years 2021 to 2026; a year that is
            not over has only its BP and BS; only 2024 has a DM).
    """
    budget = budget_of(year) if year in YEARS else None
    if budget is None or (stage in EXECUTED and year == YEARS[-1]):
        raise ValueError(f"no {stage} of {year}: years go from 2021 to 2026")
    if stage == "dm" and not budget.amendment:
        raise ValueError(f"no amending decision in {year}: there is one in 2024")
    return Document(
        year=year,
        stage=stage,
        rows=tuple(_rows(budget, stage)),
        decision_number=1 if stage == "dm" else None,
        adopted_on=adoption_date(year, stage),
    )


def _water_lines() -> list[Line]:
    water = tables("budget_water")
    lines: list[Line] = []

    def take(flow: Literal["D", "R"], rows: Sequence[Sequence[Any]]) -> None:
        for chapter, account, voted, executed in rows:
            key = Key(flow, chapter, account, "", "")
            lines.append(Line(key, voted * THOUSAND, executed * THOUSAND))

    take("D", water["expenditure"])
    take("R", water["revenue"])
    take("D", water["investment"])
    take("R", water["funding"])
    lines += transfers(water["depreciation"], water["grant_share"], "", 1.0)
    return balance(lines, water["loan"] * THOUSAND, function="")


def water_document(stage: Literal["bp", "ca"]) -> Document:
    """Return the water service's annexe budget (M49), which exists for 2024."""
    budget = Budget(WATER_YEAR, tuple(_water_lines()))
    executed = {line.key: line.executed for line in budget.lines}
    rows = (
        _initial(budget)
        if stage == "bp"
        else _closing(replace(budget, executed=executed))
    )
    return Document(
        year=WATER_YEAR,
        stage=stage,
        rows=tuple(replace(row, previous=None) for row in rows),
        annexe=True,
        label="EAU POTABLE",
        nomenclature="M4-M49_D",
        siret=CITY.water_siret,
        adopted_on=adoption_date(WATER_YEAR, stage),
    )


def published_documents() -> Iterator[Document]:
    """Yield the documents that the demo portal publishes, oldest first."""
    for year in range(2021, 2025):
        yield main_document(year, "bp")
        if year == WATER_YEAR:
            yield main_document(year, "dm")
        yield main_document(year, "ca")
    yield water_document("bp")
    yield water_document("ca")
    yield main_document(2025, "bp")
    yield main_document(2025, "cfu")
    yield main_document(2026, "bp")


def spread_rows(rows: Sequence[Row], count: int) -> Iterator[Row]:
    """Yield ``count`` rows with the same sums, each row cut into several projects.

    The rows come one at a time: memory does not depend on ``count``.
    ``count`` below the number of rows leaves them as they are.
    """
    copies, more = divmod(max(count, len(rows)), len(rows))
    for rank, row in enumerate(rows):
        parts = copies + (1 if rank < more else 0)
        for part in range(parts):
            yield _part(row, part, parts)


def _part(row: Row, part: int, parts: int) -> Row:
    if parts == 1:
        return row

    def share(cents: int | None) -> int | None:
        if cents is None:
            return None
        whole = int(cents / parts)
        return cents - whole * (parts - 1) if part == parts - 1 else whole

    return Row(
        key=row.key._replace(operation=f"{part + 1:04d}"),
        internal=row.internal,
        previous=share(row.previous),
        proposed=share(row.proposed),
        voted=share(row.voted) or 0,
        opened=share(row.opened),
        executed=share(row.executed),
    )
