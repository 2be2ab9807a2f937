"""From a remote CKAN record to a dataset of ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ckanext.territory.domain.errors import Notice
from ckanext.territory.domain.theme import ThemeTree
from ckanext.territory.domain.vocabulary import FREQUENCIES, frequency_uri
from ckanext.territory.harvest import text
from ckanext.territory.harvest.contacts import contacts
from ckanext.territory.harvest.identity import name_of, package_id
from ckanext.territory.harvest.licenses import license_id
from ckanext.territory.harvest.resources import resources
from ckanext.territory.harvest.terms import tags, themes
from ckanext.territory.remote.ckan_record import (
    as_list,
    as_mapping,
    as_text,
    in_french,
    utc,
)
from ckanext.territory.remote.reader import RemoteRecord, digest

VERSION = 1
# Frequencies that our form offers; finer ones of the vocabulary are left out.
OFFERED = FREQUENCIES & frozenset(
    (
        "UPDATE_CONT",
        "15MIN",
        "HOURLY",
        "DAILY",
        "WEEKLY",
        "MONTHLY",
        "QUARTERLY",
        "ANNUAL_2",
        "ANNUAL",
        "BIENNIAL",
        "AS_NEEDED",
        "IRREG",
        "NEVER",
        "UNKNOWN",
    )
)
_FREQUENCY_WORDS = {
    "annually": "ANNUAL",
    "annuelle": "ANNUAL",
    "yearly": "ANNUAL",
    "biannual": "ANNUAL_2",
    "semestrielle": "ANNUAL_2",
    "trimestrielle": "QUARTERLY",
    "mensuelle": "MONTHLY",
    "hebdomadaire": "WEEKLY",
    "quotidienne": "DAILY",
    "continual": "UPDATE_CONT",
    "continuous": "UPDATE_CONT",
    "realtime": "UPDATE_CONT",
    "temps réel": "UPDATE_CONT",
    "asneeded": "AS_NEEDED",
    "punctual": "AS_NEEDED",
    "ponctuelle": "AS_NEEDED",
    "irregular": "IRREG",
    "irrégulière": "IRREG",
    "notplanned": "NEVER",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How records of one source become datasets.

    ``default_theme`` is the local theme of records none of whose terms is known to us.
    """

    source_id: str
    owner_org: str
    tree: ThemeTree
    default_theme: str | None = None

    def fingerprint(self) -> str:
        """Return a digest that changes when the same record would map otherwise."""
        tree = [[theme.code, theme.eu_theme, theme.also] for theme in self.tree.all()]
        return digest([VERSION, self.owner_org, self.default_theme, tree])


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """A dataset for CKAN's actions, and what had to be changed or left out."""

    dataset: Mapping[str, object]
    notices: tuple[Notice, ...] = ()


def map_record(record: RemoteRecord, rules: Rules, remote_url: str) -> Mapped:
    """Return a dataset of type ``dataset`` whose every mapped field is present.

    The partner's word on owner, access, state and type is not listened to, and
    personal addresses are left out.
    """
    raw = record.raw
    identity = package_id(rules.source_id, record.guid)
    title = text.plain(in_french(raw.get("title")), text.TITLE_LIMIT)
    title = title or text.plain(as_text(raw.get("name")), text.TITLE_LIMIT)
    title = title or record.guid
    notices: list[Notice] = []
    dataset: dict[str, object] = {
        "id": identity,
        "name": name_of(title, identity),
        "type": "dataset",
        "title": title,
        "notes": text.markdown(in_french(raw.get("notes"))),
        "owner_org": rules.owner_org,
        "access_level": "public",
        "private": False,
        "source_id": rules.source_id,
        "identifier": record.guid,
        "url": remote_url,
        "license_id": _license(raw),
        "territory_theme": list(themes(raw, rules.tree, rules.default_theme)),
        "tags": [{"name": name} for name in tags(raw, notices)],
        "frequency": _frequency(raw),
        "issued": _day(raw.get("metadata_created")),
        "modified": _day(raw.get("metadata_modified")),
        "contact": contacts(raw),
        "resources": resources(raw, identity, notices),
    }
    return Mapped(dataset=dataset, notices=tuple(notices))


def field(raw: Mapping[str, object], name: str) -> str:
    """Return a text field, from the top level or from the extras."""
    if found := as_text(raw.get(name)):
        return found
    for extra in map(as_mapping, as_list(raw.get("extras"))):
        if extra.get("key") == name:
            return as_text(extra.get("value"))
    return ""


def _license(raw: Mapping[str, object]) -> str:
    keys = ("license_id", "license_url", "license_title")
    return license_id(*(as_text(raw.get(key)) for key in keys))


def _frequency(raw: Mapping[str, object]) -> str:
    """Return the address of a frequency, or nothing when it is unknown to us."""
    word = (field(raw, "frequency") or field(raw, "accrual_periodicity")).strip()
    address = frequency_uri(_FREQUENCY_WORDS.get(word.casefold(), word))
    code = (address or "").rpartition("/")[2]
    return address if address and code in OFFERED else ""


def _day(value: object) -> str:
    instant = utc(value)
    return instant.date().isoformat() if instant else ""
