"""Levels, the agent flag and what follows a change of level."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

import pytest

import ckan.plugins as p
from ckan import model
from ckan.exceptions import CkanConfigurationException
from ckan.lib.plugins import DefaultPermissionLabels
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, call_action

from ckanext.territory.access import is_agent
from ckanext.territory.domain.vocabulary import ACCESS_RIGHTS
from ckanext.territory.implementations import permission_labels

if TYPE_CHECKING:
    from conftest import World


def as_user(world: World, role: str) -> dict[str, Any]:
    """Return the context of an action called by a reader, with access checked."""
    return {"user": world.users[role]["name"], "ignore_auth": False}


def publish(world: World, **values: object) -> dict[str, Any]:
    """Publish a further dataset of the organization as its editor."""
    return call_action(
        "package_create",
        as_user(world, "editor"),
        **{
            "type": "dataset",
            "name": f"essai-{uuid.uuid4()}",
            "title": "Un essai",
            "notes": "Pour voir.",
            "owner_org": world.organization["id"],
            "territory_theme": ["environnement"],
            "territory_level": "commune",
            "territory_code": ["35238"],
            "frequency": "ANNUAL",
            "license_id": "lov2",
            **values,
        },
    )


def patch(world: World, dataset: dict[str, Any], **values: object) -> dict[str, Any]:
    """Change a dataset as its editor."""
    context = as_user(world, "editor")
    return call_action("package_patch", context, id=dataset["id"], **values)


def index_labels(dataset: dict[str, Any]) -> set[str]:
    """Return the labels that the search holds for a dataset."""
    found = call_action(
        "package_search",
        fq=f"id:{dataset['id']}",
        include_private=True,
        **{"facet.field": ["permission_labels"], "rows": 0},
    )
    return set(found["facets"]["permission_labels"])


@pytest.mark.usefixtures("world")
class TestLevel:
    """The level is the one input."""

    @pytest.mark.parametrize(
        ("level", "private"),
        [("public", False), ("internal", True), ("restricted", True)],
    )
    def test_private_and_right_are_derived(
        self, world: World, level: str, private: bool
    ) -> None:
        """The mark of CKAN and the European access right follow."""
        made = publish(world, access_level=level)
        assert made["private"] is private
        assert made["access_rights"] == ACCESS_RIGHTS[level]

    def test_level_is_public_when_nothing_is_said(self, world: World) -> None:
        """A town's data are open by default."""
        assert publish(world)["access_level"] == "public"

    def test_private_dataset_without_level_is_restricted(self, world: World) -> None:
        """A client that knows CKAN alone does not publish by accident."""
        assert publish(world, private=True)["access_level"] == "restricted"

    def test_unknown_level_is_refused_by_name(self, world: World) -> None:
        """The message is at the field."""
        with pytest.raises(tk.ValidationError) as refusal:
            publish(world, access_level="secret")
        assert set(refusal.value.error_dict) == {"access_level"}

    def test_update_that_forgets_the_level_keeps_it(self, world: World) -> None:
        """A full update without the field never widens."""
        made = publish(world, access_level="internal")
        for key in ("access_level", "access_rights", "private"):
            made.pop(key)
        made["title"] = "Un autre titre"
        kept = call_action("package_update", as_user(world, "editor"), **made)
        assert (kept["access_level"], kept["private"]) == ("internal", True)

    def test_same_values_sent_twice_do_not_publish(self, world: World) -> None:
        """``private: false`` beside an internal level is not an order to publish."""
        made = publish(world, access_level="internal", private=False)
        again = patch(world, made, access_level="internal", private=False, notes="Ah.")
        assert again["private"] is True

    def test_private_alone_narrows(self, world: World) -> None:
        """A patch of CKAN's own mark restricts the dataset to its service."""
        assert (
            patch(world, publish(world), private=True)["access_level"] == "restricted"
        )

    def test_bulk_buttons_go_through_the_level(self, world: World) -> None:
        """Private means restricted, public means public."""
        made = publish(world, access_level="internal")
        call = {"datasets": [made["id"]], "org_id": world.organization["id"]}
        for action, level in (
            ("bulk_update_public", "public"),
            ("bulk_update_private", "restricted"),
        ):
            call_action(action, as_user(world, "sysadmin"), **call)
            shown = call_action("package_show", id=made["id"])
            assert shown["access_level"] == level


