"""Rules of inspection that need no file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ckanext.territory.domain.inspection.columns import Column, read_columns, words_of
from ckanext.territory.domain.inspection.found import percent
from ckanext.territory.domain.inspection.meanings import set_meanings
from ckanext.territory.domain.inspection.personal import find_personal
from ckanext.territory.domain.inspection.request import DATA
from ckanext.territory.domain.inspection.rules.file_name import (
    KnownWords,
    title_of_name,
    with_name,
)
from ckanext.territory.domain.inspection.rules.step import Step, step_of
from ckanext.territory.domain.inspection.rules.theme import theme_in
from ckanext.territory.domain.inspection.sample import Sample
from ckanext.territory.domain.theme import ThemeTree


@pytest.fixture(scope="module")
def themes() -> ThemeTree:
    """Return the theme tree of the extension."""
    return ThemeTree.from_text(Path(DATA, "themes.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def known(themes: ThemeTree) -> KnownWords:
    """Return the words that the themes bring."""
    return KnownWords(themes)


def column(name: str, *values: str) -> Column:
    """Return the column of some values, with its meaning."""
    rows = [(value,) for value in values]
    sample = Sample(header=(name,), rows=rows, count=len(rows), is_whole=True)
    (found,) = read_columns(sample)
    set_meanings([found])
    return found


class TestTitleOfName:
    """A title made of the name of a file."""

    @pytest.mark.parametrize(
        ("name", "title"),
        [
            ("ecoles_elementaires_2023.csv", "Écoles élémentaires 2023"),
            ("2024_arbres.csv", "Arbres 2024"),
            ("20240315-export-subventions_v2.csv", "Subventions"),
            ("qualite-de-l-air.csv", "Qualité de l’air"),
            ("MARCHES-PUBLICS-2024-2025.csv", "Marchés publics 2024-2025"),
            ("DecheteriesHoraires.xlsx", "Déchèteries horaires"),
            ("DPE bâtiments municipaux.xlsx", "DPE bâtiments municipaux"),
            ("irve.csv", "IRVE"),
        ],
    )
    def test_name_that_says_something(
        self, known: KnownWords, name: str, title: str
    ) -> None:
        """Accents come back, what is about the file goes."""
        assert title_of_name(name, known) == title

    @pytest.mark.parametrize(
        "name",
        ["data (3).csv", "Classeur1.xlsx", "e3b0c442.csv", "export_20240101.csv",
         "2024.csv", "xkcd.csv", f"{'a' * 5000}.csv", "catalog.xml", "…csv"],
    )  # fmt: skip
    def test_name_that_says_nothing(self, known: KnownWords, name: str) -> None:
        """Silence rather than a poor title."""
        assert title_of_name(name, known) == ""

    def test_name_of_a_place(self) -> None:
        """The place is written as it should be, after the first word."""
        assert with_name("Arbres saint malo", "Saint-Malo") == "Arbres Saint-Malo"
        assert with_name("Rennes", "Rennes") == "Rennes"
        assert with_name("Arbres", "") == "Arbres"


class TestThemeIn:
    """The theme that a text names."""

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("Arbres des écoles", "espaces-verts"),
            ("Budget participatif", "participation"),
            ("menus_cantines_2025", "restauration-scolaire"),
            ("Arrêts de bus", "transports-collectifs"),
            ("Collecte des déchets", "dechets-collecte"),
        ],
    )
    def test_theme(self, themes: ThemeTree, text: str, code: str) -> None:
        """The longest name first, then what is said first."""
        found = theme_in(text, themes)
        assert found is not None
        assert found[0].code == code

    @pytest.mark.parametrize("text", ["", "Population active", "Tri croissant", "abc"])
    def test_no_theme(self, themes: ThemeTree, text: str) -> None:
        """Words that mean many things are not enough."""
        found = theme_in(text, themes)
        assert found is None or found[0].code == "population"


class TestColumns:
    """Types, words and meanings."""

    @pytest.mark.parametrize(
        ("values", "kind"),
        [
            (("1", "-2", "1 234"), "integer"),
            (("1,5", "2", "3.25"), "number"),
            (("01000", "75001"), "text"),
            (("oui", "non"), "boolean"),
            (("2024-01-02", "03/02/2024"), "date"),
            (("2024-01-02T10:00", "2024-01-02T11:00"), "datetime"),
            (("20240102", "20240103"), "integer"),
            (("POINT (1 2)", "POINT (2 3)"), "geometry"),
            ((), "text"),
        ],
    )
    def test_type(self, values: tuple[str, ...], kind: str) -> None:
        """The type that nearly all values have."""
        assert column("x", *values).type == kind

    def test_words(self) -> None:
        """Words of names of any style."""
        assert words_of("dateConvention") == ("date", "convention")
        assert words_of("COLL_SIRET") == ("coll", "siret")
        assert words_of("Né(e) le") == ("ne", "e", "le")

    @pytest.mark.parametrize(
        ("name", "values", "meaning"),
        [
            ("code_insee", ("35238", "1004", "2a004"), "insee_commune"),
            ("code_postal", ("35000", "1000"), "postal_code"),
            ("COLL_SIRET", ("213 502 388 00001",), "siret"),
            ("COLL_SIRET", ("21350238800002",), ""),
            ("annee", ("2023", "2024"), "year"),
            ("annee_construction", ("1923", "1950"), ""),
            ("latitude", ("48,1", "48.2"), "latitude"),
            ("latitude", ("6789000", "6789001"), ""),
            ("date_maj", ("2024-01-02",), "date"),
            ("dep", ("35", "2A", "1"), "departement_code"),
        ],
    )
    def test_meaning(self, name: str, values: tuple[str, ...], meaning: str) -> None:
        """The name says it and the values agree."""
        assert column(name, *values).meaning == meaning


class TestStep:
    """How far apart the days of a series are."""

    @pytest.mark.parametrize(
        ("days", "step"),
        [
            ([date(2020 + n, 1, 1) for n in range(4)], Step.YEAR),
            ([date(2024, 1 + n, 1) for n in range(6)], Step.MONTH),
            ([date(2024, 1 + 3 * n, 1) for n in range(4)], Step.QUARTER),
            ([date(2024, 1, 1 + n) for n in range(9)], Step.DAY),
            ([date(2024, 1, 1), date(2024, 1, 9), date(2024, 3, 4)], None),
            ([date(2024, 1, 1), date(2025, 1, 1)], None),
        ],
    )
    def test_step(self, days: list[date], step: Step | None) -> None:
        """Years, quarters, months, days; two days are no series."""
        assert step_of(days) is step


class TestPersonal:
    """What is told of persons, column by column."""

    def told(self, *columns: Column) -> dict[str, int]:
        """Return the counts by code."""
        for place, each in enumerate(columns):
            each.place = place
        warnings, _hidden = find_personal(columns)
        return {
            each["code"].removeprefix("inspection."): each["count"] for each in warnings
        }

    def test_names(self) -> None:
        """A first name beside a name; a civil title; a full name under its word."""
        assert self.told(column("nom", "Alpha"), column("prenom", "Zoé")) == {
            "personal_name": 1
        }
        assert self.told(column("gérant", "Mme Alpha", "M. Bêta")) == {
            "personal_name": 2
        }
        assert self.told(column("contact", "Alice Alpha", "Bruno Bêta")) == {
            "personal_name": 2
        }

    def test_not_names(self) -> None:
        """Places named after people, first names that are counted."""
        assert self.told(column("nom", "Jean Moulin", "Jules Ferry")) == {}
        assert self.told(column("prenom", "Zoé"), column("nombre", "12")) == {}

    def test_phones(self) -> None:
        """Mobiles are persons', desk phones and other numbers are not."""
        assert self.told(column("tel", "0600000001", "02 99 00 00 00")) == {
            "personal_phone": 1
        }
        assert self.told(column("reference", "0600000001", "abc", "def")) == {}

    def test_nir(self) -> None:
        """A number with its key; another key is another number."""
        assert self.told(column("n", "2 85 05 78 006 084 41")) == {"personal_nir": 1}
        assert self.told(column("n", "2 85 05 78 006 084 42")) == {}

    def test_birth(self) -> None:
        """A date whose name says it."""
        assert self.told(column("date_naissance", "2001-02-03")) == {
            "personal_birth": 1
        }
        assert self.told(column("date_seance", "2001-02-03")) == {}


class TestPercent:
    """Shares in words."""

    def test_percent(self) -> None:
        """100 % only when nothing is missing."""
        assert (percent(1), percent(0.999), percent(0.824)) == (100, 99, 82)
