"""What the actions on mails accept."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator

__all__ = ["mail_list", "mail_retry", "mail_run"]


@tk.validator_args
def mail_list() -> Schema:
    """Return the schema of ``territory_mail_list``, which takes nothing."""
    return {}


mail_run = mail_list


@tk.validator_args
def mail_retry(ignore_empty: Validator, unicode_safe: Validator) -> Schema:
    """Return the schema of ``territory_mail_retry``."""
    return {"id": [ignore_empty, unicode_safe]}
