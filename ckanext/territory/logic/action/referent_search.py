"""Actions that find referents: by sentence, by theme, by service."""

from __future__ import annotations

from typing import TypedDict

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.logic.schema import referent as schema
from ckanext.territory.model.referent import Referent
from ckanext.territory.referents import listing
from ckanext.territory.referents.faces import (
    InternalFace,
    PublicFace,
    face,
    public_face,
)
from ckanext.territory.referents.finding import Finding, find
from ckanext.territory.referents.visibility import dataset_counts
from ckanext.territory.themes import theme_tree

__all__ = [
    "territory_referent_list",
    "territory_referent_search",
    "territory_theme_list",
]

ANSWERS_LIMIT = 20


class ThemeDict(TypedDict):
    """A theme of the portal; `label` has the keys `en` and `fr`."""

    code: str
    label: dict[str, str]
    eu_theme: str
    parent: str | None


@tk.side_effect_free
@tk.validate_action_data(schema.referent_search)
def territory_referent_search(context: Context, data_dict: DataDict) -> Finding:
    """Return the referents for a problem told in plain words, the likeliest first.

    Anyone may call it; only referents that the caller may see are found.

    :param q: the sentence; its first 1,000 characters are read
    :param limit: number of answers, 3 by default and 20 at most
    :param service: only among the service of this id (optional)

    :returns: ``certainty`` (sure, likely, low or none), ``answers``, ``services``,
        ``desk``, ``question`` and ``place``. An answer has ``referent`` (as
        ``territory_referent_show``), ``stand_in`` (who answers today when the referent
        is away, else None), ``confidence`` (0 to 1) and ``reasons``, dicts with
        ``words``, ``field`` (problems, skills, function, service, theme, datasets,
        answers) and ``text`` (a code for a theme). Below "likely", ``services`` holds
        the two likeliest ones and ``question`` the ``text`` of what would decide, with
        its ``choices`` (``label``, and ``service`` or ``theme``); ``desk`` is the front
        desk, None where there is none. ``place`` is the place that was named (``code``,
        ``name``), or None
    """
    tk.check_access("territory_referent_search", context, data_dict)
    limit = min(data_dict["limit"], ANSWERS_LIMIT)
    return find(context, data_dict["q"], limit, data_dict.get("service"))


@tk.side_effect_free
@tk.validate_action_data(schema.referent_list)
def territory_referent_list(
    context: Context, data_dict: DataDict
) -> list[PublicFace | InternalFace]:
    """Return the directory, by service and function.

    Anyone may call it; only referents that the caller may see are listed.

    :param theme: only those who answer for this theme or one below it (optional)
    :param service: only those of the service of this id or name (optional)
    :param territory: only those who cover the place of this code (optional)
    :param limit: how many at most (all)
    :param offset: how many to pass over (0)
    :param assignable: the public face of everybody, for who may create datasets and
        chooses the referent of one (optional)

    :returns: dicts as ``territory_referent_show``, with ``dataset_count``
    """
    tk.check_access("territory_referent_list", context, data_dict)
    if data_dict["assignable"]:
        tk.check_access("package_create", tk.fresh_context(context))
        return [public_face(row) for row in model.Session.scalars(Referent.active())]
    counts = dataset_counts(context)
    conditions = [
        *listing.seen_by(context, counts),
        *listing.chosen(
            data_dict.get("theme"), data_dict.get("service"), data_dict.get("territory")
        ),
    ]
    rows = listing.people(conditions, data_dict.get("limit"), data_dict["offset"])
    return [
        face(context, row, None if counts is None else counts.get(row.id, 0))
        for row in rows
    ]


@tk.side_effect_free
@tk.validate_action_data(schema.theme_list)
def territory_theme_list(context: Context, data_dict: DataDict) -> list[ThemeDict]:
    """Return the themes of the portal, each root followed by its leaves.

    Anyone may call it.

    :returns: dicts with ``code``, ``label`` (``en``, ``fr``), ``eu_theme`` (code of the
        European data theme) and ``parent`` (a code, or None)
    """
    tk.check_access("territory_theme_list", context, data_dict)
    return [
        {
            "code": theme.code,
            "label": dict(theme.label),
            "eu_theme": theme.eu_theme,
            "parent": theme.parent,
        }
        for theme in theme_tree().all()
    ]
