"""Reader of catalogues that run CKAN, through its action API."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from typing import cast
from urllib.parse import quote

import requests
from ckanapi import RemoteCKAN  # pyright: ignore[reportMissingTypeStubs] - ckanapi ships none
from ckanapi import errors as api_errors  # pyright: ignore[reportMissingTypeStubs] - as above

from ckanext.territory.remote import strict_json
from ckanext.territory.remote.ckan_record import (
    as_list,
    as_mapping,
    as_text,
    record_or_reject,
)
from ckanext.territory.remote.egress import USER_AGENT, GuardedSession
from ckanext.territory.remote.errors import (
    RemoteError,
    SlowAnswerError,
)
from ckanext.territory.remote.reader import (
    Page,
    ReaderSettings,
    RemoteTheme,
    digest,
)

FACETS = {"groups": "group", "tags": "tag"}
# The refusals that ckanapi makes of a partner's words; several are not CKANAPIError.
REFUSALS: tuple[type[Exception], ...] = (
    api_errors.CKANAPIError,
    api_errors.NotAuthorized,
    api_errors.NotFound,
    api_errors.ValidationError,
    api_errors.SearchQueryError,
    api_errors.SearchError,
    api_errors.SearchIndexError,
)
BUSY = frozenset({429, 500, 502, 503, 504})
REFUSED = 400


class CkanReader:
    """Reads ``package_search`` page by page, themes as groups and tags."""

    def __init__(
        self,
        url: str,
        session: GuardedSession,
        settings: ReaderSettings,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        """Take the address of the portal; ``wait`` pauses between attempts."""
        self._url = _base(url)
        self._host = session.policy.check_url(self._url).host
        self._settings = settings
        self._wait = wait
        self._transport = _CheckedSession(session, self._host)
        self._remote = RemoteCKAN(
            self._url,
            user_agent=USER_AGENT,
            get_only=True,
            session=cast("requests.Session", self._transport),
        )

    def themes(self) -> tuple[RemoteTheme, ...]:
        """Return groups and tags with their counts, most used first."""
        answer = self._search(
            {
                "rows": 0,
                "facet.field": '["groups","tags"]',
                "facet.limit": -1,
            }
        )
        _announced(answer, self._host)
        facets = as_mapping(answer.get("search_facets"))
        found = [
            theme
            for field, kind in FACETS.items()
            for item in as_list(as_mapping(facets.get(field)).get("items"))
            if (theme := _theme(kind, as_mapping(item)))
        ]
        return tuple(sorted(found, key=lambda theme: (-theme.count, theme.key)))

    def read_records(
        self, selection: frozenset[str], *, outside: bool = False
    ) -> Iterator[Page]:
        """Yield pages in the order of the partner's ids.

        Pages shrink when answers are slow or too large; the next page starts after the
        rows received. Ends at the announced total, at an empty page, or at a limit.
        """
        query = filter_query(selection, outside=outside)
        sizes = list(self._settings.rows)
        start, seen_pages, seen = 0, set[str](), set[str]()
        for _ in range(self._settings.page_limit):
            answer = self._page(query, start, sizes)
            results = as_list(answer.get("results"))
            announced = _announced(answer, self._host)
            if announced > self._settings.item_limit:
                raise RemoteError(
                    "remote.too_many",
                    host=self._host,
                    found=announced,
                    limit=self._settings.item_limit,
                )
            mark = digest([as_mapping(item).get("id") for item in results])
            if results and mark in seen_pages:
                raise RemoteError("remote.loop", host=self._host)
            seen_pages.add(mark)
            yield _read_page(results, announced, seen)
            start += len(results)
            if not results or start >= announced:
                return
        raise RemoteError("remote.pages", host=self._host)

    def remote_url(self, raw: Mapping[str, object]) -> str:
        """Return the address of a dataset's page on the partner's portal."""
        name = as_text(raw.get("name")) or as_text(raw.get("id"))
        return f"{self._url}/dataset/{quote(name, safe='')}"

    def _page(self, query: str, start: int, sizes: list[int]) -> Mapping[str, object]:
        """Return one page; ``sizes`` loses its head when a page does not come."""
        try:
            return self._search(
                {"fq": query, "sort": "id asc", "start": start, "rows": sizes[0]}
            )
        except SlowAnswerError:
            if len(sizes) == 1:
                raise
        sizes.pop(0)
        return self._page(query, start, sizes)

    def _search(
        self, parameters: Mapping[str, str | int], attempt: int = 0
    ) -> Mapping[str, object]:
        """Return the result of ``package_search``, after at most three new attempts."""
        pauses = self._settings.pauses
        try:
            answer: object = self._remote.call_action(  # pyright: ignore[reportUnknownMemberType] - untyped in ckanapi
                "package_search", dict(parameters)
            )
        except REFUSALS as error:
            raise RemoteError("remote.not_ckan", host=self._host) from error
        except _BusyError as error:
            asked = error.retry_after
            if attempt >= len(pauses) or asked > self._settings.longest_pause:
                raise SlowAnswerError(
                    "remote.busy", host=self._host, status=error.status
                ) from error
            pause = max(pauses[attempt], asked)
        else:
            return _object(strict_json.cleaned(answer), self._host)
        self._wait(pause)
        return self._search(parameters, attempt + 1)


class _BusyError(Exception):
    """An answer that asks to come back later."""

    def __init__(self, status: int, retry_after: float) -> None:
        super().__init__(status)
        self.status = status
        self.retry_after = retry_after


class _CheckedSession:
    """The part of a session that ckanapi uses; every body is checked before it."""

    def __init__(self, session: GuardedSession, host: str) -> None:
        self._session = session
        self._host = host

    def get(
        self,
        url: str,
        params: Mapping[str, str | int] | None = None,
        headers: Mapping[str, str] | None = None,
        **_ignored: object,
    ) -> requests.Response:
        """Return an answer that is a JSON object."""
        kept = {"User-Agent": (headers or {}).get("User-Agent", USER_AGENT)}
        response = self._session.request("GET", url, params=params, headers=kept)
        if response.status_code in BUSY:
            raise _BusyError(response.status_code, _retry_after(response))
        kind = response.headers.get("Content-Type", "")
        if response.status_code >= REFUSED and "json" not in kind:
            raise RemoteError(
                "remote.status", host=self._host, status=response.status_code
            )
        strict_json.check(response.text, kind, self._host)
        return response


def _retry_after(response: requests.Response) -> float:
    """Return the seconds asked for; an unreadable wish counts as none."""
    value = response.headers.get("Retry-After", "").strip()
    return float(value) if value.isascii() and value.isdigit() else 0


def _base(url: str) -> str:
    """Return the portal's address, from that or from an address of its API."""
    bare = url.strip().partition("?")[0].partition("#")[0].rstrip("/")
    head, found, _ = bare.partition("/api/")
    return head if found else bare.removesuffix("/api").removesuffix("/dataset")


