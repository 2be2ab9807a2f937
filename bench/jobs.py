"""What the process of a measured portal can be asked to do."""

from __future__ import annotations

import csv
import io
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pysolr
import sqlalchemy as sa
from ckanapi import LocalCKAN
from sqlalchemy.engine import Engine
from sqlalchemy.event import listen
from werkzeug.test import Client

from ckan import model
from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app

from ckanext.territory.domain.french import normalize

PICTURE = re.compile(r'<img[^>]+src="([^"]+\.svg[^"]*)"')
NUMBERS = ("BGT_MT", "BGT_CREDOUV")
ORGANIZATION = "ville"


class Site:
    """A CKAN in this process, with counters of what its pages cost."""

    def __init__(self, config: Path) -> None:
        self.app = make_app(CKANConfigLoader(str(config)).get_config())
        self.client = Client(self.app)
        self.statements = 0
        self.searches = 0
        listen(Engine, "before_cursor_execute", self._count_statement)
        self._count_searches()

    def _count_statement(self, *_: object) -> None:
        self.statements += 1

    def _count_searches(self) -> None:
        name = "_send_request"
        send = getattr(pysolr.Solr, name)

        def counted(solr: pysolr.Solr, *words: object, **options: object) -> object:
            self.searches += 1
            return send(solr, *words, **options)

        setattr(pysolr.Solr, name, counted)

    @contextmanager
    def actions(self) -> Iterator[LocalCKAN]:
        """Give the actions of the site, as its own user, inside a request."""
        with self.app._wsgi_app.test_request_context():  # type: ignore[attr-defined]  # set by CKAN
            yield LocalCKAN()
            model.Session.remove()

    def page(self, address: str) -> str:
        """Return a page as an anonymous reader gets it; an error page is an error."""
        answer = self.client.get(address, follow_redirects=True)
        if answer.status_code != HTTPStatus.OK:
            raise RuntimeError(f"{address}: {answer.status}")
        return answer.get_data(as_text=True)


def ready(site: Site) -> bool:
    """Make the organization that owns everything, once."""
    with site.actions() as ckan:
        if ORGANIZATION not in ckan.action.organization_list():
            ckan.action.organization_create(name=ORGANIZATION, title="Ville")
    return True


def publish_budget(site: Site, path: str) -> dict[str, Any]:
    """Publish a TOTEM file by our action, then get its page with its pictures."""
    begin = time.perf_counter()
    with site.actions() as ckan, Path(path).open("rb") as source:
        published = ckan.call_action(
            "territory_budget_publish",
            {"owner_org": ORGANIZATION},
            files={"upload": (Path(path).name, source)},
        )
    done = time.perf_counter()
    page = site.page(f"/budget/{published['dataset']['name']}")
    for picture in PICTURE.findall(page):
        site.page(picture)
    end = time.perf_counter()
    return {
        "seconds": end - begin,
        "action": done - begin,
        "page": end - done,
        "pictures": page.count("<svg") + len(PICTURE.findall(page)),
        "lines": published["lines"],
        "status": published["status"],
    }


def publish_table(site: Site, path: str, name: str) -> dict[str, Any]:
    """Publish the same lines as stock CKAN does: a dataset, a file, DataStore rows.

    The rows go through ``datastore_create`` in one call; then come the dataset's page
    and the page of the resource with its table.
    """
    begin = time.perf_counter()
    with site.actions() as ckan:
        ckan.action.package_create(name=name, title=name, owner_org=ORGANIZATION)
        with Path(path).open("rb") as source:
            resource = ckan.call_action(
                "resource_create",
                {"package_id": name, "name": "Lignes", "format": "CSV"},
                files={"upload": (Path(path).name, source)},
            )
        content = Path(path).read_text(encoding="utf-8")
        rows = [
            {column: value or None for column, value in row.items()}
            for row in csv.DictReader(io.StringIO(content))
        ]
        kinds = [
            {"id": column, "type": "numeric" if column.startswith(NUMBERS) else "text"}
            for column in rows[0]
        ]
        ckan.action.datastore_create(
            resource_id=resource["id"], fields=kinds, records=rows, force=True
        )
    done = time.perf_counter()
    site.page(f"/dataset/{name}")
    site.page(f"/dataset/{name}/resource/{resource['id']}")
    end = time.perf_counter()
    return {"seconds": end - begin, "action": done - begin, "page": end - done}


