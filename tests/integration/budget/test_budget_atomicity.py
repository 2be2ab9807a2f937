"""When a write fails in the middle, what was there before is there again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ckan.plugins import toolkit as tk
from ckan.tests.helpers import call_action

from ckanext.territory.budgets import files, lines_table, publication

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")

Publish = Callable[..., dict[str, Any]]
Make = Callable[..., Path]
Rows = Callable[[str], list[dict[str, Any]]]
Left = Callable[[], dict[str, Any]]
NOTHING = {"datasets": 0, "records": 0, "tables": set(), "files": set()}
OTHER = (("6411", "012", "211", "D", "9.00", "1.00"),)


class BrokenError(Exception):
    """A disk or a database that gives up."""


def broken(*_args: object, **_kwargs: object) -> None:
    """Fail, whatever is asked."""
    raise BrokenError


def break_at(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """Make one step of a publication fail."""
    target, name = {
        "file": (files, "_put"),
        "load": (lines_table, "_load"),
        "lines": (lines_table.Draft, "publish"),
        "dataset": (publication, "fill"),
        "views": (publication, "_add_views"),
    }[place]
    monkeypatch.setattr(target, name, broken)


class TestNewBudgetFails:
    """Nothing is left of a budget that could not be written."""

    @pytest.mark.parametrize("place", ["file", "load", "lines", "dataset", "views"])
    def test_nothing_is_left(
        self,
        place: str,
        publish: Publish,
        budget_file: Make,
        left_behind: Left,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """No dataset, no record, no table, no file; and it works the next time."""
        with monkeypatch.context() as patch:
            break_at(patch, place)
            with pytest.raises(BrokenError):
                publish(budget_file())
        assert left_behind() == NOTHING
        assert publish(budget_file())["status"] == "created"

    def test_refused_dataset_leaves_nothing(
        self,
        publish: Publish,
        budget_file: Make,
        left_behind: Left,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """A dataset that CKAN does not accept takes its files and lines along."""
        monkeypatch.setattr(publication.dataset, "THEME", "nulle-part")
        with pytest.raises(tk.ValidationError):
            publish(budget_file())
        assert left_behind() == NOTHING

    def test_silent_index_leaves_nothing(
        self,
        publish: Publish,
        budget_file: Make,
        left_behind: Left,
        monkeypatch: pytest.MonkeyPatch,
        ckan_config: dict[str, Any],
    ) -> None:
        """Without its search engine the portal writes nothing."""
        monkeypatch.setitem(ckan_config, "solr_url", "http://127.0.0.1:9/solr/none")
        with pytest.raises(Exception, match=r"(?i)solr|connection|search"):
            publish(budget_file())
        assert left_behind() == NOTHING


class TestUpdateFails:
    """A budget that could not be replaced stays as it was."""

    @pytest.mark.parametrize("place", ["file", "load", "lines", "dataset"])
    def test_former_budget_stays(
        self,
        place: str,
        publish: Publish,
        budget_file: Make,
        rows: Rows,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """Lines, files and totals are those of the file before."""
        first = publish(budget_file())
        before = call_action("package_show", id=first["dataset"]["id"])
        lines = before["resources"][0]["id"]
        kept = {one["id"]: _content(one["id"]) for one in before["resources"]}
        with monkeypatch.context() as patch:
            break_at(patch, place)
            with pytest.raises(BrokenError):
                publish(budget_file(lines=OTHER))
        after = call_action("package_show", id=first["dataset"]["id"])
        assert after["operating_expenditure"] == before["operating_expenditure"]
        assert [one["size"] for one in after["resources"]] == [
            one["size"] for one in before["resources"]
        ]
        assert {one["id"]: _content(one["id"]) for one in after["resources"]} == kept
        assert len(rows(lines)) == 5
        assert publish(budget_file(lines=OTHER))["status"] == "updated"
        assert len(rows(lines)) == 1


def _content(resource_id: str) -> bytes:
    storage = Path(tk.config["ckan.storage_path"], "resources")
    return (storage / resource_id[:3] / resource_id[3:6] / resource_id[6:]).read_bytes()
