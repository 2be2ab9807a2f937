"""A partner's catalogue on this machine: the part of CKAN's API that readers use."""

from __future__ import annotations

import html
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

from demo.partner_catalogue import DEFAULT_COUNT, Package, groups, packages
from demo.partner_query import (
    QueryError,
    facets,
    filters,
    sort_packages,
    text_filter,
    values_of,
)

HOST = "127.0.0.1"
MAX_ROWS = 1000
Parameters = Mapping[str, Any]


class NotFoundError(LookupError):
    """Nothing of that name."""


class Catalogue:
    """The partner's datasets and the actions that answer about them."""

    def __init__(self, count: int, base_url: str) -> None:
        self.packages = packages(count, base_url)
        self.by_name: dict[str, Package] = {}
        for package in self.packages:
            self.by_name[package["name"]] = package
            self.by_name[package["id"]] = package
        self.actions: Mapping[str, Callable[[Parameters], Any]] = {
            "site_read": lambda _: True,
            "status_show": lambda _: {
                "site_title": "Communauté de l'Orle (imaginaire)",
                "site_url": base_url,
                "ckan_version": "2.11.3",
                "extensions": [],
            },
            "package_search": self.package_search,
            "package_list": lambda _: sorted(item["name"] for item in self.packages),
            "package_show": self.package_show,
            "group_list": self.group_list,
            "group_show": self.group_show,
            "organization_list": lambda _: ["communaute-de-l-orle"],
            "tag_list": lambda _: sorted(
                {tag for item in self.packages for tag in values_of(item, "tags")}
            ),
        }

    def package_search(self, parameters: Parameters) -> dict[str, Any]:
        """Return one page of results, with facets when asked for."""
        conditions = [text_filter(str(parameters.get("q", "")))]
        for query in _as_list(parameters.get("fq", "")):
            conditions += filters(query)
        for query in _as_list(parameters.get("fq_list", [])):
            conditions += filters(query)
        kept = [
            package
            for package in self.packages
            if all(condition(package) for condition in conditions)
        ]
        order = str(parameters.get("sort", "metadata_modified desc"))
        kept = sort_packages(kept, order)
        start = int(parameters.get("start", 0))
        rows = min(MAX_ROWS, int(parameters.get("rows", 10)))
        found = facets(kept, _as_list(parameters.get("facet.field", [])))
        return {
            "count": len(kept),
            "sort": order,
            "results": kept[start : start + rows],
            "search_facets": found,
            "facets": {
                field: {item["name"]: item["count"] for item in facet["items"]}
                for field, facet in found.items()
            },
        }

    def package_show(self, parameters: Parameters) -> Package:
        """Return a dataset by its id or name."""
        try:
            return self.by_name[str(parameters.get("id", ""))]
        except KeyError:
            raise NotFoundError from None

    def group_list(self, parameters: Parameters) -> list[Any]:
        """Return the themes: names, or whole groups with ``all_fields``."""
        if str(parameters.get("all_fields", "")).lower() not in {"true", "1"}:
            return [group["name"] for group in groups()]
        return [self._group(group) for group in groups()]

    def group_show(self, parameters: Parameters) -> dict[str, Any]:
        """Return a theme by its id or name."""
        wanted = parameters.get("id")
        for group in groups():
            if wanted in {group["id"], group["name"]}:
                return self._group(group)
        raise NotFoundError

    def _group(self, group: Mapping[str, str]) -> dict[str, Any]:
        count = sum(
            group["name"] in values_of(item, "groups") for item in self.packages
        )
        return {
            **group,
            "package_count": count,
            "type": "group",
            "state": "active",
            "is_organization": False,
        }


def _as_list(value: object) -> list[str]:
    """Return a parameter as a list: CKAN takes JSON lists in query strings too."""
    if isinstance(value, list):
        return [str(item) for item in value]
    text = str(value)
    if text.startswith("["):
        return [str(item) for item in json.loads(text)]
    return [text] if text else []


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        self._answer(address.path, dict(parse_qsl(address.query)))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            parameters = json.loads(body or b"{}")
        except ValueError:
            self._json(400, {"success": False, "error": {"__type": "Bad Request"}})
            return
        self._answer(urlsplit(self.path).path, parameters)

    @property
    def catalogue(self) -> Catalogue:
        """Return the catalogue of the server that this request came to."""
        return cast("PartnerServer", self.server).catalogue

    def _answer(self, path: str, parameters: Parameters) -> None:
        name = path.removeprefix("/api/3/action/").removeprefix("/api/action/")
        if name != path:
            self._action(name, parameters)
        elif path.startswith("/telechargement/"):
            self._file(path.rsplit("/", 1)[-1])
        else:
            self._page(path)

    def _action(self, name: str, parameters: Parameters) -> None:
        action = self.catalogue.actions.get(name)
        if action is None:
            self._json(400, f"Bad request - Action name not known: {name}")
            return
        try:
            result = action(parameters)
        except NotFoundError:
            self._failure(404, "Not Found Error", "Not found")
        except (QueryError, ValueError) as error:
            self._failure(409, "Validation Error", str(error))
        else:
            self._json(200, {"help": "", "success": True, "result": result})

    def _failure(self, status: int, kind: str, message: str) -> None:
        error = {"__type": kind, "message": message}
        self._json(status, {"help": "", "success": False, "error": error})

    def _file(self, name: str) -> None:
        slug, _, kind = name.rpartition(".")
        if slug not in self.catalogue.by_name:
            self._send(404, "text/plain", b"")
        elif kind == "geojson":
            self._json(200, {"type": "FeatureCollection", "features": []})
        else:
            rows = "annee,valeur\n2023,118\n2024,124\n2025,131\n"
            self._send(200, "text/csv", rows.encode())

    def _page(self, path: str) -> None:
        package = self.catalogue.by_name.get(path.rsplit("/", 1)[-1])
        title = package["title"] if package else "Communauté de l'Orle"
        notes = package["notes"] if package else "Un catalogue imaginaire."
        found = package is not None or path == "/"
        body = (
            f'<!doctype html><html lang="fr"><meta charset="utf-8">'
            f"<title>{html.escape(title)}</title><h1>{html.escape(title)}</h1>"
            f"<p>{html.escape(notes)}</p></html>"
        )
        self._send(200 if found else 404, "text/html; charset=utf-8", body.encode())

    def _json(self, status: int, value: object) -> None:
        body = json.dumps(value, ensure_ascii=False).encode()
        self._send(status, "application/json;charset=utf-8", body)

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent: the server runs inside other commands."""


class PartnerServer(ThreadingHTTPServer):
    """The catalogue over HTTP, on the loopback address only."""

    daemon_threads = True

    def __init__(self, port: int = 0, count: int = DEFAULT_COUNT) -> None:
        super().__init__((HOST, port), _Handler)
        self.url = f"http://{HOST}:{self.server_address[1]}"
        self.catalogue = Catalogue(count, self.url)


@contextmanager
def running_partner(
    port: int = 0, count: int = DEFAULT_COUNT
) -> Iterator[PartnerServer]:
    """Serve the catalogue from a thread while the block runs; port 0 chooses one."""
    server = PartnerServer(port, count)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
