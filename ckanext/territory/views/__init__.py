from __future__ import annotations

from ckanext.territory.views.access import territory_access
from ckanext.territory.views.area import territory_area
from ckanext.territory.views.assignment import territory_assignment
from ckanext.territory.views.budget import territory_budget
from ckanext.territory.views.bulk import territory_bulk
from ckanext.territory.views.catalogue import territory_catalogue
from ckanext.territory.views.chart import territory_chart
from ckanext.territory.views.form import territory_form
from ckanext.territory.views.handover import territory_handover
from ckanext.territory.views.home import territory_home
from ckanext.territory.views.origin import territory_origin
from ckanext.territory.views.preview import territory_preview
from ckanext.territory.views.question import territory_question
from ckanext.territory.views.question_work import territory_question_work
from ckanext.territory.views.referent import territory_referent
from ckanext.territory.views.referent_table import territory_referent_table
from ckanext.territory.views.referent_work import territory_referent_work
from ckanext.territory.views.review import territory_review
from ckanext.territory.views.rule import territory_rule
from ckanext.territory.views.schema import territory_schema
from ckanext.territory.views.service import territory_service
from ckanext.territory.views.source import territory_source
from ckanext.territory.views.start import territory_start
from ckanext.territory.views.table_schema import territory_table_schema
from ckanext.territory.views.validation import territory_validation

__all__ = [
    "territory_access",
    "territory_area",
    "territory_assignment",
    "territory_budget",
    "territory_bulk",
    "territory_catalogue",
    "territory_chart",
    "territory_form",
    "territory_handover",
    "territory_home",
    "territory_origin",
    "territory_preview",
    "territory_question",
    "territory_question_work",
    "territory_referent",
    "territory_referent_table",
    "territory_referent_work",
    "territory_review",
    "territory_rule",
    "territory_schema",
    "territory_service",
    "territory_source",
    "territory_start",
    "territory_table_schema",
    "territory_validation",
]
