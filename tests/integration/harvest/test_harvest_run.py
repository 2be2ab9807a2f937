"""A run from a partner to the portal, in this process."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.tests import factories, helpers

from ckanext.activity.model import Activity

from ckanext.territory import jobs
from ckanext.territory.catalog.actions_writer import ActionsWriter
from ckanext.territory.harvest.identity import package_id
from ckanext.territory.model import RecordBatch, RecordState

if TYPE_CHECKING:
    from tests.partner.server import Answer, Partner

Run = Callable[[], dict[str, Any]]
Find = Callable[[], list[dict[str, Any]]]

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")


def _written() -> tuple[Any, ...]:
    """Return the number of activities and the last change of any dataset."""
    session = model.Session
    session.rollback()
    return (
        session.scalar(sa.select(sa.func.count()).select_from(Activity)),
        session.scalar(sa.select(sa.func.max(model.Package.metadata_modified))),
        session.scalar(sa.select(sa.func.count()).select_from(model.Package)),
    )


def _as_admin(action: str, **data: object) -> dict[str, Any]:
    """Return the answer of an action called by a sysadmin."""
    user = factories.Sysadmin()
    return tk.get_action(action)({"user": user["name"], "ignore_auth": True}, data)


def _local_dataset(**fields: object) -> dict[str, Any]:
    """Return a dataset of the portal's own."""
    return _as_admin(
        "package_create",
        name="a-nous",
        title="À nous",
        notes="Le nôtre",
        owner_org=factories.Organization()["id"],
        license_id="lov2",
        territory_level="autre",
        territory_theme=["eau"],
        frequency="ANNUAL",
        **fields,
    )


class TestFirstRun:
    """What the first run brings."""

    def test_only_the_ticked_theme_comes_in(
        self, harvest: Run, harvested: Find
    ) -> None:
        """Five of 25 datasets carry the group."""
        run = harvest()
        assert [each["reason"] for each in run["problems"]] == []
        assert run["status"] == "done"
        assert run["counts"] == {"added": 5}
        assert run["is_complete"]
        assert [each["identifier"] for each in harvested()] == [
            f"partenaire-{number:05}" for number in (0, 5, 10, 15, 20)
        ]

    def test_a_dataset_is_ours_in_form(
        self, harvest: Run, harvested: Find, organization: dict[str, Any]
    ) -> None:
        """Themes, licence, owner, contact and links follow the portal's rules."""
        harvest()
        dataset = harvested()[0]
        shown = tk.get_action("package_show")(
            {"ignore_auth": True}, {"id": dataset["id"]}
        )
        assert shown["owner_org"] == organization["id"]
        assert shown["type"] == "dataset"
        assert shown["territory_theme"] == ["eau"]
        assert shown["license_id"] == "lov2"
        assert shown["access_level"] == "public"
        assert shown["private"] is False
        assert shown["frequency"].endswith("/ANNUAL")
        assert "prenom.nom" not in str(shown)
        resource = shown["resources"][0]
        assert not resource.get("url_type")
        assert resource["url"].startswith("https://partenaire.example/")

    def test_the_second_run_writes_nothing(self, harvest: Run) -> None:
        """No dataset changed, no activity, no index request."""
        harvest()
        before = _written()
        run = harvest()
        assert run["counts"] == {"unchanged": 5}
        assert _written() == before

    def test_a_change_is_followed(
        self, harvest: Run, harvested: Find, reachable: Partner
    ) -> None:
        """One changed dataset is one written dataset."""
        harvest()
        reachable.datasets[5]["title"] = "Titre revu"
        run = harvest()
        assert run["counts"] == {"unchanged": 4, "updated": 1}
        assert harvested()[1]["title"] == "Titre revu"

    def test_what_was_added_here_survives_a_change(
        self, harvest: Run, harvested: Find, reachable: Partner
    ) -> None:
        """Fields that the partner does not fill stay; the address of the page too."""
        harvest()
        before = harvested()[0]
        _as_admin("package_patch", id=before["id"], provenance="Relevé par la régie.")
        reachable.datasets[0]["title"] = "Autre titre"
        harvest()
        after = harvested()[0]
        assert (after["title"], after["name"]) == ("Autre titre", before["name"])
        assert after["provenance"] == "Relevé par la régie."

    def test_nothing_is_deleted(
        self, harvest: Run, harvested: Find, reachable: Partner
    ) -> None:
        """A dataset gone at the partner stays, and is named in the report."""
        harvest()
        gone = reachable.datasets.pop(0)
        run = harvest()
        assert run["counts"] == {"unchanged": 4, "missing": 1}
        assert [each["guid"] for each in run["missing"]] == [gone["id"]]
        assert len(harvested()) == 5

    def test_a_dataset_deleted_here_stays_deleted(
        self, harvest: Run, harvested: Find, reachable: Partner
    ) -> None:
        """It does not come back, even when the partner changes it."""
        harvest()
        first = harvested()[0]
        _as_admin("package_delete", id=first["id"])
        reachable.datasets[0]["title"] = "Autre titre"
        run = harvest()
        assert run["counts"] == {"unchanged": 4, "skipped": 1}
        assert len(harvested()) == 4

    def test_a_dataset_purged_here_comes_back(
        self, harvest: Run, harvested: Find
    ) -> None:
        """As if it were new, with the same id."""
        harvest()
        first = harvested()[0]
        _as_admin("dataset_purge", id=first["id"])
        assert harvest()["counts"] == {"added": 1, "unchanged": 4}
        assert harvested()[0]["id"] == first["id"]


