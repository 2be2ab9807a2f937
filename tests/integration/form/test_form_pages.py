"""The pages of the form: who sees them, what they hold, what they cost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from ckan import model
from ckan.config.middleware.flask_app import csrf
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, call_action

# The browser of conftest.py, which cannot be imported from there.
Window = Any

Open = Callable[[dict[str, Any]], Any]
OWN_HOST = "http://localhost"
MAX_STATEMENTS = 60


@pytest.fixture
def draft(browser: Window) -> dict[str, Any]:
    """Return a draft of the editor."""
    browser.get("/publier/dataset/nouveau")
    browser.send(title="Bancs publics", save="next")
    dataset_id = browser.path.split("/")[-2]
    return call_action("package_show", {"user": browser.user}, id=dataset_id)


@contextmanager
def statements() -> Iterator[list[str]]:
    """Yield what is asked of the database meanwhile."""
    asked: list[str] = []

    def note(*args: object) -> None:
        asked.append(str(args[2]))

    event.listen(model.meta.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(model.meta.engine, "before_cursor_execute", note)


class TestRights:
    """Who sees the pages."""

    def test_anonymous_reader_is_asked_to_log_in(self, app: CKANTestApp) -> None:
        """On the form of a new dataset."""
        answer = app.get("/publier/dataset/nouveau", status=403)
        assert "/user/login" in answer.text

    def test_draft_of_others_does_not_exist(
        self, draft: dict[str, Any], open_browser: Open, app: CKANTestApp
    ) -> None:
        """For a stranger and for nobody alike: 404, on every page."""
        stranger = open_browser(factories.UserWithToken())
        for step in ("1", "fichiers", "fichiers/x", "fichiers/x/supprimer"):
            path = f"/publier/jeu/{draft['id']}/{step}"
            stranger.get(path, status=404)
            app.get(path, status=404)

    def test_published_dataset_of_others_may_not_be_changed(
        self, open_browser: Open, organization: dict[str, Any]
    ) -> None:
        """It is there, and is not theirs: 403."""
        admin = factories.Sysadmin()
        dataset = call_action(
            "package_create",
            {"user": admin["name"]},
            **factories.Dataset.stub().__dict__,
            owner_org=organization["id"],
            type="dataset",
            territory_theme=["eau"],
            territory_level="commune",
            territory_code=["35238"],
            frequency="ANNUAL",
            license_id="lov2",
        )
        stranger = open_browser(factories.UserWithToken())
        stranger.get(f"/publier/jeu/{dataset['id']}/1", status=403)

    @pytest.mark.parametrize("step", ["0", "6", "01", "x", "1.5", "²"])
    def test_step_that_is_not_there(
        self, browser: Window, draft: dict[str, Any], step: str
    ) -> None:
        """404, whatever is typed in the address."""
        browser.get(f"/publier/jeu/{draft['id']}/{step}", status=404)

    def test_type_that_is_not_there(self, browser: Window) -> None:
        """404."""
        browser.get("/publier/roman/nouveau", status=404)

    def test_forged_form_is_refused(
        self,
        app: CKANTestApp,
        ckan_config: dict[str, Any],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """Without the mark of the page nothing is saved; with it, it is."""
        user = factories.User(password="un mot de passe d’essai")  # noqa: S106 - lives one test
        factories.Organization(users=[{"name": user["name"], "capacity": "editor"}])
        monkeypatch.setitem(ckan_config, "WTF_CSRF_ENABLED", True)
        monkeypatch.setitem(app.flask_app.config, "WTF_CSRF_ENABLED", True)
        monkeypatch.setattr(csrf, "_exempt_views", set())
        here: dict[str, Any] = {"base_url": OWN_HOST, "follow_redirects": False}
        mark = re.compile(r'name="_csrf_token" value="([^"]+)"')
        page = app.get("/user/login", **here).text
        [token] = mark.findall(page)[:1]
        app.post(
            "/user/login",
            data={
                "login": user["name"],
                "password": "un mot de passe d’essai",
                "_csrf_token": token,
            },
            **here,
        )
        path = "/publier/dataset/nouveau"
        page = app.get(path, **here).text
        [token] = mark.findall(page)[:1]
        for forged in (path, f"{path}/copie", f"{path}/abandon"):
            assert app.post(forged, data={"title": "Forgé"}, **here).status_code == 400
        data = {"title": "Vrai", "save": "next", "_csrf_token": token}
        owner = re.findall(r'option value="([^"]+)" selected', page)[0]
        app.post(path, data={**data, "owner_org": owner}, **here)
        titles = model.Session.scalars(sa.select(model.Package.title)).all()
        assert "Vrai" in titles
        assert "Forgé" not in titles


class TestRedirects:
    """CKAN's own forms lead to ours."""

    def test_new(self, browser: Window) -> None:
        """Of each type."""
        browser.get("/dataset/new")
        assert browser.path.endswith("/publier/dataset/nouveau")
        browser.get("/budget/new")
        assert browser.path.endswith("/publier/budget/nouveau")

    def test_edit_and_files(self, browser: Window, draft: dict[str, Any]) -> None:
        """The step of the same number; the files."""
        name, root = draft["name"], f"/publier/jeu/{draft['name']}"
        for old, new in (
            (f"/dataset/edit/{name}", f"{root}/1"),
            (f"/dataset/edit/{name}/3", f"{root}/3"),
            (f"/dataset/new/{name}/2", f"{root}/2"),
            (f"/dataset/{name}/resource/new", f"{root}/fichiers"),
            (f"/dataset/resources/{name}", f"{root}/fichiers"),
        ):
            browser.get(old)
            assert browser.path == new


