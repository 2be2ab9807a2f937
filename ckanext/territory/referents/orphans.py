"""The services told of their datasets that have no referent, once a month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import sqlalchemy as sa

from ckan import model
from ckan.plugins import toolkit as tk

from ckanext.territory.language import in_language, lang
from ckanext.territory.mails import outbox
from ckanext.territory.model.referent import ACTIVE, Referent
from ckanext.territory.model.service import Service
from ckanext.territory.questions.letters import address

AGAIN = dt.timedelta(days=30)


def remind(now: dt.datetime) -> int:
    """Write to the services whose datasets have nobody; return how many mails.

    A service answers for what the organization of its name publishes; the front desk
    for the rest. Does not commit, and sends nothing by itself.
    """
    counts = _by_organization()
    if not counts:
        return 0
    due = Service.reachable().where(
        sa.func.coalesce(Service.orphans_reminded_at, now - 2 * AGAIN) <= now - AGAIN
    )
    written = 0
    claimed = set(model.Session.scalars(sa.select(Service.organization_id)))
    for service in model.Session.scalars(due.with_for_update(skip_locked=True)):
        count = counts.get(service.organization_id, 0)
        if service.is_desk:
            count += sum(n for key, n in counts.items() if key not in claimed)
        if count:
            service.orphans_reminded_at = now
            _write(service, count)
            written += 1
    return written


def _by_organization() -> Mapping[str | None, int]:
    """Return how many active datasets have no active referent, by organization id."""
    package = model.package_table
    held = package.c.extras["referent_id"].astext
    statement = (
        sa.select(package.c.owner_org, sa.func.count())
        .outerjoin(Referent, (Referent.id == held) & (Referent.state == ACTIVE))
        .where(package.c.state == model.State.ACTIVE, Referent.id.is_(None))
        .group_by(package.c.owner_org)
    )
    return {row[0]: row[1] for row in model.Session.execute(statement)}


def _write(service: Service, count: int) -> None:
    with in_language(lang()):
        outbox.add(
            "orphans",
            service.mailbox,
            tk.ungettext(
                "{count} dataset of your service has no referent",
                "{count} datasets of your service have no referent",
                count,
            ).format(count=count),
            tk._(
                "Hello,\n\nNobody answers yet for data that your service publishes. "
                "Questions on them go to the front desk.\n\nName somebody for each, or "
                "write a rule:\n\n{link}\n\nThis mail comes once a month while some "
                "are left.\n"
            ).format(link=address("/annuaire/sans-referent")),
        )
