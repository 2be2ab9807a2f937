"""Who may publish a budget, and who may read one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage

from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import call_action

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")

Publish = Callable[..., dict[str, Any]]
Make = Callable[..., Path]


class TestBudgetPublish:
    """``territory_budget_publish``."""

    def test_anonymous_may_not(self, publish: Publish, budget_file: Make) -> None:
        """Nobody publishes without a name."""
        with pytest.raises(tk.NotAuthorized):
            publish(budget_file(), user="198.51.100.7")

    def test_user_may_not(self, publish: Publish, budget_file: Make) -> None:
        """An account alone gives no right."""
        with pytest.raises(tk.NotAuthorized):
            publish(budget_file(), user=factories.User()["name"])

    def test_editor_of_another_organization_may_not(
        self, publish: Publish, budget_file: Make
    ) -> None:
        """Rights stop at the organization."""
        user = factories.User()
        factories.Organization(users=[{"name": user["name"], "capacity": "editor"}])
        with pytest.raises(tk.NotAuthorized):
            publish(budget_file(), user=user["name"])

    def test_editor_may(
        self, publish: Publish, budget_file: Make, editor: dict[str, Any]
    ) -> None:
        """Who edits the organization publishes, and updates, its budgets."""
        first = publish(budget_file(), user=editor["name"])
        assert first["status"] == "created"
        line = ("6411", "012", "211", "D", "9", "1")
        again = publish(budget_file(lines=(line,)), user=editor["name"])
        assert again["status"] == "updated"

    def test_member_may_not(
        self, publish: Publish, budget_file: Make, organization: dict[str, Any]
    ) -> None:
        """A member reads, no more."""
        user = factories.User()
        call_action(
            "organization_member_create",
            id=organization["id"],
            username=user["name"],
            role="member",
        )
        with pytest.raises(tk.NotAuthorized):
            publish(budget_file(), user=user["name"])


class TestBudgetShow:
    """``territory_budget_show``."""

    def read(self, dataset_id: str, user: str) -> dict[str, Any]:
        """Return what a user is answered."""
        return tk.get_action("territory_budget_show")(
            {"user": user, "ignore_auth": False}, {"id": dataset_id}
        )

    def test_public_budget_is_for_everybody(
        self, publish: Publish, budget_file: Make
    ) -> None:
        """Without a name too."""
        made = publish(budget_file())["dataset"]
        found = self.read(made["name"], "")
        assert found["totals"]["operating_expenditure"] == "1150.75"
        assert found["header"]["entity_name"] == "VILLE D'ESSAI"

    def test_internal_budget_is_not(
        self, publish: Publish, budget_file: Make, editor: dict[str, Any]
    ) -> None:
        """Who may not read the dataset is told nothing of its figures."""
        made = publish(budget_file())["dataset"]
        hide(made["id"], editor)
        with pytest.raises(tk.NotAuthorized):
            self.read(made["id"], "")
        with pytest.raises(tk.NotAuthorized):
            self.read(made["id"], factories.User()["name"])
        assert self.read(made["id"], editor["name"])["lines"] == 5

    def test_hidden_sibling_is_not_named(
        self, publish: Publish, budget_file: Make, editor: dict[str, Any]
    ) -> None:
        """The switch of years shows what the reader may open, no more."""
        open_one = publish(budget_file(year=2024))["dataset"]
        hidden = publish(budget_file(year=2023))["dataset"]
        hide(hidden["id"], editor)
        assert self.read(open_one["id"], "")["siblings"] == []
        seen = self.read(open_one["id"], editor["name"])["siblings"]
        assert [sibling["id"] for sibling in seen] == [hidden["id"]]

    def test_dataset_without_budget_is_not_found(self) -> None:
        """A dataset that holds no published budget has no figures."""
        dataset = factories.Dataset(
            owner_org=factories.Organization()["id"],
            territory_theme=["finances"],
            territory_level="commune",
            territory_code=["35238"],
            frequency="ANNUAL",
            license_id="lov2",
        )
        with pytest.raises(tk.ObjectNotFound):
            self.read(dataset["id"], "")


class TestAccounts:
    """``territory_accounts_import`` and ``territory_accounts_list``."""

    def test_import_is_for_administrators(
        self, realdata: Path, editor: dict[str, Any], admin: dict[str, Any]
    ) -> None:
        """Editors read charts of accounts, administrators keep them."""
        chart = realdata / "accounts" / "2023-M57-M57_A.xml"
        with pytest.raises(tk.NotAuthorized):
            import_chart(chart, editor["name"])
        answer = import_chart(chart, admin["name"])
        assert (answer["variant"], answer["year"]) == ("M57_A", 2023)
        assert answer["status"] == "imported"
        assert import_chart(chart, admin["name"])["status"] == "unchanged"
        found = tk.get_action("territory_accounts_list")({"user": ""}, {})
        assert [entry["accounts"] for entry in found] == [answer["accounts"]]

    def test_other_file_is_refused(
        self, budget_file: Make, admin: dict[str, Any]
    ) -> None:
        """A budget is not a chart of accounts."""
        with pytest.raises(tk.ValidationError) as refusal:
            import_chart(budget_file(), admin["name"])
        assert "upload" in refusal.value.error_dict

    def test_labels_come_from_the_chart(
        self, realdata: Path, publish: Publish, admin: dict[str, Any]
    ) -> None:
        """A budget published before its chart is completed when sent again."""
        path = realdata / "totem" / "mohon-cfu-2023.xml"
        first = publish(path)
        assert any("M57_A" in warning for warning in first["warnings"])
        import_chart(realdata / "accounts" / "2023-M57-M57_A.xml", admin["name"])
        again = publish(path)
        assert again["status"] == "updated"
        assert not any("M57_A" in warning for warning in again["warnings"])


def hide(dataset_id: str, editor: dict[str, Any]) -> None:
    """Make a dataset internal."""
    call_action(
        "package_patch",
        {"user": editor["name"]},
        id=dataset_id,
        access_level="internal",
    )


def import_chart(path: Path, user: str) -> dict[str, Any]:
    """Import a chart of accounts as a user."""
    with path.open("rb") as stream:
        return tk.get_action("territory_accounts_import")(
            {"user": user}, {"upload": FileStorage(stream=stream, filename=path.name)}
        )
