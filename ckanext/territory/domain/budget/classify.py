"""What codes alone tell of a line: chapter, labels and section."""

from __future__ import annotations

from dataclasses import dataclass

from ckanext.territory.domain.budget.chart_of_accounts import (
    ChartOfAccounts,
    OrderScope,
)
from ckanext.territory.domain.budget.labels import (
    chapter_label,
    chapter_section,
    function_label,
)
from ckanext.territory.domain.budget.words import Flow, OperationKind, Section
from ckanext.territory.domain.errors import Notice

# Codes that are an account and a chapter at once: results brought forward, unforeseen
# expenditure, transfers between sections, sales of assets.
SELF_CHAPTERS = frozenset({"001", "002", "020", "021", "022", "023", "024"})
CARRIED_CODES = frozenset({"001", "002"})
"""Results brought forward: no income or expenditure of the year."""

OPERATING_CLASSES = ("6", "7")
INVESTMENT_CLASSES = ("1", "2", "3", "4", "5")
EXAMPLES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCodes:
    """The codes of a line, as read."""

    chapter: str | None
    account: str
    function: str | None
    flow: Flow
    kind: OperationKind
    scope: OrderScope | None = None
    section: Section | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Classified:
    """What the codes mean."""

    chapter: str | None
    chapter_label: str | None
    account_label: str | None
    function_label: str | None
    section: Section


class Classifier:
    """Gives meaning to codes: chart first, then our own labels, else nothing."""

    def __init__(self, chart: ChartOfAccounts | None, framework: str | None) -> None:
        self._chart = chart
        self._framework = framework
        self._unlabelled: dict[str, dict[str, None]] = {
            "chapter": {},
            "account": {},
            "function": {},
        }

    def classify(self, codes: LineCodes) -> Classified:
        """Return chapter (the account's own when none is given), labels, section."""
        chapter = codes.chapter or self._default_chapter(codes)
        return Classified(
            chapter=chapter,
            chapter_label=self.chapter_label(chapter) if chapter else None,
            account_label=self.account_label(codes.account),
            function_label=self.function_label(codes.function)
            if codes.function
            else None,
            section=self._section(codes, chapter),
        )

    def chapter_label(self, code: str) -> str | None:
        """Return the label of a chapter, noting a miss."""
        label = self._chart.chapter_label(code) if self._chart else None
        return self._noted(
            "chapter", code, label or chapter_label(self._framework, code)
        )

    def account_label(self, code: str) -> str | None:
        """Return the label of an account, noting a miss."""
        label = self._chart.account_label(code) if self._chart else None
        if label is None and code in SELF_CHAPTERS:
            label = chapter_label(self._framework, code)
        return self._noted("account", code, label)

    def function_label(self, code: str) -> str | None:
        """Return the label of a function, noting a miss."""
        label = self._chart.function_label(code) if self._chart else None
        return self._noted(
            "function", code, label or function_label(self._framework, code)
        )

    def group_label(self, code: str) -> str | None:
        """Return the label of a function of one or two digits, noting nothing."""
        label = self._chart.function_label(code) if self._chart else None
        return label or function_label(self._framework, code)

    def notices(self) -> list[Notice]:
        """Return one warning per kind of code that was left without label."""
        return [
            Notice(
                f"budget.labels_missing_{kind}",
                {"count": len(codes), "examples": ", ".join(list(codes)[:EXAMPLES])},
            )
            for kind, codes in self._unlabelled.items()
            if codes
        ]

    def _noted(self, kind: str, code: str, label: str | None) -> str | None:
        if not label:
            self._unlabelled[kind][code] = None
            return None
        return label

    def _default_chapter(self, codes: LineCodes) -> str | None:
        if codes.account in SELF_CHAPTERS:
            return codes.account
        if self._chart is None:
            return None
        return self._chart.default_chapter(
            codes.account, codes.flow, codes.kind, codes.scope
        )

    def _section(self, codes: LineCodes, chapter: str | None) -> Section:
        """Return the section. Source: reference/standards.md §2.4, in its order.

        After the chart and before the class of the account, our own list of chapters
        answers: it decides internal operations (040 to 043) of an unknown chart.
        """
        if codes.section is not None:
            return codes.section
        found: Section | None = None
        if self._chart is not None:
            found = self._chart.section_of(
                chapter, codes.account, codes.flow, codes.kind, codes.scope
            )
        if found in (None, "unknown") and chapter:
            found = chapter_section(self._framework, chapter)
        if found in (None, "unknown") and codes.kind == "real":
            found = _class_section(codes.account)
        return found or "unknown"


def _class_section(account: str) -> Section | None:
    if account.startswith(OPERATING_CLASSES):
        return "operating"
    if account.startswith(INVESTMENT_CLASSES):
        return "investment"
    return None
