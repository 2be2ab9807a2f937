"""Identities and names of harvested datasets, the same at every run."""

from __future__ import annotations

import re
import unicodedata
import uuid

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:ckanext-territory:harvest")
SLUG_LIMIT = 70
WITHOUT_LETTERS = "jeu"


def package_id(source_id: str, guid: str) -> str:
    """Return the dataset's id: a UUIDv5 of source and remote identity.

    A remote id is never taken as ours, so no partner can point at another's dataset.
    """
    return str(uuid.uuid5(NAMESPACE, f"{source_id}\n{guid}"))


def resource_id(dataset_id: str, key: str) -> str:
    """Return a resource's id: a UUIDv5 of its dataset and its remote key."""
    return str(uuid.uuid5(NAMESPACE, f"{dataset_id}\n{key}"))


def name_of(title: str, dataset_id: str) -> str:
    """Return the dataset's name: its title as a slug, and eight digits of its id."""
    ascii_title = unicodedata.normalize("NFKD", title).encode("ascii", "ignore")
    words = re.findall(r"[a-z0-9]+", ascii_title.decode().casefold())
    slug = "-".join(words)[:SLUG_LIMIT].strip("-") or WITHOUT_LETTERS
    return f"{slug}-{dataset_id[:8]}"
