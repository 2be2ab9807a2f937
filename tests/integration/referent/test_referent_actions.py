"""The directory of referents through its actions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import call_action, call_auth

from ckanext.territory.access import set_agent
from ckanext.territory.model.referent import Referent

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")

INTERNAL = {
    "name": "Personne Canari",
    "email": "canari@agents.example",
    "phone": "01 99 00 47 11",
}


def create(**values: object) -> dict[str, Any]:
    """Return a referent made by an internal call."""
    return call_action(
        "territory_referent_create",
        **{
            "function": "Cheffe du service voirie",
            "service": "Voirie",
            "mailbox": "voirie@ville.example",
            "themes": ["voirie"],
            "problems": ["trou dans la chaussée"],
            "skills": ["linéaire de voirie"],
            "is_public": True,
            **INTERNAL,
            **values,
        },
    )


def dataset(referent_id: str, **values: object) -> dict[str, Any]:
    """Return a dataset that a referent is responsible for."""
    return call_action(
        "package_create",
        {"user": factories.Sysadmin()["name"]},
        **{
            "type": "dataset",
            "name": "troncons",
            "title": "Tronçons de rue",
            "notes": "Chaque tronçon et sa longueur.",
            "owner_org": factories.Organization()["id"],
            "territory_theme": ["voirie"],
            "territory_level": "commune",
            "territory_code": ["35238"],
            "frequency": "ANNUAL",
            "license_id": "lov2",
            "referent_id": referent_id,
            **values,
        },
    )


def as_user(name: str) -> dict[str, Any]:
    """Return the context of a call by a user, or by nobody."""
    return {"user": name, "ignore_auth": False}


@pytest.fixture
def roles() -> dict[str, str]:
    """Return the name of a user in each role; nobody is the empty name."""
    user, referent, editor, admin = (factories.User() for _ in range(4))
    factories.Organization(
        users=[
            {"name": editor["name"], "capacity": "editor"},
            {"name": admin["name"], "capacity": "admin"},
        ]
    )
    create(service="Autre", user_id=referent["id"])
    agent = factories.User()
    set_agent(model.User.get(agent["id"]), True)
    model.Session.commit()
    return {
        "anonymous": "",
        "user": user["name"],
        "referent": referent["name"],
        "editor": editor["name"],
        "admin": admin["name"],
        "agent": agent["name"],
        "sysadmin": factories.Sysadmin()["name"],
    }


class TestAuthorization:
    """Who may do what."""

    def test_only_administrators_edit(self, roles: dict[str, str]) -> None:
        """Editing is for administrators of an organization and sysadmins."""
        for verb in ("create", "update", "patch", "delete"):
            for role, user in roles.items():
                name = f"territory_referent_{verb}"
                if role in {"admin", "sysadmin"}:
                    assert call_auth(name, as_user(user), id="x"), role
                    continue
                with pytest.raises(tk.NotAuthorized):
                    call_auth(name, as_user(user), id="x")

    def test_everybody_reads(self, roles: dict[str, str]) -> None:
        """Reading is for everybody; what is shown depends on the caller."""
        reads = ("referent_show", "referent_list", "referent_search", "theme_list")
        for user in roles.values():
            for name in reads:
                assert call_auth(f"territory_{name}", as_user(user), id="x", q="x")


class TestCreate:
    """``territory_referent_create``."""

    def test_referent_gets_an_opaque_id_and_aware_dates(self) -> None:
        """The id says nothing; the dates know their zone."""
        made = create()
        assert len(made["id"]) == 36
        assert datetime.fromisoformat(made["created_at"]).tzinfo is not None

    def test_bad_value_is_named(self) -> None:
        """Each refused value is reported at its own field."""
        bad: tuple[tuple[str, object], ...] = (
            ("function", "  "),
            ("service", ""),
            ("function", "x" * 201),
            ("mailbox", "prenom.nom@ville.example"),
            ("mailbox", "pas une adresse"),
            ("themes", ["chaussettes"]),
            ("problems", [str(number) for number in range(51)]),
            ("phone", "appelez-moi"),
            ("email", "a@b.example\r\nBcc: c@d.example"),
            ("user_id", "personne"),
        )
        for field, value in bad:
            with pytest.raises(tk.ValidationError) as refusal:
                create(**{field: value})
            assert set(refusal.value.error_dict) == {field}

    def test_lists_may_come_one_per_line(self) -> None:
        """As the form sends them; blank lines and repeats are left out."""
        made = create(problems="panne\r\n\r\n  trou   profond \npanne")
        assert made["problems"] == ["panne", "trou profond"]


class TestUpdate:
    """``territory_referent_update`` and ``territory_referent_patch``."""

    def test_update_replaces_what_is_not_given(self) -> None:
        """As every update of CKAN."""
        made = create()
        changed = call_action(
            "territory_referent_update", id=made["id"], function="A", service="B"
        )
        assert changed["problems"] == []
        assert changed["name"] == ""
        assert changed["is_public"] is False

    def test_update_by_who_cannot_see_it_keeps_the_internal_face(
        self, roles: dict[str, str]
    ) -> None:
        """An administrator without the agent flag cannot blank what is hidden."""
        made = create()
        call_action(
            "territory_referent_update",
            as_user(roles["admin"]),
            id=made["id"],
            function="A",
            service="B",
        )
        kept = call_action("territory_referent_show", id=made["id"])
        assert kept["function"] == "A"
        assert kept["name"] == INTERNAL["name"]

    def test_patch_changes_only_what_is_given(self) -> None:
        """Everything else stays."""
        made = create()
        changed = call_action(
            "territory_referent_patch", id=made["id"], service="Infrastructures"
        )
        same = {"service", "service_id", "modified_at"}
        assert {k: v for k, v in changed.items() if k not in same} == {
            k: v for k, v in made.items() if k not in same
        }
        assert changed["service"] == "Infrastructures"

    def test_absent_referent_is_not_found(self) -> None:
        """Neither updated nor patched nor deleted."""
        for verb in ("update", "patch", "delete"):
            with pytest.raises(tk.ObjectNotFound):
                call_action(
                    f"territory_referent_{verb}", id="x", function="A", service="B"
                )


class TestDelete:
    """``territory_referent_delete``."""

    def test_referent_with_datasets_stays(self) -> None:
        """The refusal says how many datasets are held."""
        made = create()
        dataset(made["id"])
        with pytest.raises(tk.ValidationError) as refusal:
            call_action("territory_referent_delete", id=made["id"])
        assert refusal.value.error_dict["dataset_count"] == ["1"]
        assert call_action("territory_referent_show", id=made["id"])

    def test_internal_face_is_erased(self) -> None:
        """What is left in the table names nobody."""
        made = create(user_id=factories.User()["id"])
        call_action("territory_referent_delete", id=made["id"])
        row: Any = model.Session.get(Referent, made["id"])
        assert (row.name, row.email, row.phone, row.user_id) == ("", "", "", None)
        with pytest.raises(tk.ObjectNotFound):
            call_action("territory_referent_show", id=made["id"])


class TestFaces:
    """Who sees whom, and what of them."""

    def test_internal_face_is_for_agents(self, roles: dict[str, str]) -> None:
        """Agents and sysadmins see it, being logged in is not enough."""
        made = create()
        for role, user in roles.items():
            shown = call_action("territory_referent_show", as_user(user), id=made["id"])
            expected = role in {"agent", "sysadmin"}
            assert ("name" in shown) is expected, role
            assert ("email" in shown) is expected, role

    def test_hidden_referent_looks_like_an_absent_one(
        self, roles: dict[str, str]
    ) -> None:
        """Same error, same message; lists and searches leave it out."""
        made = create(is_public=False)
        for role, user in roles.items():
            listed = call_action("territory_referent_list", as_user(user))
            found = call_action(
                "territory_referent_search", as_user(user), q="un trou, la chaussée"
            )
            seen = role in {"agent", "sysadmin"}
            assert (made["id"] in {one["id"] for one in listed}) is seen, role
            assert (
                made["id"] in {a["referent"]["id"] for a in found["answers"]}
            ) is seen, role
            if not seen:
                hidden = _refusal(user, made["id"])
                assert hidden == _refusal(user, "absent")

    def test_public_dataset_makes_its_referent_visible(self) -> None:
        """Everybody sees who answers for a dataset that they see."""
        made = create(is_public=False)
        package = dataset(made["id"])
        nobody = as_user("")
        shown = call_action("territory_referent_show", nobody, id=made["id"])
        assert shown["function"] == made["function"]
        through = call_action(
            "territory_referent_show",
            nobody,
            id=made["id"],
            dataset_id=package["id"],
        )
        assert through["service"] == "Voirie"
        [listed] = call_action("territory_referent_list", nobody)
        assert listed["dataset_count"] == 1

    def test_internal_dataset_does_not(self) -> None:
        """Nor is its title given as a reason."""
        made = create(is_public=False)
        package = dataset(made["id"], access_level="internal")
        nobody = as_user("")
        for extra in ({}, {"dataset_id": package["id"]}):
            with pytest.raises(tk.ObjectNotFound):
                call_action("territory_referent_show", nobody, id=made["id"], **extra)
        assert call_action("territory_referent_list", nobody) == []


class TestLists:
    """``territory_referent_list`` and ``territory_theme_list``."""

    def test_theme_takes_in_what_is_below(self) -> None:
        """A root theme lists who answers for its leaves."""
        made = create(themes=["voirie"])
        create(themes=["ecoles"])
        [found] = call_action("territory_referent_list", theme="espace-public")
        assert found["id"] == made["id"]

    def test_themes_come_with_both_languages(self) -> None:
        """Each theme has a European one."""
        themes = call_action("territory_theme_list")
        assert {"en", "fr"} == set(themes[0]["label"])
        assert all(theme["eu_theme"] for theme in themes)


def _refusal(user: str, referent_id: str) -> str:
    with pytest.raises(tk.ObjectNotFound) as refusal:
        call_action("territory_referent_show", as_user(user), id=referent_id)
    return str(refusal.value)
