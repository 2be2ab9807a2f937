"""Answers that no cache may keep."""

from __future__ import annotations

from flask import Response

from ckan.plugins import toolkit as tk


def unstored(response: Response) -> Response:
    """Return a response that neither browsers nor proxies keep.

    CKAN adds ``public`` to what does not say so in the request.
    """
    tk.request.environ["__no_cache__"] = True
    response.cache_control.no_store = True
    response.cache_control.private = True
    return response
