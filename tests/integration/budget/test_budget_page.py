"""The page of a budget says it all without scripts, and hides what is hidden."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ckan.tests.helpers import CKANTestApp, call_action

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")

Publish = Callable[..., dict[str, Any]]
Make = Callable[..., Path]
Read = Callable[[str], Any]
KINDS = ("overview", "function-operating-expenditure", "chapter-investment-revenue")


@pytest.fixture
def read(app: CKANTestApp, parse: Callable[[str], Any]) -> Read:
    """Return what gets a page as an anonymous reader sees it."""
    return lambda path: parse(app.get(path, status=200).body)


@pytest.fixture
def account(publish: Publish, budget_file: Make) -> str:
    """Return the address of a published account."""
    return publish(budget_file())["dataset"]["name"]


class TestPage:
    """The budget part of a dataset's page."""

    def test_figures_are_on_the_page(self, read: Read, account: str) -> None:
        """1,275.75 spent over 100 inhabitants: 13 € each, 10 % to invest."""
        page = read(f"/en/budget/{account}")
        lead = page.one(".t-budget .t-lead").text
        assert "€13 per inhabitant" in lead
        assert "10% of it to invest" in lead
        assert "exceeded its expenditure by €324" in lead
        values = [value.text for value in page.select(".t-figures dd")]
        assert values[0].startswith("€1,151")
        assert len(values) == 4

    def test_each_chart_is_complete(self, read: Read, account: str) -> None:
        """Title, unit, drawing in two widths, sentence, source, table, files."""
        page = read(f"/en/budget/{account}")
        figures = page.select("figure.t-chart-figure")
        assert len(figures) == 3
        for figure in figures:
            assert figure.one(f"[id={figure['aria-labelledby']}]").text
            place = figure.one("[role=img]")
            assert place["aria-label"]
            assert len(place.select("svg.t-chart[aria-hidden=true]")) == 2
            assert figure.one("table caption").text
            assert len(figure.select(".t-downloads a")) == 3
            assert "Source" in figure.one("figcaption").text

    def test_ids_are_unique(self, read: Read, account: str) -> None:
        """Drawings bring no id of their own."""
        page = read(f"/en/budget/{account}")
        ids = [tag["id"] for tag in page.select(".t-budget [id]")]
        assert len(ids) == len(set(ids))

    def test_voted_stands_beside_executed(self, read: Read, account: str) -> None:
        """An account shows both, function by function."""
        page = read(f"/en/budget/{account}")
        table = page.select("figure table")[1]
        cells = [cell.text for cell in table.select("tbody tr")[0].select("*")]
        assert cells[1:] == ["€900", "€880", "€9"]
        assert cells[0].startswith("2 ")

    def test_links_choose_section_and_flow(self, read: Read, account: str) -> None:
        """The choice is in the address: it works without scripts."""
        page = read(f"/en/budget/{account}?section=investment&flow=revenue")
        current = [tag.text for tag in page.select(".t-choices [aria-current]")]
        assert current == ["Investment", "Revenue"]
        assert "€90" in page.select("figure table")[2].text

    def test_unknown_choice_is_the_first_one(self, read: Read, account: str) -> None:
        """A bent address still shows the page."""
        page = read(f"/en/budget/{account}?section=x&flow=%3Cscript%3E")
        current = [tag.text for tag in page.select(".t-choices [aria-current]")]
        assert current == ["Operating", "Expenditure"]

    def test_other_years_and_stages_are_linked(
        self, read: Read, account: str, publish: Publish, budget_file: Make
    ) -> None:
        """And the figures are compared with the year before."""
        before = publish(
            budget_file(year=2023, lines=(("6411", "012", "211", "D", "9", "1000"),))
        )["dataset"]["name"]
        publish(budget_file(stage="01"))
        page = read(f"/en/budget/{account}")
        links = {link.text: link["href"] for link in page.select(".t-switch a")}
        assert links["2023"].endswith(before)
        assert "Initial budget" in links
        assert "+15.1% since 2023" in page.one(".t-figures dd").text

    def test_change_is_called_a_change(
        self, read: Read, publish: Publish, budget_file: Make
    ) -> None:
        """An amending decision adds and takes away, and says so."""
        lines = (
            ("6411", "012", "211", "D", "-30000.00", ""),
            ("60612", "011", "020", "D", "10000.00", ""),
        )
        made = publish(budget_file(stage="02", number="3", lines=lines))["dataset"]
        page = read(f"/en/budget/{made['name']}")
        lead = page.one(".t-budget .t-lead").text
        assert "changes the planned expenditure" in lead
        assert "−€20" in lead
        assert "per inhabitant" not in page.one(".t-figures").text
        assert "Change" in page.select("figure table thead")[0].text

    def test_words_of_the_file_are_escaped(
        self, app: CKANTestApp, publish: Publish, budget_file: Make, tmp_path: Path
    ) -> None:
        """A name in the file is text, on the page and in the drawings."""
        text = budget_file().read_text(encoding="utf-8")
        path = tmp_path / "bent.xml"
        path.write_text(
            text.replace("VILLE D'ESSAI", "&lt;img src=x onerror=alert(1)&gt;"),
            encoding="utf-8",
        )
        made = publish(path)["dataset"]
        body = app.get(f"/budget/{made['name']}", status=200).body
        assert "<img src=x" not in body
        assert "&lt;img src=x" in body

    def test_remarks_and_method_are_shown(self, read: Read, account: str) -> None:
        """What could not be settled is said; so is what was blanked."""
        page = read(f"/en/budget/{account}")
        assert "M57-M57_D" in page.one(".t-notice").text
        assert "1 value that named a person was blanked" in page.one(".t-budget").text

    def test_resource_view_shows_the_charts(self, read: Read, account: str) -> None:
        """The lines have the charts beside them."""
        dataset = call_action("package_show", id=account)
        lines = dataset["resources"][0]["id"]
        views = call_action("resource_view_list", id=lines)
        assert views[0]["view_type"] == "territory_budget"
        page = read(f"/budget/{account}/resource/{lines}/view/{views[0]['id']}")
        assert page.select("svg.t-chart")


