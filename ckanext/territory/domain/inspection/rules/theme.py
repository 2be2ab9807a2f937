"""The theme, by the words of titles and names, or by the schema that rows follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from ckanext.territory.domain.french import analyze
from ckanext.territory.domain.inspection.found import Proposal
from ckanext.territory.domain.inspection.subject import Subject
from ckanext.territory.domain.theme import Theme, ThemeTree

# Words of the names of schemas, and the theme of what they describe.
_SCHEMAS: Final[Mapping[str, str]] = {
    "subventions": "finances-subventions",
    "deliberations": "conseil-municipal",
    "irve": "mobilite-partagee",
    "covoiturage": "mobilite-partagee",
    "stationnement": "stationnement",
    "amenagements-cyclables": "velo",
    "decp": "commande-publique",
    "marche": "commande-publique",
    "prenoms": "etat-civil",
    "menus": "restauration-scolaire",
    "arbre": "espaces-verts",
    "friches": "urbanisme-projets",
    "eclairage": "eclairage-public",
    "fontaine": "mobilier-urbain",
    "catalogue": "numerique",
    "footprint": "climat",
}
# One of the themes' words alone is too little to go by, or means something else too.
_WEAK: Final = """
structure location inclusion territoire territoires nature politique projet projets
communication international société statistiques formation recherche tri régie élus
travaux horaires arrêts boundaries base gaz chaleur jobs tax taxes arts agents effectifs
affichage emplacements place parcs achats formation équipements
infrastructures adresses scrutin aides jeunes dépenses recettes comptes innovation
emploi réseau boutiques services public publics eau air bruit nuisibles foires social
"""
_DOMAINS: Final[Mapping[str, str]] = {
    "air": "air",
    "bruit": "bruit",
    "eau": "eau",
    "dechets": "dechets",
    "energie": "energie",
    "climat": "climat",
    "ges": "climat",
    "biodiversite": "biodiversite",
}
_SPACED: Final = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ][a-zà-ÿ])|[_\-.]+")
Stems = tuple[str, ...]


def propose_theme(subject: Subject) -> Iterator[Proposal]:
    """Yield one theme, when the file says it."""
    tree = subject.request.themes
    if subject.budget is not None:
        yield from _known(subject, "finances-budget", "inspection.because_budget", {})
        return
    for text, reason in _texts(subject):
        found = theme_in(text, tree)
        if found is not None:
            theme, words = found
            yield _proposal(subject, theme, reason, {"words": words}, 0.75)
            return
    if subject.schema is not None:
        code = next(
            (code for word, code in _SCHEMAS.items() if word in subject.schema.address),
            "",
        )
        facts = {"schema": subject.schema.title}
        yield from _known(subject, code, "inspection.because_schema_theme", facts)


def theme_of_domain(subject: Subject, domain: str) -> Iterator[Proposal]:
    """Yield the theme of a domain of the environment."""
    code = _DOMAINS.get(domain, "")
    yield from _known(subject, code, "inspection.because_domain", {"domain": domain})


def theme_in(text: str, tree: ThemeTree) -> tuple[Theme, str] | None:
    """Return the theme that a text names, and the words that name it.

    A theme of the second level comes before one of the first; then the longest name;
    then the one that the text says first: in French that is the matter itself.
    """
    stems = analyze(_SPACED.sub(" ", text))
    names = _names(tree)
    longest = max(map(len, names), default=0)
    best: tuple[tuple[bool, int, int], Theme, Stems] | None = None
    for start in range(len(stems)):
        for size in range(1, min(longest, len(stems) - start) + 1):
            name = tuple(stems[start : start + size])
            theme = names.get(name)
            if theme is None:
                continue
            rank = (theme.parent is not None, size, -start)
            if best is None or rank > best[0]:
                best = (rank, theme, name)
    if best is None:
        return None
    return best[1], _written(text, best[2])


def _written(text: str, name: Stems) -> str:
    """Return the words of a text that have these stems, as they are written."""
    words = re.findall(r"[^\W_]+", _SPACED.sub(" ", text))
    kept = [word for word in words if set(analyze(word)) & set(name)]
    return " ".join(dict.fromkeys(kept)) or " ".join(name)


@lru_cache(maxsize=2)
def _names(tree: ThemeTree) -> Mapping[Stems, Theme]:
    weak = {tuple(analyze(word)) for word in _WEAK.split()}
    names: dict[Stems, Theme] = {}
    for theme in tree.all():
        for term in (theme.label["fr"], theme.code, *theme.also):
            name = tuple(analyze(term))
            if name and name not in weak:
                names.setdefault(name, theme)
    return names


def _texts(subject: Subject) -> Iterator[tuple[str, str]]:
    indicator = subject.named("indicator_name")
    if indicator is not None and indicator.distinct == 1:
        yield indicator.values[0], "inspection.because_title_words"
    for title in subject.titles[:1]:
        yield title, "inspection.because_title_words"
    yield Path(subject.request.name).stem, "inspection.because_name_words"
    if subject.part:
        yield subject.part, "inspection.because_part_words"


def _known(
    subject: Subject, code: str, reason: str, facts: Mapping[str, str]
) -> Iterator[Proposal]:
    theme = subject.request.themes.get(code)
    if theme is not None:
        yield _proposal(subject, theme, reason, facts, 0.85)


def _proposal(
    subject: Subject,
    theme: Theme,
    reason: str,
    facts: Mapping[str, str],
    confidence: float,
) -> Proposal:
    language = subject.request.language
    return Proposal(
        field="territory_theme",
        value=[theme.code],
        reason=reason,
        facts=facts,
        text=theme.label.get(language, theme.label["en"]),
        confidence=confidence,
    )
