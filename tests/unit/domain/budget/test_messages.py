"""Every code of the readers has its text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from ckanext.territory.domain import budget
from ckanext.territory.domain.budget.privacy_rules import PersonKind

SOURCES = sorted(Path(budget.__file__).parent.glob("*.py"))
KINDS = ("calculated_skipped", "totals_skipped", "account_completed")


def codes() -> set[str]:
    """Return the codes written in the source, and those counted by kind."""
    found: set[str] = set()
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'"(budget\.[a-z_]+)"', text))
        counted = re.findall(r'(?:notices\.append|counts\[)\(?"([a-z_]+)"', text)
        found |= {f"budget.{kind}" for kind in counted}
    return found | {f"budget.labels_missing_{k}" for k in ("chapter", "account")}


class TestMessages:
    """Texts and codes match."""

    def test_every_code_has_a_text(self, templates: dict[str, str]) -> None:
        """Errors and notices."""
        assert codes() <= templates.keys()
        assert {f"budget.{kind}" for kind in KINDS} <= codes()

    def test_every_text_is_used(self, templates: dict[str, str]) -> None:
        """No text without a code, apart from the words for personal data."""
        unused = templates.keys() - codes() - set(get_args(PersonKind))
        assert unused == {"budget.labels_missing_function"}

    def test_every_kind_of_person_has_a_word(self, templates: dict[str, str]) -> None:
        """For the report people read."""
        assert set(get_args(PersonKind)) <= templates.keys()
