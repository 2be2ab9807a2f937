"""Names, in a log of its own, each program that ended without being asked to."""

from __future__ import annotations

import sys
from datetime import datetime, timezone
from pathlib import Path

from supervisor import childutils


def main() -> None:
    """Listen to the supervisor and write one line per crash."""
    log = Path(sys.argv[1])
    while True:
        headers, payload = childutils.listener.wait(sys.stdin, sys.stdout)
        facts = childutils.get_headers(payload)
        if headers["eventname"].endswith("FATAL") or facts.get("expected") == "0":
            moment = datetime.now(timezone.utc).isoformat(timespec="seconds")
            what = (
                "gave up on" if headers["eventname"].endswith("FATAL") else "restarts"
            )
            with log.open("a", encoding="utf-8") as sink:
                sink.write(
                    f"{moment} {facts['processname']} crashed, supervisor {what} it\n"
                )
        childutils.listener.ok(sys.stdout)


if __name__ == "__main__":
    main()
