"""What the budget readers say: what happened, where, and what to do."""

from __future__ import annotations

from ckanext.territory.messages.marker import N_

_FILE = {
    "budget.empty": N_(
        "The file {file} is empty. Export it again from your accounting software."
    ),
    "budget.too_large": N_(
        "The file {file} has {found} bytes; at most {expected} are accepted. "
        "Publish one budget per file, or ask the administrator."
    ),
    "budget.too_many_elements": N_(
        "The file {file} has more than {expected} elements (reached at {place}). "
        "Publish one budget per file."
    ),
    "budget.too_deep": N_(
        "The file {file} is nested beyond {expected} levels ({place}): this is not a "
        "budget document. Export it again from your accounting software."
    ),
    "budget.value_too_long": N_(
        "A value of the file {file} is longer than {expected} characters ({place}). "
        "Correct it and export the file again."
    ),
    "budget.doctype": N_(
        "The file {file} declares a document type ({place}), which is refused for "
        "safety. Export the file again from your accounting software."
    ),
    "budget.encoding": N_(
        "The characters of the file {file} cannot be read ({place}; found: {found}). "
        "Save it in {expected}."
    ),
    "budget.malformed": N_(
        "The file {file} is not valid XML ({place}: {found}). Export it again from "
        "your accounting software."
    ),
    "budget.truncated": N_(
        "The file {file} is cut short: it stops at {place}. Send it again, whole."
    ),
    "budget.not_a_budget": N_(
        "The file {file} is not a budget: {expected} is missing ({place}). Choose a "
        "TOTEM file (XML) or an SCDL budget file (CSV)."
    ),
    "budget.csv": N_(
        "The table {file} cannot be read ({place}: {found}). Check the quotes and "
        "separators of this row."
    ),
    "budget.chart": N_(
        "The file {file} is not a chart of accounts: {expected} expected, {found} "
        "found ({place}). Choose an official planDeCompte.xml file."
    ),
}
_IDENTITY = {
    "budget.header_missing": N_(
        "The file {file} has no block {expected} ({place}). Export it again from your "
        "accounting software."
    ),
    "budget.header_order": N_(
        "The file {file} has its blocks in the wrong order: {expected} was expected "
        "before {place}. Export it again from your accounting software."
    ),
    "budget.several_budgets": N_(
        "The file {file} holds several budgets (the second one at {place}). Export "
        "one file per budget."
    ),
    "budget.no_lines": N_(
        "The file {file} has no budget line ({place}: {expected} expected). Check that "
        "the export is complete."
    ),
    "budget.siret": N_(
        "The SIRET number “{found}” is not valid ({file}, {place}). It has fourteen "
        "digits and a check digit: correct it in your accounting software."
    ),
    "budget.year": N_(
        "The fiscal year “{found}” is not valid ({file}, {place}). A year within "
        "{expected} is expected: correct it in your accounting software."
    ),
    "budget.stage": N_(
        "The budget stage “{found}” is unknown ({file}, {place}). Expected: 01 "
        "(primary), 02 (amending decision), 03 (supplementary), 09 (administrative "
        "account) or 10 (single financial account)."
    ),
    "budget.stage_conflict": N_(
        "You chose the stage “{expected}” but the file says “{found}” ({file}, "
        "{place}). Choose the stage of the file."
    ),
    "budget.decision_number": N_(
        "The number of the amending decision is missing ({file}, {place}; found: "
        "{found}). State it: 1 for the first decision of the year."
    ),
    "budget.decision_number_conflict": N_(
        "You gave {expected} as the number of the decision but the file says "
        "“{found}” ({file}, {place}). Give the number of the file."
    ),
    "budget.mixed": N_(
        "The file {file} mixes several budgets: “{expected}” at first, then "
        "“{found}” ({place}). Publish one file per budget, year and stage."
    ),
}
_LINES = {
    "budget.amount": N_(
        "“{found}” is not an amount ({file}, {place}). Write it like this: {expected}."
    ),
    "budget.account": N_(
        "A line has neither account nor chapter ({file}, {place}; found: {found}). "
        "Complete the line."
    ),
    "budget.flow": N_(
        "A line is neither revenue nor expenditure: “{found}” ({file}, {place}). "
        "Expected: {expected}."
    ),
    "budget.operation_kind": N_(
        "The kind of operation “{found}” is unknown ({file}, {place}). Expected: "
        "{expected}."
    ),
    "budget.columns_missing": N_(
        "The table {file} lacks columns: {expected}. Add them to the first row, as in "
        "the SCDL budget model."
    ),
    "budget.columns_repeated": N_(
        "The table {file} has several columns of the same name: {found}. Keep one."
    ),
    "budget.row_width": N_(
        "A row has {found} cells where {expected} are expected ({file}, {place}). "
        "Check the separators and quotes of this row."
    ),
}
_NOTICES = {
    "budget.chart_unknown": N_(
        "The chart of accounts {found} of {year} is not installed: some labels are "
        "missing. An administrator can add it with the command "
        "“ckan territory accounts import”."
    ),
    "budget.labels_missing_chapter": N_(
        "{count} chapters have no label (for example {examples}): only their codes "
        "are shown. Install the chart of accounts of the year to complete them."
    ),
    "budget.labels_missing_account": N_(
        "{count} accounts have no label (for example {examples}): only their codes "
        "are shown. Install the chart of accounts of the year to complete them."
    ),
    "budget.labels_missing_function": N_(
        "{count} functions have no label (for example {examples}): only their codes "
        "are shown. Install the chart of accounts of the year to complete them."
    ),
    "budget.section_unknown": N_(
        "{count} lines belong to no known section: they are shown and totalled apart. "
        "Install the chart of accounts of the year to place them."
    ),
    "budget.section_ignored": N_(
        "{count} lines have an unknown section, replaced by the one of their chapter. "
        "Expected: fonctionnement, investissement."
    ),
    "budget.calculated_skipped": N_(
        "{count} calculated lines repeat other lines and are not counted. There is "
        "nothing to do."
    ),
    "budget.totals_skipped": N_(
        "{count} total lines repeat other lines and are not counted. There is nothing "
        "to do."
    ),
    "budget.account_completed": N_(
        "{count} lines have no account and are given the code of their chapter. Check "
        "the export if you expected accounts."
    ),
    "budget.operation_kind_missing": N_(
        "{count} lines do not say whether they are real or internal operations and "
        "are counted as real. Check the export."
    ),
    "budget.columns_swapped": N_(
        "Chapters and accounts were swapped in the file and have been put right. "
        "Check a few lines."
    ),
    "budget.columns_unknown": N_(
        "{count} columns are not part of the SCDL budget model and are ignored: "
        "{examples}."
    ),
    "budget.encoding_repaired": N_(
        "The file is not in UTF-8; it was read as {found}. Check the accents."
    ),
    "budget.value_ignored": N_(
        "The value “{found}” ({place}) is not valid and is ignored. Complete it in "
        "the form if need be."
    ),
}

MESSAGES: dict[str, str] = {**_FILE, **_IDENTITY, **_LINES, **_NOTICES}

PRIVACY_KINDS: dict[str, str] = {
    "grant_beneficiary": N_("Grants to persons"),
    "loan_beneficiary": N_("Beneficiaries of loans and guarantees"),
    "commitment_beneficiary": N_("Beneficiaries of commitments"),
    "provision": N_("Labels of provisions"),
    "staff": N_("Details about staff"),
    "signatory": N_("Signatories"),
    "accountant": N_("Public accountants and software users"),
    "third_party_works": N_("Works on behalf of third parties"),
    "named_person": N_("Names, addresses and mail addresses"),
    "comment": N_("Comments inside the file"),
}
"""Words for the kinds counted by `PrivacyReport`."""
