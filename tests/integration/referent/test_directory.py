"""The directory in parts: few people named, many counted; as a table, in and out."""

from __future__ import annotations

import io
from typing import Any

import pytest

from ckan import model
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, call_action

from ckanext.territory.access import set_agent
from ckanext.territory.domain.french import normalize
from ckanext.territory.model import Referent, Service

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")

RENNES, BREST, METROPOLE = "35238", "29019", "243500139"


def fill(count: int, *, is_public: bool = True) -> list[str]:
    """Put many people into ten services; return the ids of the services."""
    services = [
        Service(name=f"Service {number}", name_key=normalize(f"Service {number}"))
        for number in range(10)
    ]
    model.Session.add_all(services)
    model.Session.flush()
    model.Session.add_all(
        Referent(
            function=f"Agent {number:05}",
            service_id=services[number % 10].id,
            themes=["voirie"] if number % 2 else ["eau", "voirie"],
            territories=[RENNES] if number % 5 == 0 else [],
            is_public=is_public,
        )
        for number in range(count)
    )
    model.Session.commit()
    return [service.id for service in services]


def editor(*, agent: bool = True) -> dict[str, str]:
    """Return the headers of a call by an administrator of an organization."""
    user = factories.User()
    factories.Organization(users=[{"name": user["id"], "capacity": "admin"}])
    set_agent(model.User.get(user["id"]), agent)
    model.Session.commit()
    made = call_action("api_token_create", user=user["id"], name="t")
    return {"Authorization": made["token"]}


def shown(**values: object) -> dict[str, Any]:
    """Return the directory as everybody sees it."""
    return call_action(
        "territory_directory_show", {"user": "", "ignore_auth": False}, **values
    )


class TestShow:
    """``territory_directory_show``."""

    def test_counts_are_of_people(self) -> None:
        """A person of two themes below one counts once for it."""
        fill(40)
        call_action(
            "territory_referent_create",
            function="Deux thèmes",
            service="Service 0",
            themes=["voirie", "proprete"],
            is_public=True,
        )
        found = shown(limit=5)
        assert found["total"] == found["count"] == 41
        assert len(found["referents"]) == 5
        assert found["themes"]["voirie"] == 41
        assert found["themes"]["espace-public"] == 41
        assert [one["count"] for one in found["services"]] == [5] + [4] * 9
        assert found["territories"] == [
            {"code": RENNES, "name": found["territories"][0]["name"], "count": 8}
        ]

    def test_pages_follow_each_other(self) -> None:
        """Nobody twice, nobody left out, whatever is chosen."""
        services = fill(45)
        ids: list[str] = []
        for offset in range(0, 45, 10):
            part = shown(limit=10, offset=offset)["referents"]
            ids += [one["id"] for one in part]
        assert len(set(ids)) == len(ids) == 45
        found = shown(service=services[0])
        assert found["count"] == 5
        assert {one["service_id"] for one in found["referents"]} == {services[0]}

    def test_a_place_is_answered_from_around(self) -> None:
        """By who covers it, the group of communes around it, or everything."""
        for name, codes in (
            ("R", [RENNES]),
            ("M", [METROPOLE]),
            ("B", [BREST]),
            ("T", []),
        ):
            call_action(
                "territory_referent_create",
                function=name,
                service="Voirie",
                territories=codes,
                is_public=True,
            )
        found = shown(territory=RENNES)
        assert {one["function"] for one in found["referents"]} == {"R", "M", "T"}

    def test_hidden_people_are_not_counted(self) -> None:
        """An outsider sees those who are public only; an agent all."""
        fill(12, is_public=False)
        found = shown()
        assert (found["total"], found["count"], found["referents"]) == (0, 0, [])
        assert found["themes"] == {}
        assert found["services"] == found["territories"] == []
        inside = call_action("territory_directory_show", {"ignore_auth": True})
        assert inside["total"] == 12

    def test_list_takes_a_part(self) -> None:
        """``territory_referent_list`` too."""
        fill(12)
        part = call_action("territory_referent_list", limit=5, offset=10)
        assert len(part) == 2
        assert len(call_action("territory_referent_list")) == 12


class TestPage:
    """``/annuaire`` and ``/annuaire/services``."""

    def test_many_are_counted_and_paged(self, app: CKANTestApp) -> None:
        """No page names everybody of a large directory."""
        services = fill(230)
        page = app.get("/annuaire").body
        assert "Agent 00000" not in page
        assert "23 référents" in page
        first = app.get(f"/annuaire?service={services[0]}").body
        assert "Agent 00000" in first
        assert "Agent 00001" not in first
        theme = app.get("/annuaire?theme=eau&page=2").body
        assert theme.count("t-person") == 30
        chart = app.get("/annuaire/services").body
        assert "Agent 00000" not in chart
        assert f"service={services[0]}" in chart

    def test_few_are_named(self, app: CKANTestApp) -> None:
        """As a small town wants it; a place leads to who covers it."""
        fill(12)
        page = app.get("/annuaire").body
        assert "Agent 00000" in page
        assert f"territoire={RENNES}" in page
        assert "Agent 00001" in app.get(f"/annuaire?territoire={RENNES}").body

    def test_what_is_not_known_chooses_nothing(self, app: CKANTestApp) -> None:
        """The page shows as without it."""
        fill(3)
        page = app.get("/annuaire?theme=<b>&service=x&territoire=%27&page=-4").body
        assert 'id="chosen"' not in page


class TestTable:
    """``/annuaire/annuaire.csv`` and ``/annuaire/importer``."""

    def test_out_and_in_again(self, app: CKANTestApp) -> None:
        """Tried first, then brought in; what is wrong is told by line."""
        headers = editor()
        table = "fonction;service;courriel\nChef;Voirie;chef@ville.example\n"

        def send(text: str, save: str) -> str:
            file = (io.BytesIO(text.encode()), "annuaire.csv")
            return app.post(
                "/annuaire/importer",
                data={"upload": file, "save": save},
                content_type="multipart/form-data",
                headers=headers,
            ).body

        assert "Essai" in send(table, "try")
        assert model.Session.query(Referent).count() == 0
        send(table, "import")
        assert [row.function for row in model.Session.query(Referent)] == ["Chef"]
        answer = app.get("/annuaire/annuaire.csv", headers=headers)
        assert "chef@ville.example" in answer.body
        assert answer.headers["Cache-Control"] == "no-store, private"
        refused = send("function;service\n=1+1;Voirie\n", "import")
        assert 'scope="col"' in refused
        assert model.Session.query(Referent).count() == 1
        assert "t-msg" in send("", "import")

    def test_for_agents_only(self, app: CKANTestApp) -> None:
        """Names are in it: an editor without the flag is refused."""
        app.get("/annuaire/annuaire.csv", status=403)
        headers = editor(agent=False)
        app.get("/annuaire/annuaire.csv", headers=headers, status=403)
        app.get("/annuaire/importer", headers=headers, status=403)
