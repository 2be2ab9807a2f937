"""From a file to a published page, as agents of a service do it, in French."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from bench.corpus import cases
from playwright.sync_api import BrowserContext, Locator, Page, expect

MOST_TYPED = 6
STEPS = 12
PHONE = {"width": 375, "height": 812}
NOTES = "Relevé tenu par le service, mis à jour chaque année, pour les habitants."
YEARLY = re.compile("Tous les ans")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A file, what the person types on top of it, and what its page then shows."""

    file: str
    typed: Mapping[str, str]
    shows: tuple[str, ...]
    figure: bool = False


INDICATOR = Publication(
    file="taux_tri.csv",
    typed={
        "notes": NOTES,
        "indicator_definition": "Part des déchets collectés qui partent au tri.",
        "direction": "hausse",
        "data_source": "Pesées du centre de tri",
        "frequency": "Tous les ans",
    },
    shows=("Taux de tri des déchets ménagers", "47", "60"),
    figure=True,
)
SENSORS = Publication(
    file="capteurs-air-mars-2026.csv",
    typed={
        "notes": NOTES,
        "data_nature": "capteur_indicatif",
        "frequency": "Tous les ans",
    },
    shows=("RSO-AIR-01", "µg/m"),
    figure=True,
)
MAP = Publication(
    file="espaces_verts.gpkg",
    typed={"notes": NOTES, "frequency": "Tous les ans"},
    shows=("Espaces verts", "GPKG"),
)
SHEET = Publication(
    file="effectifs.xlsx",
    typed={"notes": NOTES, "frequency": "Tous les ans"},
    shows=("Effectifs scolaires par école", "XLSX"),
)
PUBLICATIONS = (INDICATOR, SENSORS, MAP, SHEET)


