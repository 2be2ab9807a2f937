"""What the rules look at: a file that has been read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ckanext.territory.domain.budget import BudgetHeader
from ckanext.territory.domain.inspection.columns import Column, words_of
from ckanext.territory.domain.inspection.request import Request
from ckanext.territory.domain.inspection.sample import Sample
from ckanext.territory.domain.table_schema import Recognition


def _no_rows() -> Sample:
    return Sample(header=(), rows=[], count=0, is_whole=True)


@dataclass(slots=True, kw_only=True)
class Subject:
    """A file read.

    Attributes:
        titles: texts above the table; ``part`` is the name of its sheet or layer.
        schema: the schema that the columns follow.
        place_name: name of the place the file is about, once a rule has found it.
    """

    request: Request
    kind: str
    format: str
    sample: Sample = field(default_factory=_no_rows)
    columns: Sequence[Column] = ()
    titles: Sequence[str] = ()
    part: str = ""
    budget: BudgetHeader | None = None
    schema: Recognition | None = None
    place_name: str = ""

    def named(self, *names: str) -> Column | None:
        """Return the first column that has one of these names and some values."""
        for name in names:
            words = words_of(name)
            for column in self.columns:
                if column.words == words and column.values:
                    return column
        return None
