"""Networks that go on writing after they were refused: answered in a few bytes.

Limits are counted in the database, by all processes (``counting``). What is kept here,
in the memory of one process, only spares the work of refusing the same network again
and again: its page, its search and its count.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from typing import Final

AFTER: Final = 5
SECONDS: Final = 3600.0
_KEPT = 10_000


class Refusals:
    """How often each network was refused within an hour."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._lock = threading.Lock()
        self._seen: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def note(self, network: str, now: float | None = None) -> None:
        """Count a refusal of a network; the oldest networks are forgotten."""
        moment = time.monotonic() if now is None else now
        with self._lock:
            since, count = self._seen.pop(network, (moment, 0))
            if moment - since > SECONDS:
                since, count = moment, 0
            self._seen[network] = (since, count + 1)
            while len(self._seen) > _KEPT:
                self._seen.popitem(last=False)

    def is_flood(self, network: str, now: float | None = None) -> bool:
        """Tell whether a network goes on after so many refusals."""
        moment = time.monotonic() if now is None else now
        since, count = self._seen.get(network, (moment, 0))
        return bool(network) and count >= AFTER and moment - since <= SECONDS

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._seen.clear()


refusals = Refusals()
