"""Fills a portal with the demo city, the way people would: by actions and files.

A second run finds everything there and changes nothing.
"""

from __future__ import annotations

from pathlib import Path

from demo.portal import Portal, portal_context, step
from demo.seed_data import seed_budgets, seed_datasets
from demo.seed_partner import seed_partner
from demo.seed_people import (
    EDITOR,
    referent_ids,
    seed_accounts,
    seed_organizations,
    seed_referents,
    seed_services,
)
from demo.seed_places import seed_contours


def seed_portal(config: Path, secrets_file: Path, partner_port: int) -> None:
    """Seed the portal of a configuration file.

    ``secrets_file`` takes the passwords of the accounts that are made. The partner's
    catalogue is served on ``partner_port`` while the seeding lasts if nothing answers
    there; the portal's settings allow this address to its readers.
    """
    with portal_context(config):
        fill(secrets_file, partner_port)


def fill(secrets_file: Path, partner_port: int) -> None:
    """Make what is missing of the demo city in the portal that runs in this process."""
    site = Portal()
    step("organizations", lambda: seed_organizations(site))
    step("accounts", lambda: seed_accounts(site, secrets_file))
    step("contours", lambda: seed_contours(site))
    step("services", lambda: seed_services(site))
    step("referents", lambda: seed_referents(site))
    editor, referents = Portal(EDITOR), referent_ids(site)
    # The town's own data last: they are the newest, which the home page shows.
    step("partner catalogue", lambda: seed_partner(site, partner_port))
    step("budgets", lambda: seed_budgets(editor, site, referents))
    step("datasets", lambda: seed_datasets(editor, site, referents))
