"""Actions that find referents: by sentence, by theme, by service."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypedDict

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.access import readable_ids
from ckanext.territory.domain.referent import Match, Reason
from ckanext.territory.logic.schema import referent as schema
from ckanext.territory.model.referent import Referent
from ckanext.territory.referents.directory import Directory, current_directory
from ckanext.territory.referents.faces import (
    InternalFace,
    PublicFace,
    face,
    public_face,
    sees_internal_face,
)
from ckanext.territory.referents.visibility import dataset_counts, visible
from ckanext.territory.themes import theme_tree

__all__ = [
    "territory_referent_list",
    "territory_referent_search",
    "territory_theme_list",
]

ANSWERS_LIMIT = 20


class ReasonDict(TypedDict):
    """Words typed, the field where they were met, and its text."""

    words: list[str]
    field: str
    text: str


class Answer(TypedDict):
    """A referent for a sentence; `confidence` goes from 0 to 1."""

    referent: PublicFace | InternalFace
    confidence: float
    reasons: list[ReasonDict]


class ThemeDict(TypedDict):
    """A theme of the portal; `label` has the keys `en` and `fr`."""

    code: str
    label: dict[str, str]
    eu_theme: str
    parent: str | None


@tk.side_effect_free
@tk.validate_action_data(schema.referent_search)
def territory_referent_search(context: Context, data_dict: DataDict) -> list[Answer]:
    """Return the referents for a problem told in plain words, the likeliest first.

    Anyone may call it; only referents that the caller may see are found.

    :param q: the sentence; its first 1,000 characters are read
    :param limit: number of answers, 3 by default and 20 at most

    :returns: dicts with ``referent`` (as ``territory_referent_show``), ``confidence``
        (0 to 1) and ``reasons``, dicts with ``words``, ``field`` (problems, skills,
        function, service, theme, datasets) and ``text`` (a code for a theme)
    """
    tk.check_access("territory_referent_search", context, data_dict)
    counts = dataset_counts(context)
    directory = current_directory()
    matches = directory.index.search(
        data_dict["q"],
        limit=min(data_dict["limit"], ANSWERS_LIMIT),
        among=_ids(context, counts),
    )
    rows = {row.id: row for row in _rows([match.id for match in matches])}
    readable = _readable_datasets(context, directory, matches)
    return [
        {
            "referent": face(context, rows[match.id], _count(counts, match.id)),
            "confidence": match.confidence,
            "reasons": [
                {"words": list(why.words), "field": why.field, "text": why.text}
                for why in match.reasons
                if why.field != "datasets" or (match.id, why.text) in readable
            ],
        }
        for match in matches
        if match.id in rows
    ]


@tk.side_effect_free
@tk.validate_action_data(schema.referent_list)
def territory_referent_list(
    context: Context, data_dict: DataDict
) -> list[PublicFace | InternalFace]:
    """Return the directory, by service and function.

    Anyone may call it; only referents that the caller may see are listed.

    :param theme: only those who answer for this theme or one below it (optional)
    :param service: only those of the service of this id or name (optional)
    :param assignable: the public face of everybody, for who may create datasets and
        chooses the referent of one (optional)

    :returns: dicts as ``territory_referent_show``, with ``dataset_count``
    """
    tk.check_access("territory_referent_list", context, data_dict)
    if data_dict["assignable"]:
        tk.check_access("package_create", tk.fresh_context(context))
        return [public_face(row) for row in model.Session.scalars(Referent.active())]
    counts = dataset_counts(context)
    rows: Iterable[Referent] = model.Session.scalars(Referent.active())
    theme, service = data_dict.get("theme"), data_dict.get("service")
    if theme:
        wanted = {theme, *(child.code for child in theme_tree().children(theme))}
        rows = [row for row in rows if wanted.intersection(row.themes)]
    if service:
        rows = [row for row in rows if service in {row.service_id, row.service.name}]
    seen = visible(context, rows, counts)
    return [face(context, row, _count(counts, row.id)) for row in seen]


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


def _ids(context: Context, counts: Mapping[str, int] | None) -> frozenset[str] | None:
    """Return the ids that the caller may see, or None for all."""
    if sees_internal_face(context):
        return None
    public = model.Session.scalars(Referent.public_ids())
    holders = (one for one, count in (counts or {}).items() if count)
    return frozenset((*public, *holders))


def _rows(ids: list[str]) -> Iterable[Referent]:
    return model.Session.scalars(Referent.by_ids(ids)) if ids else ()


def _count(counts: Mapping[str, int] | None, referent_id: str) -> int | None:
    return None if counts is None else counts.get(referent_id, 0)


def _readable_datasets(
    context: Context, directory: Directory, matches: Iterable[Match]
) -> set[tuple[str, str]]:
    """Return (referent id, title) of the datasets in reasons that may be named.

    A title may have left the catalogue, or been withdrawn, since it was indexed.
    """
    named: dict[tuple[str, str], str] = {}
    for match in matches:
        reason: Reason
        for reason in match.reasons:
            key = (match.id, reason.text)
            if reason.field == "datasets" and key in directory.datasets:
                named[key] = directory.datasets[key]
    readable = readable_ids(context, named.values())
    return {key for key, dataset_id in named.items() if dataset_id in readable}
