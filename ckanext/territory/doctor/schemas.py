"""The schemas of the dataset types: rules that exist, files that are in force."""

from __future__ import annotations

from collections.abc import Iterator

from ckan.plugins import toolkit as tk

from ckanext.scheming.errors import SchemingException  # not in the toolkit
from ckanext.scheming.validation import validators_from_string

from ckanext.territory import config
from ckanext.territory.doctor.check import Check, error, fine


def fields() -> list[Check]:
    """Check that every rule that a field names exists."""
    code = "schemas.fields"
    wrong = list(_wrong_fields())
    if wrong:
        return [
            error(
                code,
                tk._("Fields name rules that do not exist: {names}.").format(
                    names=", ".join(wrong)
                ),
                tk._(
                    "Correct their “validators” in the files of "
                    "ckanext.territory.schema_files or scheming.dataset_schemas."
                ),
            )
        ]
    files = config.schema_files()
    if not files:
        return [fine(code, tk._("The schemas of the dataset types are right."))]
    return [
        fine(
            code,
            tk._("The schemas are right, with the changes of {files}.").format(
                files=" ".join(files)
            ),
        )
    ]


def _wrong_fields() -> Iterator[str]:
    for name, schema in tk.h.scheming_dataset_schemas().items():
        for part in ("dataset_fields", "resource_fields"):
            for field in schema.get(part, []):
                if not _is_right(field, schema):
                    yield f"{name}/{field['field_name']}"


def _is_right(field: dict[str, object], schema: dict[str, object]) -> bool:
    keys = ("validators", "output_validators", "create_validators")
    rules = " ".join(str(field.get(key) or "") for key in keys)
    try:
        validators_from_string(rules, field, schema)
    except (SchemingException, TypeError):
        return False
    return True
