"""Dates, periods, durations, units, keywords and rules between fields."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from ckanext.territory.domain import legislation, moment, quantity, target, unit
from ckanext.territory.domain.budget import declared
from ckanext.territory.domain.vocabulary import is_web_address
from ckanext.territory.domain.wording import clean_keyword, clean_text, shorten

NOON = dt.datetime(2026, 3, 15, 12, tzinfo=dt.timezone.utc)


class TestDuration:
    """``is_duration``."""

    @pytest.mark.parametrize("text", ["PT15M", "PT1H", "P1D", "P1M", "P1Y", "PT0.5S"])
    def test_durations_are_taken(self, text: str) -> None:
        """As the reference lists them."""
        assert moment.is_duration(text)

    @pytest.mark.parametrize("text", ["15min", "PT15", "P", "PT", "P1DT", "", "-P1D"])
    def test_other_words_are_refused(self, text: str) -> None:
        """As the reference lists them, and what is cut short."""
        assert not moment.is_duration(text)


class TestDates:
    """Days that exist, instants, the future."""

    @pytest.mark.parametrize("text", ["2024", "2024-12", "2024-02-29"])
    def test_real_dates_are_taken(self, text: str) -> None:
        """A year, a month or a day."""
        assert quantity.is_partial_date(text)

    @pytest.mark.parametrize("text", ["2023-02-29", "2024-13", "24", "31/12/2024", ""])
    def test_other_dates_are_refused(self, text: str) -> None:
        """Days that are not in the calendar among them."""
        assert not quantity.is_partial_date(text)

    @pytest.mark.parametrize("text", ["2026", "2026-03", "2026-03-15"])
    def test_now_is_not_the_future(self, text: str) -> None:
        """The year, month or day that is under way."""
        assert not moment.is_future(text, NOON)

    @pytest.mark.parametrize(
        "text", ["2027", "2026-04", "2026-03-16", "2026-03-15T13:00:00Z"]
    )
    def test_later_is_the_future(self, text: str) -> None:
        """Whatever the precision."""
        assert moment.is_future(text, NOON)

    def test_instant_is_put_in_utc(self) -> None:
        """Paris is two hours ahead in summer."""
        found = moment.parse_instant("2025-07-01T02:00:00+02:00")
        assert found == dt.datetime(2025, 7, 1, tzinfo=dt.timezone.utc)

    @pytest.mark.parametrize("text", ["hier", "2025-02-30T00:00:00Z", "", "9999"])
    def test_other_instants_are_refused(self, text: str) -> None:
        """No crash either."""
        assert moment.parse_instant(text) is None

    @pytest.mark.parametrize(
        ("start", "end", "wrong"),
        [
            ("2025-03", "2025", False),
            ("2025", "2025-03", False),
            ("2025-05", "2025-04-30", True),
            ("2025", "2024", True),
        ],
    )
    def test_end_against_start(self, start: str, end: str, wrong: bool) -> None:
        """Compared as far as both are precise."""
        assert moment.precedes(end, start) is wrong


class TestUnits:
    """``clean_unit``."""

    @pytest.mark.parametrize(
        ("text", "kept"),
        [
            ("ug/m3", "µg/m³"),
            ("kW.h", "kW.h"),
            ("%", "%"),
            ("t", "t"),
            ("KWH", "kW.h"),
            (" jours  ouvrés ", "jours ouvrés"),
            ("dB(A)", "dB(A)"),
        ],
    )
    def test_units_have_one_spelling(self, text: str, kept: str) -> None:
        """UCUM, European codes and usual words."""
        assert unit.clean_unit(text) == kept

    @pytest.mark.parametrize("text", ["", "x" * 51, "<b>%</b>", "a; b", "=1"])
    def test_what_cannot_be_a_unit_is_refused(self, text: str) -> None:
        """Sentences and markup."""
        assert unit.clean_unit(text) is None


class TestTexts:
    """Texts as people paste them."""

    def test_control_characters_are_taken_out(self) -> None:
        """Databases and XML refuse them."""
        assert clean_text("a\x00b\r\nc\x0bd\ud800") == "ab\ncd"

    def test_cut_is_shown(self) -> None:
        """No longer than the limit, the ellipsis included."""
        assert shorten("abcdef", 4) == "abc…"

    def test_keyword_loses_signs(self) -> None:
        """CKAN takes letters, digits, spaces, dashes and dots."""
        assert clean_keyword("qualité de l’air (NO₂)") == "qualité de l air NO₂"

    @pytest.mark.parametrize(
        "text", ["javascript:alert(1)", "ftp://a.fr", "https://", "a.fr", "http://a b"]
    )
    def test_other_addresses_are_refused(self, text: str) -> None:
        """Only what a browser may follow."""
        assert not is_web_address(text)


class TestRules:
    """Rules between fields."""

    @pytest.mark.parametrize(
        ("direction", "start", "goal", "wrong"),
        [
            ("hausse", 40, 65, False),
            ("hausse", 40, 39, True),
            ("baisse", 40, 41, True),
            ("baisse", 40, 40, False),
            ("stabilite", 40, 90, False),
        ],
    )
    def test_target_against_direction(
        self,
        direction: str,
        start: int,
        goal: int,
        wrong: bool,
    ) -> None:
        """A target on the other side of the start."""
        found = target.contradicts(direction, Decimal(start), Decimal(goal))
        assert found is wrong

    def test_framework_is_its_variant(self) -> None:
        """As in TOTEM files; an unknown one is kept."""
        assert declared.accounting_framework("M57-M57_A") == "M57_A"
        assert declared.accounting_framework("M14-M14_COM_SUP3500") == "M14_COM_SUP3500"
        assert declared.accounting_framework("m99") == "M99"

    def test_account_follows_its_year(self) -> None:
        """The account of 2024 is voted in 2025; a budget may be voted in its year."""
        assert declared.is_adopted_too_early("ca", 2024, "2024-12-31")
        assert not declared.is_adopted_too_early("cfu", 2024, "2025-06-30")
        assert not declared.is_adopted_too_early("bp", 2024, "2024-04-10")

    def test_implied_texts_come_and_go(self) -> None:
        """What a person typed stays."""
        own, air = "https://legifrance.example/texte", legislation.ELI["directive_air"]
        found = legislation.with_implied([own, legislation.HVD], hvd=[], chosen=["x"])
        assert found == [own]
        found = legislation.with_implied([own], hvd=["c"], chosen=["directive_air"])
        assert found == [own, legislation.HVD, air]
