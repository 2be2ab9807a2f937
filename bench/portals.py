"""Two portals for the measures, each in a process of its own: ours and stock."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from stack import databases
from stack.home import HOME, ROOT, load_state, venv
from stack.ini import PLACES

Role = Literal["ours", "stock"]
Answer: TypeAlias = Any  # JSON, whose shape each job decides
FOLDER = HOME / "bench"
PLUGINS: dict[Role, str] = {
    "ours": (
        "territory territory_view scheming_datasets scheming_organizations "
        "spatial_metadata spatial_query dcat activity datastore datatables_view "
        "text_view image_view"
    ),
    "stock": "activity datastore datatables_view text_view image_view",
}


class WorkerError(RuntimeError):
    """A portal's process could not do what was asked."""


@dataclass(slots=True)
class Worker:
    """A warm CKAN in a process of its own, asked over its standard input."""

    process: subprocess.Popen[str]

    def ask(self, job: str, **arguments: object) -> Answer:
        """Return what the job answers (see bench/jobs.py)."""
        source, sink = self.process.stdout, self.process.stdin
        if source is None or sink is None:
            raise WorkerError("the process has no pipes")
        sink.write(json.dumps({"job": job, "arguments": arguments}) + "\n")
        sink.flush()
        line = source.readline()
        if not line:
            raise WorkerError(f"{job}: the process ended ({self.process.poll()})")
        answer = json.loads(line)
        if "error" in answer:
            raise WorkerError(f"{job}: {answer['error']}")
        return answer["result"]

    def stop(self) -> None:
        """End the process by closing its input."""
        if self.process.stdin:
            self.process.stdin.close()
        self.process.wait(timeout=30)


def _write_ini(role: Role) -> Path:
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{role}.ini"
    path.write_text(
        "[app:main]\n"
        "use = egg:ckan\n"
        "SECRET_KEY = measures-only-secret-that-is-long-enough-01234\n"
        "ckan.site_url = http://127.0.0.1:5000\n"
        "ckan.site_title = Mesures\n"
        "ckan.locale_default = fr\n"
        "ckan.locales_offered = fr en\n"
        "ckan.views.default_views = datatables_view text_view image_view\n"
        "ckan.max_resource_size = 400\n"
        f"ckan.plugins = {PLUGINS[role]}\n"
        f"ckanext.territory.areas_file = {PLACES}\n"
    )
    return path


@contextmanager
def portal(role: Role) -> Iterator[Worker]:
    """Start the process of a portal on databases of its own; end it afterwards."""
    state = load_state()
    config = _write_ini(role)
    values = databases.prepare(state, f"ckan_bench_{role}", databases.TEST_INI)
    with (FOLDER / f"{role}.log").open("w") as log:
        process = subprocess.Popen(
            [venv("python"), "-m", "bench.worker", str(config)],
            cwd=ROOT,
            env={**os.environ, **values},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        worker = Worker(process)
        try:
            worker.ask("ready")
            yield worker
        finally:
            worker.stop()
