"""Our own labels."""

from __future__ import annotations

from importlib import resources

import pytest
import yaml

from ckanext.territory.domain.budget import chapter_label, function_label
from ckanext.territory.domain.budget.labels import chapter_section, family


class TestFamily:
    """Norms and variants of one family."""

    @pytest.mark.parametrize(
        ("norm", "name"),
        [
            ("M57", "m57"),
            ("M57_D", "m57"),
            ("M4", "m4"),
            ("M49_A", "m4"),
            ("M43_D", "m4"),
            ("M14_COM_500_3500", "m14"),
            ("", None),
            (None, None),
            ("XYZ", None),
        ],
    )
    def test_family_of_a_norm(self, norm: str | None, name: str | None) -> None:
        """The M4 family has one set of labels."""
        assert family(norm) == name


class TestChapterLabel:
    """Chapters in two languages."""

    def test_m57_in_both_languages(self) -> None:
        """French by default."""
        assert (
            chapter_label("M57_A", "012") == "Charges de personnel et frais assimilés"
        )
        assert chapter_label("M57_A", "012", "en") == "Staff costs"

    def test_m4_differs_from_m57(self) -> None:
        """Operating grants of a commercial service."""
        assert chapter_label("M49_D", "74") == "Subventions d'exploitation"

    def test_m14_inherits_from_m57(self) -> None:
        """And keeps what it has of its own."""
        assert chapter_label("M14", "011") == chapter_label("M57", "011")
        assert chapter_label("M14", "67") == "Charges exceptionnelles"

    def test_numbered_operations_for_third_parties(self) -> None:
        """Each operation has a chapter below 454, 455 or 458."""
        assert chapter_label("M57", "458101") == "Opérations sous mandat"

    def test_unknown_is_none(self) -> None:
        """Neither invented nor guessed."""
        assert chapter_label("M57", "999") is None
        assert chapter_label("M99", "011") is None
        assert chapter_label(None, "011") is None

    @pytest.mark.parametrize("norm", ["M57", "M4", "M14", "M52"])
    def test_sections_of_internal_chapters(self, norm: str) -> None:
        """They decide what the class of an account does not."""
        assert chapter_section(norm, "040") == "investment"
        assert chapter_section(norm, "042") == "operating"


class TestFunctionLabel:
    """Functions of one and two digits."""

    def test_m57_and_m14_differ(self) -> None:
        """The same digit is another policy."""
        assert function_label("M57", "7", "en") == "Environment"
        assert function_label("M14", "7", "en") == "Housing"

    def test_m4_has_none(self) -> None:
        """Its charts have no functions."""
        assert function_label("M4", "0") is None


class TestDataFiles:
    """The files themselves."""

    @pytest.mark.parametrize("name", ["m57", "m4", "m14", "m52"])
    def test_every_entry_is_complete(self, name: str) -> None:
        """Two languages everywhere, a known section for each chapter."""
        root = resources.files("ckanext.territory") / "data" / "budget"
        data = yaml.safe_load((root / f"{name}.yaml").read_text(encoding="utf-8"))
        for entry in data["chapters"].values():
            assert entry["section"] in ("operating", "investment")
        for entry in (*data["chapters"].values(), *data["functions"].values()):
            assert entry["fr"].strip()
            assert entry["en"].strip()
