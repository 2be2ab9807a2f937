"""A small portal with something to hide, and readers of each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

import ckan.plugins as p
from ckan.config.middleware import make_app
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, call_action

Reset = Callable[[], None]
Migrate = Callable[[str], None]
Upload = Callable[..., dict[str, Any]]

# Words that appear nowhere but in what is hidden.
PERSON = "ondatra"
WORDS = {"public": "platane", "internal": "zibeline", "restricted": "ocelot"}


@dataclass(slots=True)
class World:
    """Datasets by level, readers by role with the header that names them."""

    organization: dict[str, Any]
    group: dict[str, Any]
    referent: dict[str, Any]
    users: dict[str, dict[str, Any]]
    headers: dict[str, dict[str, str]]
    datasets: dict[str, dict[str, Any]] = field(default_factory=dict)
    resources: dict[str, dict[str, Any]] = field(default_factory=dict)
    views: dict[str, dict[str, Any]] = field(default_factory=dict)

    def secret_ids(self) -> set[str]:
        """Return the ids that an outsider must never be told."""
        return {
            held[level]["id"]
            for held in (self.datasets, self.resources, self.views)
            for level in ("internal", "restricted")
        }


def act(user: dict[str, Any], action: str, **values: Any) -> Any:  # noqa: ANN401 - results of actions
    """Call an action as a user, with access checked."""
    context = {"user": user["name"], "ignore_auth": False}
    return call_action(action, context, **values)


def dataset(organization: dict[str, Any], word: str, level: str) -> dict[str, Any]:
    """Return a dataset whose every text holds the word."""
    return {
        "type": "dataset",
        "name": f"{word}-{level}",
        "title": f"Le {word}",
        "notes": f"Tout sur le {word}.",
        "owner_org": organization["id"],
        "tags": [{"name": f"{word}-tag"}],
        "territory_theme": ["environnement"],
        "territory_level": "commune",
        "territory_code": ["35238"],
        "frequency": "ANNUAL",
        "license_id": "lov2",
        "access_level": level,
    }


@pytest.fixture(scope="module")
def portal() -> Iterator[CKANTestApp]:
    """Load the plugins once for a module: each reload would take half a second."""
    p.unload_all()
    p.load_all()
    yield CKANTestApp(make_app(tk.config))
    p.unload_all()


@pytest.fixture(scope="module")
def world(
    portal: CKANTestApp,
    reset_db: Reset,
    migrate_db_for: Migrate,
    reset_index: Reset,
    create_with_upload: Upload,
) -> World:
    """Empty everything and make a portal for the tests of a module."""
    reset_db()
    for plugin in ("activity", "territory"):
        migrate_db_for(plugin)
    reset_index()
    made = _people()
    for level, word in WORDS.items():
        _publish(made, level, word, create_with_upload)
    return made


@pytest.fixture
def site(world: World, portal: CKANTestApp) -> CKANTestApp:
    """Return the web client of the portal."""
    return portal


def _people() -> World:
    accounts = {
        "plain": factories.UserWithToken(name="visiteuse"),
        "agent": factories.UserWithToken(name="agente"),
        "member": factories.UserWithToken(name="membre"),
        "editor": factories.UserWithToken(name="redactrice"),
        "sysadmin": factories.SysadminWithToken(name="administratrice"),
    }
    organization = factories.Organization(
        name="espaces-verts",
        users=[
            {"name": "membre", "capacity": "member"},
            {"name": "redactrice", "capacity": "editor"},
        ],
    )
    headers = {
        role: {"Authorization": account["token"]} for role, account in accounts.items()
    }
    headers["anonymous"] = {}
    act(accounts["sysadmin"], "territory_agent_update", id="agente", agent=True)
    group = factories.Group(name="nature", user=accounts["sysadmin"])
    referent = act(
        accounts["sysadmin"],
        "territory_referent_create",
        function="Responsable des arbres",
        service="Espaces verts",
        mailbox="arbres@rives-sur-orle.example",
        themes=["environnement"],
        problems=["arbre dangereux"],
        is_public=True,
        name=f"Mme {PERSON.title()}",
        email=f"{PERSON}@rives-sur-orle.example",
        phone="02 99 00 12 34",
    )
    return World(organization, group, referent, accounts, headers)


def _publish(world: World, level: str, word: str, upload: Upload) -> None:
    """Publish a dataset with a file, a table, a view and a place in a group."""
    editor, boss = world.users["editor"], world.users["sysadmin"]
    values = dataset(world.organization, word, level)
    values["referent_id"] = world.referent["id"]
    made = act(editor, "package_create", **values)
    act(
        boss,
        "member_create",
        id=world.group["id"],
        object=made["id"],
        object_type="package",
        capacity="public",
    )
    resource = upload(
        f"{word} dans le fichier",
        f"{word}.csv",
        package_id=made["id"],
        name=f"Fichier du {word}",
        format=word.upper(),
        context={"user": editor["name"], "ignore_auth": False},
    )
    act(
        boss,
        "datastore_create",
        resource_id=resource["id"],
        force=True,
        fields=[{"id": "mot", "type": "text"}],
        records=[{"mot": f"{word} dans la table"}],
    )
    world.views[level] = act(
        editor,
        "resource_view_create",
        resource_id=resource["id"],
        view_type="text_view",
        title=f"Vue du {word}",
    )
    world.resources[level] = act(editor, "resource_show", id=resource["id"])
    world.datasets[level] = act(editor, "package_show", id=made["id"])
