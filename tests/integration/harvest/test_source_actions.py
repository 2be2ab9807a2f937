"""Partner catalogues: adding, selecting, previewing; who may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.tests import factories, helpers

from ckanext.territory.model import CollectionRun, PartnerSource, RecordState

if TYPE_CHECKING:
    from tests.partner.server import Partner

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")

BY_SOURCE = [
    "territory_source_show",
    "territory_source_update",
    "territory_source_delete",
    "territory_source_themes",
    "territory_source_preview",
]


def _count(table: type) -> int:
    return model.Session.scalar(sa.select(sa.func.count()).select_from(table))


class TestCreate:
    """territory_source_create."""

    def test_gives_a_source(self, source: dict[str, Any], reachable: Partner) -> None:
        """With its host as title and the selection."""
        assert source["url"] == reachable.url
        assert source["title"] == "127.0.0.1"
        assert source["theme_keys"] == ["group:eau"]
        assert source["last_run"] is None

    @pytest.mark.parametrize(
        "url",
        [
            "http://127.0.0.1:1/",
            "http://10.0.0.1/",
            "file:///etc/passwd",
            "http://moi:secret@partenaire.example/",
            "http://test.ckan.net/",
        ],
    )
    def test_refuses_addresses(self, url: str, organization: dict[str, Any]) -> None:
        """Inside, local, with credentials, ours; nothing is left behind."""
        with pytest.raises(tk.ValidationError) as caught:
            helpers.call_action(
                "territory_source_create", url=url, owner_org=organization["id"]
            )
        assert list(caught.value.error_dict) == ["url"]
        assert "secret" not in str(caught.value.error_dict)
        assert _count(PartnerSource) == 0

    def test_refuses_what_is_no_catalogue(
        self, reachable: Partner, organization: dict[str, Any]
    ) -> None:
        """The message says what came instead; nothing is left behind."""
        page = b"<html><h1>Bienvenue"
        reachable.behaviour = lambda a: a.send(200, page, kind="text/html") is None
        with pytest.raises(tk.ValidationError) as caught:
            helpers.call_action(
                "territory_source_create",
                url=reachable.url,
                owner_org=organization["id"],
            )
        assert "Bienvenue" in caught.value.error_dict["url"][0]
        assert _count(PartnerSource) == 0

    def test_refuses_the_same_partner_twice(
        self, source: dict[str, Any], reachable: Partner
    ) -> None:
        """For the same organization."""
        with pytest.raises(tk.ValidationError):
            helpers.call_action(
                "territory_source_create",
                url=reachable.url + "/",
                owner_org=source["owner_org"],
            )

    def test_a_removed_partner_comes_back_as_itself(
        self, source: dict[str, Any], reachable: Partner
    ) -> None:
        """Its datasets keep their ids."""
        helpers.call_action("territory_source_delete", id=source["id"])
        assert helpers.call_action("territory_source_list") == []
        again = helpers.call_action(
            "territory_source_create", url=reachable.url, owner_org=source["owner_org"]
        )
        assert again["id"] == source["id"]


class TestThemes:
    """territory_source_themes."""

    def test_marks_the_selection(self, source: dict[str, Any]) -> None:
        """Ticked ones, and ticked ones the partner no longer has."""
        helpers.call_action(
            "territory_source_update",
            id=source["id"],
            theme_keys=["group:eau", "group:disparu"],
        )
        found = helpers.call_action("territory_source_themes", id=source["id"])
        ticked = {each["key"]: each["count"] for each in found if each["is_selected"]}
        assert ticked == {"group:eau": 5, "group:disparu": 0}


class TestPreview:
    """territory_source_preview."""

    def test_says_what_and_why_and_writes_nothing(self, source: dict[str, Any]) -> None:
        """Totals of the partner, rows with reasons; no record, no dataset."""
        found = helpers.call_action("territory_source_preview", id=source["id"])
        assert (found["selected"], found["outside"], found["added"]) == (5, 20, 5)
        assert len(found["kept"]) == 5
        assert "eau" in found["kept"][0]["reason"]
        assert found["kept"][0]["themes"] == ["eau"]
        assert len(found["dropped"]) == 20
        assert all(row["reason"] for row in found["dropped"])
        assert _count(RecordState) == _count(model.Package) == 0

    def test_tries_another_selection(self, source: dict[str, Any]) -> None:
        """Without keeping it."""
        found = helpers.call_action(
            "territory_source_preview",
            id=source["id"],
            theme_keys=["group:eau", "group:culture"],
        )
        assert found["selected"] == 10
        shown = helpers.call_action("territory_source_show", id=source["id"])
        assert shown["theme_keys"] == ["group:eau"]


class TestRuns:
    """territory_run_create."""

    def test_one_at_a_time(self, source: dict[str, Any]) -> None:
        """A second run is refused while the first is open."""
        helpers.call_action(
            "territory_run_create", source_id=source["id"], enqueue=False
        )
        with pytest.raises(tk.ValidationError):
            helpers.call_action("territory_run_create", source_id=source["id"])
        assert _count(CollectionRun) == 1

    def test_needs_a_selection(self, source: dict[str, Any]) -> None:
        """Nothing ticked is not everything."""
        helpers.call_action("territory_source_update", id=source["id"], theme_keys=[])
        with pytest.raises(tk.ValidationError):
            helpers.call_action("territory_run_create", source_id=source["id"])


class TestWhoMay:
    """Sysadmins and admins of the organization, nobody else."""

    @pytest.fixture
    def people(self, source: dict[str, Any]) -> dict[str, str]:
        """Return names of people by what they are."""
        made = {kind: factories.User()["name"] for kind in ("user", "editor", "admin")}
        made["stranger"] = factories.User()["name"]
        made["sysadmin"] = factories.Sysadmin()["name"]
        for role in ("editor", "admin"):
            helpers.call_action(
                "organization_member_create",
                id=source["owner_org"],
                username=made[role],
                role=role,
            )
        factories.Organization(users=[{"name": made["stranger"], "capacity": "admin"}])
        return {**made, "anonymous": ""}

    @pytest.mark.parametrize("action", BY_SOURCE)
    def test_of_a_source(
        self, action: str, source: dict[str, Any], people: dict[str, str]
    ) -> None:
        """Each action on a source."""
        allowed = {
            kind
            for kind, name in people.items()
            if _may(name, action, {"id": source["id"]})
        }
        assert allowed == {"admin", "sysadmin"}

    def test_of_creating(self, source: dict[str, Any], people: dict[str, str]) -> None:
        """Only for an organization of one's own."""
        data = {"owner_org": source["owner_org"]}
        allowed = {
            kind
            for kind, name in people.items()
            if _may(name, "territory_source_create", data)
        }
        assert allowed == {"admin", "sysadmin"}

    @pytest.mark.parametrize("action", ["show", "cancel"])
    def test_of_a_run(
        self, action: str, source: dict[str, Any], people: dict[str, str]
    ) -> None:
        """Reports and errors are not shown to others."""
        run = helpers.call_action(
            "territory_run_create", source_id=source["id"], enqueue=False
        )
        allowed = {
            kind
            for kind, name in people.items()
            if _may(name, f"territory_run_{action}", {"id": run["id"]})
        }
        assert allowed == {"admin", "sysadmin"}

    def test_of_the_list(self, source: dict[str, Any], people: dict[str, str]) -> None:
        """The admin of another organization sees none of it."""
        found = {kind: _listed(name) for kind, name in people.items()}
        assert found == {
            "user": None,
            "editor": None,
            "admin": 1,
            "stranger": 0,
            "sysadmin": 1,
            "anonymous": None,
        }


def _listed(name: str) -> int | None:
    """Return how many sources somebody sees; None when refused."""
    try:
        return len(tk.get_action("territory_source_list")({"user": name}, {}))
    except tk.NotAuthorized:
        return None


def _may(name: str, action: str, data: dict[str, Any]) -> bool:
    try:
        tk.check_access(action, {"user": name}, dict(data))
    except tk.NotAuthorized:
        return False
    return True
