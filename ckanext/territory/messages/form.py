"""What the step form says of each type of dataset."""

from __future__ import annotations

from ckanext.territory.messages.marker import N_

ABOUT = {
    "dataset": N_("Any data of the authority: a list, a table, a map, a register."),
    "budget": N_(
        "A budget document: what is voted, opened or spent in one fiscal year."
    ),
    "performance": N_(
        "An indicator of public action: its values, its target, how it is counted."
    ),
    "environment": N_("Measures of air, noise, water, energy: stations and series."),
}
