"""What refusals of an administrator's schema files say to people."""

from __future__ import annotations

from ckanext.territory.messages.marker import N_

MESSAGES: dict[str, str] = {
    "schema_file.unreadable": N_(
        "The schema file {file} cannot be read ({found}): check its path and its "
        "rights, or take it out of ckanext.territory.schema_files."
    ),
    "schema_file.yaml": N_(
        "The schema file {file} is not YAML ({place}): correct the line that it names."
    ),
    "schema_file.form": N_(
        "{file}, at {place}: keys and values are expected, {found} was found. Compare "
        "it with docs/en/schemas.md."
    ),
    "schema_file.type": N_(
        "{file}: “{found}” cannot be a dataset type: write dataset_type with "
        "lower-case letters, digits and hyphens."
    ),
    "schema_file.key": N_(
        "{file}, at {place}: the key “{found}” is not known. Use add_fields, "
        "add_choices or labels for a type that is there, and label, about, fields, "
        "defaults or resource_fields for a new one."
    ),
    "schema_file.label": N_("{file}, at {place}: give the label in “en” and in “fr”."),
    "schema_file.field_name": N_(
        "{file}, at {place}: “{found}” cannot be a field name: write field_name with "
        "lower-case letters, digits and underscores."
    ),
    "schema_file.preset": N_(
        "{file}, at {place}: there is no preset “{found}”: use one of scheming.presets."
    ),
    "schema_file.duplicate": N_(
        "{file}, at {place}: the field “{found}” is there already: give it another "
        "name."
    ),
    "schema_file.unknown_field": N_(
        "{file}, at {place}: this type has no field “{found}”: the page /schemas lists "
        "its fields."
    ),
    "schema_file.no_choices": N_(
        "{file}, at {place}: the field “{found}” has no list of choices to add to."
    ),
    "schema_file.choice": N_(
        "{file}, at {place}: “{found}” is empty or there already: give each choice a "
        "value of its own."
    ),
    "schema_file.page": N_(
        "{file}, at {place}: the form has no page {found}: give the number of a page, "
        "or “after” and the name of a field."
    ),
}
