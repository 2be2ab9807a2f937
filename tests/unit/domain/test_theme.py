"""The theme tree."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.domain.theme import EU_THEMES, ThemeTree

DATA = Path(__file__).resolve().parents[3] / "ckanext/territory/data"
EU = "http://publications.europa.eu/resource/authority/data-theme/"
SMALL = """
eu_defaults: {TRAN: routes}
themes:
  - {code: routes, fr: Routes, en: Roads, eu: TRAN, also: [voirie], leaves: [
      {code: routes-ponts, fr: Ponts, en: Bridges, eu: TRAN}]}
"""


@pytest.fixture(scope="module")
def tree() -> ThemeTree:
    """Return the tree of the extension."""
    return ThemeTree.from_text((DATA / "themes.yaml").read_text(encoding="utf-8"))


class TestTree:
    """The tree and its walks."""

    def test_children_and_ancestors(self) -> None:
        """Two levels, nearest ancestor first."""
        tree = ThemeTree.from_text(SMALL)
        assert [theme.code for theme in tree.roots] == ["routes"]
        assert [theme.code for theme in tree.children("routes")] == ["routes-ponts"]
        assert [theme.code for theme in tree.ancestors("routes-ponts")] == ["routes"]
        assert tree.ancestors("routes") == tree.ancestors("absent") == ()
        assert tree.get("absent") is None

    @pytest.mark.parametrize(
        ("old", "new", "code"),
        [
            ("code: routes-ponts", "code: routes", "theme.duplicate"),
            ("TRAN: routes", "TRAN: ailleurs", "theme.unknown"),
            ("code: routes-ponts", "code: Ponts et chaussées", "theme.code"),
            ("fr: Ponts, ", "", "theme.label"),
            ("en: Bridges, eu: TRAN", "en: Bridges, eu: PONT", "theme.eu"),
            ("also: [voirie]", "also: voirie", "theme.format"),
            ("themes:", "autres:", "theme.format"),
            ("themes:", "themes: [", "theme.format"),
        ],
    )
    def test_faulty_file_is_named(self, old: str, new: str, code: str) -> None:
        """Each fault has its code."""
        with pytest.raises(TerritoryError) as refusal:
            ThemeTree.from_text(SMALL.replace(old, new, 1))
        assert refusal.value.code == code


class TestMatch:
    """``ThemeTree.match``."""

    @pytest.mark.parametrize(
        ("term", "code"),
        [
            ("mobilite", "mobilite"),
            ("Mobilités", "mobilite"),
            ("TRANSPORTS", "mobilite"),
            ("Transport", "mobilite"),
            ("pistes   cyclables", "velo"),
            ("La piste cyclable", "velo"),
            ("Waste", "dechets"),
            ("Qualité de l'air", "air"),
            (f"{EU}ENVI", "environnement"),
            (f"{EU.replace('http:', 'https:')}tran", "mobilite"),
            ("eu:data-theme/HEAL", "sante"),
            ("ENER", "energie"),
            ("Économie et finances", "economie"),
            ("Agriculture, pêche, sylviculture et alimentation", "agriculture"),
            ("Jardinage / Environnement", "environnement"),
        ],
    )
    def test_foreign_term_finds_its_theme(
        self, tree: ThemeTree, term: str, code: str
    ) -> None:
        """By code, label, other name or European address; case and plural aside."""
        theme = tree.match(term)
        assert theme is not None
        assert theme.code == code

    @pytest.mark.parametrize("term", ["", "  ", "zorglub", "de la", f"{EU}OP_DATPRO"])
    def test_unknown_term_finds_nothing(self, tree: ThemeTree, term: str) -> None:
        """Nothing is guessed."""
        assert tree.match(term) is None


class TestFile:
    """The tree that comes with the extension."""

    def test_size_is_that_of_a_town_hall(self, tree: ThemeTree) -> None:
        """About twelve roots and sixty leaves."""
        assert 12 <= len(tree.roots) <= 14
        assert 60 <= len(tree.all()) - len(tree.roots) <= 75
        assert tree.get("finances-budget") is not None

    def test_every_european_theme_has_a_place(self, tree: ThemeTree) -> None:
        """A dataset of another portal always finds a theme by its European one."""
        assert all(tree.match(f"{EU}{code}") for code in EU_THEMES)

    def test_every_name_stands_once(self, tree: ThemeTree) -> None:
        """A term of the file leads to the theme under which it stands."""
        for theme in tree.all():
            for name in (*theme.label.values(), *theme.also):
                found = tree.match(name)
                assert found is not None
                assert found.code == theme.code, name

    def test_european_names_are_known(self, tree: ThemeTree) -> None:
        """In French and English, as catalogues that write labels give them."""
        vocabulary = {
            "Éducation, culture et sport": "education",
            "Government and public sector": "administration",
            "Population et société": "population",
            "Regions and cities": "urbanisme",
        }
        for name, code in vocabulary.items():
            theme = tree.match(name)
            assert theme is not None
            assert theme.code == code

    def test_synonyms_lead_to_words_of_the_town_hall(self) -> None:
        """The synonym file is a map of meanings to terms."""
        text = (DATA / "synonyms.yaml").read_text(encoding="utf-8")
        assert len(yaml.safe_load(text)) > 50
