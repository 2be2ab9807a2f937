"""Leases on rows: who works on a run or a batch, by the time of the database."""

from __future__ import annotations

import os
import socket
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from ckan import model

# Shorter than a minute, so that what a killed worker left is done within one: the
# lease ends, a sweep finds it, a worker does it.
LEASE_SECONDS = 30
ATTEMPTS = 5
BEATS_PER_LEASE = 3


def owner_token() -> str:
    """Return a name for this holder: host, process and a random part."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{uuid.uuid4().hex[:12]}"


def until() -> sa.ColumnElement[object]:
    """Return the end of a lease that starts now."""
    return sa.func.clock_timestamp() + sa.text(f"interval '{LEASE_SECONDS} seconds'")


def is_free(locked_until: InstrumentedAttribute) -> sa.ColumnElement[bool]:
    """Return the condition that nobody holds a row."""
    return sa.or_(locked_until.is_(None), locked_until < sa.func.clock_timestamp())


@contextmanager
def kept(statement: sa.Executable) -> Iterator[None]:
    """Run a renewing statement in the background until the block ends.

    For work that waits on others, such as a partner's slow answer.
    """
    stop = threading.Event()

    def beat() -> None:
        engine = model.meta.engine
        while engine is not None and not stop.wait(LEASE_SECONDS / BEATS_PER_LEASE):
            with engine.begin() as connection:
                connection.execute(statement)

    thread = threading.Thread(target=beat, daemon=True, name="territory-lease")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
