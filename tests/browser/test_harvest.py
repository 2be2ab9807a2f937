"""A partner comes in by theme, from the administration page."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest
from playwright.sync_api import Page, expect

WATER = "Eau"
DATASETS = 25
IN_WATER = 5


class TestHarvest:
    """Address, themes, preview, run, report."""

    def test_ticked_theme_comes_in(  # noqa: PLR0913, PLR0917 - fixtures
        self,
        page: Page,
        portal: object,
        partners: ModuleType,
        partner_port: int,
        log_in: Callable[..., None],
        expect_accessible: Callable[[Page], None],
    ) -> None:
        """Only the datasets of the theme are kept, and the report counts them."""
        catalogue = partners.Partner([partners.dataset(n) for n in range(DATASETS)])
        with partners.serve(catalogue, port=partner_port) as served:
            log_in(page, "admin")
            page.goto("/partenaires")
            expect_accessible(page)
            page.get_by_role("main").locator("a.t-btn").first.click()
            page.locator("[name=url]").fill(served.url)
            expect_accessible(page)
            send(page)
            page.get_by_role("checkbox", name=WATER).first.check()
            expect_accessible(page)
            send(page)
            expect(page.locator(".t-lead")).to_contain_text(f"{IN_WATER}")
            expect_accessible(page)
            send(page)
            getattr(portal, "command")(  # noqa: B009 - the class is in the conftest
                "jobs", "worker", "--burst", "territory"
            )
            page.reload()
            expect(page.locator("#run-state")).to_contain_text(f"{IN_WATER}")
            expect_accessible(page)
        page.goto("/dataset/?q=Relevés")
        assert "eau" in page.get_by_role("main").inner_text().lower()


def send(page: Page) -> None:
    """Send the form of the page."""
    page.get_by_role("main").locator("form button[type=submit]").first.click()
    page.wait_for_load_state("networkidle")


@pytest.fixture
def partner_port(portal: object) -> int:
    """Return the port that the portal may reach on this machine."""
    return int(getattr(portal, "partner_port"))  # noqa: B009 - idem
