"""Every page: accessible, as narrow as a phone, and without a third party."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Request

PUBLIC = (
    "/",
    "/themes",
    "/dataset/",
    "/dataset/?q=vélo",
    "/dataset/?q=introuvable&vocab_territory_theme=eau",
    "/dataset/comptages-velo",
    "/dataset/marches",
    "/organization/",
    "/organization/ville",
    "/annuaire",
    "/annuaire/services",
    "/annuaire?theme=eau",
    "/annuaire?q=zzz qqq",
    "/annuaire?q=la lumière de ma rue est en panne",
    "/about",
    "/schemas",
    "/schemas/environment",
    "/territory/schemas/tables",
    "/territory/schemas/tables/observations",
    "/user/login",
    "/nulle-part",
)
EDITORS = (
    "/",
    "/publier",
    "/publier/dataset/nouveau",
    "/publier/budget/nouveau",
    "/publier/performance/nouveau",
    "/publier/environment/nouveau",
    "/publier/lot",
    "/publier/relectures",
    "/dataset/edit/comptages-velo",
    "/dataset/comptages-velo",
    "/budget/publier",
)
ADMINISTRATORS = (
    "/annuaire/nouveau",
    "/annuaire/services/nouveau",
    "/annuaire/regles",
    "/annuaire/regles/nouvelle",
    "/annuaire/sans-referent",
    "/annuaire/importer",
    "/annuaire/moi",
    "/partenaires",
    "/partenaires/ajouter",
)
WIDTHS = (1280, 375, 320)
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def visit(page: Page, path: str) -> None:
    """Go to a page and let its scripts settle."""
    page.goto(path)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("path", PUBLIC)
def test_public_page_has_no_violation(
    page: Page, path: str, expect_accessible: Callable[[Page], None]
) -> None:
    """Axe has nothing to say."""
    visit(page, path)
    expect_accessible(page)


@pytest.mark.parametrize("path", EDITORS)
def test_editor_page_has_no_violation(
    page: Page,
    path: str,
    log_in: Callable[..., None],
    expect_accessible: Callable[[Page], None],
) -> None:
    """Axe has nothing to say of the forms either."""
    log_in(page, "redaction")
    visit(page, path)
    expect_accessible(page)


@pytest.mark.parametrize("path", ADMINISTRATORS)
def test_administrator_page_has_no_violation(
    page: Page,
    path: str,
    log_in: Callable[..., None],
    expect_accessible: Callable[[Page], None],
) -> None:
    """Axe has nothing to say of the pages of administration."""
    log_in(page, "admin")
    visit(page, path)
    expect_accessible(page)


@pytest.mark.parametrize("path", EDITORS)
def test_editor_page_has_no_violation_on_a_phone(
    open_context: Callable[..., BrowserContext],
    path: str,
    log_in: Callable[..., None],
    expect_accessible: Callable[[Page], None],
) -> None:
    """Axe has nothing to say of the forms on a phone."""
    page = open_context(viewport={"width": 375, "height": 812}).new_page()
    log_in(page, "redaction")
    visit(page, path)
    expect_accessible(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_window(
    open_context: Callable[..., BrowserContext], width: int
) -> None:
    """Nothing scrolls sideways, down to 320 pixels."""
    page = open_context(viewport={"width": width, "height": 800}).new_page()
    wide: dict[str, int] = {}
    for path in PUBLIC:
        page.goto(path)
        excess = page.evaluate(OVERFLOW)
        if excess > 0:
            wide[path] = excess
    assert wide == {}


def test_no_page_asks_a_third_party(page: Page, portal: object) -> None:
    """Every request stays on the portal."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((page.url[:20], "data:", "blob:")):
            asked.append(request.url)

    page.on("request", note)
    for path in PUBLIC:
        visit(page, path)
    own = getattr(portal, "url", "")
    assert [url for url in asked if not url.startswith(own)] == []


def test_phone_menu_folds_and_opens(
    open_context: Callable[..., BrowserContext],
    expect_accessible: Callable[[Page], None],
) -> None:
    """The menu is closed at first, opens on its button, and closes on Escape."""
    page = open_context(viewport={"width": 375, "height": 812}).new_page()
    visit(page, "/")
    button = page.get_by_role("button", name="Menu")
    link = page.get_by_role("navigation").get_by_role("link", name="Thèmes")
    assert not link.is_visible()
    button.click()
    assert link.is_visible()
    assert button.get_attribute("aria-expanded") == "true"
    expect_accessible(page)
    page.keyboard.press("Escape")
    assert not link.is_visible()


def test_menu_is_open_without_javascript(
    open_context: Callable[..., BrowserContext],
) -> None:
    """Nobody is locked out of the menu."""
    page = open_context(
        viewport={"width": 375, "height": 812}, java_script_enabled=False
    ).new_page()
    page.goto("/")
    assert page.locator("#t-menu a").first.is_visible()
