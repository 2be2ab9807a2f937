"""Data find their referent by rules; what has nobody is counted and told."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, call_action

from ckanext.territory.access import set_agent
from ckanext.territory.model import Assignment, Mail, Service
from ckanext.territory.questions import upkeep

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")


def referent(function: str) -> str:
    """Return the id of a public referent."""
    made = call_action(
        "territory_referent_create",
        function=function,
        service="Voirie",
        is_public=True,
    )
    return made["id"]


def dataset(name: str, **values: object) -> str:
    """Return the id of a dataset without a referent."""
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
            "license_id": "lov2",
            **values,
        },
    )
    return made["id"]


def rule(referent_id: str, **conditions: str) -> dict[str, Any]:
    """Return a rule."""
    return call_action("territory_rule_create", referent_id=referent_id, **conditions)


def holder(dataset_id: str) -> str:
    """Return who is responsible, by the table and by the index alike."""
    shown = call_action("package_show", {"ignore_auth": True}, id=dataset_id)
    found = call_action("package_search", {"ignore_auth": True}, fq=f"+id:{dataset_id}")
    assert found["results"][0].get("referent_id") == shown.get("referent_id")
    return shown.get("referent_id") or ""


def token(*, agent: bool) -> dict[str, str]:
    """Return the headers of a call by a new account."""
    user = factories.User()
    set_agent(model.User.get(user["id"]), agent)
    model.Session.commit()
    made = call_action("api_token_create", user=user["id"], name="t")
    return {"Authorization": made["token"]}


class TestRules:
    """``territory_rule_…`` and what saving a dataset does."""

    def test_a_new_dataset_goes_to_the_first_that_fits(self) -> None:
        """By the theme above its own; the reason is kept, for agents only."""
        road, other = referent("Voirie"), referent("Eau")
        rule(other, theme_code="eau")
        made = rule(road, theme_code="espace-public", territory_code="Rennes")
        key = dataset("rues")
        assert holder(key) == road
        shown = call_action(
            "territory_referent_show", {"ignore_auth": True}, id=road, dataset_id=key
        )
        assert shown["reason"] == {
            "theme_code": "espace-public",
            "territory_code": made["territory_code"],
        }
        public = call_action("territory_referent_show", id=road, dataset_id=key)
        anonymous = tk.get_action("territory_referent_show")(
            {"user": ""}, {"id": road, "dataset_id": key}
        )
        assert public["reason"]
        assert anonymous["reason"] is None

    def test_a_change_gives_too_and_takes_nothing(self) -> None:
        """Who was named by hand stays; a draft waits."""
        road, chosen = referent("Voirie"), referent("Choisie")
        held = dataset("tenu", referent_id=chosen)
        alone = dataset("seul")
        draft = dataset("ebauche", state="draft")
        rule(road, theme_code="voirie")
        for key in (held, alone):
            call_action(
                "package_patch",
                {"user": factories.Sysadmin()["name"]},
                id=key,
                notes="Des données qui ont changé.",
            )
        assert holder(held) == chosen
        assert holder(alone) == road
        shown = call_action("package_show", {"ignore_auth": True}, id=draft)
        assert not shown.get("referent_id")

    def test_preview_then_apply(self) -> None:
        """What is there already: counted by rule, given at once, searchable."""
        keys = [dataset(f"jeu-{number}") for number in range(3)]
        road = referent("Voirie")
        held = dataset("tenu", referent_id=road)
        made = rule(road, dataset_type="dataset")
        preview = call_action("territory_rule_preview")
        assert preview["fitting"] == {made["id"]: 4}
        assert preview["given"] == {made["id"]: 3}
        assert {one["id"] for one in preview["datasets"]} == set(keys)
        assert all(not holder(key) for key in keys)
        assert call_action("territory_rule_apply") == {"count": 3}
        assert [holder(key) for key in (*keys, held)] == [road] * 4
        assert call_action("territory_rule_apply") == {"count": 0}
        rows = model.Session.query(Assignment).all()
        assert {(row.object_id, row.rule_id) for row in rows} == {
            (key, made["id"]) for key in keys
        }

    def test_the_order_is_changed(self) -> None:
        """One place at a time; the ends stay where they are."""
        one = referent("Une")
        keys = [rule(one, theme_code=code)["id"] for code in ("eau", "voirie", "sport")]

        def order() -> list[str]:
            return [row["id"] for row in call_action("territory_rule_list")]

        call_action("territory_rule_move", id=keys[2], direction="up")
        assert order() == [keys[0], keys[2], keys[1]]
        call_action("territory_rule_move", id=keys[0], direction="up")
        assert order() == [keys[0], keys[2], keys[1]]
        call_action("territory_rule_delete", id=keys[2])
        assert order() == [keys[0], keys[1]]

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({}, "theme_code"),
            ({"theme_code": "nulle-part"}, "theme_code"),
            ({"territory_code": "Nulle-Part-les-Bains"}, "territory_code"),
            ({"owner_org": "inconnu"}, "owner_org"),
            ({"source_id": "inconnu"}, "source_id"),
            ({"dataset_type": "inconnu"}, "dataset_type"),
            ({"theme_code": "voirie", "referent_id": "inconnu"}, "referent_id"),
        ],
    )
    def test_a_condition_names_something(
        self, values: dict[str, str], field: str
    ) -> None:
        """And there is one at least."""
        given = {"referent_id": referent("Une"), **values}
        with pytest.raises(tk.ValidationError) as error:
            call_action("territory_rule_create", **given)
        assert list(error.value.error_dict) == [field]

    def test_a_handover_moves_the_rules(self) -> None:
        """And whoever a rule names does not just leave the directory."""
        leaver, heir = referent("Part"), referent("Reste")
        rule(leaver, theme_code="voirie")
        with pytest.raises(tk.ValidationError):
            call_action("territory_referent_delete", id=leaver)
        call_action("territory_handover_create", referent_id=leaver, successor_id=heir)
        call_action("territory_referent_delete", id=leaver)
        assert holder(dataset("nouveau")) == heir

    def test_only_editors(self, app: CKANTestApp) -> None:
        """An agent without an organization to administrate is refused."""
        answer = app.get(
            "/api/3/action/territory_rule_list", headers=token(agent=True), status=403
        )
        assert answer.json["success"] is False
        app.post("/annuaire/regles/appliquer", headers=token(agent=True), status=403)

    def test_pages(self, app: CKANTestApp) -> None:
        """An editor writes a rule, sees what it means, applies it."""
        user = factories.User()
        org = factories.Organization(users=[{"name": user["id"], "capacity": "admin"}])
        made = call_action("api_token_create", user=user["id"], name="t")
        headers = {"Authorization": made["token"]}
        road = referent("Chef de la voirie")
        key = dataset("rues")
        answer = app.post(
            "/annuaire/regles/nouvelle", data={"theme_code": ""}, headers=headers
        )
        assert answer.status_code == 200
        assert "error-theme_code" in answer.body or "error-referent_id" in answer.body
        form = {"theme_code": "voirie", "owner_org": org["id"], "referent_id": road}
        app.post("/annuaire/regles/nouvelle", data=form, headers=headers)
        page = app.get("/annuaire/regles", headers=headers).body
        assert "Chef de la voirie" in page
        assert "Données rues" in page
        app.post("/annuaire/regles/appliquer", headers=headers)
        assert holder(key) == road
        assert "Données rues" not in app.get("/annuaire/regles", headers=headers).body


class TestOrphans:
    """Data without a referent."""

    def test_agents_see_them(self, app: CKANTestApp) -> None:
        """By service, with pages; others are refused, with the same words as ever."""
        one = referent("Une")
        dataset("tenu", referent_id=one)
        keys = {dataset("seul-1"), dataset("seul-2")}
        headers = token(agent=True)
        found = app.get("/api/3/action/territory_orphan_list", headers=headers).json[
            "result"
        ]
        assert found["count"] == 2
        assert {row["id"] for row in found["datasets"]} == keys
        producer = found["organizations"][0]
        assert producer["count"] == 2
        page = app.get(
            f"/annuaire/sans-referent?service={producer['id']}", headers=headers
        ).body
        assert "Données seul-1" in page
        assert "Données tenu" not in page
        app.get("/annuaire/sans-referent", headers=token(agent=False), status=403)
        app.get("/annuaire/sans-referent", status=403)

    def test_the_service_is_told_once_a_month(self) -> None:
        """The one that publishes as the organization; the front desk for the rest."""
        mine = factories.Organization()
        other = factories.Organization()
        call_action(
            "territory_service_create",
            name="Voirie",
            mailbox="voirie@ville.example",
            organization_id=mine["id"],
        )
        call_action(
            "territory_service_create",
            name="Accueil",
            mailbox="accueil@ville.example",
            is_desk=True,
        )
        dataset("aa", owner_org=mine["id"])
        dataset("bb", owner_org=mine["id"])
        dataset("cc", owner_org=other["id"])
        upkeep.run()
        upkeep.run()
        mails = {row.recipient: row.subject for row in model.Session.query(Mail)}
        assert len(mails) == model.Session.query(Mail).count() == 2
        assert "2" in mails["voirie@ville.example"]
        assert "1" in mails["accueil@ville.example"]
        past = dt.datetime.now(dt.timezone.utc) - dt.timedelta(days=31)
        model.Session.query(Service).update({"orphans_reminded_at": past})
        model.Session.commit()
        upkeep.run()
        assert model.Session.query(Mail).count() == 4
