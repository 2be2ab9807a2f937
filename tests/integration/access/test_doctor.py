"""The doctor names each fault, and finds none on a portal that is well set up."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result
from redis import Redis
from rq import Queue, Worker

import ckan.plugins as p
from ckan import model
from ckan.lib.jobs import add_queue_name_prefix
from ckan.plugins import toolkit as tk
from ckan.tests.helpers import CKANTestApp, call_action

from ckanext.territory import doctor
from ckanext.territory.cli import territory
from ckanext.territory.doctor import queues, solr
from ckanext.territory.doctor.check import CheckDict

if TYPE_CHECKING:
    from conftest import World

pytestmark = pytest.mark.usefixtures("world")

SetConfig = Callable[..., None]


def run(code: str, **values: str) -> list[CheckDict]:
    """Return the lines of the doctor whose code starts with the given one."""
    context = {"user": "administratrice", "ignore_auth": False}
    found = call_action("territory_doctor_run", context, **{"lang": "en", **values})
    return [line for line in found if line["code"].startswith(code)]


@pytest.fixture
def set_config(monkeypatch: pytest.MonkeyPatch) -> SetConfig:
    """Return a function that changes settings for one test."""

    def change(**settings: object) -> None:
        for key, value in settings.items():
            monkeypatch.setitem(tk.config, key.replace("__", "."), value)

    return change


@pytest.fixture
def worker() -> Iterator[Worker]:
    """Register a worker of both queues, as a running one does."""
    connection = Redis.from_url(tk.config["ckan.redis.url"])
    names = [add_queue_name_prefix(name) for name in queues.QUEUES]
    made = Worker(
        [Queue(n, connection=connection) for n in names], connection=connection
    )
    made.register_birth()
    yield made
    made.register_death()


@pytest.fixture
def well_set_up(worker: Worker, set_config: SetConfig) -> None:
    """Give the test portal what it lacks of a real one."""
    set_config(SECRET_KEY=secrets.token_urlsafe(32))
    for name in ("encode", "decode"):
        set_config(**{f"api_token__jwt__{name}__secret": secrets.token_urlsafe(32)})


class TestWellSetUp:
    """A portal with all services."""

    @pytest.mark.usefixtures("well_set_up")
    def test_no_error(self) -> None:
        """Every check is fine or a mere warning."""
        assert [line for line in run("") if line["status"] == "error"] == []

    @pytest.mark.usefixtures("well_set_up")
    def test_every_check_speaks(self) -> None:
        """Each has a line, and each line with something wrong says how to mend it."""
        lines = run("")
        codes = {line["code"].split(".")[0] for line in lines}
        assert codes == {code.split(".")[0] for code, _ in doctor.CHECKS}
        assert all(line["meaning"] for line in lines)
        for line in lines:
            assert bool(line["remedy"]) == (line["status"] in ("error", "warning"))

    @pytest.mark.parametrize("role", ["plain", "agent", "editor"])
    def test_only_sysadmins_ask(self, world: World, role: str) -> None:
        """How a portal is set up is nobody else's business."""
        context = {"user": world.users[role]["name"], "ignore_auth": False}
        with pytest.raises(tk.NotAuthorized):
            call_action("territory_doctor_run", dict(context))
        with pytest.raises(tk.NotAuthorized):
            call_action("territory_index_field_create", dict(context))


