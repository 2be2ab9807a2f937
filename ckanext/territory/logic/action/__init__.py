from __future__ import annotations

from ckanext.territory.logic.action.absence import (
    territory_absence_create,
    territory_absence_delete,
    territory_absence_list,
)
from ckanext.territory.logic.action.access import (
    territory_agent_list,
    territory_agent_update,
)
from ckanext.territory.logic.action.accounts import (
    territory_accounts_import,
    territory_accounts_list,
)
from ckanext.territory.logic.action.answer import (
    territory_answer_create,
    territory_answer_decide,
    territory_answer_list,
    territory_answer_review,
)
from ckanext.territory.logic.action.area import (
    territory_area_search,
    territory_area_show,
    territory_contour_import,
    territory_contour_list,
)
from ckanext.territory.logic.action.budget import (
    territory_budget_publish,
    territory_budget_show,
)
from ckanext.territory.logic.action.bulk import (
    territory_bulk_cancel,
    territory_bulk_create,
    territory_bulk_delete,
    territory_bulk_run,
    territory_bulk_show,
)
from ckanext.territory.logic.action.dataset_type import (
    territory_schema_list,
    territory_schema_show,
)
from ckanext.territory.logic.action.doctor import (
    territory_doctor_run,
    territory_index_field_create,
)
from ckanext.territory.logic.action.figures import (
    territory_figures_show,
)
from ckanext.territory.logic.action.form import (
    territory_form_conflict_list,
    territory_form_copy_delete,
    territory_form_copy_save,
    territory_form_copy_show,
    territory_form_draft_list,
)
from ckanext.territory.logic.action.form_save import (
    territory_form_save,
)
from ckanext.territory.logic.action.handover import (
    territory_handover_create,
    territory_handover_preview,
    territory_handover_undo,
)
from ckanext.territory.logic.action.internal import (
    territory_internal_show,
)
from ckanext.territory.logic.action.mail import (
    territory_mail_list,
    territory_mail_retry,
    territory_mail_run,
)
from ckanext.territory.logic.action.preview import (
    territory_preview_list,
    territory_preview_shapes,
)
from ckanext.territory.logic.action.question import (
    territory_question_challenge,
    territory_question_confirm,
    territory_question_create,
    territory_question_follow,
    territory_question_reply,
    territory_question_withdraw,
)
from ckanext.territory.logic.action.question_work import (
    territory_question_answer,
    territory_question_block,
    territory_question_close,
    territory_question_list,
    territory_question_note,
    territory_question_redirect,
    territory_question_show,
    territory_question_stats,
)
from ckanext.territory.logic.action.referent import (
    territory_referent_create,
    territory_referent_delete,
    territory_referent_patch,
    territory_referent_show,
    territory_referent_update,
)
from ckanext.territory.logic.action.referent_search import (
    territory_referent_list,
    territory_referent_search,
    territory_theme_list,
)
from ckanext.territory.logic.action.referent_table import (
    territory_referent_export,
    territory_referent_import,
)
from ckanext.territory.logic.action.review import (
    territory_dataset_publish,
    territory_review_create,
    territory_review_decide,
    territory_review_list,
    territory_review_show,
    territory_review_withdraw,
)
from ckanext.territory.logic.action.run import (
    territory_run_cancel,
    territory_run_create,
    territory_run_list,
    territory_run_show,
)
from ckanext.territory.logic.action.service import (
    territory_service_close,
    territory_service_create,
    territory_service_list,
    territory_service_patch,
    territory_service_show,
)
from ckanext.territory.logic.action.source import (
    territory_source_create,
    territory_source_delete,
    territory_source_list,
    territory_source_preview,
    territory_source_show,
    territory_source_themes,
    territory_source_update,
)
from ckanext.territory.logic.action.start import (
    territory_start_create,
    territory_start_delete,
    territory_start_list,
    territory_start_run,
    territory_start_show,
    territory_start_update,
)
from ckanext.territory.logic.action.start_draft import (
    territory_dataset_copy,
    territory_dataset_template_create,
    territory_dataset_template_delete,
    territory_dataset_template_list,
    territory_dataset_template_run,
)
from ckanext.territory.logic.action.table_schema import (
    territory_table_schema_delete,
    territory_table_schema_import,
    territory_table_schema_list,
    territory_table_schema_show,
)
from ckanext.territory.logic.action.upload import (
    territory_upload_list,
    territory_upload_run,
)
from ckanext.territory.logic.action.user_guard import (
    user_delete,
)
from ckanext.territory.logic.action.validation import (
    territory_validation_list,
    territory_validation_run,
    territory_validation_show,
)

