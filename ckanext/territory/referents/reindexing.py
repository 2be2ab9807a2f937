"""Datasets brought up to date in the search index after their rows were changed."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from ckan.lib.search import (  # the toolkit has no names for these
    SearchError,
    SearchIndexError,
    commit,
    rebuild,
)

from ckanext.territory.catalog import queue

log = logging.getLogger(__name__)

_AT_ONCE = 200


def follow(ids: Sequence[str]) -> None:
    """Index a few datasets at once, the many by a worker; call it after the commit.

    When the engine does not answer a worker does it later.
    """
    if len(ids) <= _AT_ONCE:
        try:
            reindex(" ".join(ids))
        except (SearchError, SearchIndexError):
            log.warning("the search engine does not answer: a worker goes on")
        else:
            return
    parts = range(0, len(ids), _AT_ONCE)
    queue.enqueue(
        reindex, "reindex", (" ".join(ids[at : at + _AT_ONCE]) for at in parts)
    )


def reindex(ids: str) -> None:
    """Index datasets, their ids separated by blanks. Raises SearchIndexError."""
    if ids:
        rebuild(package_ids=ids.split())
        commit()
