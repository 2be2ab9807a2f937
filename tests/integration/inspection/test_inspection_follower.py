"""An uploaded file is inspected, and what was found is kept beside it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage

from ckan import model
from ckan.tests import factories, helpers

from ckanext.territory import messages
from ckanext.territory.model.upload import Upload
from ckanext.territory.starts import inspecting
from ckanext.territory.uploads import inspecting as following
from ckanext.territory.uploads.followers import FOLLOWERS

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")

FIELDS = {
    "territory_theme": ["environnement"],
    "territory_level": "commune",
    "frequency": "ANNUAL",
    "license_id": "fr-lo",
}
BINS = (
    "code_commune;tonnes\n"
    + "".join(f"37{number:03d};{number}\n" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9))
    + "41001;10\n"
)
Add = Callable[[bytes, str], Upload]


@pytest.fixture
def add() -> Add:
    """Return a function that uploads a file and gives what is known of it."""
    user = factories.User()
    members = [{"name": user["name"], "capacity": "editor"}]
    organization = factories.Organization(users=members)

    def make(content: bytes, name: str) -> Upload:
        dataset = factories.Dataset(owner_org=organization["id"], **FIELDS)
        resource = helpers.call_action(
            "resource_create",
            {"user": user["name"], "ignore_auth": False},
            package_id=dataset["id"],
            name="Fichier",
            upload=FileStorage(io.BytesIO(content), name),
        )
        model.Session.expire_all()
        row = model.Session.get(Upload, resource["id"])
        assert row is not None
        return row

    return make


def proposed(row: Upload) -> dict[str, Any]:
    """Return the proposals kept, by field."""
    assert row.inspection is not None
    return {each["field"]: each for each in row.inspection["proposals"]}


class TestFollower:
    """The first thing that is done with an uploaded file."""

    def test_is_the_first(self) -> None:
        """What comes after may use the inspection."""
        assert FOLLOWERS[0] is following.follow

    def test_inspection_is_kept(self, add: Add) -> None:
        """Kind, columns, proposals with reasons that have words."""
        row = add(BINS.encode(), "dechets_par_commune_2023.csv")
        assert row.state == "done"
        assert row.inspection is not None
        assert (row.inspection["kind"], row.inspection["format"]) == ("csv", "CSV")
        found = proposed(row)
        assert found["territory_code"]["value"] == ["37"]
        assert found["territory_theme"]["value"] == ["dechets"]
        reason = dict(found["territory_code"]["reason"])
        assert messages.describe(reason.pop("code"), reason) == (
            "90 per cent of the values of column code_commune "
            "are communes of Indre-et-Loire."
        )

    def test_refusal_is_kept(self, add: Add) -> None:
        """The resource is there; its row says why nothing was read."""
        row = add(b"<!DOCTYPE html><title>Connexion</title>", "a.csv")
        assert (row.state, row.error_code, row.inspection) == (
            "failed",
            "table.html",
            None,
        )
        assert "login page" in messages.describe(row.error_code, row.error_context)

    def test_personal_data_stay_in_the_file(self, add: Add) -> None:
        """The row has the column and the count, no value."""
        text = "nom;prenom;courriel\nAlpha;Zoé;zoe.alpha@exemple.fr\n"
        row = add(text.encode(), "agents.csv")
        assert row.inspection is not None
        codes = {each["code"] for each in row.inspection["warnings"]}
        assert {"inspection.personal_name", "inspection.personal_mail"} <= codes
        assert "exemple.fr" not in str(row.inspection)


class TestArguments:
    """What the inspection is told of the portal."""

    def test_schemas_and_territory(self, tmp_path: Path) -> None:
        """The built-in schemas under the portal's address, the places, the day."""
        given = inspecting.arguments(tmp_path / "a.csv", "a.csv")
        addresses = {each["address"].rsplit("/", 3)[1] for each in given["schemas"]}
        assert {"observations", "indicator_values", "footprint", "sensors"} <= addresses
        assert given["area_files"]
        assert given["language"] in {"en", "fr"}

    def test_epci(self, tmp_path: Path) -> None:
        """A SIREN is that of an intercommunal body."""
        with helpers.changed_config("ckanext.territory.territory_code", "243500139"):
            given = inspecting.arguments(tmp_path / "a.csv", "a.csv")
        assert given["territory"] == {"level": "epci", "code": "243500139"}
