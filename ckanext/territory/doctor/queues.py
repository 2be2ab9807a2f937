"""Redis, and the workers that take jobs from it."""

from __future__ import annotations

import os
import socket
from datetime import datetime, timedelta, timezone

from redis import Redis
from redis.exceptions import RedisError
from rq import Worker
from rq.worker.base import BaseWorker

from ckan.lib.jobs import add_queue_name_prefix  # queues carry the id of the site
from ckan.plugins import toolkit as tk

from ckanext.territory.doctor.check import Check, error, fine, not_applicable

TIMEOUT = 3  # seconds
QUEUES = ("default", "territory")
# An idle worker of RQ reports every 405 s (its time to live of 420 s, less 15).
SILENCE = timedelta(seconds=450)


def reachable() -> list[Check]:
    """Check that Redis answers."""
    code = "redis.reachable"
    try:
        version = str(_connect().info("server")["redis_version"])  # pyright: ignore[reportIndexIssue] - not the asynchronous client
    except (RedisError, OSError, ValueError):
        return [
            error(
                code,
                tk._("Redis does not answer."),
                tk._("Start Redis, or correct ckan.redis.url."),
            )
        ]
    return [fine(code, tk._("Redis {found} answers.").format(found=version))]


def workers() -> list[Check]:
    """Check that a living worker listens to each of the queues that we use."""
    code = "workers.alive"
    try:
        alive = [
            worker for worker in Worker.all(connection=_connect()) if _lives(worker)
        ]
    except (RedisError, OSError, ValueError):
        return [not_applicable(code, tk._("Redis does not answer."))]
    heard = {name for worker in alive for name in worker.queue_names()}
    silent = [name for name in QUEUES if add_queue_name_prefix(name) not in heard]
    if not silent:
        return [
            fine(
                code,
                tk.ungettext(
                    "{count} worker takes the jobs.",
                    "{count} workers take the jobs.",
                    len(alive),
                ).format(count=len(alive)),
            )
        ]
    return [
        error(
            code,
            tk._("No worker takes jobs of: {names}. Harvesting would wait.").format(
                names=" ".join(silent)
            ),
            tk._("Keep this running: ckan jobs worker default territory"),
        )
    ]


def _lives(worker: BaseWorker) -> bool:
    beat = worker.last_heartbeat
    if beat is None:
        return False
    if beat.tzinfo is None:
        beat = beat.replace(tzinfo=timezone.utc)
    if datetime.now(timezone.utc) - beat > SILENCE:
        return False
    # A killed worker stays registered for minutes; on this machine we can see it.
    return worker.hostname != socket.gethostname() or _runs(worker.pid)


def _runs(pid: int | None) -> bool:
    try:
        os.kill(pid or 0, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _connect() -> Redis:
    return Redis.from_url(
        tk.config["ckan.redis.url"],
        socket_connect_timeout=TIMEOUT,
        socket_timeout=TIMEOUT,
    )
