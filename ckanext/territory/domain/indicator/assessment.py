"""How far an indicator is on its way, and what to call it.

Source: standards.md §7.4 (rules of computation).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Direction = Literal["hausse", "baisse", "stabilite", "sans_sens"]
Status = Literal["achieved", "on_track", "at_risk", "off_track", "not_assessed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """Shares that separate the states, 0-1, chosen by the administrator.

    Attributes:
        on_track: of the expected progress, from which an indicator is on track.
        at_risk: of the expected progress, below which it is off track.
        stable: of the target, by which a value that is to stay stable may differ.
    """

    on_track: Decimal = Decimal(1)
    at_risk: Decimal = Decimal("0.75")
    stable: Decimal = Decimal("0.05")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What is said of the latest value; ``rate`` is the achievement, 1 at the target.

    ``expected_rate`` is where the rate should be by now.
    """

    status: Status
    rate: Decimal | None = None
    expected_rate: Decimal | None = None


NOT_ASSESSED = Assessment(status="not_assessed")


def assess(  # noqa: PLR0913 - the facts of one formula
    value: Decimal | None,
    target: Decimal | None,
    *,
    baseline: Decimal | None = None,
    expected: Decimal | None = None,
    direction: Direction | None = None,
    margins: Margins | None = None,
) -> Assessment:
    """Return the achievement rate of a value, and its status.

    Without a wanted direction, that of the target from the baseline is meant.
    """
    limits = margins or Margins()
    if value is None or target is None or direction == "sans_sens":
        return NOT_ASSESSED
    if direction == "stabilite":
        return _stable(value, target, limits)
    if baseline is None or baseline == target:
        return _without_start(value, target, direction)
    rate = (value - baseline) / (target - baseline)
    if rate >= 1:
        return Assessment(status="achieved", rate=rate)
    if expected is None:
        return Assessment(status="not_assessed", rate=rate)
    due = (expected - baseline) / (target - baseline)
    return Assessment(status=_status(rate, due, limits), rate=rate, expected_rate=due)


def _status(rate: Decimal, due: Decimal, limits: Margins) -> Status:
    if rate >= due * limits.on_track:
        return "on_track"
    return "at_risk" if rate >= due * limits.at_risk else "off_track"


def _stable(value: Decimal, target: Decimal, limits: Margins) -> Assessment:
    """Return whether a value stayed near its target; twice the margin is a warning."""
    gap, room = abs(value - target), abs(target) * limits.stable
    if gap <= room:
        return Assessment(status="achieved", rate=Decimal(1))
    return Assessment(status="at_risk" if gap <= 2 * room else "off_track")


def _without_start(
    value: Decimal, target: Decimal, direction: Direction | None
) -> Assessment:
    """Return whether the target is reached, which needs no starting value."""
    reached = (direction == "hausse" and value >= target) or (
        direction == "baisse" and value <= target
    )
    return Assessment(status="achieved") if reached else NOT_ASSESSED
