"""What people come to do, from the home page to the end, in French."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

ROOT = Path(__file__).resolve().parents[2]
SENTENCE = "la lumière de ma rue est en panne"
ANSWER = "Responsable de l’éclairage public"
TABS = 40
FREQUENCY_STEP = 4
TOO_LONG = "Bancs" * 101


@pytest.fixture(scope="session")
def budget_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a TOTEM file of the imaginary town: its account of 2024."""
    path = tmp_path_factory.mktemp("budget") / "compte-2024.xml"
    words = ("-m", "demo", "totem", "--year", "2024", "--stage", "ca", str(path))
    subprocess.run([sys.executable, *words], cwd=ROOT, check=True)  # noqa: S603
    return path


class TestPublishBudget:
    """From a file to a page with charts."""

    def test_file_becomes_a_page_with_its_chart(
        self,
        page: Page,
        budget_file: Path,
        log_in: Callable[..., None],
        expect_accessible: Callable[[Page], None],
    ) -> None:
        """An editor drops the file; chart, table and sentence are there."""
        log_in(page, "redaction")
        page.goto("/budget/publier")
        page.locator("input[type=file]").set_input_files(budget_file)
        page.get_by_role("main").locator("button[type=submit]").click()
        page.wait_for_load_state("networkidle")
        expect(page.get_by_role("heading", level=1)).to_contain_text("2024")
        figure = page.locator("figure").first
        expect(figure.locator("svg, canvas").first).to_be_visible()
        expect(figure.locator("table caption")).to_have_count(1)
        expect(page.locator(".t-lead").first).to_contain_text("€")
        expect_accessible(page)

    def test_wrong_file_is_refused_in_words(
        self,
        page: Page,
        tmp_path: Path,
        log_in: Callable[..., None],
        expect_accessible: Callable[[Page], None],
    ) -> None:
        """The refusal is a summary with a link to the field."""
        wrong = tmp_path / "photo.xml"
        wrong.write_text("<html>ceci n’est pas un budget</html>", encoding="utf-8")
        log_in(page, "redaction")
        page.goto("/budget/publier")
        page.locator("input[type=file]").set_input_files(wrong)
        page.get_by_role("main").locator("button[type=submit]").click()
        page.wait_for_load_state("networkidle")
        expect(page.locator(".t-summary")).to_be_visible()
        expect_accessible(page)


class TestFindPerson:
    """From a sentence to the person who answers."""

    def test_sentence_leads_to_the_person(
        self, page: Page, expect_accessible: Callable[[Page], None]
    ) -> None:
        """The first card is the right one."""
        page.goto("/")
        page.get_by_label("Votre problème").fill(SENTENCE)
        page.get_by_role("button", name="Trouver").click()
        expect(page.locator(".t-person").first).to_contain_text(ANSWER)
        expect_accessible(page)

    def test_keyboard_is_enough(self, page: Page) -> None:
        """Tab, a sentence and Enter: no pointer from the home page to the card."""
        page.goto("/")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
        tab_to(page, "#home-problem")
        page.keyboard.type(SENTENCE)
        page.keyboard.press("Enter")
        page.wait_for_load_state()
        card = page.locator(".t-person").first
        expect(card).to_contain_text(ANSWER)
        tab_to(page, ".t-person h2 a")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text(ANSWER)

    def test_javascript_is_not_needed(
        self, open_context: Callable[..., BrowserContext]
    ) -> None:
        """The same answer on a phone with JavaScript off."""
        page = open_context(
            java_script_enabled=False, viewport={"width": 375, "height": 812}
        ).new_page()
        page.goto("/")
        page.locator("#home-problem").fill(SENTENCE)
        page.locator("#home-problem").press("Enter")
        page.wait_for_load_state()
        expect(page.locator(".t-person").first).to_contain_text(ANSWER)


class TestSearch:
    """From a word to a dataset."""

    def test_theme_and_word_lead_to_a_dataset(
        self, page: Page, expect_accessible: Callable[[Page], None]
    ) -> None:
        """A filter is added, shown, and removed."""
        page.goto("/dataset/")
        page.get_by_label("Chercher dans les données").fill("vélo")
        page.get_by_label("Chercher dans les données").press("Enter")
        page.locator(".t-facet a", has_text="Mobilité").first.click()
        chip = page.locator(".t-chips a")
        expect(chip).to_contain_text("Mobilité")
        expect_accessible(page)
        page.get_by_role("link", name="Comptages vélo du pont Neuf").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("pont Neuf")
        page.go_back()
        chip.click()
        expect(page.locator(".t-chips a")).to_have_count(0)

    def test_nothing_found_offers_a_next_step(self, page: Page) -> None:
        """An empty result leads to the directory with the same words."""
        page.goto("/dataset/?q=introuvable")
        link = page.locator(".t-empty a", has_text="introuvable")
        assert "/annuaire?q=introuvable" in (link.get_attribute("href") or "")

    def test_agents_datasets_stay_hidden(self, page: Page) -> None:
        """Neither the list, nor the page, nor the home page names them."""
        for path in ("/", "/dataset/", "/dataset/?q=accidents"):
            page.goto(path)
            assert page.get_by_text("Lieux des accidents").count() == 0
        answer = page.goto("/dataset/accidents")
        assert answer is not None
        assert answer.status == 404


