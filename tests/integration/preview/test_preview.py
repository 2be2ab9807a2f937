"""What is in a file, for its readers."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.tests import factories, helpers
from ckan.tests.helpers import CKANTestApp

from ckanext.territory.model.upload import Upload

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")

POINTS = "nom;latitude;longitude;mail\n" + "".join(
    f"Banc {n};48.1{n};-1.6{n};a{n}@courriel.example\n" for n in range(8)
)
PRICES = "libelle;prix\nEntrée;3\nCarte;12\n"
FIELDS = {
    "territory_theme": ["environnement"],
    "territory_level": "commune",
    "frequency": "ANNUAL",
    "license_id": "fr-lo",
}
REPORTED = {"proposals", "warnings", "period", "shapes"}


def published(content: str, name: str = "a.csv", **values: object) -> dict[str, Any]:
    """Return a dataset with one uploaded file."""
    made = factories.Dataset(
        owner_org=factories.Organization()["id"], **{**FIELDS, **values}
    )
    helpers.call_action(
        "resource_create",
        {"user": factories.Sysadmin()["name"]},
        package_id=made["id"],
        name="Fichier",
        upload=FileStorage(io.BytesIO(content.encode()), name),
    )
    model.Session.expire_all()
    return helpers.call_action("package_show", id=made["id"])


def anonymous(action: str, **values: str) -> Any:  # noqa: ANN401 - results of actions
    """Call an action as nobody."""
    return helpers.call_action(action, {"user": "", "ignore_auth": False}, **values)


class TestList:
    """``territory_preview_list``."""

    def test_readers_get_rows_without_personal_data(self) -> None:
        """And nothing of what only publishers are told."""
        made = published(POINTS)
        [found] = anonymous("territory_preview_list", dataset_id=made["id"])
        assert found["inspection"]["facts"]["rows"] == 8
        assert found["shape_count"] == 8
        assert found["inspection"]["preview"]["rows"][0][0] == "Banc 0"
        assert not REPORTED.intersection(found["inspection"])
        assert "courriel" not in str(found)

    def test_hidden_dataset_is_refused(self) -> None:
        """The same as an absent one."""
        made = published(POINTS, access_level="internal")
        for dataset_id in (made["id"], "absent"):
            with pytest.raises(tk.NotAuthorized):
                anonymous("territory_preview_list", dataset_id=dataset_id)


class TestPages:
    """The pages of the dataset and of the file."""

    def test_map_of_a_table_of_places(self, app: CKANTestApp) -> None:
        """Both pages draw it, from an address that answers."""
        made = published(POINTS)
        key, page = made["resources"][0]["id"], f"/dataset/{made['name']}"
        address = f"/territory/apercu/{key}.geojson"
        for each in (page, f"{page}/resource/{key}"):
            assert f'data-module-url="{address}"' in app.get(each).body
        found = app.get(address).json
        assert len(found["features"]) == 8
        assert "courriel" not in str(found)

    def test_first_rows_of_a_table(self, app: CKANTestApp) -> None:
        """A table without places shows its rows."""
        made = published(PRICES)
        body = app.get(f"/dataset/{made['name']}").body
        assert "<td>Carte</td>" in body
        assert "data-module-url" not in body

    def test_file_of_another_kind_shows_nothing(self, app: CKANTestApp) -> None:
        """No empty box, and no error."""
        made = published("%PDF-1.4 texte", "a.pdf")
        assert "t-first-rows" not in app.get(f"/dataset/{made['name']}").body

    def test_hidden_and_absent_shapes_look_the_same(
        self, app: CKANTestApp, timeless: Callable[[str, str], str]
    ) -> None:
        """404 with one body, also for a file without places."""
        hidden = published(POINTS, access_level="internal")["resources"][0]["id"]
        plain = published(PRICES)["resources"][0]["id"]
        answers = [
            (key, app.get(f"/territory/apercu/{key}.geojson", status=404).body)
            for key in (hidden, plain, "absent")
        ]
        assert len({timeless(body, key) for key, body in answers}) == 1


class TestRun:
    """``territory_upload_run``: files are read again."""

    def test_all_files_on_request(self) -> None:
        """What an older version did not keep is there again."""
        made = published(POINTS)
        row = model.Session.get(Upload, made["resources"][0]["id"])
        row.inspection = {"kind": "csv", "facts": {}, "preview": {"rows": []}}
        model.Session.commit()
        assert helpers.call_action("territory_upload_run") == {"count": 1}
        [found] = anonymous("territory_preview_list", dataset_id=made["id"])
        assert found["shape_count"] == 8

    def test_only_who_may_change_the_dataset(self) -> None:
        """And all of them only for sysadmins."""
        made = published(POINTS)
        user = {"user": factories.User()["name"], "ignore_auth": False}
        for values in ({"id": made["id"]}, {}):
            with pytest.raises(tk.NotAuthorized):
                helpers.call_action("territory_upload_run", user, **values)
