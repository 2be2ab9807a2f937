"""A partner, an organization that receives it, and a portal that may reach it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from ckan.plugins import toolkit as tk
from ckan.tests import factories, helpers

from ckanext.territory import jobs

if TYPE_CHECKING:
    from tests.partner.server import Partner

WATER = "group:eau"


@pytest.fixture
def reachable(partner: Partner, ckan_config: dict[str, Any]) -> Partner:
    """Return the partner, allowed by the administrator."""
    key = "ckanext.territory.harvest.allowed_hosts"
    before = ckan_config.get(key)
    ckan_config[key] = [partner.host]
    yield partner
    ckan_config[key] = before


@pytest.fixture
def organization() -> dict[str, Any]:
    """Return the organization that receives datasets."""
    return factories.Organization()


@pytest.fixture
def source(reachable: Partner, organization: dict[str, Any]) -> dict[str, Any]:
    """Return a source with the theme of water ticked."""
    return helpers.call_action(
        "territory_source_create",
        url=reachable.url,
        owner_org=organization["id"],
        theme_keys=[WATER],
    )


@pytest.fixture
def harvest(source: dict[str, Any]) -> Callable[[], dict[str, Any]]:
    """Return a function that runs the source in this process and gives the report."""

    def run() -> dict[str, Any]:
        started = helpers.call_action(
            "territory_run_create", source_id=source["id"], enqueue=False
        )
        jobs.work_off(started["id"])
        return helpers.call_action("territory_run_show", id=started["id"])

    return run


@pytest.fixture
def harvested(source: dict[str, Any]) -> Callable[[], list[dict[str, Any]]]:
    """Return a function that gives the datasets of the source, by identifier."""

    def find() -> list[dict[str, Any]]:
        found = tk.get_action("package_search")(
            {"ignore_auth": True},
            {"fq": f"source_id:{source['id']}", "rows": 1000, "sort": "identifier asc"},
        )
        return sorted(found["results"], key=lambda each: each["identifier"])

    return find
