"""The process supervisor: one configuration, commands, and waiting for services."""

from __future__ import annotations

import hashlib
import os
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path

from . import postgres, solr
from .console import StackError, run, step
from .home import HOME, LOGS, ROOT, State, is_free, move_ports, venv

CONFIG = HOME / "supervisord.conf"
SERVICES = ("postgres", "redis", "solr")
PORTAL = ("partner", "web", "worker", "sweep")
SOCKET_LIMIT = 100


def socket_path() -> Path:
    """Return the supervisor's socket: a short path, as the system wants."""
    inside = HOME / "supervisor.sock"
    if len(str(inside)) <= SOCKET_LIMIT:
        return inside
    mark = hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
    folder = Path("/var/tmp") / f"territory-{mark}"  # noqa: S108 - unique name, mode 0700
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / "supervisor.sock"


def _program(name: str, command: str, *extra: str) -> str:
    lines = [
        f"[program:{name}]",
        f"command={command}",
        f"directory={ROOT}",
        "autostart=false",
        "autorestart=true",
        "startsecs=1",
        "startretries=5",
        "stopasgroup=true",
        "killasgroup=true",
        f"stdout_logfile={LOGS / name}.log",
        "redirect_stderr=true",
        *extra,
    ]
    return "\n".join(lines)


def write_config(state: State) -> None:
    """Write the supervisor's configuration for the remembered ports."""
    root = os.geteuid() == 0
    ini = HOME / "ckan.ini"
    ckan = f"{venv('ckan')} -c {ini}"
    redis = (
        f"redis-server --bind 127.0.0.1 --port {state.ports['redis']} "
        f"--requirepass {state.secrets['redis']} --dir {HOME / 'redis'}"
    )
    web = (
        f"{venv('gunicorn')} --bind 127.0.0.1:{state.ports['web']} --workers 2 "
        "--threads 4 --timeout 120 stack.wsgi:application"
    )
    sweep = f"{ckan} territory run sweep --every 10"
    partner = f"{venv('python')} -m demo partner --port {state.ports['partner']}"
    user = ("user=postgres",) if root else ()
    sections = [
        f"[unix_http_server]\nfile={socket_path()}\nchmod=0700",
        f"[supervisord]\nlogfile={LOGS / 'supervisord.log'}\n"
        f"pidfile={HOME / 'supervisord.pid'}" + ("\nuser=root" if root else ""),
        "[rpcinterface:supervisor]\n"
        "supervisor.rpcinterface_factory="
        "supervisor.rpcinterface:make_main_rpcinterface",
        f"[supervisorctl]\nserverurl=unix://{socket_path()}",
        _program(
            "postgres",
            postgres.server_command(state),
            "stopsignal=INT",
            "stopasgroup=false",
            "killasgroup=false",
            *user,
        ),
        _program("redis", redis),
        _program("solr", solr.server_command(state), "startsecs=1"),
        _program("web", web, f'environment=CKAN_INI="{ini}"'),
        _program("worker", f"{ckan} jobs worker default territory"),
        _program("sweep", sweep),
        _program("partner", partner),
        "[eventlistener:crashes]\n"
        f"command={venv('python')} -m stack.crashes {LOGS / 'crashes.log'}\n"
        f"directory={ROOT}\nevents=PROCESS_STATE_EXITED,PROCESS_STATE_FATAL\n"
        f"stderr_logfile={LOGS / 'crashes.err'}",
    ]
    (HOME / "redis").mkdir(exist_ok=True)
    CONFIG.write_text("\n\n".join(sections).replace("%", "%%") + "\n")
    CONFIG.chmod(0o600)


def control(*arguments: str) -> str:
    """Send a command to the supervisor; return its words, whatever its exit code."""
    command = [venv("supervisorctl"), "-c", str(CONFIG), *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return result.stdout + result.stderr


def is_running() -> bool:
    """Tell whether the supervisor of this checkout answers."""
    return CONFIG.exists() and control("pid").strip().isdigit()


def start_supervisor(state: State) -> None:
    """Start the supervisor unless it runs; free ports are chosen before."""
    if is_running():
        write_config(state)
        control("update")
        return
    move_ports(state)
    write_config(state)
    run([venv("supervisord"), "-c", str(CONFIG)], log=LOGS / "setup.log")


def start(*names: str) -> None:
    """Start programs that do not run yet."""
    status = control("status")
    running = {line.split()[0] for line in status.splitlines() if " RUNNING " in line}
    for name in names:
        if name not in running:
            answer = control("start", name)
            if "ERROR" in answer:
                raise StackError(f"{answer.strip()}\nSee {LOGS / name}.log")


def restart_if_changed(mark: str, *names: str) -> None:
    """Restart programs when the mark of what they run has changed."""
    stamp = HOME / "running.stamp"
    if stamp.exists() and stamp.read_text() != mark:
        for name in names:
            control("restart", name)
    stamp.write_text(mark)


def wait_for(what: str, answers: Callable[[], bool], *, seconds: float = 90) -> None:
    """Wait until a service answers; name it when it does not."""
    deadline = time.monotonic() + seconds
    while not answers():
        if time.monotonic() > deadline:
            raise StackError(f"{what} does not answer. See {LOGS / what}.log")
        time.sleep(0.2)


def start_services(state: State) -> None:
    """Start PostgreSQL, Redis and Solr and wait until they answer."""
    with step("starting PostgreSQL, Redis and Solr"):
        start_supervisor(state)
        start(*SERVICES)
        wait_for("postgres", lambda: _postgres_answers(state))
        wait_for("redis", lambda: not is_free(state.ports["redis"]))
        wait_for("solr", lambda: _answers(f"{solr.url(state, 'admin')}/cores"))


def wait_for_web(state: State) -> None:
    """Wait until the portal answers its status."""
    address = f"http://127.0.0.1:{state.ports['web']}/api/3/action/status_show"
    wait_for("web", lambda: _answers(address))


def _postgres_answers(state: State) -> bool:
    try:
        return postgres.sql(state, "SELECT 1") == "1"
    except StackError:
        return False


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - loopback
            return answer.status == 200  # noqa: PLR2004
    except (urllib.error.URLError, OSError):
        return False


def stop() -> None:
    """Stop everything that the supervisor of this checkout runs."""
    if not is_running():
        return
    pid = int(control("pid").strip())
    control("shutdown")
    deadline = time.monotonic() + 60
    while _alive(pid) and time.monotonic() < deadline:
        time.sleep(0.2)


def _alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def logs(lines: Sequence[str]) -> None:
    """Follow the logs of everything, or of the named programs."""
    files = [str(LOGS / f"{name}.log") for name in lines] or [
        str(path) for path in sorted(LOGS.glob("*.log"))
    ]
    os.execvp("tail", ["tail", "-n", "30", "-F", *files])  # noqa: S606 - fixed program
