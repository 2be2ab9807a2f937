"""A leaving agent hands over, in one transaction, and may take it back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, call_action

from ckanext.territory.access import set_agent
from ckanext.territory.model import Handover, Question, Referent

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")


def referent(function: str, **values: object) -> dict[str, Any]:
    """Return a public referent."""
    return call_action(
        "territory_referent_create",
        **{"function": function, "service": "Voirie", "is_public": True, **values},
    )


def dataset(referent_id: str, name: str, **values: object) -> str:
    """Return the id of a dataset that a referent is responsible for."""
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
            "referent_id": referent_id,
            **values,
        },
    )
    return made["id"]


def holder(dataset_id: str) -> tuple[str, int]:
    """Return who is responsible for a dataset, by the table and by the index."""
    shown = call_action(
        "package_show", {"user": "", "ignore_auth": True}, id=dataset_id
    )
    fq = f'+id:{dataset_id} +referent_id:"{shown["referent_id"]}"'
    found = call_action(
        "package_search", {"ignore_auth": True}, fq=fq, include_private=True
    )
    return shown["referent_id"], found["count"]


@pytest.fixture
def leaving() -> dict[str, Any]:
    """Return a referent with data, a theme, a question and somebody to stand in for."""
    made = referent("Partante", themes=["voirie"])
    colleague = referent("Collègue", deputy_id=made["id"])
    public = dataset(made["id"], "rues")
    inner = dataset(made["id"], "accidents", access_level="internal")
    question = Question(
        reference="Q-1",
        token_hash="x",  # noqa: S106 - no secret
        referent_id=made["id"],
        service_id=made["service_id"],
        status="received",
    )
    closed = Question(
        reference="Q-2",
        token_hash="y",  # noqa: S106 - no secret
        referent_id=made["id"],
        status="closed",
    )
    model.Session.add_all([question, closed])
    model.Session.commit()
    return {
        "id": made["id"],
        "colleague": colleague["id"],
        "public": public,
        "internal": inner,
        "question": question.id,
        "closed": closed.id,
    }


class TestHandover:
    """``territory_handover_…``."""

    def test_everything_moves_and_comes_back(self, leaving: dict[str, Any]) -> None:
        """Datasets of any level, the theme, the open question, the deputyship."""
        one = referent("Une", service="Routes", themes=["ecoles"])
        two = referent("Deux")
        held = call_action("territory_handover_preview", referent_id=leaving["id"])
        assert {row["id"] for row in held["datasets"]} == {
            leaving["public"],
            leaving["internal"],
        }
        assert [row["id"] for row in held["questions"]] == [leaving["question"]]
        assert (held["themes"], held["deputy_count"]) == (["voirie"], 1)
        assert (held["roles"], held["rule_count"]) == ([], 0)
        done = call_action(
            "territory_handover_create",
            referent_id=leaving["id"],
            successor_id=one["id"],
            datasets={leaving["internal"]: two["id"]},
        )
        assert (done["datasets"], done["questions"], done["themes"]) == (2, 1, 1)
        assert holder(leaving["public"]) == (one["id"], 1)
        assert holder(leaving["internal"]) == (two["id"], 1)
        asked = model.Session.get(Question, leaving["question"])
        assert (asked.referent_id, asked.service_id) == (one["id"], one["service_id"])
        closed = model.Session.get(Question, leaving["closed"])
        assert closed.referent_id == leaving["id"]
        assert model.Session.get(Referent, leaving["colleague"]).deputy_id == one["id"]
        assert model.Session.get(Referent, one["id"]).themes == ["ecoles", "voirie"]
        empty = call_action("territory_handover_preview", referent_id=leaving["id"])
        assert (empty["datasets"], empty["themes"]) == ([], [])

        undone = call_action("territory_handover_undo", id=done["id"])
        assert undone["left"] == 0
        assert holder(leaving["public"]) == (leaving["id"], 1)
        assert holder(leaving["internal"]) == (leaving["id"], 1)
        assert model.Session.get(Referent, one["id"]).themes == ["ecoles"]
        assert model.Session.get(Referent, leaving["id"]).themes == ["voirie"]
        asked = model.Session.get(Question, leaving["question"])
        assert asked.referent_id == leaving["id"]
        with pytest.raises(tk.ValidationError):
            call_action("territory_handover_undo", id=done["id"])

    def test_what_changed_since_is_left_alone(self, leaving: dict[str, Any]) -> None:
        """And counted."""
        one, two = referent("Une"), referent("Deux")
        done = call_action(
            "territory_handover_create",
            referent_id=leaving["id"],
            successor_id=one["id"],
        )
        call_action(
            "package_patch",
            {"user": factories.Sysadmin()["name"]},
            id=leaving["public"],
            referent_id=two["id"],
        )
        undone = call_action("territory_handover_undo", id=done["id"])
        assert undone["left"] == 1
        assert holder(leaving["public"]) == (two["id"], 1)

    def test_after_a_day_it_stays(self, leaving: dict[str, Any]) -> None:
        """Then another handover is the way back."""
        done = call_action(
            "territory_handover_create",
            referent_id=leaving["id"],
            successor_id=referent("Une")["id"],
        )
        row = model.Session.get(Handover, done["id"])
        row.created_at = dt.datetime.now(dt.timezone.utc) - dt.timedelta(hours=25)
        model.Session.commit()
        with pytest.raises(tk.ValidationError):
            call_action("territory_handover_undo", id=done["id"])

    def test_service_takes_over_without_a_person(self, leaving: dict[str, Any]) -> None:
        """Through one referent that stands for it, made once."""
        made = call_action(
            "territory_service_create", name="Accueil", mailbox="accueil@ville.example"
        )
        call_action(
            "territory_handover_create",
            referent_id=leaving["id"],
            service_id=made["id"],
        )
        held_by, _count = holder(leaving["public"])
        shown = call_action("territory_referent_show", id=held_by)
        assert (shown["service"], shown["name"]) == ("Accueil", "")
        assert shown["mailbox"] == "accueil@ville.example"

    @pytest.mark.parametrize("successor", ["", "nowhere", "self"])
    def test_nobody_takes_over_is_refused(
        self, leaving: dict[str, Any], successor: str
    ) -> None:
        """Nothing moves."""
        successor_id = leaving["id"] if successor == "self" else successor
        with pytest.raises(tk.ValidationError):
            call_action(
                "territory_handover_create",
                referent_id=leaving["id"],
                successor_id=successor_id,
            )
        assert holder(leaving["public"]) == (leaving["id"], 1)

    def test_one_wrong_successor_moves_nothing(self, leaving: dict[str, Any]) -> None:
        """All or nothing."""
        with pytest.raises(tk.ValidationError):
            call_action(
                "territory_handover_create",
                referent_id=leaving["id"],
                successor_id=referent("Une")["id"],
                datasets={leaving["internal"]: "nowhere"},
            )
        assert holder(leaving["public"]) == (leaving["id"], 1)

    def test_account_that_holds_something_stays(self, leaving: dict[str, Any]) -> None:
        """The refusal leads to the handover; afterwards the account closes."""
        user = factories.User()
        model.Session.get(Referent, leaving["id"]).user_id = user["id"]
        model.Session.commit()
        sysadmin = {"user": factories.Sysadmin()["name"]}
        with pytest.raises(tk.ValidationError) as refusal:
            call_action("user_delete", dict(sysadmin), id=user["id"])
        assert f"/annuaire/{leaving['id']}/passation" in str(refusal.value)
        call_action(
            "territory_handover_create",
            referent_id=leaving["id"],
            successor_id=referent("Une")["id"],
        )
        call_action("user_delete", dict(sysadmin), id=user["id"])
        assert model.User.get(user["id"]).state == "deleted"

    def test_page(self, app: CKANTestApp, leaving: dict[str, Any]) -> None:
        """Own account: looks, hands over, takes back; others may not."""
        user = factories.User()
        set_agent(model.User.get(user["id"]), True)
        model.Session.get(Referent, leaving["id"]).user_id = user["id"]
        model.Session.commit()
        one = referent("Une")
        page = f"/annuaire/{leaving['id']}/passation"
        app.get(page, status=403)
        made = call_action("api_token_create", user=user["id"], name="t")
        headers = {"Authorization": made["token"]}
        assert "Données rues" in app.get(page, headers=headers).body
        refused = app.post(page, data={}, headers=headers).body
        assert 'aria-invalid="true"' in refused
        app.post(
            page,
            data={"successor_id": one["id"], f"dataset-{leaving['internal']}": ""},
            headers=headers,
            follow_redirects=False,
            status=302,
        )
        assert holder(leaving["public"]) == (one["id"], 1)
        body = app.get(page, headers=headers).body
        row = model.Session.query(Handover).one()
        assert row.id in body
        app.post(
            f"/annuaire/passations/{row.id}/annuler",
            data={"referent_id": leaving["id"]},
            headers=headers,
            follow_redirects=False,
            status=302,
        )
        assert holder(leaving["public"]) == (leaving["id"], 1)
