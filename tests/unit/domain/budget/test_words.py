"""Closed word lists."""

from __future__ import annotations

import pytest

from ckanext.territory.domain.budget.words import (
    flow_word,
    kind_word,
    section_word,
    specialized_word,
    stage_of,
)


class TestStageOf:
    """Stages by code or by words."""

    @pytest.mark.parametrize(
        ("text", "stage"),
        [
            ("01", "bp"),
            ("1", "bp"),
            ("Budget primitif", "bp"),
            ("BUDGET PRIMITIF", "bp"),
            ("BP", "bp"),
            ("primitif", "bp"),
            ("02", "dm"),
            ("Décision  modificative", "dm"),
            ("03", "bs"),
            ("09", "ca"),
            ("compte administratif", "ca"),
            ("10", "cfu"),
            ("Compte financier unique", "cfu"),
        ],
    )
    def test_stages_are_recognised(self, text: str, stage: str) -> None:
        """Whatever the case, the accents and the spaces."""
        assert stage_of(text) == stage

    @pytest.mark.parametrize("text", ["04", "99999", "", "budget"])
    def test_others_are_not(self, text: str) -> None:
        """Codes that do not exist."""
        assert stage_of(text) is None


class TestOtherWords:
    """Letters of TOTEM and words of SCDL mean the same."""

    def test_letters_and_words_agree(self) -> None:
        """For sections, flows, kinds and specialisation."""
        assert section_word("F") == section_word("Fonctionnement") == "operating"
        assert section_word("i") == section_word("INVESTISSEMENT") == "investment"
        assert flow_word("D") == flow_word("Dépense") == "expenditure"
        assert flow_word("R") == flow_word("recette") == "revenue"
        assert kind_word("0") == kind_word("Réel") == "real"
        assert kind_word("1") == kind_word("ordre") == "internal"
        assert specialized_word("true") is specialized_word("spécialisé") is True
        assert specialized_word("false") is specialized_word("Non spécialisé") is False
        assert specialized_word("") is None
