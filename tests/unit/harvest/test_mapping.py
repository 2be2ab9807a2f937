"""From a remote record to a dataset of ours."""

from __future__ import annotations

import json
import re
import uuid
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ckanext.territory.domain.theme import ThemeTree
from ckanext.territory.harvest.contacts import is_function_mailbox
from ckanext.territory.harvest.identity import name_of, package_id
from ckanext.territory.harvest.licenses import license_id
from ckanext.territory.harvest.mapping import Mapped, Rules, map_record
from ckanext.territory.harvest.resources import is_web_link
from ckanext.territory.harvest.text import NOTES_LIMIT, markdown, plain
from ckanext.territory.remote.ckan_record import record_or_reject

PACKAGE = Path(__file__).resolve().parents[3] / "ckanext" / "territory"
NAME = re.compile(r"[a-z0-9_-]{2,100}\Z")


@pytest.fixture(scope="module")
def rules() -> Rules:
    """Return the rules of a source, with the portal's own themes."""
    text = (PACKAGE / "data" / "themes.yaml").read_text(encoding="utf-8")
    return Rules(
        source_id="source-1", owner_org="ville", tree=ThemeTree.from_text(text)
    )


def mapped(raw: dict[str, Any], rules: Rules) -> Mapped:
    """Return the dataset of a raw document."""
    record, reject = record_or_reject(raw, set())
    assert reject is None
    assert record is not None
    return map_record(record, rules, "https://partenaire.example/dataset/x")


