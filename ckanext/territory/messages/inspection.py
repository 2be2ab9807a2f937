"""What is read in a file: refusals, warnings, reasons of the proposals."""

from __future__ import annotations

from ckanext.territory.messages.marker import N_

_REFUSALS = {
    "inspection.cut_short": N_(
        "The file {file} is cut short: it has {found} MB of {expected}. Send it "
        "again, whole."
    ),
    "inspection.doctype": N_(
        "The file {file} declares a document type, which is refused for safety. "
        "Export it without, then send it again."
    ),
    "inspection.geojson_object": N_(
        "An object of the file {file} has too many points or levels to be read. "
        "Simplify its outline, or send the file as GeoPackage."
    ),
    "inspection.layer": N_(
        "The geographic file {file} cannot be read: it is damaged or incomplete. "
        "Export it again, then send it."
    ),
    "inspection.no_layer": N_(
        "The file {file} holds no geographic layer that can be read. Check what was "
        "exported."
    ),
    "inspection.shapefile_parts": N_(
        "The Shapefile {place} of {file} is not whole: {found} is missing. Put all of "
        "its parts in the archive."
    ),
    "inspection.zip_link": N_(
        "The archive {file} holds a link instead of a file ({place}). Put the file "
        "itself in it."
    ),
    "inspection.zip_nested": N_(
        "The archive {file} holds another archive ({place}). Unpack that one first."
    ),
    "inspection.zip_path": N_(
        "The archive {file} holds a name that leads out of it ({place}). Make the "
        "archive again."
    ),
}
_WARNINGS = {
    "inspection.encoding": N_(
        "The file is in {found}, not in UTF-8: check the accents in the preview."
    ),
    "inspection.formulas": N_(
        "{count} cells begin like a formula: spreadsheets may compute them instead of "
        "showing them."
    ),
    "inspection.header_empty": N_("{count} columns have no name."),
    "inspection.header_missing": N_(
        "No row gives the names of the columns: add one at the top."
    ),
    "inspection.header_repeated": N_("Several columns have the same name: {columns}."),
    "inspection.many_columns": N_(
        "The table has {count} columns: beyond {expected} it is hard to read. Columns "
        "of years or places read better as rows."
    ),
    "inspection.no_crs": N_(
        "The file does not say its coordinate system (.prj file): it cannot be put on "
        "a map."
    ),
    "inspection.other_layers": N_(
        "Only the layer {layer} was read. The file also has: {others}."
    ),
    "inspection.other_sheets": N_(
        "Only the sheet {sheet} was read. The workbook also has: {others}."
    ),
    "inspection.personal_address": N_(
        "Column {column} seems to hold addresses of persons ({count} values in the "
        "rows read)."
    ),
    "inspection.personal_birth": N_(
        "Column {column} seems to hold dates of birth ({count} values in the rows "
        "read)."
    ),
    "inspection.personal_mail": N_(
        "Column {column} holds mail addresses that look like persons’ ({count} in the "
        "rows read)."
    ),
    "inspection.personal_mailbox": N_(
        "Column {column} holds mail addresses of services ({count} in the rows read). "
        "Check that none is a person’s."
    ),
    "inspection.personal_name": N_(
        "Column {column} seems to hold names of persons ({count} values in the rows "
        "read)."
    ),
    "inspection.personal_nir": N_(
        "Column {column} holds social security numbers ({count} in the rows read). "
        "Remove them before you publish."
    ),
    "inspection.personal_phone": N_(
        "Column {column} holds phone numbers that may be persons’ ({count} in the "
        "rows read)."
    ),
    "inspection.ragged": N_(
        "{count} rows have more or fewer cells than there are columns."
    ),
    "inspection.titles": N_(
        "{count} lines above the names of the columns were not read as data."
    ),
}
_REASONS = {
    "inspection.because_budget": N_("The file is a budget."),
    "inspection.because_budget_header": N_(
        "The file says that it is this document: {stage} {year}."
    ),
    "inspection.because_codes": N_(
        "All values of column {column} are the code of {place}."
    ),
    "inspection.because_communes": N_(
        "{percent} per cent of the values of column {column} are communes of {place}."
    ),
    "inspection.because_content": N_("The content of the file is in this format."),
    "inspection.because_days": N_("Column {column} goes from {start} to {end}."),
    "inspection.because_domain": N_("It is the theme of what is observed."),
    "inspection.because_file_name": N_("The file is named {name}."),
    "inspection.because_fiscal_year": N_(
        "It is the fiscal year of the budget: {year}."
    ),
    "inspection.because_footprint": N_("The columns are those of a carbon footprint."),
    "inspection.because_indicator": N_(
        "The columns are those of the values of an indicator."
    ),
    "inspection.because_name_words": N_("The name of the file says “{words}”."),
    "inspection.because_observations": N_(
        "The columns are those of observations by station."
    ),
    "inspection.because_one_commune": N_(
        "{percent} per cent of the values of column {column} are the code of {place}."
    ),
    "inspection.because_one_value": N_("Column {column} says it."),
    "inspection.because_one_year": N_(
        "A document of one year does not change any more."
    ),
    "inspection.because_part_name": N_("The sheet or the layer is named {name}."),
    "inspection.because_part_words": N_(
        "The name of the sheet or the layer says “{words}”."
    ),
    "inspection.because_properties": N_(
        "These columns hold measures: {column} ({names})."
    ),
    "inspection.because_schema": N_(
        "{percent} per cent of the columns are those of the schema {schema}."
    ),
    "inspection.because_schema_theme": N_("It is the theme of the schema {schema}."),
    "inspection.because_series": N_(
        "The values of column {column} follow each other at this pace."
    ),
    "inspection.because_siret": N_("The SIRET {siret} of the file is that of {place}."),
    "inspection.because_step": N_(
        "This is the usual time between two rows, by column {column}."
    ),
    "inspection.because_title_above": N_("It is the title above the table."),
    "inspection.because_title_words": N_("The title says “{words}”."),
    "inspection.because_value_kind": N_(
        "The rows whose column {column} says “{kind}” give it."
    ),
    "inspection.because_year_columns": N_(
        "Columns are named after the years from {start} to {end}."
    ),
    "inspection.because_year_in_name": N_("“{name}” gives this year."),
    "inspection.because_years": N_(
        "The years of column {column} go from {start} to {end}."
    ),
}
MESSAGES: dict[str, str] = {**_REFUSALS, **_WARNINGS, **_REASONS}
