"""The identity of the imaginary town."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from demo.city import CITY, COMMUNITY_SIREN, ORGANIZATIONS, luhn_digit
from demo.datasets import FILES, file_content, plain_datasets, typed_datasets
from demo.referents import demo_referents
from stdnum.fr import siren, siret

ROOT = Path(__file__).parents[3]
REALDATA = ROOT.parent / "shared" / "realdata"
THEMES = ROOT / "ckanext" / "territory" / "data" / "themes.yaml"
IDENTIFIERS = (
    *(organization.siret for organization in ORGANIZATIONS),
    CITY.water_siret,
)


def known_themes() -> set[str]:
    """Return the codes of the municipal tree."""
    roots = yaml.safe_load(THEMES.read_text(encoding="utf-8"))["themes"]
    leaves = {leaf["code"] for root in roots for leaf in root["leaves"]}
    return leaves | {root["code"] for root in roots}


class TestIdentifiers:
    """Numbers shaped like real ones."""

    def test_luhn_digit_of_a_known_number(self) -> None:
        """The check digit of the usual example 7992739871 is 3."""
        assert luhn_digit("7992739871") == "3"

    @pytest.mark.parametrize("identifier", IDENTIFIERS)
    def test_sirets_pass_the_checksum(self, identifier: str) -> None:
        """Each SIRET is valid, and so is its SIREN."""
        assert siret.is_valid(identifier)
        assert siren.is_valid(identifier[:9])

    def test_community_siren_passes_the_checksum(self) -> None:
        """The community's SIREN is valid."""
        assert siren.is_valid(COMMUNITY_SIREN)

    def test_insee_code_has_the_form_of_one(self) -> None:
        """The commune's code has the form of a code of the COG."""
        assert re.fullmatch(r"([013-9]\d|2[AB1-9])\d{3}", CITY.insee_code)

    @pytest.mark.skipif(not REALDATA.exists(), reason="real files are not here")
    def test_no_real_file_holds_them(self) -> None:
        """None of the identifiers occurs in a recorded real file."""
        made_up = [identifier[:9].encode() for identifier in IDENTIFIERS]
        for path in REALDATA.rglob("*.*"):
            content = path.read_bytes()
            assert not any(identifier in content for identifier in made_up), path


class TestReferents:
    """The people of the demo."""

    def test_there_are_fourteen(self) -> None:
        """Fourteen referents, each with a key of their own."""
        assert len({referent.key for referent in demo_referents()}) == 14

    def test_phone_numbers_are_reserved_for_fiction(self) -> None:
        """Every phone number lies in the range kept for fiction."""
        for referent in demo_referents():
            assert referent.internal.phone.startswith("01 99 00 ")

    def test_mails_are_of_the_example_domain(self) -> None:
        """No mail can reach anybody."""
        for referent in demo_referents():
            assert referent.mailbox.endswith(".example")
            assert referent.internal.email.endswith(".example")

    def test_themes_exist(self) -> None:
        """Each theme of a referent is in the tree."""
        used = {theme for referent in demo_referents() for theme in referent.themes}
        assert used <= known_themes()


class TestPlainDatasets:
    """The plain datasets."""

    def test_themes_and_referents_exist(self) -> None:
        """Each dataset names known themes and a known referent."""
        themes = known_themes()
        keys = {referent.key for referent in demo_referents()}
        for dataset in plain_datasets():
            assert set(dataset.themes) <= themes, dataset.name
            assert dataset.referent in keys, dataset.name

    def test_names_are_different(self) -> None:
        """No dataset takes the address of another."""
        names = [each.name for each in (*plain_datasets(), *typed_datasets())]
        assert len(set(names)) == len(names)

    def test_every_generator_is_used_once(self) -> None:
        """Files and descriptions go together."""
        every = (*plain_datasets(), *typed_datasets())
        used = [name for dataset in every for name in dataset.files]
        assert sorted(used) == sorted(FILES)

    @pytest.mark.parametrize("name", sorted(FILES))
    def test_files_are_the_same_each_time(self, name: str) -> None:
        """A file has content, and the same content twice."""
        content = file_content(name)
        assert len(content) > 200
        assert content == file_content(name)
