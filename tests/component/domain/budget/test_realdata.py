"""Real files, against the rows that another converter makes of them.

They are not part of the project: the tests run where the folder is present. Files and
their origin: SOURCE.md in that folder.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from ckanext.territory.domain.budget import (
    SCDL_COLUMNS,
    BudgetDocument,
    BudgetError,
    ChartOfAccounts,
    Totals,
    blank_personal_data,
    open_document,
    write_scdl,
)

REALDATA = Path(__file__).resolve().parents[5] / "shared" / "realdata"
TOTEM = REALDATA / "totem"
pytestmark = pytest.mark.skipif(
    not TOTEM.is_dir(), reason="real files (../shared/realdata) are not here"
)
PAIRS = sorted(path.name.removesuffix(".scdl.csv") for path in TOTEM.glob("*.scdl.csv"))

# What differs from the CSV where it has a value: (file, column): (ours, theirs, rows).
# Besides, we fill in chapter, its label and section where the CSV leaves them empty.
DIFFERENCES = {
    ("mohon-cfu-2023", "BGT_NATDEC"): (
        ("Compte financier unique", "Compte administratif", 163),
        # The other converter writes CFU as CA on purpose: SCDL's list lacks it.
    ),
    ("mohon-cfu-2023", "BGT_NATURE_LABEL"): (
        ("Énergie – Électricité", "Énergie \x96 Électricité", 1),
        ("Fournitures d’entretien", "Fournitures d\x92entretien", 1),
        # The chart holds Windows-1252 signs read as Latin-1: we mend them.
    ),
    **{
        (name, "BGT_NATURE_LABEL"): (
            (
                "Droits d'utilisation – informatique en nuage",
                "Droits d'utilisation \x96 informatique en nuage ",
                1,
            ),
            # The same, and a space at the end.
        )
        for name in ("crach-bp-2022", "crach-ca-2021", "crach-dm2-2021")
    },
}
FILLED = {"BGT_CONTNAT", "BGT_CONTNAT_LABEL", "BGT_SECTION"}


@cache
def charts() -> dict[str, list[ChartOfAccounts]]:
    """Return the official charts by nomenclature."""
    found: dict[str, list[ChartOfAccounts]] = {}
    for path in sorted((REALDATA / "accounts").glob("*.xml")):
        chart = ChartOfAccounts.parse(path)
        found.setdefault(chart.nomenclature, []).append(chart)
    return found


def lookup(nomenclature: str, year: int) -> ChartOfAccounts | None:
    """Return the chart of the nearest year."""
    known = charts().get(nomenclature, [])
    return min(known, key=lambda chart: abs(chart.year - year), default=None)


@cache
def converted(name: str) -> tuple[BudgetDocument, Totals, list[list[str]]]:
    """Return the document, its sums and its SCDL rows."""
    document = open_document(TOTEM / f"{name}.xml", charts=lookup)
    totals = document.new_totals()
    lines = list(document.lines())
    for line in lines:
        totals.add(line)
    target = io.StringIO()
    write_scdl(lines, document.header, target)
    return document, totals, list(csv.reader(io.StringIO(target.getvalue())))


@cache
def expected(name: str) -> list[list[str]]:
    """Return the rows of the other converter."""
    text = (TOTEM / f"{name}.scdl.csv").read_text(encoding="utf-8")
    return list(csv.reader(io.StringIO(text)))


def sorted_rows(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows below the header, sorted by codes and amounts."""
    return sorted(rows[1:], key=lambda row: (row[6], row[10], row[12:21]))


class TestParity:
    """Our rows and theirs, line by line after sorting."""

    @pytest.mark.parametrize("name", PAIRS)
    def test_rows_agree_where_the_other_has_a_value(self, name: str) -> None:
        """Apart from the differences listed above; what it leaves empty we fill."""
        ours, theirs = converted(name)[2], expected(name)
        assert ours[0] == theirs[0] == list(SCDL_COLUMNS)
        assert len(ours) == len(theirs)
        differences: Counter[tuple[str, str, str]] = Counter()
        filled: set[str] = set()
        for one, other in zip(sorted_rows(ours), sorted_rows(theirs), strict=True):
            for column, cell, their_cell in zip(SCDL_COLUMNS, one, other, strict=True):
                if their_cell and cell != their_cell:
                    differences[column, cell, their_cell] += 1
                elif cell and not their_cell:
                    filled.add(column)
        listed = {
            (column, cell, their_cell): count
            for (file, column), rows in DIFFERENCES.items()
            if file == name
            for cell, their_cell, count in rows
        }
        assert dict(differences) == listed
        assert filled <= FILLED

    @pytest.mark.parametrize("name", PAIRS)
    def test_sums_by_flow_equal_theirs(self, name: str) -> None:
        """Of all lines: real, internal and brought forward."""
        document, totals, _rows = converted(name)
        column = (
            "BGT_MTREAL" if document.header.stage in ("ca", "cfu") else "BGT_MTPREV"
        )
        index = SCDL_COLUMNS.index(column)
        flows = {"dépense": Decimal(0), "recette": Decimal(0)}
        for row in expected(name)[1:]:
            flows[row[13]] += Decimal(row[index] or 0)
        assert totals.by_flow["expenditure"] == flows["dépense"]
        assert totals.by_flow["revenue"] == flows["recette"]

    @pytest.mark.parametrize("name", PAIRS)
    def test_every_line_has_a_section(self, name: str) -> None:
        """With the chart at hand nothing stays undecided."""
        _document, totals, rows = converted(name)
        assert totals.unknown_section == 0
        assert all(row[SCDL_COLUMNS.index("BGT_SECTION")] for row in rows[1:])


