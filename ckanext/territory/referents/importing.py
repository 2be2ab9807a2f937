"""A table of referents brought into the directory: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias, TypedDict, cast

import sqlalchemy as sa

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context

from ckanext.territory.domain.referent import table
from ckanext.territory.model.referent import ACTIVE, Referent
from ckanext.territory.model.service import Service
from ckanext.territory.referents import history

_FIELDS: Mapping[str, str] = {"mail": "email", "public": "is_public"}
_COLUMN_OF = {field: column for column, field in _FIELDS.items()}
_ERRORS_SHOWN = 200
Errors: TypeAlias = dict[str, list[str]]


class Problem(TypedDict):
    """What is wrong with a row: its line, its column and a sentence."""

    line: int
    column: str
    message: str


class Report(TypedDict):
    """What an import did, or would do; nothing is written when there is a problem."""

    added: int
    changed: int
    unchanged: int
    services: list[str]
    problems: list[Problem]
    problem_count: int


class _Import:
    """One import, row after row."""

    def __init__(self, context: Context) -> None:
        self._context = context
        rows = model.Session.execute(
            sa.select(Referent.id, Referent.email).where(Referent.state == ACTIVE)
        )
        self._by_mail: dict[str, list[str]] = {}
        self._ids: set[str] = set()
        for referent_id, mail in rows:
            self._ids.add(referent_id)
            if mail:
                self._by_mail.setdefault(mail.lower(), []).append(referent_id)
        self._services = set(model.Session.scalars(sa.select(Service.id)))
        self._seen: dict[str, int] = {}
        self._deputies: list[tuple[int, str, str]] = []
        self.counts = {"added": 0, "changed": 0, "unchanged": 0}
        self.problems: list[Problem] = []

    def take(self, row: table.TableRow) -> None:
        """Add or change the referent of a row, or tell what is wrong with it."""
        cells = {name: table.plain(text) for name, text in row.cells.items()}
        for name, text in row.cells.items():
            if table.is_formula(text):
                self._tell(row.line, name, tk._("This cell is a formula: write text."))
                return
        known = self._known(row.line, cells)
        data = self._data(row.line, cells)
        if known is None or data is None:
            return
        try:
            referent_id = self._save(known, data)
        except tk.ValidationError as error:
            for field, messages in cast("Errors", error.error_dict).items():
                column = _COLUMN_OF.get(field, field)
                self._tell(row.line, column, " ".join(messages))
            return
        if "deputy" in cells:
            self._deputies.append((row.line, referent_id, cells["deputy"]))

    def finish(self) -> list[str]:
        """Set the deputies, who may stand on any row; return the new services."""
        for line, referent_id, text in self._deputies:
            found = text if text in self._ids else self._mailed(text)
            if text and found is None:
                self._tell(line, "deputy", tk._("Nobody here has this id or mail."))
            elif found == referent_id:
                self._tell(line, "deputy", tk._("Nobody is their own deputy."))
            else:
                row = model.Session.get(Referent, referent_id)
                if row is not None:
                    row.deputy_id = found or None
        model.Session.flush()
        return [
            service.name
            for service in model.Session.scalars(Service.active())
            if service.id not in self._services
        ]

    def _known(self, line: int, cells: Mapping[str, str]) -> str | None:
        """Return the id of a row's referent, "" for a new one, None for a problem."""
        referent_id, mail = cells.get("id", ""), cells.get("mail", "").lower()
        for key in filter(None, (referent_id, mail)):
            first = self._seen.setdefault(key, line)
            if first != line:
                message = tk._("The same person stands on line {line}.")
                self._tell(line, "id", message.format(line=first))
                return None
        if referent_id:
            if referent_id in self._ids:
                return referent_id
            message = tk._(
                "No referent has this id: leave the cell empty to add somebody."
            )
            self._tell(line, "id", message)
            return None
        found = self._by_mail.get(mail, []) if mail else []
        if len(found) > 1:
            message = tk._("Several referents have this mail: give the id.")
            self._tell(line, "mail", message)
            return None
        return found[0] if found else ""

    def _data(self, line: int, cells: Mapping[str, str]) -> dict[str, Any] | None:
        data: dict[str, Any] = {}
        for name, text in cells.items():
            if name in {"id", "deputy"}:
                continue
            value: Any = table.split_list(text) if name in table.LISTS else text
            if name == "public":
                value = table.read_flag(text)
                if value is None:
                    self._tell(line, name, tk._("Write oui or non."))
                    return None
            data[_FIELDS.get(name, name)] = value
        return data

    def _save(self, known: str, data: dict[str, Any]) -> str:
        context = cast("Context", {**tk.fresh_context(self._context)})
        context["defer_commit"] = True
        if not known:
            made = tk.get_action("territory_referent_create")(context, data)
            self._ids.add(made["id"])
            if made.get("email"):
                self._by_mail.setdefault(made["email"].lower(), []).append(made["id"])
            self.counts["added"] += 1
            return made["id"]
        row = model.Session.get(Referent, known)
        before = history.state(row) if row is not None else {}
        tk.get_action("territory_referent_patch")(context, {**data, "id": known})
        same = row is not None and history.state(row) == before
        self.counts["unchanged" if same else "changed"] += 1
        return known

    def _mailed(self, text: str) -> str | None:
        found = self._by_mail.get(text.lower(), [])
        return found[0] if len(found) == 1 else None

    def _tell(self, line: int, column: str, message: str) -> None:
        self.problems.append({"line": line, "column": column, "message": message})


def import_table(context: Context, path: Path, name: str, *, dry_run: bool) -> Report:
    """Bring the referents of a table in; commits unless there is a problem.

    People are found again by id, else by mail; columns that the file lacks are left as
    they are. Raises TerritoryError for a file that is no such table.
    """
    rows = table.read_table(path, name)
    work = _Import(context)
    try:
        for row in rows:
            work.take(row)
        services = work.finish()
    except BaseException:
        model.Session.rollback()
        raise
    if work.problems or dry_run:
        model.Session.rollback()
    else:
        model.Session.commit()
    return {
        "added": work.counts["added"],
        "changed": work.counts["changed"],
        "unchanged": work.counts["unchanged"],
        "services": services,
        "problems": work.problems[:_ERRORS_SHOWN],
        "problem_count": len(work.problems),
    }