@dataclass(slots=True)
class Publisher:
    """Somebody who publishes: what they type is counted."""

    page: Page
    values: Mapping[str, str]
    typed: dict[str, str] = field(default_factory=dict)

    def send(self, path: Path) -> None:
        """Send the file from the page of all the ways."""
        self.page.goto("/publier")
        self.page.locator("#field-upload").set_input_files(path)
        self.page.get_by_role("button", name="Lire ce fichier").click()
        self.page.wait_for_url(re.compile("/publier/fichier/"))

    def accept(self) -> None:
        """Accept what the portal read, and go on."""
        self.page.locator("button[value=accept_all]").click()
        self.page.wait_for_load_state()
        self.page.locator("button[name=act][value=continue]").click()
        self.page.wait_for_load_state("networkidle")
        refusal = self.page.locator(".t-summary")
        assert not refusal.count(), refusal.inner_text()
        self.page.wait_for_url(re.compile("/publier/jeu/"))

    def describe(self, look: Callable[[Page], None]) -> None:
        """Fill every step until that of the files."""
        for _ in range(STEPS):
            self.page.wait_for_load_state()
            if self.page.url.endswith("/fichiers"):
                return
            look(self.page)
            for name, value in self.values.items():
                self._fill(name, value)
            self.page.locator("button.t-btn[name=save][value=next]").click()
            self.page.wait_for_load_state("networkidle")
        pytest.fail(f"the files were not reached: {self.page.url}")

    def publish(self, look: Callable[[Page], None]) -> None:
        """Read over and publish."""
        look(self.page)
        self.page.get_by_role("link", name="Relire et publier").first.click()
        self.page.wait_for_url(re.compile("/relire"))
        look(self.page)
        tick = self.page.locator("[name=is_checked]")
        if tick.count():
            tick.check()
        self.page.locator("button[name=decision][value=publish]").click()
        self.page.wait_for_url(re.compile(r"/(dataset|performance|environment)/[^/]+$"))

    def _fill(self, name: str, value: str) -> None:
        found: Locator = self.page.locator(f"[name={name}]").first
        if not found.count() or name in self.typed or not found.is_visible():
            return
        if found.evaluate("element => element.tagName") == "SELECT":
            options = found.locator("option").all_inner_texts()
            by_label = value in options
            found.select_option(**({"label": value} if by_label else {"value": value}))
        elif found.get_attribute("type") == "radio":
            self.page.locator(f"[name={name}][value={value}]").check()
        else:
            found.fill(value)
        self.typed[name] = value


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return what writes a file of the corpus."""
    folder = tmp_path_factory.mktemp("publish")

    def write(name: str) -> Path:
        (case,) = (case for case in cases() if case.name == name)
        path = folder / name
        case.write(path)
        return path

    return write


def see(page: Page, publication: Publication) -> None:
    """Check that the page of a publication shows it."""
    main = page.get_by_role("main")
    for text in publication.shows:
        expect(main).to_contain_text(text)
    if publication.figure:
        figure = page.locator("figure", has=page.locator("svg, canvas")).first
        expect(figure).to_be_visible()
        expect(page.locator("figure table caption").first).to_have_count(1)


class TestFromTheFile:
    """Each kind of file becomes a page, with little to type."""

    @pytest.mark.parametrize("publication", PUBLICATIONS, ids=lambda each: each.file)
    def test_file_becomes_its_page(
        self,
        page: Page,
        made: Callable[[str], Path],
        publication: Publication,
        log_in: Callable[..., None],
        expect_accessible: Callable[[Page], None],
    ) -> None:
        """Six fields at most are typed, every step is accessible."""
        log_in(page, "redaction")
        agent = Publisher(page, publication.typed)
        page.goto("/publier")
        expect_accessible(page)
        agent.send(made(publication.file))
        expect_accessible(page)
        agent.accept()
        agent.describe(expect_accessible)
        agent.publish(expect_accessible)
        see(page, publication)
        assert len(agent.typed) <= MOST_TYPED, agent.typed
        expect_accessible(page)

    def test_budget_needs_nothing_but_its_file(
        self,
        page: Page,
        made: Callable[[str], Path],
        log_in: Callable[..., None],
        expect_accessible: Callable[[Page], None],
    ) -> None:
        """A TOTEM document is published at once, its charts with it."""
        log_in(page, "redaction")
        agent = Publisher(page, {})
        agent.send(made("flux_eau.xml"))
        expect_accessible(page)
        page.locator("button[value=accept_all]").click()
        page.wait_for_load_state()
        page.locator("button[name=act][value=continue]").click()
        page.wait_for_url(re.compile(r"/budget/[^/]+$"))
        expect(page.locator("figure svg, figure canvas").first).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_contain_text("2024")
        expect_accessible(page)

    def test_nothing_is_accepted_without_a_click(
        self,
        page: Page,
        made: Callable[[str], Path],
        log_in: Callable[..., None],
    ) -> None:
        """Left as they are, proposals fill nothing."""
        log_in(page, "redaction")
        agent = Publisher(page, {})
        agent.send(made("espaces_verts.gpkg"))
        expect(page.locator("input[type=radio]:checked")).to_have_count(0)
        page.locator("button[name=act][value=continue]").click()
        page.wait_for_url(re.compile("/publier/jeu/"))
        assert page.locator("[name=territory_theme]:checked").count() == 0


class TestOtherWays:
    """The same journey on a phone without JavaScript, and by keyboard."""

    def test_javascript_is_not_needed(
        self,
        open_context: Callable[..., BrowserContext],
        made: Callable[[str], Path],
        log_in: Callable[..., None],
    ) -> None:
        """All steps, on a phone with JavaScript off."""
        page = open_context(java_script_enabled=False, viewport=PHONE).new_page()
        log_in(page, "redaction")
        agent = Publisher(page, MAP.typed)
        agent.send(made(MAP.file))
        agent.accept()
        agent.describe(lambda _page: None)
        agent.publish(lambda _page: None)
        see(page, MAP)

    def test_keyboard_is_enough(
        self,
        page: Page,
        made: Callable[[str], Path],
        log_in: Callable[..., None],
    ) -> None:
        """From the file to the page without a pointer."""
        log_in(page, "redaction")
        page.goto("/publier")
        tab_to(page, "#field-upload")
        with page.expect_file_chooser() as chooser:
            page.keyboard.press("Space")
        chooser.value.set_files(made(MAP.file))
        press(page, "form[data-module=territory-upload] button[type=submit]")
        page.wait_for_url(re.compile("/publier/fichier/"))
        press(page, "button[value=accept_all]")
        press(page, "button[name=act][value=continue]")
        page.wait_for_url(re.compile("/publier/jeu/"))
        for _ in range(STEPS):
            if page.url.endswith("/fichiers"):
                break
            if page.locator("#field-notes").count():
                tab_to(page, "#field-notes")
                page.keyboard.type(NOTES)
            if page.locator("#field-frequency").count():
                tab_to(page, "#field-frequency")
                page.keyboard.type("Tous les a")
            press(page, "button.t-btn[name=save][value=next]")
        press(page, "a.t-btn[href$=relire]")
        page.wait_for_url(re.compile("/relire"))
        press(page, "button[name=decision][value=publish]")
        page.wait_for_url(re.compile(r"/dataset/[^/]+$"))
        see(page, MAP)


TABS = 160


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(TABS):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} was not reached in {TABS} tabs")


def press(page: Page, selector: str) -> None:
    """Reach a button or a link by Tab, and press it."""
    tab_to(page, selector)
    with page.expect_navigation(wait_until="networkidle"):
        page.keyboard.press("Enter")
