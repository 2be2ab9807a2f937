"""What the four types refuse, with the words that people read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import call_action

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_once")

Filled = Callable[..., dict[str, Any]]
LONG_TITLE = "é" * 5000

REFUSED: list[tuple[str, dict[str, Any], dict[str, list[Any]]]] = [
    (
        "dataset",
        {
            "title": LONG_TITLE,
            "tag_string": "eau, ok",
            "frequency": "tous les mois",
            "license_id": "ma-licence",
            "territory_code": ["20004"],
            "issued": "2999",
            "modified": "31/12/2024",
            "documentation": ["notice.pdf"],
            "applicable_legislation": ["javascript:alert(1)"],
            "temporal_coverage": [{"start": "2024-05", "end": "2024-04-30"}],
            "version": "1" * 101,
        },
        {
            "title": ["Write 500 characters at most."],
            "tag_string": ["“ok”: a keyword has 3 to 96 characters."],
            "frequency": ["“tous les mois” is not a known frequency."],
            "license_id": ["“ma-licence” is not a licence of this portal."],
            "territory_code": [
                "“20004” is not among the municipalities that this portal knows. "
                "Is it Ajaccio (2A)?"
            ],
            "issued": ["This date is in the future."],
            "modified": ["Write the date as YYYY-MM-DD, YYYY-MM or YYYY."],
            "documentation": [
                "“notice.pdf” is not a web address: it starts with https://."
            ],
            "applicable_legislation": [
                "“javascript:alert(1)” is not a web address: it starts with https://."
            ],
            "temporal_coverage": [
                {"end": ["The end of the period precedes its start."]}
            ],
            "version": ["Write 100 characters at most."],
        },
    ),
    (
        "budget",
        {
            "fiscal_year": "2026/2027",
            "decision_number": "",
            "budget_label": "",
            "entity_siret": "21560046100011",
            "adopted_on": "2024-02-30",
            "operating_revenue": "1,234.56",
        },
        {
            "decision_number": ["Give the number of the amending decision."],
            "budget_label": ["Name the annexed budget, such as “Eau”."],
            "entity_siret": [
                "“21560046100011” is not a SIRET: 14 digits are expected."
            ],
            "adopted_on": ["Write the date as YYYY-MM-DD, YYYY-MM or YYYY."],
            "operating_revenue": ["“1,234.56” is not an amount: write 1234,56."],
        },
    ),
    (
        "budget",
        {"budget_stage": "ca", "adopted_on": "2024-06-24"},
        {
            "adopted_on": [
                "An account is adopted after its year, which ends on 31 December."
            ]
        },
    ),
    (
        "performance",
        {
            "indicator_code": "taux de tri",
            "target_value": "40",
            "target_year": "2019",
            "baseline_year": "20",
            "numerator": "",
            "unit_measure": "un pour cent; et plus\u2028encore",
            "latest_value": "beaucoup",
        },
        {
            "indicator_code": [
                "Write the code with letters, digits, dots, dashes and underscores, "
                "40 characters at most."
            ],
            "target_value": [
                "A rise is wanted, but the target is below the starting value."
            ],
            "baseline_year": ["“20” is not a year of four digits."],
            "denominator": ["A denominator needs a numerator."],
            "unit_measure": [
                "“un pour cent; et plus\u2028encore” is not a unit: write %, €, days, "
                "kW.h or t."
            ],
            "latest_value": ["“beaucoup” is not an amount: write 1234,56."],
        },
    ),
    (
        "performance",
        {"direction": "baisse", "target_year": "2020"},
        {
            "target_value": [
                "A fall is wanted, but the target is above the starting value."
            ],
            "target_year": [
                "The year of the target does not follow that of the starting value."
            ],
        },
    ),
    (
        "environment",
        {
            "observed_property": ["odeur"],
            "unit_measure": [],
            "temporal_resolution": "15min",
            "spatial_resolution_in_meters": "0",
            "last_observed_at": "hier",
            "sensor_api_url": "",
            "ghg_scope": [],
        },
        {
            "observed_property": ["“odeur” is not in the list."],
            "unit_measure": ["Say in which unit the values are."],
            "temporal_resolution": [
                "“15min” is not a duration: write PT15M for 15 minutes, PT1H for an "
                "hour, P1D for a day."
            ],
            "spatial_resolution_in_meters": ["Write a number above zero."],
            "last_observed_at": ["Write the date and time as 2026-03-31T14:00:00Z."],
            "sensor_api_url": ["This field is needed."],
            "ghg_scope": ["This field is needed."],
        },
    ),
]


def refusal_of(filled: Filled, kind: str, **values: object) -> dict[str, Any]:
    """Return the errors of a dataset that is refused."""
    with pytest.raises(tk.ValidationError) as refusal:
        filled(kind, **values)
    return refusal.value.error_dict


class TestRefused:
    """Wrong values, in words."""

    @pytest.mark.parametrize(("kind", "values", "errors"), REFUSED)
    def test_wrong_values_are_refused_in_words(
        self,
        kind: str,
        values: dict[str, Any],
        errors: dict[str, Any],
        filled: Filled,
    ) -> None:
        """Each wrong value has its message, and nothing else is refused."""
        found = refusal_of(filled, kind, **values)
        wanted = dict(errors)
        if "fiscal_year" in values and kind == "budget" and len(values) > 2:
            assert found.pop("fiscal_year")[0].startswith("“2026/2027” is not a")
        assert found == wanted

    @pytest.mark.parametrize(
        ("kind", "field", "messages"),
        [
            ("performance", "target_year", ["“x” is not a year of four digits."]),
            (
                "environment",
                "spatial_resolution_in_meters",
                ["“x” is not an amount: write 1234,56."],
            ),
            ("budget", "decision_number", ["Invalid integer"]),
        ],
    )
    def test_word_for_a_number_is_refused(
        self, kind: str, field: str, messages: list[str], filled: Filled
    ) -> None:
        """The rules that need a number do not run without one."""
        assert refusal_of(filled, kind, **{field: "x"}) == {field: messages}


class TestConditional:
    """Fields that matter only when another has some value."""

    def test_what_does_not_matter_is_not_asked(self, filled: Filled) -> None:
        """No API: no address; no greenhouse gases: no scope."""
        shown = filled(
            "environment",
            environment_domain=["air"],
            sensor_api_kind="none",
            sensor_api_url="",
            ghg_scope=[],
        )
        assert not shown.get("sensor_api_url")

    def test_number_of_another_stage_is_dropped(self, filled: Filled) -> None:
        """An initial budget has no decision number."""
        shown = filled("budget", budget_stage="bp", decision_number="3")
        assert not shown.get("decision_number")


class TestPersonalData:
    """Data about persons."""

    def test_public_without_a_text_is_refused(self, filled: Filled) -> None:
        """Nothing allows it."""
        values = {"access_limitation": [], "legal_basis": []}
        found = refusal_of(filled, "dataset", personal_data="contains", **values)
        assert found == {
            "personal_data": [
                "Personal data can be public only when a text says so: give the legal "
                "basis, or restrict who can see the dataset."
            ]
        }

    @pytest.mark.parametrize(
        "values",
        [
            {"legal_basis": ["anonymisation_exempt"]},
            {"access_limitation": ["L311-6-1-vp"]},
            {"access_level": "internal"},
        ],
    )
    def test_a_text_or_a_restriction_allows_it(
        self, values: dict[str, Any], filled: Filled
    ) -> None:
        """The text is named, or the dataset is not public."""
        least = {"access_limitation": [], "legal_basis": []}
        shown = filled("dataset", personal_data="contains", **{**least, **values})
        assert shown["personal_data"] == "contains"


class TestIndicatorCode:
    """One code per producer."""

    def test_twin_of_the_same_producer_is_refused(self, filled: Filled) -> None:
        """Two indicators cannot be told apart."""
        first = filled("performance")
        values = {"owner_org": first["owner_org"]}
        assert refusal_of(filled, "performance", **values) == {
            "indicator_code": [
                "Another indicator of this producer has the code “DEC-01”."
            ]
        }

    def test_same_code_of_another_producer_is_taken(self, filled: Filled) -> None:
        """Producers do not share codes."""
        filled("performance")
        assert filled("performance")["indicator_code"] == "DEC-01"


class TestLinkedDataset:
    """The budget that pays for an indicator."""

    def test_page_address_is_taken(self, filled: Filled) -> None:
        """Whatever a person copies: address, name or id."""
        budget = filled("budget")
        for word in (f"https://x.example/budget/{budget['name']}", budget["id"]):
            made = filled("performance", linked_dataset=word)
            assert made["linked_dataset"] == budget["id"]

    def test_unknown_or_forbidden_dataset_is_refused(
        self, filled: Filled, publisher: dict[str, Any]
    ) -> None:
        """Absent and forbidden look the same."""
        hidden = filled("budget", access_level="restricted")
        member = factories.User()
        organization = factories.Organization(
            users=[{"name": member["name"], "capacity": "editor"}]
        )
        publisher |= {"user": member["name"], "ignore_auth": False}
        for word in ("nulle-part", hidden["name"]):
            values = {"owner_org": organization["id"], "linked_dataset": word}
            assert refusal_of(filled, "performance", **values) == {
                "linked_dataset": [f"There is no dataset “{word}” on this portal."]
            }


class TestContact:
    """The public contact point."""

    def test_name_alone_is_refused(self, filled: Filled) -> None:
        """Nobody can write to it."""
        found = refusal_of(filled, "dataset", contact=[{"name": "Accueil"}])
        assert found == {
            "contact": [{"email": ["Give a mailbox or a form to write to."]}]
        }


class TestDerived:
    """What the types fill in by themselves."""

    def test_legislation_follows_the_choices(self, filled: Filled) -> None:
        """High-value data and directives bring their texts; leaving takes them away."""
        shown = filled("environment")
        hvd = "http://data.europa.eu/eli/reg_impl/2023/138/oj"
        air = "http://data.europa.eu/eli/dir/2024/2881/oj"
        assert {hvd, air} <= set(shown["applicable_legislation"])
        shown["hvd_category"] = []
        context = {"user": factories.Sysadmin()["name"]}
        again = call_action("package_update", context=context, **shown)
        assert hvd not in again["applicable_legislation"]
        assert air in again["applicable_legislation"]

    def test_units_follow_the_properties(self, filled: Filled) -> None:
        """Nitrogen dioxide is in micrograms."""
        shown = filled("environment", observed_property=["no2"], unit_measure=[])
        assert shown["unit_measure"] == ["µg/m³"]

    def test_policy_follows_the_theme(self, filled: Filled) -> None:
        """The root of the first theme."""
        shown = filled("performance", policy_area="", territory_theme=["elections"])
        assert shown["policy_area"] == "administration"

    def test_values_are_tidied(self, filled: Filled) -> None:
        """Stored in one form, however they were written."""
        shown = filled("environment", title="Air\n de  la\x00 ville")
        assert shown["title"] == "Air de la ville"
        assert shown["license_id"] == "lov2"
        assert shown["temporal_resolution"] == "PT15M"
        assert shown["last_observed_at"] == "2025-03-31T12:00:00+00:00"
        assert shown["total_emissions"] == "1250.5"
        assert {tag["name"] for tag in shown["tags"]} == {"arbres", "qualité de l air"}


class TestWaived:
    """Who need not fill the required fields."""

    KINDS = ("dataset", "budget", "performance", "environment")

    @pytest.mark.parametrize("kind", KINDS)
    def test_draft_needs_only_a_producer(
        self, kind: str, publisher: dict[str, Any]
    ) -> None:
        """A draft is saved as far as it goes."""
        made = call_action(
            "package_create",
            context=publisher,
            type=kind,
            name=f"brouillon-{uuid4()}",
            owner_org=factories.Organization()["id"],
            state="draft",
        )
        assert made["state"] == "draft"

    @pytest.mark.parametrize("kind", KINDS)
    def test_harvested_dataset_is_taken_as_it_is(
        self, kind: str, publisher: dict[str, Any]
    ) -> None:
        """Long lines are cut, other words left out, nothing refused."""
        made = call_action(
            "package_create",
            context=publisher,
            type=kind,
            name=f"partenaire-{uuid4()}",
            title=LONG_TITLE,
            owner_org=factories.Organization()["id"],
            source_id="partenaire",
            documentation=["notice.pdf", "https://partenaire.example/notice"],
            issued="2999",
        )
        assert made["title"] == "é" * 499 + "…"
        assert made["documentation"] == ["https://partenaire.example/notice"]

    def test_old_dataset_is_waived_until_the_form(
        self, publisher: dict[str, Any]
    ) -> None:
        """A script may change what was there before; the form asks for the rest."""
        made = factories.Dataset(
            type="dataset", source_id="ancien", owner_org=factories.Organization()["id"]
        )
        patch = {"id": made["id"], "source_id": "", "version": "2"}
        context = {"user": publisher["user"]}
        for _ in range(2):
            assert call_action("package_patch", context=dict(context), **patch)
        with pytest.raises(tk.ValidationError) as refusal:
            call_action("package_patch", context={**context, "save": True}, **patch)
        assert "territory_theme" in refusal.value.error_dict

    def test_required_field_cannot_be_emptied(
        self, filled: Filled, publisher: dict[str, Any]
    ) -> None:
        """What was filled stays filled, by script too."""
        made = filled("dataset")
        with pytest.raises(tk.ValidationError) as refusal:
            call_action("package_patch", context=publisher, id=made["id"], notes="")
        assert refusal.value.error_dict == {"notes": ["This field is needed."]}
