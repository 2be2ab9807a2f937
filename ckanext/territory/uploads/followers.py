"""What is done with an uploaded file, in this order.

A follower takes the file and its row; it fills its own column of the row. It may raise
TerritoryError, which is kept with the row; the others go on.
"""

from __future__ import annotations

from collections.abc import Callable

from ckanext.territory.model.upload import Upload
from ckanext.territory.uploads import figures, inspecting, placing, validating
from ckanext.territory.uploads.received import Received

Follower = Callable[[Received, Upload], None]

# Placing comes last: it takes what the others found.
FOLLOWERS: tuple[Follower, ...] = (
    inspecting.follow,
    validating.follow,
    figures.follow,
    placing.follow,
)
