from __future__ import annotations

from ckanext.territory.logic.auth.access import (
    territory_agent_list,
    territory_agent_update,
)
from ckanext.territory.logic.auth.accounts import (
    territory_accounts_import,
    territory_accounts_list,
)
from ckanext.territory.logic.auth.budget import (
    territory_budget_publish,
    territory_budget_show,
)
from ckanext.territory.logic.auth.doctor import (
    territory_doctor_run,
    territory_index_field_create,
)
from ckanext.territory.logic.auth.referent import (
    territory_referent_create,
    territory_referent_delete,
    territory_referent_list,
    territory_referent_patch,
    territory_referent_search,
    territory_referent_show,
    territory_referent_update,
    territory_theme_list,
)
from ckanext.territory.logic.auth.run import (
    territory_run_cancel,
    territory_run_create,
    territory_run_list,
    territory_run_show,
)
from ckanext.territory.logic.auth.source import (
    territory_source_create,
    territory_source_delete,
    territory_source_list,
    territory_source_preview,
    territory_source_show,
    territory_source_themes,
    territory_source_update,
)

__all__ = [
    "territory_accounts_import",
    "territory_accounts_list",
    "territory_agent_list",
    "territory_agent_update",
    "territory_budget_publish",
    "territory_budget_show",
    "territory_doctor_run",
    "territory_index_field_create",
    "territory_referent_create",
    "territory_referent_delete",
    "territory_referent_list",
    "territory_referent_patch",
    "territory_referent_search",
    "territory_referent_show",
    "territory_referent_update",
    "territory_run_cancel",
    "territory_run_create",
    "territory_run_list",
    "territory_run_show",
    "territory_source_create",
    "territory_source_delete",
    "territory_source_list",
    "territory_source_preview",
    "territory_source_show",
    "territory_source_themes",
    "territory_source_update",
    "territory_theme_list",
]
