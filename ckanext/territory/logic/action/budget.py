"""Actions on budgets."""

from __future__ import annotations

from typing import Any

from werkzeug.datastructures import FileStorage

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory import messages
from ckanext.territory.budgets import publication, record, staging
from ckanext.territory.budgets.accounts import find_chart
from ckanext.territory.budgets.dataset import amounts, public_url
from ckanext.territory.budgets.reading import shown
from ckanext.territory.budgets.staging import Staged
from ckanext.territory.budgets.types import BudgetPublished, BudgetShown
from ckanext.territory.domain.budget import BudgetError
from ckanext.territory.logic.schema import budget as schema
from ckanext.territory.model.budget import Budget
from ckanext.territory.reviews.guard import open_review
from ckanext.territory.saving import DRAFT

__all__ = ["territory_budget_publish", "territory_budget_show"]

FIELD_OF_CODE = {
    "budget.decision_number": "decision_number",
    "budget.decision_number_conflict": "decision_number",
    "budget.stage_conflict": "stage",
}
"""Refusals that a field of the form mends; the others are the file's."""


@tk.validate_action_data(schema.budget_publish)
def territory_budget_publish(context: Context, data_dict: DataDict) -> BudgetPublished:
    """Publish a budget from its file, or refuse it whole.

    The file is read to its end before anything is written. The same budget (SIRET,
    exercise, stage, number of the decision) is always the same dataset: the same file
    again changes nothing, another file replaces lines, totals and files.

    Accepts:
        owner_org: id or name of the organization that publishes.
        upload: the file (TOTEM XML or SCDL CSV), sent as a file.
        stage: bp, bs, dm, ca or cfu, when the file does not say it well.
        decision_number: number of the amending decision, which SCDL files lack.

    Returns:
        ``status`` (created, updated, unchanged), ``state`` (active, or draft where
        somebody else publishes: it is proposed to them), ``dataset`` (id, name, url),
        the five totals as decimal strings, ``lines``, ``warnings`` (sentences), and
        ``blanked`` (how many values naming persons were taken out, by kind).

    Who may call: editors of the organization.
    """
    tk.check_access("territory_budget_publish", context, data_dict)
    upload = _file(data_dict["upload"])
    owner_org = _organization_id(data_dict["owner_org"])
    with staging.private_folder() as folder:
        try:
            name = upload.filename or ""
            received = staging.receive(upload.stream, folder, name)
            staged = staging.stage(
                received,
                charts=find_chart,
                stage=data_dict.get("stage"),
                decision_number=data_dict.get("decision_number"),
            )
        except BudgetError as error:
            raise tk.ValidationError(
                {
                    FIELD_OF_CODE.get(error.code, "upload"): [
                        messages.describe_error(error)
                    ]
                }
            ) from error
        warnings = [messages.describe_error(notice) for notice in staged.notices]
        published = publication.publish(context, staged, owner_org, folder)
    if published.dataset["state"] == DRAFT:
        warnings.append(_propose(context, published.dataset["id"]))
    return _answer(published, staged, warnings)


@tk.side_effect_free
@tk.validate_action_data(schema.budget_show)
def territory_budget_show(context: Context, data_dict: DataDict) -> BudgetShown:
    """Return the totals, series and warnings of a published budget.

    Accepts:
        id: id or name of the dataset.

    Returns:
        ``header`` (what the file says of itself), ``totals`` and ``series`` (decimal
        strings, in euros), ``lines``, ``warnings``, ``blanked``, ``seal`` and
        ``content_hash`` of the original, ``lines_id`` and ``document_id`` (resources),
        ``siblings`` (other budgets of the same SIRET that the caller may read).

    Who may call: who may read the dataset.
    """
    tk.check_access("territory_budget_show", context, data_dict)
    package = model.Package.get(data_dict["id"])
    rows: Any = (
        model.Session.execute(Budget.with_siblings(package.id)).all() if package else []
    )
    answer = shown(context, package.id, rows) if package else None
    if answer is None:
        raise tk.ObjectNotFound(tk._("This dataset holds no published budget."))
    return answer


def _propose(context: Context, dataset_id: str) -> str:
    """Propose a budget that another person has to publish; return the sentence."""
    if open_review(dataset_id) is None:
        try:
            tk.get_action("territory_review_create")(
                tk.fresh_context(context), {"id": dataset_id, "is_checked": True}
            )
        except tk.ValidationError:
            return messages.describe("review.budget_draft", {})
    return messages.describe("review.budget_proposed", {})


def _file(upload: object) -> FileStorage:
    if isinstance(upload, FileStorage) and upload.filename:
        return upload
    raise tk.ValidationError({"upload": [tk._("Choose the budget file to publish.")]})


def _organization_id(reference: str) -> str:
    group = model.Group.get(reference)
    if group is None or not group.is_organization or group.state != "active":
        raise tk.ValidationError(
            {"owner_org": [tk._("There is no such organization. Choose another one.")]}
        )
    return group.id


def _answer(
    published: publication.Published, staged: Staged, warnings: list[str]
) -> BudgetPublished:
    totals = amounts(staged.totals)
    name = published.dataset["name"]
    return {
        "status": published.status,
        "state": published.dataset["state"],
        "dataset": {
            "id": published.dataset["id"],
            "name": name,
            "url": public_url(name),
        },
        "operating_expenditure": totals["operating_expenditure"],
        "operating_revenue": totals["operating_revenue"],
        "investment_expenditure": totals["investment_expenditure"],
        "investment_revenue": totals["investment_revenue"],
        "unknown_section": totals["unknown_section"],
        "lines": staged.line_count,
        "warnings": warnings,
        "blanked": record.blanked(staged),
    }
