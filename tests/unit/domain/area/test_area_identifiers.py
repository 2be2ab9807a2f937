"""Identifiers of authorities and places.

Vectors: reference/standards.md §11.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.territory.domain.area import (
    is_commune_code,
    is_departement_code,
    is_epci_siren,
    is_region_code,
    is_siren,
    is_siret,
    normalise_code,
    normalise_commune_code,
)


class TestIsSiren:
    """Nine digits with a Luhn key."""

    @pytest.mark.parametrize(
        "text", ["213502388", "219300480", "200046977", "243500139"]
    )
    def test_real_numbers_are_accepted(self, text: str) -> None:
        """Communes, a metropolis and an EPCI."""
        assert is_siren(text)

    @pytest.mark.parametrize(
        "text", ["213502389", "21350238", "213 502 388", "", "２１３５０２３８８"]
    )
    def test_others_are_refused(self, text: str) -> None:
        """Wrong key, length, spaces, digits that are not ASCII."""
        assert not is_siren(text)

    @given(st.integers(0, 8), st.integers(1, 9))
    @settings(max_examples=30)
    def test_any_changed_digit_is_detected(self, place: int, shift: int) -> None:
        """The key catches every single wrong digit."""
        digits = list("213502388")
        digits[place] = str((int(digits[place]) + shift) % 10)
        assert not is_siren("".join(digits))


class TestIsSiret:
    """Fourteen digits with a Luhn key, or La Poste's rule."""

    @pytest.mark.parametrize(
        "text",
        [
            "21560046100010",
            "21560134500014",
            "22330001300016",
            "35600000000048",
            "35600000049837",
        ],
    )
    def test_real_numbers_are_accepted(self, text: str) -> None:
        """Two communes, a département, head office and a branch of La Poste."""
        assert is_siret(text)

    @pytest.mark.parametrize(
        "text", ["21560046100011", "35600000049838", "2156004610001", "2156004610001²"]
    )
    def test_others_are_refused(self, text: str) -> None:
        """Wrong keys, length, a digit that is not ASCII."""
        assert not is_siret(text)


class TestIsEpciSiren:
    """Public establishments of cooperation."""

    def test_metropolis_is_accepted(self) -> None:
        """Created before and after 2002."""
        assert is_epci_siren("243500139")
        assert is_epci_siren("200046977")

    def test_commune_is_refused(self) -> None:
        """A commune's SIREN starts with 21."""
        assert not is_epci_siren("213502388")


class TestIsCommuneCode:
    """INSEE codes of communes."""

    @pytest.mark.parametrize(
        "text", ["35238", "56046", "2A004", "97411", "97502", "98818"]
    )
    def test_codes_are_accepted(self, text: str) -> None:
        """Metropolitan, Corsican, overseas."""
        assert is_commune_code(text)

    @pytest.mark.parametrize("text", ["20004", "2a004", "99138", "3523", "352380", ""])
    def test_others_are_refused(self, text: str) -> None:
        """Corsica before 1976, small letter, abroad, wrong lengths."""
        assert not is_commune_code(text)


class TestNormaliseCode:
    """Spelling of a code."""

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            (" 2a004 ", "2A004"),
            ("1004", "01004"),
            ("35238", "35238"),
            ("238", "238"),
            ("２３８１", "２３８１"),
        ],
    )
    def test_communes(self, text: str, code: str) -> None:
        """Capitals, no spaces, the zero that tables lose."""
        assert normalise_commune_code(text) == code

    @pytest.mark.parametrize(
        ("level", "text", "code"),
        [
            ("commune", "1004", "01004"),
            ("departement", "1", "01"),
            ("departement", "2a", "2A"),
            ("region", "1", "01"),
            ("epci", "243 500 139", "243500139"),
            ("infracommunale", " 35987-1 ", "35987-1"),
        ],
    )
    def test_levels(self, level: str, text: str, code: str) -> None:
        """As the lists of the year write them."""
        assert normalise_code(level, text) == code


class TestIsDepartementCode:
    """INSEE codes of départements."""

    @pytest.mark.parametrize("text", ["2A", "2B", "01", "95", "971", "974", "976"])
    def test_codes_are_accepted(self, text: str) -> None:
        """Metropolitan, Corsican, overseas."""
        assert is_departement_code(text)

    @pytest.mark.parametrize("text", ["20", "96", "1", "975", "2a", "00"])
    def test_others_are_refused(self, text: str) -> None:
        """Codes that are no département."""
        assert not is_departement_code(text)


class TestIsRegionCode:
    """INSEE codes of régions."""

    @pytest.mark.parametrize("text", ["01", "11", "28", "53", "94"])
    def test_codes_are_accepted(self, text: str) -> None:
        """Overseas, metropolitan, Corsica."""
        assert is_region_code(text)

    @pytest.mark.parametrize("text", ["05", "12", "2A", "", "935"])
    def test_others_are_refused(self, text: str) -> None:
        """Codes that are no région."""
        assert not is_region_code(text)
