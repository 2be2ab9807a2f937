"""The demo city goes into a real portal, by actions and files, and goes in once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from demo.city import CITY
from demo.documents import main_document
from demo.partner import PartnerServer, running_partner
from demo.portal import Portal
from demo.seed import fill
from demo.seed_people import ACCOUNTS, AGENT, EDITOR, referent_ids

from ckan import model
from ckan import plugins as p
from ckan.plugins import toolkit as tk
from ckan.tests.helpers import _get_test_app

BUDGETS = 14
PLAIN = 20
TYPED = {"performance": 5, "environment": 4}
INTERNAL = "suivi-des-contrats-de-maintenance"


@pytest.fixture(scope="module")
def partner() -> Iterator[PartnerServer]:
    """Serve the partner's catalogue on a free port."""
    with running_partner() as server:
        yield server


@pytest.fixture(scope="module")
def accounts(
    tmp_path_factory: pytest.TempPathFactory,
    reset_db: Callable[[], None],
    reset_index: Callable[[], None],
    migrate_db_for: Callable[[str], None],
    partner: PartnerServer,
) -> Iterator[Path]:
    """Fill an empty portal; give the file that holds the accounts' passwords."""
    # As with_plugins does for one test: filling takes too long to do it for each.
    p.load_all()
    reset_db()
    for plugin in ("activity", "territory"):
        migrate_db_for(plugin)
    reset_index()
    path = tmp_path_factory.mktemp("seed") / "accounts.txt"
    app = _get_test_app()
    with (
        app.flask_app.test_request_context(),
        pytest.MonkeyPatch.context() as patch,
    ):
        host = partner.url.removeprefix("http://")
        patch.setitem(tk.config, "ckanext.territory.harvest.allowed_hosts", [host])
        fill(path, partner.server_address[1])
        yield path
    reset_db()
    reset_index()
    p.unload_all()


@pytest.fixture
def site(accounts: Path) -> Portal:
    """Return the filled portal's actions, as the site's own user."""
    assert accounts.exists()
    return Portal()


class TestAccounts:
    """Passwords and rights."""

    def test_passwords_are_private(self, accounts: Path) -> None:
        """The file is for its owner, and holds one line by account."""
        assert accounts.stat().st_mode & 0o777 == 0o600
        names = [line.split("\t")[0] for line in accounts.read_text().splitlines()]
        assert names == list(ACCOUNTS)

    def test_passwords_open_the_accounts(self, accounts: Path) -> None:
        """Each written password is the account's."""
        for line in accounts.read_text().splitlines():
            name, password = line.split("\t")
            user = model.User.get(name)
            assert user is not None
            assert user.validate_password(password)

    def test_agent_has_the_flag(self, site: Portal) -> None:
        """The agent sees what agents see, the editor is no agent."""
        agents = {item["name"] for item in site.call("territory_agent_list")}
        assert AGENT in agents
        assert EDITOR not in agents


class TestBudgets:
    """Budgets published from generated files."""

    def test_every_document_is_a_dataset(self, site: Portal) -> None:
        """Each document has a dataset of its own."""
        assert len(site.names("dataset_type:budget")) == BUDGETS

    def test_totals_are_those_of_the_generator(self, site: Portal) -> None:
        """The portal's totals of 2024 are the sums of the real operations written."""
        spent = sum(
            row.executed or 0
            for row in main_document(2024, "ca").rows
            if not row.internal
            and row.key.flow == "D"
            and row.section == "F"
            and row.key.chapter != "002"
        )
        found = site.names(
            "dataset_type:budget AND fiscal_year:2024 AND budget_stage:ca"
            f" AND entity_siret:{CITY.siret}"
        )
        (budget,) = found.values()
        assert float(budget["operating_expenditure"]) == pytest.approx(spent / 100)

    def test_persons_are_blanked(self, site: Portal, app: object) -> None:
        """No file of a budget holds the made-up persons of its annexes."""
        for budget in site.names("dataset_type:budget").values():
            for resource in budget["resources"]:
                path = resource["url"].partition("/dataset/")[2]
                answer = app.get(f"/dataset/{path}")  # type: ignore[attr-defined]  # CKAN's test client
                assert b"FICTIVE" not in answer.get_data(), resource["name"]


class TestDatasets:
    """Plain datasets."""

    def test_all_are_there_with_their_files(self, site: Portal) -> None:
        """Each has at least one file and a referent."""
        found = site.names("dataset_type:dataset AND -source_id:*")
        assert len(found) == PLAIN
        keys = set(referent_ids(site).values())
        for dataset in found.values():
            assert dataset["resources"], dataset["name"]
            assert dataset["referent_id"] in keys, dataset["name"]

    def test_internal_dataset_is_hidden(self, app: object) -> None:
        """An anonymous reader does not find the internal dataset."""
        address = f"/dataset/{INTERNAL}"
        assert app.get(address, status=404)  # type: ignore[attr-defined]  # CKAN's test client


class TestFigures:
    """Indicators and observations."""

    @pytest.mark.parametrize(("kind", "count"), TYPED.items())
    def test_files_are_read(self, site: Portal, kind: str, count: int) -> None:
        """Each dataset has figures, and the fields that follow from them."""
        found = site.names(f"dataset_type:{kind}")
        assert len(found) == count
        told = {"performance": "performance_status", "environment": "last_observed_at"}
        for dataset in found.values():
            figures = site.call("territory_figures_show", id=dataset["id"])
            assert figures["state"] == "done", dataset["name"]
            assert dataset[told[kind]], dataset["name"]


class TestPartner:
    """The partner's catalogue, by theme."""

    def test_only_ticked_themes_come_in(
        self, site: Portal, partner: PartnerServer
    ) -> None:
        """What came in is what the partner holds under the three ticked themes."""
        wanted = partner.catalogue.package_search(
            {"fq": 'groups:("eau" OR "dechets" OR "mobilites")', "rows": 1000}
        )
        titles = {item["title"] for item in wanted["results"]}
        found = site.names("source_id:*")
        assert {item["title"] for item in found.values()} == titles


class TestSecondRun:
    """Filling a filled portal."""

    def test_changes_nothing(
        self, site: Portal, accounts: Path, partner: PartnerServer
    ) -> None:
        """No dataset, account or file changes."""
        before = {
            name: item["metadata_modified"] for name, item in site.names("*:*").items()
        }
        secrets = accounts.read_text()
        fill(accounts, partner.server_address[1])
        after = {
            name: item["metadata_modified"] for name, item in site.names("*:*").items()
        }
        assert after == before
        assert accounts.read_text() == secrets