def filter_query(selection: frozenset[str], *, outside: bool = False) -> str:
    """Return the Solr filter of the selected groups and tags."""
    if not selection:
        return "" if outside else "-id:[* TO *]"
    terms: list[str] = []
    for field, kind in FACETS.items():
        names = sorted(
            key.partition(":")[2] for key in selection if key.partition(":")[0] == kind
        )
        if names:
            quoted = (
                '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
                for name in names
            )
            terms.append(f"{field}:({' OR '.join(quoted)})")
    joined = f"({' OR '.join(terms)})"
    return f"-{joined}" if outside else joined


def _theme(kind: str, item: Mapping[str, object]) -> RemoteTheme | None:
    name, count = as_text(item.get("name")), item.get("count")
    if not name or not isinstance(count, int) or count < 1:
        return None
    label = as_text(item.get("display_name")) or name
    return RemoteTheme(key=f"{kind}:{name}", kind=kind, label=label[:200], count=count)


def _read_page(results: list[object], announced: int, seen: set[str]) -> Page:
    found = [record_or_reject(item, seen) for item in results]
    return Page(
        records=tuple(record for record, _ in found if record),
        rejects=tuple(reject for _, reject in found if reject),
        announced=announced,
    )


def _object(value: object, host: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise RemoteError("remote.not_ckan", host=host)
    return cast("dict[str, object]", value)


def _announced(answer: Mapping[str, object], host: str) -> int:
    count = answer.get("count")
    if not isinstance(count, int) or not isinstance(answer.get("results"), list):
        raise RemoteError("remote.not_ckan", host=host)
    return count
