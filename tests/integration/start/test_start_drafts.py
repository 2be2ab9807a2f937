"""Datasets that start from another one, or from a template of the service."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ckan.plugins import toolkit as tk
from ckan.tests import factories

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")

Act = Callable[..., Any]
User = dict[str, Any]
ANNUAL = "http://publications.europa.eu/resource/authority/frequency/ANNUAL"


@pytest.fixture
def dataset(organization: dict[str, Any]) -> dict[str, Any]:
    """Return a published dataset of the year 2024."""
    return factories.Dataset(
        title="Subventions 2024",
        notes="Les subventions versées en 2024.",
        owner_org=organization["id"],
        territory_theme=["finances"],
        territory_level="commune",
        territory_code=["35238"],
        frequency=ANNUAL,
        license_id="odc-odbl",
        temporal_coverage=[{"start": "2024-01-01", "end": "2024-12-31"}],
        contact=[{"name": "Finances", "email": "finances@ville.example"}],
        tags=[{"name": "subventions 2024"}],
        resources=[{"url": "https://ville.example/2024.csv", "name": "2024"}],
    )


class TestCopy:
    """``territory_dataset_copy``."""

    def test_years_move_on_and_files_stay_behind(
        self, act: Act, editor: User, dataset: dict[str, Any]
    ) -> None:
        """Title, keywords and period; the rest is kept."""
        made = act(editor, "territory_dataset_copy", id=dataset["name"])
        copy = tk.get_action("package_show")({"ignore_auth": True}, {"id": made["id"]})
        assert (copy["state"], copy["title"]) == ("draft", "Subventions 2025")
        assert copy["temporal_coverage"] == [
            {"start": "2025-01-01", "end": "2025-12-31"}
        ]
        assert [tag["name"] for tag in copy["tags"]] == ["subventions 2025"]
        assert copy["license_id"] == "odc-odbl"
        assert copy["contact"] == dataset["contact"]
        assert copy["resources"] == []
        assert copy["name"] != dataset["name"]

    def test_dataset_of_others_is_copied_to_ones_own_service(
        self, act: Act, dataset: dict[str, Any]
    ) -> None:
        """Without who answers for it there; not into theirs."""
        own, user = factories.Organization(), factories.User()
        tk.get_action("organization_member_create")(
            {"ignore_auth": True, "user": ""},
            {"id": own["id"], "username": user["name"], "role": "editor"},
        )
        made = act(
            user, "territory_dataset_copy", id=dataset["id"], owner_org=own["id"]
        )
        copy = tk.get_action("package_show")({"ignore_auth": True}, {"id": made["id"]})
        assert copy["owner_org"] == own["id"]
        assert not copy.get("contact")
        with pytest.raises(tk.NotAuthorized):
            act(user, "territory_dataset_copy", id=dataset["id"])

    def test_hidden_dataset_is_not_copied(
        self, act: Act, organization: dict[str, Any], dataset: dict[str, Any]
    ) -> None:
        """What one may not read, one does not copy."""
        tk.get_action("package_patch")(
            {"ignore_auth": True, "user": factories.Sysadmin()["name"]},
            {
                "id": dataset["id"],
                "access_level": "restricted",
                "access_limitation": [],
                "state": "draft",
            },
        )
        own, user = factories.Organization(), factories.User()
        tk.get_action("organization_member_create")(
            {"ignore_auth": True, "user": ""},
            {"id": own["id"], "username": user["name"], "role": "editor"},
        )
        with pytest.raises(tk.NotAuthorized):
            act(user, "territory_dataset_copy", id=dataset["id"], owner_org=own["id"])

    @pytest.mark.parametrize("who", ["reader", "stranger"])
    def test_who_may_not_publish_is_refused(
        self,
        act: Act,
        dataset: dict[str, Any],
        who: str,
        request: pytest.FixtureRequest,
    ) -> None:
        """Members who only read, and strangers."""
        with pytest.raises(tk.NotAuthorized):
            act(
                request.getfixturevalue(who), "territory_dataset_copy", id=dataset["id"]
            )


class TestTemplates:
    """The templates of a service."""

    def test_template_is_kept_listed_and_used(
        self, act: Act, editor: User, colleague: User, dataset: dict[str, Any]
    ) -> None:
        """By colleagues too; never with the title nor the files."""
        act(
            editor,
            "territory_dataset_template_create",
            dataset_id=dataset["id"],
            title="Subventions",
        )
        [line] = act(colleague, "territory_dataset_template_list")
        assert (line["title"], line["may_delete"]) == ("Subventions", False)
        made = act(
            colleague,
            "territory_dataset_template_run",
            id=line["id"],
            title="Subventions 2030",
        )
        draft = tk.get_action("package_show")({"ignore_auth": True}, {"id": made["id"]})
        assert (draft["state"], draft["title"]) == ("draft", "Subventions 2030")
        assert draft["territory_theme"] == ["finances"]
        assert draft["frequency"] == ANNUAL
        assert not draft.get("notes")
        assert not draft.get("temporal_coverage")
        assert draft["resources"] == []

    def test_names_are_not_given_twice(
        self, act: Act, editor: User, dataset: dict[str, Any]
    ) -> None:
        """In one service."""
        order = {"dataset_id": dataset["id"], "title": "Subventions"}
        act(editor, "territory_dataset_template_create", **order)
        with pytest.raises(tk.ValidationError) as refused:
            act(editor, "territory_dataset_template_create", **order)
        assert refused.value.error_dict == {
            "title": ["The service has a template of this name already."]
        }

    def test_templates_are_seen_in_their_service_only(
        self, act: Act, editor: User, stranger: User, dataset: dict[str, Any]
    ) -> None:
        """Strangers neither see nor use them."""
        line = act(
            editor,
            "territory_dataset_template_create",
            dataset_id=dataset["id"],
            title="Subventions",
        )
        assert act(stranger, "territory_dataset_template_list") == []
        with pytest.raises(tk.NotAuthorized):
            act(stranger, "territory_dataset_template_run", id=line["id"], title="A")
        with pytest.raises(tk.NotAuthorized):
            act(
                stranger,
                "territory_dataset_template_create",
                dataset_id=dataset["id"],
                title="B",
            )

    def test_only_administrators_remove_templates(
        self, act: Act, editor: User, manager: User, dataset: dict[str, Any]
    ) -> None:
        """Of the service."""
        line = act(
            editor,
            "territory_dataset_template_create",
            dataset_id=dataset["id"],
            title="Subventions",
        )
        with pytest.raises(tk.NotAuthorized):
            act(editor, "territory_dataset_template_delete", id=line["id"])
        act(manager, "territory_dataset_template_delete", id=line["id"])
        assert act(manager, "territory_dataset_template_list") == []
