"""The Frictionless library, given columns and rows that we read ourselves.

Nothing else is given to it: it opens no file and no address. Imported in the child
process only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from frictionless import Field, FrictionlessException, Schema
from frictionless.resources import TableResource

from ckanext.territory.domain.table_schema import SchemaField

_PARTS: Final = (
    "trueValues",
    "falseValues",
    "decimalChar",
    "groupChar",
    "bareNumber",
)
_CONSTRAINTS: Final = (
    "required",
    "unique",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "pattern",
    "enum",
)


def library_fields(
    fields: Sequence[SchemaField],
) -> tuple[list[Field], list[str]]:
    """Return the fields of the library, and the names of those made simpler.

    A schema may ask what its column's type does not know, such as a length of a
    number: the constraint is left out, and the check goes on.
    """
    built: list[Field] = []
    simpler: list[str] = []
    for field in fields:
        constraints = {
            name: field.constraints[name]
            for name in _CONSTRAINTS
            if field.constraints.get(name) is not None
        }
        made = _field(field, constraints)
        if made is None:
            simpler.append(field.name)
            kept = {n: v for n, v in constraints.items() if _field(field, {n: v})}
            made = _field(field, kept) or Field.from_descriptor(
                {"name": field.name, "type": "any"}
            )
        built.append(made)
    return built, simpler


def _field(field: SchemaField, constraints: dict[str, Any]) -> Field | None:
    content: dict[str, Any] = {
        "name": field.name,
        "type": field.type,
        "constraints": constraints,
    }
    form = field.content.get("format")
    if isinstance(form, str) and form:
        content["format"] = form
    content |= {key: field.content[key] for key in _PARTS if key in field.content}
    try:
        made = Field.from_descriptor(content)
        made.create_cell_reader()
    except (FrictionlessException, TypeError, ValueError, AttributeError):
        return None
    return made


def typed_rows(
    fields: Sequence[Field],
    primary_key: Sequence[str],
    missing_values: Sequence[str],
    rows: Callable[[], Iterable[list[str]]],
) -> Iterable[Any]:
    """Return the rows of the library; ``rows`` gives the cells, without the header."""
    schema = Schema(fields=list(fields), missing_values=list(missing_values))
    schema.primary_key = list(primary_key)

    def table() -> Iterable[list[str]]:
        yield [field.name for field in fields]
        yield from rows()

    resource = TableResource(data=table, schema=schema)
    with resource:
        yield from resource.row_stream
