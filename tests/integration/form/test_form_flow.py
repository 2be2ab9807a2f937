"""The step form from end to end, without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest

from ckan.plugins import toolkit as tk
from ckan.tests.helpers import call_action

# The browser of conftest.py, which cannot be imported from there.
Window = Any

EU = "http://publications.europa.eu/resource/authority/frequency/"
ESSENTIAL: dict[str, list[dict[str, Any]]] = {
    "dataset": [
        {"title": "Bancs publics", "notes": "Où.", "territory_theme": ["eau"]},
        {},
        {
            "territory_level": "commune",
            "territory_code": ["35238"],
            "temporal_coverage-0-start": "2025",
            "temporal_coverage-0-end": "2025",
            "frequency": f"{EU}ANNUAL",
        },
        {"license_id": "lov2"},
        {},
    ],
    "budget": [
        {"title": "Budget 2024", "notes": "Le budget.", "territory_theme": ["eau"]},
        {
            "fiscal_year": "2024",
            "budget_stage": "bp",
            "entity_name": "Rives-sur-Orle",
            "entity_siret": "21350238800019",
        },
        {},
        {"territory_level": "commune", "territory_code": ["35238"]},
        {"license_id": "lov2"},
        {},
    ],
    "performance": [
        {"title": "Déchets", "notes": "Ce que.", "territory_theme": ["dechets"]},
        {
            "indicator_code": "DEC-01",
            "indicator_definition": "Part triée.",
            "unit_measure": "%",
            "direction": "hausse",
            "data_source": "Bons de pesée",
            "target_value": "60",
            "target_year": "2030",
        },
        {},
        {"territory_level": "commune", "territory_code": ["35238"]},
        {"license_id": "lov2"},
        {},
    ],
    "environment": [
        {"title": "Air", "notes": "L’air.", "territory_theme": ["environnement"]},
        {
            "environment_domain": ["air"],
            "observed_property": ["no2"],
            "data_nature": "capteur_indicatif",
        },
        {},
        {"territory_level": "commune", "territory_code": ["35238"]},
        {"license_id": "lov2"},
        {},
    ],
}


class TestNew:
    """From ``/publier/<type>/nouveau`` to a dataset that may be published."""

    @pytest.mark.parametrize("kind", sorted(ESSENTIAL))
    def test_plain_forms_lead_to_a_valid_draft(
        self, browser: Window, kind: str
    ) -> None:
        """Each step by POST, one link as a file, and CKAN accepts the whole."""
        browser.get(f"/publier/{kind}/nouveau")
        for number, typed in enumerate(ESSENTIAL[kind], start=2):
            browser.send(**typed, save="next")
            last = number > len(ESSENTIAL[kind])
            assert browser.path.endswith("/fichiers" if last else f"/{number}")
        browser.post(
            browser.path,
            [("how", "link"), ("url", "https://ville.example/donnees.csv")],
        )
        assert "donnees" in browser.page
        dataset_id = browser.path.split("/")[-2]
        context = {"user": browser.user}
        draft = call_action("package_show", context, id=dataset_id)
        assert draft["state"] == "draft"
        published = call_action("package_patch", context, id=dataset_id, state="active")
        assert published["state"] == "active"
        for name, value in ESSENTIAL[kind][0].items():
            assert published[name] == value

    def test_draft_demands_nothing(self, browser: Window) -> None:
        """Every step sent as it is leads to the next one."""
        browser.get("/publier/dataset/nouveau")
        for _ in range(5):
            browser.send(save="next")
        assert browser.path.endswith("/fichiers")
        dataset_id = browser.path.split("/")[-2]
        draft = call_action("package_show", {"user": browser.user}, id=dataset_id)
        assert draft["name"].startswith("brouillon")
        assert draft["license_id"] == "lov2"

    def test_address_follows_the_title(self, browser: Window) -> None:
        """At once, and for a draft that had none; a taken one gets a number."""
        for name in ("lavoirs-publics", "lavoirs-publics-2"):
            browser.get("/publier/dataset/nouveau")
            browser.send(title="Lavoirs publics", save="next")
            dataset_id = browser.path.split("/")[-2]
            draft = call_action("package_show", {"user": browser.user}, id=dataset_id)
            assert draft["name"] == name
        browser.get("/publier/dataset/nouveau")
        browser.send(save="next")
        browser.get(browser.path.removesuffix("2") + "1")
        browser.send(title="Fontaines", save="stay")
        dataset_id = browser.path.split("/")[-2]
        draft = call_action("package_show", {"user": browser.user}, id=dataset_id)
        assert draft["name"] == "fontaines"

    def test_essential_fields_of_a_dataset_are_few(self, browser: Window) -> None:
        """About eight are typed; what has a default is there already."""
        pages = tk.h.scheming_get_dataset_form_pages("dataset")
        asked = [
            field["field_name"]
            for page in pages
            for field in page["fields"]
            if field.get("essential") and not field.get("when")
        ]
        browser.get("/publier/dataset/nouveau")
        empty = [
            name for name, value in browser.fields() if name in asked and not value
        ]
        assert {"title", "notes"} <= set(empty)
        given = {"owner_org", "license_id", "access_level", "territory_level"}
        assert len(set(asked) - given) <= 8


class TestErrors:
    """What a step answers to a bad value."""

    def test_long_title_is_refused_and_kept(self, browser: Window) -> None:
        """5,000 characters: the message, the link to it, the text, and the rest."""
        title = "x" * 5000
        browser.get("/publier/dataset/nouveau")
        browser.send(title=title, notes="Mes notes", save="next")
        assert browser.path.endswith("/publier/dataset/nouveau")
        assert '<a href="#field-title">' in browser.page
        assert 'id="error-title"' in browser.page
        assert 'aria-describedby="hint-title error-title"' in browser.page
        sent = dict(browser.fields())
        assert sent["title"] == title
        assert sent["notes"] == "Mes notes"
        browser.get("/publier/dataset/nouveau")
        assert "nouveau?brouillon=new" in browser.page

    def test_error_in_a_block_is_said_at_its_input(self, browser: Window) -> None:
        """The end of the period precedes its start, in terms of the work."""
        browser.get("/publier/dataset/nouveau")
        browser.send(title="Bancs", save="next")
        browser.send(save="next")
        browser.send(
            **{
                "temporal_coverage-0-start": "2025-06",
                "temporal_coverage-0-end": "2025-01",
                "save": "next",
            }
        )
        assert 'href="#field-temporal_coverage-0-end"' in browser.page
        assert 'id="error-temporal_coverage-0-end"' in browser.page
        assert dict(browser.fields())["temporal_coverage-0-start"] == "2025-06"

    def test_row_is_added_without_saving(self, browser: Window) -> None:
        """The button reloads the page with what was typed and an empty row."""
        browser.get("/publier/dataset/nouveau")
        browser.send(title="Bancs", save="next")
        browser.send(save="next")
        browser.send(save="next")
        name, text = "applicable_legislation", "https://ville.example/texte"
        browser.send(applicable_legislation=[text], territory_form_add=name)
        texts = [value for field, value in browser.fields() if field == name]
        assert texts == [text, ""]
        dataset_id = browser.path.split("/")[-2]
        draft = call_action("package_show", {"user": browser.user}, id=dataset_id)
        assert not draft.get(name)


class TestConditions:
    """Fields that matter only when another one has some value."""

    def step(self, browser: Window) -> None:
        """Go to the step of the budget's own fields."""
        browser.get("/publier/budget/nouveau")
        browser.send(title="Budget", save="next")

    def stored(self, browser: Window) -> dict[str, Any]:
        """Return the draft."""
        dataset_id = browser.path.split("/")[-2]
        return call_action("package_show", {"user": browser.user}, id=dataset_id)

    def test_page_says_when_a_field_matters(self, browser: Window) -> None:
        """In words for a page without script, as a rule for the script."""
        self.step(browser)
        assert "data-when=" in browser.page
        assert "data-when-words" in browser.page

    def test_field_that_does_not_matter_is_not_stored(self, browser: Window) -> None:
        """Although a page without script sent it."""
        self.step(browser)
        browser.send(budget_stage="bp", decision_number="2", save="next")
        assert not self.stored(browser).get("decision_number")

    def test_stored_field_goes_when_it_matters_no_more(self, browser: Window) -> None:
        """The number of a decision goes with the decision."""
        self.step(browser)
        path = browser.path
        browser.send(budget_stage="dm", decision_number="2", save="next")
        assert str(self.stored(browser)["decision_number"]) == "2"
        browser.get(path)
        browser.send(budget_stage="bp", save="next")
        assert not self.stored(browser).get("decision_number")


class TestInternal:
    """Fields that never leave the service."""

    def test_note_is_typed_kept_and_shown_again(self, browser: Window) -> None:
        """In a part of its own; the dataset does not hold it."""
        browser.get("/publier/dataset/nouveau")
        for _ in range(4):
            browser.send(save="next")
        path = browser.path
        assert 'id="internal-title"' in browser.page
        browser.send(internal_note="Refaire en mars", save="next")
        browser.get(path)
        assert dict(browser.fields())["internal_note"] == "Refaire en mars"
        dataset_id = path.split("/")[-2]
        draft = call_action("package_show", {"user": browser.user}, id=dataset_id)
        assert "internal_note" not in draft
