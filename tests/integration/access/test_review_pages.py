"""The last step of the form, the list of proposals, and the page of a draft."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from typing import Any

import pytest

from ckan.config.middleware import flask_app
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, call_action

Reset = Callable[[], None]
NUMBERS = itertools.count()
ROLES = {"proposer": "editor", "colleague": "editor", "member": "member"}


@pytest.fixture(scope="module")
def headers(
    portal: CKANTestApp,
    reset_db: Reset,
    migrate_db_for: Callable[[str], None],
    reset_index: Reset,
) -> dict[str, dict[str, str]]:
    """Empty everything, make a service that wants reviews; return who may call."""
    reset_db()
    for plugin in ("activity", "territory"):
        migrate_db_for(plugin)
    reset_index()
    people = {
        role: factories.UserWithToken(name=role, fullname=role.title())
        for role in (*ROLES, "user")
    }
    factories.Organization(
        name="parcs",
        needs_review="yes",
        users=[{"name": name, "capacity": role} for name, role in ROLES.items()],
    )
    known = {role: {"Authorization": user["token"]} for role, user in people.items()}
    return {**known, "anonymous": {}}


@pytest.fixture
def draft(headers: dict[str, dict[str, str]]) -> dict[str, Any]:
    """Return a complete draft of the proposer."""
    number = next(NUMBERS)
    return call_action(
        "package_create",
        {"user": "proposer", "ignore_auth": False},
        type="dataset",
        name=f"bancs-{number}",
        title=f"Bancs publics {number}",
        notes="Chaque banc.",
        owner_org=call_action("organization_show", id="parcs")["id"],
        territory_theme=["environnement"],
        territory_level="commune",
        territory_code=["35238"],
        frequency="ANNUAL",
        license_id="lov2",
        contact=[{"name": "Parcs", "email": "parcs@rives-sur-orle.example"}],
        resources=[{"url": "https://rives.example/a.csv", "name": "Bancs"}],
        internal_note="lamproie",
        state="draft",
    )


class Site:
    """The pages of a dataset, asked for by a role."""

    def __init__(
        self, app: CKANTestApp, headers: dict[str, dict[str, str]], dataset_id: str
    ) -> None:
        """Take the client, the tokens and the dataset."""
        self.app, self.headers = app, headers
        self.address = f"/en/publier/jeu/{dataset_id}/relire"

    def get(self, role: str, address: str = "") -> tuple[int, str]:
        """Return status and body of a page."""
        answer = self.app.get(address or self.address, headers=self.headers[role])
        return answer.status_code, answer.body

    def post(self, role: str, decision: str, **data: str) -> tuple[int, str]:
        """Send the form; return status and body, redirections not followed."""
        answer = self.app.post(
            self.address,
            data={"decision": decision, **data},
            headers=self.headers[role],
            follow_redirects=False,
        )
        return answer.status_code, answer.body


@pytest.fixture
def site(
    portal: CKANTestApp, headers: dict[str, dict[str, str]], draft: dict[str, Any]
) -> Site:
    """Return the pages of the draft."""
    return Site(portal, headers, draft["id"])


def state_of(dataset: dict[str, Any]) -> str:
    """Return the state of a dataset."""
    return call_action("package_show", id=dataset["id"])["state"]


class TestLastStep:
    """``/publier/jeu/<id>/relire``."""

    @pytest.mark.parametrize("role", ["anonymous", "user", "member"])
    def test_others_find_nothing(self, site: Site, role: str) -> None:
        """Absent and forbidden look the same, and nothing is changed by sending."""
        assert site.get(role)[0] == 404
        assert site.post(role, "propose")[0] == 404
        site.address = "/en/publier/jeu/rien/relire"
        assert site.get(role)[0] == 404

    def test_page_says_who_will_see_what(self, site: Site) -> None:
        """One heading, the audience, the checklist; the note itself is not on it."""
        status, body = site.get("proposer")
        assert status == 200
        assert body.count("<h1") == 1
        assert "Everybody will find this page" in body
        assert "internal note" in body
        assert "lamproie" not in body
        assert 'value="propose"' in body
        assert 'value="publish"' not in body

    def test_proposal_goes_to_a_colleague_who_publishes(
        self, site: Site, draft: dict[str, Any]
    ) -> None:
        """Proposed, seen in the list and in the menu, published, told."""
        assert site.post("proposer", "propose", message="Relu.")[0] == 302
        assert 'value="withdraw"' in site.get("proposer")[1]
        listed = site.get("colleague", "/en/publier/relectures")[1]
        assert draft["title"] in listed
        assert re.search(r"\d+ publications? waits? for you", listed)
        page = site.get("colleague")[1]
        assert "Relu." in page
        assert 'value="accept"' in page
        assert site.post("colleague", "accept")[0] == 302
        assert state_of(draft) == "active"
        assert "colleague published the dataset" in site.get("proposer")[1].lower()

    def test_refusal_without_reason_is_shown_at_its_field(
        self, site: Site, draft: dict[str, Any]
    ) -> None:
        """With a summary that leads to it; then the proposer reads the reason."""
        site.post("proposer", "propose")
        status, body = site.post("colleague", "refuse")
        assert status == 200
        assert 'href="#field-reason"' in body
        assert 'aria-describedby="hint-reason error-reason"' in body
        site.post("colleague", "refuse", reason="Titre à préciser.")
        assert "Titre à préciser." in site.get("proposer")[1]
        assert state_of(draft) == "draft"

    def test_proposer_withdraws(self, site: Site) -> None:
        """And may propose again."""
        site.post("proposer", "propose")
        assert site.post("proposer", "withdraw")[0] == 302
        assert 'value="propose"' in site.get("proposer")[1]

    def test_proposer_does_not_accept(self, site: Site, draft: dict[str, Any]) -> None:
        """Even by sending the form of the others."""
        site.post("proposer", "propose")
        assert site.post("proposer", "accept")[0] == 403
        status, body = site.post("proposer", "publish")
        assert status == 200
        assert "another editor of the service decides" in body
        assert state_of(draft) == "draft"

    def test_what_is_missing_leads_to_its_step(
        self, site: Site, draft: dict[str, Any]
    ) -> None:
        """The button is not there until it is put right; sending changes nothing."""
        call_action(
            "package_patch",
            {"user": "proposer", "ignore_auth": False},
            id=draft["id"],
            notes="",
        )
        body = site.get("proposer")[1]
        assert f"/publier/jeu/{draft['id']}/1#field-notes" in body
        assert 'value="propose"' not in body
        status, body = site.post("proposer", "propose", message="Quand même.")
        assert status == 200
        assert "Nothing was changed" in body

    def test_unknown_decision_is_not_found(self, site: Site) -> None:
        """Nothing is guessed."""
        assert site.post("proposer", "n'importe")[0] == 404

    def test_reading_changes_nothing(self, site: Site, draft: dict[str, Any]) -> None:
        """A decision in the address is no decision."""
        site.get("proposer", f"{site.address}?decision=propose")
        shown = call_action(
            "territory_review_show", {"user": "proposer"}, id=draft["id"]
        )
        assert shown["review"] is None

    def test_forged_form_is_refused(
        self,
        site: Site,
        draft: dict[str, Any],
        ckan_config: dict[str, Any],
        monkeypatch: pytest.MonkeyPatch,
        make_app: Callable[[], CKANTestApp],
    ) -> None:
        """Without the mark of the page nothing is proposed; with it, it is."""
        monkeypatch.setitem(ckan_config, "WTF_CSRF_ENABLED", True)
        # A request with a token exempts its view for the rest of the process.
        monkeypatch.setattr(flask_app.csrf, "_exempt_views", set())
        app, here = make_app(), "http://localhost"
        app.set_session_user("proposer")

        def send(**mark: str) -> int:
            return app.post(
                site.address,
                data={"decision": "propose", **mark},
                base_url=here,
                follow_redirects=False,
            ).status_code

        assert send() == 400
        page = app.get(site.address, base_url=here).body
        [mark] = re.findall(r'name="_csrf_token" value="([^"]+)"', page)[:1]
        assert send(_csrf_token=mark) == 302


class TestList:
    """``/publier/relectures``."""

    def test_anonymous_readers_are_asked_to_log_in(self, site: Site) -> None:
        """The list names people."""
        status, body = site.get("anonymous", "/en/publier/relectures")
        assert status == 403
        assert "Log in" in body

    def test_empty_list_says_why(self, site: Site) -> None:
        """And what comes next."""
        body = site.get("user", "/en/publier/relectures")[1]
        assert "Nothing waits for your decision" in body
        assert "You proposed nothing yet" in body


class TestDraftPage:
    """The page of a dataset that is not published."""

    def test_banner_leads_on(self, site: Site, draft: dict[str, Any]) -> None:
        """For who may go on; the word alone for the others of the service."""
        address = f"/en/dataset/{draft['name']}"
        for role, leads in (("proposer", True), ("member", False)):
            body = site.get(role, address)[1]
            assert "Draft: not published yet" in body
            assert (f"/publier/jeu/{draft['id']}/relire" in body) is leads
