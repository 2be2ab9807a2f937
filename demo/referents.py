"""The people who answer for the demo's data, known by what they do."""

from __future__ import annotations

from dataclasses import dataclass

import yaml
from demo.city import DOMAIN
from demo.figures import DATA


@dataclass(frozen=True, slots=True, kw_only=True)
class InternalFace:
    """What agents see; names and numbers are made for fiction.

    The numbers lie in the range that the French numbering plan keeps for fiction,
    01 99 00 xx xx.
    Source: ARCEP, plan national de numérotation (œuvres audiovisuelles).
    """

    name: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoReferent:
    """A person to ask: the public face, then the internal one."""

    key: str
    organization: str
    function: str
    service: str
    mailbox: str
    themes: tuple[str, ...]
    problems: tuple[str, ...]
    skills: tuple[str, ...]
    internal: InternalFace


def demo_referents() -> tuple[DemoReferent, ...]:
    """Return the fourteen referents of the demo."""
    rows = yaml.safe_load((DATA / "referents.yaml").read_text(encoding="utf-8"))
    return tuple(
        DemoReferent(
            key=row["key"],
            organization=row["organization"],
            function=row["function"],
            service=row["service"],
            mailbox=f"{row['mailbox']}@{DOMAIN}",
            themes=tuple(row["themes"]),
            problems=tuple(row["problems"]),
            skills=tuple(row["skills"]),
            internal=InternalFace(
                name=f"Personne fictive {rank:02d}",
                email=f"agent{rank:02d}@{DOMAIN}",
                phone=f"01 99 00 {10 + rank} {20 + rank}",
            ),
        )
        for rank, row in enumerate(rows, 1)
    )
