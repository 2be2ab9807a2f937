"""Places found by code or name, and which is in which, on a small list."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.territory.domain.area import Area, AreaError, AreaIndex
from ckanext.territory.domain.area.local import read_local
from ckanext.territory.domain.area.resolve import EXPLAINED, resolve

FRANCE, BRETAGNE = ("pays", "FR"), ("region", "53")
ILLE, SEINE = ("departement", "35"), ("departement", "93")
RENNES, PARIS = ("epci", "243500139"), ("epci", "200054781")
PLAINE = ("epci", "200057867")

PLACES = [
    Area("pays", "FR", "France", 68_000_000),
    Area("region", "53", "Bretagne", 3_400_000, (FRANCE,)),
    Area("departement", "35", "Ille-et-Vilaine", 1_100_000, (BRETAGNE,)),
    Area("departement", "53", "Mayenne", 305_000, (FRANCE,)),
    Area("departement", "93", "Seine-Saint-Denis", 1_700_000, (FRANCE,)),
    Area("epci", "243500139", "Rennes Métropole", 480_000, (ILLE,), "METRO"),
    Area("epci", "200054781", "Métropole du Grand Paris", 7_100_000, (FRANCE,)),
    Area("epci", "200057867", "Plaine Commune", 450_000, (PARIS, SEINE), "EPT"),
    Area("commune", "35238", "Rennes", 230_000, (RENNES, ILLE)),
    Area("commune", "35051", "Cesson-Sévigné", 18_000, (RENNES, ILLE)),
    Area("commune", "93066", "Saint-Denis", 149_000, (PLAINE, PARIS, SEINE)),
    Area("commune", "93070", "Saint-Ouen-sur-Seine", 53_000, (PLAINE, PARIS, SEINE)),
    Area("commune", "41226", "Saint-Ouen", 3_000, (FRANCE,)),
    Area("commune", "11339", "Saint-Denis", 500, (("departement", "11"),)),
    Area("commune", "13001", "Aix-en-Provence", 149_000, (FRANCE,)),
    Area("commune", "19002", "Aix", 350, (FRANCE,)),
    Area("commune", "2A004", "Ajaccio", 76_000, (FRANCE,)),
    Area("commune", "74010", "Annecy", 130_000, (FRANCE,)),
    Area("commune", "76351", "Le Havre", 166_000, (FRANCE,)),
    Area("infracommunale", "35238-1", "Centre", None, (("commune", "35238"),)),
]


@pytest.fixture(scope="module")
def index() -> AreaIndex:
    """Return the places above."""
    return AreaIndex(
        PLACES,
        former={"74011": "74010", "20004": "2A004"},
        other_names=[("commune", "74010", "Annecy-le-Vieux")],
    )


def codes(places: list[Area]) -> list[str]:
    """Return the codes of places."""
    return [place.code for place in places]


class TestSearch:
    """``AreaIndex.search``."""

    @pytest.mark.parametrize("text", ["saint ouen", "st ouen", "SAINT-OUEN", "St.Ouen"])
    def test_large_town_comes_before_a_village_of_the_very_name(
        self, index: AreaIndex, text: str
    ) -> None:
        """Whatever the accents, the case, the hyphens and "st"."""
        assert codes(index.search(text)) == ["93070", "41226"]

    @pytest.mark.parametrize(
        ("text", "first"),
        [
            ("rennes", "35238"),
            ("aix", "13001"),
            ("havre", "76351"),
            ("le havre", "76351"),
            ("cesson sev", "35051"),
            ("sevigne", "35051"),
            ("annecy le vieux", "74010"),
            ("saint denis 93", "93066"),
            ("Saint-Denis (11)", "11339"),
            ("2a004", "2A004"),
            ("35238", "35238"),
        ],
    )
    def test_first_answer(self, index: AreaIndex, text: str, first: str) -> None:
        """Beginnings, words, articles, former names, départements, codes."""
        assert index.search(text)[0].code == first

    def test_levels(self, index: AreaIndex) -> None:
        """Only those asked for."""
        found = index.search("rennes", levels=["epci"])
        assert [place.key for place in found] == [RENNES]

    def test_limit(self, index: AreaIndex) -> None:
        """No more than asked for."""
        assert len(index.search("saint", limit=2)) == 2

    @pytest.mark.parametrize(
        "text", ["", "  ", "()", "zzz", "\0", "x" * 10_000, "日本"]
    )
    def test_nothing(self, index: AreaIndex, text: str) -> None:
        """Empty, unknown and endless texts."""
        assert index.search(text) == []

    def test_same_code_at_two_levels(self, index: AreaIndex) -> None:
        """The smallest level first."""
        assert [place.level for place in index.search("53")] == [
            "departement",
            "region",
        ]

    def test_misspelt_name(self, index: AreaIndex) -> None:
        """The nearest names are proposed."""
        assert codes(index.nearest("Renes", levels=["commune"])) == ["35238"]


class TestInclusion:
    """Which place is in which, both ways."""

    def test_ancestors(self, index: AreaIndex) -> None:
        """An EPT is inside the metropolis of Paris."""
        place = index.get("commune", "93070")
        assert place is not None
        assert [each.key for each in index.ancestors(place)] == [
            PLAINE,
            PARIS,
            SEINE,
            FRANCE,
        ]

    def test_children(self, index: AreaIndex) -> None:
        """Of a level, the largest first; all levels are counted."""
        region = index.get(*BRETAGNE)
        assert region is not None
        assert codes(index.children(region, "commune")) == ["35238", "35051"]
        assert index.child_counts(region) == {
            "infracommunale": 1,
            "commune": 2,
            "epci": 1,
            "departement": 1,
        }

    def test_within(self, index: AreaIndex) -> None:
        """A commune is in its région, not the other way."""
        commune, region = index.get("commune", "35238"), index.get(*BRETAGNE)
        assert commune is not None
        assert region is not None
        assert index.within(commune, region)
        assert not index.within(region, commune)

    def test_former_code(self, index: AreaIndex) -> None:
        """Gives the commune of today."""
        today = index.former("74011")
        assert today is not None
        assert today.name == "Annecy"
        assert index.former("35238") is None


class TestNames:
    """What a place is called."""

    @pytest.mark.parametrize(
        ("level", "code", "label", "known_as"),
        [
            ("commune", "35238", "Rennes (35)", "Rennes"),
            ("commune", "93066", "Saint-Denis (93)", "Saint-Denis (93)"),
            ("epci", "243500139", "Rennes Métropole", "Rennes Métropole"),
            ("infracommunale", "35238-1", "Centre (Rennes)", "Centre"),
        ],
    )
    def test_label(
        self, index: AreaIndex, level: str, code: str, label: str, known_as: str
    ) -> None:
        """Homonyms are told from one another."""
        place = index.get(level, code)
        assert place is not None
        assert index.label(place) == label
        assert index.known_as(place) == known_as


class TestResolve:
    """``resolve``: codes from what people type."""

    @pytest.mark.parametrize(
        ("level", "text", "code"),
        [
            ("commune", "Rennes", "35238"),
            ("commune", "saint denis (93)", "93066"),
            ("commune", "Saint-Denis 11", "11339"),
            ("commune", "74011", "74011"),
            ("commune", "Annecy-le-Vieux", "74010"),
            ("commune", "2a004", "2A004"),
            ("epci", "243 500 139", "243500139"),
            ("region", "bretagne", "53"),
            ("departement", "53", "53"),
            ("infracommunale", "352380101", "352380101"),
            ("infracommunale", "Place du Marché", "Place du Marché"),
            ("", "Rennes", "35238"),
            ("", "53", "53"),
        ],
    )
    def test_accepted(self, index: AreaIndex, level: str, text: str, code: str) -> None:
        """Names, codes, former codes; anything where no list is whole."""
        found = resolve(index, level, [text])
        assert (found.codes, found.refused) == ((code,), ())

    @pytest.mark.parametrize(
        ("level", "text", "reason", "proposals"),
        [
            ("commune", "Renes", "unknown", ["35238"]),
            ("commune", "saint denis", "ambiguous", ["93066", "11339"]),
            ("commune", "Bretagne", "other_level", ["53"]),
            ("commune", "352380", "malformed", []),
            ("commune", "35999", "unknown", []),
            ("commune", "20004", "unknown", ["2A004"]),
            ("epci", "219300480", "unknown", []),
            ("departement", "20", "unknown", []),
            ("region", "05", "unknown", []),
            ("infracommunale", "350000101", "unknown", []),
        ],
    )
    def test_refused(
        self,
        index: AreaIndex,
        level: str,
        text: str,
        reason: str,
        proposals: list[str],
    ) -> None:
        """The text stays among the codes, with the reason and the nearest places."""
        found = resolve(index, level, [text])
        assert found.codes == (text,)
        (refusal,) = found.refused
        assert refusal.reason == reason
        assert codes(list(refusal.proposals)) == proposals

    def test_lines_semicolons_and_commas_separate(self, index: AreaIndex) -> None:
        """And a place is kept once."""
        found = resolve(index, "commune", ["Rennes\r\n35051; Annecy, Rennes", " "])
        assert found.codes == ("35238", "35051", "74010")

    def test_nearest_places_of_the_first_refusals_only(self, index: AreaIndex) -> None:
        """Looking for them takes time."""
        texts = [f"Renne{'xyzabc'[n]}" for n in range(EXPLAINED + 1)]
        found = resolve(index, "commune", texts)
        assert len(found.refused) == len(texts)
        assert found.refused[0].proposals
        assert not found.refused[-1].proposals


class TestLocalFile:
    """Places of a portal's own."""

    def test_yaml(self, tmp_path: Path) -> None:
        """With what is usual left out."""
        file = tmp_path / "lieux.yaml"
        file.write_text(
            "- {code: Q1, name: Centre, parent: '35238', population: 1 200,"
            " former_names: [Bourg]}\n- {code: P1, name: Parc, level: autre}\n"
        )
        first, second = read_local(file)
        assert first.area() == Area(
            "infracommunale", "Q1", "Centre", 1200, (("commune", "35238"),)
        )
        assert first.former_names == ("Bourg",)
        assert second.key == ("autre", "P1")

    def test_csv(self, tmp_path: Path) -> None:
        """With semicolons and a byte order mark, as spreadsheets write it."""
        file = tmp_path / "lieux.csv"
        file.write_text(
            "\ufeffcode;name;parent;former_names\nQ1;Centre;commune:35238;Bourg|Ville\n"
        )
        (place,) = read_local(file)
        assert place.parents == (("commune", "35238"),)
        assert place.former_names == ("Bourg", "Ville")

    @pytest.mark.parametrize(
        ("text", "refusal"),
        [
            ("{code: A}", "area.format (file='l.yaml', line=1)"),
            ("- [", "area.format (file='l.yaml', line=2)"),
            ("- centre", "area.format (file='l.yaml', line=1)"),
            (
                "- {code: A, name: B, nom: C}",
                "area.column (file='l.yaml', line=1, found='nom')",
            ),
            ("- {name: B}", "area.code (file='l.yaml', line=1, found='')"),
            (
                "- {code: 'é', name: B}",
                "area.code (file='l.yaml', line=1, found='é')",
            ),
            ("- {code: A}", "area.name (file='l.yaml', line=1, found='A')"),
            (
                "\n- {code: A, name: B, level: ville}",
                "area.level (file='l.yaml', line=2, found='ville')",
            ),
            (
                "- {code: A, name: B, parent: 'ville:1'}",
                "area.parent_form (file='l.yaml', line=1, found='ville:1')",
            ),
            (
                "- {code: A, name: B, population: mille}",
                "area.population (file='l.yaml', line=1, found='mille')",
            ),
            (
                "- {code: A, name: B}\n- {code: A, name: C}",
                "area.duplicate (file='l.yaml', line=2, found='A', first=1)",
            ),
        ],
    )
    def test_mistakes_are_told_with_their_line(
        self, tmp_path: Path, text: str, refusal: str
    ) -> None:
        """So that an administrator can mend them."""
        file = tmp_path / "l.yaml"
        file.write_text(f"{text}\n")
        with pytest.raises(AreaError) as error:
            read_local(file)
        assert str(error.value) == refusal

    def test_file_that_cannot_be_read(self, tmp_path: Path) -> None:
        """Absent, in another encoding, too large."""
        latin, large = tmp_path / "latin.yaml", tmp_path / "large.yaml"
        latin.write_bytes("- {code: A, name: Cité}".encode("latin-1"))
        large.write_bytes(b"#" * 5_000_001)
        for file in (tmp_path / "absent.yaml", latin, large):
            with pytest.raises(AreaError) as error:
                read_local(file)
            assert error.value.code == "area.file"
