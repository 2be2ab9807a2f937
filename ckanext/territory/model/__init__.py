"""Tables of the extension, all named ``territory_*``."""

from __future__ import annotations

from ckanext.territory.model.absence import Absence
from ckanext.territory.model.assignment import Assignment, AssignmentRule
from ckanext.territory.model.batch import RecordBatch
from ckanext.territory.model.budget import Budget
from ckanext.territory.model.chart_of_accounts import StoredChartOfAccounts
from ckanext.territory.model.contour import Contour
from ckanext.territory.model.dataset_template import DatasetTemplate
from ckanext.territory.model.form_copy import FormCopy
from ckanext.territory.model.handover import Handover
from ckanext.territory.model.internal_value import InternalValue
from ckanext.territory.model.mail import BlockedSender, Mail
from ckanext.territory.model.question import (
    PublishedAnswer,
    Question,
    QuestionEvent,
)
from ckanext.territory.model.record import RecordState
from ckanext.territory.model.referent import Referent
from ckanext.territory.model.referent_change import ReferentChange
from ckanext.territory.model.review import Review
from ckanext.territory.model.run import CollectionRun
from ckanext.territory.model.service import Service
from ckanext.territory.model.source import PartnerSource, ThemeCollection
from ckanext.territory.model.start import Start
from ckanext.territory.model.table_schema import TableSchema
from ckanext.territory.model.upload import Upload

__all__ = [
    "Absence",
    "Assignment",
    "AssignmentRule",
    "BlockedSender",
    "Budget",
    "CollectionRun",
    "Contour",
    "DatasetTemplate",
    "FormCopy",
    "Handover",
    "InternalValue",
    "Mail",
    "PartnerSource",
    "PublishedAnswer",
    "Question",
    "QuestionEvent",
    "RecordBatch",
    "RecordState",
    "Referent",
    "ReferentChange",
    "Review",
    "Service",
    "Start",
    "StoredChartOfAccounts",
    "TableSchema",
    "ThemeCollection",
    "Upload",
]
