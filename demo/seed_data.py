"""Seeding of budgets and of all other datasets, through the actions that forms call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from demo.city import CITY, DOMAIN, ORGANIZATIONS
from demo.datasets import (
    PlainDataset,
    file_content,
    file_format,
    plain_datasets,
    typed_datasets,
)
from demo.documents import Document, published_documents
from demo.portal import Answer, Portal
from demo.totem import ENCODING, document_parts

Identity = tuple[str, str, str, str]
MAILBOXES = {item.name: item.email for item in ORGANIZATIONS}


def _identity(dataset: Answer) -> Identity:
    number = dataset.get("decision_number") or ""
    return (
        str(dataset.get("entity_siret")),
        str(dataset.get("fiscal_year")),
        str(dataset.get("budget_stage")),
        str(number),
    )


def _identity_of(document: Document) -> Identity:
    number = document.decision_number or ""
    return document.siret, str(document.year), document.stage, str(number)


def seed_budgets(
    editor: Portal, everything: Portal, referents: Mapping[str, str]
) -> list[str]:
    """Publish the budget documents that are missing; return their short names."""
    there = {
        _identity(dataset)
        for dataset in everything.names("dataset_type:budget").values()
    }
    made: list[str] = []
    for document in published_documents():
        if _identity_of(document) in there:
            continue
        _publish(editor, document, referents)
        made.append(document.slug)
    return made


def _publish(editor: Portal, document: Document, referents: Mapping[str, str]) -> None:
    content = "".join(document_parts(document)).encode(ENCODING)
    published = editor.send(
        "territory_budget_publish", (f"{document.slug}.xml", content), owner_org="ville"
    )
    key = "eau" if document.annexe else "finances"
    editor.call(
        "package_patch",
        id=published["dataset"]["id"],
        referent_id=referents.get(key, ""),
        contact=[{"name": "Budget de la ville", "email": f"{key}@{DOMAIN}"}],
    )


def seed_datasets(
    editor: Portal, everything: Portal, referents: Mapping[str, str]
) -> list[str]:
    """Create the datasets that are missing, with their files."""
    there = everything.names("-dataset_type:budget")
    wanted = (*plain_datasets(), *typed_datasets())
    missing = [item for item in wanted if item.name not in there]
    for dataset in missing:
        _create(editor, dataset, referents)
    return [item.name for item in missing]


def _create(
    editor: Portal, dataset: PlainDataset, referents: Mapping[str, str]
) -> None:
    # A draft shows nowhere; a seeding that was cut short goes on with it.
    draft = editor.find("package_show", id=dataset.name)
    if draft is None:
        described = _described(dataset, referents)
        draft = editor.call("package_create", **described, state="draft")
    sent = {resource["name"] for resource in draft["resources"]}
    for name, title in dataset.files.items():
        if title in sent:
            continue
        editor.send(
            "resource_create",
            (name, file_content(name)),
            package_id=dataset.name,
            name=title,
            format=file_format(name),
            conforms_to=dataset.conforms_to or "",
        )
    editor.call("package_patch", id=dataset.name, state="active")


def _described(dataset: PlainDataset, referents: Mapping[str, str]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": dataset.name,
        "type": dataset.type,
        "title": dataset.title,
        "notes": dataset.notes,
        "territory_theme": list(dataset.themes),
        "tag_string": ",".join(dataset.tags),
        "owner_org": dataset.organization,
        "license_id": "lov2",
        "frequency": dataset.frequency,
        "territory_level": "commune",
        "territory_code": [CITY.insee_code],
        "access_level": dataset.access_level,
        "contact": [{"name": "Données ouvertes", "email": MAILBOXES["ville"]}],
        "referent_id": referents.get(dataset.referent, ""),
    }
    if dataset.period:
        start, end = dataset.period
        described["temporal_coverage"] = [{"start": start, "end": end}]
    if dataset.conforms_to:
        described["conforms_to"] = [dataset.conforms_to]
    return {**described, **dataset.fields}