class TestFaults:
    """Faults caused on purpose are named, with their remedy."""

    def only(self, code: str) -> CheckDict:
        """Return the one line of a check, which must be an error."""
        (line,) = run(code)
        assert line["status"] == "error"
        return line

    def test_redis_unreachable(self, set_config: SetConfig) -> None:
        """A wrong port."""
        set_config(ckan__redis__url="redis://127.0.0.1:1/0")
        assert "ckan.redis.url" in self.only("redis.reachable")["remedy"]
        (line,) = run("workers.alive")
        assert line["status"] == "not_applicable"

    def test_solr_unreachable(self, set_config: SetConfig) -> None:
        """A wrong port; the password in the address is not told."""
        set_config(solr_url="http://solr:mot-secret@127.0.0.1:1/solr/ckan")
        line = self.only("solr.reachable")
        assert "solr_url" in line["remedy"]
        assert "mot-secret" not in json.dumps(run(""))

    def test_solr_core_missing(self, set_config: SetConfig) -> None:
        """A core that does not exist."""
        address = f"{tk.config['solr_url'].rpartition('/')[0]}/nowhere"
        set_config(solr_url=address)
        assert address in self.only("solr.reachable")["meaning"]

    def test_solr_field_missing_and_mended(self) -> None:
        """Taken out, named, and added again by the action."""
        solr.ask("schema?wt=json", {"delete-field": {"name": "maxy"}})
        try:
            line = self.only("solr.fields")
            assert "maxy" in line["meaning"]
            assert "add-fields" in line["remedy"]
        finally:
            context = {"user": "administratrice", "ignore_auth": False}
            added = call_action("territory_index_field_create", context)
        assert added == {"added": ["maxy"]}
        assert run("solr.fields")[0]["status"] == "fine"

    def test_migration_pending(self) -> None:
        """The last revision is not applied."""
        table = "territory_alembic_version"
        known = model.Session.execute(sa.text(f"SELECT version_num FROM {table}"))  # noqa: S608 - a constant
        now = known.scalar()
        change = sa.text(f"UPDATE {table} SET version_num = :value")  # noqa: S608 - a constant
        model.Session.execute(change, {"value": "territory_001"})
        try:
            line = self.only("database.migrations")
        finally:
            model.Session.execute(change, {"value": now})
            model.Session.commit()
        assert "ckan db upgrade -p territory" in line["remedy"]

    @pytest.mark.parametrize("kind", ["missing", "file"])
    def test_storage_not_writable(
        self, set_config: SetConfig, tmp_path: Path, kind: str
    ) -> None:
        """A folder that is not there, and a file in its place."""
        place = tmp_path / kind
        if kind == "file":
            place.write_text("")
        set_config(ckan__storage_path=str(place))
        assert str(place) in self.only("storage.writable")["meaning"]

    def test_no_worker(self) -> None:
        """Nobody takes the jobs."""
        line = self.only("workers.alive")
        assert "default territory" in line["meaning"]
        assert "ckan jobs worker default territory" in line["remedy"]

    def test_worker_of_one_queue(self) -> None:
        """CKAN's own command serves the queue ``default`` alone."""
        connection = Redis.from_url(tk.config["ckan.redis.url"])
        queue = Queue(add_queue_name_prefix("default"), connection=connection)
        made = Worker([queue], connection=connection)
        made.register_birth()
        try:
            assert ": territory." in self.only("workers.alive")["meaning"]
        finally:
            made.register_death()

    def test_killed_worker(self, worker: Worker) -> None:
        """It stays registered for minutes, but its process is gone."""
        worker.connection.hset(worker.key, "pid", 2**22 - 1)
        assert self.only("workers.alive")

    def test_same_role_reads_and_writes(self, set_config: SetConfig) -> None:
        """The DataStore's read role is its write role."""
        write = tk.config["ckan.datastore.write_url"]
        set_config(ckan__datastore__read_url=write)
        assert "read_url" in self.only("datastore.rights")["remedy"]

    def test_read_role_may_write(self) -> None:
        """Another role, with a right too many."""
        engine = sa.create_engine(tk.config["ckan.datastore.write_url"])
        role = sa.make_url(tk.config["ckan.datastore.read_url"]).username
        with engine.begin() as connection:
            connection.execute(sa.text("CREATE TABLE doctor_probe (a int)"))
            grant = sa.text(f'GRANT INSERT ON doctor_probe TO "{role}"')
            connection.execute(grant)
        try:
            assert "write" in self.only("datastore.rights")["meaning"]
        finally:
            with engine.begin() as connection:
                connection.execute(sa.text("DROP TABLE doctor_probe"))

    @pytest.mark.parametrize(
        "key", ["", "court", "a" * 40, "tests-only-secret-that-is-long-enough-01234"]
    )
    def test_secret_key_at_default(self, set_config: SetConfig, key: str) -> None:
        """Absent, short, repeated or a sample."""
        set_config(SECRET_KEY=key)
        assert "SECRET_KEY" in self.only("secrets.key")["meaning"]

    def test_database_password_at_default(self, set_config: SetConfig) -> None:
        """The password of the installation guide; it is not told."""
        address = "postgresql://ckan_default:pass@localhost/ckan_default"
        set_config(sqlalchemy__url=address)
        assert "sqlalchemy.url" in self.only("secrets.database")["meaning"]

    def test_address_not_set(self, set_config: SetConfig) -> None:
        """Links in mails and feeds would lead nowhere."""
        set_config(ckan__site_url="")
        assert "ckan.site_url" in self.only("site.address")["remedy"]

    def test_broken_check_is_a_line(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It names the kind of failure and does not stop the others."""

        def fail() -> list[Any]:
            raise ZeroDivisionError("mot-secret")

        checks = (("broken", fail), *doctor.CHECKS[:1])
        monkeypatch.setattr(doctor, "CHECKS", checks)
        broken, ckan = run("")
        assert (broken["status"], ckan["status"]) == ("error", "fine")
        assert "ZeroDivisionError" in broken["meaning"]
        assert "mot-secret" not in json.dumps(broken)


class TestWarnings:
    """What should be mended but stops nobody."""

    @pytest.mark.parametrize(
        ("settings", "code"),
        [
            ({"smtp__server": "127.0.0.1:1"}, "mail.configured"),
            ({"smtp__server": ""}, "mail.configured"),
            ({"ckan__site_url": "http://127.0.0.1:5000"}, "site.address"),
            ({"ckan__site_url": "http://donnees.example"}, "site.address"),
            ({"ckan__datastore__sqlsearch__enabled": True}, "datastore.sqlsearch"),
            (
                {"ckan__auth__reveal_private_datasets": True},
                "settings.ckan.auth.reveal",
            ),
            ({"ckan__auth__create_user_via_web": True}, "settings.ckan.auth.create"),
            ({"ckan__cors__origin_allow_all": True}, "settings.ckan.cors"),
            ({"SESSION_TYPE": "cookie"}, "settings.SESSION_TYPE"),
        ],
    )
    def test_setting_is_named(
        self, set_config: SetConfig, settings: dict[str, object], code: str
    ) -> None:
        """A warning with its remedy."""
        set_config(**{"smtp__mail_from": "portail@rives-sur-orle.example", **settings})
        lines = run(code)
        assert {line["status"] for line in lines} == {"warning"}
        assert all(line["remedy"] for line in lines)

    def test_plugin_that_fetches_addresses(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It opens the server's own network."""
        loaded = p.plugin_loaded
        monkeypatch.setattr(
            p, "plugin_loaded", lambda name: name == "resource_proxy" or loaded(name)
        )
        (line,) = run("plugins.refused")
        assert line["status"] == "warning"
        assert "resource_proxy" in line["remedy"]


class TestCommand:
    """``ckan territory doctor``."""

    @pytest.fixture
    def ask(self, site: CKANTestApp) -> Callable[..., Result]:
        """Return a function that runs the command in the application of the tests."""

        @click.group()
        @click.pass_context
        def ckan(ctx: click.Context) -> None:
            ctx.meta["flask_app"] = site.flask_app

        ckan.add_command(territory)
        return lambda *words: CliRunner().invoke(ckan, ["territory", "doctor", *words])

    @pytest.mark.usefixtures("well_set_up")
    def test_warnings_end_with_zero(self, ask: Callable[..., Result]) -> None:
        """JSON tells the worst status."""
        answer = ask("--json")
        assert answer.exit_code == 0, answer.output
        document = json.loads(answer.stdout)
        assert document["status"] in ("warning", "fine")
        assert document["counts"]["error"] == 0
        assert set(document["checks"][0]) == {"code", "status", "meaning", "remedy"}

    def test_error_ends_with_one(self, ask: Callable[..., Result]) -> None:
        """Without a worker."""
        answer = ask("--lang", "en")
        assert answer.exit_code == 1
        assert "✖ Error" in answer.stdout
        assert "→ Keep this running" in answer.stdout
