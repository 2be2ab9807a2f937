"""The partner's catalogue, asked over HTTP as a harvester would."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests
from demo.partner import PartnerServer, running_partner


@pytest.fixture(scope="module")
def partner() -> Iterator[PartnerServer]:
    """Serve 130 datasets on a free port."""
    with running_partner(count=130) as server:
        yield server


def ask(partner: PartnerServer, action: str, **parameters: str) -> dict[str, object]:
    """Return the whole answer of an action."""
    url = f"{partner.url}/api/3/action/{action}"
    return requests.get(url, params=parameters, timeout=5).json()


def search(partner: PartnerServer, **parameters: str) -> dict[str, object]:
    """Return the result of a search."""
    result = ask(partner, "package_search", **parameters)["result"]
    assert isinstance(result, dict)
    return result


class TestPackageSearch:
    """Searches."""

    def test_pages_cover_everything_once(self, partner: PartnerServer) -> None:
        """Pages in a stable order hold every dataset once."""
        names: list[str] = []
        for start in range(0, 130, 50):
            page = search(partner, rows="50", start=str(start), sort="id asc")
            names += [item["id"] for item in page["results"]]  # type: ignore[union-attr]  # JSON
        assert len(names) == len(set(names)) == 130

    def test_groups_joined_by_or(self, partner: PartnerServer) -> None:
        """Two themes give the sum of both."""
        both = search(partner, fq='groups:("eau" OR "dechets")', rows="0")
        water = search(partner, fq="groups:eau", rows="0")
        waste = search(partner, fq='groups:"dechets"', rows="0")
        assert both["count"] == water["count"] + waste["count"] > 0  # type: ignore[operator]  # JSON

    def test_facets_count_groups(self, partner: PartnerServer) -> None:
        """Facets give the eight themes with their counts."""
        found = search(partner, rows="0", **{"facet.field": '["groups"]'})
        facets = found["search_facets"]["groups"]["items"]  # type: ignore[index]  # JSON
        assert len(facets) == 8
        assert sum(item["count"] for item in facets) == 130 - 130 // 15

    def test_changed_since(self, partner: PartnerServer) -> None:
        """A range of dates keeps what changed since."""
        since = "metadata_modified:[2025-06-01T00:00:00Z TO *]"
        recent = search(partner, fq=since, rows="1000")
        old = search(partner, fq=f"-{since}", rows="1000")
        assert recent["count"] + old["count"] == 130  # type: ignore[operator]  # JSON
        assert all(
            item["metadata_modified"] >= "2025-06"  # type: ignore[index]  # JSON
            for item in recent["results"]  # type: ignore[union-attr]  # JSON
        )

    def test_words_without_accents(self, partner: PartnerServer) -> None:
        """A word is found whatever its accents."""
        assert search(partner, q="qualite", rows="0")["count"]

    def test_not_understood(self, partner: PartnerServer) -> None:
        """A filter of an unknown form is refused, not ignored."""
        answer = ask(partner, "package_search", fq="{!join from=a}")
        assert answer["success"] is False


class TestOtherActions:
    """Reading one thing."""

    def test_package_show(self, partner: PartnerServer) -> None:
        """A dataset is found by id and by name."""
        by_name = ask(partner, "package_show", id="reseau-d-eau-potable")["result"]
        by_id = ask(partner, "package_show", id=by_name["id"])["result"]  # type: ignore[index]  # JSON
        assert by_id == by_name

    def test_missing_package(self, partner: PartnerServer) -> None:
        """An unknown dataset gives CKAN's 404."""
        url = f"{partner.url}/api/3/action/package_show?id=nothing"
        answer = requests.get(url, timeout=5)
        assert answer.status_code == 404
        assert answer.json()["error"]["__type"] == "Not Found Error"

    def test_group_list(self, partner: PartnerServer) -> None:
        """Themes come with their counts."""
        groups = ask(partner, "group_list", all_fields="true")["result"]
        assert {group["name"] for group in groups} >= {"eau", "dechets"}  # type: ignore[union-attr]  # JSON
        assert all(group["package_count"] for group in groups)  # type: ignore[union-attr]  # JSON

    def test_files_are_served(self, partner: PartnerServer) -> None:
        """The links of a dataset lead to a file."""
        found = search(partner, rows="1")["results"][0]  # type: ignore[index]  # JSON
        link = found["resources"][0]["url"]
        assert requests.get(link, timeout=5).text.startswith("annee,valeur")
