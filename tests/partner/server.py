"""A partner catalogue on this machine: plays a CKAN, well or badly, from data."""

from __future__ import annotations

import gzip
import json
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Dataset = dict[str, Any]
QUOTED = re.compile(r'"((?:\\.|[^"])*)"')
TERMS = re.compile(r'(groups|tags):\(((?:"(?:\\.|[^"])*"|[ OR])*)\)')
GROUPS = ("eau", "dechets", "mobilite", "culture", "urbanisme")


def dataset(number: int, **changes: object) -> Dataset:
    """Return a plausible CKAN dataset; groups go round with the number."""
    group = GROUPS[number % len(GROUPS)]
    found: Dataset = {
        "id": f"partenaire-{number:05}",
        "name": f"jeu-{number}",
        "title": f"Jeu de données n° {number}",
        "notes": f"Relevés du service {group}, année {2000 + number % 25}.",
        "type": "dataset",
        "state": "active",
        "private": False,
        "license_id": "lov2",
        "frequency": "annual",
        "owner_org": "autre-organisation",
        "metadata_created": "2024-01-02T03:04:05.000000",
        "metadata_modified": "2024-05-06T07:08:09.000000",
        "maintainer_email": "prenom.nom@partenaire.example",
        "groups": [{"name": group, "title": group, "display_name": group.title()}],
        "tags": [{"name": "open data", "vocabulary_id": None}, {"name": group}],
        "extras": [],
        "organization": {"id": "o", "name": "partenaire", "title": "Partenaire"},
        "resources": [
            {
                "id": f"ressource-{number}",
                "name": "Données",
                "url": f"https://partenaire.example/fichiers/{number}.csv",
                "format": "CSV",
                "url_type": "upload",
            }
        ],
    }
    found.update(changes)
    return found


@dataclass
class Partner:
    """The catalogue and its manners.

    ``behaviour`` answers instead of the catalogue when it returns True.
    """

    datasets: list[Dataset] = field(default_factory=list)
    rows_max: int = 1000
    behaviour: Callable[[Answer], bool] | None = None
    requests: list[dict[str, str]] = field(default_factory=list)
    url: str = ""
    pause: float = 0
    pauses: list[float] = field(default_factory=list)

    @property
    def host(self) -> str:
        """Return ``host:port``."""
        return urlsplit(self.url).netloc

    def search(self, query: dict[str, str]) -> dict[str, Any]:
        """Return what ``package_search`` gives for these parameters."""
        found = [item for item in self.datasets if matches(item, query.get("fq", ""))]
        found.sort(key=lambda item: str(item.get("id")))
        start, rows = int(query.get("start", 0)), int(query.get("rows", 10))
        result: dict[str, Any] = {
            "count": len(found),
            "results": found[start : start + min(rows, self.rows_max)],
            "search_facets": {},
        }
        for name in json.loads(query.get("facet.field", "[]")):
            counts = Counter(
                term["name"] for item in found for term in item.get(name, [])
            )
            result["search_facets"][name] = {
                "items": [
                    {"name": key, "display_name": key.title(), "count": count}
                    for key, count in counts.items()
                ]
            }
        return result


def matches(item: Dataset, query: str) -> bool:
    """Tell whether a dataset passes a filter as the reader writes it."""
    bare = query.strip()
    if not bare:
        return True
    found = False
    for name, values in re.findall(
        r'(groups|tags):\(((?:"(?:\\.|[^"])*"|[ OR])*)\)', bare
    ):
        wanted = re.findall(r'"((?:\\.|[^"])*)"', values)
        found = found or any(
            str(term.get("name")) in wanted for term in item.get(name, [])
        )
    return found is not bare.startswith("-")


class Answer(BaseHTTPRequestHandler):
    """One request and the means to answer it."""

    partner: Partner
    protocol_version = "HTTP/1.1"

    @property
    def query(self) -> dict[str, str]:
        """Return the parameters of the request."""
        return {
            key: each[0] for key, each in parse_qs(urlsplit(self.path).query).items()
        }

    def do_GET(self) -> None:
        """Answer as the partner behaves."""
        self.partner.requests.append({"path": self.path, **self.query})
        time.sleep(self.partner.pause)
        if self.partner.behaviour is not None and self.partner.behaviour(self):
            return
        if urlsplit(self.path).path.endswith("/api/action/package_search"):
            self.as_json({"success": True, "result": self.partner.search(self.query)})
        else:
            self.send(404, b"<html>Not found</html>", kind="text/html")

    def as_json(self, value: object, status: int = 200) -> None:
        """Send a value as JSON."""
        self.send(status, json.dumps(value).encode(), kind="application/json")

    def send(
        self,
        status: int,
        body: bytes,
        kind: str = "application/json",
        length: int | None = None,
        **headers: str,
    ) -> None:
        """Send a body; ``length`` may lie."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def redirect(self, location: str) -> None:
        """Send a redirect."""
        self.send(302, b"", Location=location)

    def gzipped(self, body: bytes) -> None:
        """Send a body compressed."""
        self.send(200, gzip.compress(body), Content_Encoding="gzip")

    def drip(self, head: bytes, seconds: float, every: float = 0.05) -> None:
        """Send bytes one by one, for some seconds, after a head."""
        self.close_connection = True
        end = time.monotonic() + seconds
        self.wfile.write(head)
        while time.monotonic() < end:
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(every)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet when a client goes away."""


@contextmanager
def serve(partner: Partner, port: int = 0) -> Iterator[Partner]:
    """Serve a partner on 127.0.0.1 until the block ends; its ``url`` is filled."""
    handler = type("Handler", (Answer,), {"partner": partner})
    server = _Server(("127.0.0.1", port), handler)
    partner.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.005,), daemon=True)
    thread.start()
    try:
        yield partner
    finally:
        server.shutdown()
        server.server_close()
