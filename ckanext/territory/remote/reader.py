"""What every reader of partner catalogues offers, and where readers are found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from ckanext.territory.domain.errors import Notice
from ckanext.territory.remote.egress import GuardedSession
from ckanext.territory.remote.errors import RemoteError


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteTheme:
    """A term by which a partner sorts its datasets.

    ``key`` is ``kind:name``; ``count`` the number of datasets that carry the term.
    """

    key: str
    kind: str
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteRecord:
    """One dataset as the partner describes it.

    ``digest`` is the hexadecimal BLAKE2b of 16 bytes of the document without the parts
    that change by themselves; ``theme_keys`` are keys of RemoteTheme.
    """

    guid: str
    title: str
    remote_modified: datetime | None
    digest: str
    raw: Mapping[str, object]
    theme_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """An item of a page that cannot be used, and why."""

    guid: str
    title: str
    reason: Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one request brought: ``announced`` is the partner's own total."""

    records: tuple[RemoteRecord, ...]
    rejects: tuple[Reject, ...]
    announced: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderSettings:
    """What a reader may take: items and pages of one run, rows of one page."""

    item_limit: int = 50_000
    page_limit: int = 1_000
    rows: tuple[int, ...] = (1000, 250, 60, 10)
    pauses: tuple[float, ...] = (1, 4, 15)
    longest_pause: float = 60


class Reader(Protocol):
    """Reads one partner catalogue."""

    def themes(self) -> tuple[RemoteTheme, ...]:
        """Return the partner's themes, most used first. Raises RemoteError."""
        ...

    def read_records(
        self, selection: frozenset[str], *, outside: bool = False
    ) -> Iterator[Page]:
        """Yield pages of the datasets that carry a selected theme.

        With ``outside``, of those that carry none. Raises RemoteError where a page
        fails; what was yielded before stays good.
        """
        ...

    def remote_url(self, raw: Mapping[str, object]) -> str:
        """Return the address of the page of a dataset at the partner."""
        ...


@dataclass(slots=True)
class Registry:
    """Kinds of catalogue and the readers for them."""

    makers: dict[str, Callable[[str, GuardedSession, ReaderSettings], Reader]] = field(
        default_factory=dict[
            str, Callable[[str, GuardedSession, ReaderSettings], Reader]
        ]
    )

    def open(
        self, kind: str, url: str, session: GuardedSession, settings: ReaderSettings
    ) -> Reader:
        """Return a reader. Raises RemoteError for an unknown kind or a refused URL."""
        maker = self.makers.get(kind)
        if maker is None:
            raise RemoteError("remote.kind", kind=kind)
        session.policy.check_url(url)
        return maker(url, session, settings)


def digest(document: object) -> str:
    """Return the fingerprint of a JSON value, whatever the order of its keys."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
