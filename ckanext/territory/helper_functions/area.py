"""Helpers of the field where the places of a dataset are chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from ckanext.territory.areas import areas
from ckanext.territory.domain.area import AreaIndex
from ckanext.territory.domain.area.resolve import resolve, split_texts

__all__ = ["territory_form_places"]


class FormPlace(TypedDict):
    """A place of the form: what is sent, what is read, what may be typed instead."""

    value: str
    label: str
    text: str


def territory_form_places(data: Mapping[str, object], name: str) -> list[FormPlace]:
    """Return the places in a field, as they were stored or just typed."""
    given = data.get(name)
    texts = [str(each) for each in given] if isinstance(given, list) else [given]
    level = str(data.get("territory_level") or "")
    typed = split_texts(str(text) for text in texts if text)
    return [_form_place(areas(), level, text) for text in typed]


def _form_place(index: AreaIndex, level: str, text: str) -> FormPlace:
    found = resolve(index, level, [text])
    code = found.codes[0] if len(found.codes) == 1 and not found.refused else text
    place = index.get(level, code) if level else None
    if place is None:
        return {"value": code, "label": code, "text": code}
    label = index.label(place)
    is_clear = resolve(index, level, [label]).codes == (code,)
    return {"value": code, "label": label, "text": label if is_clear else code}
