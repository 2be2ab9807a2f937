"""How many questions came lately, counted where they are kept."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from ckan import model
from ckan.plugins import toolkit as tk

from ckanext.territory import config
from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.domain.question import Counts, client_address, network_of
from ckanext.territory.model.question import Question, QuestionEvent
from ckanext.territory.questions import keys

REPLIES = 10
_HOUR = dt.timedelta(hours=1)
_DAY = dt.timedelta(days=1)


def network() -> str:
    """Return the network of the request, nothing outside of one."""
    if not tk.request:
        return ""
    environ = tk.request.environ
    return network_of(
        client_address(
            environ.get("REMOTE_ADDR", ""),
            environ.get("HTTP_X_FORWARDED_FOR", ""),
            config.trusted_proxies(),
        )
    )


def counts(address: str, dataset_id: str | None) -> Counts:
    """Return the questions of a sender, this network, a dataset and the site.

    Two questions that come at once are counted one after the other: the second one
    waits for the end of the first one's transaction.
    """
    model.Session.execute(
        sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtext("territory_question")))
    )
    now = dt.datetime.now(dt.timezone.utc)
    recent = Question.created_at > now - _HOUR
    columns = [
        sa.func.count().filter(
            recent, Question.sender_hash.in_(_hashes("sender", address, now))
        ),
        sa.func.count().filter(
            recent, Question.network_hash.in_(_hashes("network", network(), now))
        ),
        sa.func.count().filter(Question.dataset_id == dataset_id),
        sa.func.count().filter(recent),
    ]
    row = model.Session.execute(
        sa.select(*columns).where(Question.created_at > now - _DAY)
    ).one()
    sender, near, dataset, site = row
    return Counts(
        sender=sender,
        network=near if network() else 0,
        dataset=dataset if dataset_id else 0,
        site=site,
    )


def hashes(address: str) -> tuple[str, str]:
    """Return today's hashes of a sender and of the network of the request."""
    day = dt.datetime.now(dt.timezone.utc).date()
    place = network()
    return (
        keys.daily("sender", address.lower(), day),
        keys.daily("network", place, day) if place else "",
    )


def _hashes(kind: str, value: str, now: dt.datetime) -> list[str]:
    """Return the hashes of today and yesterday: an hour may begin before midnight."""
    days = (now.date(), (now - _DAY).date())
    return [keys.daily(kind, value.lower(), day) for day in days]


def check_replies(question: Question) -> None:
    """Refuse more than ten messages of an asker within a day."""
    limit = dt.datetime.now(dt.timezone.utc) - _DAY
    count = model.Session.scalar(
        sa.select(sa.func.count())
        .select_from(QuestionEvent)
        .where(
            QuestionEvent.question_id == question.id,
            QuestionEvent.author == "asker",
            QuestionEvent.created_at > limit,
        )
    )
    if (count or 0) >= REPLIES:
        raise TerritoryError("question.limit", what="replies")
