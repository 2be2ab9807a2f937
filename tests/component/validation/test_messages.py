"""Every refusal, finding and remark has its words."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from ckanext.territory import domain
from ckanext.territory.messages import MESSAGES
from ckanext.territory.messages.validation import PROBLEMS

DOMAIN = Path(domain.__file__).parent
CODES = sorted(
    {
        code
        for folder in ("table_schema", "validation")
        for path in (DOMAIN / folder).glob("*.py")
        for code in re.findall(
            r'"((?:table_schema|validation)\.[a-z_]+)"',
            path.read_text(encoding="utf-8"),
        )
    }
)
REMARKS = {
    f"validation.{name}"
    for name in (
        "capitals",
        "single_account",
        "columns_respelled",
        "columns_unknown",
        "checks_unknown",
        "constraints_left_out",
        "no_rows",
    )
}


def test_there_are_codes() -> None:
    """The checks below look at something."""
    assert len(CODES) > 50


@pytest.mark.parametrize("code", CODES)
def test_has_words(code: str) -> None:
    """A sentence that says what to do; for a finding, also what is wrong."""
    assert MESSAGES[code].endswith((".", "}")), code
    if code.startswith("validation.") and code not in REMARKS:
        assert PROBLEMS[code].endswith(".")


@pytest.mark.parametrize("code", sorted(PROBLEMS))
def test_problem_has_no_fact(code: str) -> None:
    """What everybody may read holds nothing of the file."""
    named = [name for _, name, _, _ in string.Formatter().parse(PROBLEMS[code]) if name]
    assert named == []
    assert code in MESSAGES