class TestOthersAreLeftAlone:
    """No dataset that is not the source's own is touched."""

    def test_the_id_of_a_local_dataset_is_not_taken(
        self, harvest: Run, reachable: Partner
    ) -> None:
        """A partner that copies id and name gets a dataset of its own."""
        local = _local_dataset()
        before = helpers.call_action("package_show", id=local["id"])
        reachable.datasets[0].update(
            id=local["id"],
            name=local["name"],
            title="À nous",
            owner_org=local["owner_org"],
        )
        assert harvest()["counts"] == {"added": 5}
        assert helpers.call_action("package_show", id=local["id"]) == before

    def test_a_foreign_dataset_at_our_id_is_skipped(
        self, harvest: Run, source: dict[str, Any]
    ) -> None:
        """Even where the computed id is taken by another's dataset."""
        taken = package_id(source["id"], "partenaire-00000")
        _local_dataset(id=taken)
        run = harvest()
        assert run["counts"] == {"added": 4, "skipped": 1}
        assert run["problems"][0]["outcome"] == "skipped"
        shown = helpers.call_action("package_show", id=taken)
        assert shown["title"] == "À nous"

    def test_rights_come_from_us(
        self, harvest: Run, harvested: Find, reachable: Partner
    ) -> None:
        """Owner, access, state and type of the partner are not listened to."""
        reachable.datasets[0].update(
            owner_org="x", access_level="internal", referent_id="y", type="budget"
        )
        harvest()
        first = harvested()[0]
        assert first["access_level"] == "public"
        assert first["type"] == "dataset"
        assert not first.get("referent_id")


