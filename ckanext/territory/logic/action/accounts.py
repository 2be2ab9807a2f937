"""Actions on charts of accounts."""

from __future__ import annotations

from werkzeug.datastructures import FileStorage

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory import messages
from ckanext.territory.budgets import staging
from ckanext.territory.budgets.accounts import store_chart
from ckanext.territory.budgets.types import (
    ChartOfAccountsEntry,
    ChartOfAccountsImported,
)
from ckanext.territory.domain.budget import BudgetError
from ckanext.territory.logic.schema import accounts as schema
from ckanext.territory.model.chart_of_accounts import StoredChartOfAccounts

__all__ = ["territory_accounts_import", "territory_accounts_list"]


@tk.validate_action_data(schema.accounts_import)
def territory_accounts_import(
    context: Context, data_dict: DataDict
) -> ChartOfAccountsImported:
    """Keep a chart of accounts, so that budgets of its exercise get their labels.

    Accepts:
        upload: the file ``planDeCompte.xml``, sent as a file.

    Returns:
        ``norm``, ``variant``, ``year``, ``accounts`` (how many) and ``status``:
        imported (new or renewed) or unchanged.

    Who may call: administrators of the portal.
    """
    tk.check_access("territory_accounts_import", context, data_dict)
    upload = data_dict["upload"]
    if not isinstance(upload, FileStorage) or not upload.filename:
        raise tk.ValidationError(
            {"upload": [tk._("Choose the chart of accounts to import.")]}
        )
    with staging.private_folder() as folder:
        try:
            received = staging.receive(upload.stream, folder, upload.filename)
            stored, changed = store_chart(received.path)
        except BudgetError as error:
            raise tk.ValidationError(
                {"upload": [messages.describe_error(error)]}
            ) from error
    model.Session.commit()
    return {**_entry(stored), "status": "imported" if changed else "unchanged"}


@tk.side_effect_free
@tk.validate_action_data(schema.accounts_list)
def territory_accounts_list(
    context: Context, data_dict: DataDict
) -> list[ChartOfAccountsEntry]:
    """Return the charts of accounts of the portal, the newest exercise first.

    Returns:
        A list of ``norm``, ``variant``, ``year``, ``accounts`` (how many).

    Who may call: everybody.
    """
    tk.check_access("territory_accounts_list", context, data_dict)
    found = model.Session.execute(StoredChartOfAccounts.listing()).scalars()
    return [_entry(stored) for stored in found]


def _entry(stored: StoredChartOfAccounts) -> ChartOfAccountsEntry:
    return {
        "norm": stored.norm,
        "variant": stored.variant,
        "year": stored.year,
        "accounts": stored.account_count,
    }
