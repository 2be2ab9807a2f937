"""Tables of the extension, all named ``territory_*``."""

from __future__ import annotations

from ckanext.territory.model.batch import RecordBatch
from ckanext.territory.model.budget import Budget
from ckanext.territory.model.chart_of_accounts import StoredChartOfAccounts
from ckanext.territory.model.record import RecordState
from ckanext.territory.model.referent import Referent
from ckanext.territory.model.run import CollectionRun
from ckanext.territory.model.source import PartnerSource, ThemeCollection

__all__ = [
    "Budget",
    "CollectionRun",
    "PartnerSource",
    "RecordBatch",
    "RecordState",
    "Referent",
    "StoredChartOfAccounts",
    "ThemeCollection",
]
