"""Finding the person for a problem."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ckanext.territory.domain.french import Synonyms, analyze
from ckanext.territory.domain.referent import (
    Candidate,
    ReferentIndex,
    is_nominative,
)
from ckanext.territory.domain.theme import ThemeTree

HERE = Path(__file__).resolve().parent / "data"
DATA = Path(__file__).resolve().parents[3] / "ckanext/territory/data"
TREE = ThemeTree.from_text((DATA / "themes.yaml").read_text(encoding="utf-8"))
SYNONYMS = Synonyms.from_text((DATA / "synonyms.yaml").read_text(encoding="utf-8"))
DIRECTORY: list[dict[str, Any]] = yaml.safe_load(
    (HERE / "referents.yaml").read_text(encoding="utf-8")
)


def candidate(row: dict[str, Any], *, cold: bool = False) -> Candidate:
    """Return a candidate; a cold one has a function and a service only."""
    if cold:
        return Candidate(id=row["id"], function=row["function"], service=row["service"])
    lists = {name: tuple(row[name]) for name in ("problems", "skills", "themes")}
    return Candidate(
        id=row["id"], function=row["function"], service=row["service"], **lists
    )


def index(*, cold: bool = False) -> ReferentIndex:
    """Return the index of the made-up directory."""
    return ReferentIndex(
        [candidate(row, cold=cold) for row in DIRECTORY], TREE, SYNONYMS
    )


FULL = index()


def one(**values: Any) -> Candidate:  # noqa: ANN401 - fields of a candidate
    """Return a candidate with nothing but what is given."""
    return Candidate(**{"id": "a", "function": "x", "service": "y", **values})


class TestSearch:
    """``ReferentIndex.search``."""

    def test_reasons_name_words_and_texts(self) -> None:
        """Why this person: the words as typed, and what they met."""
        [match, *_] = FULL.search("Un lampadaire est en PANNE rue des Étangs")
        assert match.id == "eclairage"
        reason = match.reasons[0]
        assert reason.field == "problems"
        assert reason.text == "panne d’un lampadaire"
        assert set(reason.words) == {"lampadaire", "PANNE"}

    @pytest.mark.parametrize(
        ("sentence", "expected"),
        [
            ("lampadère", "eclairage"),
            ("lampadairre cassé", "eclairage"),
            ("la chausée est trouée", "voirie"),
            ("stationner en ville", "stationnement"),
            ("inscrire mon fils à l'école", "ecoles"),
        ],
    )
    def test_misspelt_and_kindred_words_are_found(
        self, sentence: str, expected: str
    ) -> None:
        """One wrong letter is forgiven; a verb finds its noun."""
        assert FULL.search(sentence, 1)[0].id == expected

    def test_theme_above_answers_for_what_is_below(self) -> None:
        """Whoever holds a root theme is found by the words of its leaves."""
        found = ReferentIndex([one(themes=("mobilite",))], TREE, SYNONYMS)
        [match] = found.search("une piste cyclable")
        assert match.reasons[0].field == "theme"
        assert match.reasons[0].text == "mobilite"

    def test_service_name_stands_for_missing_themes(self) -> None:
        """A directory with only functions and services already answers."""
        found = ReferentIndex([one(service="Voirie")], TREE, SYNONYMS)
        assert found.search("un nid de poule")[0].id == "a"

    def test_title_of_a_dataset_counts(self) -> None:
        """Who holds the data is found by their title."""
        holder = one(dataset_titles=("Hauteurs des marées",))
        [match] = ReferentIndex([holder], TREE, SYNONYMS).search("marée")
        assert match.reasons[0].field == "datasets"

    def test_answer_can_be_restricted(self) -> None:
        """Only those that the caller may see are ranked."""
        among = frozenset({"voirie", "cantine"})
        found = FULL.search("lampadaire en panne dans la rue", 5, among)
        assert {match.id for match in found} <= among

    def test_confidence_tells_sure_from_unsure(self) -> None:
        """It lies between 0 and 1, and falls when little of the sentence is met."""
        sure = FULL.search("panne d'un lampadaire", 1)[0].confidence
        unsure = FULL.search("le lapin de la voisine aime les pannes", 1)[0].confidence
        assert 0 <= unsure < 0.4
        assert 0.7 < sure <= 1

    @pytest.mark.parametrize(
        "sentence",
        ["", " ", "bonjour", "😀", "مرحبا", "'; DROP VIEW", "*:* OR [* TO *]"],
    )
    def test_sentence_without_a_known_word_has_no_answer(self, sentence: str) -> None:
        """Nobody is proposed at random."""
        assert FULL.search(sentence) == []

    def test_empty_directory_has_no_answer(self) -> None:
        """Nor does it break."""
        assert ReferentIndex([], TREE, SYNONYMS).search("lampadaire") == []

    @given(st.text(max_size=200))
    def test_any_sentence_is_answered_the_same_twice(self, sentence: str) -> None:
        """Deterministic, ranked, within bounds."""
        found = FULL.search(sentence)
        assert found == FULL.search(sentence)
        assert [match.score for match in found] == sorted(
            (match.score for match in found), reverse=True
        )
        assert all(0 <= match.confidence <= 1 for match in found)

    def test_only_the_start_of_an_endless_sentence_counts(self) -> None:
        """What somebody pastes by mistake costs no more than a long sentence."""
        sentence = "lampadaire en panne " * 50
        found = FULL.search(sentence)
        assert found
        assert FULL.search(sentence + "cantine " * 20_000) == found


class TestEvaluation:
    """Measured on sentences written for a made-up directory of fifty services.

    The sentences were cut in two halves before any tuning: one was looked at to mend
    the words and weights, the other was only measured. Measured on 23 November 2026
    (right person first / among the first three):

    - full directory: tuned half 97 % / 100 %, measured half 87 % / 94 %;
    - only function and service filled in: tuned half 82 % / 87 %, measured half
      70 % / 79 %.

    The same hand wrote the directory, the synonyms and the sentences: a real town's
    sentences will do worse.
    """

    def test_full_directory(self) -> None:
        """The floor is what was measured on the half that was not looked at."""
        first, three = _rates(FULL, "measured")
        assert first >= 0.85
        assert three >= 0.94

    def test_cold_start(self) -> None:
        """With functions and services only."""
        first, three = _rates(index(cold=True), "measured")
        assert first >= 0.70
        assert three >= 0.78

    def test_there_are_enough_sentences(self) -> None:
        """Over all services, in two halves."""
        rows = _sentences()
        assert len(rows) >= 140
        assert {row["expected"] for row in rows} == {row["id"] for row in DIRECTORY}


class TestMailbox:
    """``is_nominative``."""

    @pytest.mark.parametrize(
        "address",
        [
            "prenom.nom@ville.example",
            "camille.vasseur@ville.example",
            "c.vasseur@ville.example",
            "jean-paul_vasseur@ville.example",
            "julie@ville.example",
            "Éloïse.Vasseur2@ville.example",
            "marie-vasseur@ville.example",
        ],
    )
    def test_address_of_a_person(self, address: str) -> None:
        """First name and name, initial and name, first name alone."""
        assert is_nominative(address, _known())

    @pytest.mark.parametrize(
        "address",
        [
            "voirie@ville.example",
            "espaces.verts@ville.example",
            "etat-civil@ville.example",
            "police.municipale@ville.example",
            "marches.publics@ville.example",
            "contact@ville.example",
            "service_urbanisme@ville.example",
            "petite.enfance@ville.example",
            "dechets.collecte@ville.example",
            "accueil.mairie@ville.example",
        ],
    )
    def test_address_of_a_service(self, address: str) -> None:
        """Two words joined by a point are not enough to be a person."""
        assert not is_nominative(address, _known())


def _known() -> frozenset[str]:
    names = [name for theme in TREE.all() for name in (theme.label["fr"], *theme.also)]
    return frozenset(analyze(" ".join(names)))


def _sentences() -> list[dict[str, str]]:
    with (HERE / "referent_sentences.tsv").open(encoding="utf-8") as source:
        return list(csv.DictReader(source, delimiter="\t"))


def _rates(searched: ReferentIndex, half: str) -> tuple[float, float]:
    """Return the share of sentences with the right person first, among the three."""
    rows = [row for row in _sentences() if row["half"] == half]
    ranks = [
        ([match.id for match in searched.search(row["sentence"], 3)], row["expected"])
        for row in rows
    ]
    first = sum(ids[:1] == [expected] for ids, expected in ranks)
    three = sum(expected in ids for ids, expected in ranks)
    return first / len(rows), three / len(rows)