class TestBadItemsAndPartners:
    """What goes wrong stays where it is."""

    def test_one_bad_item_does_not_stop_the_others(
        self, harvest: Run, reachable: Partner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The refusal is in the report, with its field."""
        reachable.datasets[0]["id"] = "x"
        reachable.datasets[0]["groups"] = [{"name": "eau"}]
        create = ActionsWriter.create

        def fail(self: ActionsWriter, dataset: dict[str, Any]) -> None:
            broken = dict(dataset)
            if dataset["identifier"] == "x":
                broken["frequency"] = "jamais entendu"
            create(self, broken)

        monkeypatch.setattr(ActionsWriter, "create", fail)
        run = harvest()
        assert run["status"] == "done_with_errors"
        assert run["counts"] == {"added": 4, "failed": 1}
        assert "frequency" in run["problems"][0]["reason"]

    def test_a_first_page_that_fails_ends_the_run(
        self, harvest: Run, harvested: Find, reachable: Partner
    ) -> None:
        """The report names what came instead; nothing is left behind."""
        page = b"<html><title>Maintenance</title>"
        reachable.behaviour = lambda a: a.send(200, page, kind="text/html") is None
        run = harvest()
        assert run["status"] == "failed"
        assert "Maintenance" in run["error"]
        assert harvested() == []

    def test_a_later_page_that_fails_makes_it_partial(
        self, harvest: Run, harvested: Find, reachable: Partner
    ) -> None:
        """What came before is kept, nothing counts as missing."""
        harvest()
        reachable.rows_max = 2
        reachable.datasets.pop(0)

        def behave(answer: Answer) -> bool:
            if answer.query.get("start", "0") == "0":
                return False
            answer.send(404, b"", kind="text/html")
            return True

        reachable.behaviour = behave
        run = harvest()
        assert run["status"] == "done_with_errors"
        assert not run["is_complete"]
        assert run["counts"] == {"unchanged": 2}
        assert len(harvested()) == 5

    def test_an_empty_listing_changes_nothing(
        self, harvest: Run, harvested: Find, reachable: Partner
    ) -> None:
        """It is an error of the partner's."""
        harvest()
        reachable.datasets.clear()
        assert harvest()["status"] == "failed"
        assert len(harvested()) == 5

    def test_many_titles_alike_get_names_of_their_own(
        self, harvest: Run, harvested: Find, reachable: Partner
    ) -> None:
        """Names end with digits of the id."""
        for item in reachable.datasets:
            item["title"] = "—"
        harvest()
        names = {each["name"] for each in harvested()}
        assert len(names) == 5


class TestInterruptions:
    """What a worker that dies leaves."""

    def test_a_batch_is_taken_up_where_it_was_left(
        self, source: dict[str, Any], harvested: Find, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What was committed is not written again, the rest is."""
        create, calls = ActionsWriter.create, []

        def die(self: ActionsWriter, dataset: dict[str, Any]) -> None:
            calls.append(dataset["id"])
            if len(calls) == 3:
                raise KeyboardInterrupt
            create(self, dataset)

        monkeypatch.setattr(ActionsWriter, "create", die)
        run = helpers.call_action(
            "territory_run_create", source_id=source["id"], enqueue=False
        )
        with pytest.raises(KeyboardInterrupt):
            jobs.work_off(run["id"])
        model.Session.rollback()
        assert jobs.sweep() == 0, "the lease still runs"
        model.Session.execute(
            sa.update(RecordBatch).values(locked_until=sa.text("now() - interval '1s'"))
        )
        model.Session.commit()
        jobs.work_off(run["id"])
        shown = helpers.call_action("territory_run_show", id=run["id"])
        assert shown["counts"] == {"added": 5}
        assert shown["status"] == "done"
        assert len(calls) == 6
        assert len(harvested()) == 5

    def test_a_sweep_queues_what_nobody_does_and_only_once(
        self, source: dict[str, Any]
    ) -> None:
        """An emptied queue loses nothing; a waiting job is not sent again."""
        run = helpers.call_action(
            "territory_run_create", source_id=source["id"], enqueue=False
        )
        assert jobs.sweep() == 1
        assert jobs.sweep() == 0
        helpers.call_action("job_clear", queues=["territory"])
        assert jobs.sweep() == 1
        helpers.call_action("job_clear", queues=["territory"])
        assert run["status"] == "pending"

    def test_a_stopped_run_writes_no_more(
        self, source: dict[str, Any], harvested: Find, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The dataset under the worker's hands is its last."""
        create = ActionsWriter.create
        run = helpers.call_action(
            "territory_run_create", source_id=source["id"], enqueue=False
        )

        def then_stop(self: ActionsWriter, dataset: dict[str, Any]) -> None:
            create(self, dataset)
            helpers.call_action("territory_run_cancel", id=run["id"])

        monkeypatch.setattr(ActionsWriter, "create", then_stop)
        jobs.work_off(run["id"])
        shown = helpers.call_action("territory_run_show", id=run["id"])
        assert shown["status"] == "cancelled"
        assert len(harvested()) == 1

    def test_an_index_that_is_down_leaves_the_batch_waiting(
        self, source: dict[str, Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """No record fails for it, and none is half written."""
        run = helpers.call_action(
            "territory_run_create", source_id=source["id"], enqueue=False
        )
        monkeypatch.setitem(tk.config, "solr_url", "http://127.0.0.1:1/solr/none")
        with pytest.raises(jobs.CatalogUnavailableError):
            jobs.work_off(run["id"])
        monkeypatch.undo()
        states = model.Session.execute(
            sa.select(RecordState.outcome, RecordState.content_hash)
        ).all()
        assert set(states) == {(None, None)}
        jobs.work_off(run["id"])
        shown = helpers.call_action("territory_run_show", id=run["id"])
        assert shown["counts"] == {"added": 5}
