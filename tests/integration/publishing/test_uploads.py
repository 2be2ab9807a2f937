"""What happens to a file once it is stored."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from werkzeug.datastructures import FileStorage

from ckan import model
from ckan.lib import jobs as core_jobs
from ckan.tests import factories, helpers
from ckan.types import Context

from ckanext.territory import jobs
from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.model.upload import Upload
from ckanext.territory.uploads import reading
from ckanext.territory.uploads.received import Received

pytestmark = pytest.mark.usefixtures(
    "with_plugins", "clean_db", "clean_index", "clean_queues"
)

FIELDS = {
    "territory_theme": ["environnement"],
    "territory_level": "commune",
    "frequency": "ANNUAL",
    "license_id": "fr-lo",
}
SMALL = b"rue;arbres\nRue des Lilas;12\n"
LARGE = SMALL + b"Rue des Lilas;12\n" * 130_000

Add = Callable[[bytes], dict[str, Any]]


@pytest.fixture
def add() -> Add:
    """Return a function that adds a file to a new dataset, as its editor does."""
    user = factories.UserWithToken()
    members = [{"name": user["name"], "capacity": "editor"}]
    organization = factories.Organization(users=members)

    def make(content: bytes) -> dict[str, Any]:
        dataset = factories.Dataset(owner_org=organization["id"], **FIELDS)
        return helpers.call_action(
            "resource_create",
            {"user": user["name"], "ignore_auth": False},
            package_id=dataset["id"],
            name="Arbres",
            upload=FileStorage(io.BytesIO(content), "arbres.csv"),
        )

    return make


@pytest.fixture
def follow(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], None]:
    """Return a function that sets the one follower of files."""
    return lambda follower: monkeypatch.setattr(reading, "FOLLOWERS", (follower,))


def count_bytes(file: Received, row: Upload) -> None:
    """Keep the size of a file as its inspection."""
    row.inspection = {"bytes": len(file.path.read_bytes()), "name": file.name}


def row_of(resource: dict[str, Any]) -> Upload:
    """Return what is known of a resource's file now."""
    model.Session.expire_all()
    row = model.Session.get(Upload, resource["id"])
    assert row is not None
    return row


def age(resource: dict[str, Any]) -> None:
    """Let a file have come an hour ago."""
    model.Session.execute(
        sa.update(Upload)
        .where(Upload.resource_id == resource["id"])
        .values(created_at=sa.func.now() - sa.func.make_interval(0, 0, 0, 0, 1))
    )
    model.Session.commit()


class TestSmallFile:
    """A small file is read within the request that brings it."""

    def test_is_read_at_once(self, add: Add, follow: Callable[[Any], None]) -> None:
        """What the followers found is there when the answer is."""
        follow(count_bytes)
        row = row_of(add(SMALL))
        assert (row.state, row.inspection) == (
            "done",
            {"bytes": len(SMALL), "name": "arbres.csv"},
        )
        assert len(row.content_hash) == 64
        assert row.read_at is not None

    def test_refusal_is_kept(self, add: Add, follow: Callable[[Any], None]) -> None:
        """The code and its facts stay with the file, the file with the dataset."""

        def refuse(file: Received, row: Upload) -> None:
            raise TerritoryError("table.no_header", file=file.name)

        follow(refuse)
        row = row_of(add(SMALL))
        assert (row.state, row.error_code) == ("failed", "table.no_header")
        assert row.error_context == {"file": "arbres.csv"}

    def test_fault_does_not_undo_the_upload(
        self, add: Add, follow: Callable[[Any], None]
    ) -> None:
        """A mistake of ours is logged and said; the resource is saved."""

        def fail(file: Received, row: Upload) -> None:
            raise ZeroDivisionError

        follow(fail)
        resource = add(SMALL)
        assert row_of(resource).error_code == "upload.unexpected"
        assert (
            helpers.call_action("resource_show", id=resource["id"])["name"] == "Arbres"
        )

    def test_new_file_is_read_anew(
        self, add: Add, follow: Callable[[Any], None]
    ) -> None:
        """A failure ends with the next file."""

        def refuse(file: Received, row: Upload) -> None:
            raise TerritoryError("table.no_header", file=file.name)

        follow(refuse)
        resource = add(SMALL)
        follow(count_bytes)
        upload = FileStorage(io.BytesIO(SMALL * 2), "arbres.csv")
        user: Context = {"user": factories.Sysadmin()["name"]}
        helpers.call_action("resource_patch", user, id=resource["id"], upload=upload)
        row = row_of(resource)
        assert (row.state, row.error_code) == ("done", None)
        assert row.inspection["bytes"] == len(SMALL) * 2


class TestLargeFile:
    """A larger file is read by a worker."""

    def test_waits_for_a_worker(self, add: Add, follow: Callable[[Any], None]) -> None:
        """The request ends first; the worker does the rest."""
        follow(count_bytes)
        resource = add(LARGE)
        assert row_of(resource).state == "pending"
        core_jobs.Worker(["territory"]).work(burst=True)
        row = row_of(resource)
        assert (row.state, row.inspection["bytes"]) == ("done", len(LARGE))

    def test_lost_queue_is_made_good(
        self, add: Add, follow: Callable[[Any], None]
    ) -> None:
        """A sweep queues again what nobody reads, once."""
        follow(count_bytes)
        resource = add(LARGE)
        core_jobs.get_queue("territory").empty()
        assert jobs.sweep() == 0  # somebody may be at it still
        age(resource)
        assert jobs.sweep() == 1
        assert jobs.sweep() == 0  # it waits on the queue
        core_jobs.Worker(["territory"]).work(burst=True)
        assert row_of(resource).state == "done"


class TestNothingToRead:
    """What is not a stored file of ours is left alone."""

    def test_link(self) -> None:
        """A resource that is an address has no file."""
        owner = factories.Organization()["id"]
        dataset = factories.Dataset(owner_org=owner, **FIELDS)
        resource = factories.Resource(
            package_id=dataset["id"], url="https://exemple.example/arbres.csv"
        )
        assert model.Session.get(Upload, resource["id"]) is None
