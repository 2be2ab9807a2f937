"""Files checked against schemas: reports, rights, pages, badges."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ckan import model
from ckan.config.middleware import flask_app
from ckan.lib import jobs as core_jobs
from ckan.plugins import toolkit as tk
from ckan.tests import factories, helpers
from ckan.tests.helpers import CKANTestApp

from ckanext.territory.model.upload import Upload

pytestmark = pytest.mark.usefixtures("site")

SENSORS = "/territory/schemas/tables/sensors"
BUDGET = "https://schema.data.gouv.fr/schemas/scdl/budget/0.8.3/schema.json"
HEADER = "station_code,label,lat,lon\n"
GOOD = f"{HEADER}A1,Marché,48.1,-1.6\nA2,Gare,48.2,-1.7\n".encode()
BAD = f'{HEADER}A1,Marché,"48,1",-1.6\nA1,Gare,48.2,-1.7\nA3,,48.3,-1.8\n'.encode()
Load = Callable[..., dict[str, Any]]
Service = Any  # of conftest.py, which has no name to import from


def report_of(resource: dict[str, Any], user: str = "") -> dict[str, Any]:
    """Return the report of a file as a user gets it."""
    return helpers.call_action(
        "territory_validation_show",
        {"user": user, "ignore_auth": False},
        resource_id=resource["id"],
    )


def page_of(
    site: CKANTestApp, resource: dict[str, Any], user: dict[str, Any] | None = None
) -> Any:  # noqa: ANN401 - the answer of CKAN's test client
    """Return the page of the report."""
    headers = {"Authorization": user["token"]} if user else {}
    return site.get(f"/territory/controle/{resource['id']}", headers=headers)


class TestFollower:
    """What arrives is checked when a schema is involved."""

    def test_looks_like_one(self, service: Service) -> None:
        """A table with the columns of our schema is checked without being told."""
        report = report_of(service.add(GOOD))
        assert (report["status"], report["row_count"]) == ("valid", 2)
        assert report["schema_title"] == "Stations et capteurs"
        assert not report["is_claimed"]

    def test_claims_one(self, service: Service) -> None:
        """The schema of the file counts, whatever the host of our address."""
        address = f"https://ailleurs.example{SENSORS}/latest/schema.json"
        report = report_of(service.add(b"a,b\n1,2\n", conforms_to=address))
        assert report["status"] == "invalid"
        assert report["is_claimed"]
        assert {each["column"] for each in report["columns"]} == {
            "station_code",
            "label",
            "lat",
            "lon",
        }

    def test_dataset_claims_one(
        self, service: Service, budget_schema: bytes, load: Load
    ) -> None:
        """The schema of the dataset counts for a table that names none."""
        load(budget_schema)
        dataset = service.dataset(conforms_to=[BUDGET])
        report = report_of(service.add(b"a,b\n1,2\n", dataset))
        assert report["schema_address"] == BUDGET

    def test_dataset_with_another_table(
        self, service: Service, budget_schema: bytes, load: Load
    ) -> None:
        """A table that fits another schema is checked against that one."""
        load(budget_schema)
        dataset = service.dataset(conforms_to=[BUDGET])
        report = report_of(service.add(GOOD, dataset))
        assert report["schema_title"] == "Stations et capteurs"

    def test_no_schema(self, service: Service) -> None:
        """A table of its own kind has no report."""
        resource = service.add(b"rue,arbres\nLilas,12\nRoses,3\n")
        row = model.Session.get(Upload, resource["id"])
        assert row is not None
        assert row.validation is None
        assert row.error_code is None

    def test_no_table(self, service: Service) -> None:
        """A document is nothing to check, even in a dataset that claims a schema."""
        dataset = service.dataset(conforms_to=[BUDGET])
        resource = service.add(b"%PDF-1.4", dataset, name="notice.pdf")
        row = model.Session.get(Upload, resource["id"])
        assert row is not None
        assert row.validation is None

    def test_unreadable(self, service: Service) -> None:
        """A file that claims a schema and is no table is told so, to its editor."""
        address = f"https://portail.example{SENSORS}"
        resource = service.add(b"\x00\x01\x02" * 50, conforms_to=address)
        report = report_of(resource, service.editor["name"])
        assert report["status"] == "not_run"
        assert report["reason"].startswith("The file could not be read")

    def test_nothing_is_written_into_the_dataset(self, service: Service) -> None:
        """The check adds nothing to the resource nor to the history."""
        dataset = service.dataset()
        resource = service.add(BAD, dataset)
        shown = helpers.call_action("resource_show", id=resource["id"])
        assert "validation_status" not in shown
        activities = helpers.call_action(
            "package_activity_list",
            {"user": service.editor["name"]},
            id=dataset["id"],
        )
        assert [each["activity_type"] for each in activities].count(
            "changed package"
        ) == 1


class TestUnknownSchema:
    """A schema that nobody loaded: editors are told, the public is not bothered."""

    ADDRESS = "https://schema.data.gouv.fr/schemas/scdl/plats/1.0/schema.json"

    def test_editor(self, service: Service) -> None:
        """The reason and the command."""
        resource = service.add(b"a,b\n1,2\n", conforms_to=self.ADDRESS)
        report = report_of(resource, service.editor["name"])
        assert report["reason"] == (
            f"The schema {self.ADDRESS} is not loaded. An administrator of the portal "
            "can load it: ckan territory schema load schema.json "
            f"--address {self.ADDRESS}"
        )

    def test_address_made_for_a_shell(self, service: Service) -> None:
        """An address that would run a command is quoted in ours."""
        address = "https://x.example/a;$(reboot)"
        resource = service.add(b"a,b\n1,2\n", conforms_to=address)
        report = report_of(resource, service.editor["name"])
        assert report["reason"].endswith(f"--address '{address}'")

    def test_public(self, service: Service) -> None:
        """Neither reason nor badge."""
        dataset = service.dataset()
        resource = service.add(b"a,b\n1,2\n", dataset, conforms_to=self.ADDRESS)
        assert report_of(resource)["reason"] == "This file has not been checked yet."
        context = {"user": "", "ignore_auth": False}
        lines = helpers.call_action(
            "territory_validation_list", context, dataset_id=dataset["id"]
        )
        assert lines == []

    def test_loaded_later(
        self, service: Service, load: Load, budget_schema: bytes
    ) -> None:
        """Once it is loaded, the file is checked again."""
        resource = service.add(b"a,b\n1,2\n", conforms_to=self.ADDRESS)
        load(budget_schema, self.ADDRESS)
        report = helpers.call_action(
            "territory_validation_run",
            {"user": service.editor["name"], "ignore_auth": False},
            resource_id=resource["id"],
        )
        assert report["status"] == "invalid"


class TestReport:
    """What is to be corrected, to whom."""

    def test_editor(self, service: Service) -> None:
        """Row, column, value, problem and remedy."""
        report = report_of(service.add(BAD), service.editor["name"])
        assert (report["faulty_row_count"], report["error_count"]) == (3, 3)
        assert report["rows"] == [
            {
                "row": 2,
                "column": "lat",
                "value": "48,1",
                "problem": "This is not a number.",
                "remedy": "Write 48.1.",
            },
            {
                "row": 3,
                "column": "station_code",
                "value": "A1",
                "problem": "The value must be different on each row.",
                "remedy": "The row 2 has it already. Remove one of the rows or "
                "correct it.",
            },
            {
                "row": 4,
                "column": "label",
                "value": "",
                "problem": "A value is needed.",
                "remedy": "Fill this cell, or remove the row if it is empty.",
            },
        ]

    @pytest.mark.parametrize("reader", ["", "stranger"])
    def test_others(self, service: Service, reader: str) -> None:
        """Counts by column, and nothing of the cells."""
        name = factories.User()["name"] if reader else ""
        report = report_of(service.add(BAD), name)
        assert report["rows"] == []
        assert report["error_count"] == 3
        assert {each["remedy"] for each in report["columns"]} == {""}
        assert "48,1" not in str(report)

    def test_real_budgets(
        self, service: Service, load: Load, budget_schema: bytes, realdata: Path
    ) -> None:
        """A converted budget lacks labels; its capitals are only remarked upon."""
        load(budget_schema)
        content = (realdata / "totem" / "crach-ca-2021.scdl.csv").read_bytes()
        resource = service.add(content, name="budget.csv")
        report = report_of(resource, service.editor["name"])
        assert (report["row_count"], report["faulty_row_count"]) == (196, 49)
        assert {each["column"] for each in report["columns"]} == {
            "BGT_CONTNAT",
            "BGT_CONTNAT_LABEL",
            "BGT_SECTION",
        }
        assert any("capital letters" in notice for notice in report["notices"])


class TestRights:
    """Absent and forbidden look the same."""

    @pytest.mark.parametrize("level", ["internal", "restricted"])
    def test_hidden_dataset(
        self, site: CKANTestApp, service: Service, level: str
    ) -> None:
        """Page, table and action know nothing of it for outsiders."""
        dataset = service.dataset(access_level=level)
        resource = service.add(BAD, dataset)
        assert page_of(site, resource).status_code == 404
        address = f"/territory/controle/{resource['id']}/rapport.csv"
        assert site.get(address).status_code == 404
        with pytest.raises(tk.NotAuthorized):
            report_of(resource)
        with pytest.raises(tk.NotAuthorized):
            helpers.call_action(
                "territory_validation_list",
                {"user": "", "ignore_auth": False},
                dataset_id=dataset["id"],
            )
        assert page_of(site, resource, service.editor).status_code == 200

    def test_missing(self, site: CKANTestApp) -> None:
        """No such file: 404, for administrators too."""
        admin = factories.SysadminWithToken()
        assert page_of(site, {"id": "nothing"}).status_code == 404
        assert page_of(site, {"id": "nothing"}, admin).status_code == 404

    @pytest.mark.parametrize("who", ["", "stranger"])
    def test_only_editors_check_again(
        self, site: CKANTestApp, service: Service, who: str
    ) -> None:
        """Others get 404 and nothing happens."""
        resource = service.add(GOOD)
        headers = {"Authorization": factories.UserWithToken()["token"]} if who else {}
        answer = site.post(
            f"/territory/controle/{resource['id']}",
            headers=headers,
            follow_redirects=False,
        )
        assert answer.status_code == 404

    def test_deleted_dataset(self, site: CKANTestApp, service: Service) -> None:
        """A removed dataset has no report for the public."""
        dataset = service.dataset()
        resource = service.add(BAD, dataset)
        context = {"user": service.editor["name"]}
        helpers.call_action("package_delete", context, id=dataset["id"])
        assert page_of(site, resource).status_code == 404


class TestCheckAgain:
    """The button of the page."""

    def test_small_file(self, site: CKANTestApp, service: Service) -> None:
        """It is checked within the request."""
        resource = service.add(GOOD)
        row = model.Session.get(Upload, resource["id"])
        assert row is not None
        row.validation = None
        model.Session.commit()
        answer = site.post(
            f"/territory/controle/{resource['id']}",
            headers={"Authorization": service.editor["token"]},
        )
        assert 'class="t-pill t-good"' in answer.body
        assert report_of(resource)["status"] == "valid"

    def test_needs_its_token(
        self,
        make_app: Callable[[], CKANTestApp],
        service: Service,
        monkeypatch: pytest.MonkeyPatch,
        ckan_config: dict[str, Any],
    ) -> None:
        """A page of another site cannot press the button."""
        monkeypatch.setitem(ckan_config, "WTF_CSRF_ENABLED", True)
        # A call by token exempts its view for the life of the process.
        monkeypatch.setattr(flask_app.csrf, "_exempt_views", set())
        resource = service.add(GOOD)
        path, here = f"/territory/controle/{resource['id']}", "http://localhost"
        app = make_app()
        app.set_session_user(service.editor["name"])
        assert app.post(path, base_url=here).status_code == 400
        body = app.get(path, base_url=here).body
        [mark] = re.findall(r'name="_csrf_token" value="([^"]+)"', body)[:1]
        answer = app.post(
            path, data={"_csrf_token": mark}, base_url=here, follow_redirects=False
        )
        assert answer.status_code == 302

    def test_large_file_waits(self, service: Service) -> None:
        """A worker checks it; the former report stays until then."""
        resource = service.add(GOOD + b"A,B,48,-1\n" * 250_000)
        core_jobs.Worker(["territory"]).work(burst=True)
        before = report_of(resource)
        assert (before["status"], before["is_partial"]) == ("invalid", True)
        context = {"user": service.editor["name"], "ignore_auth": False}
        report = helpers.call_action(
            "territory_validation_run", context, resource_id=resource["id"]
        )
        assert (report["status"], report["is_waiting"]) == ("invalid", True)
        core_jobs.Worker(["territory"]).work(burst=True)
        assert not report_of(resource)["is_waiting"]

    def test_link(self, service: Service) -> None:
        """An address has no file to check."""
        resource = factories.Resource(
            package_id=service.dataset()["id"], url="https://exemple.example/a.csv"
        )
        with pytest.raises(tk.ValidationError) as caught:
            helpers.call_action(
                "territory_validation_run",
                {"user": service.editor["name"], "ignore_auth": False},
                resource_id=resource["id"],
            )
        assert caught.value.error_dict["resource_id"] == [
            "There is no file to check: the resource leads elsewhere. Upload the file "
            "to have it checked."
        ]


class TestPages:
    """The report as a page and a table, and the badge that leads there."""

    def test_editor_sees_cells_and_button(
        self, site: CKANTestApp, service: Service
    ) -> None:
        """Rows, remedies, the form with its token."""
        body = page_of(site, service.add(BAD), service.editor).body
        assert body.count("<h1") == 1
        assert "48.1" in body
        assert 'name="_csrf_token"' in body

    def test_public_sees_columns_only(
        self, site: CKANTestApp, service: Service
    ) -> None:
        """No cell, no button."""
        body = page_of(site, service.add(BAD)).body
        assert "<code>48,1</code>" not in body
        assert 'method="post"' not in body

    def test_rows_are_paged(self, site: CKANTestApp, service: Service) -> None:
        """Fifty by page."""
        content = HEADER.encode() + b"".join(
            b"A%d,,48.1,-1.6\n" % number for number in range(120)
        )
        resource = service.add(content)
        headers = {"Authorization": service.editor["token"]}
        address = f"/territory/controle/{resource['id']}?page=3"
        body = site.get(address, headers=headers).body
        assert body.count('<th scope="row">1') == 20
        assert "?page=2" in body

    def test_formulas_are_neutralised(
        self, site: CKANTestApp, service: Service
    ) -> None:
        """A cell that a spreadsheet would run is written as text."""
        content = f"{HEADER}A1,Gare,=HYPERLINK(1),-1.6\n".encode()
        resource = service.add(content)
        headers = {"Authorization": service.editor["token"]}
        address = f"/territory/controle/{resource['id']}/rapport.csv"
        body = site.get(address, headers=headers).body
        assert ";'=HYPERLINK(1);" in body
        assert "HYPERLINK" not in site.get(address).body

    @pytest.mark.parametrize(
        ("content", "mark"), [(GOOD, "✔"), (BAD, "▲")], ids=["good", "bad"]
    )
    def test_badge(
        self, site: CKANTestApp, service: Service, content: bytes, mark: str
    ) -> None:
        """Dataset and file pages lead to the report."""
        dataset = service.dataset()
        resource = service.add(content, dataset)
        path = f"/territory/controle/{resource['id']}"
        for address in (
            f"/dataset/{dataset['name']}",
            f"/dataset/{dataset['name']}/resource/{resource['id']}",
        ):
            body = site.get(address).body
            assert f'{path}"' in body
            assert f'<span aria-hidden="true">{mark}</span>' in body

    def test_no_badge_without_schema(self, site: CKANTestApp, service: Service) -> None:
        """Most files have none."""
        dataset = service.dataset()
        service.add(b"rue,arbres\nLilas,12\n", dataset)
        assert (
            "/territory/controle/" not in site.get(f"/dataset/{dataset['name']}").body
        )
