"""A dataset of an editor, and how its files arrive."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from werkzeug.datastructures import FileStorage

import ckan.plugins as p
from ckan import model
from ckan.config.middleware import make_app
from ckan.plugins import toolkit as tk
from ckan.tests import factories, helpers
from ckan.tests.helpers import CKANTestApp

from ckanext.territory.model.table_schema import TableSchema

SCHEMAS = Path(__file__).resolve().parents[2] / "table_schemas"
BUDGET = "https://schema.data.gouv.fr/schemas/scdl/budget/0.8.3/schema.json"
FIELDS = {
    "territory_theme": ["environnement"],
    "territory_level": "commune",
    "frequency": "ANNUAL",
    "license_id": "fr-lo",
}


@dataclass(slots=True)
class Service:
    """An organization, its editor, and what adds files in a dataset of it."""

    editor: dict[str, Any]
    organization: dict[str, Any]

    def dataset(self, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - any field
        """Return a new dataset."""
        return factories.Dataset(
            owner_org=self.organization["id"], **{**FIELDS, **fields}
        )

    def add(
        self,
        content: bytes,
        dataset: dict[str, Any] | None = None,
        *,
        name: str = "capteurs.csv",
        **fields: Any,  # noqa: ANN401 - any field
    ) -> dict[str, Any]:
        """Return a file added to a dataset, a new one when none is given."""
        return helpers.call_action(
            "resource_create",
            {"user": self.editor["name"], "ignore_auth": False},
            package_id=(dataset or self.dataset())["id"],
            name="Capteurs",
            upload=FileStorage(io.BytesIO(content), name),
            **fields,
        )


@pytest.fixture(scope="module")
def portal(
    reset_db: Callable[[], None],
    migrate_db_for: Callable[[str], None],
    reset_index: Callable[[], None],
) -> Iterator[CKANTestApp]:
    """Load the plugins and empty everything once for the tests of a module."""
    p.unload_all()
    p.load_all()
    reset_db()
    for plugin in ("activity", "territory"):
        migrate_db_for(plugin)
    reset_index()
    yield CKANTestApp(make_app(tk.config))
    p.unload_all()


@pytest.fixture
def site(portal: CKANTestApp, clean_queues: None) -> CKANTestApp:
    """Return the web client of a portal where no schema is loaded."""
    model.Session.execute(sa.delete(TableSchema))
    model.Session.commit()
    return portal


@pytest.fixture
def service() -> Service:
    """Return a service that publishes."""
    editor = factories.UserWithToken()
    members = [{"name": editor["name"], "capacity": "editor"}]
    return Service(editor, factories.Organization(users=members))


@pytest.fixture
def load() -> Callable[..., dict[str, Any]]:
    """Return what loads a schema as an administrator."""
    admin = factories.Sysadmin()

    def act(content: object, address: str = "", **fields: object) -> dict[str, Any]:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        return helpers.call_action(
            "territory_table_schema_import",
            {"user": admin["name"], "ignore_auth": False},
            upload=FileStorage(io.BytesIO(body), "schema.json"),
            address=address,
            **fields,
        )

    return act


@pytest.fixture
def budget_schema() -> bytes:
    """Return a schema of budgets, of our own making, with the columns of SCDL."""
    return (SCHEMAS / "scdl/budget/0.8.3/schema.json").read_bytes()
