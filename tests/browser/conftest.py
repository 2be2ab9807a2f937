"""A real portal in processes of its own, and a browser to walk it with."""

from __future__ import annotations

import ipaddress
import itertools
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    sync_playwright,
)

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"
PASSWORD = "un mot de passe d’essai"  # noqa: S105 - of accounts that live one run
ALLOWED = "ckanext.territory.harvest.allowed_hosts ="
BEHIND_A_PROXY = "ckanext.territory.trusted_proxies = 1"
STARTS_IN = 90
DESKTOP = {"width": 1280, "height": 900}
# Addresses set apart for trials between networks (RFC 2544).
NETWORKS = ipaddress.ip_network("198.18.0.0/15")
NUMBERS = itertools.count(1)
PHONE = {"width": 375, "height": 812}
NARROWEST = {"width": 320, "height": 640}
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE_OPTIONS: dict[str, Any] = {"resultTypes": ["violations"]}


@dataclass(slots=True, kw_only=True)
class Portal:
    """A portal that runs: its address, and the environment of its commands."""

    url: str
    partner_port: int
    environment: dict[str, str] = field(repr=False)

    def command(self, *words: str) -> None:
        """Run a command of CKAN on this portal, and expect it to succeed."""
        subprocess.run(  # noqa: S603 - our own commands
            [str(BIN / "ckan"), "-c", self.environment["CKAN_INI"], *words],
            cwd=ROOT,
            env=self.environment,
            check=True,
            capture_output=True,
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: tuple[str, int], server: subprocess.Popen[bytes]) -> None:
    """Return when the portal answers; fails when it does not within a minute or so."""
    limit = time.monotonic() + STARTS_IN
    while time.monotonic() < limit and server.poll() is None:
        with suppress(OSError), socket.create_connection(address, timeout=5):
            return
        time.sleep(0.1)
    pytest.fail(f"the portal did not start at {address}")


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """Return a filled portal behind its production server, for the whole session."""
    address = ("127.0.0.1", _free_port())
    url = f"http://{address[0]}:{address[1]}"
    folder = tmp_path_factory.mktemp("portal")
    partner_port = _free_port()
    ini = folder / "portal.ini"
    ini.write_text(
        (ROOT / "test.ini")
        .read_text(encoding="utf-8")
        .replace(ALLOWED, f"{BEHIND_A_PROXY}\n{ALLOWED} 127.0.0.1:{partner_port}")
        .replace("%(here)s", str(ROOT)),
        encoding="utf-8",
    )
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "CKAN_INI": str(ini),
        "CKAN_SITE_URL": url,
        "PORTAL_PASSWORD": PASSWORD,
    }
    log = folder / "server.log"
    subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(Path(__file__).parent / "portal_data.py")],
        cwd=ROOT,
        env=environment,
        check=True,
    )
    with log.open("wb") as stream:
        server = subprocess.Popen(  # noqa: S603 - our own server
            [
                *(sys.executable, "-m", "gunicorn", "--threads", "4"),
                *("--bind", url.removeprefix("http://"), "stack.wsgi:application"),
            ],
            cwd=ROOT,
            env=environment,
            stdout=stream,
            stderr=stream,
        )
    try:
        _wait_for(address, server)
        yield Portal(url=url, partner_port=partner_port, environment=environment)
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a headless Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def number() -> int:
    """Return a number that no other test of this process has."""
    return next(NUMBERS)


@pytest.fixture
def asker(number: int) -> str:
    """Return a mail address that nobody has asked from within the hour."""
    return f"demande-{number}@foyer.example"


@pytest.fixture
def open_context(
    browser: Browser, portal: Portal, number: int
) -> Iterator[Callable[..., BrowserContext]]:
    """Return a maker of French browser windows that only know this portal.

    Those of one test are in a network of their own, as the proxy tells it: the portal
    takes few questions of one network.
    """
    made: list[BrowserContext] = []
    place = str(NETWORKS[number])

    def make(**options: object) -> BrowserContext:
        settings: dict[str, Any] = {
            "viewport": DESKTOP,
            "locale": "fr-FR",
            "extra_http_headers": {"X-Forwarded-For": place},
            **options,
        }
        context = browser.new_context(base_url=portal.url, **settings)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Page:
    """Return a page of a desktop window, nobody logged in."""
    return open_context().new_page()


@pytest.fixture
def log_in() -> Callable[..., None]:
    """Return what logs a page in through the form, as anybody would."""

    def act(page: Page, name: str) -> None:
        page.goto("/user/login")
        form = page.locator("form", has=page.locator("[name=password]"))
        form.locator("[name=login]").fill(name)
        form.locator("[name=password]").fill(PASSWORD)
        form.locator("button[type=submit]").click()
        page.wait_for_load_state()

    return act


@pytest.fixture
def expect_accessible() -> Callable[[Page], None]:
    """Return a check that axe finds nothing wrong with the page shown."""
    axe = Axe()

    def check(page: Page) -> None:
        # A click ends when the next page begins to come: its styles may be missing yet.
        page.wait_for_load_state()
        found = axe.run(page, options=AXE_OPTIONS)
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"

    return check
