"""When the update of a dataset is due."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ckanext.territory.domain.quality import assess, next_update

YEARLY = "http://publications.europa.eu/resource/authority/frequency/ANNUAL"


@pytest.mark.parametrize(
    ("dataset", "due"),
    [
        ({"frequency": "ANNUAL", "modified": "2025-01-01"}, dt.date(2026, 1, 2)),
        ({"frequency": YEARLY, "modified": "2025-01-01"}, dt.date(2026, 1, 2)),
        (
            {
                "frequency": "ANNUAL",
                "modified": "2025-01-01",
                "resources": [{"last_modified": "2025-03-01T10:00:00"}],
            },
            dt.date(2026, 3, 2),
        ),
        ({"frequency": "UNKNOWN", "modified": "2025-01-01"}, None),
        ({"frequency": "ANNUAL"}, None),
        ({"frequency": "ANNUAL", "modified": "hier"}, None),
    ],
)
def test_due_day(dataset: dict[str, Any], due: dt.date | None) -> None:
    """The delay of the frequency after the last change: 366 days for a year."""
    assert next_update(dataset) == due


@pytest.mark.parametrize(("days", "late"), [(366, False), (367, False), (368, True)])
def test_late_from_the_second_day_on(days: int, late: bool) -> None:
    """A day of grace, as data.gouv.fr gives it."""
    first = dt.date(2025, 1, 1)
    dataset = {"frequency": "ANNUAL", "modified": first.isoformat()}
    quality = assess(dataset, first + dt.timedelta(days=days))
    assert ("in_time" in {point.code for point in quality.missing}) is late
