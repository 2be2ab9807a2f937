"""The people: whether every question ends somewhere, and whether mails leave."""

from __future__ import annotations

import sqlalchemy as sa

from ckan import model
from ckan.plugins import toolkit as tk

from ckanext.territory.doctor.check import Check, fine, warning
from ckanext.territory.model.mail import Mail
from ckanext.territory.model.service import Service


def desk() -> list[Check]:
    """Check that there is a front desk that can be written to."""
    code = "people.desk"
    row = model.Session.scalars(Service.desk()).first()
    if row is not None and (row.mailbox or row.contact_url):
        return [fine(code, tk._("The front desk is: {name}.").format(name=row.name))]
    return [
        warning(
            code,
            tk._("No front desk can be written to: some questions reach nobody."),
            tk._("Choose a service as front desk, with a mailbox: {address}").format(
                address="/annuaire/services"
            ),
        )
    ]


def mails() -> list[Check]:
    """Check that no mail was given up."""
    code = "mail.given_up"
    dead = model.Session.scalar(
        sa.select(sa.func.count()).select_from(Mail).where(Mail.state == "dead")
    )
    if not dead:
        return [fine(code, tk._("No mail was given up."))]
    return [
        warning(
            code,
            tk._("{count} mails were given up after a day of tries.").format(
                count=dead
            ),
            tk._("Run: {commands}").format(
                commands="ckan territory mail list, ckan territory mail retry --all"
            ),
        )
    ]
