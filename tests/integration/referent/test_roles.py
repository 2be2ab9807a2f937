"""Technical and business referents of datasets; who answers for indicators, sources."""

from __future__ import annotations

from typing import Any

import pytest

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, call_action

from ckanext.territory.access import set_agent
from ckanext.territory.model import Assignment, PartnerSource
from ckanext.territory.questions.about import resolve

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")

NOBODY = {"user": "", "auth_user_obj": None, "ignore_auth": False}


def referent(function: str, *, is_public: bool = True) -> str:
    """Return the id of a referent."""
    made = call_action(
        "territory_referent_create",
        function=function,
        service="Voirie",
        is_public=is_public,
    )
    return made["id"]


def editor() -> tuple[str, dict[str, str]]:
    """Return the id of an organization and the headers of its editor."""
    user = factories.User()
    org = factories.Organization(users=[{"name": user["id"], "capacity": "editor"}])
    set_agent(model.User.get(user["id"]), True)
    model.Session.commit()
    made = call_action("api_token_create", user=user["id"], name="t")
    return org["id"], {"Authorization": made["token"]}


def dataset(org: str, **values: object) -> str:
    """Return the id of a dataset."""
    made = call_action(
        "package_create",
        {"user": factories.Sysadmin()["name"]},
        **{
            "type": "dataset",
            "name": "rues",
            "title": "Rues",
            "notes": "Des rues.",
            "owner_org": org,
            "territory_theme": ["voirie"],
            "territory_level": "commune",
            "territory_code": ["35238"],
            "frequency": "ANNUAL",
            "license_id": "lov2",
            **values,
        },
    )
    return made["id"]


def name(
    kind: str, object_id: str, role: str, referent_id: str
) -> list[dict[str, Any]]:
    """Give a role to somebody; return all the roles."""
    return call_action(
        "territory_assignment_create",
        kind=kind,
        object_id=object_id,
        role=role,
        referent_id=referent_id,
    )


class TestRoles:
    """``territory_assignment_…``."""

    def test_one_person_per_role(self) -> None:
        """Whoever had it gives way; a role may stay without anybody."""
        org, _headers = editor()
        key = dataset(org)
        one, two = referent("Une"), referent("Deux")
        name("dataset", "rues", "technical", one)
        name("dataset", key, "business", one)
        found = name("dataset", key, "technical", two)
        assert [(row["role"], row["referent"]["id"]) for row in found] == [
            ("business", one),
            ("technical", two),
        ]
        left = call_action(
            "territory_assignment_delete",
            kind="dataset",
            object_id=key,
            role="technical",
        )
        assert [row["role"] for row in left] == ["business"]

    def test_outsiders_see_public_people(self) -> None:
        """Of what they see; the rest is not found, like what is not there."""
        org, _headers = editor()
        key = dataset(org)
        name("dataset", key, "technical", referent("Cachée", is_public=False))
        name("dataset", key, "business", referent("Publique"))
        show = tk.get_action("territory_assignment_list")
        found = show({**NOBODY}, {"kind": "dataset", "object_id": key})
        assert [row["referent"]["function"] for row in found] == ["Publique"]
        assert "email" not in found[0]["referent"]
        inner = dataset(org, name="interne", access_level="internal")
        for hidden in (inner, "nulle-part"):
            with pytest.raises(tk.ObjectNotFound):
                show({**NOBODY}, {"kind": "dataset", "object_id": hidden})

    def test_hidden_source_is_like_an_absent_one(self) -> None:
        """To read its roles and to give them."""
        org, _headers = editor()
        source = PartnerSource(
            kind="ckan", url="https://partenaire.example", title="P", owner_org=org
        )
        model.Session.add(source)
        model.Session.commit()
        for action in ("territory_assignment_list", "territory_assignment_create"):
            for key in (source.id, "nulle-part"):
                sent = {"kind": "source", "object_id": key, "role": "technical"}
                sent["referent_id"] = referent("Une")
                with pytest.raises(tk.ObjectNotFound):
                    tk.get_action(action)({**NOBODY}, sent)

    @pytest.mark.parametrize(
        ("kind", "object_id"),
        [("dataset", "x"), ("source", "x"), ("theme", "x"), ("indicator", "x/1")],
    )
    def test_what_is_not_there(self, kind: str, object_id: str) -> None:
        """Nothing is named for it."""
        with pytest.raises(tk.ObjectNotFound):
            name(kind, object_id, "technical", referent("Une"))

    def test_responsible_has_its_own_place(self) -> None:
        """For a dataset and a theme; the reason of a rule is not touched."""
        org, _headers = editor()
        one = referent("Une")
        call_action("territory_rule_create", referent_id=one, theme_code="voirie")
        key = dataset(org)
        for kind, object_id in (("dataset", key), ("theme", "voirie")):
            with pytest.raises(tk.ValidationError):
                name(kind, object_id, "responsible", one)
        given = {"kind": "dataset", "object_id": key, "role": "responsible"}
        call_action("territory_assignment_delete", **given)
        assert model.Session.query(Assignment).one().role == "responsible"

    def test_handover_moves_them(self) -> None:
        """Like everything else of somebody who leaves."""
        org, _headers = editor()
        key = dataset(org)
        leaver, heir = referent("Part"), referent("Reste")
        name("dataset", key, "technical", leaver)
        call_action("territory_handover_create", referent_id=leaver, successor_id=heir)
        given = {"kind": "dataset", "object_id": key}
        [row] = call_action("territory_assignment_list", **given)
        assert row["referent"]["id"] == heir


