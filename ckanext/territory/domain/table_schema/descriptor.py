"""Reading of a Table Schema: what is no schema is refused, with the place.

Source: Frictionless Table Schema, version 1, and the additions of schema.data.gouv.fr
(``path``, ``homepage``, ``version``, ``custom_checks``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.domain.table_schema.outline import SchemaOutline

LARGEST: Final = 2 * 1024 * 1024
MOST_FIELDS: Final = 1000
LONGEST_PATTERN: Final = 1000
TYPES: Final = frozenset(
    {
        *("any", "array", "boolean", "date", "datetime", "duration", "geojson"),
        *("geopoint", "integer", "number", "object", "string", "time", "year"),
        "yearmonth",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaField:
    """A column of a schema; ``content`` is its part of the descriptor."""

    name: str
    title: str
    description: str
    type: str
    example: str
    constraints: Mapping[str, Any]
    content: Mapping[str, Any]

    @property
    def is_required(self) -> bool:
        """Tell whether every row has a value."""
        return self.constraints.get("required") is True


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaDescriptor:
    """A Table Schema that has been checked; ``content`` is the whole of it."""

    name: str
    title: str
    description: str
    version: str
    path: str
    homepage: str
    fields: tuple[SchemaField, ...]
    content: Mapping[str, Any]

    def outline(self, address: str) -> SchemaOutline:
        """Return the names of the columns, under an address."""
        return SchemaOutline(
            address=address,
            title=self.title,
            columns=tuple(field.name for field in self.fields),
            required=tuple(field.name for field in self.fields if field.is_required),
        )


def load_descriptor(path: Path, name: str = "") -> SchemaDescriptor:
    """Return the schema of a JSON file; raises TerritoryError when it holds none."""
    with path.open("rb") as stream:
        return parse_descriptor(stream.read(LARGEST + 1), name or path.name)


def parse_descriptor(content: bytes, file: str) -> SchemaDescriptor:
    """Return the schema that JSON text holds; raises TerritoryError when it holds none.

    ``file`` is what people call it.
    """
    if len(content) > LARGEST:
        raise TerritoryError(
            "table_schema.too_large", file=file, expected=LARGEST // 1024
        )
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise TerritoryError(
            "table_schema.encoding", file=file, place=error.start
        ) from error
    except json.JSONDecodeError as error:
        raise TerritoryError(
            "table_schema.json", file=file, row=error.lineno, column=error.colno
        ) from error
    except (RecursionError, ValueError) as error:
        raise TerritoryError("table_schema.not_a_schema", file=file) from error
    return read_descriptor(found, file)


def read_descriptor(content: object, file: str) -> SchemaDescriptor:
    """Return the schema that an object read from JSON describes.

    Raises TerritoryError when it is not a Table Schema.
    """
    found = _mapping(content)
    fields = found.get("fields") if found is not None else None
    if found is None or not isinstance(fields, list) or not fields:
        raise TerritoryError("table_schema.not_a_schema", file=file)
    if len(cast("list[object]", fields)) > MOST_FIELDS:
        raise TerritoryError(
            "table_schema.too_many_fields", file=file, expected=MOST_FIELDS
        )
    read = tuple(
        _field(each, file, number)
        for number, each in enumerate(cast("list[object]", fields), 1)
    )
    names = [field.name for field in read]
    for number, name in enumerate(names, 1):
        if name in names[: number - 1]:
            raise TerritoryError(
                "table_schema.repeated_field", file=file, place=number, found=name
            )
    _check_parts(found, file)
    name = _text(found, "name")
    return SchemaDescriptor(
        name=name,
        title=_text(found, "title") or name or file,
        description=_text(found, "description"),
        version=_text(found, "version").removeprefix("v"),
        path=_text(found, "path"),
        homepage=_text(found, "homepage"),
        fields=read,
        content=found,
    )


def _field(content: object, file: str, number: int) -> SchemaField:
    found = _mapping(content)
    name = _text(found, "name").strip() if found is not None else ""
    if found is None or not name:
        raise TerritoryError("table_schema.field_name", file=file, place=number)
    type_ = found.get("type", "string")
    if not isinstance(type_, str) or type_ not in TYPES:
        raise TerritoryError(
            "table_schema.field_type",
            file=file,
            place=name,
            found=str(type_)[:80],
            expected=", ".join(sorted(TYPES)),
        )
    constraints = _mapping(found.get("constraints", {}))
    if constraints is None:
        raise TerritoryError("table_schema.constraints", file=file, place=name)
    _check_constraints(constraints, file, name)
    return SchemaField(
        name=name,
        title=_text(found, "title") or name,
        description=_text(found, "description"),
        type=type_,
        example=_example(found),
        constraints=constraints,
        content=found,
    )


def _check_constraints(constraints: Mapping[str, Any], file: str, name: str) -> None:
    pattern = constraints.get("pattern")
    if pattern is not None:
        try:
            if not isinstance(pattern, str) or len(pattern) > LONGEST_PATTERN:
                raise TerritoryError("table_schema.pattern", file=file, place=name)
            re.compile(pattern)
        except (re.error, RecursionError, OverflowError) as error:
            raise TerritoryError(
                "table_schema.pattern", file=file, place=name
            ) from error
    choices = constraints.get("enum")
    if choices is not None and (not isinstance(choices, list) or not choices):
        raise TerritoryError("table_schema.enum", file=file, place=name)


def _check_parts(found: Mapping[str, Any], file: str) -> None:
    checks = found.get("custom_checks", [])
    if not isinstance(checks, list) or not all(
        _text(_mapping(each), "name") for each in cast("list[object]", checks)
    ):
        raise TerritoryError("table_schema.custom_checks", file=file)
    missing = found.get("missingValues", [""])
    if not isinstance(missing, list) or not all(
        isinstance(each, str) for each in cast("list[object]", missing)
    ):
        raise TerritoryError("table_schema.missing_values", file=file)


def _mapping(value: object) -> Mapping[str, Any] | None:
    return cast("Mapping[str, Any]", value) if isinstance(value, dict) else None


def _text(found: Mapping[str, Any] | None, key: str) -> str:
    value = found.get(key) if found is not None else None
    return value if isinstance(value, str) else ""


def _example(found: Mapping[str, Any]) -> str:
    value: object = found.get("example")
    if value is None and isinstance(found.get("examples"), Sequence):
        listed = cast("Sequence[object]", found["examples"])
        value = listed[0] if listed else None
    return str(value) if isinstance(value, str | int | float) else ""
