"""The form that takes a budget file, and the commands that do the same."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from ckan import model
from ckan.cli.cli import ckan
from ckan.config.middleware.flask_app import csrf
from ckan.tests import factories
from ckan.tests.helpers import CKANCliRunner, CKANTestApp

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")

Make = Callable[..., Path]
Parse = Callable[[str], Any]
ADDRESS = "/en/budget/publier"
OWN_HOST = "http://localhost"
"""Where the test client keeps the cookie of a session."""


def datasets() -> int:
    """Return how many datasets there are."""
    model.Session.rollback()
    return model.Session.query(model.Package).count()


class TestForm:
    """``/budget/publier``."""

    def send(
        self,
        app: CKANTestApp,
        user: dict[str, Any],
        content: bytes,
        **fields: str,
    ) -> TestResponse:
        """Send the form."""
        data = {**fields, "upload": (io.BytesIO(content), "budget.xml")}
        return app.post(
            ADDRESS,
            data=data,
            headers={"Authorization": user["token"]},
            content_type="multipart/form-data",
            follow_redirects=False,
        )

    def test_form_is_for_publishers(
        self, app: CKANTestApp, editor: dict[str, Any], parse: Parse
    ) -> None:
        """Who may publish nowhere finds nothing there."""
        app.get(ADDRESS, status=404)
        answer = app.get(ADDRESS, headers={"Authorization": editor["token"]})
        page = parse(answer.body)
        form = page.one("form[enctype=multipart/form-data]")
        fields = [*form.select("input[id]"), *form.select("select")]
        assert len(fields) == 4
        for field in fields:
            assert form.one(f"label[for={field['id']}]").text

    def test_good_file_leads_to_its_page(
        self,
        app: CKANTestApp,
        editor: dict[str, Any],
        organization: dict[str, Any],
        budget_file: Make,
    ) -> None:
        """The next page is the budget's."""
        answer = self.send(
            app, editor, budget_file().read_bytes(), owner_org=organization["id"]
        )
        assert answer.status_code == 302
        assert answer.headers["Location"].endswith("budget-21350238800019-2024-ca")

    def test_bad_file_is_explained_beside_its_field(
        self,
        app: CKANTestApp,
        editor: dict[str, Any],
        organization: dict[str, Any],
        budget_file: Make,
        parse: Parse,
    ) -> None:
        """A summary leads to the field, which carries the same sentence."""
        content = budget_file().read_bytes().replace(b'"2024"', b'"24"')
        answer = self.send(app, editor, content, owner_org=organization["id"])
        assert answer.status_code == 200
        page = parse(answer.body)
        assert page.one(".t-summary a")["href"] == "#field-upload"
        assert "BlocBudget/Exer" in page.one("[id=error-upload]").text
        field = page.one("[id=field-upload]")
        assert "error-upload" in field["aria-describedby"]
        assert datasets() == 0

    def test_missing_file_is_asked_for(
        self,
        app: CKANTestApp,
        editor: dict[str, Any],
        organization: dict[str, Any],
    ) -> None:
        """Sending nothing is answered with what to do."""
        answer = app.post(
            ADDRESS,
            data={"owner_org": organization["id"]},
            headers={"Authorization": editor["token"]},
        )
        assert "Choose the budget file" in answer.body

    def test_forged_form_is_refused(
        self,
        ckan_config: dict[str, Any],
        monkeypatch: pytest.MonkeyPatch,
        make_app: Callable[[], CKANTestApp],
        organization: dict[str, Any],
        budget_file: Make,
    ) -> None:
        """Without the mark of the page nothing is published; with it, it is."""
        monkeypatch.setitem(ckan_config, "WTF_CSRF_ENABLED", True)
        # A request with a token exempts its view for the rest of the process.
        monkeypatch.setattr(csrf, "_exempt_views", set())
        app = make_app()
        app.set_session_user(factories.Sysadmin()["name"])

        def send(**mark: str) -> TestResponse:
            upload = (io.BytesIO(budget_file().read_bytes()), "budget.xml")
            return app.post(
                ADDRESS,
                data={"owner_org": organization["id"], "upload": upload, **mark},
                content_type="multipart/form-data",
                follow_redirects=False,
                base_url=OWN_HOST,
            )

        assert send().status_code == 400
        assert datasets() == 0
        page = app.get(ADDRESS, base_url=OWN_HOST).body
        [mark] = re.findall(r'name="_csrf_token" value="([^"]+)"', page)[:1]
        assert send(_csrf_token=mark).status_code == 302


class TestCommand:
    """``ckan territory budget publish``."""

    def test_json_answer_has_what_scripts_need(
        self, cli: CKANCliRunner, organization: dict[str, Any], budget_file: Make
    ) -> None:
        """Totals are decimal strings, the dataset has its address."""
        command = ["territory", "budget", "publish", str(budget_file())]
        result = cli.invoke(
            ckan, [*command, "--organization", organization["name"], "--json"]
        )
        assert result.exit_code == 0, result.output
        answer = json.loads(result.output)
        assert answer["operating_expenditure"] == "1150.75"
        assert answer["unknown_section"] == "0.00"
        assert answer["lines"] == 5
        assert set(answer["dataset"]) == {"id", "name", "url"}

    def test_bad_file_ends_with_one(
        self, cli: CKANCliRunner, organization: dict[str, Any], tmp_path: Path
    ) -> None:
        """The message is for people, the code for scripts."""
        path = tmp_path / "autre.xml"
        path.write_text("<html/>", encoding="utf-8")
        command = ["territory", "budget", "publish", str(path)]
        result = cli.invoke(ckan, [*command, "--organization", organization["name"]])
        assert result.exit_code == 1
        assert "autre.xml" in result.output
        assert datasets() == 0

    def test_accounts_are_imported_and_listed(
        self, cli: CKANCliRunner, realdata: Path
    ) -> None:
        """Two commands keep the charts of accounts."""
        chart = realdata / "accounts" / "2024-M57-M57_D.xml"
        result = cli.invoke(ckan, ["territory", "accounts", "import", str(chart)])
        assert result.exit_code == 0, result.output
        listed = cli.invoke(ckan, ["territory", "accounts", "list"])
        assert "2024  M57-M57_D  2596" in listed.output