class TestForm:
    """The form of a plain dataset."""

    def test_what_is_wrong_is_said_in_a_summary(
        self,
        page: Page,
        log_in: Callable[..., None],
        expect_accessible: Callable[[Page], None],
    ) -> None:
        """The summary takes the focus and links to the field; nothing typed is lost."""
        log_in(page, "redaction")
        page.goto("/publier/dataset/nouveau")
        page.locator("#field-title").fill(TOO_LONG)
        save(page)
        summary = page.locator(".t-summary")
        expect(summary).to_be_focused()
        expect_accessible(page)
        summary.get_by_role("link").first.click()
        expect(page.locator("#field-title")).to_be_focused()
        expect(page.locator("#field-title")).to_have_value(TOO_LONG)

    def test_dataset_is_described_step_by_step(
        self, page: Page, log_in: Callable[..., None]
    ) -> None:
        """Five steps, a link, a look, and the page is there."""
        log_in(page, "redaction")
        page.goto("/publier/dataset/nouveau")
        describe(page, "Bancs publics")
        for step in range(2, 7):
            if step == FREQUENCY_STEP:
                page.locator("#field-frequency").select_option(label="Tous les ans")
            save(page)
            current = page.locator(".t-steps li").nth(step - 1)
            expect(current.locator("[aria-current=step]")).to_have_count(1)
        add_link(page, "https://ville.example/bancs.csv", "Bancs (CSV)")
        page.get_by_role("link", name="Relire et publier").first.click()
        page.locator("button[name=decision][value=publish]").click()
        page.wait_for_url(re.compile(r"/dataset/[^/]+$"))
        expect(page.get_by_role("heading", level=1)).to_have_text("Bancs publics")
        expect(page.locator(".t-files")).to_contain_text("Bancs (CSV)")

    def test_what_a_step_lacks_is_a_link_to_it(
        self,
        page: Page,
        log_in: Callable[..., None],
        expect_accessible: Callable[[Page], None],
    ) -> None:
        """A frequency left out is asked for at the end, and the link finds it."""
        log_in(page, "redaction")
        page.goto("/publier/dataset/nouveau")
        describe(page, "Fontaines")
        save(page)
        address = page.url.rpartition("/")[0]
        page.goto(f"{address}/relire")
        expect(page.locator("button[name=decision][value=publish]")).to_have_count(0)
        expect_accessible(page)
        page.get_by_role("link", name="Corriger : Fréquence").click()
        expect(page.locator("#field-frequency")).to_be_visible()

    def test_leaving_and_coming_back_loses_nothing(
        self, page: Page, log_in: Callable[..., None]
    ) -> None:
        """What is typed is kept by itself, and offered again."""
        log_in(page, "redaction")
        page.goto("/publier/dataset/nouveau")
        page.locator("#field-title").fill("Toilettes publiques")
        page.locator("#field-notes").fill("Chaque édicule, ses horaires.")
        kept = page.locator("#territory-form-status")
        expect(kept).to_contain_text("Enregistré", timeout=15000)
        page.goto("/publier")
        page.get_by_role("link", name="Toilettes publiques").first.click()
        expect(page.locator("#field-title")).to_have_value("Toilettes publiques")
        expect(page.locator("#field-notes")).to_have_value(
            "Chaque édicule, ses horaires."
        )

    def test_two_windows_do_not_overwrite_one_another(
        self,
        page: Page,
        log_in: Callable[..., None],
        expect_accessible: Callable[[Page], None],
    ) -> None:
        """The second one to save sees both versions and chooses."""
        log_in(page, "redaction")
        page.goto("/publier/dataset/nouveau")
        describe(page, "Boîtes à livres")
        save(page)
        address = f"{page.url.rpartition('/')[0]}/1"
        other = page.context.new_page()
        for window, title in ((page, "Boîtes à livres"), (other, "Livres")):
            window.goto(address)
            window.locator("#field-title").fill(f"{title} de la ville")
        save(page)
        save(other)
        expect(other.get_by_role("main")).to_contain_text("Boîtes à livres de la ville")
        expect(other.get_by_role("main")).to_contain_text("Livres de la ville")
        expect_accessible(other)


def describe(page: Page, title: str) -> None:
    """Fill what the first step of a plain dataset asks for."""
    page.locator("#field-title").fill(title)
    page.locator("#field-notes").fill("Ce que contiennent les données, et pour qui.")
    page.locator("[name=territory_theme][value=espace-public]").check()


def save(page: Page) -> None:
    """Save the step and go on."""
    page.locator("button.t-btn[name=save][value=next]").click()
    page.wait_for_load_state("networkidle")


def add_link(page: Page, url: str, name: str) -> None:
    """Add a link on the step of the files."""
    box = page.locator("form", has=page.locator("[name=how][value=link]"))
    box.locator("[name=url]").fill(url)
    box.locator("[name=name]").fill(name)
    box.locator("button[type=submit]").click()
    page.wait_for_load_state("networkidle")


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(TABS):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} was not reached in {TABS} tabs")
