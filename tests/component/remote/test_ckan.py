"""The CKAN reader, against a partner on this machine and recorded catalogues."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from ckanext.territory.remote.address import Policy
from ckanext.territory.remote.body import Limits
from ckanext.territory.remote.ckan import CkanReader, filter_query
from ckanext.territory.remote.egress import GuardedSession
from ckanext.territory.remote.errors import RemoteError
from ckanext.territory.remote.reader import ReaderSettings, RemoteRecord

if TYPE_CHECKING:
    from tests.partner.server import Answer, Partner

WATER = frozenset({"group:eau"})


def reader(
    partner: Partner,
    rows: tuple[int, ...] = (1000, 250),
    item_limit: int = 50_000,
    idle: float = 15,
) -> CkanReader:
    """Return a reader that notes its pauses instead of waiting."""
    session = GuardedSession(Policy([partner.host]), Limits(idle=idle))
    return CkanReader(
        partner.url,
        session,
        ReaderSettings(rows=rows, item_limit=item_limit),
        partner.pauses.append,
    )


def records(partner: Partner, item_limit: int = 50_000) -> list[RemoteRecord]:
    """Return all records of a selection."""
    pages = reader(partner, item_limit=item_limit).read_records(WATER)
    return [record for page in pages for record in page.records]


def refusal(partner: Partner, behaviour: Callable[[Answer], object]) -> RemoteError:
    """Return how the reader refuses a partner that answers in this way."""
    partner.behaviour = lambda answer: behaviour(answer) is None
    with pytest.raises(RemoteError) as caught:
        list(reader(partner, rows=(1000,)).read_records(WATER))
    return caught.value


class TestThemes:
    """CkanReader.themes."""

    def test_counts_groups_and_tags(self, partner: Partner) -> None:
        """Terms with their number of datasets, most used first."""
        found = {theme.key: theme.count for theme in reader(partner).themes()}
        assert found["tag:open data"] == 25
        assert found["group:eau"] == 5
        assert next(iter(found)) == "tag:open data"

    def test_asks_for_no_dataset(self, partner: Partner) -> None:
        """Only the counts travel."""
        reader(partner).themes()
        assert partner.requests[0]["rows"] == "0"

    @pytest.mark.parametrize("suffix", ["", "/", "/api/3/action/", "/dataset", "/?q=x"])
    def test_understands_addresses_as_people_paste_them(
        self, partner: Partner, suffix: str
    ) -> None:
        """The portal's address, its API's, its search page's."""
        partner.url += suffix
        session = GuardedSession(Policy([partner.host]))
        assert CkanReader(partner.url, session, ReaderSettings()).themes()


class TestReadRecords:
    """CkanReader.read_records."""

    def test_reads_the_selection_only(self, partner: Partner) -> None:
        """The partner's server selects."""
        found = records(partner)
        assert {record.theme_keys[0] for record in found} == {"group:eau"}
        assert len(found) == 5

    def test_reads_what_is_outside(self, partner: Partner) -> None:
        """The complement of a selection."""
        pages = list(reader(partner).read_records(WATER, outside=True))
        assert pages[0].announced == 20

    def test_advances_by_rows_received(self, partner: Partner) -> None:
        """A server that gives fewer rows than asked for is read to its end."""
        partner.rows_max = 2
        assert len(records(partner)) == 5
        assert [each["start"] for each in partner.requests] == ["0", "2", "4"]

    def test_asks_for_less_when_a_page_does_not_come(self, partner: Partner) -> None:
        """Pages shrink from 1000 to 250 and stay there."""

        def behave(answer: Answer) -> bool:
            if answer.query["rows"] != "1000":
                return False
            answer.drip(b"", 0.7, every=0.7)
            return True

        partner.behaviour = behave
        pages = list(reader(partner, idle=0.5).read_records(WATER))
        assert len(pages[0].records) == 5
        assert [each["rows"] for each in partner.requests] == ["1000", "250"]

    def test_tries_again_when_asked_to_come_back(self, partner: Partner) -> None:
        """A busy server gets its pause, the longer of ours and its own."""

        def behave(answer: Answer) -> bool:
            if len(partner.requests) > 2:
                return False
            answer.send(503, b"{}", Retry_After="3")
            return True

        partner.behaviour = behave
        assert len(records(partner)) == 5
        assert partner.pauses == [3, 4]

    def test_does_not_wait_for_hours(self, partner: Partner) -> None:
        """An absurd wish ends the attempt."""
        error = refusal(partner, lambda a: a.send(429, b"{}", Retry_After="36000"))
        assert error.code == "remote.busy"
        assert partner.pauses == []

    def test_keeps_the_first_of_two_with_the_same_identity(
        self, partner: Partner, partners: ModuleType
    ) -> None:
        """The others are named as rejects."""
        partner.datasets = [partners.dataset(0), partners.dataset(0, title="Autre")]
        page = next(reader(partner).read_records(WATER))
        assert [record.title for record in page.records] == ["Jeu de données n° 0"]
        assert [reject.reason.code for reject in page.rejects] == ["harvest.twice"]

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"type": "harvest"}, "harvest.harvest_source"),
            ({"private": True}, "harvest.not_public"),
            ({"state": "draft"}, "harvest.not_public"),
            ({"id": ""}, "harvest.no_identity"),
            ({"id": "TODO"}, "harvest.no_identity"),
            ({"id": "x" * 501}, "harvest.long_identity"),
        ],
    )
    def test_rejects(
        self,
        partner: Partner,
        partners: ModuleType,
        changes: dict[str, object],
        code: str,
    ) -> None:
        """Items that are not public datasets with an identity."""
        partner.datasets = [partners.dataset(0, **changes), partners.dataset(5)]
        page = next(reader(partner).read_records(WATER))
        assert [reject.reason.code for reject in page.rejects] == [code]
        assert len(page.records) == 1

    def test_stops_at_a_page_seen_before(self, partner: Partner) -> None:
        """A server that ignores the offset does not turn for ever."""
        partner.datasets = partner.datasets * 3
        partner.rows_max = 3
        first = partner.search({"rows": "3"})
        error = refusal(
            partner, lambda a: a.as_json({"success": True, "result": first})
        )
        assert error.code == "remote.loop"

    def test_refuses_more_than_the_limit(self, partner: Partner) -> None:
        """The announced total counts, before anything is read."""
        with pytest.raises(RemoteError) as caught:
            records(partner, item_limit=4)
        assert caught.value.code == "remote.too_many"
        assert len(records(partner, item_limit=5)) == 5

    def test_an_empty_selection_selects_nothing(self) -> None:
        """No theme ticked is not everything."""
        assert filter_query(frozenset()) == "-id:[* TO *]"

    def test_quotes_terms(self) -> None:
        """A term cannot leave its quotes."""
        found = filter_query(frozenset({'tag:a" OR *:*'}))
        assert found == '(tags:("a\\" OR *:*"))'


