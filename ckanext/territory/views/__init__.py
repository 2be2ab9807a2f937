from __future__ import annotations

from ckanext.territory.views.access import territory_access
from ckanext.territory.views.budget import territory_budget
from ckanext.territory.views.home import territory_home
from ckanext.territory.views.origin import territory_origin
from ckanext.territory.views.referent import territory_referent
from ckanext.territory.views.source import territory_source

__all__ = [
    "territory_access",
    "territory_budget",
    "territory_home",
    "territory_origin",
    "territory_referent",
    "territory_source",
]
