"""What a run decides, with a reader and stores that live in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType

import pytest

from ckanext.territory.domain.errors import Notice, TerritoryError
from ckanext.territory.domain.theme import ThemeTree
from ckanext.territory.harvest.engine import list_source, write_batch
from ckanext.territory.harvest.mapping import Rules
from ckanext.territory.harvest.plan import (
    KnownRecord,
    Planned,
    content_hash,
    plan_page,
)
from ckanext.territory.harvest.ports import (
    CatalogUnavailableError,
    Outcome,
    Pending,
    Presence,
)
from ckanext.territory.harvest.selection import Selection
from ckanext.territory.remote.ckan_record import record_or_reject
from ckanext.territory.remote.errors import RemoteError
from ckanext.territory.remote.reader import Page, Reject, RemoteRecord, RemoteTheme

WATER = Selection(keys=frozenset({"group:eau"}))
TREE = ThemeTree.from_text(
    "themes: [{code: eau, fr: Eau, en: Water, eu: ENVI}]\neu_defaults: {}"
)
RULES = Rules(source_id="s", owner_org="o", tree=TREE)


@pytest.fixture
def record(partners: ModuleType) -> Callable[[int], RemoteRecord]:
    """Return a maker of records; every fifth one is about water."""

    def make(number: int) -> RemoteRecord:
        found, _ = record_or_reject(partners.dataset(number), set())
        assert found is not None
        return found

    return make


@dataclass
class FakeReader:
    """Yields pages; an error in their place is raised."""

    pages: Sequence[Page | RemoteError]

    def themes(self) -> tuple[RemoteTheme, ...]:
        """Return none."""
        return ()

    def read_records(
        self, selection: frozenset[str], *, outside: bool = False
    ) -> Iterator[Page]:
        """Yield the pages."""
        for page in self.pages:
            if isinstance(page, RemoteError):
                raise page
            yield page

    def remote_url(self, raw: Mapping[str, object]) -> str:
        """Return an address."""
        return "https://partenaire.example/x"


@dataclass
class FakeRunStore:
    """Notes what the engine keeps."""

    known: dict[str, KnownRecord] = field(default_factory=dict)
    saved: list[tuple[Planned, Mapping[str, object] | None]] = field(
        default_factory=list
    )
    rejects: list[Reject] = field(default_factory=list)
    ended: tuple[int, bool, str | None] | None = None
    failed: str | None = None

    def states(self, guids: Sequence[str]) -> Mapping[str, KnownRecord]:
        """Return what was given."""
        return self.known

    def save_page(
        self, planned: Sequence[tuple[Planned, Mapping[str, object] | None]]
    ) -> None:
        """Note a page."""
        self.saved += planned

    def save_rejects(self, rejects: Iterable[Reject]) -> None:
        """Note rejects."""
        self.rejects += rejects

    def end_listing(
        self, *, announced: int, is_complete: bool, error: TerritoryError | None
    ) -> None:
        """Note the end."""
        self.ended = (announced, is_complete, error.code if error else None)

    def fail(self, error: TerritoryError) -> None:
        """Note the failure."""
        self.failed = error.code


def page(*records: RemoteRecord, announced: int) -> Page:
    """Return a page without rejects."""
    return Page(records=records, rejects=(), announced=announced)


class TestPlanPage:
    """plan_page."""

    def test_decides_by_fingerprint(
        self, record: Callable[[int], RemoteRecord]
    ) -> None:
        """New, changed, unchanged, gone from the portal, out of scope."""
        known = {
            "partenaire-00005": KnownRecord(content_hash="old", has_dataset=True),
            "partenaire-00010": KnownRecord(
                content_hash=content_hash(record(10), "rules"), has_dataset=True
            ),
            "partenaire-00015": KnownRecord(
                content_hash=content_hash(record(15), "rules"), has_dataset=False
            ),
        }
        records = [record(number) for number in (0, 5, 10, 15, 1)]
        plans = plan_page(records, known, WATER, "rules")
        operations = [plan.operation for plan in plans]
        assert operations == ["add", "update", "keep", "add", "drop"]
        assert plans[0].reason == Notice("harvest.by_group", {"term": "eau"})

    def test_other_rules_are_a_change(
        self, record: Callable[[int], RemoteRecord]
    ) -> None:
        """A record mapped otherwise is written again."""
        known = {
            "partenaire-00000": KnownRecord(
                content_hash=content_hash(record(0), "before"), has_dataset=True
            )
        }
        assert plan_page([record(0)], known, WATER, "now")[0].operation == "update"

    def test_rules_have_a_fingerprint(self) -> None:
        """Owner and default theme count."""
        other = Rules(source_id="s", owner_org="o", tree=TREE, default_theme="eau")
        assert RULES.fingerprint() != other.fingerprint()
        same = Rules(source_id="s", owner_org="o", tree=TREE)
        assert RULES.fingerprint() == same.fingerprint()


class TestListSource:
    """list_source."""

    def test_keeps_datasets_of_what_is_to_be_written(
        self, record: Callable[[int], RemoteRecord]
    ) -> None:
        """Dropped records have none."""
        store = FakeRunStore()
        pages = [page(record(0), record(1), announced=2)]
        list_source(FakeReader(pages), store, WATER, RULES)
        assert [dataset is not None for _, dataset in store.saved] == [True, False]
        assert store.ended == (2, True, None)

    def test_a_first_page_that_fails_fails_the_run(self) -> None:
        """Nothing is kept."""
        store = FakeRunStore()
        list_source(FakeReader([RemoteError("remote.idle")]), store, WATER, RULES)
        assert (store.failed, store.ended) == ("remote.idle", None)

    def test_a_later_page_that_fails_makes_it_partial(
        self, record: Callable[[int], RemoteRecord]
    ) -> None:
        """What came before is kept."""
        store = FakeRunStore()
        pages = [page(record(0), announced=2), RemoteError("remote.idle")]
        list_source(FakeReader(pages), store, WATER, RULES)
        assert len(store.saved) == 1
        assert store.ended == (2, False, "remote.idle")

    def test_fewer_than_announced_is_partial(
        self, record: Callable[[int], RemoteRecord]
    ) -> None:
        """The list shifted while it was read."""
        store = FakeRunStore()
        list_source(FakeReader([page(record(0), announced=3)]), store, WATER, RULES)
        assert store.ended == (3, False, "remote.short")

    def test_an_empty_list_is_an_error(self) -> None:
        """The partner may have lost it."""
        store = FakeRunStore()
        list_source(FakeReader([page(announced=0)]), store, WATER, RULES)
        assert store.failed == "remote.empty"

    def test_nothing_ticked_is_an_error(self) -> None:
        """And the partner is not asked."""
        store = FakeRunStore()
        nothing = Selection(keys=frozenset())
        list_source(FakeReader([RemoteError("x")]), store, nothing, RULES)
        assert store.failed == "harvest.no_selection"


@dataclass
class FakeBatch:
    """A batch and a catalogue at once; notes what happens, in order."""

    count: int = 3
    source_id: str = "s"
    present: Presence = "absent"
    trouble: Exception | None = None
    leases: int = 99
    log: list[str] = field(default_factory=list)

    def pending(self) -> Sequence[Pending]:
        """Return records."""
        return [
            Pending(
                guid=str(each),
                package_id=str(each),
                content_hash="h",
                dataset={"id": str(each)},
            )
            for each in range(self.count)
        ]

    def renew(self) -> bool:
        """Count leases down."""
        self.leases -= 1
        return self.leases >= 0

    def settle(self, pending: Pending, outcome: Outcome) -> None:
        """Note."""
        self.log.append(f"settle {pending.guid} {outcome}")

    def refuse(self, pending: Pending, outcome: Outcome, reason: Notice) -> None:
        """Note."""
        self.log.append(f"refuse {pending.guid} {outcome} {reason.code}")

    def commit(self) -> None:
        """Note."""
        self.log.append("commit")

    def release(self) -> None:
        """Note."""
        self.log.append("release")

    def finish(self) -> None:
        """Note."""
        self.log.append("finish")

    def presence(self, package_id: str, source_id: str) -> Presence:
        """Return what was given."""
        return self.present

    def create(self, dataset: Mapping[str, object]) -> None:
        """Note, or fail for the second record."""
        if self.trouble is not None and dataset["id"] == "1":
            raise self.trouble
        self.log.append(f"create {dataset['id']}")

    def update(self, dataset: Mapping[str, object]) -> None:
        """Note."""
        self.log.append(f"update {dataset['id']}")

    def flush(self) -> None:
        """Note."""
        self.log.append("flush")


class TestWriteBatch:
    """write_batch."""

    def test_settles_before_it_writes(self) -> None:
        """So that one commit holds both."""
        batch = FakeBatch(count=1)
        assert write_batch(batch, batch)
        assert batch.log == ["settle 0 added", "create 0", "commit", "flush", "finish"]

    def test_updates_what_is_there(self) -> None:
        """Its own datasets only."""
        batch = FakeBatch(count=1, present="ours")
        write_batch(batch, batch)
        assert batch.log[:2] == ["settle 0 updated", "update 0"]

    @pytest.mark.parametrize("presence", ["foreign", "deleted"])
    def test_leaves_others_alone(self, presence: Presence) -> None:
        """Another's dataset, and one that was deleted here."""
        batch = FakeBatch(count=1, present=presence)
        write_batch(batch, batch)
        assert batch.log == [f"refuse 0 skipped harvest.{presence}", "flush", "finish"]

    @pytest.mark.parametrize(
        ("trouble", "code"),
        [
            (TerritoryError("harvest.refused"), "harvest.refused"),
            (RuntimeError("boum"), "harvest.unexpected"),
        ],
    )
    def test_goes_on_after_a_bad_record(self, trouble: Exception, code: str) -> None:
        """Its neighbours are written."""
        batch = FakeBatch(trouble=trouble)
        assert write_batch(batch, batch)
        assert f"refuse 1 failed {code}" in batch.log
        assert "create 2" in batch.log

    def test_gives_the_batch_back_when_nothing_can_be_written(self) -> None:
        """No record fails for it."""
        batch = FakeBatch(trouble=CatalogUnavailableError())
        with pytest.raises(CatalogUnavailableError):
            write_batch(batch, batch)
        assert batch.log[-1] == "release"
        assert not any(line.startswith("refuse") for line in batch.log)

    def test_stops_when_the_lease_is_lost(self) -> None:
        """Another worker has it."""
        batch = FakeBatch(leases=1)
        assert not write_batch(batch, batch)
        assert "create 1" not in batch.log
        assert "finish" not in batch.log
