"""Pages of ours against those of stock CKAN, with the same datasets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bench.harness import Case, Result, run
from bench.portals import Worker, portal
from bench.referents import REFERENTS, candidates
from demo.city import CITY
from demo.partner_catalogue import Package, packages

DATASETS = 300
ROUNDS = 30
ORGANIZATIONS = 200
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


def typed(package: Package) -> dict[str, Any]:
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


def _page(
    name: str,
    address: str,
    ours: Worker,
    stock: Worker,
    other: str = "",
    **notes: object,
) -> Result:
    """Measure a page of ours against the same of stock, or against another one."""
    mine: dict[str, Any] = {}
    theirs: dict[str, Any] = {}
    result = run(
        Case(
            name=name,
            ours=lambda _: _seconds(ours, address, mine),
            stock=lambda _: _seconds(stock, other or address, theirs),
            rounds=ROUNDS,
            warm_up=3,
        )
    )
    return replace(result, notes={"ours": mine, "stock": theirs, **notes})


def pages() -> list[Result]:
    """Measure each page. Targets (p50): home 0.6x, search 0.9x, dataset 0.75x stock."""
    catalogue = packages(DATASETS, PLACE)
    with portal("ours") as ours, portal("stock") as stock:
        ours.ask("fill", packages=[typed(package) for package in catalogue])
        stock.ask("fill", packages=[_plain(package) for package in catalogue])
        return [
            _page(name, address, ours, stock, datasets=DATASETS)
            for name, address in PAGES.items()
        ]


def directory() -> list[Result]:
    """Measure the directory of 20,000 people against stock's list of organizations.

    Target (p50): not slower.
    """
    people = [
        {
            "function": one.function,
            "service": one.service,
            "themes": list(one.themes),
            "problems": list(one.problems),
            "territories": list(one.territories),
        }
        for one in candidates(REFERENTS)
    ]
    with portal("ours") as ours, portal("stock") as stock:
        notes = {
            "referents": ours.ask("fill_directory", people=people),
            "organizations": stock.ask("fill_organizations", count=ORGANIZATIONS),
        }
        addresses = {
            "directory": "/annuaire",
            "directory by theme": "/annuaire?theme=voirie",
            "directory chart": "/annuaire/services",
        }
        return [
            _page(name, address, ours, stock, "/organization/", **notes)
            for name, address in addresses.items()
        ]
