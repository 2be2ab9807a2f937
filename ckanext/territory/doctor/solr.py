"""The search server: reachable, of the right schema, with the fields of the map."""

from __future__ import annotations

import json
from typing import Any

import pysolr

import ckan.plugins as p
from ckan.lib.search.common import make_connection  # CKAN's own address and account
from ckan.plugins import toolkit as tk

from ckanext.territory.doctor.check import Check, error, fine, not_applicable, warning

TIMEOUT = 5  # seconds
SUPPORTED = 9
# ckanext-spatial 2.3, backend solr-bbox.
BOX = ("minx", "maxx", "miny", "maxy")
BOX_TYPE = "float"


def ask(path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the answer of the core to a GET, or to a POST when a body is given.

    Raises ``pysolr.SolrError``, whose text may hold the password of the server:
    never show it.
    """
    connection = make_connection()
    connection.timeout = TIMEOUT
    if body is None:
        return json.loads(connection._send_request("get", path))
    headers = {"Content-Type": "application/json"}
    sent = json.dumps(body).encode()
    return json.loads(connection._send_request("post", path, sent, headers))


def missing_fields() -> list[str]:
    """Return the fields of the box search that the core lacks or types wrongly."""
    answer = ask("schema/fields?wt=json")
    types = {field["name"]: field["type"] for field in answer["fields"]}
    return [name for name in BOX if types.get(name) != BOX_TYPE]


def add_fields() -> list[str]:
    """Add the missing fields of the box search to the core; return their names."""
    names = missing_fields()
    rows = [
        {"name": name, "type": BOX_TYPE, "indexed": True, "stored": True}
        for name in names
    ]
    if rows:
        ask("schema?wt=json", {"add-field": rows})
    return names


def reachable() -> list[Check]:
    """Check that Solr answers with a schema made for CKAN."""
    code = "solr.reachable"
    try:
        name = ask("schema/name?wt=json")["name"]
        version = _version()
    except (pysolr.SolrError, OSError, ValueError, KeyError):
        return [
            error(
                code,
                tk._("Solr does not answer at {address}.").format(address=_address()),
                tk._("Start Solr, or correct solr_url: it ends with the core's name."),
            )
        ]
    if not name.startswith("ckan"):
        return [
            error(
                code,
                tk._("The schema of Solr is “{name}”, not CKAN's.").format(name=name),
                tk._("Make the core from CKAN's own config/solr/schema.xml."),
            )
        ]
    if version and int(version.split(".")[0]) < SUPPORTED:
        return [
            warning(
                code,
                tk._("Solr is {found}; 9 is expected.").format(found=version),
                tk._("Move the core to Solr 9."),
            )
        ]
    return [fine(code, tk._("Solr {found} answers.").format(found=version or "9"))]


def _version() -> str:
    """Return the version of Solr, or nothing if the server does not tell it."""
    try:
        system = ask("admin/system?wt=json")
    except (pysolr.SolrError, ValueError):
        return ""
    return str(system.get("lucene", {}).get("solr-spec-version", ""))


def fields() -> list[Check]:
    """Check that the core has the fields of the search by place."""
    code = "solr.fields"
    backend = tk.config.get("ckanext.spatial.search_backend", "solr-bbox")
    if not p.plugin_loaded("spatial_query") or backend != "solr-bbox":
        return [not_applicable(code, tk._("The search by place is not used."))]
    try:
        missing = missing_fields()
    except (pysolr.SolrError, OSError, ValueError, KeyError):
        return [not_applicable(code, tk._("Solr does not answer."))]
    if not missing:
        return [fine(code, tk._("Solr has the fields of the search by place."))]
    return [
        error(
            code,
            tk._("Solr lacks fields of the search by place: {names}.").format(
                names=" ".join(missing)
            ),
            tk._("Run: ckan territory solr add-fields, then ckan search-index rebuild"),
        )
    ]


def _address() -> str:
    """Return the address of the core without account and password."""
    scheme, _, rest = str(tk.config["solr_url"]).partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"
