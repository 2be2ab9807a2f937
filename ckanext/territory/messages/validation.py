"""What is wrong in a table, and what to do about it.

Each code has two texts: ``PROBLEMS`` says what is wrong with no fact from the file, so
that everybody may read it; ``MESSAGES`` says what to do, with the facts.
"""

from __future__ import annotations

from ckanext.territory.messages.marker import N_

_NOT_NUMBER = N_("This is not a number.")
_NOT_INTEGER = N_("This is not a whole number.")
_NOT_DATE = N_("This is not a date as expected.")
_NOT_YEAR = N_("This is not a year.")
_NOT_LISTED = N_("The value is not in the list of the schema.")
_BAD_FORM = N_("The value does not have the form expected.")
_OTHER_COLUMN = N_("The value does not agree with that of another column.")

PROBLEMS: dict[str, str] = {
    "validation.required": N_("A value is needed."),
    "validation.number": _NOT_NUMBER,
    "validation.number_other": _NOT_NUMBER,
    "validation.integer": _NOT_INTEGER,
    "validation.integer_other": _NOT_INTEGER,
    "validation.date": _NOT_DATE,
    "validation.date_other": _NOT_DATE,
    "validation.year": _NOT_YEAR,
    "validation.year_other": _NOT_YEAR,
    "validation.datetime": N_("This is not a date with its time."),
    "validation.time": N_("This is not a time."),
    "validation.yearmonth": N_("This is not a month of a year."),
    "validation.duration": N_("This is not a duration."),
    "validation.boolean": N_("This is neither yes nor no."),
    "validation.email": N_("This is not an e-mail address."),
    "validation.uri": N_("This is not a web address."),
    "validation.uuid": N_("This is not a UUID."),
    "validation.type": N_("The value is not of the kind expected."),
    "validation.enum": _NOT_LISTED,
    "validation.enum_near": _NOT_LISTED,
    "validation.pattern": _BAD_FORM,
    "validation.pattern_example": _BAD_FORM,
    "validation.minimum": N_("The value is too small."),
    "validation.maximum": N_("The value is too large."),
    "validation.min_length": N_("The text is too short."),
    "validation.max_length": N_("The text is too long."),
    "validation.constraint": N_("The value breaks a rule of the schema."),
    "validation.repeated": N_("The value must be different on each row."),
    "validation.key_empty": N_("The columns that identify the row are empty."),
    "validation.siret": N_("This is not a SIRET."),
    "validation.siren": N_("This is not a SIREN."),
    "validation.spaces": N_("Spaces are in the way."),
    "validation.phone": N_("This is not a French phone number."),
    "validation.point": N_("This is not a point."),
    "validation.point_reversed": N_("Longitude and latitude are swapped."),
    "validation.point_outside": N_("The point is not in France."),
    "validation.matter": N_("The matter of the act is not recognised."),
    "validation.years": N_("This is neither a year nor a span of years."),
    "validation.one_of": N_("Several columns are empty: one of them is needed."),
    "validation.cohesive": N_("Columns that go together are filled in part."),
    "validation.not_less": _OTHER_COLUMN,
    "validation.not_at_most": _OTHER_COLUMN,
    "validation.not_equal": _OTHER_COLUMN,
    "validation.not_at_least": _OTHER_COLUMN,
    "validation.not_more": _OTHER_COLUMN,
    "validation.sum": N_("The total is not the sum of its parts."),
    "validation.column_missing": N_("The column is missing."),
    "validation.column_repeated": N_("Several columns have this name."),
}

