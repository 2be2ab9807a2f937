"""Sentences about the figures of a file."""

from __future__ import annotations

from ckanext.territory.messages.marker import N_

MESSAGES: dict[str, str] = {
    "figures.columns": N_(
        "The file looks like one of the portal's tables, but columns that its figures "
        "need are missing: {found}. Add them and send the file again."
    ),
}

REASONS: dict[str, str] = {
    "number": N_("the value is no number"),
    "period": N_("the period is no date"),
    "period_order": N_("the period ends before it begins"),
    "unit": N_("the unit cannot be converted to that of the series"),
    "kind": N_("the kind of value is not known"),
    "station": N_("the station or what is measured is not named"),
    "position": N_("the position of the station is missing or impossible"),
    "too_many": N_("there are more series than a page can show"),
}
"""Why a row is left out of the figures."""