class TestMapRecord:
    """map_record."""

    def test_fills_our_fields(self, partners: ModuleType, rules: Rules) -> None:
        """Title, theme, licence, frequency, dates, page of origin."""
        dataset = mapped(partners.dataset(0), rules).dataset
        assert dataset["title"] == "Jeu de données n° 0"
        assert dataset["territory_theme"] == ["eau"]
        assert dataset["license_id"] == "lov2"
        assert str(dataset["frequency"]).endswith("frequency/ANNUAL")
        assert (dataset["issued"], dataset["modified"]) == ("2024-01-02", "2024-05-06")
        assert dataset["url"] == "https://partenaire.example/dataset/x"
        assert dataset["identifier"] == "partenaire-00000"

    def test_does_not_listen_to_rights(
        self, partners: ModuleType, rules: Rules
    ) -> None:
        """Owner, access, state, type and referent are ours."""
        raw = partners.dataset(
            0,
            owner_org="x",
            type="budget",
            access_level="internal",
            referent_id="y",
            creator_user_id="z",
            plugin_data={"a": 1},
        )
        dataset = mapped(raw, rules).dataset
        assert (dataset["owner_org"], dataset["type"]) == ("ville", "dataset")
        assert dataset["access_level"] == "public"
        left_out = {"state", "referent_id", "creator_user_id", "plugin_data"}
        assert not left_out & set(dataset)

    def test_drops_personal_addresses(self, partners: ModuleType, rules: Rules) -> None:
        """A mailbox of a function stays, a person's does not."""
        raw = partners.dataset(0, maintainer="Prénom Nom", author="Prénom Nom")
        assert mapped(raw, rules).dataset["contact"] == []
        assert "prenom.nom" not in str(mapped(raw, rules).dataset)
        raw = partners.dataset(0, author_email="opendata@partenaire.example")
        contact = mapped(raw, rules).dataset["contact"]
        assert contact == [
            {"name": "Partenaire", "email": "opendata@partenaire.example"}
        ]

    def test_takes_the_default_theme_where_none_is_known(
        self, partners: ModuleType, rules: Rules
    ) -> None:
        """Else none: the dataset waits to be classified."""
        raw = partners.dataset(0, groups=[{"name": "xyzzy"}], tags=[])
        assert mapped(raw, rules).dataset["territory_theme"] == []
        other = Rules(
            source_id="s", owner_org="o", tree=rules.tree, default_theme="eau"
        )
        assert mapped(raw, other).dataset["territory_theme"] == ["eau"]

    def test_cuts_what_is_too_much_and_says_so(
        self, partners: ModuleType, rules: Rules
    ) -> None:
        """Tags at 50, resources at 500, one beyond each."""
        tags = [{"name": f"mot {number}"} for number in range(51)]
        resources = [{"id": str(number), "url": ""} for number in range(501)]
        found = mapped(partners.dataset(0, tags=tags, resources=resources), rules)
        assert len(list(found.dataset["tags"])) == 50
        assert len(list(found.dataset["resources"])) == 500
        codes = [notice.code for notice in found.notices]
        assert codes == ["harvest.tags_cut", "harvest.resources_cut"]

    def test_makes_resources_plain_links(
        self, partners: ModuleType, rules: Rules
    ) -> None:
        """New ids, no upload, no script."""
        raw = partners.dataset(0)
        raw["resources"].append({"id": "2", "url": "javascript:alert(1)"})
        found = mapped(raw, rules)
        first, second = found.dataset["resources"]
        assert first["url_type"] == ""
        assert uuid.UUID(first["id"]).version == 5
        assert second["url"] == ""
        assert "javascript" in second["description"]
        assert [notice.code for notice in found.notices] == ["harvest.link_dropped"]

    def test_gives_two_equal_resources_two_ids(
        self, partners: ModuleType, rules: Rules
    ) -> None:
        """Ids are unique in a dataset."""
        raw = partners.dataset(0)
        raw["resources"] *= 3
        ids = {each["id"] for each in mapped(raw, rules).dataset["resources"]}
        assert len(ids) == 3

    @pytest.mark.parametrize("title", ["", "   ", "🚲", "—", "new", "..", "x" * 5000])
    def test_always_has_title_and_name(
        self, partners: ModuleType, rules: Rules, title: str
    ) -> None:
        """Whatever the partner wrote."""
        dataset = mapped(partners.dataset(0, title=title), rules).dataset
        assert 0 < len(str(dataset["title"])) <= 500
        assert NAME.match(str(dataset["name"]))

    @pytest.mark.parametrize(
        "name", ["datasud-package_search.json", "zurich-package_search.json"]
    )
    def test_maps_recorded_catalogues(
        self, rules: Rules, realdata: Path, name: str
    ) -> None:
        """Real datasets: names valid and distinct, no personal address."""
        answer = json.loads((realdata / "ckan" / name).read_text())
        raws = answer.get("result", answer)["results"]
        datasets = [mapped(raw, rules).dataset for raw in raws]
        names = [str(dataset["name"]) for dataset in datasets]
        assert len(set(names)) == len(raws)
        assert all(NAME.match(each) for each in names)
        assert not re.search(r"personne\d+@", str(datasets))

    def test_finds_the_themes_of_a_french_region(
        self, rules: Rules, realdata: Path
    ) -> None:
        """Groups of DataSud are known to our tree."""
        path = realdata / "ckan" / "datasud-package_search.json"
        raws = json.loads(path.read_text())["result"]["results"]
        raw = next(raw for raw in raws if "Energies" in str(raw["groups"]))
        themes = mapped(raw, rules).dataset["territory_theme"]
        assert themes == ["entreprises", "energie", "climat"]


class TestIdentity:
    """package_id and name_of."""

    def test_is_stable_and_of_the_source(self) -> None:
        """The same pair gives the same id, another source another one."""
        assert package_id("a", "b") == package_id("a", "b")
        assert package_id("a", "b") != package_id("c", "b")
        assert uuid.UUID(package_id("a", "b")).version == 5

    def test_is_not_the_remote_one(self) -> None:
        """A remote UUID is not taken over."""
        remote = str(uuid.uuid4())
        assert package_id("a", remote) != remote

    def test_names_differ_under_one_title(self) -> None:
        """1,200 datasets with the same title."""
        ids = [package_id("a", str(number)) for number in range(1200)]
        assert len({name_of("Arrêtés", each) for each in ids}) == 1200