_WRITE = N_("Write {proposed}.")
_LIKE = N_("Write it like this: {example}.")
_CELLS = {
    "validation.required": N_("Fill this cell, or remove the row if it is empty."),
    "validation.number": _WRITE,
    "validation.number_other": _LIKE,
    "validation.integer": _WRITE,
    "validation.integer_other": _LIKE,
    "validation.date": _WRITE,
    "validation.date_other": _LIKE,
    "validation.year": _WRITE,
    "validation.year_other": _LIKE,
    "validation.datetime": _LIKE,
    "validation.time": _LIKE,
    "validation.yearmonth": _LIKE,
    "validation.duration": _LIKE,
    "validation.boolean": N_("Write {yes} or {no}."),
    "validation.email": _LIKE,
    "validation.uri": _LIKE,
    "validation.uuid": _LIKE,
    "validation.type": N_("The schema expects the type “{expected}”."),
    "validation.enum": N_("Write one of: {expected}."),
    "validation.enum_near": _WRITE,
    "validation.pattern": N_("The form is given by this expression: {expected}"),
    "validation.pattern_example": _LIKE,
    "validation.minimum": N_("Write {expected} or more."),
    "validation.maximum": N_("Write {expected} or less."),
    "validation.min_length": N_(
        "Write at least {expected} characters; there are {found}."
    ),
    "validation.max_length": N_(
        "Write at most {expected} characters; there are {found}."
    ),
    "validation.constraint": N_("See the rule “{expected}” in the schema."),
    "validation.repeated": N_(
        "The row {earlier} has it already. Remove one of the rows or correct it."
    ),
    "validation.key_empty": N_("Fill them, or remove the row."),
    "validation.siret": N_(
        "Write its fourteen digits without spaces. A spreadsheet may have changed "
        "it: format the column as text."
    ),
    "validation.siren": N_("Write its nine digits without spaces."),
    "validation.spaces": _WRITE,
    "validation.phone": N_("Write it like this: 02 99 00 12 34 or +33299001234."),
    "validation.point": N_("Write longitude and latitude: [-1.6778,48.1173]."),
    "validation.point_reversed": _WRITE,
    "validation.point_outside": N_(
        "Check longitude and latitude: [-1.6778,48.1173] is in Rennes."
    ),
    "validation.matter": N_(
        "Write the family of the nomenclature of acts, a slash, then the matter. "
        "Families: {expected}."
    ),
    "validation.years": _LIKE,
    "validation.one_of": N_("Fill at least one of: {expected}."),
    "validation.cohesive": N_(
        "Fill all of them or none: {expected}. Empty here: {found}."
    ),
    "validation.not_less": N_("It must be less than {other} ({other_value})."),
    "validation.not_at_most": N_("It must not exceed {other} ({other_value})."),
    "validation.not_equal": N_("It must be equal to {other} ({other_value})."),
    "validation.not_at_least": N_("It must not be below {other} ({other_value})."),
    "validation.not_more": N_("It must be more than {other} ({other_value})."),
    "validation.sum": N_(
        "The sum of {expected} is {proposed}: correct the total or its parts."
    ),
    "validation.column_missing": N_("Add this column to the first row and fill it."),
    "validation.column_repeated": N_("Keep one, or give the others another name."),
}
_NOTICES = {
    "validation.capitals": N_(
        "{column}: some values ({count}) differ from the list of the schema by their "
        "capital letters, for example {example}. They are accepted; write them as in "
        "the list when you next correct the file."
    ),
    "validation.single_account": N_(
        "{column}: this version of the schema does not know “compte financier unique” "
        "(written {count} times). It is accepted."
    ),
    "validation.columns_respelled": N_(
        "Columns recognised under another spelling ({count}): {examples}. Rename them "
        "as in the schema."
    ),
    "validation.columns_unknown": N_(
        "Columns that are not in the schema ({count}): {examples}. They are not "
        "checked; keep them if they are useful."
    ),
    "validation.checks_unknown": N_(
        "Rules of the schema that this portal does not know, and has not checked "
        "({count}): {examples}."
    ),
    "validation.constraints_left_out": N_(
        "Columns with a rule that does not go with their type, and that was not "
        "checked ({count}): {examples}."
    ),
    "validation.no_rows": N_("The table has no row below its header."),
}
_STOPS = {
    "validation.stopped_rows": N_(
        "The check stopped after {count} rows: the rest of the file was not read."
    ),
    "validation.stopped_errors": N_(
        "The check stopped after {count} problems: correct these, then check again."
    ),
    "validation.stopped_time": N_(
        "The check stopped after {count} rows because it took too long: the rest of "
        "the file was not read."
    ),
}
_NOT_RUN = {
    "validation.schema_unknown": N_(
        "The schema {address} is not loaded. An administrator of the portal can load "
        "it: ckan territory schema load schema.json --address {quoted}"
    ),
    "validation.unreadable": N_(
        "The file could not be read as a table. Check that it opens in a spreadsheet, "
        "then send it again."
    ),
    "validation.too_long": N_(
        "The file takes too long to check. Split it by year or by place."
    ),
    "validation.never": N_("This file has not been checked yet."),
    "validation.no_file": N_(
        "There is no file to check: the resource leads elsewhere. Upload the file to "
        "have it checked."
    ),
}
MESSAGES: dict[str, str] = {**_CELLS, **_NOTICES, **_STOPS, **_NOT_RUN}
