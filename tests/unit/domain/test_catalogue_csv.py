"""Catalogues of datasets in SCDL form: each column, good and bad values."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import pytest

from ckanext.territory.domain.area import Area, AreaIndex
from ckanext.territory.domain.catalogue_csv import (
    COLUMNS,
    Around,
    Found,
    read_file,
    read_row,
    write_row,
)
from ckanext.territory.domain.catalogue_csv.columns import column_of
from ckanext.territory.domain.catalogue_csv.words import (
    FREQUENCY_WORDS,
    LEVEL_WORDS,
    NEAREST,
    frequency_of,
    frequency_word,
    level_of,
    licence_of,
    licence_word,
)
from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.domain.theme import Theme, ThemeTree
from ckanext.territory.domain.vocabulary import EU, FREQUENCIES

THEMES = ThemeTree(
    [
        Theme(
            code="finances",
            label={"en": "Money", "fr": "Finances"},
            eu_theme="ECON",
            also=("Administration locale",),
        )
    ]
)
PLACES = AreaIndex(
    [
        Area(level="departement", code="35", name="Ille-et-Vilaine"),
        Area(
            level="commune",
            code="35238",
            name="Rennes",
            parents=(("departement", "35"),),
        ),
        Area(level="commune", code="11111", name="Saint-Essai"),
        Area(level="commune", code="22222", name="Saint-Essai"),
    ]
)
SIRET = "21350238800019"


def read(**cells: str) -> Found:
    """Return what a row says, which has a title unless told otherwise."""
    return read_row({"TITRE": "Arbres", **cells}, themes=THEMES, places=PLACES)


def write(**fields: Any) -> dict[str, str]:  # noqa: ANN401 - fields of any kind
    """Return the cells of a dataset by column."""
    around = Around(
        url="https://x.example/dataset/a",
        authority="Ville",
        siret=SIRET,
        themes=["Finances"],
        places=["Rennes"],
    )
    dataset = {"id": "1", "name": "arbres", **fields}
    return dict(zip(COLUMNS, write_row(dataset, around), strict=True))


class TestColumns:
    """Names of columns."""

    @pytest.mark.parametrize(
        ("name", "column"),
        [
            ("TITRE", "TITRE"),
            (" titre ", "TITRE"),
            ("Mots-clés", "MOTS_CLES"),
            ("Thématique", "THEME"),
            ("couv spat nom", "COUV_SPAT_NOM"),
            ("REMARQUE", None),
            ("", None),
        ],
    )
    def test_name_is_known_as_people_write_it(
        self, name: str, column: str | None
    ) -> None:
        """Case, accents, blanks and hyphens do not matter."""
        assert column_of(name) == column

    def test_schema_has_twenty_columns(self) -> None:
        """As SCDL catalogue 0.1.3 has."""
        assert len(COLUMNS) == 20


class TestWords:
    """Words of the form."""

    @pytest.mark.parametrize("code", FREQUENCY_WORDS)
    def test_frequency_comes_back_the_same(self, code: str) -> None:
        """Written, then read."""
        assert frequency_of(frequency_word(code)) == code

    @pytest.mark.parametrize("code", sorted(FREQUENCIES))
    def test_each_frequency_has_a_word(self, code: str) -> None:
        """Its own, that of the nearest one, or that of the unknown."""
        expected = FREQUENCY_WORDS.get(NEAREST.get(code, code), "Inconnue")
        assert frequency_word(code) == expected

    @pytest.mark.parametrize(
        ("word", "code"),
        [
            ("annuelle", "ANNUAL"),
            ("Mensuelle", "MONTHLY"),
            (f"{EU}frequency/WEEKLY", "WEEKLY"),
            ("parfois", None),
        ],
    )
    def test_frequency_is_read_in_real_words(self, word: str, code: str | None) -> None:
        """Short words and addresses too."""
        assert frequency_of(word) == code

    @pytest.mark.parametrize("level", LEVEL_WORDS)
    def test_level_is_read_by_its_word(self, level: str) -> None:
        """In any case."""
        assert level_of(LEVEL_WORDS[level].upper()) == level

    def test_licence_is_read_and_written(self) -> None:
        """The three of the form that say something."""
        for word in (
            "Licence Ouverte-LO",
            "Open Database License-ODBL",
            "Creative Commons-CC",
        ):
            licence = licence_of(word)
            assert licence is not None
            assert licence_word(licence) == word
        assert licence_of("Spécifique ou autre") is None
        assert licence_word("notspecified") == "Spécifique ou autre"


class TestReadRow:
    """One row."""

    def test_full_row_gives_every_field(self) -> None:
        """Each column in the form that a dataset stores."""
        found = read(
            ID="arbres-1",
            DESCRIPTION="Les arbres\nde la ville",
            THEME="Administration locale",
            PRODUCTEUR_NOM="Ville de Rennes",
            PRODUCTEUR_SIRET="213 502 388 00019",
            COUV_SPAT_MAILLE="Communale",
            COUV_SPAT_NOM="rennes",
            COUV_TEMP_DEBUT="01/01/2024",
            COUV_TEMP_FIN="2024-12-31",
            DATE_PUBL="2020",
            DATE_MAJ="2024-05-01T10:00:00Z",
            FREQ_MAJ="Annuelle",
            MOTS_CLES="arbre; nature ;arbre",
            LICENCE="Licence Ouverte-LO",
            FORMAT_RESSOURCES="csv",
            URL="https://x.example/dataset/arbres",
        )
        assert found.problems == []
        assert found.notes == []
        assert found.link is None
        assert found.values == {
            "title": "Arbres",
            "identifier": "arbres-1",
            "notes": "Les arbres\nde la ville",
            "territory_theme": ["finances"],
            "publisher": [{"name": "Ville de Rennes", "identifier": SIRET}],
            "territory_level": "commune",
            "territory_code": ["35238"],
            "temporal_coverage": [{"start": "2024-01-01", "end": "2024-12-31"}],
            "issued": "2020",
            "modified": "2024-05-01",
            "frequency": f"{EU}frequency/ANNUAL",
            "tags": [{"name": "arbre"}, {"name": "nature"}],
            "license_id": "lov2",
            "url": "https://x.example/dataset/arbres",
        }

    @pytest.mark.parametrize(
        ("column", "value", "code"),
        [
            ("TITRE", "", "title"),
            ("TITRE", "a" * 501, "long_title"),
            ("DESCRIPTION", "a" * 20_001, "long_text"),
            ("ID", "a" * 501, "long_id"),
            ("PRODUCTEUR_SIRET", "2,13502E+13", "siret"),
            ("PRODUCTEUR_SIRET", "21350238800018", "siret"),
            ("COUV_SPAT_MAILLE", "Mondiale", "level"),
            ("COUV_TEMP_DEBUT", "hier", "date"),
            ("DATE_MAJ", "31/02/2024", "date"),
            ("FREQ_MAJ", "parfois", "frequency"),
            ("URL", "www.ville.example", "address"),
            ("URL", "javascript:alert(1)", "address"),
        ],
    )
    def test_bad_value_refuses_the_row(
        self, column: str, value: str, code: str
    ) -> None:
        """Its column and its beginning are told."""
        [problem] = read(**{column: value}).problems
        assert (problem.code, problem.column) == (f"catalogue.{code}", column)
        assert problem.found[:20] == value[:20]
        assert len(problem.found) <= 80

    def test_period_that_ends_before_it_starts_is_refused(self) -> None:
        """A year against a day too."""
        found = read(COUV_TEMP_DEBUT="2024-05-01", COUV_TEMP_FIN="2023")
        assert [each.code for each in found.problems] == ["catalogue.period"]
        same_year = read(COUV_TEMP_DEBUT="2024-05-01", COUV_TEMP_FIN="2024")
        assert same_year.problems == []

    @pytest.mark.parametrize(
        ("cells", "code"),
        [
            ({"THEME": "Sorcellerie"}, "theme"),
            ({"LICENCE": "Spécifique ou autre"}, "licence"),
            ({"MOTS_CLES": "eau;ab"}, "keyword"),
            ({"COUV_SPAT_MAILLE": "Communale", "COUV_SPAT_NOM": "Ys"}, "place"),
            (
                {"COUV_SPAT_MAILLE": "Communale", "COUV_SPAT_NOM": "Saint-Essai"},
                "places",
            ),
            ({"COUV_SPAT_MAILLE": "Autre", "COUV_SPAT_NOM": "Le lac"}, "place"),
        ],
    )
    def test_what_is_not_known_is_left_out(
        self, cells: dict[str, str], code: str
    ) -> None:
        """The row is kept, and the note says what is missing."""
        found = read(**cells)
        assert found.problems == []
        assert [each.code for each in found.notes] == [f"catalogue.{code}"]
        assert "territory_code" not in found.values

    def test_address_of_a_file_is_a_file(self) -> None:
        """When its ending is among the formats of the row."""
        address = "https://x.example/arbres.CSV?v=1"
        found = read(URL=address, FORMAT_RESSOURCES="pdf;csv")
        assert found.link == {"url": address, "format": "CSV"}
        assert "url" not in found.values

    def test_keywords_lose_the_signs_that_ckan_refuses(self) -> None:
        """Commas cut where there is no semicolon."""
        found = read(MOTS_CLES="Qualité de l'air, PM2.5/PM10, <b>bruit</b>")
        assert found.values["tags"] == [
            {"name": "Qualité de l'air"},
            {"name": "PM2.5 PM10"},
            {"name": "b bruit b"},
        ]


class TestReadFile:
    """A whole file."""

    def send(self, tmp_path: Path, content: bytes) -> dict[str, Any]:
        """Return what is read in a file of this content."""
        path = tmp_path / "original.csv"
        path.write_bytes(content)
        return read_file({"path": str(path), "name": "catalogue.csv"})

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_variants_of_real_files_are_read(
        self, tmp_path: Path, encoding: str, delimiter: str
    ) -> None:
        """Encoding, separator and order of columns do not matter."""
        lines = [
            ["THEME", "TITRE", "Remarque", "ID"],
            ["Énergie", "Éclairage", "x", "1"],
            ["", "Arbres", "", "2"],
        ]
        text = "\r\n".join(delimiter.join(line) for line in lines)
        found = self.send(tmp_path, text.encode(encoding))
        assert found == {
            "rows": [
                {
                    "line": 2,
                    "cells": {"THEME": "Énergie", "TITRE": "Éclairage", "ID": "1"},
                },
                {"line": 3, "cells": {"TITRE": "Arbres", "ID": "2"}},
            ],
            "unknown": ["Remarque"],
        }

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("nom,prix\npain,1\n", "catalogue.no_title"),
            ("TITRE,ID\n", "catalogue.no_row"),
            ("TITRE,ID\n" + "a,b\n" * 2_001, "catalogue.too_many"),
            ("TITRE,ID\na\0b,c\n", "table.nul"),
        ],
    )
    def test_bad_file_is_refused(self, tmp_path: Path, text: str, code: str) -> None:
        """With its code."""
        with pytest.raises(TerritoryError) as refused:
            self.send(tmp_path, text.encode())
        assert refused.value.code == code


class TestWriteRow:
    """The export."""

    def test_dataset_is_written_in_the_words_of_the_form(self) -> None:
        """Codes become words, lists have semicolons, days have ten signs."""
        cells = write(
            title="Arbres",
            notes="Les arbres",
            license_id="lov2",
            frequency=f"{EU}frequency/ANNUAL",
            territory_level="commune",
            temporal_coverage=[{"start": "2024", "end": "2024"}],
            tags=[{"name": "arbre"}, {"name": "nature"}],
            resources=[{"format": "CSV"}, {"format": "csv"}, {"format": "GeoJSON"}],
            metadata_created="2024-02-01T10:00:00",
            metadata_modified="2024-03-01T10:00:00",
        )
        assert cells == {
            "COLL_NOM": "Ville",
            "COLL_SIRET": SIRET,
            "ID": "1",
            "TITRE": "Arbres",
            "DESCRIPTION": "Les arbres",
            "THEME": "Finances",
            "PRODUCTEUR_NOM": "Ville",
            "PRODUCTEUR_SIRET": SIRET,
            "COUV_SPAT_MAILLE": "Communale",
            "COUV_SPAT_NOM": "Rennes",
            "COUV_TEMP_DEBUT": "2024",
            "COUV_TEMP_FIN": "2024",
            "DATE_PUBL": "2024-02-01",
            "FREQ_MAJ": "Annuelle",
            "DATE_MAJ": "2024-03-01",
            "MOTS_CLES": "arbre;nature",
            "LICENCE": "Licence Ouverte-LO",
            "NOMBRE_RESSOURCES": "3",
            "FORMAT_RESSOURCES": "csv;geojson",
            "URL": "https://x.example/dataset/a",
        }

    def test_formulas_are_neutralised(self) -> None:
        """A cell that a spreadsheet would run has an apostrophe before it."""
        assert write(title="=1+1")["TITRE"] == "'=1+1"

    def test_exported_row_is_read_again(self) -> None:
        """What is written, is understood."""
        cells = write(title="Arbres", territory_level="commune", license_id="odc-odbl")
        found = functools.partial(read_row, themes=THEMES, places=PLACES)(cells)
        assert found.problems == []
        assert found.values["territory_code"] == ["35238"]
        assert found.values["license_id"] == "odc-odbl"
