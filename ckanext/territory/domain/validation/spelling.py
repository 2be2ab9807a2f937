"""Values of a list written with other capitals: told, not held against the file.

Source: real SCDL budgets write “Budget primitif” where the schema lists “budget
primitif”; and its list lacks the single financial account, which towns vote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from ckanext.territory.domain.errors import Notice
from ckanext.territory.domain.table_schema import SchemaField
from ckanext.territory.domain.validation.finding import excerpt

STAGE_COLUMN: Final = "BGT_NATDEC"
SINGLE_ACCOUNT: Final = "compte financier unique"
OLD_ACCOUNT: Final = "compte administratif"


@dataclass(slots=True)
class Spelling:
    """Lists of values by place of the field, and what was written otherwise."""

    choices: Sequence[dict[str, str] | None] = ()
    columns: Sequence[str] = ()
    respelled: Counter[str] = field(default_factory=Counter[str])
    examples: dict[str, str] = field(default_factory=dict[str, str])
    single_account_count: int = 0

    @classmethod
    def of(cls, fields: Iterable[SchemaField]) -> Spelling:
        """Return the lists of these fields."""
        choices: list[dict[str, str] | None] = []
        columns: list[str] = []
        for each in fields:
            listed = cast("list[object] | None", each.constraints.get("enum"))
            texts = [text for text in listed or () if isinstance(text, str)]
            choices.append({text.casefold(): text for text in texts} or None)
            columns.append(each.name)
        return cls(choices=choices, columns=columns)

    def respell(self, cells: Sequence[str], places: Sequence[int]) -> list[str]:
        """Return the cells at these places, listed values spelled as in the list."""
        taken = [cells[place] for place in places]
        for number, choices in enumerate(self.choices):
            text = taken[number]
            if choices is None or not text:
                continue
            form = text.strip().casefold()
            listed = choices.get(form)
            column = self.columns[number]
            if listed is not None and listed != text:
                self.respelled[column] += 1
                self.examples.setdefault(column, f"{excerpt(text)} → {listed}")
                taken[number] = listed
            elif form == SINGLE_ACCOUNT and column == STAGE_COLUMN and not listed:
                self.single_account_count += 1
                taken[number] = choices.get(OLD_ACCOUNT, text)
        return taken

    def notices(self) -> list[Notice]:
        """Return what was written otherwise, a notice by column."""
        told = [
            Notice(
                "validation.capitals",
                {"column": column, "count": count, "example": self.examples[column]},
            )
            for column, count in self.respelled.items()
        ]
        if self.single_account_count:
            facts = {"column": STAGE_COLUMN, "count": self.single_account_count}
            told.append(Notice("validation.single_account", facts))
        return told