class TestQuestions:
    """Who is asked, by what a question is about."""

    def test_an_indicator_has_its_own(self) -> None:
        """Else the dataset's referent is asked."""
        org, _headers = editor()
        holder, other = referent("Jeu"), referent("Indicateur")
        key = dataset(org, referent_id=holder)
        name("indicator", f"{key}/part-velo", "responsible", other)

        def asked(indicator: str) -> str:
            data = {"dataset_id": key, "indicator_id": indicator}
            return resolve({"ignore_auth": True}, data)["referent_id"]

        assert asked("part-velo") == other
        assert asked("part-bus") == holder

    def test_a_source_stands_for_its_datasets(self) -> None:
        """Those that nobody answers for."""
        org, _headers = editor()
        source = PartnerSource(
            kind="ckan", url="https://partenaire.example", title="P", owner_org=org
        )
        model.Session.add(source)
        model.Session.commit()
        key = dataset(org, source_id=source.id)
        other = referent("Source")
        name("source", source.id, "responsible", other)
        found = resolve({"ignore_auth": True}, {"dataset_id": key})
        assert found["referent_id"] == other


class TestPages:
    """The page of a dataset and its form of roles."""

    def test_an_editor_names_them(self, app: CKANTestApp) -> None:
        """Seen on the page of the dataset; taken out again."""
        org, headers = editor()
        key = dataset(org)
        one = referent("Géomaticien")
        assert "/annuaire/roles/" in app.get("/dataset/rues", headers=headers).body
        assert "/annuaire/roles/" not in app.get("/dataset/rues").body
        path = f"/annuaire/roles/{key}"
        assert "Géomaticien" in app.get(path, headers=headers).body
        app.post(path, data={"technical": one, "business": ""}, headers=headers)
        assert "Référent technique" in app.get("/dataset/rues").body
        app.post(path, data={"technical": "nulle-part"}, headers=headers)
        assert "Géomaticien" in app.get("/dataset/rues").body
        app.post(path, data={"technical": "", "business": ""}, headers=headers)
        assert "Géomaticien" not in app.get("/dataset/rues").body

    def test_others_are_refused(self, app: CKANTestApp) -> None:
        """Hidden and absent alike for outsiders."""
        org, _headers = editor()
        key = dataset(org)
        _other, headers = editor()
        for method in (app.get, app.post):
            method(f"/annuaire/roles/{key}", headers=headers, status=403)
            method("/annuaire/roles/nulle-part", headers=headers, status=404)
