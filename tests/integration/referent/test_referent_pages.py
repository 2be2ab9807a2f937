"""The directory's pages, its card, its form and its commands."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any

import pytest

from ckan import model
from ckan.cli.cli import ckan as command
from ckan.config.middleware import flask_app
from ckan.tests import factories
from ckan.tests.helpers import CKANCliRunner, CKANTestApp, call_action

from ckanext.territory.access import set_agent

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")

CANARY = ("Personne Canari", "canari@agents.example", "01 99 00 47 11", "0199004711")
FORM = {
    "function": "Cheffe du service voirie",
    "service": "Voirie",
    "mailbox": "voirie@ville.example",
    "problems": "trou dans la chaussée\r\ntrottoir abîmé",
    "themes": "voirie",
    "is_public": "true",
    "name": CANARY[0],
    "email": CANARY[1],
    "phone": CANARY[2],
}


def create(**values: object) -> dict[str, Any]:
    """Return a referent made by an internal call."""
    return call_action(
        "territory_referent_create", **{**FORM, "themes": ["voirie"], **values}
    )


def token(user: dict[str, Any]) -> dict[str, str]:
    """Return the header that names a user."""
    made = call_action("api_token_create", user=user["name"], name="t")
    return {"Authorization": made["token"]}


def held_dataset(referent_id: str) -> dict[str, Any]:
    """Return a public dataset of a referent."""
    return call_action(
        "package_create",
        {"user": factories.Sysadmin()["name"]},
        type="dataset",
        name="troncons",
        title="Tronçons de rue",
        notes="Chaque tronçon et sa longueur.",
        owner_org=factories.Organization()["id"],
        territory_theme=["voirie"],
        territory_level="commune",
        territory_code=["35238"],
        frequency="ANNUAL",
        license_id="lov2",
        referent_id=referent_id,
    )


@pytest.fixture
def agent() -> dict[str, Any]:
    """Return an agent of the authority."""
    user = factories.User()
    set_agent(model.User.get(user["id"]), True)
    model.Session.commit()
    return user


class TestCanary:
    """Name, mail and telephone are for agents."""

    def test_internal_face_is_in_no_answer_to_outsiders(self, app: CKANTestApp) -> None:
        """Pages, API, feeds, search: nothing of the person."""
        made = create()
        package = held_dataset(made["id"])
        outsider = token(factories.User())
        paths = [
            "/",
            "/annuaire",
            "/annuaire?q=un+trou+dans+la+chaussée",
            "/annuaire?theme=voirie",
            f"/annuaire/{made['id']}",
            f"/dataset/{package['name']}",
            "/dataset/?q=Canari",
            "/feeds/dataset.atom",
            "/api/3/action/territory_referent_list",
            "/api/3/action/territory_referent_search?q=trou+chaussée&limit=20",
            f"/api/3/action/territory_referent_show?id={made['id']}",
            f"/api/3/action/package_show?id={package['name']}",
            "/api/3/action/package_search?q=*:*",
        ]
        for headers in ({}, outsider):
            for path in paths:
                answer = app.get(path, headers=headers)
                assert answer.status_code == 200, path
                assert not [word for word in CANARY if word in answer.body], path

    def test_agents_see_it(self, app: CKANTestApp, agent: dict[str, Any]) -> None:
        """On the person's page, in an answer, on the dataset's page."""
        made = create()
        package = held_dataset(made["id"])
        for path in (
            f"/annuaire/{made['id']}",
            "/annuaire?q=trou+chaussée",
            f"/dataset/{package['name']}",
        ):
            assert CANARY[0] in app.get(path, headers=token(agent)).body, path

    def test_nothing_of_it_is_in_the_index(self) -> None:
        """No document of the search engine holds it."""
        held_dataset(create()["id"])
        for word in ("Canari", '"canari@agents.example"'):
            assert call_action("package_search", q=word)["count"] == 0

    def test_nothing_of_it_is_logged(
        self, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Identifiers are, persons are not."""
        for name in ("action.referent", "action.referent_search"):
            logger = logging.getLogger(f"ckanext.territory.logic.{name}")
            monkeypatch.setattr(logger, "disabled", False)
            monkeypatch.setattr(logger, "handlers", [caplog.handler])
            logger.setLevel("DEBUG")
        made = create()
        call_action("territory_referent_patch", id=made["id"], service="B")
        call_action("territory_referent_search", q="trou chaussée")
        call_action("territory_referent_delete", id=made["id"])
        assert made["id"] in caplog.text
        assert not [word for word in CANARY if word in caplog.text]


class TestPages:
    """``/annuaire`` and ``/annuaire/<id>``."""

    def test_answer_has_person_and_reasons(self, app: CKANTestApp) -> None:
        """The box keeps the sentence; the address can be shared."""
        create()
        body = app.get("/annuaire?q=un+énorme+trou+sur+la+chaussée").body
        assert 'value="un énorme trou sur la chaussée"' in body
        assert "Cheffe du service voirie" in body
        assert "trou dans la chaussée" in body

    @pytest.mark.parametrize(
        "query",
        ["q=zorglub", "q=%3Cscript%3Ealert(1)%3C/script%3E", "theme=velo", "q="],
    )
    def test_page_stands_without_an_answer(self, app: CKANTestApp, query: str) -> None:
        """Nobody found, nothing executed, themes and services below."""
        create()
        body = app.get(f"/annuaire?{query}").body
        assert "<script>alert" not in body
        assert 'id="services"' in body

    def test_empty_directory_has_a_page(self, app: CKANTestApp) -> None:
        """Before the first referent."""
        assert app.get("/annuaire").status_code == 200

    def test_hidden_and_absent_look_the_same(
        self, app: CKANTestApp, timeless: Callable[[str, str], str]
    ) -> None:
        """Same status, same body but for the address and the mark of the moment."""
        made = create(is_public=False)
        hidden, absent = (
            timeless(app.get(f"/annuaire/{one}", status=404).body, one)
            for one in (made["id"], "inconnu")
        )
        assert hidden == absent

    def test_dataset_page_shows_the_card(self, app: CKANTestApp) -> None:
        """The public face, with a link to the person's page."""
        made = create(is_public=False)
        body = app.get(f"/dataset/{held_dataset(made['id'])['name']}").body
        assert f"/annuaire/{made['id']}" in body
        assert "voirie@ville.example" in body


