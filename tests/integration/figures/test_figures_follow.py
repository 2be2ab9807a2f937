"""Figures are read when a file comes, and the dataset's fields follow."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.tests.helpers import call_action

from ckanext.territory.uploads import reading

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")

Make = Callable[..., dict[str, Any]]
Send = Callable[..., dict[str, Any]]
HEADER = (
    "indicator_code,indicator_name,territory_level,territory_code,period_start,"
    "period_end,value,unit,value_kind"
)


def shown(dataset: dict[str, Any]) -> dict[str, Any]:
    """Return a dataset as it is now."""
    model.Session.expire_all()
    return call_action("package_show", id=dataset["id"])


def figures(dataset: dict[str, Any]) -> dict[str, Any]:
    """Return the figures of a dataset."""
    return call_action("territory_figures_show", id=dataset["id"])


class TestPerformance:
    """A table of values."""

    def test_fields_follow_from_the_values(self, make: Make, send: Send) -> None:
        """61 % in 2024: 12 points of 16, and 10.67 were due."""
        dataset = make("performance")
        send(dataset, "values")
        found = shown(dataset)
        assert found["latest_value"] == "61"
        assert found["latest_period"] == "2024-12-31"
        assert found["achievement_rate"] == "0.7500"
        assert found["performance_status"] == "on_track"

    def test_another_target_changes_the_status(
        self, make: Make, send: Send, change: Send
    ) -> None:
        """Saving the form is enough: no file comes again."""
        dataset = make("performance")
        send(dataset, "values")
        change("package_patch", id=dataset["id"], target_value="60")
        assert shown(dataset)["performance_status"] == "achieved"

    def test_a_form_without_them_does_not_lose_them(
        self, make: Make, send: Send, change: Send
    ) -> None:
        """The form does not send what it does not show."""
        dataset = make("performance")
        send(dataset, "values")
        whole = shown(dataset)
        for name in ("latest_value", "latest_period", "performance_status"):
            whole.pop(name)
        change("package_update", **{**whole, "title": "Tri des déchets"})
        found = shown(dataset)
        assert (found["title"], found["latest_value"]) == ("Tri des déchets", "61")

    def test_status_corrected_with_a_reason_stays(self, make: Make, send: Send) -> None:
        """A person knows more than the figures."""
        dataset = make(
            "performance",
            performance_status="at_risk",
            performance_status_reason="Le centre de tri ferme.",
        )
        send(dataset, "values")
        assert shown(dataset)["performance_status"] == "at_risk"

    def test_years_in_files_of_their_own(self, make: Make, send: Send) -> None:
        """A second file adds a year."""
        dataset = make("performance")
        send(dataset, "values")
        header = HEADER
        send(dataset, f"{header}\nDEC-01,,commune,35238,2025,2025,66,%,actual\n")
        found = shown(dataset)
        assert (found["latest_value"], found["performance_status"]) == (
            "66",
            "achieved",
        )

    def test_other_files_have_no_figures(self, make: Make, send: Send) -> None:
        """A list of trees is no table of values, and no mistake."""
        dataset = make("performance")
        send(dataset, "essence,hauteur\nChêne,12\n")
        assert figures(dataset) == {
            "dataset_id": dataset["id"],
            "state": "empty",
            "files": [],
            "errors": [],
        }

    def test_replaced_file_takes_its_figures_away(
        self, make: Make, send: Send, change: Send
    ) -> None:
        """Figures are those of the file that is there."""
        dataset = make("performance")
        resource = send(dataset, "values")
        change(
            "resource_patch",
            id=resource["id"],
            upload=FileStorage(io.BytesIO(b"essence\nChene\n"), "arbres.csv"),
        )
        assert figures(dataset)["files"] == []

    def test_missing_column_is_said(self, make: Make, send: Send) -> None:
        """The file looks like ours, and lacks the values."""
        dataset = make("performance")
        send(
            dataset,
            "indicator_code,territory_level,territory_code,period_start,period_end,"
            "unit,value_kind\nA,commune,35238,2024,2024,%,actual\n",
        )
        found = figures(dataset)
        assert found["state"] == "failed"
        assert found["errors"] == [
            "The file looks like one of the portal's tables, but columns that its "
            "figures need are missing: value. Add them and send the file again."
        ]


class TestEnvironment:
    """Observations and sensors."""

    def test_fields_follow_from_the_observations(self, make: Make, send: Send) -> None:
        """Two stations, three days."""
        dataset = make("environment")
        send(dataset, "observations")
        found = shown(dataset)
        assert str(found["station_count"]) == "2"
        assert found["temporal_coverage"] == [
            {"start": "2025-01-01", "end": "2025-01-02"}
        ]
        assert found["last_observed_at"].startswith("2025-01-03T00:00")

    def test_saving_again_changes_nothing(self, make: Make, send: Send) -> None:
        """The fields are as the figures say: no endless loop of saving."""
        dataset = make("environment")
        resource = send(dataset, "observations")
        before = shown(dataset)["metadata_modified"]
        reading.read(resource["id"])
        assert shown(dataset)["metadata_modified"] == before

    def test_kinds_are_told_apart(self, make: Make, send: Send) -> None:
        """By their columns, without a claim of the publisher."""
        dataset = make("environment")
        send(dataset, "observations")
        send(dataset, "sensors")
        assert [file["kind"] for file in figures(dataset)["files"]] == [
            "observations",
            "sensors",
        ]


class TestRights:
    """Figures are read by who may read the dataset."""

    def test_restricted_dataset_is_hidden(self, make: Make, send: Send) -> None:
        """An anonymous caller is refused."""
        dataset = make("performance", access_level="restricted")
        send(dataset, "values")
        with pytest.raises(tk.NotAuthorized):
            call_action(
                "territory_figures_show",
                {"user": "", "ignore_auth": False},
                id=dataset["id"],
            )

    def test_public_dataset_is_open(self, make: Make, send: Send) -> None:
        """An anonymous caller is answered."""
        dataset = make("performance")
        send(dataset, "values")
        found = call_action(
            "territory_figures_show",
            {"user": "", "ignore_auth": False},
            id=dataset["id"],
        )
        assert found["state"] == "done"

    def test_unknown_dataset(self) -> None:
        """There is no such thing."""
        with pytest.raises(tk.ObjectNotFound):
            call_action("territory_figures_show", id="nulle-part")
