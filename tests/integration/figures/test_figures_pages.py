"""Pages of indicators and of the environment say it all, without scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pysolr
import pytest
from lxml import html
from sqlalchemy import event
from sqlalchemy.engine import Engine

from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, call_action

from ckanext.territory.questions.about import resolve
from ckanext.territory.uploads import reading

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")

Make = Callable[..., dict[str, Any]]
Send = Callable[..., dict[str, Any]]
Read = Callable[[str], html.HtmlElement]
# What the page of a dataset of CKAN's own costs, and what a type of ours may add.
MORE = 5


@pytest.fixture
def read(app: CKANTestApp) -> Read:
    """Return what gets a page as an anonymous reader sees it."""
    return lambda path: html.fromstring(app.get(path, status=200).body)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, int]]:
    """Return counters of SQL statements and Solr requests."""
    costs = {"statements": 0, "searches": 0}
    send = pysolr.Solr._send_request

    def searched(solr: pysolr.Solr, *words: object, **options: object) -> object:
        costs["searches"] += 1
        return send(solr, *words, **options)

    def stated(*_: object) -> None:
        costs["statements"] += 1

    monkeypatch.setattr(pysolr.Solr, "_send_request", searched)
    event.listen(Engine, "before_cursor_execute", stated)
    yield costs
    event.remove(Engine, "before_cursor_execute", stated)


def text(node: html.HtmlElement) -> str:
    """Return a text on one line, every blank an ordinary one."""
    return " ".join(node.text_content().split())


def one(page: html.HtmlElement, path: str) -> html.HtmlElement:
    """Return the first element of an XPath."""
    return page.xpath(path)[0]


def check_figures(page: html.HtmlElement, count: int) -> None:
    """Expect this many complete charts, and ids that are unique."""
    figures = page.xpath("//figure[contains(@class,'t-chart-figure')]")
    assert len(figures) == count
    for figure in figures:
        assert text(one(figure, f".//*[@id='{figure.get('aria-labelledby')}']"))
        assert one(figure, ".//*[@role='img']").get("aria-label")
        assert len(figure.xpath(".//svg[@aria-hidden='true']")) == 2
        assert text(one(figure, ".//table/caption"))
        assert len(figure.xpath(".//ul[contains(@class,'t-downloads')]//a")) >= 3
        assert "Source" in text(one(figure, ".//figcaption"))
    ids = page.xpath("//section[@id='performance' or @id='environment']//@id")
    assert len(ids) == len(set(ids))


class TestPerformancePage:
    """The page of an indicator."""

    def test_says_it_in_one_sentence(self, make: Make, send: Send, read: Read) -> None:
        """Value, period, target, status; the charts; what the form says."""
        send(make("performance"), "values")
        page = read("/en/performance/essai-performance")
        lead = text(one(page, "//section[@id='performance']//p[@class='t-lead']"))
        assert lead == (
            "Part des déchets triés: 61% in 2024, for a target of 65% in 2026: "
            "on track."
        )
        pill = one(page, "//span[contains(@class,'t-pill') and contains(.,'On track')]")
        assert pill.xpath("./svg")
        figures = [text(each) for each in page.xpath("//dl[@class='t-figures']//dd")]
        assert figures[0] == "61%+4 points since 2023"
        assert figures[2].startswith("75%59.67% was expected")
        check_figures(page, 2)
        assert "Tonnes triées sur tonnes collectées." in text(
            one(page, "//section[@aria-labelledby='performance-definition']")
        )

    def test_leads_to_who_answers_for_it(
        self, app: CKANTestApp, make: Make, send: Send, read: Read
    ) -> None:
        """The referent of the indicator, and a question that goes there."""
        made = make("performance")
        send(made, "values")
        headers = {"Authorization": factories.SysadminWithToken()["token"]}
        address = "/en/performance/essai-performance"
        page = html.fromstring(app.get(address, headers=headers).body)
        form = one(page, "//a[contains(@href,'/annuaire/roles/indicateur/')]/@href")
        code = form.rpartition("/")[2]
        assert code
        person = call_action(
            "territory_referent_create",
            function="Contrôleuse de gestion",
            service="Finances",
            is_public=True,
        )
        app.post(form, data={"responsible": person["id"]}, headers=headers)
        page = read(address)
        card = one(page, "//section[@aria-labelledby='roles-indicator']")
        assert "Contrôleuse de gestion" in text(card)
        assert not card.xpath(".//a[contains(@href,'/annuaire/roles/')]")
        ask = one(page, f"//a[contains(@href,'indicator_id={code}')]/@href")
        assert code in text(one(read(ask), "//p[@class='t-lead']"))
        asked = resolve(
            {"ignore_auth": True}, {"dataset_id": made["id"], "indicator_id": code}
        )
        assert asked["referent_id"] == person["id"]

    def test_another_territory(self, make: Make, send: Send, read: Read) -> None:
        """By the address; what the form says is about the first one."""
        send(make("performance"), "values")
        page = read("/en/performance/essai-performance?territoire=commune~35240")
        lead = text(one(page, "//section[@id='performance']//p[@class='t-lead']"))
        assert lead == "Part des déchets triés: 58% in 2024. No target is set."

    def test_reason_of_a_corrected_status(
        self, make: Make, send: Send, read: Read
    ) -> None:
        """The word of the person, and why."""
        dataset = make(
            "performance",
            performance_status="at_risk",
            performance_status_reason="Le centre de tri ferme.",
        )
        send(dataset, "values")
        page = read("/en/performance/essai-performance")
        assert "At risk" in text(one(page, "//section[@id='performance']"))
        assert "Le centre de tri ferme." in text(
            one(page, "//section[@id='performance']")
        )

    def test_without_a_table_says_what_to_send(self, make: Make, read: Read) -> None:
        """The columns are one click away."""
        make("performance")
        page = read("/en/performance/essai-performance")
        empty = one(page, "//section[@aria-labelledby='no-figures']")
        assert empty.xpath(".//a/@href") == [
            "/territory/schemas/tables/indicator_values"
        ]

    @pytest.mark.parametrize("query", ["?territoire=x", "?indicateur=%3Cscript%3E"])
    def test_unknown_choices_show_the_usual(
        self, make: Make, send: Send, read: Read, query: str
    ) -> None:
        """Nothing of the address is repeated."""
        send(make("performance"), "values")
        page = read(f"/en/performance/essai-performance{query}")
        assert "61%" in text(one(page, "//section[@id='performance']"))


class TestEnvironmentPage:
    """The page of observations."""

    def test_says_what_was_measured(self, make: Make, send: Send, read: Read) -> None:
        """Latest, unit and validation, thresholds with their text, map, remarks."""
        dataset = make("environment")
        send(dataset, "observations")
        send(dataset, "sensors")
        page = read("/en/environment/essai-environment")
        part = one(page, "//section[@id='environment']")
        lead = text(one(part, ".//p[@class='t-lead']"))
        assert lead == "PM10 particles, January 2, 2025: 62 µg/m³ at =Boulevard."
        known = text(one(part, ".//dl[@class='t-known']"))
        assert "Unitµg/m³" in known
        assert "ValidationRaw" in known
        assert "Time stepa day" in known
        check_figures(page, 1)
        limit = one(
            part, ".//table[caption[contains(.,'Limit value, mean of a day: 50')]]"
        )
        assert "2008/50/EC" in text(one(limit, "./caption"))
        assert "1 days of 2, 35 allowed" in text(limit)
        assert one(part, ".//*[@data-module='territory-map']").get("data-module-url")
        said = text(part)
        assert "1 row is left out: the value is no number (line 5)." in said
        assert "1 value came twice in a file: the last one counts." in said
        assert "2 readings are provisional." in said

    def test_property_and_station_by_the_address(
        self, make: Make, send: Send, read: Read
    ) -> None:
        """Links choose, without scripts."""
        send(make("environment"), "observations")
        page = read("/en/environment/essai-environment?grandeur=no2&station=B")
        part = one(page, "//section[@id='environment']")
        current = [text(each) for each in part.xpath(".//nav//a[@aria-current]")]
        assert current == ["NO₂"]
        assert text(one(part, ".//p[@class='t-lead']")).startswith("Nitrogen dioxide")

    def test_without_a_table_says_what_to_send(self, make: Make, read: Read) -> None:
        """Both tables are named."""
        make("environment")
        page = read("/en/environment/essai-environment")
        empty = one(page, "//section[@aria-labelledby='no-figures']")
        assert empty.xpath(".//a/@href") == [
            "/territory/schemas/tables/observations",
            "/territory/schemas/tables/sensors",
        ]

    def test_file_on_its_way_is_said(
        self, make: Make, send: Send, read: Read, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A large file is read by a worker: meanwhile the page says so."""
        monkeypatch.setattr(reading, "AT_ONCE", 10)
        send(make("environment"), "observations")
        page = read("/en/environment/essai-environment")
        assert "being read" in text(one(page, "//section//p[@role='status']"))


