"""The rows of beginnings: found while they last, forgotten with their file."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from werkzeug.datastructures import FileStorage

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context

from ckanext.territory import messages
from ckanext.territory.access import caller
from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.model.start import Start
from ckanext.territory.starts import keeping

KEPT = dt.timedelta(seconds=keeping.KEPT_SECONDS)
BULK = "bulk"
"""Kind of a beginning that is a list of datasets."""
NAME_LENGTH = 200


def find(start_id: str, *, is_bulk: bool = False) -> Start:
    """Return a beginning of the kind asked for.

    Raises tk.ObjectNotFound when there is none, or not any more.
    """
    row = model.Session.get(Start, start_id)
    if row is None or row.created_at <= oldest() or is_bulk != _is_bulk(row):
        raise tk.ObjectNotFound(tk._("This file is not kept any more. Send it again."))
    return row


def of_user(user_id: str) -> list[Start]:
    """Return what a person began and has not finished, newest first."""
    statement = (
        sa.select(Start)
        .where(Start.user_id == user_id, Start.created_at > oldest())
        .order_by(Start.created_at.desc())
    )
    return list(model.Session.scalars(statement))


def remove(row: Start) -> None:
    """Forget a beginning and its file; commits."""
    keeping.drop(row.id)
    model.Session.delete(row)
    model.Session.commit()


def forget_old() -> None:
    """Forget what nobody came back to; commits.

    Raises tk.ValidationError when the portal has no place for files.
    """
    model.Session.execute(sa.delete(Start).where(Start.created_at <= oldest()))
    try:
        keeping.sweep()
    except TerritoryError as error:
        raise refusal("upload", error) from error
    # No transaction stays open while a child process reads a file.
    model.Session.commit()


def oldest() -> dt.datetime:
    """Return the instant before which beginnings are forgotten."""
    return dt.datetime.now(dt.timezone.utc) - KEPT


def kind(row: Start) -> str:
    """Return ``file`` or ``bulk``."""
    return BULK if _is_bulk(row) else "file"


def refusal(field: str, error: TerritoryError) -> tk.ValidationError:
    """Return the refusal of a form's field, in words."""
    return tk.ValidationError({field: [messages.describe_error(error)]})


def upload(value: object, otherwise: str) -> tuple[FileStorage, str]:
    """Return the file that was sent, and its name without folders or controls.

    Raises tk.ValidationError with the sentence ``otherwise`` when there is none.
    """
    if not isinstance(value, FileStorage) or not value.filename:
        raise tk.ValidationError({"upload": [otherwise]})
    name = value.filename.replace("\\", "/").rpartition("/")[2]
    plain = "".join(letter for letter in name if letter.isprintable()).strip()
    stem, dot, suffix = plain.rpartition(".")
    short = f"{stem[:NAME_LENGTH]}{dot}{suffix[:10]}" if dot else plain[:NAME_LENGTH]
    return value, short


def user_id(context: Context) -> str:
    """Return the id of the caller."""
    user = caller(context)
    if user is None:
        raise tk.NotAuthorized
    return user.id


def _is_bulk(row: Start) -> bool:
    return row.inspection.get("kind") == BULK
