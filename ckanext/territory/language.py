"""The language that words and numbers are written in."""

from __future__ import annotations

from flask import has_request_context

from ckan.plugins import toolkit as tk


def lang() -> str:
    """Return the language of the request, or the portal's own in a job."""
    if has_request_context():
        return str(tk.h.lang())
    return tk.config["ckan.locale_default"]
