"""A person who has left is looked for wherever the portal keeps something."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
import requests
import sqlalchemy as sa

from ckan import model
from ckan.lib.redis import connect_to_redis
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, call_action

from ckanext.territory.access import set_agent
from ckanext.territory.questions import asking

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")

CANARY = "ondatra"
NAME = "Ondatra Vison-Éclair"
LOGIN = "ondatra-vison"
MAIL = "ondatra.vison@ville.example"
PHONE = "+33 2 99 00 11 22"


def in_database() -> list[str]:
    """Return the tables in which a row holds the person."""
    found: list[str] = []
    model.Session.rollback()
    for table in sa.inspect(model.meta.engine).get_table_names():
        rows = model.Session.execute(
            sa.text(
                f'SELECT count(*) FROM "{table}" AS one'  # noqa: S608 - names of tables
                " WHERE one::text ILIKE :word OR one::text LIKE :phone"
            ),
            {"word": f"%{CANARY}%", "phone": f"%{PHONE}%"},
        ).scalar_one()
        if rows:
            found.append(table)
    return found


def in_index() -> bool:
    """Tell whether a document of the search engine holds the person."""
    address = f"{tk.config['solr_url']}/select?q=*:*&rows=1000&fl=*"
    return CANARY in requests.get(address, timeout=10).text.lower()


def in_redis() -> list[bytes]:
    """Return the keys that hold the person, in their name or their value."""
    redis = connect_to_redis()
    found: list[bytes] = []
    for key in redis.scan_iter("*"):
        value = redis.dump(key) or b""
        if CANARY.encode() in key.lower() + value.lower():
            found.append(key)
    return found


def in_files() -> list[Path]:
    """Return the stored files that hold the person."""
    root = Path(tk.config["ckan.storage_path"])
    return [
        path
        for path in root.rglob("*")
        if path.is_file() and CANARY.encode() in path.read_bytes().lower()
    ]


@pytest.fixture
def person() -> dict[str, Any]:
    """Return an agent who edits, answers, and is named in texts."""
    user = factories.User(name=LOGIN, fullname=NAME, email=MAIL)
    organization = factories.Organization(
        users=[{"name": user["id"], "capacity": "admin"}]
    )
    set_agent(model.User.get(user["id"]), True)
    model.Session.commit()
    token = call_action("api_token_create", user=user["id"], name="t")["token"]
    referent = call_action(
        "territory_referent_create",
        function="Chargée de mission",
        service="Voirie",
        is_public=True,
        name=NAME,
        email=MAIL,
        phone=PHONE,
        user_id=user["id"],
    )
    dataset = call_action(
        "package_create",
        {"user": LOGIN},
        type="dataset",
        name="rues",
        title="Rues",
        notes=f"Tenu par {NAME} ({MAIL}), « {NAME} ».",
        owner_org=organization["id"],
        territory_theme=["voirie"],
        territory_level="commune",
        territory_code=["35238"],
        frequency="ANNUAL",
        license_id="lov2",
        referent_id=referent["id"],
        resources=[{"url": "https://ville.example/a.csv", "name": f"Relu par {NAME}"}],
    )
    call_action("package_patch", {"user": LOGIN}, id=dataset["id"], title="Les rues")
    return {
        "id": user["id"],
        "token": token,
        "referent": referent["id"],
        "dataset": dataset["id"],
    }


def ask(person: dict[str, Any]) -> None:
    """Ask the person, who answers and signs."""
    row = asking.ask(
        {
            "subject": "Une rue",
            "body": "Où est-elle ?",
            "email": "demande@foyer.example",
            "name": "",
            "about": {},
            "dataset_id": person["dataset"],
            "referent_id": person["referent"],
            "service_id": None,
        },
        None,
        is_proved=True,
    )
    model.Session.commit()
    call_action(
        "territory_question_answer",
        {"user": LOGIN, "ignore_auth": False},
        id=row.id,
        body=f"Au nord. {NAME}, {PHONE}",
    )


def leave(person: dict[str, Any]) -> dict[str, Any]:
    """Hand over and erase; return what the action answers."""
    heir = call_action(
        "territory_referent_create", function="Suite", service="Voirie", is_public=True
    )
    call_action(
        "territory_handover_create",
        referent_id=person["referent"],
        successor_id=heir["id"],
    )
    return call_action("territory_person_erase", id=LOGIN)


class TestErasure:
    """``territory_person_erase``."""

    def test_nothing_is_left_anywhere(
        self, person: dict[str, Any], caplog: pytest.LogCaptureFixture
    ) -> None:
        """Tables, index, Redis, files and logs; ids and a pseudonym stay."""
        ask(person)
        assert {"user", "activity", "package", "territory_question_event"} <= set(
            in_database()
        )
        assert in_index()
        with caplog.at_level(logging.INFO):
            done = leave(person)
        assert in_database() == []
        assert not in_index()
        assert in_redis() == []
        assert in_files() == []
        assert CANARY not in caplog.text.lower()
        shown = call_action("package_show", {"ignore_auth": True}, id=person["dataset"])
        pseudonym = done["pseudonym"]
        assert shown["notes"] == f"Tenu par {pseudonym} ({pseudonym}), « {pseudonym} »."
        assert shown["creator_user_id"] == person["id"]

    def test_account_is_of_no_use(
        self, person: dict[str, Any], app: CKANTestApp
    ) -> None:
        """Its token and its page."""
        headers = {"Authorization": person["token"]}
        path = "/api/3/action/territory_referent_work"
        app.get(path, headers=headers)
        leave(person)
        app.get(path, headers=headers, status=403)
        assert model.User.get(LOGIN) is None
        assert not model.User.get(person["id"]).is_active

    def test_handover_comes_first(self, person: dict[str, Any]) -> None:
        """Nothing is erased of somebody who still answers for data."""
        with pytest.raises(tk.ValidationError):
            call_action("territory_person_erase", id=LOGIN)
        model.Session.rollback()
        assert model.User.get(person["id"]).email == MAIL

    def test_words_of_everybody_stay(self) -> None:
        """A name that is an ordinary word is not looked for in texts."""
        user = factories.User(name="voirie", fullname="Voirie", email="v@ville.example")
        call_action(
            "territory_referent_create",
            function="Chef",
            service="Voirie",
            skills="voirie",
        )
        call_action("territory_person_erase", id=user["id"])
        [row] = call_action("territory_referent_list")
        assert row["service"] == "Voirie"
        assert row["skills"] == ["voirie"]

    def test_sysadmins_only(self, person: dict[str, Any], app: CKANTestApp) -> None:
        """Not even oneself."""
        app.post(
            "/api/3/action/territory_person_erase",
            json={"id": LOGIN},
            headers={"Authorization": person["token"]},
            status=403,
        )
