"""A budget file becomes a dataset: whole, once, and with nothing left over."""

from __future__ import annotations

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import call_action
from ckan.types import Context

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")

Publish = Callable[..., dict[str, Any]]
Make = Callable[..., Path]
Rows = Callable[[str], list[dict[str, Any]]]
Left = Callable[[], dict[str, Any]]
NOTHING = {"datasets": 0, "records": 0, "tables": set(), "files": set()}
REAL = (
    "annexe-bp-2022",
    "annexe-ca-2021",
    "annexe-dm1-2022",
    "crach-bp-2022",
    "crach-ca-2021",
    "crach-dm2-2021",
    "mohon-cfu-2023",
    "transport-bp-2022",
)
REFUSED = {
    "invalid-annee": "BlocBudget/Exer",
    "invalid-document": "invalid-document.xml",
    "invalid-etape": "BlocBudget/NatDec",
    "invalid-siret": "EnTeteBudget/IdEtab",
}


def shown(published: dict[str, Any]) -> dict[str, Any]:
    """Return the dataset of a publication."""
    return call_action("package_show", id=published["dataset"]["id"])


def path_of(resource_id: str) -> Path:
    """Return where the file of a resource lies."""
    storage = Path(tk.config["ckan.storage_path"], "resources")
    return storage / resource_id[:3] / resource_id[3:6] / resource_id[6:]


class TestRealFiles:
    """Documents that authorities sent."""

    @pytest.mark.parametrize("name", REAL)
    def test_lines_carry_the_amounts_of_the_scdl_beside(
        self, name: str, realdata: Path, publish: Publish, rows: Rows
    ) -> None:
        """Sums by flow and column equal those of the CSV another converter made."""
        answer = publish(realdata / "totem" / f"{name}.xml")
        found = rows(shown(answer)["resources"][0]["id"])
        assert len(found) == answer["lines"]
        with (realdata / "totem" / f"{name}.scdl.csv").open(encoding="utf-8") as source:
            expected = list(csv.DictReader(source))
        for column in ("BGT_MTPREV", "BGT_MTREAL", "BGT_CREDOUV"):
            for flow in ("dépense", "recette"):
                theirs = [
                    Decimal(row[column] or 0)
                    for row in expected
                    if row["BGT_CODRD"] == flow
                ]
                ours = [
                    row[column] or Decimal(0)
                    for row in found
                    if row["BGT_CODRD"] == flow
                ]
                assert sum(ours) == sum(theirs)

    @pytest.mark.parametrize(("name", "place"), REFUSED.items())
    def test_bad_file_is_refused_at_its_place(
        self, name: str, place: str, realdata: Path, publish: Publish, left_behind: Left
    ) -> None:
        """The message names the place, and nothing is written."""
        with pytest.raises(tk.ValidationError) as refusal:
            publish(realdata / "totem" / f"{name}.xml")
        assert place in refusal.value.error_dict["upload"][0]
        assert left_behind() == NOTHING

    def test_unknown_chart_only_warns(self, realdata: Path, publish: Publish) -> None:
        """Codes are enough to publish."""
        answer = publish(realdata / "totem" / "invalid-nomenclature.xml")
        assert "M14_COM_500_3500_en_erreur" in answer["warnings"][0]
        assert answer["status"] == "created"


