"""Answers that everybody may read: listed, and found before a question is asked."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TypedDict

import sqlalchemy as sa

from ckan import model
from ckan.types import Context

from ckanext.territory.access import readable_ids
from ckanext.territory.domain.referent import Candidate, ReferentIndex
from ckanext.territory.model.question import PublishedAnswer
from ckanext.territory.model.service import Service
from ckanext.territory.themes import synonyms, theme_tree

_NEAR_ENOUGH = 0.3
_MORE = 5


class AnswerDict(TypedDict):
    """A question and its answer; ``published_at`` is ISO 8601, or None."""

    id: str
    state: str
    question: str
    answer: str
    service: str
    dataset_id: str | None
    theme_codes: list[str]
    published_at: str | None
    reason: str


class _Holder:
    """The index of this process over what is published, made anew when it changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._version: tuple[object, ...] | None = None
        self._index = ReferentIndex((), theme_tree(), synonyms())

    def get(self) -> ReferentIndex:
        moments = sa.func.sum(sa.extract("epoch", PublishedAnswer.modified_at))
        version = tuple(
            model.Session.execute(sa.select(sa.func.count(), moments)).one()
        )
        with self._lock:
            if version != self._version:
                rows = model.Session.scalars(PublishedAnswer.published())
                people = [_candidate(row) for row in rows]
                self._index = ReferentIndex(people, theme_tree(), synonyms())
                self._version = version
            return self._index


_holder: list[_Holder] = []


def search(context: Context, sentence: str, limit: int) -> list[AnswerDict]:
    """Return published answers to a sentence, those that may be it, best first."""
    if not _holder:
        _holder.append(_Holder())
    matches = _holder[0].get().search(sentence, limit + _MORE)
    ids = [match.id for match in matches if match.confidence >= _NEAR_ENOUGH]
    rows = {
        row.id: row
        for row in model.Session.scalars(
            PublishedAnswer.published().where(PublishedAnswer.id.in_(ids))
        )
    }
    found = [rows[one] for one in ids if one in rows]
    return [as_dict(row) for row in readable(context, found)][:limit]


def readable(
    context: Context, rows: Sequence[PublishedAnswer]
) -> list[PublishedAnswer]:
    """Return those whose dataset, if any, the caller may read."""
    allowed = readable_ids(context, [row.dataset_id for row in rows if row.dataset_id])
    return [row for row in rows if not row.dataset_id or row.dataset_id in allowed]


def as_dict(row: PublishedAnswer) -> AnswerDict:
    """Return a published answer; who wrote it is not in it."""
    service = model.Session.get(Service, row.service_id) if row.service_id else None
    return {
        "id": row.id,
        "state": row.state,
        "question": row.question_text,
        "answer": row.answer_text,
        "service": service.name if service else "",
        "dataset_id": row.dataset_id,
        "theme_codes": list(row.theme_codes),
        "published_at": row.published_at.isoformat() if row.published_at else None,
        "reason": row.reason,
    }


def _candidate(row: PublishedAnswer) -> Candidate:
    return Candidate(
        id=row.id,
        function=row.question_text,
        service="",
        problems=(row.question_text,),
        answers=(row.answer_text,),
    )
