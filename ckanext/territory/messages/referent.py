"""What refusals of theme and synonym files say to people."""

from __future__ import annotations

from ckanext.territory.messages.marker import N_

MESSAGES: dict[str, str] = {
    "theme.format": N_(
        "The theme file is not in the form of data/themes.yaml (at {place}). Compare "
        "it with the extension's own file."
    ),
    "theme.code": N_(
        "“{found}” (under {place}) is not a theme code: write lower-case letters, "
        "digits and hyphens."
    ),
    "theme.label": N_("The theme {place} needs a label in “fr” and one in “en”."),
    "theme.eu": N_(
        "“{found}” is not a European data theme (theme {place}): write one such as "
        "ENVI."
    ),
    "theme.duplicate": N_(
        "The theme code {found} stands twice in the theme file: rename one."
    ),
    "theme.unknown": N_(
        "The theme file refers to {found}, which it does not hold: add it or correct "
        "the reference."
    ),
    "referent_table.columns": N_(
        "The table needs the columns {missing}; it has: {found}. Names of columns: id, "
        "function, service, site, mailbox, themes, problems, skills, territories, "
        "name, mail, phone, deputy, public."
    ),
    "referent_table.too_many": N_(
        "The table has more than {limit} rows: cut it into several files."
    ),
    "referent_table.empty": N_("The table has no row below its names of columns."),
    "evaluation.format": N_(
        "The file is not a table of sentences (line {line}): write the sentence, a tab "
        "and the id of the expected referent on each line, in UTF-8."
    ),
    "evaluation.unknown": N_(
        "Line {line}: no referent of the directory has the id {found}. "
        "ckan territory referent list prints the ids."
    ),
    "synonyms.format": N_(
        "The synonym file is not a map of words to lists of terms (at {place}). "
        "Compare it with the extension's own data/synonyms.yaml."
    ),
}