class TestBadPartners:
    """Answers that are no catalogue."""

    def test_names_a_web_page(self, partner: Partner) -> None:
        """The type and the first printable characters of what came instead."""
        page = b"<!doctype html>\n<title>Se connecter</title>" + b"x" * 500
        error = refusal(partner, lambda a: a.send(200, page, kind="text/html; a=b"))
        assert error.code == "remote.not_json"
        assert error.context["type"] == "text/html"
        assert str(error.context["excerpt"]).startswith("<!doctype html> <title>Se con")
        assert len(str(error.context["excerpt"])) == 80

    @pytest.mark.parametrize("status", [401, 403, 404, 410])
    def test_names_a_refusal(self, partner: Partner, status: int) -> None:
        """The status is in the message."""
        error = refusal(partner, lambda a: a.send(status, b"non", kind="text/html"))
        assert (error.code, error.context["status"]) == ("remote.status", status)

    @pytest.mark.parametrize(
        "body",
        [
            b'{"success": true, "result": {"count": NaN, "results": []}}',
            b'{"success": true, "result": {"count": 1e999, "results": []}}',
            b'{"success": true, "success": true, "result": {"results": []}}',
            b'{"a":' * 65 + b"1" + b"}" * 65,
            b'{"a":' + b"[" * 200_000 + b"]" * 200_000 + b"}",
            b'{"count": ' + b"9" * 5000 + b"}",
            b'{"success": true, "result": ',
        ],
    )
    def test_refuses_json_that_is_not_strict(
        self, partner: Partner, body: bytes
    ) -> None:
        """Numbers without end, keys twice, depths, halves."""
        error = refusal(partner, lambda answer: answer.send(200, body))
        assert error.code == "remote.bad_json"

    @pytest.mark.parametrize(
        "answer",
        [
            {},
            {"success": False, "error": {"__type": "Not Found Error", "message": ""}},
            {"success": True, "result": None},
            {"success": True, "result": []},
            {"success": True, "result": "x"},
            {"success": True, "result": {"results": []}},
            {"success": True, "result": {"count": 1, "results": {}}},
            {"success": True, "result": {"count": "1", "results": []}},
        ],
    )
    def test_refuses_other_apis(self, partner: Partner, answer: object) -> None:
        """JSON, but no answer of CKAN."""
        error = refusal(partner, lambda got: got.as_json(answer))
        assert error.code == "remote.not_ckan"

    def test_takes_out_what_databases_refuse(
        self, partner: Partner, partners: ModuleType
    ) -> None:
        """NUL, lone surrogates, direction marks."""
        partner.datasets = [partners.dataset(0, title="a\x00b\ud800c\u202ed\ne")]
        assert records(partner)[0].title == "abcd\ne"


class TestDigest:
    """The fingerprint of a record."""

    @pytest.mark.parametrize(
        "changes",
        [
            {"num_resources": 12},
            {"tracking_summary": {"total": 1}},
            {"extras": [{"key": "harvest_object_id", "value": "1"}]},
            {
                "organization": {
                    "id": "o",
                    "name": "partenaire",
                    "title": "Partenaire",
                    "image_url": "x",
                }
            },
            {"tags": [{"name": "eau"}, {"name": "open data"}]},
        ],
    )
    def test_ignores_what_changes_by_itself(
        self, partner: Partner, partners: ModuleType, changes: dict[str, object]
    ) -> None:
        """Counters, images, order of tags."""
        before = records(partner)[0].digest
        partner.datasets[0] = partners.dataset(0, **changes)
        assert records(partner)[0].digest == before

    def test_changes_with_the_content(
        self, partner: Partner, partners: ModuleType
    ) -> None:
        """A new address of a file is a change."""
        before = records(partner)[0].digest
        partner.datasets[0]["resources"][0]["url"] += "?v=2"
        assert records(partner)[0].digest != before


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("zurich-package_search.json", None),
        ("datasud-package_search.json", 8),
        ("dadosgovbr-package_search-10.json", 10),
        ("package_search.json", 2),
    ],
)
def test_reads_recorded_catalogues(
    partner: Partner, realdata: Path, name: str, count: int | None
) -> None:
    """Real answers are read whole, each with identity, title and fingerprint."""
    answer = json.loads((realdata / "ckan" / name).read_text())
    result = answer.get("result", answer)
    result["count"] = len(result["results"])
    partner.behaviour = lambda a: a.as_json({"success": True, "result": result}) is None
    found = records(partner)
    assert len(found) == (count or len(result["results"]))
    assert all(record.guid and record.title and record.digest for record in found)
