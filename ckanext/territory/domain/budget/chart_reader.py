"""Reader of official charts of accounts (`planDeCompte.xml`)."""

from __future__ import annotations

import re
from pathlib import Path

from ckanext.territory.domain.budget.chart_of_accounts import (
    ChartAccount,
    ChartChapter,
    ChartOfAccounts,
    chart_section,
)
from ckanext.territory.domain.budget.errors import BudgetError, at, naming, shown
from ckanext.territory.domain.budget.limits import Limits
from ckanext.territory.domain.budget.xml_stream import XmlStream, local_name

_C1 = re.compile("[\x80-\x9f]")
CHART_LIMITS = Limits(size=50_000_000, elements=500_000)


class _ChartHandler:
    """Collects the parts of a chart while it is read."""

    def __init__(self, path: Path) -> None:
        self.stream = XmlStream(path, CHART_LIMITS, start=self.start, end=self.end)
        self.stack: list[str] = []
        self.identity: dict[str, str] | None = None
        self.identity_line = 1
        self.chapters: dict[str, ChartChapter] = {}
        self.accounts: dict[str, ChartAccount] = {}
        self.functions: dict[str, str] = {}
        self.function_chapters: dict[str, ChartChapter] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = local_name(name)
        if not self.stack:
            if name != "Nomenclature":
                raise self._not_a_chart(name)
            self.identity = attributes
            self.identity_line = self.stream.line
        elif len(self.stack) > self.stream.limits.depth:
            raise self.stream.too_deep()
        self.stack.append(name)
        code = attributes.get("Code", "")
        if code:
            self._collect(name, code, attributes)

    def end(self, _name: str) -> None:
        self.stack.pop()

    def _collect(self, name: str, code: str, attributes: dict[str, str]) -> None:
        label = chart_label(attributes.get("Libelle", ""))
        by_function = "Fonction" in self.stack
        if name == "Chapitre":
            target = self.function_chapters if by_function else self.chapters
            section = chart_section(attributes.get("Section", ""))
            target[code] = ChartChapter(label, section)
        elif name == "Compte" and not by_function:
            get = attributes.get
            self.accounts[code] = ChartAccount(
                label,
                (
                    get("DR", ""),
                    get("RR", ""),
                    get("DOES", ""),
                    get("ROES", ""),
                    get("DOIS", ""),
                    get("ROIS", ""),
                ),
            )
        elif name == "RefFonc":
            self.functions[code] = label

    def _not_a_chart(self, found: str) -> BudgetError:
        return BudgetError(
            "budget.chart",
            found=shown(found),
            expected="Nomenclature",
            **at("XML", self.stream.line),
        )

    def chart(self) -> ChartOfAccounts:
        """Return the chart once the file is read."""
        identity = self.identity or {}
        for attribute in ("Norme", "Declinaison", "Exer"):
            if not identity.get(attribute, "").strip():
                raise self._identity_error(attribute, "")
        year = identity["Exer"].strip()
        if not (year.isascii() and year.isdigit()):
            raise self._identity_error("Exer", year)
        if not self.chapters or not self.accounts:
            raise self._identity_error("Nature/Chapitres", "")
        return ChartOfAccounts(
            norm=identity["Norme"].strip(),
            variant=identity["Declinaison"].strip(),
            year=int(year),
            chapters=self.chapters,
            accounts=self.accounts,
            functions=self.functions,
            function_chapters=self.function_chapters,
        )

    def _identity_error(self, attribute: str, found: str) -> BudgetError:
        return BudgetError(
            "budget.chart",
            found=shown(found) or "—",
            expected=attribute,
            **at(f"Nomenclature/{attribute}", self.identity_line),
        )


def chart_label(text: str) -> str:
    """Return a label without spaces around.

    Some official files hold Windows-1252 dashes and quotes read as Latin-1.
    """
    return _C1.sub(_windows_character, text).strip()


def _windows_character(match: re.Match[str]) -> str:
    return match.group().encode("latin-1").decode("cp1252", "replace")


def read_chart(path: Path) -> ChartOfAccounts:
    """Return the chart in the file.

    Raises:
        BudgetError: the file is not XML or not a chart of accounts.
    """
    with naming(path.name):
        handler = _ChartHandler(path)
        for _ in handler.stream.run():
            pass
        return handler.chart()
