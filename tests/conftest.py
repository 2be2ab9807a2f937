"""Fixtures of every test: a partner catalogue on this machine."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

REALDATA = Path(__file__).resolve().parents[2] / "shared" / "realdata"


def pytest_configure(config: pytest.Config) -> None:
    """Give each process of a run the services of its own lane (``stack test``)."""
    lanes = os.environ.get("TERRITORY_TEST_LANES")
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if lanes and worker:
        os.environ.update(json.loads(lanes)[int(worker.removeprefix("gw"))])


@pytest.fixture(scope="session")
def partners() -> ModuleType:
    """Return ``partner/server.py``, loaded by path: CKAN has a ``tests`` of its own."""
    path = Path(__file__).parent / "partner" / "server.py"
    spec = importlib.util.spec_from_file_location("territory_partner_server", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def partner(partners: ModuleType) -> Iterator[object]:
    """Return a partner with 25 datasets in five groups, served until the test ends."""
    datasets = [partners.dataset(number) for number in range(25)]
    with partners.serve(partners.Partner(datasets)) as served:
        yield served


@pytest.fixture(scope="session")
def realdata() -> Path:
    """Return the folder of real files; skips where it is absent."""
    if not REALDATA.is_dir():
        pytest.skip("the real files are not beside this checkout")
    return REALDATA
