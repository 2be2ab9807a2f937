"""The service that a name means."""

from __future__ import annotations

from ckan import model

from ckanext.territory.domain.french import normalize
from ckanext.territory.model.service import Service


def find_service(name: str) -> Service | None:
    """Return the active service of a name, whatever its case and accents."""
    found: Service | None = model.Session.scalars(
        Service.by_key(normalize(name))
    ).first()
    return found


def service_of(name: str) -> Service:
    """Return the active service of a name; one that nobody bears yet is added."""
    found = find_service(name)
    if found is None:
        found = Service(name=name, name_key=normalize(name))
        model.Session.add(found)
        model.Session.flush()
    return found
