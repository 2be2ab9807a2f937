"""The process of a measured portal: does jobs read from its input, one by line."""

from __future__ import annotations

import json
import os
import sys
import traceback
from pathlib import Path

from bench.jobs import JOBS, Site


def main() -> None:
    """Answer each line of the input with one line: a result, or an error."""
    # CKAN and its plugins may print: only answers may reach the pipe.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    site = Site(Path(sys.argv[1]))
    for line in sys.stdin:
        request = json.loads(line)
        try:
            result = JOBS[request["job"]](site, **request["arguments"])
            answer = {"result": result}
        except Exception as error:  # noqa: BLE001 - told to the caller, which stops
            traceback.print_exc()
            answer = {"error": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
