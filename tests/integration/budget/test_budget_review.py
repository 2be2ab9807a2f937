"""A budget in a service where a second person publishes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import call_action

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")

Publish = Callable[..., dict[str, Any]]
Make = Callable[..., Path]


@pytest.fixture
def organization() -> dict[str, Any]:
    """Return an organization that wants reviews, and can be written to."""
    return factories.Organization(
        needs_review="yes", email="finances@rives-sur-orle.example"
    )


class TestReview:
    """``territory_budget_publish``, then the decision."""

    def test_budget_is_proposed_then_published(
        self,
        publish: Publish,
        budget_file: Make,
        editor: dict[str, Any],
        organization: dict[str, Any],
    ) -> None:
        """The answer says so; the same file again changes nothing."""
        path = budget_file()
        told = publish(path, user=editor["name"])
        assert (told["status"], told["state"]) == ("created", "draft")
        assert "proposed for publication" in told["warnings"][-1]
        dataset_id = told["dataset"]["id"]
        again = publish(path, user=editor["name"])
        assert (again["status"], again["state"]) == ("unchanged", "draft")
        colleague = factories.User()
        tk.get_action("organization_member_create")(
            {"ignore_auth": True, "user": ""},
            {
                "id": organization["id"],
                "username": colleague["name"],
                "role": "editor",
            },
        )
        call_action(
            "territory_review_decide",
            {"user": colleague["name"], "ignore_auth": False},
            id=dataset_id,
            decision="publish",
        )
        assert call_action("package_show", id=dataset_id)["state"] == "active"
        # Once it is published, a corrected file needs nobody else.
        other = budget_file(lines=(("6411", "012", "211", "D", "9.00", "8.50"),))
        corrected = publish(other, user=editor["name"])
        assert (corrected["status"], corrected["state"]) == ("updated", "active")

    def test_budget_nobody_answers_for_waits_as_a_draft(
        self,
        publish: Publish,
        budget_file: Make,
        editor: dict[str, Any],
        organization: dict[str, Any],
    ) -> None:
        """Something is left to do before it may be proposed."""
        boss = {"user": factories.Sysadmin()["name"]}
        call_action("organization_patch", boss, id=organization["id"], email="")
        told = publish(budget_file(), user=editor["name"])
        assert told["state"] == "draft"
        assert "finish it" in told["warnings"][-1]
