"""A referent's own page, the calendar of due updates and the card of a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import vobject

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, call_action

from ckanext.territory.access import set_agent
from ckanext.territory.model import Referent

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")

DAY = "2025-03-01"
DUE = "2026-03-02"


def agent() -> tuple[dict[str, Any], dict[str, str]]:
    """Return an agent and the headers of a call in the agent's name."""
    user = factories.User()
    set_agent(model.User.get(user["id"]), True)
    model.Session.commit()
    made = call_action("api_token_create", user=user["id"], name="t")
    return user, {"Authorization": made["token"]}


def referent(**values: object) -> str:
    """Return the id of a public referent."""
    made = call_action(
        "territory_referent_create",
        **{
            "function": "Chef du service voirie",
            "service": "Voirie",
            "is_public": True,
            **values,
        },
    )
    return made["id"]


def dataset(referent_id: str, name: str, **values: object) -> str:
    """Return the id of a dataset of a referent, updated every year."""
    found = model.Session.query(model.Group).filter_by(is_organization=True).first()
    made = call_action(
        "package_create",
        {"user": factories.Sysadmin()["name"]},
        **{
            "type": "dataset",
            "name": name,
            "title": f"Données {name}",
            "notes": "Des données.",
            "owner_org": found.id if found else factories.Organization()["id"],
            "territory_theme": ["voirie"],
            "territory_level": "commune",
            "territory_code": ["35238"],
            "frequency": "ANNUAL",
            "modified": DAY,
            "license_id": "lov2",
            "referent_id": referent_id,
            **values,
        },
    )
    return made["id"]


class TestWork:
    """``territory_referent_work`` and ``/annuaire/moi``."""

    def test_own_datasets_with_what_they_lack(self, app: CKANTestApp) -> None:
        """Of every level that the account reads; not those of somebody else."""
        user, headers = agent()
        mine, other = referent(user_id=user["id"]), referent()
        keys = {
            dataset(mine, "un"),
            dataset(mine, "deux", access_level="internal"),
        }
        dataset(other, "autre")
        found = app.get("/api/3/action/territory_referent_work", headers=headers).json[
            "result"
        ]
        assert [one["id"] for one in found["referents"]] == [mine]
        assert {one["id"] for one in found["datasets"]} == keys
        first = found["datasets"][0]
        assert first["due_on"] == DUE
        assert 0 < first["score"] < 1
        gains = [point["gain"] for point in first["missing"]]
        assert gains
        assert gains == sorted(gains, reverse=True)
        page = app.get("/annuaire/moi", headers=headers).body
        assert "Données un" in page
        assert "Données autre" not in page

    def test_nobody_is_linked(self, app: CKANTestApp) -> None:
        """The page says what to do."""
        _user, headers = agent()
        page = app.get("/annuaire/moi", headers=headers).body
        assert "t-empty" in page

    def test_for_agents_only(self, app: CKANTestApp) -> None:
        """Anonymous readers are offered to log in."""
        app.get("/annuaire/moi", status=403)
        user = factories.User()
        made = call_action("api_token_create", user=user["id"], name="t")
        headers = {"Authorization": made["token"]}
        app.get("/annuaire/moi", headers=headers, status=403)


class TestCalendar:
    """The feed of due updates."""

    def test_subscribe_then_end(self, app: CKANTestApp) -> None:
        """By its address alone; only a hash is kept; the address ends when told."""
        user, headers = agent()
        mine = referent(user_id=user["id"])
        dataset(mine, "un", title="Rues, places ; ponts")
        page = app.post(
            "/annuaire/moi/calendrier", data={"referent_id": mine}, headers=headers
        ).body
        path = page.split("/annuaire/calendrier/")[1].split(".ics")[0]
        address = f"/annuaire/calendrier/{path}.ics"
        answer = app.get(address)
        assert answer.content_type.startswith("text/calendar")
        assert answer.headers["Cache-Control"] == "no-store, private"
        event = vobject.readOne(answer.body).vevent
        assert event.dtstart.value == dt.date.fromisoformat(DUE)
        assert "Rues, places ; ponts" in event.summary.value
        assert path not in str(model.Session.get(Referent, mine).calendar_hash)
        data = {"referent_id": mine}
        app.post("/annuaire/moi/calendrier/supprimer", data=data, headers=headers)
        app.get(address, status=404)

    def test_a_closed_account_reads_no_more_than_anybody(self) -> None:
        """What is internal leaves the feed with the account."""
        user, _headers = agent()
        mine = referent(user_id=user["id"])
        dataset(mine, "un")
        dataset(mine, "deux", access_level="internal")
        made = call_action("territory_calendar_create", referent_id=mine)
        token = made["address"].split("/")[-1].removesuffix(".ics")

        def titles() -> set[str]:
            found = tk.get_action("territory_calendar_show")(
                {"user": ""}, {"token": token}
            )
            return {one["title"] for one in found["updates"]}

        assert titles() == {"Données un", "Données deux"}
        account = model.User.get(user["id"])
        account.state = "deleted"
        model.Session.commit()
        assert titles() == {"Données un"}

    def test_only_the_person_makes_it(self, app: CKANTestApp) -> None:
        """Or who edits the directory; a wrong secret finds nothing."""
        _user, headers = agent()
        app.post(
            "/annuaire/moi/calendrier",
            data={"referent_id": referent()},
            headers=headers,
            status=403,
        )
        app.get("/annuaire/calendrier/deviné.ics", status=404)


class TestCard:
    """``/annuaire/ID/contact.vcf``."""

    def test_two_faces(self, app: CKANTestApp) -> None:
        """The person is on the card for agents only; signs are escaped."""
        key = referent(
            mailbox="voirie@ville.example",
            name="Camille; Martin, dite Canari",
            email="camille.canari@ville.example",
            phone="+33 2 00 00 00 01",
        )
        public = app.get(f"/annuaire/{key}/contact.vcf")
        card = vobject.readOne(public.body)
        assert card.fn.value == "Chef du service voirie"
        assert card.email.value == "voirie@ville.example"
        assert "anari" not in public.body
        assert "00 00" not in public.body
        _user, headers = agent()
        inside = vobject.readOne(
            app.get(f"/annuaire/{key}/contact.vcf", headers=headers).body
        )
        assert inside.fn.value == "Camille; Martin, dite Canari"
        assert inside.tel.value == "+33 2 00 00 00 01"

    def test_hidden_is_absent(
        self, app: CKANTestApp, timeless: Callable[[str, str], str]
    ) -> None:
        """As for the page."""
        hidden, absent = (
            timeless(app.get(f"/annuaire/{one}/contact.vcf", status=404).body, one)
            for one in (referent(is_public=False), "inconnu")
        )
        assert hidden == absent