class TestKnownFigures:
    """Figures that can be checked elsewhere."""

    def test_open_credits_of_a_voted_budget(self) -> None:
        """14,402,454.98 = 13,893,111.80 + 509,343.18 (standards.md §2.3)."""
        lines = list(converted("crach-bp-2022")[0].lines())
        voted = sum((line.amount_voted or Decimal(0) for line in lines), Decimal(0))
        carried = sum(
            (line.amount_carried_previous or Decimal(0) for line in lines), Decimal(0)
        )
        opened = sum(
            (
                line.amount_open if line.amount_open is not None else Decimal(0)
                for line in lines
            ),
            Decimal(0),
        )
        assert (voted, carried) == (Decimal("13893111.80"), Decimal("509343.18"))
        assert opened == Decimal("14402454.98")

    @pytest.mark.parametrize(
        ("name", "expenditure", "revenue"),
        [
            ("annexe-bp-2022", "58.04", "132.40"),
            ("mohon-cfu-2023", "708.54", "940.59"),
        ],
    )
    def test_ratios_per_inhabitant(
        self, name: str, expenditure: str, revenue: str
    ) -> None:
        """Those the file states itself (ValDepRFonc, ValRecRFonc)."""
        document, totals, _rows = converted(name)
        people = Decimal(document.header.population or 0)
        cent = Decimal("0.01")
        assert (totals.operating_expenditure / people).quantize(cent) == Decimal(
            expenditure
        )
        assert (totals.operating_revenue / people).quantize(cent) == Decimal(revenue)

    def test_calculated_lines_of_the_cfu(self) -> None:
        """633 of 796 lines are totals (standards.md §0, decision 8)."""
        document, totals, _rows = converted("mohon-cfu-2023")
        told = {notice.code: notice.context for notice in document.notices}
        assert told["budget.calculated_skipped"]["count"] == 633
        assert totals.lines == 163

    def test_city_without_chart_still_reads(self) -> None:
        """Its chart is not here: labels are missing, sections are not."""
        document = open_document(TOTEM / "grenoble-ca-2018.xml", charts=lookup)
        totals = document.new_totals()
        for line in document.lines():
            totals.add(line)
        assert totals.lines == 1787
        assert totals.unknown_section == 0
        assert {row.label for row in totals.by("function")} >= {"Culture", "Logement"}


class TestInvalid:
    """Files with one mistake, named after it."""

    @pytest.mark.parametrize(
        ("name", "code", "element"),
        [
            ("annee", "year", "BlocBudget/Exer"),
            ("etape", "stage", "BlocBudget/NatDec"),
            ("siret", "siret", "EnTeteBudget/IdEtab"),
            ("document", "not_a_budget", "XML"),
        ],
    )
    def test_refused_at_its_place(self, name: str, code: str, element: str) -> None:
        """Year, stage, SIRET; not a budget at all."""
        with pytest.raises(BudgetError) as caught:
            open_document(TOTEM / f"invalid-{name}.xml", charts=lookup)
        assert caught.value.code == f"budget.{code}"
        assert caught.value.context["element"] == element

    def test_unknown_nomenclature_only_warns(self) -> None:
        """The file is read with codes, and our labels of chapters."""
        path = TOTEM / "invalid-nomenclature.xml"
        document = open_document(path, charts=lookup)
        assert len(list(document.lines())) == 21
        assert document.notices[0].code == "budget.chart_unknown"


FILES = sorted(path.name for path in TOTEM.glob("*.xml"))


class TestPrivacy:
    """Copies of real files."""

    @pytest.mark.parametrize(
        "name", [name for name in FILES if not name.startswith("invalid")]
    )
    def test_copy_differs_by_emptied_values_only(
        self, name: str, tmp_path: Path
    ) -> None:
        """Same tags, same attributes; values are equal or empty, as many as told."""
        target = tmp_path / name
        report = blank_personal_data(TOTEM / name, target)
        assert emptied(TOTEM / name, target) == report.total
        assert not re.search(rb"PERSONNE \d", target.read_bytes())

    def test_copy_has_the_same_lines(self, tmp_path: Path) -> None:
        """Of the file with most in it."""
        target = tmp_path / "copy.xml"
        blank_personal_data(TOTEM / "mohon-cfu-2023.xml", target)
        copied = open_document(target, charts=lookup)
        assert list(copied.lines()) == list(converted("mohon-cfu-2023")[0].lines())


def emptied(source: Path, target: Path) -> int:
    """Return how many values of the source are empty in the target; others equal."""
    count = 0
    walk: Callable[[Path], Any] = lambda path: etree.parse(path).iter()  # noqa: E731
    for one, other in zip(walk(source), walk(target), strict=True):
        assert one.tag == other.tag
        assert one.attrib.keys() == other.attrib.keys()
        for key, value in one.attrib.items():
            if other.attrib[key] != value:
                assert other.attrib[key] == ""
                count += 1
        if one.text != other.text:
            assert not other.text
            count += 1
    return count
