"""The private folder of a checkout: where everything lives, ports and secrets."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".portal"
VENV = ROOT / ".venv"
LOGS = HOME / "logs"
STATE = HOME / "state.json"
SERVICES = ("postgres", "redis", "solr", "web", "partner")


def venv(name: str) -> str:
    """Return the path of a program of the virtual environment."""
    return str(VENV / "bin" / name)


def is_free(port: int) -> bool:
    """Tell whether nothing listens on a loopback port."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) != 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(slots=True)
class State:
    """Ports by service and generated secrets, remembered between runs."""

    ports: dict[str, int]
    secrets: dict[str, str]

    def save(self) -> None:
        """Write the state, readable by its owner only."""
        descriptor = os.open(STATE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as sink:
            json.dump({"ports": self.ports, "secrets": self.secrets}, sink, indent=1)


def load_state() -> State:
    """Return the remembered state, completed with what is missing."""
    HOME.mkdir(mode=0o755, exist_ok=True)
    LOGS.mkdir(exist_ok=True)
    known = json.loads(STATE.read_text()) if STATE.exists() else {}
    state = State(ports=known.get("ports", {}), secrets=known.get("secrets", {}))
    for service in SERVICES:
        while service not in state.ports:
            port = _free_port()
            if port not in state.ports.values():
                state.ports[service] = port
    for name in ("postgres", "redis", "secret_key", "admin"):
        state.secrets.setdefault(name, secrets.token_urlsafe(24))
    state.save()
    return state


def move_ports(state: State) -> None:
    """Choose other ports for services whose port somebody else has taken.

    Only called while nothing of ours runs.
    """
    for service, port in list(state.ports.items()):
        if not is_free(port):
            state.ports[service] = _free_port()
    state.save()


def cluster_folder() -> Path:
    """Return the folder of the PostgreSQL cluster.

    It is inside the private folder unless the postgres user, who must own it when
    the caller is root, cannot reach that place.
    """
    inside = HOME / "postgres"
    if os.geteuid() != 0 or inside.is_dir() or _reachable_by_postgres(HOME):
        return inside
    mark = hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
    return Path("/var/tmp") / f"territory-{mark}" / "postgres"  # noqa: S108 - unique name, mode 0700


def _reachable_by_postgres(folder: Path) -> bool:
    check = ["runuser", "-u", "postgres", "--", "test", "-x", str(folder)]
    return subprocess.run(check, check=False, capture_output=True).returncode == 0
