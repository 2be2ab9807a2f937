"""Runs the measures: ``python -m bench [name …]``; all of them without a name."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping

from bench.areas import look_ups
from bench.budget import large_file, usual_file
from bench.facts import facts
from bench.flood import flood
from bench.harness import Result, table
from bench.inspection import inspection
from bench.pages import directory, pages
from bench.portals import FOLDER, WorkerError
from bench.referents import searches

BENCHES: Mapping[str, Callable[[], list[Result]]] = {
    "areas": look_ups,
    "budget": usual_file,
    "budget-large": large_file,
    "directory": directory,
    "flood": flood,
    "inspection": inspection,
    "pages": pages,
    "referents": searches,
}


def main() -> int:
    """Run the benches that are named; print a table, write the figures as JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(BENCHES))
    names = parser.parse_args().names or list(BENCHES)
    unknown = sorted(set(names) - set(BENCHES))
    if unknown:
        parser.error(f"no such bench: {', '.join(unknown)}")
    known = facts()
    results: list[Result] = []
    for name in names:
        print(f"· {name} …", flush=True)
        try:
            results += BENCHES[name]()
        except WorkerError as error:
            print(f"error: {error} (see {FOLDER}/*.log)", file=sys.stderr)
            return 1
    print()
    print(table(results))
    print()
    for result in results:
        print(f"{result.name}: {json.dumps(result.notes, ensure_ascii=False)}")
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{time.strftime('%Y%m%d-%H%M%S')}.json"
    answer = {"facts": known, "results": [result.to_json() for result in results]}
    path.write_text(json.dumps(answer, indent=1, ensure_ascii=False))
    print(f"\nWritten to {path.relative_to(FOLDER.parent.parent)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
