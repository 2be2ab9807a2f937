from __future__ import annotations

from ckanext.territory.logic.schema.absence import (
    absence_create,
    absence_delete,
    absence_list,
)
from ckanext.territory.logic.schema.access import (
    agent_list,
    agent_update,
)
from ckanext.territory.logic.schema.accounts import (
    accounts_import,
    accounts_list,
)
from ckanext.territory.logic.schema.answer import (
    answer_create,
    answer_decide,
    answer_list,
    answer_review,
)
from ckanext.territory.logic.schema.area import (
    area_search,
    area_show,
    contour_import,
    contour_list,
)
from ckanext.territory.logic.schema.budget import (
    budget_publish,
    budget_show,
)
from ckanext.territory.logic.schema.bulk import (
    bulk_cancel,
    bulk_create,
    bulk_delete,
    bulk_run,
    bulk_show,
)
from ckanext.territory.logic.schema.dataset_type import (
    schema_list,
    schema_show,
)
from ckanext.territory.logic.schema.doctor import (
    doctor_run,
    index_field_create,
)
from ckanext.territory.logic.schema.figures import (
    figures_show,
)
from ckanext.territory.logic.schema.form import (
    form_conflict_list,
    form_copy_delete,
    form_copy_save,
    form_copy_show,
    form_draft_list,
    form_save,
)
from ckanext.territory.logic.schema.handover import (
    handover_create,
    handover_preview,
    handover_undo,
)
from ckanext.territory.logic.schema.internal import (
    internal_show,
)
from ckanext.territory.logic.schema.mail import (
    mail_list,
    mail_retry,
    mail_run,
)
from ckanext.territory.logic.schema.preview import (
    preview_list,
    preview_shapes,
)
from ckanext.territory.logic.schema.question import (
    question_answer,
    question_block,
    question_challenge,
    question_close,
    question_confirm,
    question_create,
    question_follow,
    question_list,
    question_note,
    question_redirect,
    question_reply,
    question_show,
    question_stats,
    question_withdraw,
)
from ckanext.territory.logic.schema.referent import (
    referent_create,
    referent_delete,
    referent_list,
    referent_patch,
    referent_search,
    referent_show,
    referent_update,
    theme_list,
)
from ckanext.territory.logic.schema.referent_table import (
    referent_export,
    referent_import,
)
from ckanext.territory.logic.schema.review import (
    dataset_publish,
    review_create,
    review_decide,
    review_list,
    review_show,
    review_withdraw,
)
from ckanext.territory.logic.schema.run import (
    run_cancel,
    run_create,
    run_list,
    run_show,
)
from ckanext.territory.logic.schema.service import (
    service_close,
    service_create,
    service_list,
    service_patch,
    service_show,
)
from ckanext.territory.logic.schema.source import (
    source_create,
    source_delete,
    source_list,
    source_preview,
    source_show,
    source_themes,
    source_update,
)
from ckanext.territory.logic.schema.start import (
    dataset_copy,
    dataset_template_create,
    dataset_template_delete,
    dataset_template_list,
    dataset_template_run,
    start_create,
    start_delete,
    start_list,
    start_run,
    start_show,
    start_update,
)
from ckanext.territory.logic.schema.table_schema import (
    table_schema_delete,
    table_schema_import,
    table_schema_list,
    table_schema_show,
)
from ckanext.territory.logic.schema.upload import (
    upload_list,
    upload_run,
)
from ckanext.territory.logic.schema.validation import (
    validation_list,
    validation_run,
    validation_show,
)

__all__ = [
    "absence_create",
    "absence_delete",
    "absence_list",
    "accounts_import",
    "accounts_list",
    "agent_list",
    "agent_update",
    "answer_create",
    "answer_decide",
    "answer_list",
    "answer_review",
    "area_search",
    "area_show",
    "budget_publish",
    "budget_show",
    "bulk_cancel",
    "bulk_create",
    "bulk_delete",
    "bulk_run",
    "bulk_show",
    "contour_import",
    "contour_list",
    "dataset_copy",
    "dataset_publish",
    "dataset_template_create",
    "dataset_template_delete",
    "dataset_template_list",
    "dataset_template_run",
    "doctor_run",
    "figures_show",
    "form_conflict_list",
    "form_copy_delete",
    "form_copy_save",
    "form_copy_show",
    "form_draft_list",
    "form_save",
    "handover_create",
    "handover_preview",
    "handover_undo",
    "index_field_create",
    "internal_show",
    "mail_list",
    "mail_retry",
    "mail_run",
    "preview_list",
    "preview_shapes",
    "question_answer",
    "question_block",
    "question_challenge",
    "question_close",
    "question_confirm",
    "question_create",
    "question_follow",
    "question_list",
    "question_note",
    "question_redirect",
    "question_reply",
    "question_show",
    "question_stats",
    "question_withdraw",
    "referent_create",
    "referent_delete",
    "referent_export",
    "referent_import",
    "referent_list",
    "referent_patch",
    "referent_search",
    "referent_show",
    "referent_update",
    "review_create",
    "review_decide",
    "review_list",
    "review_show",
    "review_withdraw",
    "run_cancel",
    "run_create",
    "run_list",
    "run_show",
    "schema_list",
    "schema_show",
    "service_close",
    "service_create",
    "service_list",
    "service_patch",
    "service_show",
    "source_create",
    "source_delete",
    "source_list",
    "source_preview",
    "source_show",
    "source_themes",
    "source_update",
    "start_create",
    "start_delete",
    "start_list",
    "start_run",
    "start_show",
    "start_update",
    "table_schema_delete",
    "table_schema_import",
    "table_schema_list",
    "table_schema_show",
    "theme_list",
    "upload_list",
    "upload_run",
    "validation_list",
    "validation_run",
    "validation_show",
]
