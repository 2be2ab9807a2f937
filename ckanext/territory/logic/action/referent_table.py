"""Actions that bring the directory in and out as a table."""

from __future__ import annotations

import tempfile
from pathlib import Path

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.domain.referent.table import join_list
from ckanext.territory.logic.schema import referent_table as schema
from ckanext.territory.messages import describe_error
from ckanext.territory.model.referent import Referent
from ckanext.territory.referents.importing import Report, import_table

__all__ = ["territory_referent_export", "territory_referent_import"]


@tk.validate_action_data(schema.referent_import)
def territory_referent_import(context: Context, data_dict: DataDict) -> Report:
    """Bring a table of referents into the directory: all of it, or nothing. Editors.

    People are found again by id, else by mail; columns that the file lacks stay.

    :param upload: the file (CSV, XLSX or ODS), with the columns of
        ``ckan territory referent import``
    :param dry_run: say what would be done, write nothing (optional)

    :returns: ``added``, ``changed``, ``unchanged`` (counts), ``services`` (names of new
        ones), ``problems`` (``line``, ``column``, ``message``, 200 at most) and
        ``problem_count``; with a problem nothing was written
    """
    tk.check_access("territory_referent_import", context, data_dict)
    upload = data_dict["upload"]
    name = Path(str(upload.filename or "")).name or "table.csv"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"table{Path(name).suffix.lower()}"
        upload.save(path)
        try:
            return import_table(context, path, name, dry_run=data_dict["dry_run"])
        except TerritoryError as error:
            message = describe_error(error)
            raise tk.ValidationError({"upload": [message]}) from error


@tk.side_effect_free
@tk.validate_action_data(schema.referent_export)
def territory_referent_export(
    context: Context, data_dict: DataDict
) -> list[dict[str, str]]:
    """Return the whole directory, internal faces included, as rows of texts. Agents.

    :returns: dicts with ``id``, ``function``, ``service``, ``site``, ``mailbox``,
        ``themes``, ``problems``, ``skills``, ``territories`` (lists separated by
        ``|``), ``name``, ``mail``, ``phone``, ``deputy`` (an id) and ``public`` (oui,
        non)
    """
    tk.check_access("territory_referent_export", context, data_dict)
    return [_row(one) for one in model.Session.scalars(Referent.active())]


def _row(one: Referent) -> dict[str, str]:
    return {
        "id": one.id,
        "function": one.function,
        "service": one.service.name,
        "site": one.site,
        "mailbox": one.mailbox,
        "themes": join_list(one.themes),
        "problems": join_list(one.problems),
        "skills": join_list(one.skills),
        "territories": join_list(one.territories),
        "name": one.name,
        "mail": one.email,
        "phone": one.phone,
        "deputy": one.deputy_id or "",
        "public": "oui" if one.is_public else "non",
    }
