"""The page that lets a person choose between two changes of the same field."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from ckan.plugins import toolkit as tk

from ckanext.territory.forms import posted
from ckanext.territory.views import form_page
from ckanext.territory.views.form_place import Place

MINE, THEIRS = "mine", "theirs"


def conflict_page(
    place: Place, conflicts: Sequence[Mapping[str, Any]], base: Mapping[str, str]
) -> str:
    """Render mine and theirs, field by field, over what the step was sent with."""
    known = {field["field_name"]: field for field in place.fields}
    form = tk.request.form
    sent = [
        (name, value)
        for name, value in form.items(multi=True)
        if not name.startswith((posted.BASE, posted.TAKE, "_csrf"))
    ]
    current = {row["field"]: row["base"] for row in conflicts}
    rows = [
        {
            "name": f"{posted.TAKE}{row['field']}",
            "label": tk.h.scheming_language_text(known[row["field"]]["label"]),
            "mine": form_page.in_words(known[row["field"]], row["mine"]),
            "theirs": form_page.in_words(known[row["field"]], row["theirs"]),
        }
        for row in conflicts
    ]
    return tk.render(
        "territory/form/conflict.html",
        {
            **form_page.head(place, place.dataset),
            "rows": rows,
            "sent": sent,
            "base_name": posted.BASE,
            "base": json.dumps({**base, **current}),
        },
    )


def chosen(values: posted.Values, form: MultiDict[str, str]) -> posted.Values:
    """Return the values without those that the person leaves to the others."""
    return {
        name: value
        for name, value in values.items()
        if form.get(f"{posted.TAKE}{name}") != THEIRS
    }
