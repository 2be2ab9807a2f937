"""A portal as the seeding sees it: actions called in process, steps told to people."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from ckanapi import LocalCKAN

from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app
from ckan.plugins import toolkit as tk

FEW = 4
Answer: TypeAlias = Any  # JSON, whose shape each action decides


@contextmanager
def portal_context(config: Path) -> Iterator[None]:
    """Start CKAN from a configuration file; actions work while the block runs."""
    app = make_app(CKANConfigLoader(str(config)).get_config())
    # The Flask application below the middleware, as CKAN's own commands take it.
    with app._wsgi_app.test_request_context():  # type: ignore[attr-defined]  # set by CKAN
        yield


class Portal:
    """Actions of the portal, called as a user; no user means the site's own."""

    def __init__(self, user: str | None = None) -> None:
        self._local = LocalCKAN(user)

    def call(self, action: str, /, **data: object) -> Answer:
        """Return what the action answers; raises the toolkit's errors."""
        return self._local.call_action(action, data)

    def send(self, action: str, file: tuple[str, bytes], /, **data: object) -> Answer:
        """Call an action with a file sent under the field ``upload``."""
        filename, content = file
        files = {"upload": (filename, io.BytesIO(content))}
        return self._local.call_action(action, data, files=files)

    def find(self, action: str, /, **data: object) -> Answer:
        """Return what the action answers, None when there is no such thing."""
        try:
            return self.call(action, **data)
        except tk.ObjectNotFound:
            return None

    def names(self, condition: str) -> dict[str, Answer]:
        """Return the datasets that match a search filter, by name, drafts apart."""
        found: dict[str, Answer] = {}
        while True:
            page = self.call(
                "package_search",
                fq=condition,
                rows=1000,
                start=len(found),
                sort="id asc",
                include_private=True,
            )["results"]
            if not page:
                return found
            found.update({item["name"]: item for item in page})


def step(title: str, work: Callable[[], Sequence[str]]) -> None:
    """Do one step; tell what it made (the names when few) and how long it took."""
    begin = time.monotonic()
    sys.stdout.write(f"  {title} … ")
    sys.stdout.flush()
    made = work()
    said = ", ".join(made) if len(made) <= FEW else f"{len(made)} made"
    sys.stdout.write(f"{said or 'all there'} ({time.monotonic() - begin:.1f} s)\n")
    sys.stdout.flush()
