"""Pages of ours against those of stock CKAN, with the same datasets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bench.harness import Case, Result, run
from bench.portals import Worker, portal
from demo.city import CITY
from demo.partner_catalogue import Package, packages

DATASETS = 300
ROUNDS = 30
PLACE = "https://communaute-orle.example"
PAGES: Mapping[str, str] = {
    "home": "/",
    "search page": "/dataset/",
    "search for a word": "/dataset/?q=qualite",
    "dataset page": "/dataset/reseau-d-eau-potable",
    "organizations": "/organization/",
}


def _plain(package: Package) -> dict[str, Any]:
    """Return what both products store of a dataset."""
    return {
        "name": package["name"],
        "title": package["title"],
        "notes": package["notes"],
        "license_id": package["license_id"],
        "owner_org": "ville",
        "tags": [{"name": tag["name"]} for tag in package["tags"]],
        "resources": [
            {key: resource[key] for key in ("name", "format", "url")}
            for resource in package["resources"]
        ],
    }


def _typed(package: Package) -> dict[str, Any]:
    """Return the same with the fields that our type wants besides."""
    return {
        **_plain(package),
        "type": "dataset",
        "territory_theme": ["eau"],
        "territory_level": "commune",
        "territory_code": [CITY.insee_code],
        "frequency": "ANNUAL",
        "access_level": "public",
        "contact": [{"name": "Données", "email": "donnees@rives-sur-orle.example"}],
    }


def _seconds(worker: Worker, address: str, costs: dict[str, Any]) -> float:
    answer = worker.ask("get", address=address)
    costs.update({key: answer[key] for key in ("statements", "searches", "bytes")})
    return float(answer["seconds"])


def _page(name: str, address: str, ours: Worker, stock: Worker) -> Result:
    mine: dict[str, Any] = {}
    theirs: dict[str, Any] = {}
    result = run(
        Case(
            name=name,
            ours=lambda _: _seconds(ours, address, mine),
            stock=lambda _: _seconds(stock, address, theirs),
            rounds=ROUNDS,
            warm_up=3,
        )
    )
    return replace(result, notes={"ours": mine, "stock": theirs, "datasets": DATASETS})


def pages() -> list[Result]:
    """Measure each page. Targets (p50): home 0.6x, search 0.9x, dataset 0.75x stock."""
    catalogue = packages(DATASETS, PLACE)
    with portal("ours") as ours, portal("stock") as stock:
        ours.ask("fill", packages=[_typed(package) for package in catalogue])
        stock.ask("fill", packages=[_plain(package) for package in catalogue])
        return [_page(name, address, ours, stock) for name, address in PAGES.items()]
