"""The child process: its limits, and what it cannot do."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from ckanext.territory import domain
from ckanext.territory.bounded import run_bounded
from ckanext.territory.bounded_child import Bounds, function_of
from ckanext.territory.domain.errors import TerritoryError

FOLDER = Path(domain.__file__).parent
TASKS = """
    '''Things that a file from outside must not bring about; written by a test.'''
    import os, socket, subprocess, time

    def _refused(act):
        try:
            act()
        except OSError as error:
            return type(error).__name__
        return "allowed"

    def connect(given):
        return _refused(lambda: socket.create_connection(("127.0.0.1", given["port"])))

    def resolve(given):
        return _refused(lambda: socket.getaddrinfo("example.org", 80))

    def start(given):
        return _refused(lambda: subprocess.run(["/bin/true"]))

    def write_much(given):
        def write():
            with open("much", "wb") as target:
                for _ in range(300):
                    target.write(bytes(1_000_000))
        return _refused(write)

    def environment(given):
        return sorted(os.environ)

    def take_memory(given):
        return len(bytearray(given["bytes"]))

    def compute(given):
        while True:
            pass

    def wait(given):
        time.sleep(60)

    def answer_much(given):
        return "x" * given["length"]

    def fail(given):
        raise ZeroDivisionError(given["secret"])
"""


@pytest.fixture(scope="module")
def tasks() -> Iterator[str]:
    """Write tasks where the child accepts them; return the start of their names."""
    path = FOLDER / "written_by_a_test.py"
    path.write_text(textwrap.dedent(TASKS), encoding="utf-8")
    yield f"ckanext.territory.domain.{path.stem}:"
    path.unlink()


class TestShutIn:
    """Nothing gets out of the child."""

    def test_socket_is_refused(self, tasks: str) -> None:
        """No connection, not even to this machine."""
        assert run_bounded(f"{tasks}connect", {"port": 80}) == "PermissionError"

    def test_name_is_not_resolved(self, tasks: str) -> None:
        """No question to a name server."""
        assert run_bounded(f"{tasks}resolve", {}) == "gaierror"

    def test_program_is_refused(self, tasks: str) -> None:
        """No other program."""
        assert run_bounded(f"{tasks}start", {}) == "PermissionError"

    def test_large_file_is_refused(self, tasks: str) -> None:
        """A file written stays below its limit."""
        assert run_bounded(f"{tasks}write_much", {}) == "OSError"

    def test_environment_is_empty(
        self, tasks: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Secrets of the portal's environment are not there."""
        monkeypatch.setenv("CKAN_SQLALCHEMY_URL", "postgresql://secret")
        names = run_bounded(f"{tasks}environment", {})
        assert "CKAN_SQLALCHEMY_URL" not in names
        assert {"PATH", "TMPDIR"} <= set(names)


class TestLimits:
    """A child that takes too much is ended, and it is said why."""

    def test_memory(self, tasks: str) -> None:
        """More memory than allowed."""
        bounds = Bounds(memory=512 * 1024 * 1024)
        with pytest.raises(TerritoryError) as caught:
            run_bounded(f"{tasks}take_memory", {"bytes": 1 << 30}, bounds=bounds)
        assert caught.value.code == "bounded.memory"
        assert caught.value.context == {"expected": 512}

    def test_computing_time(self, tasks: str) -> None:
        """More computing than allowed."""
        with pytest.raises(TerritoryError) as caught:
            run_bounded(f"{tasks}compute", {}, bounds=Bounds(cpu_seconds=1))
        assert caught.value.code == "bounded.time"

    def test_waiting_time(self, tasks: str) -> None:
        """A child that waits for nothing."""
        with pytest.raises(TerritoryError) as caught:
            run_bounded(f"{tasks}wait", {}, bounds=Bounds(wall_seconds=1))
        assert caught.value.code == "bounded.time"
        assert caught.value.context == {"expected": 1}

    def test_answer(self, tasks: str) -> None:
        """An answer that would fill the portal's own memory."""
        bounds = Bounds(answer=1000)
        with pytest.raises(TerritoryError) as caught:
            run_bounded(f"{tasks}answer_much", {"length": 2000}, bounds=bounds)
        assert caught.value.code == "bounded.answer"

    def test_fault(self, tasks: str, caplog: pytest.LogCaptureFixture) -> None:
        """A mistake of ours is told by its kind and place; data stay out of the log."""
        with pytest.raises(TerritoryError) as caught:
            run_bounded(f"{tasks}fail", {"secret": "Durand"})
        assert caught.value.code == "bounded.died"
        assert "ZeroDivisionError" in caplog.text
        assert "Durand" not in caplog.text


class TestTask:
    """Only the trade's own functions run in the child."""

    @pytest.mark.parametrize(
        "task",
        [
            "os:system",
            "ckanext.territory.config:notice",
            "ckanext.territory.domain.edition:_next",
            "ckanext.territory.domain.edition:next_title.x",
        ],
    )
    def test_other_function_is_refused(self, task: str) -> None:
        """A module from elsewhere, a private name."""
        with pytest.raises(ValueError, match=task.partition(":")[0]):
            function_of(task)

    def test_child_runs_the_code_of_its_parent(self, tasks: str) -> None:
        """The module written beside ours is found there."""
        assert (FOLDER / "written_by_a_test.py").is_file()
        assert run_bounded(f"{tasks}answer_much", {"length": 2}) == "xx"
        assert "ckanext.territory.domain.written_by_a_test" not in sys.modules
