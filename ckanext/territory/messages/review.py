"""What the review of publications says to people."""

from __future__ import annotations

from ckanext.territory.messages.marker import N_

MESSAGES = {
    "review.not_editor": N_(
        "Only editors of the producer may publish. Ask one of them."
    ),
    "review.not_proposed": N_(
        "In this service somebody else publishes: save a draft, then propose it for "
        "publication."
    ),
    "review.own_proposal": N_(
        "You proposed this publication: another editor of the service decides."
    ),
    "review.nothing_proposed": N_("Nothing is proposed for publication here."),
    "review.decided_published": N_("{name} has already published this dataset."),
    "review.decided_refused": N_(
        "{name} has already refused this publication: “{reason}”"
    ),
    "review.decided_withdrawn": N_("{name} has withdrawn this proposal."),
    "review.reason": N_("Say why, so that the proposal can be put right."),
    "review.is_checked": N_(
        "Look at the personal data found in the files, then tick the box."
    ),
    "review.already_proposed": N_("This dataset is already proposed for publication."),
    "review.no_review": N_(
        "This service needs no second person: publish the dataset directly."
    ),
    "review.published": N_("This dataset is already published."),
    "review.deleted": N_("This dataset is deleted: restore it as a draft first."),
    "review.budget_proposed": N_(
        "The budget is a draft: it is proposed for publication, another editor of the "
        "service decides."
    ),
    "review.budget_draft": N_(
        "The budget is a draft: finish it, then propose it for publication."
    ),
}

STATES = {
    "proposed": N_("Waiting for a decision"),
    "published": N_("Published"),
    "refused": N_("Refused"),
    "withdrawn": N_("Withdrawn"),
}

EVENTS = {
    "proposed": N_("{name} proposed the publication"),
    "published": N_("{name} published the dataset"),
    "refused": N_("{name} refused the publication"),
    "withdrawn": N_("{name} withdrew the proposal"),
}

CHECKS = {
    "fields": N_("The required fields are filled"),
    "files": N_("There is a file or a link"),
    "contact": N_("Somebody answers questions"),
    "license": N_("The licence is chosen"),
    "personal_data": N_("Personal data are checked"),
    "validation": N_("The files follow their schema"),
}

REMEDIES = {
    "files": N_("Add a file, or the address of one."),
    "contact": N_("Choose a referent, or give the mailbox of the service."),
    "license": N_("Choose the licence: without it nobody may reuse the data."),
    "personal_data": N_(
        "The files seem to hold personal data. Look at them, then say it under "
        "“Personal data”."
    ),
    "validation": N_("Look at the report of the check: rows do not fit the schema."),
}