class TestNewBudget:
    """A budget that the portal did not have."""

    def test_totals_are_those_of_real_operations(
        self, publish: Publish, budget_file: Make
    ) -> None:
        """880.50 + 270.25 spent to run, 125 to invest: sums made by hand."""
        answer = publish(budget_file())
        assert answer["operating_expenditure"] == "1150.75"
        assert answer["operating_revenue"] == "1510.00"
        assert answer["investment_expenditure"] == "125.00"
        assert answer["investment_revenue"] == "90.00"
        assert answer["unknown_section"] == "0.00"
        assert answer["lines"] == 5

    def test_dataset_is_filled_from_the_file(
        self, publish: Publish, budget_file: Make, organization: dict[str, Any]
    ) -> None:
        """The publisher types nothing."""
        dataset = shown(publish(budget_file()))
        assert dataset["type"] == "budget"
        assert dataset["name"] == "budget-21350238800019-2024-ca"
        assert dataset["title"] == "Compte administratif 2024, budget principal"
        assert dataset["owner_org"] == organization["id"]
        assert dataset["license_id"] == "lov2"
        assert dataset["territory_theme"] == ["finances-budget"]
        assert dataset["territory_code"] == ["35238"]
        assert str(dataset["fiscal_year"]) == "2024"
        assert dataset["budget_stage"] == "ca"
        assert dataset["amount_basis"] == "executed"
        assert str(dataset["reference_population"]) == "100"
        assert dataset["budget_functions"] == ["0", "2"]
        assert dataset["privacy_review"] == "anonymised"
        assert dataset["frequency"].endswith("/AS_NEEDED")
        assert dataset["temporal_coverage"] == [
            {"start": "2024-01-01", "end": "2024-12-31"}
        ]
        assert len(dataset["notes"]) > 100

    def test_lines_are_typed_and_searchable(
        self, publish: Publish, budget_file: Make
    ) -> None:
        """Codes are text, amounts numbers, and words are found."""
        lines = shown(publish(budget_file()))["resources"][0]
        assert lines["datastore_active"] is True
        answer = call_action("datastore_search", resource_id=lines["id"], q="60612")
        types = {field["id"]: field["type"] for field in answer["fields"]}
        assert types["BGT_CONTNAT"] == "text"
        assert types["BGT_MTREAL"] == "numeric"
        assert [row["BGT_CONTNAT"] for row in answer["records"]] == ["011"]
        assert answer["total"] == 1

    def test_files_are_the_scdl_and_the_blanked_document(
        self, publish: Publish, budget_file: Make
    ) -> None:
        """The CSV follows the schema; the XML names nobody."""
        resources = shown(publish(budget_file()))["resources"]
        assert [resource["format"] for resource in resources] == ["CSV", "XML"]
        table, document = (path_of(resource["id"]) for resource in resources)
        assert table.read_text(encoding="utf-8").startswith("BGT_NATDEC,BGT_ANNEE")
        text = document.read_text(encoding="utf-8")
        assert "SIGNATAIRE" in text
        assert "PERSONNE" not in text
        assert resources[0]["size"] == table.stat().st_size

    def test_nobody_is_named_in_what_is_kept(
        self, publish: Publish, budget_file: Make, left_behind: Left
    ) -> None:
        """The original goes away; only its hash stays."""
        answer = publish(budget_file())
        assert sum(answer["blanked"].values()) == 1
        for path in left_behind()["files"]:
            assert b"PERSONNE" not in Path(path).read_bytes()

    def test_decision_number_is_asked_where_the_file_lacks_it(
        self, publish: Publish, tmp_path: Path
    ) -> None:
        """The refusal points at the field that mends it."""
        path = tmp_path / "dm.csv"
        path.write_text(
            "BGT_NATDEC,BGT_ANNEE,BGT_SIRET,BGT_NOM,BGT_CONTNAT,BGT_NATURE,"
            "BGT_SECTION,BGT_OPBUDG,BGT_CODRD,BGT_MTPREV\n"
            "décision modificative,2024,21350238800019,Ville d'Essai,011,60612,"
            "fonctionnement,réel,dépense,-12.50\n",
            encoding="utf-8",
        )
        with pytest.raises(tk.ValidationError) as refusal:
            publish(path)
        assert "decision_number" in refusal.value.error_dict
        answer = publish(path, decision_number=2)
        assert answer["operating_expenditure"] == "-12.50"
        assert answer["dataset"]["name"].endswith("-dm-2")

    def test_path_on_the_server_is_not_read(
        self, organization: dict[str, Any], budget_file: Make
    ) -> None:
        """Only a file that was sent is taken."""
        with pytest.raises(tk.ValidationError) as refusal:
            call_action(
                "territory_budget_publish",
                owner_org=organization["id"],
                upload=str(budget_file()),
            )
        assert "upload" in refusal.value.error_dict

    def test_unknown_organization_is_named(
        self, publish: Publish, budget_file: Make, left_behind: Left
    ) -> None:
        """An administrator is told which field is wrong."""
        with pytest.raises(tk.ValidationError) as refusal:
            publish(budget_file(), owner_org="nulle-part")
        assert "owner_org" in refusal.value.error_dict
        assert left_behind() == NOTHING


