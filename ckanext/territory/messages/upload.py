"""What is said of uploaded files that could not be read."""

from __future__ import annotations

from ckanext.territory.messages.marker import N_

MESSAGES: dict[str, str] = {
    "upload.unexpected": N_(
        "The portal could not read this file because of a fault of its own. The file "
        "is saved; its administrator can find why in the log."
    ),
}
