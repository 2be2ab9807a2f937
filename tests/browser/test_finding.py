"""An agent types problems as people tell them, and finds whom to ask."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

PROBLEMS = {
    "un chêne menace de tomber sur l’école": "parcs et jardins",
    "elle n’arrive plus à payer son électricité": "accompagnement social",
    "l’eau du robinet est trouble": "régie de l",
    "qui a le linéaire de voirie ?": "voirie",
    "nid de poule devant la mairie": "voirie",
    "mon fils est allergique aux arachides": "restauration scolaire",
    "inscrire ma fille en maternelle": "éducation",
    "combien la commune doit-elle aux banques": "budget",
    "un tas de gravats au bord du chemin": "déchets",
    "le camion n’a pas ramassé la poubelle jaune": "déchets",
    "où attacher mon vélo près de la gare": "vélo",
    "borne de recharge hors service": "vélo",
    "emprunter un livre le samedi": "médiathèque",
    "réserver le gymnase pour le tournoi de judo": "sports",
    "subvention pour le club de pétanque": "sports",
    "retrouver la délibération du 12 mars": "assemblées",
    "un fournisseur demande quand il sera payé": "achats",
    "le lampadaire clignote toute la nuit": "éclairage public",
    "je cherche la couche SIG des bâtiments": "données",
    "portage de repas pour ma mère de 90 ans": "accompagnement social",
}


@pytest.mark.parametrize("width", [1280, 375])
def test_twenty_problems_find_their_person(
    open_context: Callable[..., BrowserContext],
    log_in: Callable[..., None],
    expect_accessible: Callable[[Page], None],
    width: int,
) -> None:
    """Typed in the box and sent by Enter: the person is shown, most often first."""
    page = open_context(viewport={"width": width, "height": 800}).new_page()
    log_in(page, "admin")
    page.goto("/annuaire")
    missed: dict[str, list[str]] = {}
    first = 0
    for problem, person in PROBLEMS.items():
        page.locator("#problem").fill(problem)
        page.locator("#problem").press("Enter")
        expect(page.locator("#problem")).to_have_value(problem)
        found = page.locator(".t-person h3, .t-person h2").all_inner_texts()
        first += bool(found) and person in found[0]
        if not any(person in one for one in found):
            missed[problem] = found
    assert missed == {}
    assert first >= 18
    expect_accessible(page)