__all__ = [
    "territory_absence_create",
    "territory_absence_delete",
    "territory_absence_list",
    "territory_accounts_import",
    "territory_accounts_list",
    "territory_agent_list",
    "territory_agent_update",
    "territory_answer_create",
    "territory_answer_decide",
    "territory_answer_list",
    "territory_answer_review",
    "territory_area_search",
    "territory_area_show",
    "territory_budget_publish",
    "territory_budget_show",
    "territory_bulk_cancel",
    "territory_bulk_create",
    "territory_bulk_delete",
    "territory_bulk_run",
    "territory_bulk_show",
    "territory_contour_import",
    "territory_contour_list",
    "territory_dataset_copy",
    "territory_dataset_publish",
    "territory_dataset_template_create",
    "territory_dataset_template_delete",
    "territory_dataset_template_list",
    "territory_dataset_template_run",
    "territory_doctor_run",
    "territory_figures_show",
    "territory_form_conflict_list",
    "territory_form_copy_delete",
    "territory_form_copy_save",
    "territory_form_copy_show",
    "territory_form_draft_list",
    "territory_form_save",
    "territory_handover_create",
    "territory_handover_preview",
    "territory_handover_undo",
    "territory_index_field_create",
    "territory_internal_show",
    "territory_mail_list",
    "territory_mail_retry",
    "territory_mail_run",
    "territory_preview_list",
    "territory_preview_shapes",
    "territory_question_answer",
    "territory_question_block",
    "territory_question_challenge",
    "territory_question_close",
    "territory_question_confirm",
    "territory_question_create",
    "territory_question_follow",
    "territory_question_list",
    "territory_question_note",
    "territory_question_redirect",
    "territory_question_reply",
    "territory_question_show",
    "territory_question_stats",
    "territory_question_withdraw",
    "territory_referent_create",
    "territory_referent_delete",
    "territory_referent_export",
    "territory_referent_import",
    "territory_referent_list",
    "territory_referent_patch",
    "territory_referent_search",
    "territory_referent_show",
    "territory_referent_update",
    "territory_review_create",
    "territory_review_decide",
    "territory_review_list",
    "territory_review_show",
    "territory_review_withdraw",
    "territory_run_cancel",
    "territory_run_create",
    "territory_run_list",
    "territory_run_show",
    "territory_schema_list",
    "territory_schema_show",
    "territory_service_close",
    "territory_service_create",
    "territory_service_list",
    "territory_service_patch",
    "territory_service_show",
    "territory_source_create",
    "territory_source_delete",
    "territory_source_list",
    "territory_source_preview",
    "territory_source_show",
    "territory_source_themes",
    "territory_source_update",
    "territory_start_create",
    "territory_start_delete",
    "territory_start_list",
    "territory_start_run",
    "territory_start_show",
    "territory_start_update",
    "territory_table_schema_delete",
    "territory_table_schema_import",
    "territory_table_schema_list",
    "territory_table_schema_show",
    "territory_theme_list",
    "territory_upload_list",
    "territory_upload_run",
    "territory_validation_list",
    "territory_validation_run",
    "territory_validation_show",
    "user_delete",
]