@pytest.mark.usefixtures("world")
class TestChangeOfLevel:
    """Database, index and activities move in one request."""

    def test_index_follows(self, world: World) -> None:
        """The labels of the search are those of the new level."""
        made = publish(world)
        assert index_labels(made) == {"public"}
        patch(world, made, access_level="internal")
        member = f"member-{world.organization['id']}"
        assert index_labels(made) == {member, "territory-agents"}
        patch(world, made, access_level="restricted")
        service = f"territory-service-{world.organization['id']}"
        assert index_labels(made) == {member, service}

    def test_past_activities_follow_a_narrowing(self, world: World) -> None:
        """Public, then internal, then restricted: each loses its readers."""
        made = publish(world)
        readers = ("plain", "agent", "member")

        def seen() -> dict[str, bool]:
            found = {}
            for role in readers:
                rows = call_action(
                    "recently_changed_packages_activity_list",
                    as_user(world, role),
                    limit=50,
                )
                found[role] = made["id"] in {row["object_id"] for row in rows}
            return found

        assert seen() == {"plain": True, "agent": True, "member": True}
        patch(world, made, access_level="internal")
        assert seen() == {"plain": False, "agent": True, "member": True}
        patch(world, made, access_level="restricted")
        assert seen() == {"plain": False, "agent": False, "member": True}

    def test_past_stays_closed_when_a_dataset_opens(self, world: World) -> None:
        """Only what happens from then on is public."""
        made = publish(world, access_level="internal", title="Titre interne")
        patch(world, made, access_level="public", title="Titre ouvert")
        rows = call_action(
            "package_activity_list", as_user(world, "plain"), id=made["id"]
        )
        titles = {row["data"]["package"]["title"] for row in rows}
        assert titles == {"Titre ouvert"}


@pytest.mark.usefixtures("world")
class TestAgentFlag:
    """Who may set it, and what it opens."""

    @pytest.mark.parametrize("role", ["plain", "agent", "member", "editor"])
    def test_only_sysadmins_set_and_list(self, world: World, role: str) -> None:
        """Nobody makes an agent of anybody."""
        with pytest.raises(tk.NotAuthorized):
            call_action(
                "territory_agent_update",
                as_user(world, role),
                id=world.users[role]["name"],
                agent=True,
            )
        with pytest.raises(tk.NotAuthorized):
            call_action("territory_agent_list", as_user(world, role))

    def test_anonymous_sets_nothing(self, site: CKANTestApp, world: World) -> None:
        """Refused through the API."""
        answer = site.post(
            "/api/3/action/territory_agent_update",
            json={"id": "visiteuse", "agent": True},
        )
        assert answer.status_code == 403

    @pytest.mark.parametrize("action", ["user_update", "user_patch"])
    @pytest.mark.parametrize("text", [True, False])
    def test_user_cannot_set_it_by_the_account(
        self, site: CKANTestApp, world: World, action: str, text: bool
    ) -> None:
        """CKAN drops extras that somebody but a sysadmin sends."""
        extras: object = {"territory": {"agent": True}}
        sent = {
            "id": "visiteuse",
            "name": "visiteuse",
            "email": "visiteuse@rives-sur-orle.example",
            "plugin_extras": json.dumps(extras) if text else extras,
        }
        headers = world.headers["plain"]
        site.post(f"/api/3/action/{action}", json=sent, headers=headers)
        assert not is_agent(model.User.get("visiteuse"))

    def test_new_account_cannot_bring_it(self, site: CKANTestApp) -> None:
        """Signing up with extras makes no agent."""
        sent = {
            "name": "nouvelle",
            "email": "nouvelle@rives-sur-orle.example",
            "password": "un-long-mot-de-passe",
            "plugin_extras": {"territory": {"agent": True}},
        }
        site.post("/api/3/action/user_create", json=sent)
        assert not is_agent(model.User.get("nouvelle"))

    def test_flag_ends_at_the_next_request(
        self, site: CKANTestApp, world: World
    ) -> None:
        """Revocation needs no logout."""
        account = factories.UserWithToken()
        address = "/api/3/action/package_show?id=zibeline-internal"
        headers = {"Authorization": account["token"]}
        for flag, status in ((True, 200), (False, 404)):
            call_action(
                "territory_agent_update",
                as_user(world, "sysadmin"),
                id=account["id"],
                agent=flag,
            )
            assert site.get(address, headers=headers).status_code == status

    def test_other_extras_are_kept(self, world: World) -> None:
        """Other plugins keep what they stored."""
        user = factories.User(plugin_extras={"other": {"kept": True}})
        call_action(
            "territory_agent_update",
            as_user(world, "sysadmin"),
            id=user["name"],
            agent=True,
        )
        model.Session.expire_all()
        extras = model.User.get(user["id"]).plugin_extras
        assert extras["other"] == {"kept": True}

    def test_agents_are_listed(self, world: World) -> None:
        """By name, with the flag."""
        found = call_action("territory_agent_list", as_user(world, "sysadmin"))
        assert {"agente"} <= {agent["name"] for agent in found}

    def test_deactivated_account_is_no_agent(self, world: World) -> None:
        """The flag of a deleted account opens nothing."""
        user = factories.User(plugin_extras={"territory": {"agent": True}})
        account = model.User.get(user["id"])
        assert is_agent(account)
        account.state = model.State.DELETED
        assert not is_agent(account)

    def test_nobody_is_no_agent(self) -> None:
        """Neither None nor an anonymous reader."""
        assert not is_agent(None)
        assert not is_agent(model.AnonymousUser())


