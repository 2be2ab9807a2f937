"""Analysis of French text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.domain.french import (
    Synonyms,
    analyze,
    family,
    normalize,
    stem,
    tokenize,
)


class TestNormalize:
    """``normalize``."""

    def test_case_accents_ligatures_and_spaces_are_levelled(self) -> None:
        """As people type or do not type them."""
        assert normalize("  ŒUVRE   d’Été ") == "oeuvre d'ete"


class TestAnalyze:
    """``analyze``."""

    @pytest.mark.parametrize(
        ("text", "stems"),
        [
            ("Bonjour, je voudrais savoir qui s'occupe de l’éclairage", ["eclairag"]),
            ("qu'est-ce que c'est que ça ?", []),
            ("jusqu’à l'école, lorsqu'il pleut", ["ecol", "pleut"]),
            ("aujourd'hui", []),
            ("nid-de-poule", ["nid", "poul"]),
            ("co-voiturage", ["covoiturag"]),
            ("prud'hommes", ["prudhomm"]),
            ("presqu'île", ["ile"]),
            ("M57 en 2024", ["m57", "2024"]),
            ("", []),
            ("😀 ?!", []),
        ],
    )
    def test_words_that_carry_meaning_are_kept(
        self, text: str, stems: list[str]
    ) -> None:
        """Elisions, polite phrases and question words go."""
        assert analyze(text) == stems

    def test_word_is_given_back_as_typed(self) -> None:
        """A reason quotes the sentence, not its analysis."""
        assert [token.surface for token in tokenize("L’Écœurante Forêt")] == [
            "Écœurante",
            "Forêt",
        ]

    def test_place_is_fainter_than_the_matter(self) -> None:
        """In "a hole before the school", the school only says where."""
        matter, place = tokenize("un trou devant l'école")
        assert (matter.is_faint, place.is_faint) == (False, True)

    @given(st.text(max_size=300))
    def test_any_text_is_analysed_the_same_twice(self, text: str) -> None:
        """No text breaks it, and the result does not depend on anything else."""
        assert analyze(text) == analyze(text)


class TestStem:
    """``stem`` and ``family``."""

    @pytest.mark.parametrize(
        "forms",
        [
            "lampadaire lampadaires",
            "cheval chevaux",
            "journal journaux",
            "travail travaux",
            "eau eaux",
            "eclairer eclaire eclairee eclaires",
            "sportif sportive sportives",
            "dangereux dangereuse",
            "personnel personnelle personnels",
            "directeur directrice",
            "inscription inscriptions",
            "stationner stationne",
        ],
    )
    def test_forms_of_a_word_meet(self, forms: str) -> None:
        """Number, gender, infinitive and participle."""
        assert len({stem(form) for form in forms.split()}) == 1

    @pytest.mark.parametrize(
        "words",
        [
            "voirie voir",
            "stationner station",
            "port porte-monnaie",
            "eau beau",
            "bus but",
            "parc par",
        ],
    )
    def test_different_words_stay_apart(self, words: str) -> None:
        """A light stemmer does not confuse them."""
        one, other = words.split()
        assert stem(one) != stem(other)

    def test_verb_and_noun_are_of_one_family(self) -> None:
        """What the stem leaves apart, the family brings near."""
        assert family(stem("stationnement")).startswith(stem("stationner"))
        assert family(stem("éclairage")) == family(stem("éclairag"))


class TestSynonyms:
    """``Synonyms``."""

    def test_longest_term_is_found_first(self) -> None:
        """A "nid de poule" is no hen."""
        synonyms = Synonyms({"voirie": ["nid de poule"], "animaux": ["poule"]})
        [found] = synonyms.expand(analyze("il y a un nid-de-poule"))
        assert found.meanings == (("voiri",),)
        assert (found.start, found.end) == (0, 2)

    def test_term_may_have_several_meanings(self) -> None:
        """All are given, in the order of the file."""
        synonyms = Synonyms({"voirie": ["rue"], "éclairage": ["rue"]})
        [found] = synonyms.expand(["rue"])
        assert found.meanings == (("voiri",), ("eclairag",))

    def test_files_are_added_to_each_other(self) -> None:
        """The administrator's terms come beside those of the extension."""
        synonyms = Synonyms.from_text("voirie: [rue]", "voirie: [venelle]")
        assert len(synonyms) == 2

    @pytest.mark.parametrize("text", ["- a", "voirie: rue", "a: [", "12"])
    def test_other_forms_are_refused(self, text: str) -> None:
        """A file of another form is named as such."""
        with pytest.raises(TerritoryError) as refusal:
            Synonyms.from_text(text)
        assert refusal.value.code == "synonyms.format"
