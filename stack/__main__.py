"""Commands of the checkout: ``python -m stack portal|services|env|stop|clean|…``."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import sys
import time
from collections.abc import MutableMapping

from . import (
    catalogue,
    checks,
    databases,
    portal,
    postgres,
    python_env,
    solr,
    supervision,
    system,
)
from .console import StackError, fail
from .home import HOME, VENV, State, cluster_folder, load_state, venv


def _set_up(*, for_tests: bool) -> State:
    state = load_state()
    system.install_packages(for_tests=for_tests)
    python_env.make_environment()
    solr.fetch_jars()
    solr.make_home()
    postgres.make_cluster(state)
    supervision.start_services(state)
    return state


def _portal(_: argparse.Namespace) -> None:
    portal.start(_set_up(for_tests=False))


def _python() -> None:
    load_state()
    system.install_packages(for_tests=False)
    python_env.make_environment()


def _check(_: argparse.Namespace) -> None:
    _python()
    checks.fast()


def _test(_: argparse.Namespace) -> None:
    begin = time.monotonic()
    state = _set_up(for_tests=True)
    checks.fast()
    names = ["ckan_test", *(f"ckan_test_{n}" for n in range(1, checks.LANES))]
    checks.slow([databases.prepare(state, name, databases.TEST_INI) for name in names])
    print(f"\nEverything passed in {time.monotonic() - begin:.0f} s", flush=True)


def _bench(arguments: argparse.Namespace) -> None:
    _set_up(for_tests=False)
    python = venv("python")
    os.execv(python, [python, "-m", "bench", *arguments.names])  # noqa: S606 - our own module


def _messages(_: argparse.Namespace) -> None:
    _python()
    catalogue.refresh()


def _env(arguments: argparse.Namespace) -> None:
    """Prepare a test environment; print its settings as shell exports."""
    out, sys.stdout = sys.stdout, sys.stderr
    try:
        state = _set_up(for_tests=True)
        name = "ckan_test" + (f"_{arguments.name}" if arguments.name else "")
        values = databases.prepare(state, name, databases.TEST_INI)
    finally:
        sys.stdout = out
    for key, value in values.items():
        print(f"export {key}={shlex.quote(value)}")


def _stop(_: argparse.Namespace) -> None:
    supervision.stop()


def _status(_: argparse.Namespace) -> None:
    print(supervision.control("status"))


def _logs(arguments: argparse.Namespace) -> None:
    supervision.logs(arguments.names)


def _clean(arguments: argparse.Namespace) -> None:
    if not arguments.yes:
        question = f"Remove {HOME.name}/ (all data of the portal) and {VENV.name}/?"
        if not sys.stdin.isatty() or input(f"{question} [y/N] ").lower() != "y":
            fail("nothing was removed (answer y, or run: python3 -m stack clean --yes)")
    supervision.stop()
    cluster = cluster_folder()
    shutil.rmtree(cluster, ignore_errors=True)
    for folder in (HOME, VENV):
        if folder.exists():
            shutil.rmtree(folder)


def leave_out_others(environment: MutableMapping[str, str]) -> None:
    """Take the settings of another CKAN out: they win over any configuration.

    The demo city would go into its database.
    """
    for name in [one for one in environment if one.startswith("CKAN")]:
        del environment[name]


def main() -> None:
    """Read the command line and do what it says."""
    leave_out_others(os.environ)
    parser = argparse.ArgumentParser(prog="stack")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, function in (
        ("portal", _portal),
        ("check", _check),
        ("test", _test),
        ("bench", _bench),
        ("messages", _messages),
        ("env", _env),
        ("stop", _stop),
        ("status", _status),
        ("logs", _logs),
        ("clean", _clean),
    ):
        command = commands.add_parser(name)
        command.set_defaults(function=function)
        if name == "env":
            command.add_argument("name", nargs="?", default="")
        if name in {"logs", "bench"}:
            command.add_argument("names", nargs="*")
        if name == "clean":
            command.add_argument("--yes", action="store_true")
    arguments = parser.parse_args()
    try:
        arguments.function(arguments)
    except StackError as error:
        fail(str(error))


if __name__ == "__main__":
    main()
