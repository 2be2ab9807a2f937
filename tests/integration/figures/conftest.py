"""Datasets of the two types whose pages draw figures, and how tests fill them."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage

from ckan.tests import factories
from ckan.tests.helpers import call_action

VALUES = """indicator_code,indicator_name,territory_level,territory_code,\
period_start,period_end,value,unit,value_kind
DEC-01,Part des déchets triés,commune,35238,2022,2022,52,%,actual
DEC-01,Part des déchets triés,commune,35238,2023,2023,57,%,actual
DEC-01,Part des déchets triés,commune,35238,2024,2024,61,%,actual
DEC-01,Part des déchets triés,commune,35240,2024,2024,58,%,actual
"""
OBSERVATIONS = """station_code,property,period_start,period_end,value,unit,status
A,pm10,2025-01-01,2025-01-01,40,ug/m3,A
A,pm10,2025-01-02,2025-01-02,60,ug/m3,A
A,pm10,2025-01-02,2025-01-02,62,ug/m3,A
A,pm10,2025-01-03,2025-01-03,perdu,ug/m3,A
B,pm10,2025-01-01,2025-01-01,20,ug/m3,P
B,no2,2025-01-01,2025-01-01,18,ug/m3,P
"""
SENSORS = """station_code,label,lat,lon
A,=Boulevard,48.01,-1.98
B,Parc des Saules,48.02,-1.99
"""
TABLES = {"values": VALUES, "observations": OBSERVATIONS, "sensors": SENSORS}
COMMON: dict[str, Any] = {
    "notes": "Ce que dit le fichier.",
    "territory_theme": ["environnement"],
    "territory_level": "commune",
    "territory_code": ["35238"],
    "frequency": "ANNUAL",
    "license_id": "lov2",
    "contact": [{"name": "Données", "email": "donnees@ville.example"}],
}
TYPES: dict[str, dict[str, Any]] = {
    "performance": {
        "title": "Part des déchets triés",
        "indicator_code": "DEC-01",
        "indicator_definition": "Tonnes triées sur tonnes collectées.",
        "unit_measure": "%",
        "direction": "hausse",
        "data_source": "Bons de pesée",
        "target_value": "65",
        "target_year": "2026",
        "baseline_value": "49",
        "baseline_year": "2020",
    },
    "environment": {
        "title": "Particules en ville",
        "environment_domain": ["air"],
        "observed_property": ["pm10", "no2"],
        "data_nature": "capteur_indicatif",
        "validation_level": "brute",
    },
}

Make = Callable[..., dict[str, Any]]
Send = Callable[..., dict[str, Any]]


@pytest.fixture
def editor() -> dict[str, Any]:
    """Return an editor with a token; ``organization`` is the id of the one edited."""
    user = factories.UserWithToken()
    members = [{"name": user["name"], "capacity": "editor"}]
    organization = factories.Organization(users=members, title="Ville d'Essai")
    return {**user, "organization": organization["id"]}


@pytest.fixture
def make(editor: dict[str, Any]) -> Make:
    """Return a maker of datasets of a type, by the editor."""

    def act(kind: str, **values: object) -> dict[str, Any]:
        context = {"user": editor["name"], "ignore_auth": False}
        # As the form does: a draft first, whose fields come one after the other.
        draft = call_action(
            "package_create",
            dict(context),
            **{
                "type": kind,
                "name": f"essai-{kind}",
                "title": "Essai",
                "owner_org": editor["organization"],
                "state": "draft",
                **COMMON,
                **TYPES.get(kind, {}),
                **values,
            },
        )
        return call_action("package_patch", context, id=draft["id"], state="active")

    return act


@pytest.fixture
def change(editor: dict[str, Any]) -> Callable[..., dict[str, Any]]:
    """Return what calls an action as the editor."""

    def act(action: str, **values: object) -> dict[str, Any]:
        context = {"user": editor["name"], "ignore_auth": False}
        return call_action(action, context, **values)

    return act


@pytest.fixture
def send(editor: dict[str, Any]) -> Send:
    """Return what adds a file to a dataset: one of TABLES, or a text of one's own."""

    def act(dataset: dict[str, Any], text: str, name: str = "t.csv") -> dict[str, Any]:
        content = TABLES.get(text, text).encode()
        return call_action(
            "resource_create",
            {"user": editor["name"], "ignore_auth": False},
            package_id=dataset["id"],
            name=name,
            format="CSV",
            upload=FileStorage(io.BytesIO(content), name),
        )

    return act
