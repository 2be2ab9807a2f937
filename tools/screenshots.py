"""Makes the pictures of the README from a running portal, at two widths.

Run `make screenshots` while the portal of this checkout runs, or give the address of
another one: `python -m tools.screenshots --url … --login … --password …`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bench.corpus import cases
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
STATE = ROOT / ".portal" / "state.json"
Width = Literal["desktop", "phone"]
SIZES: dict[Width, tuple[int, int]] = {"desktop": (1280, 860), "phone": (375, 780)}
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BUDGETS = "/api/3/action/package_search"
CLOSED = "+dataset_type:budget +budget_kind:principal +budget_stage:(ca OR cfu)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A page to show: ``path`` may hold {budget}; ``at`` is scrolled to the top.

    ``file`` is the name of a file of ``bench.corpus``, sent from the page first.
    """

    name: str
    path: str
    widths: tuple[Width, ...] = ("desktop", "phone")
    logged_in: bool = False
    at: str = ""
    file: str = ""


SHOTS = (
    Shot(name="home", path="/"),
    Shot(name="search", path="/dataset/?q=vélo"),
    Shot(name="budget", path="/budget/{budget}"),
    Shot(name="budget-chart", path="/budget/{budget}", at="figure"),
    Shot(name="directory", path="/annuaire?q=la lumière de ma rue est en panne"),
    Shot(name="themes", path="/themes", widths=("desktop",)),
    Shot(name="publish", path="/budget/publier", widths=("desktop",), logged_in=True),
    Shot(name="start", path="/publier", logged_in=True, file="taux_tri.csv"),
    Shot(name="form", path="/publier/dataset/nouveau", logged_in=True),
    Shot(name="indicator", path="/performance/part-des-dechets-tries"),
    Shot(name="environment", path="/environment/qualite-de-l-air"),
    Shot(name="partners", path="/partenaires", widths=("desktop",), logged_in=True),
)


def main(words: list[str] | None = None) -> int:
    """Save every picture in the folder of images; return the exit code."""
    arguments = _arguments(words)
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for width in SIZES:
            for logged_in in (False, True):
                _series(browser, arguments, width, logged_in=logged_in)
        browser.close()
    return 0


def _series(
    browser: Browser, arguments: argparse.Namespace, width: Width, *, logged_in: bool
) -> None:
    shots = [
        shot for shot in SHOTS if width in shot.widths and shot.logged_in == logged_in
    ]
    if not shots:
        return
    with _window(browser, arguments.url, width) as context:
        page = context.new_page()
        if logged_in:
            _log_in(page, arguments.login, arguments.password)
        for shot in shots:
            _take(page, shot, arguments.folder / f"{shot.name}-{width}.png")


@contextmanager
def _window(browser: Browser, url: str, width: Width) -> Iterator[BrowserContext]:
    across, down = SIZES[width]
    context = browser.new_context(
        base_url=url, locale="fr-FR", viewport={"width": across, "height": down}
    )
    yield context
    context.close()


def _take(page: Page, shot: Shot, target: Path) -> None:
    page.goto(shot.path.replace("{budget}", _budget(page)))
    page.wait_for_load_state("networkidle")
    if shot.file:
        _send(page, shot.file)
    if shot.at:
        page.locator(shot.at).first.evaluate(
            "part => part.scrollIntoView({behavior: 'instant'})"
        )
        page.wait_for_load_state("networkidle")
    page.screenshot(path=target)
    sys.stdout.write(f"{target.name}\n")


def _send(page: Page, name: str) -> None:
    """Send a file from the page of all the ways to begin."""
    (case,) = (case for case in cases() if case.name == name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        case.write(path)
        if page.locator("#field-owner_org").count():
            page.locator("#field-owner_org").select_option(
                label="Ville de Rives-sur-Orle"
            )
        page.locator("#field-upload").set_input_files(path)
        page.locator("form[data-module=territory-upload] button[type=submit]").click()
        page.wait_for_url("**/publier/fichier/*")


def _budget(page: Page) -> str:
    """Return the name of the last closed account, which every portal has one of."""
    query: dict[str, str | float | bool] = {
        "fq": CLOSED,
        "sort": "fiscal_year desc",
        "rows": "1",
    }
    answer = page.request.get(BUDGETS, params=query).json()
    found = answer["result"]["results"]
    return str(found[0]["name"]) if found else ""


def _log_in(page: Page, name: str, password: str) -> None:
    page.goto("/user/login")
    form = page.locator("form", has=page.locator("[name=password]"))
    form.locator("[name=login]").fill(name)
    form.locator("[name=password]").fill(password)
    form.locator("button[type=submit]").click()
    page.wait_for_load_state()


def _arguments(words: list[str] | None) -> argparse.Namespace:
    state = json.loads(STATE.read_text()) if STATE.exists() else {}
    port = state.get("ports", {}).get("web", 5000)
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots")
    parser.add_argument("--url", default=f"http://127.0.0.1:{port}")
    parser.add_argument("--login", default="admin")
    parser.add_argument("--password", default=state.get("secrets", {}).get("admin", ""))
    parser.add_argument("--folder", type=Path, default=IMAGES)
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main())