class TestForms:
    """Adding, changing, taking out."""

    def test_only_administrators_reach_the_forms(
        self, app: CKANTestApp, agent: dict[str, Any]
    ) -> None:
        """Others are turned away, on GET as on POST."""
        made = create()
        for path in ("nouveau", f"{made['id']}/modifier", f"{made['id']}/supprimer"):
            assert app.get(f"/annuaire/{path}", headers=token(agent)).status_code == 403
            answer = app.post(f"/annuaire/{path}", headers=token(agent), data=FORM)
            assert answer.status_code == 403

    def test_referent_is_added_changed_and_taken_out(self, app: CKANTestApp) -> None:
        """The whole life of a referent, by forms."""
        admin = token(factories.Sysadmin())
        added = app.post(
            "/annuaire/nouveau", data=FORM, headers=admin, follow_redirects=False
        )
        path = re.sub(r"^https?://[^/]+", "", added.headers["Location"])
        assert "trottoir abîmé" in app.get(path).body
        form = app.get(f"{path}/modifier", headers=admin).body
        assert CANARY[1] in form
        changed = {**FORM, "service": "Infrastructures", "is_public": ""}
        app.post(f"{path}/modifier", data=changed, headers=admin)
        assert "Infrastructures" in app.get(path, headers=admin).body
        assert app.get(path, status=404)
        assert app.get(f"{path}/supprimer", headers=admin).status_code == 200
        app.post(f"{path}/supprimer", headers=admin)
        assert app.get(path, headers=admin, status=404)

    def test_mistakes_are_named_beside_their_fields(self, app: CKANTestApp) -> None:
        """A summary that leads to the field, and what was typed is kept."""
        data = {**FORM, "service": "", "mailbox": "prenom.nom@ville.example"}
        body = app.post(
            "/annuaire/nouveau", data=data, headers=token(factories.Sysadmin())
        ).body
        assert 'href="#field-mailbox"' in body
        assert 'id="error-service"' in body
        assert 'value="prenom.nom@ville.example"' in body
        assert call_action("territory_referent_list") == []

    def test_referent_with_datasets_is_not_taken_out(self, app: CKANTestApp) -> None:
        """The page says why and leads to the datasets."""
        made = create()
        held_dataset(made["id"])
        body = app.post(
            f"/annuaire/{made['id']}/supprimer", headers=token(factories.Sysadmin())
        ).body
        assert f"/annuaire/{made['id']}" in body
        assert call_action("territory_referent_show", id=made["id"])

    def test_form_without_its_mark_is_refused(
        self,
        ckan_config: dict[str, Any],
        monkeypatch: pytest.MonkeyPatch,
        make_app: Callable[[], CKANTestApp],
    ) -> None:
        """A post from another site changes nothing."""
        monkeypatch.setitem(ckan_config, "WTF_CSRF_ENABLED", True)
        # A call by token exempts its view for the life of the process.
        monkeypatch.setattr(flask_app.csrf, "_exempt_views", set())
        app = make_app()
        app.set_session_user(factories.Sysadmin()["name"])
        # The session's cookie is that of this host, not of the site's address.
        path, here = "/annuaire/nouveau", "http://localhost"
        assert app.post(path, data=FORM, base_url=here).status_code == 400
        page = app.get(path, base_url=here).body
        [mark] = re.findall(r'name="_csrf_token" value="([^"]+)"', page)[:1]
        app.post(
            path,
            data={**FORM, "_csrf_token": mark},
            base_url=here,
            follow_redirects=False,
        )
        assert len(call_action("territory_referent_list")) == 1


class TestChoices:
    """The field of a dataset's form."""

    def test_editors_choose_among_all(self, app: CKANTestApp) -> None:
        """Function and service, no name; nothing for who publishes nowhere."""
        made = create(is_public=False)
        editor, other = factories.User(), factories.User()
        factories.Organization(users=[{"name": editor["name"], "capacity": "editor"}])
        path = "/api/3/action/territory_referent_list?assignable=true"
        found = app.get(path, headers=token(editor))
        assert [one["id"] for one in found.json["result"]] == [made["id"]]
        assert CANARY[0] not in found.body
        assert app.get(path, headers=token(other)).status_code == 403


class TestCommands:
    """``ckan territory referent``."""

    def test_add_list_and_search(self, cli: CKANCliRunner) -> None:
        """The three commands walk through the same actions."""
        base = ["territory", "referent"]
        options = ["--theme", "voirie", "--problem", "trou dans la chaussée"]
        added = cli.invoke(command, [*base, "add", "Cheffe", "Voirie", *options])
        assert added.exit_code == 0, added.output
        assert added.output.strip() in cli.invoke(command, [*base, "list"]).output
        found = cli.invoke(command, [*base, "search", "un trou dans ma rue"]).output
        assert "Voirie\tCheffe" in found
        assert "problems: trou dans la chaussée" in found

    def test_mistake_ends_with_a_code(self, cli: CKANCliRunner) -> None:
        """And the field's name."""
        failed = cli.invoke(
            command, ["territory", "referent", "add", "A", "B", "--theme", "zorglub"]
        )
        assert failed.exit_code == 1
        assert "zorglub" in failed.output
