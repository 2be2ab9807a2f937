"""Seeding of organizations, accounts and referents."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from pathlib import Path

import yaml
from demo.city import DOMAIN, ORGANIZATIONS
from demo.figures import DATA
from demo.portal import Portal
from demo.referents import DemoReferent, demo_referents

EDITOR = "redaction"
AGENT = "agent"
ACCOUNTS: Mapping[str, str] = {EDITOR: "Équipe de rédaction", AGENT: "Agent municipal"}


def seed_organizations(portal: Portal) -> list[str]:
    """Create the organizations that are missing; return their names."""
    there = set(portal.call("organization_list"))
    missing = [item for item in ORGANIZATIONS if item.name not in there]
    for item in missing:
        portal.call(
            "organization_create",
            name=item.name,
            title=item.title,
            description=item.description,
            identifier=item.siret,
            email=item.email,
            territory_code=item.territory_code,
        )
    return [item.name for item in missing]


def seed_accounts(portal: Portal, secrets_file: Path) -> list[str]:
    """Create an editor and an agent; write their passwords in ``secrets_file``.

    The file is readable by its owner only. Accounts that exist keep their password.
    """
    made: list[str] = []
    for name, title in ACCOUNTS.items():
        if portal.find("user_show", id=name):
            continue
        password = secrets.token_urlsafe(15)
        portal.call(
            "user_create",
            name=name,
            fullname=title,
            email=f"{name}@{DOMAIN}",
            password=password,
        )
        _write_secret(secrets_file, name, password)
        made.append(name)
    if EDITOR in made:
        for organization in ORGANIZATIONS:
            portal.call(
                "organization_member_create",
                id=organization.name,
                username=EDITOR,
                role="editor",
            )
    if AGENT in made:
        portal.call("territory_agent_update", id=AGENT, agent=True)
    return made


def _write_secret(path: Path, name: str, password: str) -> None:
    path.touch(mode=0o600, exist_ok=True)
    with path.open("a", encoding="utf-8") as target:
        target.write(f"{name}\t{password}\n")


def seed_services(portal: Portal) -> list[str]:
    """Create the services that are missing, complete the others; return the new ones.

    Those that stand above come first in the file.
    """
    found = {one["name"]: one for one in portal.call("territory_service_list")}
    made: list[str] = []
    for item in yaml.safe_load((DATA / "services.yaml").read_text(encoding="utf-8")):
        above = found[item["parent"]]["id"] if "parent" in item else ""
        values = {
            "name": item["name"],
            "mailbox": f"{item['mailbox']}@{DOMAIN}",
            "parent_id": above,
            "is_desk": item.get("is_desk", False),
            "deadline_days": item.get("deadline_days", ""),
        }
        there = found.get(item["name"])
        if there is None:
            found[item["name"]] = portal.call("territory_service_create", **values)
            made.append(item["name"])
        elif not there["mailbox"]:
            portal.call("territory_service_patch", id=there["id"], **values)
    return made


def seed_referents(portal: Portal) -> list[str]:
    """Create the referents that are missing; return their keys."""
    there = referent_ids(portal)
    missing = [item for item in demo_referents() if item.key not in there]
    for referent in missing:
        portal.call("territory_referent_create", **_described(referent))
    return [referent.key for referent in missing]


def referent_ids(portal: Portal) -> dict[str, str]:
    """Return the ids of the demo's referents by key; absent are those not made yet."""
    found = {
        (item["function"], item["service"]): item["id"]
        for item in portal.call("territory_referent_list")
    }
    return {
        referent.key: found[referent.function, referent.service]
        for referent in demo_referents()
        if (referent.function, referent.service) in found
    }


def _described(referent: DemoReferent) -> dict[str, object]:
    return {
        "function": referent.function,
        "service": referent.service,
        "mailbox": referent.mailbox,
        "themes": list(referent.themes),
        "problems": list(referent.problems),
        "skills": list(referent.skills),
        "is_public": True,
        "name": referent.internal.name,
        "email": referent.internal.email,
        "phone": referent.internal.phone,
    }
