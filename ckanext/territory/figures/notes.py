"""What was left out of the figures of a dataset, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ckan.plugins import toolkit as tk

from ckanext.territory import formatting
from ckanext.territory.language import lang
from ckanext.territory.messages.figures import REASONS

Files = Sequence[Mapping[str, Any]]


def remarks(files: Files, twice: int = 0) -> list[str]:
    """Return what a reader must know of the rows: refused, twice, several files."""
    said = [_left_out(refused) for file in files for refused in file["refused"]]
    repeated = sum(file.get("duplicates", 0) for file in files)
    if repeated:
        said.append(
            tk.ungettext(
                "{count} value came twice in a file: the last one counts.",
                "{count} values came twice in a file: the last one counts.",
                repeated,
            ).format(count=_number(repeated))
        )
    if twice:
        said.append(
            tk._("Several files give the same values: those of the last file count.")
        )
    return said


def _left_out(refused: Mapping[str, Any]) -> str:
    reason = REASONS[refused["reason"]]
    return tk.ungettext(
        "{count} row is left out: {reason} (line {lines}).",
        "{count} rows are left out: {reason} (lines {lines}…).",
        refused["count"],
    ).format(
        count=_number(refused["count"]),
        reason=tk._(reason),
        lines=", ".join(str(line) for line in refused["lines"]),
    )


def counts(files: Files) -> list[str]:
    """Return how many rows the figures come from, and how many have no value."""
    totals: Counter[str] = Counter()
    for file in files:
        totals.update({name: file.get(name, 0) for name in ("rows", "missing")})
    said = [
        tk.ungettext(
            "The figures come from {count} row of the files.",
            "The figures come from the {count} rows of the files.",
            totals["rows"],
        ).format(count=_number(totals["rows"]))
    ]
    if totals["missing"]:
        said.append(
            tk.ungettext(
                "{count} row says that the value is missing.",
                "{count} rows say that the value is missing.",
                totals["missing"],
            ).format(count=_number(totals["missing"]))
        )
    return said


def _number(count: int) -> str:
    return formatting.number(count, lang(), decimals=0)
