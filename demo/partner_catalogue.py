"""The partner's datasets: generated, in the shape that a CKAN answers."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from itertools import count, islice
from typing import Any

import yaml
from demo.city import MEMBER_TOWNS, PARTNER_DOMAIN
from demo.figures import DATA

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, PARTNER_DOMAIN)
FIRST_DAY = datetime(2024, 9, 2, 8, 30, tzinfo=timezone.utc)
LICENSES = (
    ("lov2", "Licence Ouverte 2.0"),
    ("lov2", "Licence Ouverte 2.0"),
    ("odc-odbl", "Open Database License (ODbL)"),
)
FREQUENCIES = ("Annuelle", "Mensuelle", "Trimestrielle", "Ponctuelle")
DEFAULT_COUNT = 60
UNTHEMED = 15
SHARE_OF_MAPS = 0.4

Package = dict[str, Any]


@cache
def _groups() -> tuple[Mapping[str, Any], ...]:
    text = (DATA / "partner.yaml").read_text(encoding="utf-8")
    return tuple(yaml.safe_load(text)["groups"])


def groups() -> tuple[dict[str, str], ...]:
    """Return the partner's themes (id, name, title, display_name)."""
    return tuple(
        {
            "id": str(uuid.uuid5(NAMESPACE, f"group/{group['name']}")),
            "name": str(group["name"]),
            "title": str(group["title"]),
            "display_name": str(group["title"]),
        }
        for group in _groups()
    )


def _variants() -> Iterator[tuple[str, str]]:
    """Yield (title suffix, name suffix) without end: whole, by year, by town."""
    yield "", ""
    for year in (2025, 2024, 2023):
        yield f" ({year})", f"-{year}"
    for town in MEMBER_TOWNS:
        slug = _slug(town)
        yield f" : {town}", f"-{slug}"
        for year in (2025, 2024, 2023, 2022):
            yield f" : {town} ({year})", f"-{slug}-{year}"
    for edition in count(1):
        for town in MEMBER_TOWNS:
            yield f" : {town}, série {edition}", f"-{_slug(town)}-serie-{edition}"


def _slug(text: str) -> str:
    table = str.maketrans("àâäéèêëîïôöùûüç'’ ", "aaaeeeeiioouuuc---", ",()")
    slug = text.lower().translate(table)
    return "-".join(part for part in slug.replace(":", "").split("-") if part)


def _subjects() -> Iterator[tuple[int, str, str, str]]:
    """Yield (group rank, title, content, keywords), the themes taking turns."""
    longest = max(len(group["subjects"]) for group in _groups())
    for rank in range(longest):
        for group_rank, group in enumerate(_groups()):
            if rank < len(group["subjects"]):
                title, content, words = (
                    part.strip() for part in group["subjects"][rank].split("|")
                )
                yield group_rank, title, content, words


@dataclass(frozen=True, slots=True)
class _Subject:
    name: str
    title: str
    content: str
    words: str
    group: Mapping[str, str]


def _all_subjects() -> Iterator[_Subject]:
    for suffix, name_suffix in _variants():
        for group_rank, title, content, words in _subjects():
            name = f"{_slug(title)}{name_suffix}"
            group = groups()[group_rank]
            yield _Subject(name, title + suffix, content, words, group)


def packages(number: int, base_url: str) -> tuple[Package, ...]:
    """Return ``number`` datasets; their files are served below ``base_url``."""
    return tuple(
        _package(rank, subject, base_url)
        for rank, subject in enumerate(islice(_all_subjects(), number))
    )


def _package(rank: int, subject: _Subject, base_url: str) -> Package:
    name, title = subject.name, subject.title
    # Not a secret: only variety, always the same for the same dataset.
    source = random.Random(name)  # noqa: S311
    created = FIRST_DAY + timedelta(hours=7 * rank)
    modified = created + timedelta(days=source.randint(0, 400), minutes=rank)
    license_id, license_title = source.choice(LICENSES)
    dataset_id = str(uuid.uuid5(NAMESPACE, f"dataset/{name}"))
    return {
        "id": dataset_id,
        "name": name,
        "title": title,
        "type": "dataset",
        "state": "active",
        "private": False,
        "notes": (
            f"{subject.content}. Données de la Communauté de l'Orle, collectivité "
            "imaginaire, publiées par ses services et mises à jour quand le terrain "
            "change."
        ),
        "url": f"{base_url}/dataset/{name}",
        "author": "Communauté de l'Orle",
        "maintainer": "Service des données",
        "maintainer_email": f"donnees@{PARTNER_DOMAIN}",
        "license_id": license_id,
        "license_title": license_title,
        "isopen": True,
        "metadata_created": _instant(created),
        "metadata_modified": _instant(modified),
        "owner_org": _organization()["id"],
        "organization": _organization(),
        # One dataset in fifteen has no theme: only its keywords speak for it.
        "groups": [] if rank % UNTHEMED == UNTHEMED - 1 else [dict(subject.group)],
        "tags": [
            {"name": word, "display_name": word, "state": "active"}
            for word in (part.strip() for part in subject.words.split(","))
        ],
        "extras": [
            {"key": "frequence", "value": source.choice(FREQUENCIES)},
            {"key": "territoire", "value": "Communauté de l'Orle"},
        ],
        "resources": _resources(name, title, created, base_url, source),
        "relationships_as_subject": [],
        "relationships_as_object": [],
    }


def _organization() -> dict[str, str]:
    return {
        "id": str(uuid.uuid5(NAMESPACE, "organization")),
        "name": "communaute-de-l-orle",
        "title": "Communauté de l'Orle",
        "type": "organization",
        "state": "active",
    }


def _instant(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%f")


def _resources(
    name: str, title: str, created: datetime, base_url: str, source: random.Random
) -> list[dict[str, Any]]:
    formats = ["CSV", "GeoJSON"] if source.random() < SHARE_OF_MAPS else ["CSV"]
    return [
        {
            "id": str(uuid.uuid5(NAMESPACE, f"resource/{name}/{kind}")),
            "name": f"{title} ({kind})",
            "description": "",
            "format": kind,
            "url": f"{base_url}/telechargement/{name}.{kind.lower()}",
            "position": position,
            "state": "active",
            "created": _instant(created),
            "last_modified": None,
        }
        for position, kind in enumerate(formats)
    ]
