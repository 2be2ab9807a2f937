"""The language that words and numbers are written in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import has_request_context
from flask_babel import force_locale

from ckan.plugins import toolkit as tk


def lang() -> str:
    """Return the language of the request, or the portal's own in a job.

    A request that a command makes up to build addresses has no language.
    """
    found = tk.h.lang() if has_request_context() else None
    return str(found or tk.config["ckan.locale_default"])


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Write words in a language within the block, a mail's for example."""
    with force_locale(language):
        yield
