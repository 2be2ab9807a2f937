"""Which referents a caller may see.

Agents see all. Everybody else sees those marked public and those responsible for a
dataset that they may see (design: "Settled", 12).
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from ckan import model
from ckan.lib.search import SearchError
from ckan.plugins import toolkit as tk
from ckan.types import Context

from ckanext.territory.access import may_read
from ckanext.territory.model.referent import ACTIVE, Referent
from ckanext.territory.referents.faces import sees_internal_face

log = logging.getLogger(__name__)


def dataset_counts(context: Context) -> Mapping[str, int] | None:
    """Return how many datasets the caller sees of each referent, in one search.

    None when the search engine does not answer.
    """
    try:
        found = tk.get_action("package_search")(
            tk.fresh_context(context),
            {
                "rows": 0,
                "facet.field": ["referent_id"],
                "facet.limit": -1,
                "include_private": True,
            },
        )
    except SearchError:
        log.warning("the search engine does not answer: datasets are not counted")
        return None
    return found["facets"].get("referent_id", {})


def find_visible(
    context: Context, referent_id: str, dataset_id: str | None = None
) -> Referent:
    """Return an active referent.

    `dataset_id` names a dataset through which the caller came. Raises
    tk.ObjectNotFound, the same for an absent referent and for one that is not shown.
    """
    row: Referent | None = model.Session.get(Referent, referent_id)
    if row is not None and row.state == ACTIVE:
        if row.is_public or sees_internal_face(context):
            return row
        if dataset_id and _is_responsible(context, referent_id, dataset_id):
            return row
        if not dataset_id and (dataset_counts(context) or {}).get(referent_id):
            return row
    raise tk.ObjectNotFound(tk._("There is no such referent."))


def _is_responsible(context: Context, referent_id: str, dataset_id: str) -> bool:
    package = model.Package.get(dataset_id)
    if package is None or (package.extras or {}).get("referent_id") != referent_id:
        return False
    return may_read(context, package)
