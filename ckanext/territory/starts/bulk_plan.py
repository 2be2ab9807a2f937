"""The dry run of a list of datasets: what would become of each row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from ckan import model

# The rules of a dataset type; the toolkit has no way to them.
from ckan.lib.plugins import lookup_package_plugin, plugin_validate
from ckan.types import Context

from ckanext.territory.areas import areas
from ckanext.territory.domain.catalogue_csv import Found, read_row
from ckanext.territory.starts import fields
from ckanext.territory.starts.bulk_types import Planned
from ckanext.territory.starts.creation import draft, drafting
from ckanext.territory.themes import theme_tree

COLUMNS = {
    "title": "TITRE",
    "notes": "DESCRIPTION",
    "identifier": "ID",
    "territory_theme": "THEME",
    "publisher": "PRODUCTEUR_SIRET",
    "territory_level": "COUV_SPAT_MAILLE",
    "territory_code": "COUV_SPAT_NOM",
    "temporal_coverage": "COUV_TEMP_DEBUT",
    "issued": "DATE_PUBL",
    "modified": "DATE_MAJ",
    "frequency": "FREQ_MAJ",
    "tags": "MOTS_CLES",
    "license_id": "LICENCE",
    "url": "URL",
    "resources": "URL",
}
"""Where the fields of a dataset come from."""

NEEDED = frozenset({"title"})
# What the form would fill in by itself must not stand for what the row says.
BLANK = {
    "catalogue.licence": ("license_id",),
    "catalogue.place": (fields.LEVEL, fields.CODE),
    "catalogue.places": (fields.LEVEL, fields.CODE),
}


class Present:
    """The datasets that an organization has, drafts too."""

    def __init__(self, owner_org: str) -> None:
        """Read their identifiers and titles."""
        statement = sa.select(
            model.Package.name,
            model.Package.title,
            model.Package.extras["identifier"].astext,
        ).where(
            model.Package.owner_org == owner_org,
            model.Package.state.in_((model.State.ACTIVE, "draft")),
        )
        self._by_id: dict[str, str] = {}
        self._by_title: dict[str, str] = {}
        for name, title, identifier in model.Session.execute(statement):
            self._by_title.setdefault(same(title), name)
            if identifier:
                self._by_id.setdefault(same(identifier), name)

    def find(self, values: Mapping[str, Any]) -> str:
        """Return the name of the dataset of that identifier or title, or nothing."""
        found = self._by_id.get(same(values.get("identifier")))
        return found or self._by_title.get(same(values.get("title")), "")


def same(text: object) -> str:
    """Return a text as identifiers and titles are compared: blanks and case apart."""
    return " ".join(str(text or "").split()).casefold()


def plan(
    context: Context, owner_org: str, rows: Sequence[Mapping[str, Any]]
) -> list[Planned]:
    """Return what would become of the rows that were read; nothing is written."""
    return list(_planned(context, owner_org, rows))


def _planned(
    context: Context, owner_org: str, rows: Sequence[Mapping[str, Any]]
) -> Iterator[Planned]:
    present, themes, places = Present(owner_org), theme_tree(), areas()
    seen = _Seen()
    for row in rows:
        found = read_row(row["cells"], themes=themes, places=places)
        planned = _of(found, row["line"])
        planned["problems"] += seen.again(found.values, row["line"])
        if not planned["problems"]:
            planned["dataset"] = present.find(found.values)
            planned["outcome"] = "exists" if planned["dataset"] else "create"
        if planned["outcome"] == "create":
            _check(context, owner_org, planned)
        yield planned


class _Seen:
    """Identifiers and titles of the rows above."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, str], int] = {}

    def again(self, values: Mapping[str, Any], line: int) -> list[dict[str, str]]:
        """Return what is wrong with a row that comes a second time."""
        problems: list[dict[str, str]] = []
        for name, code in (("identifier", "twice_id"), ("title", "twice_title")):
            value = same(values.get(name))
            first = self._lines.setdefault((name, value), line) if value else line
            if first != line and not problems:
                problems.append(
                    {
                        "code": f"catalogue.{code}",
                        "column": COLUMNS[name],
                        "found": str(values[name])[:80],
                        "line": str(first),
                    }
                )
        return problems


def _of(found: Found, line: int) -> Planned:
    return {
        "line": line,
        "title": found.values["title"],
        "outcome": "refused",
        "dataset": "",
        "values": found.values,
        "link": found.link,
        "blank": sorted(
            {name for note in found.notes for name in BLANK.get(note.code, ())}
        ),
        "problems": [issue.to_json() for issue in found.problems],
        "notes": [issue.to_json() for issue in found.notes],
    }


def package_of(owner_org: str, planned: Planned) -> dict[str, Any]:
    """Return what ``package_create`` takes for a row."""
    values = planned["values"]
    made = draft(fields.DEFAULT_TYPE, owner_org, values, blank=planned["blank"])
    if planned["link"]:
        made["resources"] = [{**planned["link"], "name": planned["title"]}]
    return made


def _check(context: Context, owner_org: str, planned: Planned) -> None:
    """Leave out what the portal's own rules refuse; refuse the row if it needs it."""
    for name, reason in _refused(context, owner_org, planned):
        said = {
            "code": "catalogue.left_out",
            "column": COLUMNS.get(name, "—"),
            "found": _shown(planned["values"].get(name)),
            "reason": reason,
        }
        if name in NEEDED or name not in COLUMNS:
            planned["problems"].append({**said, "code": "catalogue.refused"})
            planned["outcome"] = "refused"
            continue
        planned["values"].pop(name, None)
        if name == "resources":
            planned["link"] = None
        planned["blank"].append(name)
        planned["notes"].append(said)


def _refused(
    context: Context, owner_org: str, planned: Planned
) -> Iterator[tuple[str, str]]:
    """Yield the fields that the rules of the type refuse, and why."""
    plugin: Any = lookup_package_plugin(fields.DEFAULT_TYPE)
    _data, errors = plugin_validate(
        plugin,
        drafting(context),
        package_of(owner_org, planned),
        plugin.create_package_schema(),
        "package_create",
    )
    for name, said in errors.items():
        yield name, sentence(said)


def sentence(said: object) -> str:
    """Return the first sentence in what CKAN says of a field, however deep it is."""
    if isinstance(said, Mapping):
        said = list(said.values())
    if isinstance(said, list):
        return next(filter(None, map(sentence, said)), "")
    return str(said or "")


def _shown(value: object) -> str:
    parts = value if isinstance(value, list) else [value]
    words = (
        " – ".join(map(str, part.values())) if isinstance(part, dict) else str(part)
        for part in parts
        if part
    )
    return ", ".join(words)[:80]
