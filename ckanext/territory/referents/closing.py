"""What keeps a service open, and how another one takes it over."""

from __future__ import annotations

import sqlalchemy as sa

from ckan import model
from ckan.plugins import toolkit as tk

from ckanext.territory.model.question import OPEN, Question
from ckanext.territory.model.referent import ACTIVE, Referent
from ckanext.territory.model.service import Service


def held(service: Service) -> str:
    """Return what stands in the way of closing a service, or nothing."""
    referents = _count(
        Referent, Referent.service_id == service.id, Referent.state == ACTIVE
    )
    below = _count(Service, Service.parent_id == service.id, Service.state == ACTIVE)
    questions = _count(
        Question, Question.service_id == service.id, Question.status.in_(OPEN)
    )
    if not (referents or below or questions):
        return ""
    return tk._(
        "This service still holds {referents} referents, {services} services below it "
        "and {questions} open questions: choose the service that takes over."
    ).format(referents=referents, services=below, questions=questions)


def move(service: Service, successor: Service) -> None:
    """Give the referents, services below and questions of a service to another."""
    changed = {"service_id": successor.id, "modified_at": sa.func.now()}
    execute = model.Session.execute
    execute(
        sa.update(Referent).where(Referent.service_id == service.id).values(**changed)
    )
    execute(
        sa.update(Question).where(Question.service_id == service.id).values(**changed)
    )
    execute(
        sa.update(Service)
        .where(Service.parent_id == service.id, Service.id != successor.id)
        .values(parent_id=successor.id, modified_at=sa.func.now())
    )
    if successor.parent_id == service.id:
        successor.parent_id = service.parent_id


def _count(table: type, *conditions: sa.ColumnElement[bool]) -> int:
    statement = sa.select(sa.func.count()).select_from(table).where(*conditions)
    return model.Session.execute(statement).scalar_one()
