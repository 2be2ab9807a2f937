"""Places in words: what their levels and kinds are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ckan.plugins import toolkit as tk

from ckanext.territory.areas import areas
from ckanext.territory.domain.area import Area
from ckanext.territory.domain.area.resolve import Refusal
from ckanext.territory.formatting import number
from ckanext.territory.messages.marker import N_

LEVEL_NAMES = {
    "infracommunale": N_("District"),
    "commune": N_("Municipality"),
    "epci": N_("Inter-municipal body"),
    "canton": N_("Canton"),
    "departement": N_("Département"),
    "region": N_("Region"),
    "pays": N_("Country"),
    "autre": N_("Other place"),
}
KIND_NAMES = {
    "CC": N_("Community of communes"),
    "CA": N_("Agglomeration community"),
    "CU": N_("Urban community"),
    "METRO": N_("Metropolis"),
    "MET69": N_("Metropolis"),
    "EPT": N_("Territorial body of Grand Paris"),
}
SEVERAL = {
    "infracommunale": N_("districts"),
    "commune": N_("municipalities"),
    "epci": N_("inter-municipal bodies"),
    "canton": N_("cantons"),
    "departement": N_("départements"),
    "region": N_("regions"),
    "pays": N_("countries"),
    "autre": N_("other places"),
}
RULES = {
    "commune": N_("the code of a municipality has 5 characters, such as 35238"),
    "epci": N_("the code of an inter-municipal body is its SIREN, of 9 digits"),
    "departement": N_("the code of a département has 2 or 3 characters, such as 35"),
    "region": N_("the code of a region has 2 digits, such as 53"),
}


def level_name(level: str) -> str:
    """Return what a level is called."""
    return tk._(LEVEL_NAMES[level]) if level in LEVEL_NAMES else level


def detail(place: Mapping[str, Any]) -> str:
    """Return what a place is and how many people live there, from its dict."""
    kind = KIND_NAMES.get(place["kind"])
    sort = tk._(kind) if kind else level_name(place["level"])
    people = place["population"]
    if not people:
        return sort
    count = tk.ungettext("{count} inhabitant", "{count} inhabitants", people)
    return f"{sort}, {count.format(count=number(people, str(tk.h.lang())))}"


def labels(places: Iterable[Area]) -> str:
    """Return the names of places, told from their homonyms, as an enumeration."""
    return ", ".join(areas().label(place) for place in places)


def refusal_text(level: str, refusal: Refusal) -> str:
    """Return the sentence that says why a text names no place of a level."""
    facts = {
        "text": refusal.text[:100],
        "places": tk._(SEVERAL[level]),
        "names": labels(refusal.proposals),
    }
    match refusal.reason:
        case "malformed":
            sentence = tk._("“{text}” does not fit the chosen level: {rule}.")
            return sentence.format(**facts, rule=tk._(RULES[level]))
        case "ambiguous":
            sentence = tk._("Several {places} are called “{text}”: write {names}.")
        case "other_level":
            place = refusal.proposals[0]
            sentence = tk._(
                "“{text}” is of another level ({level}): choose this level, or one of "
                "the {places}."
            )
            return sentence.format(**facts, level=level_name(place.level))
        case "unknown" if refusal.proposals:
            sentence = tk._(
                "“{text}” is not among the {places} that this portal knows. Is it "
                "{names}?"
            )
        case "unknown":
            sentence = tk._(
                "“{text}” is not among the {places} that this portal knows."
            )
    return sentence.format(**facts)