class TestFiles:
    """Charts and tables as files."""

    def test_csv_is_the_table(self, make: Make, send: Send, app: CKANTestApp) -> None:
        """Numbers with a point, periods, what was expected."""
        send(make("performance"), "values")
        body = app.get("/en/territory/chart/essai-performance/values.csv").body
        assert body.splitlines()[:3] == [
            "Period,Value,Expected by its end,Kind",
            "2022,52,54.3333,Observed",
            "2023,57,57,Observed",
        ]

    def test_drawings(self, make: Make, send: Send, app: CKANTestApp) -> None:
        """SVG, PNG, and the specification for the browser."""
        send(make("performance"), "values")
        base = "/territory/chart/essai-performance/values"
        assert app.get(f"{base}.svg").body.startswith("<svg")
        assert app.get(f"{base}.png").get_data().startswith(b"\x89PNG")
        assert set(json.loads(app.get(f"{base}.json").body)) == {
            "wide",
            "narrow",
            "alt",
        }

    def test_tables_and_map(self, make: Make, send: Send, app: CKANTestApp) -> None:
        """Cells that look like formulas are made harmless."""
        dataset = make("environment")
        send(dataset, "observations")
        send(dataset, "sensors")
        base = "/en/territory/chart/essai-environment"
        latest = app.get(f"{base}/latest.csv").body
        assert "'=Boulevard,A,62,µg/m³,2025-01-02T00:00" in latest
        periods = app.get(f"{base}/periods.csv").body.splitlines()
        assert periods[2] == (
            "'=Boulevard,A,2025-01-02T00:00,2025-01-03T00:00,62,62,62,1,1,µg/m³"
        )
        assert "Too few data" in app.get(f"{base}/exceedances.csv").body
        places = json.loads(app.get(f"{base}/stations.geojson").body)["features"]
        assert places[0]["geometry"]["coordinates"] == [-1.98, 48.01]
        assert places[0]["properties"]["shape"] == "triangle"

    @pytest.mark.parametrize(
        "path", ["values.exe", "autre.csv", "values.geojson", "stations.geojson"]
    )
    def test_what_is_not_there(
        self, make: Make, send: Send, app: CKANTestApp, path: str
    ) -> None:
        """Unknown kinds and forms are absent."""
        send(make("performance"), "values")
        app.get(f"/territory/chart/essai-performance/{path}", status=404)

    def test_restricted_dataset_gives_nothing(
        self, make: Make, send: Send, app: CKANTestApp
    ) -> None:
        """A reader who may not see it is told that it is absent."""
        send(make("performance", access_level="restricted"), "values")
        app.get("/territory/chart/essai-performance/values.csv", status=404)


class TestCost:
    """What a page asks of the database and of the index."""

    @pytest.mark.parametrize("kind", ["performance", "environment"])
    def test_is_that_of_a_plain_dataset(
        self,
        make: Make,
        send: Send,
        app: CKANTestApp,
        counted: dict[str, int],
        kind: str,
    ) -> None:
        """A few statements more for the figures, no search more."""
        dataset = make(kind)
        send(make("dataset"), "values")
        send(dataset, "values" if kind == "performance" else "observations")
        path = f"/{kind}/{dataset['name']}"
        app.get(path)
        counted.update(statements=0, searches=0)
        app.get(path)
        ours = dict(counted)
        counted.update(statements=0, searches=0)
        app.get("/dataset/essai-dataset")
        counted.update(statements=0, searches=0)
        app.get("/dataset/essai-dataset")
        assert ours["searches"] <= counted["searches"]
        assert ours["statements"] <= counted["statements"] + MORE
        assert not re.search("no-figures", app.get(path).body)
