"""Official chart of accounts: labels, and the section a line belongs to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from ckanext.territory.domain.budget.words import (
    Flow,
    OperationKind,
    Section,
    section_word,
)

OrderScope = Literal["between", "inside"]
"""Internal operations go between sections (TypOpBudg 2) or stay inside one (1)."""

THIRD_PARTIES = "45"
_SHORTEST_PARENT = 2


@dataclass(frozen=True, slots=True)
class ChartChapter:
    """A chapter of the chart."""

    label: str
    section: Section


@dataclass(frozen=True, slots=True)
class ChartAccount:
    """An account, with its default chapter by kind of operation ("" when none).

    Attributes:
        defaults: DR, RR, DOES, ROES, DOIS, ROIS in this order.
    """

    label: str
    defaults: tuple[str, str, str, str, str, str]


_DEFAULT_INDEX: Mapping[tuple[Flow, OperationKind, OrderScope], int] = {
    ("expenditure", "real", "between"): 0,
    ("revenue", "real", "between"): 1,
    ("expenditure", "internal", "between"): 2,
    ("revenue", "internal", "between"): 3,
    ("expenditure", "internal", "inside"): 4,
    ("revenue", "internal", "inside"): 5,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartOfAccounts:
    """Chapters, accounts and functions of one norm, variant and year."""

    norm: str
    variant: str
    year: int
    chapters: Mapping[str, ChartChapter]
    accounts: Mapping[str, ChartAccount]
    functions: Mapping[str, str]
    function_chapters: Mapping[str, ChartChapter]

    @classmethod
    def parse(cls, path: Path) -> ChartOfAccounts:
        """Return the chart read from a `planDeCompte.xml`.

        Raises:
            BudgetError: the file is not XML or not a chart of accounts.
        """
        # The reader needs this class: imported late to keep one public door.
        from ckanext.territory.domain.budget.chart_reader import (  # noqa: PLC0415
            read_chart,
        )

        return read_chart(path)

    @property
    def nomenclature(self) -> str:
        """Name used by TOTEM files: "M57-M57_D"."""
        return f"{self.norm}-{self.variant}"

    def chapter(self, code: str) -> ChartChapter | None:
        """Return a chapter by nature or by function.

        The chapters of operations for third parties (45…) are numbered by the
        authority below the chart's: the nearest one above answers.
        """
        found = self.chapters.get(code) or self.function_chapters.get(code)
        if found is None and code.startswith(THIRD_PARTIES):
            found = _nearest(self.chapters, code)
        return found

    def chapter_label(self, code: str) -> str | None:
        """Return the label of a chapter, or None."""
        found = self.chapter(code)
        return found.label if found else None

    def account_label(self, code: str) -> str | None:
        """Return the label of an account, or None."""
        found = self.accounts.get(code)
        if found is None and code.startswith(THIRD_PARTIES):
            found = _nearest(self.accounts, code)
        return found.label if found else None

    def function_label(self, code: str) -> str | None:
        """Return the label of a function, or None."""
        return self.functions.get(code)

    def default_chapter(
        self,
        account: str,
        flow: Flow,
        kind: OperationKind,
        scope: OrderScope | None = None,
    ) -> str | None:
        """Return the chapter an account falls in for this kind of operation.

        Without a scope an internal operation is decided only when both scopes agree
        or one of them is empty.
        """
        found = self._account_or_parent(account)
        if found is None:
            return None
        scopes: tuple[OrderScope, ...]
        if kind == "real":
            scopes = ("between",)
        else:
            scopes = (scope,) if scope else ("between", "inside")
        codes = {found.defaults[_DEFAULT_INDEX[flow, kind, one]] for one in scopes}
        codes.discard("")
        return codes.pop() if len(codes) == 1 else None

    def section_of(
        self,
        chapter: str | None,
        account: str,
        flow: Flow,
        kind: OperationKind,
        scope: OrderScope | None = None,
    ) -> Section | None:
        """Return the section by the chapter, else by the account's default chapter.

        Source: reference/standards.md §2.4, second and third rule.
        """
        found = self.chapter(chapter) if chapter else None
        if found is None:
            default = self.default_chapter(account, flow, kind, scope)
            found = self.chapter(default) if default else None
        return found.section if found else None

    def to_json(self) -> dict[str, object]:
        """Return the chart as plain values, to be stored."""
        return {
            "norm": self.norm,
            "variant": self.variant,
            "year": self.year,
            "chapters": _chapters_to_json(self.chapters),
            "accounts": {
                code: [account.label, *account.defaults]
                for code, account in self.accounts.items()
            },
            "functions": dict(self.functions),
            "function_chapters": _chapters_to_json(self.function_chapters),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> ChartOfAccounts:
        """Return the chart stored by `to_json`."""
        values = cast(Mapping[str, Any], stored)
        return cls(
            norm=values["norm"],
            variant=values["variant"],
            year=values["year"],
            chapters=_chapters_from_json(values["chapters"]),
            accounts={
                code: ChartAccount(row[0], (row[1], row[2], *row[3:7]))
                for code, row in values["accounts"].items()
            },
            functions=values["functions"],
            function_chapters=_chapters_from_json(values["function_chapters"]),
        )

    def _account_or_parent(self, code: str) -> ChartAccount | None:
        """Return the account, or the nearest above that has default chapters."""
        while len(code) >= _SHORTEST_PARENT:
            found = self.accounts.get(code)
            if found is not None and any(found.defaults):
                return found
            code = code[:-1]
        return None


ChartLookup = Callable[[str, int], ChartOfAccounts | None]
"""Gives the chart of a nomenclature ("M57-M57_D") and a year, or None."""


def chart_section(letter: str) -> Section:
    """Return the section of the letter F or I of a chart."""
    return section_word(letter) or "unknown"


def _nearest(entries: Mapping[str, Any], code: str) -> Any:  # noqa: ANN401 - values of whichever mapping
    while len(code) > len(THIRD_PARTIES):
        if code in entries:
            return entries[code]
        code = code[:-1]
    return None


def _chapters_to_json(chapters: Mapping[str, ChartChapter]) -> dict[str, list[str]]:
    return {code: [one.label, one.section] for code, one in chapters.items()}


def _chapters_from_json(
    stored: Mapping[str, tuple[str, Section]],
) -> dict[str, ChartChapter]:
    return {code: ChartChapter(row[0], row[1]) for code, row in stored.items()}
