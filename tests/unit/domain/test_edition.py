"""The next edition of a yearly document."""

from __future__ import annotations

import pytest

from ckanext.territory.domain.edition import next_period, next_title, next_year


class TestNextTitle:
    """Titles."""

    @pytest.mark.parametrize(
        ("title", "expected"),
        [
            ("Budget primitif 2025", "Budget primitif 2026"),
            ("Subventions 2024-2025", "Subventions 2025-2026"),
            ("Année scolaire 2024/2025", "Année scolaire 2025/2026"),
            ("Les arbres", "Les arbres"),
            ("", ""),
            ("Population de 12025 habitants", "Population de 12025 habitants"),
            ("Norme ISO 2022.1", "Norme ISO 2022.1"),
            ("Plan climat 2099", "Plan climat 2099"),
        ],
    )
    def test_years_move_on_by_one(self, title: str, expected: str) -> None:
        """Other numbers stay."""
        assert next_title(title) == expected


class TestNextYear:
    """Years."""

    @pytest.mark.parametrize(
        ("year", "expected"),
        [(2024, 2025), ("2024", 2025), ("", None), (None, None), ("24", None)],
    )
    def test_year_moves_on(self, year: object, expected: int | None) -> None:
        """Nothing else is a year."""
        assert next_year(year) == expected


class TestNextPeriod:
    """Periods."""

    @pytest.mark.parametrize(
        ("start", "end", "expected"),
        [
            ("2024", "2024", ("2025", "2025")),
            ("2024-01-01", "2024-12-31", ("2025-01-01", "2025-12-31")),
            ("2023-09-01", "2024-08-31", ("2024-09-01", "2025-08-31")),
            ("2024", "2025", None),
            ("2024-01-01", "2024-06-30", None),
            ("None", "None", None),
            ("2024-02-29", "2025-02-28", None),
        ],
    )
    def test_only_a_year_has_a_next_one(
        self, start: str, end: str, expected: tuple[str, str] | None
    ) -> None:
        """Of any twelve months."""
        assert next_period(start, end) == expected
