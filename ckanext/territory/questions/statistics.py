"""How fast questions are answered."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict

import sqlalchemy as sa

from ckan import model

from ckanext.territory.model.question import OPEN, Question

_SPAN = dt.timedelta(days=365)
_DAY_SECONDS = 86_400


class Statistics(TypedDict):
    """Counts over 12 months; days are calendar days, `in_time` a share (0–1)."""

    received: int
    answered: int
    open: int
    late: int
    median_days: float | None
    in_time: float | None


def statistics() -> Statistics:
    """Return the figures of the last 12 months; erased questions still count."""
    now = dt.datetime.now(dt.timezone.utc)
    answered = Question.answered_at.isnot(None)
    seconds = sa.extract("epoch", Question.answered_at - Question.created_at)
    is_open = Question.status.in_(OPEN)
    row = model.Session.execute(
        sa.select(
            sa.func.count(),
            sa.func.count().filter(answered),
            sa.func.count().filter(is_open),
            sa.func.count().filter(is_open, Question.due_on < now.date()),
            sa.func.percentile_cont(0.5).within_group(seconds),
            sa.func.count().filter(
                answered, sa.cast(Question.answered_at, sa.Date) <= Question.due_on
            ),
        ).where(Question.status != "unconfirmed", Question.created_at > now - _SPAN)
    ).one()
    received, done, waiting, late, median, in_time = row
    return {
        "received": received,
        "answered": done,
        "open": waiting,
        "late": late,
        "median_days": None if median is None else round(median / _DAY_SECONDS, 1),
        "in_time": round(in_time / done, 3) if done else None,
    }