def fill(site: Site, packages: list[Mapping[str, Any]]) -> int:
    """Create the datasets that are missing; return how many were made."""
    with site.actions() as ckan:
        there = set(ckan.action.package_list())
        missing = [item for item in packages if item["name"] not in there]
        for item in missing:
            ckan.action.package_create(**item)
    return len(missing)


def fill_organizations(site: Site, count: int) -> int:
    """Create the organizations that are missing; return how many there are."""
    with site.actions() as ckan:
        there = set(ckan.action.organization_list())
        for number in range(count):
            name = f"organisme-{number:04}"
            if name not in there:
                ckan.action.organization_create(name=name, title=f"Organisme {number}")
        return len(ckan.action.organization_list())


def fill_directory(site: Site, people: list[Mapping[str, Any]]) -> int:
    """Put public referents into an empty directory; return how many there are.

    Each has ``function``, ``service``, ``themes``, ``problems`` and ``territories``.
    """
    from ckanext.territory.model import Referent, Service  # noqa: PLC0415 - stock has no such tables

    with site.actions():
        if model.Session.query(Referent).count() == 0:
            names = {one["service"]: normalize(one["service"]) for one in people}
            services = {
                key: Service(name=name, name_key=key) for name, key in names.items()
            }
            model.Session.add_all(services.values())
            model.Session.flush()
            model.Session.add_all(
                Referent(
                    **{key: one[key] for key in one if key != "service"},
                    service_id=services[names[one["service"]]].id,
                    is_public=True,
                )
                for one in people
            )
            model.Session.commit()
        return model.Session.query(Referent).count()


def forget_questions(site: Site) -> bool:
    """Take every question and mail out, so that limits begin anew."""
    with site.actions():
        for table in ("mail", "question_event", "question"):
            model.Session.execute(sa.text(f"DELETE FROM territory_{table}"))  # noqa: S608 - our tables
        model.Session.commit()
    return True


def mails(site: Site) -> int:
    """Return how many mails were written."""
    with site.actions():
        query = sa.text("SELECT count(*) FROM territory_mail")
        return model.Session.execute(query).scalar_one()


def get(site: Site, address: str) -> dict[str, Any]:
    """Get a page; return the seconds, SQL statements and Solr requests it took."""
    site.statements = site.searches = 0
    begin = time.perf_counter()
    text = site.page(address)
    return {
        "seconds": time.perf_counter() - begin,
        "statements": site.statements,
        "searches": site.searches,
        "bytes": len(text),
    }


def memory(_: Site, reset: bool = False) -> dict[str, float]:
    """Return the memory resident now and at its peak, in MB.

    ``reset`` first lowers the peak to what is resident.
    """
    if reset:
        Path("/proc/self/clear_refs").write_text("5")
    lines = Path("/proc/self/status").read_text().splitlines()
    values = dict(line.split(":", 1) for line in lines if line.startswith("Vm"))
    now, peak = (int(values[key].split()[0]) / 1024 for key in ("VmRSS", "VmHWM"))
    return {"resident_mb": round(now, 1), "peak_mb": round(peak, 1)}


JOBS: Mapping[str, Callable[..., Any]] = {
    "ready": ready,
    "publish_budget": publish_budget,
    "publish_table": publish_table,
    "fill": fill,
    "fill_directory": fill_directory,
    "fill_organizations": fill_organizations,
    "forget_questions": forget_questions,
    "get": get,
    "mails": mails,
    "memory": memory,
}
