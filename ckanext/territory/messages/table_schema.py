"""Refusals of table schemas that an administrator loads."""

from __future__ import annotations

from ckanext.territory.messages.marker import N_

MESSAGES: dict[str, str] = {
    "table_schema.too_large": N_(
        "{file} is too large for a schema: {expected} kB at most. Check that it is the "
        "schema and not the data."
    ),
    "table_schema.encoding": N_(
        "{file} is not written in UTF-8 (byte {place}). Save it in UTF-8."
    ),
    "table_schema.json": N_(
        "{file} is not valid JSON: line {row}, column {column}. Correct it there or "
        "download it again."
    ),
    "table_schema.not_a_schema": N_(
        "{file} is not a Table Schema: it has no list “fields”. Give the file "
        "schema.json of the schema."
    ),
    "table_schema.too_many_fields": N_(
        "{file} describes more than {expected} columns. Check that it is a schema."
    ),
    "table_schema.repeated_field": N_(
        "{file}: the field no. {place} repeats the name “{found}”. Keep one field of "
        "this name."
    ),
    "table_schema.field_name": N_(
        "{file}: the field no. {place} has no name. Give it the name of its column."
    ),
    "table_schema.field_type": N_(
        "{file}: the field “{place}” has the unknown type “{found}”. Known types: "
        "{expected}."
    ),
    "table_schema.constraints": N_(
        "{file}: the constraints of the field “{place}” are no object. Write them "
        "between braces."
    ),
    "table_schema.pattern": N_(
        "{file}: the pattern of the field “{place}” is no regular expression that can "
        "be used. Correct or remove it."
    ),
    "table_schema.enum": N_(
        "{file}: the list “enum” of the field “{place}” is empty or no list. Give at "
        "least one value."
    ),
    "table_schema.custom_checks": N_(
        "{file}: “custom_checks” is not a list of checks with a name each. Correct or "
        "remove it."
    ),
    "table_schema.missing_values": N_(
        "{file}: “missingValues” is not a list of texts. Correct or remove it."
    ),
    "table_schema.address": N_(
        "{file} does not say at which address datasets cite it. Give the address with "
        "--address, for example {example}."
    ),
    "table_schema.own_address": N_(
        "{file}: the address {found} is that of a schema of the portal itself. Give "
        "another address."
    ),
}
