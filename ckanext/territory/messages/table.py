"""Refusals of tables: what happened, where, and what to do."""

from __future__ import annotations

from ckanext.territory.messages.marker import N_

MESSAGES: dict[str, str] = {
    "table.binary": N_(
        "The file {file} is not a text: it cannot be read as a table. Send it as CSV, "
        "XLSX or ODS."
    ),
    "table.csv": N_(
        "The table {file} cannot be read ({place}: {found}). Check the quotes and the "
        "separators of this row."
    ),
    "table.damaged": N_(
        "Characters of the file {file} were lost before it was sent: accents are "
        "replaced by “�”. Export it again from its software."
    ),
    "table.empty": N_("The file {file} is empty. Check it and send it again."),
    "table.encoding": N_(
        "The characters of the file {file} cannot be read ({place}). Save it in "
        "UTF-8, then send it again."
    ),
    "table.gzip": N_(
        "The file {file} is compressed (gzip). Unpack it, then send what is inside."
    ),
    "table.html": N_(
        "The file {file} is a web page, not data: the download may have led to a "
        "login page. Download it again, then check what it holds."
    ),
    "table.image": N_(
        "The file {file} is an image, not a table. Send the table it was made from."
    ),
    "table.json": N_(
        "The file {file} is JSON, not a table. Send it as CSV, XLSX or ODS."
    ),
    "table.no_sheet": N_(
        "The workbook {file} has no visible sheet named {found}; it has: {expected}."
    ),
    "table.not_a_workbook": N_(
        "The file {file} is an archive, not a workbook. Unpack it, then send the table."
    ),
    "table.nul": N_(
        "The file {file} holds signs that no text has ({place}): it may be UTF-16 "
        "without its mark, or damaged. Save it in UTF-8, then send it again."
    ),
    "table.password": N_(
        "The file {file} is protected by a password. Remove it, then send the file "
        "again."
    ),
    "table.pdf": N_(
        "The file {file} is a PDF, not a table. Send the table it was made from."
    ),
    "table.sqlite": N_(
        "The file {file} is a database, not a table. Export the table as CSV."
    ),
    "table.too_large": N_(
        "The file {file} is too large: {found} MB for {expected} at most. Split it, "
        "by year for instance."
    ),
    "table.too_many_cells": N_(
        "The sheet {place} of {file} spreads over {found} cells; at most {expected} "
        "are read. A value may stand far from the table: remove it, or send the table "
        "as CSV."
    ),
    "table.too_many_columns": N_(
        "The table {file} has {found} columns ({place}); at most {expected} are read. "
        "Turn the columns of years or places into rows."
    ),
    "table.too_many_texts": N_(
        "The workbook {file} holds {found} MB of texts; at most {expected} are read. "
        "Send the table as CSV."
    ),
    "table.workbook": N_(
        "The workbook {file} cannot be opened ({found}). Save it again with your "
        "spreadsheet, then send it again."
    ),
    "table.xml": N_(
        "The file {file} is XML, not a table. Send it as CSV, XLSX or ODS."
    ),
    "table.zip": N_(
        "The file {file} is damaged or cut short ({place}): it cannot be unpacked. "
        "Send it again, whole."
    ),
    "table.zip_bomb": N_(
        "The file {file} would take {found} MB once unpacked ({place}); at most "
        "{expected} are accepted, and a hundred times its size. Split it."
    ),
    "table.zip_entries": N_(
        "The file {file} holds {found} files; at most {expected} are accepted. Send "
        "them in several parts."
    ),
}
