"""What is said of files that could not be read within the limits."""

from __future__ import annotations

from ckanext.territory.messages.marker import N_

MESSAGES: dict[str, str] = {
    "bounded.answer": N_(
        "There is too much in this file to show it ({found} characters found, "
        "{expected} at most). Split it, then send the parts."
    ),
    "bounded.died": N_(
        "This file could not be read: the reading stopped in an unexpected way. Save "
        "it again with your software, then send it again."
    ),
    "bounded.memory": N_(
        "This file needs more memory than allowed ({expected} MB) to be read. Split "
        "it, or send it as CSV."
    ),
    "bounded.time": N_(
        "This file takes too long to read: more than {expected} seconds. Split it, or "
        "send it as CSV."
    ),
    "bounded.unprotected": N_(
        "This server cannot read files safely: its administrator must allow it to "
        "shut processes in (seccomp or user namespaces)."
    ),
}
