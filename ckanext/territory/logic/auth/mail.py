"""Who may look after mails."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = ["territory_mail_list", "territory_mail_retry", "territory_mail_run"]


def territory_mail_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow sysadmins, who are never asked."""
    return {"success": False, "msg": tk._("Only sysadmins look after mails.")}


def territory_mail_retry(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow sysadmins, who are never asked."""
    return territory_mail_list(context, data_dict)


def territory_mail_run(context: Context, data_dict: DataDict) -> AuthResult:
    """Allow sysadmins, who are never asked."""
    return territory_mail_list(context, data_dict)
