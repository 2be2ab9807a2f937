"""Technical and business referents of datasets; who answers for indicators, sources."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, call_action

from ckanext.territory.access import set_agent
from ckanext.territory.model import Assignment, PartnerSource, Referent
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

    def test_roles_and_rules_alone_are_handed_over(self, app: CKANTestApp) -> None:
        """The screen tells each by its title; then the person may leave."""
        org, _headers = editor()
        key = dataset(org)
        leaver, heir = referent("Part"), referent("Reste")
        call_action("territory_rule_create", referent_id=leaver, theme_code="eau")
        source = PartnerSource(
            kind="ckan", url="https://partenaire.example", title="Eaux", owner_org=org
        )
        model.Session.add(source)
        model.Session.commit()
        name("dataset", key, "technical", leaver)
        name("indicator", f"{key}/part-velo", "responsible", leaver)
        name("source", source.id, "business", leaver)
        name("theme", "voirie", "technical", leaver)
        headers = {"Authorization": factories.SysadminWithToken()["token"]}
        path = f"/annuaire/{leaver}/passation"
        page = html.fromstring(app.get(path, headers=headers).body)
        said = [row.text_content().strip() for row in page.xpath("//li")]
        for words in (
            "Référent technique\u202f: Rues",
            "Référent\u202f: Rues · part-velo",
            "Référent métier\u202f: Eaux",
            "Référent technique\u202f: Voirie et chaussées",
        ):
            assert words in said
        assert "1 règle d’attribution" in page.text_content()
        with pytest.raises(tk.ValidationError):
            call_action("territory_referent_delete", id=leaver)
        app.post(path, data={"successor_id": heir}, headers=headers)
        held = call_action("territory_handover_preview", referent_id=leaver)
        assert (held["roles"], held["rule_count"]) == ([], 0)
        call_action("territory_referent_delete", id=leaver)


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
    """The pages of things and their forms of roles."""

    def test_an_editor_names_them(self, app: CKANTestApp) -> None:
        """Seen on the page of the dataset; taken out again."""
        org, headers = editor()
        key = dataset(org)
        one = referent("Géomaticien")
        path = f"/annuaire/roles/jeu/{key}"
        assert path in app.get("/dataset/rues", headers=headers).body
        assert "/annuaire/roles/" not in app.get("/dataset/rues").body
        assert "Géomaticien" in app.get(path, headers=headers).body
        app.post(path, data={"technical": one, "business": ""}, headers=headers)
        assert "Référent technique" in app.get("/dataset/rues").body
        data = {"technical": "", "business": "nulle-part"}
        told = app.post(path, data=data, headers=headers, status=200).body
        assert "Ce référent n’existe pas." in told
        assert "Géomaticien" in app.get("/dataset/rues").body
        app.post(path, data={"technical": "", "business": ""}, headers=headers)
        assert "Géomaticien" not in app.get("/dataset/rues").body

    def test_others_are_refused(self, app: CKANTestApp) -> None:
        """Hidden and absent alike for outsiders."""
        org, _headers = editor()
        key = dataset(org)
        _other, headers = editor()
        for method in (app.get, app.post):
            for thing in (f"jeu/{key}", f"indicateur/{key}/x", "theme/voirie"):
                method(f"/annuaire/roles/{thing}", headers=headers, status=403)
            for thing in ("jeu/x", "indicateur/x/x", "theme/x", "partenaire/x", "x/x"):
                method(f"/annuaire/roles/{thing}", headers=headers, status=404)

    def test_people_of_a_theme(self, app: CKANTestApp) -> None:
        """Named by who edits the directory, seen by everybody who looks the theme up.

        The page leads to a question on it, which goes to who answers for the theme.
        """
        main, other = referent("Voyer"), referent("Métreuse")
        call_action("territory_referent_patch", id=main, themes=["voirie"])
        headers = {"Authorization": factories.SysadminWithToken()["token"]}
        page = app.get("/annuaire?theme=voirie", headers=headers).body
        path = "/annuaire/roles/theme/voirie"
        assert path in page
        assert "Métreuse" in app.get(path, headers=headers).body
        app.post(path, data={"technical": other, "business": ""}, headers=headers)
        shown = app.get("/annuaire?theme=voirie").body
        assert "Référent technique" in shown
        assert path not in shown
        address = "/questions/nouvelle?theme=voirie"
        assert address in shown
        assert "Voirie" in app.get(address).body
        asked = resolve({"ignore_auth": True}, {"theme": "voirie"})
        assert asked["referent_id"] == main

    def test_people_of_a_partner(self, app: CKANTestApp) -> None:
        """Who answers for the data that came from it, and the others."""
        source = PartnerSource(
            kind="ckan",
            url="https://partenaire.example",
            title="Syndicat des eaux",
            owner_org=factories.Organization()["id"],
        )
        model.Session.add(source)
        model.Session.commit()
        one = referent("Animatrice")
        headers = {"Authorization": factories.SysadminWithToken()["token"]}
        path = f"/annuaire/roles/partenaire/{source.id}"
        assert path in app.get(f"/partenaires/{source.id}", headers=headers).body
        assert "Syndicat des eaux" in app.get(path, headers=headers).body
        app.post(path, data={"responsible": one}, headers=headers)
        shown = app.get(f"/partenaires/{source.id}", headers=headers).body
        assert "Animatrice" in shown


class TestChoices:
    """Who may be chosen in a form."""

    def test_everybody_and_twins_apart(self, app: CKANTestApp) -> None:
        """However many they are; those of one function and service by name too."""
        service = call_action("territory_referent_show", id=referent("Guichet"))
        rows = [
            Referent(
                function=f"Agent {number:03}",
                service_id=service["service_id"],
                name=f"Personne {number}",
                is_public=True,
            )
            for number in range(301)
        ]
        rows += [
            Referent(function="Accueil", service_id=service["service_id"], site=site)
            for site in ("Gare", "Mairie")
        ]
        model.Session.add_all(rows)
        model.Session.commit()
        headers = {"Authorization": factories.SysadminWithToken()["token"]}
        page = html.fromstring(
            app.get("/annuaire/roles/theme/voirie", headers=headers).body
        )
        labels = page.xpath("//select[@name='technical']/option/text()")
        assert len(labels) == 1 + 304
        assert "Agent 300 (Voirie)" in labels
        twins = [label for label in labels if label.startswith("Accueil")]
        assert {*twins} == {"Accueil (Voirie), Gare", "Accueil (Voirie), Mairie"}
