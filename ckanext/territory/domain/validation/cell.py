"""From the library's word on a cell to our code, with the remedy when one is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, cast

from ckanext.territory.domain.table_schema import SchemaField
from ckanext.territory.domain.validation import remedy
from ckanext.territory.domain.validation.finding import Finding, excerpt

_CONSTRAINT = re.compile(r'constraint "(\w+)"')
_EARLIER_ROW = re.compile(r"at position (\d+)")
SHOWN_CHOICES: Final = 12
_SIMPLE: Final = {
    "datetime": ("validation.datetime", "2024-03-31T08:00:00"),
    "time": ("validation.time", "08:30:00"),
    "yearmonth": ("validation.yearmonth", "2024-03"),
    "duration": ("validation.duration", "PT15M"),
}
_FORMATS: Final = {
    "email": ("validation.email", "contact@mairie.example"),
    "uri": ("validation.uri", "https://www.mairie.example/page"),
    "uuid": ("validation.uuid", "123e4567-e89b-12d3-a456-426614174000"),
}
_BOUNDS: Final = {
    "minimum": "validation.minimum",
    "maximum": "validation.maximum",
    "minLength": "validation.min_length",
    "maxLength": "validation.max_length",
}
Remedy = tuple[str, Mapping[str, Any]]


def type_finding(field: SchemaField, value: str) -> Remedy:
    """Return the code and facts of a value that is not of its column's type."""
    explain = _BY_TYPE.get(field.type)
    if explain is not None:
        return explain(field, value)
    if field.type in _SIMPLE:
        code, example = _SIMPLE[field.type]
        return code, {"example": field.example or example}
    if field.type == "string" and field.content.get("format") in _FORMATS:
        code, example = _FORMATS[field.content["format"]]
        return code, {"example": field.example or example}
    return "validation.type", {"expected": field.type}


def constraint_finding(field: SchemaField, value: str, note: str) -> Remedy:
    """Return the code and facts of a value that breaks a constraint of its column."""
    found = _CONSTRAINT.search(note)
    name = found[1] if found else ""
    bound = field.constraints.get(name)
    if name == "required":
        return "validation.required", {}
    if name == "enum" and isinstance(bound, list):
        choices = cast("list[object]", bound)
        return _choice(value, [str(each) for each in choices])
    if name == "pattern":
        if field.example and _fits(str(bound), field.example):
            return "validation.pattern_example", {"example": excerpt(field.example)}
        return "validation.pattern", {"expected": excerpt(str(bound))}
    if name in _BOUNDS:
        facts = {"expected": str(bound)}
        if name.endswith("Length"):
            facts["found"] = str(len(value))
        return _BOUNDS[name], facts
    return "validation.constraint", {"expected": name or "?"}


def repeated_finding(note: str, number: Callable[[int], int]) -> Remedy:
    """Return the code and facts of a value that stands in an earlier row.

    ``number`` leads from the library's rows to those of the file.
    """
    found = _EARLIER_ROW.search(note)
    if found is None:
        return "validation.key_empty", {}
    return "validation.repeated", {"earlier": number(int(found[1]))}


def cell_finding(row: int, column: str, value: str, remedy_: Remedy) -> Finding:
    """Return the finding of a cell."""
    code, facts = remedy_
    return Finding(code=code, row=row, column=column, value=value, facts=facts)


def _number(field: SchemaField, value: str) -> Remedy:
    mark = field.content.get("decimalChar")
    mark = mark if isinstance(mark, str) and mark else "."
    return _proposed("validation.number", remedy.as_number(value, mark), f"1234{mark}5")


def _integer(field: SchemaField, value: str) -> Remedy:
    return _proposed("validation.integer", remedy.as_integer(value), "1234")


def _date(field: SchemaField, value: str) -> Remedy:
    form = field.content.get("format")
    form = form if isinstance(form, str) and form.startswith("%") else "%Y-%m-%d"
    example = remedy.as_date("2024-03-31", form) or "2024-03-31"
    return _proposed("validation.date", remedy.as_date(value, form), example)


def _year(field: SchemaField, value: str) -> Remedy:
    return _proposed("validation.year", remedy.as_year(value), "2024")


def _boolean(field: SchemaField, value: str) -> Remedy:
    words: list[str] = []
    for key, usual in (("trueValues", "true"), ("falseValues", "false")):
        listed = cast("list[object] | None", field.content.get(key))
        words.append(excerpt(str(listed[0])) if listed else usual)
    return "validation.boolean", {"yes": words[0], "no": words[1]}


_BY_TYPE: Final[Mapping[str, Callable[[SchemaField, str], Remedy]]] = {
    "number": _number,
    "integer": _integer,
    "date": _date,
    "year": _year,
    "boolean": _boolean,
}


def _proposed(code: str, proposed: str | None, example: str) -> Remedy:
    if proposed is None:
        return f"{code}_other", {"example": example}
    return code, {"proposed": proposed}


def _choice(value: str, choices: list[str]) -> Remedy:
    near = remedy.as_choice(value, choices)
    if near is not None:
        return "validation.enum_near", {"proposed": excerpt(near)}
    shown = ", ".join(excerpt(each) for each in choices[:SHOWN_CHOICES])
    return "validation.enum", {
        "expected": shown + (", …" if len(choices) > SHOWN_CHOICES else "")
    }


def _fits(pattern: str, example: str) -> bool:
    try:
        return re.fullmatch(pattern, example) is not None
    except re.error:
        return False