class TestLicense:
    """license_id."""

    @pytest.mark.parametrize(
        ("terms", "ours"),
        [
            (["lov2"], "lov2"),
            (["fr-lo"], "lov2"),
            (["", "https://www.etalab.gouv.fr/licence-ouverte-open-licence"], "lov2"),
            (["other-at", "", "Licence Ouverte Version 2.0"], "lov2"),
            (["ODbL-1.0"], "odc-odbl"),
            (["", "http://opendatacommons.org/licenses/odbl/"], "odc-odbl"),
            (["cc-by-4.0"], "cc-by"),
            (["CC-BY-SA"], "cc-by-sa"),
            (["cc0"], "cc-zero"),
            (["<b>x</b>" * 2000, "", "?"], "notspecified"),
            ([], "notspecified"),
        ],
    )
    def test_knows_aliases(self, terms: list[str], ours: str) -> None:
        """Identifiers, addresses, titles; junk is not specified."""
        assert license_id(*terms) == ours


class TestMailbox:
    """is_function_mailbox."""

    @pytest.mark.parametrize(
        ("mail", "expected"),
        [
            ("opendata@x.example", True),
            ("contact.sig@x.example", True),
            ("service-eau@x.example", True),
            ("prenom.nom@x.example", False),
            ("p.nom@x.example", False),
            ("contact.nom@x.example", False),
            ("opendata", False),
            ("opendata@x.example\nBcc: y@z.example", False),
            ("", False),
        ],
    )
    def test_knows_functions(self, mail: str, *, expected: bool) -> None:
        """Every word of the address must be one."""
        assert is_function_mailbox(mail) is expected


class TestText:
    """plain and markdown."""

    @pytest.mark.parametrize(
        ("html", "text"),
        [
            ("<p>Un</p><p>Deux &amp; trois</p>", "Un\nDeux & trois"),
            ("a<script>alert(1)</script>b", "ab"),
            ("a &lt;script&gt;alert(1)&lt;/script&gt; b", None),
            ("<img src=x onerror=alert(1)>Texte", "Texte"),
            ("![pixel](http://x.example/p.gif)", "[pixel](http://x.example/p.gif)"),
            ("2 < 3 et 5 > 4", "2 < 3 et 5 > 4"),
        ],
    )
    def test_keeps_text_only(self, html: str, text: str | None) -> None:
        """Tags go, entities that would become tags stay entities."""
        found = markdown(html)
        assert not re.search(r"<[a-zA-Z/!]", found)
        if text is not None:
            assert found == text

    def test_stops_at_the_limit(self) -> None:
        """20,000 signs, and not one more."""
        assert len(markdown("é" * (NOTES_LIMIT + 1))) == NOTES_LIMIT

    @pytest.mark.parametrize("sign", ["`", "[", "*", ">", "("])
    def test_flattens_runs(self, sign: str) -> None:
        """Shapes that make a renderer think for minutes."""
        assert len(markdown(sign * 10_000)) <= 12

    def test_flattens_nesting(self) -> None:
        """Lists and quotes three hundred levels deep."""
        assert "> " * 20 not in markdown("> " * 300 + "x")
        assert "- " * 20 not in markdown("- " * 300 + "x")

    def test_is_one_line_for_titles(self) -> None:
        """Breaks become spaces."""
        assert plain("<b>Un</b>\n\n deux") == "Un deux"


class TestWebLink:
    """is_web_link."""

    @pytest.mark.parametrize(
        "link",
        [
            "javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//partenaire.example/x",
            "ftp://partenaire.example/x",
            "https://moi:secret@partenaire.example/",
            "https://partenaire.example/a b",
            "http://[::1",
            "https:///x",
        ],
    )
    def test_refuses(self, link: str) -> None:
        """Scripts, local files, relative protocols, credentials."""
        assert not is_web_link(link)

    def test_accepts_web_addresses(self) -> None:
        """With queries and accents."""
        assert is_web_link("https://partenaire.example/été?x=1&y=2#z")
