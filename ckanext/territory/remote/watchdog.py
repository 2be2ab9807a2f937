"""A total time limit that holds whatever the other end drips."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
from types import TracebackType


class Watchdog:
    """Shuts the sockets of one exchange down when its time is over.

    Time limits of sockets are per read: a server that sends a byte now and then stays
    below them for ever, in headers and chunk sizes as much as in the body.
    """

    def __init__(self, seconds: float) -> None:
        """Take the seconds that connection, headers and body may take in all."""
        self.has_barked = False
        self._lock = threading.Lock()
        self._handles: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._bark)
        self._timer.daemon = True

    def __enter__(self) -> Watchdog:
        """Start the clock."""
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the clock and let go of the sockets."""
        self._timer.cancel()
        with self._lock:
            for handle in self._handles:
                handle.close()
            self._handles.clear()

    def watch(self, connected: socket.socket) -> None:
        """Add a connected socket.

        A second handle is kept: TLS takes the first one over, and the handshake
        belongs to the limit.
        """
        handle = socket.socket(
            connected.family, connected.type, fileno=os.dup(connected.fileno())
        )
        with self._lock:
            self._handles.append(handle)

    def _bark(self) -> None:
        with self._lock:
            self.has_barked = True
            for handle in self._handles:
                with contextlib.suppress(OSError):
                    handle.shutdown(socket.SHUT_RDWR)
