from __future__ import annotations

from ckanext.territory.logic.schema.access import agent_list, agent_update
from ckanext.territory.logic.schema.accounts import accounts_import, accounts_list
from ckanext.territory.logic.schema.budget import budget_publish, budget_show
from ckanext.territory.logic.schema.doctor import doctor_run, index_field_create
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
from ckanext.territory.logic.schema.run import (
    run_cancel,
    run_create,
    run_list,
    run_show,
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

__all__ = [
    "accounts_import",
    "accounts_list",
    "agent_list",
    "agent_update",
    "budget_publish",
    "budget_show",
    "doctor_run",
    "index_field_create",
    "referent_create",
    "referent_delete",
    "referent_list",
    "referent_patch",
    "referent_search",
    "referent_show",
    "referent_update",
    "run_cancel",
    "run_create",
    "run_list",
    "run_show",
    "source_create",
    "source_delete",
    "source_list",
    "source_preview",
    "source_show",
    "source_themes",
    "source_update",
    "theme_list",
]