class TestChart:
    """The view that gives a chart as a file."""

    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize(
        ("extension", "start"),
        [("svg", b"<svg"), ("png", b"\x89PNG"), ("csv", b""), ("json", b"{")],
    )
    def test_chart_comes_in_each_form(
        self, app: CKANTestApp, account: str, kind: str, extension: str, start: bytes
    ) -> None:
        """A picture, a picture, a table, a specification."""
        answer = app.get(f"/territory/chart/{account}/{kind}.{extension}", status=200)
        assert answer.data.startswith(start)

    def test_csv_has_the_figures(self, app: CKANTestApp, account: str) -> None:
        """Numbers are numbers, with a point."""
        address = f"/en/territory/chart/{account}/chapter-operating-expenditure.csv"
        rows = app.get(address, status=200).body.splitlines()
        assert rows[0] == "Chapter,Voted,Executed,€ per inhabitant"
        assert rows[1].endswith(",900.00,880.50,8.80")
        assert len(rows) == 3

    def test_specification_needs_no_evaluation(
        self, app: CKANTestApp, account: str
    ) -> None:
        """What the browser gets is data, wide and narrow."""
        answer = app.get(f"/territory/chart/{account}/overview.json", status=200)
        assert set(json.loads(answer.body)) == {"wide", "narrow", "alt"}

    @pytest.mark.parametrize(
        "path",
        ["nulle-part/overview.svg", "{account}/autre.svg", "{account}/overview.exe"],
    )
    def test_absent_is_not_found(
        self, app: CKANTestApp, account: str, path: str
    ) -> None:
        """No such dataset, chart or form."""
        app.get(f"/territory/chart/{path.format(account=account)}", status=404)

    def test_hidden_is_not_found_either(
        self,
        app: CKANTestApp,
        account: str,
        editor: dict[str, Any],
    ) -> None:
        """The chart of an internal budget is as absent as the budget."""
        call_action(
            "package_patch",
            {"user": editor["name"]},
            id=account,
            access_level="internal",
        )
        for extension in ("svg", "png", "csv", "json"):
            address = f"/territory/chart/{account}/overview.{extension}"
            app.get(address, status=404)
        app.get(
            f"/territory/chart/{account}/overview.csv",
            headers={"Authorization": editor["token"]},
            status=200,
        )
