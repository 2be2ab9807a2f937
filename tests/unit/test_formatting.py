"""Figures and dates as people read them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from ckanext.territory import formatting

NOW = datetime(2026, 3, 12, 12, 0, tzinfo=timezone.utc)


class TestEuro:
    """Whole amounts."""

    def test_groups_digits_by_narrow_no_break_spaces(self) -> None:
        """French amounts read ``1 234 567 €`` and never break."""
        assert formatting.euro("1234567.4", "fr") == "1\u202f234\u202f567\u202f€"

    def test_keeps_cents_when_asked(self) -> None:
        """An exact amount keeps its two decimals."""
        text = formatting.euro(Decimal("12.5"), "fr", cents=True)
        assert text == "12,50\u202f€"

    def test_follows_the_language(self) -> None:
        """English puts the sign first."""
        assert formatting.euro(1234, "en") == "€1,234"

    @pytest.mark.parametrize("value", [None, "", "n. c.", "NaN"])
    def test_says_nothing_of_what_is_not_a_number(self, value: str | None) -> None:
        """An absent amount is not 0 €."""
        assert formatting.euro(value, "fr") == ""


class TestEuroShort:
    """Amounts for key figures."""

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (31_412_345, "31,4\u202fM€"),
            (1_200_000, "1,2\u202fM€"),
            (412_300, "412\u202fk€"),
            (999_700, "1\u202fM€"),
            (9_999, "9\u202f999\u202f€"),
            (-3_100_000, "-3,1\u202fM€"),
            (2_340_000_000, "2,3\u202fMd€"),
        ],
    )
    def test_is_short_from_ten_thousand(self, value: int, text: str) -> None:
        """Below ten thousand euros every digit counts."""
        assert formatting.euro_short(value, "fr") == text

    def test_follows_the_language(self) -> None:
        """English writes the sign first and no space."""
        assert formatting.euro_short(1_234_567, "en") == "€1.2M"


class TestPercent:
    """Ratios."""

    @pytest.mark.parametrize(
        ("ratio", "locale", "text"),
        [
            (0.124, "fr", "12,4\u202f%"),
            (0.27, "fr", "27\u202f%"),
            (0.124, "en", "12.4%"),
        ],
    )
    def test_reads_as_people_write(self, ratio: float, locale: str, text: str) -> None:
        """One decimal at most, the sign held by a narrow space in French."""
        assert formatting.percent(ratio, locale) == text


class TestSize:
    """Sizes of files."""

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (950, "950\u202foctets"),
            (412_000, "412\u202fko"),
            (1_234_567, "1,2\u202fMo"),
        ],
    )
    def test_uses_french_units(self, value: int, text: str) -> None:
        """Octets, by powers of a thousand."""
        assert formatting.size(value, "fr") == text


class TestDay:
    """Dates."""

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            ("2026-03-12", "12 mars 2026"),
            ("2026-03-12T08:30:00", "12 mars 2026"),
            ("2026-01-01", "1er janvier 2026"),
            ("2026-03", "mars 2026"),
            ("2026", "2026"),
            (date(2026, 3, 12), "12 mars 2026"),
            ("au printemps", "au printemps"),
            ("2026-13-40", "2026-13-40"),
            (None, ""),
        ],
    )
    def test_says_what_is_known(self, value: str | date | None, text: str) -> None:
        """Year, month and day as far as they are given."""
        assert formatting.day(value, "fr") == text


class TestPeriod:
    """Periods that data cover."""

    @pytest.mark.parametrize(
        ("start", "end", "text"),
        [
            ("2024-01-01", "2024-12-31", "2024"),
            ("2021", "2024-12", "2021–2024"),
            ("2024-03-01", "2025-05-02", "1er mars 2024 – 2 mai 2025"),
            ("2024-03-01", None, "1er mars 2024"),
            ("2024-03-05", "2024-03-05", "5 mars 2024"),
            (None, None, ""),
        ],
    )
    def test_is_as_short_as_it_can(
        self, start: str | None, end: str | None, text: str
    ) -> None:
        """Whole years lose their days."""
        assert formatting.period(start, end, "fr") == text


class TestAgo:
    """Time that went by."""

    def test_counts_days(self) -> None:
        """Three days before reads so."""
        before = NOW - timedelta(days=3)
        assert formatting.ago(before, "fr", now=NOW) == "il y a 3 jours"

    def test_takes_naive_instants_for_utc(self) -> None:
        """CKAN stores instants in UTC without saying so."""
        text = formatting.ago("2026-03-12T10:00:00.123456", "fr", now=NOW)
        assert text == "il y a 2 heures"

    def test_never_speaks_of_the_future(self) -> None:
        """A clock that is ahead does not give ``dans 5 minutes``."""
        ahead = NOW + timedelta(minutes=5)
        assert "dans" not in formatting.ago(ahead, "fr", now=NOW)


class TestExcerpt:
    """First words of a description."""

    def test_drops_markup(self) -> None:
        """Headings, links, emphasis and HTML leave their words."""
        text = "## Budget\n\n**Voté** par le [conseil](https://a.example) <b>hier</b>"
        assert formatting.excerpt(text) == "Budget Voté par le conseil hier"

    def test_cuts_between_words(self) -> None:
        """A long text ends on a whole word."""
        assert formatting.excerpt("un deux trois quatre", length=10) == "un deux…"

    def test_leaves_underscores_inside_words(self) -> None:
        """Nothing is an acceptable answer for no text."""
        assert formatting.excerpt(None) == ""