class TestContent:
    """What a step holds."""

    def test_labels_hints_and_one_heading(
        self, browser: Window, draft: dict[str, Any]
    ) -> None:
        """Every input has a label; ids are unique; there is one h1."""
        for step in ("1", "2", "3", "4", "5", "fichiers"):
            page = browser.get(f"/publier/jeu/{draft['id']}/{step}")
            main = page[page.index("<main") : page.index("</main>")]
            main = re.sub(r"<template>.*?</template>", "", main, flags=re.DOTALL)
            ids = re.findall(r'\bid="([^"]+)"', main)
            assert sorted(ids) == sorted(set(ids))
            assert main.count("<h1") == 1
            for described in re.findall(r'aria-describedby="([^"]+)"', main):
                assert set(described.split()) <= set(ids)
            for target in re.findall(r'<label[^>]* for="([^"]+)"', main):
                assert target in ids

    def test_access_is_the_only_visibility(
        self, browser: Window, draft: dict[str, Any]
    ) -> None:
        """CKAN's choice between private and public is not offered beside it."""
        page = browser.get(f"/publier/jeu/{draft['id']}/4")
        assert 'name="access_level"' in page
        assert 'name="private"' not in page

    def test_producer_is_chosen_when_there_is_one(
        self, browser: Window, organization: dict[str, Any]
    ) -> None:
        """Nobody chooses among one."""
        browser.get("/publier/dataset/nouveau")
        assert dict(browser.fields())["owner_org"] == organization["id"]

    def test_extra_field_of_the_administrator_is_there(
        self,
        browser: Window,
        draft: dict[str, Any],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """With its label, whatever snippet it asks for, and it is read back."""
        pages = tk.h.scheming_get_dataset_form_pages("dataset")
        extra = {
            "field_name": "budget_line",
            "label": {"en": "Line", "fr": "Ligne budgétaire"},
            "form_snippet": "date.html",
            "validators": "ignore_empty unicode_safe",
        }
        monkeypatch.setitem(pages[4], "fields", [*pages[4]["fields"], extra])
        page = browser.get(f"/publier/jeu/{draft['id']}/5")
        assert 'name="budget_line"' in page
        assert "Ligne budgétaire" in page

    def test_page_costs_few_statements(
        self, browser: Window, draft: dict[str, Any]
    ) -> None:
        """A bound, whatever the number of fields."""
        for step in ("1", "2", "3", "4", "5", "fichiers"):
            path = f"/publier/jeu/{draft['id']}/{step}"
            browser.get(path)
            with statements() as asked:
                browser.get(path)
            assert len(asked) <= MAX_STATEMENTS, (step, len(asked))
