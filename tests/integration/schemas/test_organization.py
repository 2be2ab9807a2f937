"""Organizations, and what their datasets take from them."""

from __future__ import annotations

from typing import Any

import pytest

from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import call_action

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_once")

MAILBOX = "donnees@rives-sur-orle.example"


def organization(**values: object) -> dict[str, Any]:
    """Return an organization that gives its datasets all that it can."""
    context = {"user": factories.Sysadmin()["name"]}
    referent = call_action(
        "territory_referent_create",
        context=dict(context),
        function="Responsable des données",
        service="Service des données",
        mailbox=MAILBOX,
    )
    made = factories.Organization(
        title="Ville de Rives-sur-Orle",
        identifier="215 601 345 00014",
        email=MAILBOX,
        referent_id=referent["id"],
        territory_level="commune",
        territory_code="2a004",
        needs_review="yes",
        **values,
    )
    return call_action("organization_show", id=made["id"])


def dataset(owner: str, **values: object) -> dict[str, Any]:
    """Create a dataset that says nothing of who and where."""
    made = call_action(
        "package_create",
        context={"user": factories.Sysadmin()["name"]},
        type="dataset",
        name=factories.Dataset.stub().name,
        title="Arbres",
        notes="Les arbres.",
        owner_org=owner,
        territory_theme=["environnement"],
        frequency="ANNUAL",
        license_id="lov2",
        **values,
    )
    return call_action("package_show", id=made["id"])


class TestOrganization:
    """The type of organizations."""

    def test_values_are_tidied_and_given(self) -> None:
        """Kept in one form; a dataset that says nothing takes them."""
        owner = organization()
        assert owner["identifier"] == "21560134500014"
        assert owner["territory_code"] == "2A004"
        assert owner["needs_review"] == "yes"
        assert tk.h.territory_inherited(owner["id"]) == {
            "referent_id": owner["referent_id"],
            "territory_level": "commune",
            "territory_code": ["2A004"],
            "email": MAILBOX,
        }
        shown = dataset(owner["id"])
        assert shown["referent_id"] == owner["referent_id"]
        assert shown["territory_level"] == "commune"
        assert shown["territory_code"] == ["2A004"]
        assert shown["contact"] == [
            {"name": "Ville de Rives-sur-Orle", "email": MAILBOX}
        ]
        own = dataset(
            owner["id"],
            territory_level="departement",
            territory_code=["35"],
            contact=[{"url": "https://rives-sur-orle.example/contact"}],
        )
        assert own["territory_code"] == ["35"]
        assert own["contact"] == [{"url": "https://rives-sur-orle.example/contact"}]
        elsewhere = dataset(owner["id"], territory_level="region")
        assert not elsewhere.get("territory_code")

    def test_wrong_values_are_refused_in_words(self) -> None:
        """SIRET, mailbox, level and code."""
        with pytest.raises(tk.ValidationError) as refusal:
            factories.Organization(
                identifier="123", territory_level="epci", territory_code="35238"
            )
        assert refusal.value.error_dict == {
            "identifier": ["“123” is not a SIRET: 14 digits are expected."],
            "territory_code": [
                "“35238” is of another level (Municipality): choose this level, or one "
                "of the inter-municipal bodies."
            ],
        }

    def test_dataset_of_a_silent_organization_needs_its_level(self) -> None:
        """Nothing is guessed."""
        with pytest.raises(tk.ValidationError) as refusal:
            dataset(factories.Organization()["id"])
        assert refusal.value.error_dict == {
            "territory_level": ["This field is needed."]
        }

    def test_form_keeps_who_publishes(self, app: Any) -> None:  # noqa: ANN401 - CKAN's test client
        """A second person stays chosen; without the choice, it is forgotten."""
        owner = organization(name=factories.Organization.stub().name)
        headers = {"Authorization": factories.SysadminWithToken()["token"]}
        address = f"/organization/edit/{owner['name']}"
        page = app.get(address, headers=headers).body
        assert '<option value="yes" selected>' in page
        form = {"title": "Ville", "name": owner["name"], "needs_review": "", "save": ""}
        app.post(address, headers=headers, data=form)
        again = call_action("organization_show", id=owner["id"])
        assert not again.get("needs_review")
