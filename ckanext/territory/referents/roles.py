"""Which roles there are, and for what."""

from __future__ import annotations

RESPONSIBLE = "responsible"
PARTS = ("technical", "business")

ROLES = {
    "dataset": PARTS,
    "theme": PARTS,
    "source": (RESPONSIBLE, *PARTS),
    "indicator": (RESPONSIBLE, *PARTS),
}
"""What may be named for each kind of thing.

Who is responsible for a dataset stands in its ``referent_id``, and for a theme in the
``themes`` of the referent.
"""

PATHS = {
    "dataset": "jeu",
    "theme": "theme",
    "source": "partenaire",
    "indicator": "indicateur",
}
"""What stands for each kind in the address of the form."""
