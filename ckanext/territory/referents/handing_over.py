"""Giving everything of one referent to others at once, and taking it back.

All moves are written in the transaction of the caller; the search index follows after
the commit (``reindexing.follow``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import sqlalchemy as sa

from ckan import model

from ckanext.territory.model.assignment import Assignment, AssignmentRule
from ckanext.territory.model.handover import Handover
from ckanext.territory.model.question import OPEN, Question
from ckanext.territory.model.referent import Referent
from ckanext.territory.referents.holdings import holdings

UNDO = dt.timedelta(days=1)
Move: TypeAlias = dict[str, Any]
Statement: TypeAlias = Any  # an update that returns the ids it changed


def hand_over(
    referent: Referent,
    successor: Referent,
    others: Mapping[str, Referent],
    user_id: str | None,
) -> Handover:
    """Give what a referent holds to a successor; does not commit.

    `others` maps ids of datasets to who gets them instead of the successor.
    """
    held = holdings(referent)
    moves: list[Move] = []
    for dataset_id, _title in held.datasets:
        to = others.get(dataset_id, successor)
        moves.append(_move("dataset", dataset_id, referent.id, to.id))
    for question_id, _subject in held.questions:
        move = _move("question", question_id, referent.id, successor.id)
        move["from_service"] = referent.service_id
        move["to_service"] = successor.service_id
        moves.append(move)
    for other in held.stands_in_for:
        to_id = None if other == successor.id else successor.id
        moves.append(_move("deputy", other, referent.id, to_id))
    moves += [
        _move("assignment", assignment.id, referent.id, successor.id)
        for assignment in held.assignments
    ]
    moves += [
        _move("rule", rule_id, referent.id, successor.id) for rule_id in held.rules
    ]
    if held.themes:
        merged = list(dict.fromkeys((*successor.themes, *held.themes)))
        moves += [
            _themes(referent.id, list(referent.themes), []),
            _themes(successor.id, list(successor.themes), merged),
        ]
    for move in moves:
        _apply(move, move["from"], move["to"])
    row = Handover(referent_id=referent.id, user_id=user_id, moves=moves)
    model.Session.add(row)
    model.Session.flush()
    return row


def undo(handover: Handover) -> int:
    """Take a handover back; does not commit. Return how many moves stay.

    What somebody changed since is left as they made it.
    """
    left = 0
    for move in reversed(handover.moves):
        if not _apply(move, move["to"], move["from"]):
            left += 1
    handover.undone_at = dt.datetime.now(dt.timezone.utc)
    return left


def can_undo(handover: Handover) -> bool:
    """Tell whether a handover may still be taken back: for a day, once."""
    age = dt.datetime.now(dt.timezone.utc) - handover.created_at
    return handover.undone_at is None and age < UNDO


def latest(referent_id: str) -> Handover | None:
    """Return the last handover of a referent."""
    found: Handover | None = model.Session.scalars(
        sa.select(Handover)
        .where(Handover.referent_id == referent_id)
        .order_by(Handover.created_at.desc())
    ).first()
    return found


def dataset_ids(handover: Handover) -> list[str]:
    """Return the ids of the datasets that a handover moved."""
    return [move["id"] for move in handover.moves if move["kind"] == "dataset"]


def _apply(move: Move, old: Any, new: Any) -> bool:  # noqa: ANN401 - values of a move
    """Write a move if things are as it found them; return whether they were."""
    statement = _STATEMENTS[move["kind"]](move, old, new)
    options = {"synchronize_session": False}
    found = model.Session.execute(statement, execution_options=options).first()
    model.Session.expire_all()
    return found is not None


def _dataset(move: Move, old: str, new: str) -> Statement:
    package = model.package_table
    value = sa.func.to_jsonb(sa.cast(new, sa.Text))
    extras = sa.func.jsonb_set(package.c.extras, "{referent_id}", value)
    held = package.c.extras["referent_id"].astext == old
    return (
        sa.update(package)
        .where(package.c.id == move["id"], held)
        .values(extras=extras, metadata_modified=_utc_now())
        .returning(package.c.id)
    )


def _question(move: Move, old: str, new: str) -> Statement:
    service = move["to_service"] if new == move["to"] else move["from_service"]
    held = (Question.referent_id == old, Question.status.in_(OPEN))
    return (
        sa.update(Question)
        .where(Question.id == move["id"], *held)
        .values(referent_id=new, service_id=service, modified_at=sa.func.now())
        .returning(Question.id)
    )


def _deputy(move: Move, old: str | None, new: str | None) -> Statement:
    held = Referent.deputy_id.is_not_distinct_from(old)
    return _referent(move, held, deputy_id=new)


def _theme_list(move: Move, old: list[str], new: list[str]) -> Statement:
    return _referent(move, Referent.themes == old, themes=new)


def _referent(move: Move, held: sa.ColumnElement[bool], **values: object) -> Statement:
    return (
        sa.update(Referent)
        .where(Referent.id == move["id"], held)
        .values(**values, modified_at=sa.func.now())
        .returning(Referent.id)
    )


def _assignment(move: Move, old: str, new: str) -> Statement:
    return (
        sa.update(Assignment)
        .where(Assignment.id == move["id"], Assignment.referent_id == old)
        .values(referent_id=new)
        .returning(Assignment.id)
    )


def _rule(move: Move, old: str, new: str) -> Statement:
    return (
        sa.update(AssignmentRule)
        .where(AssignmentRule.id == move["id"], AssignmentRule.referent_id == old)
        .values(referent_id=new)
        .returning(AssignmentRule.id)
    )


_STATEMENTS: Mapping[str, Callable[..., Statement]] = {
    "dataset": _dataset,
    "question": _question,
    "deputy": _deputy,
    "themes": _theme_list,
    "assignment": _assignment,
    "rule": _rule,
}


def _utc_now() -> dt.datetime:
    """Return the moment as CKAN stores it: UTC, without its offset."""
    return dt.datetime.now(dt.timezone.utc).replace(tzinfo=None)


def _move(kind: str, key: str, old: str, new: str | None) -> Move:
    return {"kind": kind, "id": key, "from": old, "to": new}


def _themes(referent_id: str, before: list[str], after: list[str]) -> Move:
    return {"kind": "themes", "id": referent_id, "from": before, "to": after}