@pytest.mark.usefixtures("world")
class TestReferent:
    """The referent of a restricted dataset reads it."""

    def test_referent_reads_own_restricted_dataset(self, world: World) -> None:
        """By the account that is linked to the referent, until it is not."""
        account = factories.User()
        referent = call_action(
            "territory_referent_create",
            as_user(world, "sysadmin"),
            function="Responsable des arbres",
            service="Espaces verts",
            mailbox="arbres@rives-sur-orle.example",
            themes=["environnement"],
            user_id=account["id"],
        )
        made = publish(world, access_level="restricted", referent_id=referent["id"])
        context = {"user": account["name"], "ignore_auth": False}
        assert call_action("package_show", dict(context), id=made["id"])
        patch(world, made, referent_id="")
        with pytest.raises(tk.ObjectNotFound):
            call_action("package_show", dict(context), id=made["id"])


class OtherLabels(p.SingletonPlugin, DefaultPermissionLabels):
    """Another plugin that decides who reads."""

    p.implements(p.IPermissionLabels)


@pytest.mark.usefixtures("world")
class TestStart:
    """Only the first plugin of labels counts, so it must be ours."""

    def test_start_is_refused_behind_another(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The message says what to do."""
        other = OtherLabels()
        monkeypatch.setattr(
            permission_labels.p, "PluginImplementations", lambda _: iter([other])
        )
        with pytest.raises(CkanConfigurationException, match="put territory before"):
            permission_labels.check_first()

    def test_ours_is_first(self) -> None:
        """The check passes on this portal."""
        permission_labels.check_first()


@pytest.mark.usefixtures("world")
class TestAccounts:
    """Accounts are not a directory of the town's staff."""

    @pytest.mark.parametrize("role", ["plain", "agent", "member"])
    def test_accounts_of_others_are_hidden(self, world: World, role: str) -> None:
        """Neither shown nor listed nor completed."""
        for action, values in (
            ("user_show", {"id": "administratrice"}),
            ("user_list", {}),
            ("user_autocomplete", {"q": "a"}),
        ):
            with pytest.raises(tk.NotAuthorized):
                call_action(action, as_user(world, role), **values)

    def test_own_account_is_shown(self, world: World) -> None:
        """Everybody reads their own account."""
        shown = call_action("user_show", as_user(world, "plain"), id="visiteuse")
        assert shown["name"] == "visiteuse"

    def test_administrator_of_a_service_sees_its_members(self, world: World) -> None:
        """Needed to manage them."""
        chief = factories.User()
        call_action(
            "member_create",
            as_user(world, "sysadmin"),
            id=world.organization["id"],
            object=chief["id"],
            object_type="user",
            capacity="admin",
        )
        context = {"user": chief["name"], "ignore_auth": False}
        assert call_action("user_show", dict(context), id="membre")
        with pytest.raises(tk.NotAuthorized):
            call_action("user_show", dict(context), id="visiteuse")
