"""What refusals of questions say to people."""

from __future__ import annotations

from ckanext.territory.messages.marker import N_

MESSAGES: dict[str, str] = {
    "question.too_fast": N_(
        "The form was sent within 3 seconds, faster than people write: send it again."
    ),
    "question.too_old": N_(
        "The page was open for more than 2 hours: your text is still here, send it "
        "again."
    ),
    "question.too_long": N_("Write {limit} characters at most."),
    "question.links": N_(
        "Write {limit} web addresses at most: messages with more are nearly always "
        "advertising."
    ),
    "question.limit": N_(
        "Too many questions were sent lately. Wait an hour, then send yours again; in "
        "a hurry, telephone the front desk."
    ),
}
