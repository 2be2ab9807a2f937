"""Helpers of what every page shows: navigation, labels, states."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

from ckan.common import current_user
from ckan.plugins import toolkit as tk

from ckanext.territory import config
from ckanext.territory.helper_functions.format import territory_theme_label
from ckanext.territory.messages.marker import N_

__all__ = [
    "territory_access",
    "territory_can_publish",
    "territory_formats",
    "territory_languages",
    "territory_navigation",
    "territory_notice",
    "territory_tagline",
    "territory_theme_icon",
    "territory_theme_links",
    "territory_type_label",
]

TYPES = {"dataset": N_("Dataset"), "budget": N_("Budget")}
ACCESS = {
    "public": (N_("Public"), "good"),
    "internal": (N_("For agents"), "warn"),
    "restricted": (N_("For the service only"), "bad"),
}
ICONS = frozenset(
    {
        "administration",
        "finances",
        "urbanisme",
        "espace-public",
        "mobilite",
        "eau",
        "dechets",
        "environnement",
        "education",
        "culture-sport",
        "solidarite",
        "securite",
        "economie",
    }
)
FORMATS_SHOWN = 5


class Link(TypedDict):
    """A link with its state: ``current`` is empty or a value of ``aria-current``."""

    label: str
    url: str
    current: str


class Access(TypedDict):
    """Who may see a dataset: the word, and the tone of its pill."""

    level: str
    label: str
    tone: str


def territory_notice() -> str:
    """Return the sentence of the footer."""
    return config.notice()


def territory_tagline() -> str:
    """Return the sentence under the title of the home page."""
    return config.tagline()


def territory_navigation() -> list[Link]:
    """Return the entries of the main menu, the one of this page marked."""
    here = tk.request.path
    entries = [
        (tk._("Data"), "/dataset/", ("/dataset", "/budget", "/organization")),
        (tk._("Themes"), "/themes", ("/themes",)),
        (tk._("Who to ask?"), "/annuaire", ("/annuaire",)),
    ]
    links: list[Link] = []
    for label, path, starts in entries:
        state = "page" if here == path else "true" if here.startswith(starts) else ""
        links.append({"label": label, "url": tk.h.url_for(path), "current": state})
    return links


def territory_languages() -> list[dict[str, Any]]:
    """Return the languages of the portal: ``code``, ``name``, ``url``, ``current``."""
    spoken = tk.h.lang()
    here = tk.h.current_url()
    return [
        {
            "code": locale.short_name.replace("_", "-"),
            "name": (locale.display_name or locale.english_name).capitalize(),
            "url": tk.h.url_for(here, locale=locale.short_name),
            "current": locale.short_name == spoken,
        }
        for locale in tk.h.get_available_locales()
    ]


def territory_type_label(dataset_type: str) -> str:
    """Return the name of a kind of dataset."""
    known = TYPES.get(dataset_type)
    if known:
        return tk._(known)
    schema = tk.h.scheming_get_dataset_schema(dataset_type) or {}
    label = schema.get("label")
    if label:
        return str(tk.h.scheming_language_text(label))
    return dataset_type.replace("_", " ").capitalize()


def territory_access(pkg: Mapping[str, Any]) -> Access:
    """Return the access level of a dataset as word and tone."""
    level = pkg.get("access_level") or (
        "restricted" if pkg.get("private") else "public"
    )
    label, tone = ACCESS.get(level, ACCESS["restricted"])
    return {"level": level, "label": tk._(label), "tone": tone}


def territory_formats(pkg: Mapping[str, Any]) -> list[str]:
    """Return the formats of a dataset's files, each once, the first five."""
    names = (str(res.get("format") or "").upper() for res in pkg.get("resources", []))
    return [name for name in dict.fromkeys(names) if name][:FORMATS_SHOWN]


def territory_theme_links(pkg: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the themes of a dataset: ``code``, ``label``, ``query``.

    The query leads from the search page to the datasets of the theme.
    """
    codes = pkg.get("territory_theme") or []
    if isinstance(codes, str):
        codes = [codes]
    return [
        {
            "code": code,
            "label": territory_theme_label(code),
            "query": f"?vocab_territory_theme={code}",
        }
        for code in codes
    ]


def territory_theme_icon(code: str) -> str:
    """Return the name of a root theme's drawing in ``icons.svg``."""
    return code if code in ICONS else "autre"


def territory_can_publish() -> bool:
    """Tell whether the reader may add datasets."""
    return bool(current_user.is_authenticated) and tk.h.check_access("package_create")
