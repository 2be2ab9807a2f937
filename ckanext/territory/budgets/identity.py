"""Which dataset a budget belongs to: the one that has its identity already, or none."""

from __future__ import annotations

from ckan import model

from ckanext.territory.budgets.dataset import slug
from ckanext.territory.domain.budget import BudgetHeader
from ckanext.territory.model.budget import NO_DECISION, Budget


def find(header: BudgetHeader) -> tuple[Budget | None, model.Package | None]:
    """Return what the portal has of this budget: its record, its dataset.

    A dataset without a record is what an interrupted publication left; it is found by
    its address and completed.
    """
    record = model.Session.execute(
        Budget.by_identity(
            header.entity_siret,
            header.fiscal_year,
            header.stage,
            header.decision_number or NO_DECISION,
        )
    ).scalar_one_or_none()
    if record is not None:
        package = model.Session.get(model.Package, record.dataset_id)
        if package is not None:
            return record, package
    package = model.Package.by_name(slug(header))
    return record, package if package and package.type == "budget" else None
