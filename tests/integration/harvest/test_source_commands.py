"""``ckan territory source`` and ``run``: what they say, and how they end."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import Result

from ckan import model
from ckan.cli.cli import ckan as command
from ckan.tests import helpers
from ckan.tests.helpers import CKANCliRunner

from ckanext.territory import config
from ckanext.territory.model import PartnerSource

if TYPE_CHECKING:
    from tests.partner.server import Partner

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")


@pytest.fixture
def ckan(
    cli: CKANCliRunner, partner: Partner, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    """Return a function that runs ``ckan territory`` with arguments.

    A command reads its settings from the file again, which allows no host.
    """
    monkeypatch.setattr(config, "harvest_allowed_hosts", lambda: [partner.host])

    def run(*arguments: str) -> Result:
        return cli.invoke(command, ["territory", *arguments])

    return run


def test_from_address_to_datasets(
    ckan: Callable[..., Result], reachable: Partner, organization: dict[str, Any]
) -> None:
    """Add, list, look at the themes, try, run, run again."""
    added = ckan(
        "source", "add", reachable.url, "--organization", organization["name"], "--json"
    )
    assert added.exit_code == 0, added.output
    source_id = json.loads(added.output)["id"]
    assert source_id in ckan("source", "list").output
    assert "group:eau" in ckan("source", "themes", source_id).output
    tried = ckan("source", "run", source_id, "--theme", "group:eau", "--dry-run")
    assert tried.exit_code == 0
    assert helpers.call_action("package_search")["count"] == 0
    first = ckan("source", "run", source_id, "--theme", "group:eau", "--json")
    assert first.exit_code == 0
    report = json.loads(first.output)
    assert report["counts"] == {"added": 5}
    again = json.loads(ckan("source", "run", source_id, "--json").output)
    assert again["counts"] == {"unchanged": 5}
    assert ckan("run", "show", report["id"]).exit_code == 0


def test_a_partner_that_is_no_catalogue_leaves_nothing(
    ckan: Callable[..., Result], reachable: Partner, organization: dict[str, Any]
) -> None:
    """Code 1, what came instead, no source."""
    page = b"<html><title>Bienvenue chez nous"
    reachable.behaviour = lambda a: a.send(200, page, kind="text/html") is None
    found = ckan("source", "add", reachable.url, "--organization", organization["name"])
    assert found.exit_code == 1
    assert "Bienvenue chez nous" in found.output
    assert model.Session.query(PartnerSource).count() == 0


def test_a_run_that_fails_ends_with_code_1(
    ckan: Callable[..., Result], source: dict[str, Any], reachable: Partner
) -> None:
    """The sentence says why."""
    reachable.behaviour = lambda a: a.send(403, b"", kind="text/html") is None
    found = ckan("source", "run", source["id"])
    assert found.exit_code == 1
    assert "403" in found.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("source", "run", "inconnu"),
        ("source", "themes", "inconnu"),
        ("run", "show", "inconnu"),
    ],
)
def test_an_unknown_id_ends_with_code_1(
    ckan: Callable[..., Result], arguments: tuple[str, ...]
) -> None:
    """With a sentence, not a traceback."""
    found = ckan(*arguments)
    assert found.exit_code == 1
    assert "Traceback" not in found.output


def test_a_sweep_has_nothing_to_do(ckan: Callable[..., Result]) -> None:
    """And says nothing."""
    found = ckan("run", "sweep")
    assert (found.exit_code, found.output) == (0, "")
