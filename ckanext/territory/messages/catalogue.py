"""What is said of catalogue files and of their rows."""

from __future__ import annotations

from ckanext.territory.messages.marker import N_

MESSAGES: dict[str, str] = {
    "catalogue.no_title": N_(
        "The file {file} has no column TITRE: a catalogue in SCDL form needs it. Its "
        "columns are: {found}."
    ),
    "catalogue.too_many": N_(
        "The file {file} has more than {expected} rows. Cut it in several files."
    ),
    "catalogue.no_row": N_("The file {file} has no row below its column names."),
    "catalogue.title": N_("The title is missing. Write what the dataset is about."),
    "catalogue.long_title": N_(
        "The title is too long: 500 characters at most. Shorten it; the rest fits in "
        "the description."
    ),
    "catalogue.long_text": N_(
        "The description is too long: 20,000 characters at most. Shorten it."
    ),
    "catalogue.long_id": N_(
        "The identifier is too long: 500 characters at most. Shorten it."
    ),
    "catalogue.siret": N_(
        "This is not a SIRET: 14 digits are expected. Give the column the type “text” "
        "in the spreadsheet, then type the number again."
    ),
    "catalogue.level": N_(
        "This level is not known. Write one of: Infracommunale, Communale, "
        "Intercommunale, Cantonale, Départementale, Régionale, Autre."
    ),
    "catalogue.period": N_(
        "The end of the period precedes its start. Put both dates right."
    ),
    "catalogue.date": N_("This is not a date. Write it as 2025-09-30 or 30/09/2025."),
    "catalogue.frequency": N_(
        "This frequency is not known. Write one of the schema, such as Annuelle, "
        "Mensuelle ou plusieurs fois par mois, Ponctuelle, Inconnue."
    ),
    "catalogue.address": N_(
        "This is not an address. Write it whole, beginning with https://."
    ),
    "catalogue.twice_id": N_(
        "Line {line} has the same identifier. Keep one of the two rows, or give this "
        "one an identifier of its own."
    ),
    "catalogue.twice_title": N_(
        "Line {line} has the same title. Add what tells them apart, such as the year."
    ),
    "catalogue.theme": N_(
        "This theme is not one of the portal's: it is left out, choose one in the form."
    ),
    "catalogue.place": N_(
        "This place is not known here: it is left out, choose it in the form."
    ),
    "catalogue.places": N_(
        "Several places have this name: it is left out, choose the right one in the "
        "form. With the département in brackets, it would be found."
    ),
    "catalogue.licence": N_(
        "This licence is not one of the portal's: it is left out, choose one in the "
        "form."
    ),
    "catalogue.keyword": N_(
        "This keyword is left out: between 3 and 96 letters and digits are expected."
    ),
    "catalogue.left_out": N_("This value is left out. {reason}"),
    "catalogue.refused": N_("The portal refuses this value. {reason}"),
    "catalogue.unexpected": N_(
        "This dataset could not be created. Send the file again; if it happens again, "
        "tell the administrator of the portal."
    ),
}
