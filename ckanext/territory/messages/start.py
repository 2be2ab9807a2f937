"""Refusals of files from which a publication starts."""

from __future__ import annotations

from ckanext.territory.messages.marker import N_

MESSAGES: dict[str, str] = {
    "start.no_storage": N_(
        "This portal does not receive files yet: its administrator has not set where "
        "to keep them. Publish a link instead."
    ),
    "start.too_large": N_(
        "The file {file} is too large: {expected} MB at most. Compress it, "
        "split it by year, or publish a link to it."
    ),
    "start.empty": N_("The file {file} is empty. Check it and send it again."),
}
