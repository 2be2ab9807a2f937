"""Texts of CKAN and ckanext-scheming that their French catalogues lack.

They are listed here so that our catalogue carries them: a plugin's catalogue is asked
before the host's.
"""

from __future__ import annotations

from ckanext.territory.messages.marker import N_

HOST_TEXTS = (
    N_("Username or Email"),
    N_("Profile settings"),
    N_("Member"),
    N_("Members"),
    N_("Show more"),
    N_("Show less"),
    N_("Next"),
    N_("Login"),
    N_("Edit resource"),
    N_("Reorder resources"),
    N_("Add New Resource"),
)
