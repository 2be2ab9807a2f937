"""Tables of the extension, all named ``territory_*``."""

from __future__ import annotations

from ckanext.territory.model.batch import RecordBatch
from ckanext.territory.model.budget import Budget
from ckanext.territory.model.chart_of_accounts import StoredChartOfAccounts
from ckanext.territory.model.contour import Contour
from ckanext.territory.model.dataset_template import DatasetTemplate
from ckanext.territory.model.form_copy import FormCopy
from ckanext.territory.model.internal_value import InternalValue
from ckanext.territory.model.record import RecordState
from ckanext.territory.model.referent import Referent
from ckanext.territory.model.review import Review
from ckanext.territory.model.run import CollectionRun
from ckanext.territory.model.source import PartnerSource, ThemeCollection
from ckanext.territory.model.start import Start
from ckanext.territory.model.table_schema import TableSchema
from ckanext.territory.model.upload import Upload

__all__ = [
    "Budget",
    "CollectionRun",
    "Contour",
    "DatasetTemplate",
    "FormCopy",
    "InternalValue",
    "PartnerSource",
    "RecordBatch",
    "RecordState",
    "Referent",
    "Review",
    "Start",
    "StoredChartOfAccounts",
    "TableSchema",
    "ThemeCollection",
    "Upload",
]
