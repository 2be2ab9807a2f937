"""Builders of small budget files."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from ckanext.territory.domain.budget import (
    BudgetDocument,
    BudgetError,
    BudgetLine,
    ChartOfAccounts,
    open_document,
)

HERE = Path(__file__).parent
MESSAGES = HERE.parents[3] / "ckanext" / "territory" / "messages" / "budget.py"
LINE = (
    '<LigneBudget><Nature V="6068"/><ContNat V="011"/><CodRD V="D"/>'
    '<MtPrev V="1.00"/><OpBudg V="0"/></LigneBudget>'
)
HEADER = {
    "IdEtab": "21990001600011",
    "Nomenclature": "M57-M57_T",
    "NatDec": "01",
    "NumDec": "",
    "Exer": "2024",
    "extra": "",
}
TEMPLATE = """<?xml version="1.0" encoding="{encoding}"?>
<DocumentBudgetaire xmlns="http://www.minefi.gouv.fr/cp/demat/docbudgetaire">
<EnTeteDocBudgetaire><LibelleColl V="VILLE FICTIVE"/></EnTeteDocBudgetaire>
<Budget>
<EnTeteBudget><IdEtab V="{IdEtab}"/><Nomenclature V="{Nomenclature}"/></EnTeteBudget>
<BlocBudget>
<NatDec V="{NatDec}"/><NumDec V="{NumDec}"/>
<Exer V="{Exer}"/>{extra}
</BlocBudget>
{lines}
<Annexes>{annexes}</Annexes>
</Budget>
</DocumentBudgetaire>
"""
COLUMNS = (
    "BGT_NATDEC,BGT_ANNEE,BGT_SIRET,BGT_NOM,BGT_CONTNAT,BGT_NATURE,BGT_SECTION,"
    "BGT_OPBUDG,BGT_CODRD,BGT_MTPREV"
)
ROW = (
    "Budget primitif,2024,21990001600011,VILLE FICTIVE,011,6068,fonctionnement,"
    "réel,dépense,1.00"
)

Builder = Callable[..., Path]
Refusal = Callable[..., BudgetError]
Read = Callable[..., tuple[BudgetDocument, list[BudgetLine]]]


def message_templates() -> dict[str, str]:
    """Return the texts by code, read from the source (no CKAN in unit tests)."""
    templates: dict[str, str] = {}
    for node in ast.walk(ast.parse(MESSAGES.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Dict):
            continue
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(value, ast.Call):
                templates[str(key.value)] = ast.literal_eval(value.args[0])
    return templates


@pytest.fixture(scope="session")
def templates() -> dict[str, str]:
    """Texts of errors and notices by code."""
    return message_templates()


@pytest.fixture(scope="session")
def chart() -> ChartOfAccounts:
    """Read a small chart of accounts."""
    return ChartOfAccounts.parse(HERE / "fixtures" / "plan.xml")


@pytest.fixture
def fixture_path() -> Callable[[str], Path]:
    """Give the path of a file written for these tests."""
    return lambda name: HERE / "fixtures" / name


@pytest.fixture
def totem(tmp_path: Path) -> Builder:
    """Write a TOTEM file from lines, annexes and header values."""

    def build(
        lines: str = LINE, annexes: str = "", encoding: str = "UTF-8", **values: str
    ) -> Path:
        text = TEMPLATE.format(
            lines=lines, annexes=annexes, encoding=encoding, **{**HEADER, **values}
        )
        path = tmp_path / "budget.xml"
        path.write_bytes(text.encode(encoding))
        return path

    return build


@pytest.fixture
def scdl(tmp_path: Path) -> Builder:
    """Write an SCDL file from its rows."""

    def build(*rows: str, columns: str = COLUMNS, encoding: str = "utf-8") -> Path:
        path = tmp_path / "budget.csv"
        path.write_bytes("\n".join([columns, *(rows or [ROW]), ""]).encode(encoding))
        return path

    return build


@pytest.fixture
def read(chart: ChartOfAccounts) -> Read:
    """Open a file and read all of its lines, with the small chart at hand."""

    def run(
        path: Path, *, with_chart: bool = True, **options: object
    ) -> tuple[BudgetDocument, list[BudgetLine]]:
        def lookup(nomenclature: str, _year: int) -> ChartOfAccounts | None:
            known = with_chart and nomenclature == chart.nomenclature
            return chart if known else None

        document = open_document(path, charts=lookup, **options)  # pyright: ignore[reportArgumentType] - options of each test
        return document, list(document.lines())

    return run


@pytest.fixture
def refused(read: Read, templates: dict[str, str]) -> Refusal:
    """Read a file that must be refused; the text of the refusal can be filled."""

    def run(path: Path, **options: object) -> BudgetError:
        with pytest.raises(BudgetError) as caught:
            read(path, **options)
        error = caught.value
        assert templates[error.code].format(**error.context)
        assert error.context["file"] == path.name
        return error

    return run
