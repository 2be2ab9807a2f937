"""Where a browser's request comes from, by the headers that pages cannot forge.

Source: WHATWG Fetch, section "Origin header"; W3C Fetch Metadata Request Headers.
"""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
OWN_SITES = frozenset({"same-origin", "none"})


def is_foreign(
    *, origin: str | None, fetch_site: str | None, own: Collection[str]
) -> bool:
    """Tell whether a request was made by a page of another site.

    ``own`` holds the portal's addresses. A request without either header does not
    come from a browser of today: it is not foreign.
    """
    if origin is not None:
        return origin_of(origin) not in {origin_of(address) for address in own}
    return fetch_site is not None and fetch_site not in OWN_SITES


def origin_of(address: str) -> str:
    """Return scheme, host and port of an address, in lower case."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}".lower()