class TestAgain:
    """A budget that the portal has already."""

    def test_same_file_changes_nothing(
        self, publish: Publish, budget_file: Make
    ) -> None:
        """The answer says so, and the dataset is not written."""
        first = publish(budget_file())
        before = shown(first)
        second = publish(budget_file())
        assert second["status"] == "unchanged"
        assert second["dataset"] == first["dataset"]
        assert shown(second) == before

    def test_other_content_updates_the_same_dataset(
        self, publish: Publish, budget_file: Make, rows: Rows
    ) -> None:
        """Ids stay, lines and totals are the new ones."""
        before = shown(publish(budget_file()))
        line = ("6411", "012", "211", "D", "900.00", "1.00")
        answer = publish(budget_file(lines=(line,)))
        after = shown(answer)
        assert answer["status"] == "updated"
        assert after["id"] == before["id"]
        assert after["operating_expenditure"] == "1.00"
        assert [one["id"] for one in after["resources"]] == [
            one["id"] for one in before["resources"]
        ]
        assert len(rows(after["resources"][0]["id"])) == 1

    def test_what_the_publisher_wrote_is_kept(
        self, publish: Publish, budget_file: Make, admin: dict[str, Any]
    ) -> None:
        """Title, keywords and added resources survive another file."""
        first = publish(budget_file())
        context: Context = {"user": admin["name"]}
        call_action(
            "package_patch",
            context,
            id=first["dataset"]["id"],
            title="Le compte de la ville",
        )
        added = call_action(
            "resource_create",
            context,
            package_id=first["dataset"]["id"],
            name="Présentation",
            url="https://ville.example/presentation.pdf",
        )
        publish(budget_file(lines=(("6411", "012", "211", "D", "9", "1"),)))
        after = shown(first)
        assert after["title"] == "Le compte de la ville"
        assert added["id"] in {one["id"] for one in after["resources"]}

    def test_other_stage_and_year_are_other_datasets(
        self, publish: Publish, budget_file: Make
    ) -> None:
        """Each budget document has its page."""
        names = {
            publish(budget_file(stage=stage, year=year, number=number))["dataset"][
                "name"
            ]
            for stage, year, number in (
                ("01", 2024, ""),
                ("09", 2024, ""),
                ("09", 2023, ""),
                ("02", 2024, "1"),
                ("02", 2024, "2"),
            )
        }
        assert len(names) == 5

    def test_deleted_dataset_comes_back(
        self, publish: Publish, budget_file: Make, admin: dict[str, Any]
    ) -> None:
        """Under the same id, with its lines."""
        first = publish(budget_file())
        context: Context = {"user": admin["name"]}
        call_action("package_delete", context, id=first["dataset"]["id"])
        again = publish(budget_file())
        assert again["status"] == "updated"
        assert again["dataset"]["id"] == first["dataset"]["id"]
        assert shown(again)["state"] == "active"

    def test_purged_dataset_is_made_anew(
        self, publish: Publish, budget_file: Make
    ) -> None:
        """What is gone for good does not stand in the way."""
        first = publish(budget_file())
        call_action("dataset_purge", id=first["dataset"]["id"])
        again = publish(budget_file())
        assert again["status"] == "created"
        assert again["dataset"]["id"] != first["dataset"]["id"]

    def test_other_organization_is_told_who_has_it(
        self, publish: Publish, budget_file: Make
    ) -> None:
        """One budget, one dataset, one publisher."""
        publish(budget_file())
        other = factories.Organization()
        with pytest.raises(tk.ValidationError) as refusal:
            publish(budget_file(), owner_org=other["id"])
        assert "owner_org" in refusal.value.error_dict
        assert model.Session.query(model.Package).count() == 1
