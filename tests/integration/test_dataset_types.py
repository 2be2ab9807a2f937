"""The dataset types are served by their generated schemas."""

from __future__ import annotations

from typing import Any

import pytest

from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import call_action

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")

FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/"


def dataset(**values: object) -> dict[str, Any]:
    """Return the least that a local dataset needs."""
    return {
        "type": "dataset",
        "name": "arbres",
        "title": "Arbres de la ville",
        "notes": "Chaque arbre, son espèce et son âge.",
        "owner_org": factories.Organization()["id"],
        "territory_theme": ["environnement"],
        "territory_level": "commune",
        "territory_code": ["35238"],
        "frequency": "ANNUAL",
        "license_id": "lov2",
        **values,
    }


def create(**values: object) -> dict[str, Any]:
    """Create a dataset as a publisher would."""
    publisher = {"user": factories.Sysadmin()["name"]}
    return call_action("package_create", context=publisher, **values)


class TestDataset:
    """Type ``dataset``."""

    def test_least_dataset_is_stored_with_derived_fields(self) -> None:
        """Codes become addresses, and the rest is derived."""
        made = create(**dataset())
        shown = call_action("package_show", id=made["id"])
        assert shown["frequency"] == f"{FREQUENCY}ANNUAL"
        assert shown["territory_code"] == ["35238"]
        assert shown["language"][0].endswith("/FRA")
        assert shown["access_rights"].endswith("/PUBLIC")
        assert shown["private"] is False

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("title", ""),
            ("notes", ""),
            ("territory_theme", []),
            ("frequency", "tous les mois"),
            ("territory_code", ["352380"]),
            ("access_level", "secret"),
        ],
    )
    def test_bad_value_is_named(self, field: str, value: object) -> None:
        """Each refused value is reported at its own field."""
        with pytest.raises(tk.ValidationError) as refusal:
            create(**dataset(**{field: value}))
        assert set(refusal.value.error_dict) == {field}

    def test_harvested_dataset_may_lack_required_fields(self) -> None:
        """A dataset of a partner is taken as it is."""
        values = dataset(
            notes="", territory_theme=[], frequency="", source_id="partner"
        )
        made = create(**values)
        assert made["source_id"] == "partner"
        assert not made.get("notes")


class TestBudget:
    """Type ``budget``."""

    def test_budget_fields_are_checked(self) -> None:
        """SIRET and year are refused when wrong."""
        values = dataset(
            type="budget",
            fiscal_year="22",
            budget_stage="bp",
            entity_name="Rives-sur-Orle",
            entity_siret="21560046100011",
        )
        with pytest.raises(tk.ValidationError) as refusal:
            create(**values)
        assert set(refusal.value.error_dict) == {"fiscal_year", "entity_siret"}


class TestForm:
    """The form of a new dataset."""

    def test_access_level_is_the_only_visibility(self, app: Any) -> None:  # noqa: ANN401 - CKAN's test client
        """CKAN's own choice between private and public is not offered beside it."""
        factories.Organization()
        user = factories.SysadminWithToken()
        headers = {"Authorization": user["token"]}
        page = app.get("/dataset/new", headers=headers).body
        assert 'name="owner_org"' in page
        assert 'name="private"' not in page
