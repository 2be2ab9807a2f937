"""Services and absences: actions and pages."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, call_action

from ckanext.territory.access import set_agent
from ckanext.territory.model import Question, Referent, ReferentChange, Service

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")


def today() -> dt.date:
    """Return the day of now: a whole run may go on past midnight."""
    return dt.date.today()  # noqa: DTZ011 - a day of the authority


def service(name: str, **values: object) -> dict[str, Any]:
    """Return a service made by an internal call."""
    return call_action("territory_service_create", name=name, **values)


def referent(of: str = "Voirie", **values: object) -> dict[str, Any]:
    """Return a public referent of a service."""
    return call_action(
        "territory_referent_create",
        **{"function": f"Chef {of}", "service": of, "is_public": True, **values},
    )


def away(referent_id: str, first: int = 0, last: int = 3, **values: str) -> Any:  # noqa: ANN401
    """Return an absence, in days from today."""
    return call_action(
        "territory_absence_create",
        referent_id=referent_id,
        starts_on=(today() + dt.timedelta(days=first)).isoformat(),
        ends_on=(today() + dt.timedelta(days=last)).isoformat(),
        **values,
    )


def token(user: dict[str, Any]) -> dict[str, str]:
    """Return the headers of a call by a user."""
    made = call_action("api_token_create", user=user["id"], name="t")
    return {"Authorization": made["token"]}


def agent() -> dict[str, Any]:
    """Return an agent of the authority."""
    user = factories.User()
    set_agent(model.User.get(user["id"]), True)
    model.Session.commit()
    return user


class TestServices:
    """``territory_service_…``."""

    def test_there_is_one_desk(self) -> None:
        """A new front desk takes the place of the other."""
        service("Accueil", is_desk=True)
        second = service("Standard", is_desk=True)
        desks = [
            one["id"] for one in call_action("territory_service_list") if one["is_desk"]
        ]
        assert desks == [second["id"]]

    def test_patch_leaves_the_rest(self) -> None:
        """And empties what is given empty."""
        made = service("Voirie", mailbox="voirie@ville.example", deadline_days="10")
        patched = call_action("territory_service_patch", id=made["id"], name="Voiries")
        assert patched == {**made, "name": "Voiries"}
        emptied = call_action(
            "territory_service_patch", id=made["id"], mailbox="", deadline_days=""
        )
        assert (emptied["mailbox"], emptied["deadline_days"]) == ("", None)

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"name": ""}, "name"),
            ({"name": "vOIRIE"}, "name"),
            ({"name": "A", "mailbox": "camille.vasseur@ville.example"}, "mailbox"),
            ({"name": "A", "mailbox": "a@b.example\r\nBcc: x@y.example"}, "mailbox"),
            ({"name": "A", "contact_url": "javascript:alert(1)"}, "contact_url"),
            ({"name": "A", "deadline_days": "0"}, "deadline_days"),
            ({"name": "A", "deadline_days": "²"}, "deadline_days"),
            ({"name": "A", "parent_id": "nowhere"}, "parent_id"),
            ({"name": "A", "organization_id": "nowhere"}, "organization_id"),
        ],
    )
    def test_bad_values_are_refused(self, values: dict[str, str], field: str) -> None:
        """Each on its field; nothing is made."""
        service("Voirie")
        with pytest.raises(tk.ValidationError) as refusal:
            call_action("territory_service_create", **values)
        assert list(refusal.value.error_dict) == [field]
        assert len(call_action("territory_service_list")) == 1

    def test_service_is_never_below_itself(self) -> None:
        """Not even through others."""
        top = service("A")
        middle = service("B", parent_id=top["id"])
        low = service("C", parent_id=middle["id"])
        with pytest.raises(tk.ValidationError):
            call_action("territory_service_patch", id=top["id"], parent_id=low["id"])

    def test_service_that_holds_something_stays_open(self) -> None:
        """Until another one takes over all of it."""
        old, new = service("Voirie"), service("Routes")
        below = service("Neige", parent_id=old["id"])
        made = referent()
        question = Question(
            reference="Q-1",
            token_hash="x",  # noqa: S106 - no secret
            service_id=old["id"],
            status="received",
        )
        model.Session.add(question)
        model.Session.commit()
        with pytest.raises(tk.ValidationError):
            call_action("territory_service_close", id=old["id"])
        call_action("territory_service_close", id=old["id"], successor_id=new["id"])
        names = [one["name"] for one in call_action("territory_service_list")]
        assert names == ["Neige", "Routes"]
        moved = call_action("territory_service_show", id=below["id"])
        assert moved["parent_id"] == new["id"]
        assert model.Session.get(Referent, made["id"]).service_id == new["id"]
        assert model.Session.get(Question, question.id).service_id == new["id"]

    def test_only_administrators_edit(self) -> None:
        """Everybody reads."""
        made = service("Voirie")
        editor = factories.User()
        factories.Organization(users=[{"name": editor["name"], "capacity": "editor"}])
        for user in ("", editor["name"]):
            context = {"user": user, "ignore_auth": False}
            assert call_action("territory_service_show", dict(context), id=made["id"])
            for action in ("create", "patch", "close"):
                with pytest.raises(tk.NotAuthorized):
                    call_action(
                        f"territory_service_{action}",
                        dict(context),
                        id=made["id"],
                        name="B",
                    )

    def test_pages(self, app: CKANTestApp) -> None:
        """The chart for everybody, the forms for administrators."""
        top = service("Direction", mailbox="direction@ville.example")
        service("Voirie", parent_id=top["id"])
        referent()
        body = app.get("/annuaire/services").body
        assert body.index("Direction") < body.index("Chef Voirie")
        assert "t-depth-1" in body
        app.get("/annuaire/services/nouveau", status=403)
        headers = token(factories.Sysadmin())
        app.post(
            "/annuaire/services/nouveau",
            data={"name": "Neige", "is_desk": "true"},
            headers=headers,
            follow_redirects=False,
            status=302,
        )
        refused = app.post(
            "/annuaire/services/nouveau", data={"name": "neige"}, headers=headers
        )
        assert 'aria-invalid="true"' in refused.body
        assert model.Session.query(Service).filter_by(is_desk=True).count() == 1


class TestAbsences:
    """``territory_absence_…`` and who stands in."""

    def test_deputy_answers_by_date(self) -> None:
        """Agents see the deputy, everybody else the service."""
        service("Voirie", mailbox="voirie@ville.example")
        deputy = referent(function="Adjointe")
        made = referent(deputy_id=deputy["id"], problems=["trou dans la chaussée"])
        away(made["id"])
        shown = call_action("territory_referent_show", id=made["id"])
        assert shown["stand_in"]["referent_id"] == deputy["id"]
        public = call_action(
            "territory_referent_show", {"user": "", "ignore_auth": False}, id=made["id"]
        )
        assert public["stand_in"] == {
            "referent_id": "",
            "function": "",
            "service": "Voirie",
            "mailbox": "voirie@ville.example",
            "contact_url": "",
        }
        found = call_action("territory_referent_search", q="un trou, la chaussée")
        assert found["answers"][0]["stand_in"]["referent_id"] == deputy["id"]

    def test_deputy_who_is_away_too_leaves_it_to_the_service(self) -> None:
        """Circles of deputies as well."""
        one, two = referent(function="A"), referent(function="B")
        call_action("territory_referent_patch", id=one["id"], deputy_id=two["id"])
        call_action("territory_referent_patch", id=two["id"], deputy_id=one["id"])
        away(one["id"])
        away(two["id"])
        shown = call_action("territory_referent_show", id=one["id"])
        assert shown["stand_in"]["referent_id"] == ""
        assert shown["stand_in"]["service"] == ""

    @pytest.mark.parametrize(
        ("first", "last", "field"),
        [
            (2, 5, "starts_on"),
            (3, 3, "starts_on"),
            (8, 7, "ends_on"),
            (-9, -8, "ends_on"),
        ],
    )
    def test_bad_days_are_refused(self, first: int, last: int, field: str) -> None:
        """Overlapping ones, ends before the beginning, days that are over."""
        made = referent()
        away(made["id"])
        with pytest.raises(tk.ValidationError) as refusal:
            away(made["id"], first, last)
        assert list(refusal.value.error_dict) == [field]
        assert len(call_action("territory_absence_list", referent_id=made["id"])) == 1

    def test_nobody_is_their_own_deputy(self) -> None:
        """Neither always nor for some days."""
        made = referent()
        with pytest.raises(tk.ValidationError):
            away(made["id"], deputy_id=made["id"])
        with pytest.raises(tk.ValidationError):
            call_action("territory_referent_patch", id=made["id"], deputy_id=made["id"])

    def test_own_account_plans_on_the_page(self, app: CKANTestApp) -> None:
        """Others do not; outsiders do not even see it."""
        user = agent()
        made = referent(user_id=user["name"])
        page = f"/annuaire/{made['id']}"
        days = {"starts_on": today().isoformat(), "ends_on": today().isoformat()}
        app.post(f"{page}/absences", data=days, headers=token(agent()), status=403)
        assert "Absences" not in app.get(page).body
        headers = token(user)
        app.post(
            f"{page}/absences",
            data=days,
            headers=headers,
            follow_redirects=False,
            status=302,
        )
        [row] = call_action("territory_absence_list", referent_id=made["id"])
        refused = app.post(f"{page}/absences", data=days, headers=headers).body
        assert today().isoformat() in refused
        app.post(
            f"{page}/absences/{row['id']}/supprimer",
            headers=headers,
            follow_redirects=False,
            status=302,
        )
        assert call_action("territory_absence_list", referent_id=made["id"]) == []


class TestHistory:
    """What changed, without the person."""

    def test_changes_are_kept_without_internal_values(self) -> None:
        """Of the name only that it changed."""
        made = referent(name="Personne Canari", email="canari@agents.example")
        call_action(
            "territory_referent_patch",
            id=made["id"],
            function="Cheffe",
            name="Autre Canari",
        )
        call_action("territory_referent_delete", id=made["id"])
        rows = (
            model.Session.query(ReferentChange)
            .filter_by(referent_id=made["id"])
            .order_by(ReferentChange.changed_at)
            .all()
        )
        assert [row.kind for row in rows] == ["created", "changed", "deleted"]
        assert rows[1].values["function"] == ["Chef Voirie", "Cheffe"]
        assert rows[1].values["name"] == []
        assert "anari" not in str([row.values for row in rows])

    def test_name_is_public_by_consent_only(self) -> None:
        """Dated, and withdrawn at once."""
        anonymous = {"user": "", "ignore_auth": False}
        made = referent(name="Personne Canari")
        shown = call_action("territory_referent_show", dict(anonymous), id=made["id"])
        assert "Canari" not in str(shown)
        call_action(
            "territory_referent_patch",
            id=made["id"],
            public_name_on=today().isoformat(),
        )
        shown = call_action("territory_referent_show", dict(anonymous), id=made["id"])
        assert shown["public_name"] == "Personne Canari"
        call_action("territory_referent_patch", id=made["id"], public_name_on="")
        shown = call_action("territory_referent_show", dict(anonymous), id=made["id"])
        assert "Canari" not in str(shown)
        with pytest.raises(tk.ValidationError):
            call_action(
                "territory_referent_patch",
                id=made["id"],
                public_name_on=(today() + dt.timedelta(days=1)).isoformat(),
            )
