"""Which of our licences a foreign one is.

Source: identifiers seen in CKAN, udata and Opendatasoft catalogues; the portal's own
list is ``data/licenses.json``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

NOT_SPECIFIED = "notspecified"
_OURS: Mapping[str, tuple[str, ...]] = {
    "lov2": (
        "lov2",
        "lov1",
        "lo",
        "frlo",
        "etalab",
        "etalab20",
        "licenceouverte",
        "licenceouverteopenlicence",
        "licenceouverteopenlicenceversion20",
        "licenceouverteversion20",
        "licenceouvertev20",
        "licenceouvertev2",
        "licenceouverte20",
        "openlicence20",
        "etalabgouvfrlicenceouverteopenlicence",
        "etalabgouvfrpageslicenceouverteopenlicence5899923html",
    ),
    "odc-odbl": (
        "odcodbl",
        "odbl",
        "odbl10",
        "opendatabaselicense",
        "opendatacommonsopendatabaselicenseodbl",
        "opendatacommonsorglicensesodbl",
        "opendatacommonsorglicensesodbl10",
    ),
    "cc-by": (
        "ccby",
        "ccby40",
        "ccby30",
        "creativecommonsattribution",
        "creativecommonsattribution40",
        "creativecommonsorglicensesby40",
    ),
    "cc-by-sa": (
        "ccbysa",
        "ccbysa40",
        "creativecommonsattributionsharealike",
        "creativecommonsorglicensesbysa40",
    ),
    "cc-zero": (
        "cczero",
        "cc0",
        "cc010",
        "creativecommonscczero",
        "creativecommonsorgpublicdomainzero10",
    ),
    "other-closed": ("otherclosed",),
}
_ALIASES = {alias: ours for ours, aliases in _OURS.items() for alias in aliases}
_ADDRESS = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
_TERM_LIMIT = 300


def license_id(*terms: str) -> str:
    """Return our licence for the first term known to us, else ``notspecified``.

    Terms are identifiers, titles or addresses, the most certain first.
    """
    for term in terms:
        for key in _keys(term[:_TERM_LIMIT]):
            if key in _ALIASES:
                return _ALIASES[key]
    return NOT_SPECIFIED


def _keys(term: str) -> tuple[str, str]:
    bare = term.strip().rstrip("/")
    folded = re.sub(r"[^a-z0-9]", "", bare.casefold())
    return folded, re.sub(r"[^a-z0-9]", "", _ADDRESS.sub("", bare).casefold())
