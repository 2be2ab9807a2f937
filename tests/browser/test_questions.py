"""A citizen asks, an agent answers, the next citizen finds the answer."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

SUBJECT = "Heures d’extinction de l’éclairage"
BODY = "Bonjour, à quelle heure les lampadaires de l’avenue sont-ils éteints ?"
ANSWER = "De minuit à cinq heures, sauf le samedi."
NEXT = "à quelle heure éteignez-vous les lampadaires"


def write(page: Page, asker: str) -> None:
    """Fill the form as a person does, not faster than three seconds."""
    page.locator("#field-subject").fill(SUBJECT)
    page.locator("#field-body").press_sequentially(BODY, delay=40)
    page.locator("#field-email").press_sequentially(asker, delay=40)


class TestQuestion:
    """From ``/annuaire`` to an answer for everybody."""

    def test_question_is_answered_and_its_answer_found(
        self,
        asker: str,
        page: Page,
        open_context: Callable[..., BrowserContext],
        log_in: Callable[..., None],
        expect_accessible: Callable[[Page], None],
    ) -> None:
        """The whole way, with what axe says of each page."""
        page.goto("/annuaire?q=un lampadaire est éteint")
        page.get_by_role("link", name="Poser une question").first.click()
        expect(page.locator(".t-lead")).to_contain_text("éclairage public")
        expect_accessible(page)
        write(page, asker)
        page.get_by_role("button", name="Envoyer la question").press("Enter")
        page.wait_for_url("**/questions/suivi/**")
        expect_accessible(page)
        private = page.url

        desk = open_context(viewport={"width": 375, "height": 812}).new_page()
        log_in(desk, "admin")
        desk.goto("/questions")
        expect_accessible(desk)
        desk.get_by_role("link", name=SUBJECT).click()
        expect_accessible(desk)
        desk.locator("#field-repondre-body").fill(ANSWER)
        desk.get_by_role("button", name="Envoyer la réponse").press("Enter")
        expect(desk.locator(".t-thread")).to_contain_text(ANSWER)
        desk.get_by_text("Publier la réponse pour tout le monde").click()
        desk.get_by_role("button", name="Proposer").click()
        desk.goto("/questions")
        expect_accessible(desk)
        desk.get_by_role("button", name="Publier", exact=True).click()

        page.goto(private)
        expect(page.locator(".t-thread")).to_contain_text(ANSWER)
        expect_accessible(page)

        other = open_context().new_page()
        other.goto(f"/annuaire?q={NEXT}")
        found = other.locator("details", has_text="lampadaires de l’avenue")
        found.locator("summary").press("Enter")
        expect(found).to_contain_text(ANSWER)
        expect_accessible(other)
        other.goto("/questions/nouvelle")
        other.locator("#field-subject").fill("Lampadaires")
        other.locator("#field-body").fill(NEXT)
        other.get_by_role("button", name="Envoyer la question").click()
        expect(other.get_by_role("alert")).to_contain_text("Déjà répondu")
        expect(other.locator("#field-body")).to_have_value(NEXT)
        expect_accessible(other)

    def test_without_javascript_a_mail_confirms(
        self,
        asker: str,
        open_context: Callable[..., BrowserContext],
        expect_accessible: Callable[[Page], None],
    ) -> None:
        """On a phone: errors keep the text, then one more step is told."""
        page = open_context(
            java_script_enabled=False, viewport={"width": 375, "height": 812}
        ).new_page()
        page.goto("/questions/nouvelle")
        page.locator("#field-subject").fill("Budget")
        page.locator("#field-body").press_sequentially(
            "Que coûte une place en crèche municipale ?", delay=80
        )
        page.get_by_role("button", name="Envoyer la question").click()
        expect(page.locator(".t-summary")).to_contain_text("adresse")
        expect(page.locator("#field-subject")).to_have_value("Budget")
        page.locator("#field-email").fill(asker)
        page.get_by_role("button", name="Envoyer la question").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("courriel")


class TestServices:
    """The organisation chart and its forms."""

    def test_administrator_adds_the_front_desk(
        self,
        page: Page,
        log_in: Callable[..., None],
        expect_accessible: Callable[[Page], None],
    ) -> None:
        """By keyboard; then a sentence that leads nowhere leads there."""
        log_in(page, "admin")
        page.goto("/annuaire/services")
        page.get_by_role("link", name="Ajouter un service").press("Enter")
        page.locator("#field-name").press_sequentially("Accueil de la mairie")
        page.locator("#field-mailbox").press_sequentially("accueil@ville.example")
        page.locator("#field-is_desk").press("Space")
        page.get_by_role("button", name="Enregistrer").press("Enter")
        expect(page.locator(".t-chart-tree")).to_contain_text("accueil@ville.example")
        expect_accessible(page)
        page.goto("/annuaire?q=xyzzy plugh")
        expect(page.locator(".t-empty").first).to_contain_text("accueil@ville.example")
        expect_accessible(page)

    def test_absence_is_planned_on_the_page(
        self,
        page: Page,
        log_in: Callable[..., None],
        expect_accessible: Callable[[Page], None],
    ) -> None:
        """A wrong day is told, a right one shown, and taken out again."""
        log_in(page, "admin")
        page.goto("/annuaire?q=dette de la ville")
        page.locator(".t-person h2 a").first.click()
        page.get_by_text("Prévoir une absence").click()
        page.locator("#field-starts_on").fill("2031-05-12")
        page.locator("#field-ends_on").fill("2031-05-02")
        page.get_by_role("button", name="Enregistrer l’absence").click()
        expect(page.locator(".t-summary")).to_contain_text("précède")
        expect_accessible(page)
        page.locator("#field-ends_on").fill("2031-05-16")
        page.get_by_role("button", name="Enregistrer l’absence").click()
        row = page.locator("li", has_text="12 mai 2031")
        expect(row).to_be_visible()
        row.get_by_role("button").click()
        expect(row).to_have_count(0)


class TestHandover:
    """Everything to somebody else, and back."""

    def test_leaving_agent_hands_over(
        self,
        open_context: Callable[..., BrowserContext],
        log_in: Callable[..., None],
        expect_accessible: Callable[[Page], None],
    ) -> None:
        """On a phone: nobody chosen is told, then all moves, then it is taken back."""
        page = open_context(viewport={"width": 375, "height": 812}).new_page()
        log_in(page, "admin")
        page.goto("/annuaire?q=dette de la ville")
        page.locator(".t-person h2 a").first.click()
        page.get_by_role("link", name="Passer la main").click()
        expect_accessible(page)
        page.get_by_role("button", name="Passer la main").click()
        expect(page.locator(".t-summary")).to_contain_text("Choisissez")
        expect_accessible(page)
        page.locator("#field-successor_id").select_option(
            label="Responsable de la voirie (Espace public)"
        )
        page.get_by_role("button", name="Passer la main").click()
        expect(page.locator(".t-empty")).to_contain_text("ne porte rien")
        expect_accessible(page)
        page.get_by_role("button", name="L’annuler").click()
        expect(page.locator("#field-successor_id")).to_be_visible()
