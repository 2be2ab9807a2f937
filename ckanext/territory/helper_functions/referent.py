"""Helpers that show referents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from babel import Locale

from ckan.plugins import toolkit as tk

from ckanext.territory.areas import areas
from ckanext.territory.helper_functions.format import territory_theme_label
from ckanext.territory.helper_functions.page import territory_type_label
from ckanext.territory.language import lang
from ckanext.territory.referents.roles import PATHS

__all__ = [
    "territory_dataset_referent",
    "territory_reason",
    "territory_referent_choices",
    "territory_referent_languages",
    "territory_referent_places",
    "territory_referent_themes",
    "territory_role_label",
    "territory_roles",
    "territory_roles_title",
    "territory_rule_sentence",
]


def territory_referent_choices(field: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the referents as choices of a scheming field: function and service."""
    try:
        people = tk.get_action("territory_referent_list")({}, {"assignable": True})
    except tk.NotAuthorized:
        return []
    return [
        {
            "value": one["id"],
            "label": tk._("{function} ({service})").format(
                function=one["function"], service=one["service"]
            ),
        }
        for one in people
    ]


def territory_dataset_referent(pkg: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the face of a dataset's referent that the reader may see, or None."""
    referent_id = pkg.get("referent_id")
    if not referent_id:
        return None
    try:
        return tk.get_action("territory_referent_show")(
            {}, {"id": referent_id, "dataset_id": pkg.get("id")}
        )
    except tk.ObjectNotFound:
        return None


def territory_role_label(role: str) -> str:
    """Return what a role is called."""
    return {
        "responsible": tk._("Referent"),
        "technical": tk._("Technical referent"),
        "business": tk._("Business referent"),
    }[role]


def territory_roles_title(kind: str) -> str:
    """Return the heading of who takes part in a dataset, a theme and so on."""
    return {
        "dataset": tk._("Other referents"),
        "theme": tk._("Other referents of this theme"),
        "source": tk._("Referents of this partner"),
        "indicator": tk._("Referents of this indicator"),
    }[kind]


def territory_roles(kind: str, object_id: str) -> dict[str, Any]:
    """Return who else takes part in a dataset, an indicator, a source or a theme.

    ``roles`` are the role in words and a face; ``url`` is that of the form, for who
    may name somebody.
    """
    key = {"kind": kind, "object_id": object_id}
    found = tk.get_action("territory_assignment_list")({}, {**key})
    url = tk.url_for(
        "territory_assignment.roles", path=PATHS[kind], object_id=object_id
    )
    return {
        "roles": [
            {"label": territory_role_label(one["role"]), "referent": one["referent"]}
            for one in found
        ],
        "url": url if tk.h.check_access("territory_assignment_create", key) else "",
    }


def territory_referent_themes(referent: Mapping[str, Any]) -> str:
    """Return the names of a referent's themes, separated by commas."""
    return ", ".join(territory_theme_label(code) for code in referent["themes"])


def territory_referent_places(referent: Mapping[str, Any]) -> str:
    """Return the names of the places that a referent covers, separated by commas."""
    index = areas()
    found = [(index.find(code), code) for code in referent["territories"]]
    return ", ".join(
        index.label(places[0]) if places else code for places, code in found
    )


def territory_referent_languages(referent: Mapping[str, Any]) -> str:
    """Return the names of the languages that a referent speaks."""
    shown = Locale.parse(lang(), sep="_").languages
    return ", ".join(shown.get(code, code) for code in referent["languages"])


def territory_reason(reason: Mapping[str, Any]) -> str:
    """Return the sentence that says which words met what of a referent."""
    text = reason["text"]
    if reason["field"] == "theme":
        text = territory_theme_label(text)
    return _sentence(reason["field"]).format(words=_quoted(reason["words"]), text=text)


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(tk._("“{word}”").format(word=word) for word in words)


def _sentence(field: str) -> str:
    sentences = {
        "problems": tk._("{words}: handles “{text}”"),
        "skills": tk._("{words}: knows about “{text}”"),
        "function": tk._("{words}: by function, “{text}”"),
        "service": tk._("{words}: by service, “{text}”"),
        "theme": tk._("{words}: answers for the theme “{text}”"),
        "datasets": tk._("{words}: holds the data “{text}”"),
        "answers": tk._("{words}: has answered “{text}”"),
    }
    return sentences[field]


def territory_rule_sentence(conditions: Mapping[str, Any]) -> str:
    """Return the conditions of a rule in words, separated by semicolons."""
    parts: list[str] = []
    if code := conditions.get("theme_code"):
        theme = territory_theme_label(code)
        parts.append(tk._("theme “{theme}”").format(theme=theme))
    if key := conditions.get("owner_org"):
        producer = _title("organization_show", key)
        parts.append(tk._("published by {producer}").format(producer=producer))
    if code := conditions.get("territory_code"):
        places = areas().find(code)
        name = areas().label(places[0]) if places else code
        parts.append(tk._("territory: {name}").format(name=name))
    if key := conditions.get("source_id"):
        source = _title("territory_source_show", key)
        parts.append(tk._("from the catalogue {source}").format(source=source))
    if name := conditions.get("dataset_type"):
        kind = territory_type_label(name)
        parts.append(tk._("type: {name}").format(name=kind))
    return tk._("; ").join(parts)


def _title(action: str, key: str) -> str:
    try:
        found = tk.get_action(action)({}, {"id": key})
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return key
    return found.get("title") or found.get("name") or key
