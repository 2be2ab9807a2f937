"""The points of quality: what is right, and what to do for the others."""

from __future__ import annotations

from ckanext.territory.messages.marker import N_

MESSAGES = {
    "quality.license": N_("Choose the licence: without it nobody may reuse the data."),
    "quality.period": N_("Say which period the data cover."),
    "quality.place": N_("Say which place the data describe."),
    "quality.frequency": N_("Say how often the data are updated."),
    "quality.in_time": N_(
        "The announced rhythm has passed: replace the file, or correct the frequency."
    ),
    "quality.description": N_(
        "Describe the data in more than {length} characters: what, for whom, how."
    ),
    "quality.open_format": N_(
        "Add a file in an open format: CSV, JSON or GeoJSON rather than PDF or Excel."
    ),
    "quality.reachable": N_("Add a file, and check that every link answers."),
    "quality.documentation": N_("Add a documentation, or describe each file."),
    "quality.referent": N_("Name who answers questions."),
    "quality.level": N_("Choose the territorial level."),
    "quality.schema": N_("Say which schema the file follows, if there is one."),
    "quality.columns": N_("Describe the columns of the file."),
}

LABELS = {
    "license": N_("Licence"),
    "period": N_("Period"),
    "place": N_("Place"),
    "frequency": N_("Frequency"),
    "in_time": N_("Up to date"),
    "description": N_("Long enough description"),
    "open_format": N_("Open format"),
    "reachable": N_("Files within reach"),
    "documentation": N_("Documentation"),
    "referent": N_("Somebody answers"),
    "level": N_("Territorial level"),
    "schema": N_("Known schema"),
    "columns": N_("Columns described"),
}
