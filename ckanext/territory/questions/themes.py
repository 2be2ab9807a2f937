"""Under which themes an answer is found."""

from __future__ import annotations

import json

from ckan import model

from ckanext.territory.model.question import Question
from ckanext.territory.model.referent import Referent


def themes_of(question: Question) -> list[str]:
    """Return the theme asked about, else those of the dataset, else the referent's."""
    if question.about.get("theme"):
        return [question.about["theme"]]
    package = model.Package.get(question.dataset_id) if question.dataset_id else None
    if package is not None:
        found = (package.extras or {}).get("territory_theme")
        codes = json.loads(found) if isinstance(found, str) and found else found
        if isinstance(codes, list):
            return [str(code) for code in codes]
    person = model.Session.get(Referent, question.referent_id or "")
    return list(person.themes) if person else []
