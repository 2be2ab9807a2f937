"""Templates of the services, as their members see them."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from ckan import authz, model

from ckanext.territory.model.dataset_template import DatasetTemplate
from ckanext.territory.starts.types import TemplateLine


def lines(user_name: str, organization_ids: Iterable[str]) -> list[TemplateLine]:
    """Return the templates of these organizations, by organization and title."""
    statement = (
        sa.select(DatasetTemplate, model.Group.title, model.Group.name)
        .join(model.Group, model.Group.id == DatasetTemplate.owner_org)
        .where(
            DatasetTemplate.owner_org.in_(set(organization_ids)),
            model.Group.state == model.State.ACTIVE,
        )
        .order_by(model.Group.title, DatasetTemplate.title, DatasetTemplate.id)
    )
    return [
        {
            "id": template.id,
            "title": template.title,
            "dataset_type": template.dataset_type,
            "owner_org": template.owner_org,
            "organization": title or name,
            "created_at": template.created_at.isoformat(),
            "may_delete": authz.has_user_permission_for_group_or_org(
                template.owner_org, user_name, "admin"
            ),
        }
        for template, title, name in model.Session.execute(statement)
    ]
