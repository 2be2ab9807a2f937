"""From the question to the succession, without a mouse, and without JavaScript too."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from playwright.sync_api import BrowserContext, Locator, Page, expect

if TYPE_CHECKING:
    from conftest import Portal

MOST_STEPS = 150
# The portal takes nobody for a person who fills the form within three seconds.
SLOW = 60


@dataclass(slots=True)
class Keyboard:
    """A page that is only ever read, and told by keys."""

    page: Page

    def reach(self, target: Locator) -> Locator:
        """Press Tab until something has the focus, as anybody would."""
        expect(target).to_be_visible()
        for _step in range(MOST_STEPS):
            if target.evaluate("one => one === document.activeElement"):
                return target
            self.page.keyboard.press("Tab")
        pytest.fail(f"{self.page.url}: no way to {target} by keyboard")

    def write(self, field: str, text: str) -> None:
        """Type into a field."""
        self.reach(self.page.locator(f"#field-{field}"))
        self.page.keyboard.type(text, delay=SLOW)

    def enter(self, role: str, name: str) -> None:
        """Press Enter on the first link or button of a name."""
        target = self.page.get_by_role(role, name=name, exact=True)  # pyright: ignore[reportArgumentType]
        self.follow(target.first)

    def follow(self, target: Locator) -> None:
        """Press Enter on what leads to another page."""
        self.reach(target)
        self.send()

    def send(self) -> None:
        """Press Enter where the focus is; another page comes."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def log_in(self, name: str, password: str) -> None:
        """Log in through the form."""
        self.page.goto("/user/login")
        form = self.page.locator("form", has=self.page.locator("[name=password]"))
        for field, text in (("login", name), ("password", password)):
            self.reach(form.locator(f"[name={field}]"))
            self.page.keyboard.type(text)
        self.send()


def confirmation(portal: Portal) -> str:
    """Return the private link of the newest mail to an asker."""
    engine = sa.create_engine(portal.environment["CKAN_SQLALCHEMY_URL"])
    newest = "SELECT body FROM territory_mail ORDER BY created_at DESC LIMIT 1"
    with engine.connect() as connection:
        body = connection.execute(sa.text(newest)).scalar_one()
    engine.dispose()
    found = re.search(r"/questions/suivi/[\w-]+", body)
    assert found, body
    return found.group()


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def is_scripted(request: pytest.FixtureRequest) -> bool:
    """Tell whether pages run their scripts."""
    return bool(request.param)


@pytest.fixture
def somebody(
    open_context: Callable[..., BrowserContext], is_scripted: bool
) -> Callable[[], Keyboard]:
    """Return a maker of people with a browser of their own."""
    return lambda: Keyboard(open_context(java_script_enabled=is_scripted).new_page())


class TestWithoutMouse:
    """Every step is reached by Tab and done by Enter."""

    def test_question_is_answered_and_found(
        self,
        portal: Portal,
        asker: str,
        somebody: Callable[[], Keyboard],
        is_scripted: bool,
    ) -> None:
        """A citizen finds, asks and reads; an agent answers; the next one finds it."""
        problem, subject, text = (
            ("un nid de poule dans ma rue", "Trou rue du Moulin", "Quel délai ?")
            if is_scripted
            else ("ma poubelle jaune déborde", "Bac jaune cassé", "Qui le change ?")
        )
        answer = f"Sous dix jours. {subject}."
        citizen = somebody()
        citizen.page.goto("/annuaire")
        citizen.reach(citizen.page.locator("#problem"))
        citizen.page.keyboard.type(problem)
        citizen.send()
        citizen.enter("link", "Poser une question")
        citizen.write("subject", subject)
        citizen.write("body", f"{subject}, {problem}. {text}")
        citizen.write("email", asker)
        citizen.enter("button", "Envoyer la question")
        if is_scripted:
            citizen.page.wait_for_url("**/questions/suivi/**")
        else:
            expect(citizen.page.locator("h1")).to_contain_text("courriel")
            citizen.page.goto(confirmation(portal))
            citizen.enter("button", "Envoyer ma question")
        private = citizen.page.url

        agent = somebody()
        agent.log_in("admin", portal.environment["PORTAL_PASSWORD"])
        agent.page.goto("/questions")
        agent.enter("link", subject)
        agent.write("repondre-body", answer)
        agent.enter("button", "Envoyer la réponse")
        expect(agent.page.locator(".t-thread")).to_contain_text(answer)
        agent.reach(agent.page.locator("summary", has_text="Publier la réponse"))
        agent.page.keyboard.press("Enter")
        agent.enter("button", "Proposer")
        agent.page.goto("/questions")
        agent.enter("button", "Publier")

        citizen.page.goto(private)
        expect(citizen.page.locator(".t-thread")).to_contain_text(answer)
        other = somebody()
        other.page.goto(f"/annuaire?q={subject}, {problem}")
        found = other.page.locator("details", has_text=subject).first
        other.reach(found.locator("summary"))
        other.page.keyboard.press("Enter")
        expect(found).to_contain_text(answer)

    def test_leaving_agent_hands_over(
        self, portal: Portal, somebody: Callable[[], Keyboard]
    ) -> None:
        """To whoever is chosen, and back."""
        agent = somebody()
        agent.log_in("admin", portal.environment["PORTAL_PASSWORD"])
        agent.page.goto("/annuaire?q=dette de la ville")
        agent.follow(agent.page.locator(".t-person h2 a").first)
        agent.enter("link", "Passer la main")
        agent.reach(agent.page.locator("#field-successor_id"))
        agent.page.keyboard.type("Responsable de la voirie")
        agent.enter("button", "Passer la main")
        expect(agent.page.locator(".t-empty")).to_contain_text("ne porte rien")
        agent.enter("button", "L’annuler")
        expect(agent.page.locator("#field-successor_id")).to_be_visible()
