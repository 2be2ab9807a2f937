"""The contact form under a flood: what it costs the other pages, what gets through."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from typing import Any

import requests
from bench.harness import Result, spread
from bench.pages import DATASETS, PLACE, typed
from bench.portals import FOLDER, portal
from demo.partner_catalogue import packages
from stack import databases
from stack.home import ROOT, load_state, venv

POSTS, SECONDS = 1_000, 60.0
QUIET = 30.0
PORT = 53_981
ADDRESS = f"http://127.0.0.1:{PORT}"
PAGES = ("/", "/dataset/", "/dataset/reseau-d-eau-potable", "/annuaire")
PAUSE = 0.1
# For the process that posts to start and to read the form.
LEAD = 10.0


@contextmanager
def _server() -> Iterator[None]:
    """Serve our bench portal as in production: two processes of four threads."""
    values = databases.prepare(load_state(), "ckan_bench_ours", databases.TEST_INI)
    environment = {
        **os.environ,
        **values,
        "CKAN_INI": str(FOLDER / "ours.ini"),
        "CKAN_SITE_URL": ADDRESS,
    }
    command = [venv("gunicorn"), "--bind", f"127.0.0.1:{PORT}", "--workers", "2"]
    command += ["--threads", "4", "stack.wsgi:application"]
    with (FOLDER / "flood.log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        try:
            _wait(120)
            for path in PAGES * 8:
                requests.get(f"{ADDRESS}{path}", timeout=60).raise_for_status()
            yield
        finally:
            server.terminate()
            server.wait(30)


def _wait(patience: float) -> None:
    """Wait until the server listens."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        with suppress(OSError), socket.create_connection(("127.0.0.1", PORT), 1):
            return
        time.sleep(0.5)
    raise RuntimeError("the server does not listen")


def _visit(seconds: float) -> list[float]:
    """Read the pages one after the other, as a reader does; return the times."""
    session, found = requests.Session(), []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for path in PAGES:
            begin = time.perf_counter()
            session.get(f"{ADDRESS}{path}", timeout=60).raise_for_status()
            found.append(time.perf_counter() - begin)
            time.sleep(PAUSE)
    return found


def _post(begin: float) -> Counter[int]:
    """Send the form a thousand times within a minute, each from another address.

    `begin` is a time of the clock. Returns how often each status was answered.
    """
    answers: Counter[int] = Counter()
    session = requests.Session()
    page = session.get(f"{ADDRESS}/questions/nouvelle", timeout=60).text
    fields = dict(re.findall(r'name="(_csrf_token|challenge)" value="([^"]*)"', page))
    for number in range(POSTS):
        time.sleep(max(0.0, begin + number * SECONDS / POSTS - time.time()))
        answer = session.post(
            f"{ADDRESS}/questions/nouvelle",
            data={
                **fields,
                "subject": f"Offre {number}",
                "body": f"Une offre numéro {number}, sans intérêt pour la ville.",
                "email": f"envoi{number}@foyer.example",
                "sure": "true",
            },
            timeout=60,
        )
        answers[answer.status_code] += 1
    return answers


def flood() -> list[Result]:
    """Measure pages beside 1,000 posts of one network in 60 s.

    Targets: 5 mails at most; p95 of the other pages within 10 %. ``stock`` stands for
    the same portal before and after.
    """
    # A process of its own: a thread here would hold the reader's clock up.
    alone = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    with alone as poster, portal("ours") as ours:
        catalogue = packages(DATASETS, PLACE)
        ours.ask("fill", packages=[typed(package) for package in catalogue])
        ours.ask("forget_questions")
        with _server():
            quiet = _visit(QUIET)
            begin = time.time() + LEAD
            posted = poster.submit(_post, begin)
            time.sleep(max(0.0, begin - time.time()))
            during = _visit(SECONDS)
            answers = posted.result()
            quiet += _visit(QUIET)
        mails = ours.ask("mails")
    before, beside = spread(quiet), spread(during)
    rounds = min(len(quiet), len(during))
    notes: dict[str, Any] = {
        "posts": POSTS,
        "answers": dict(answers),
        "mails": mails,
        "quiet_p95_ms": round(before.p95 * 1000, 1),
        "flood_p95_ms": round(beside.p95 * 1000, 1),
        "p95_ratio": round(beside.p95 / before.p95, 3),
    }
    return [
        Result(
            name="pages beside a flood",
            rounds=rounds,
            ours=during[:rounds],
            stock=quiet[:rounds],
            notes=notes,
        )
    ]
