"""Names and limits of the copies that a form keeps of what is typed."""

from __future__ import annotations

import datetime as dt
import re
import secrets

NEW = "new:"
"""Begins the key of a form whose dataset does not exist yet."""

MAX_LENGTH = 300_000
"""Characters of JSON that one person may leave in one form."""

KEPT_FOR = dt.timedelta(days=90)
"""A form never sent is forgotten after that."""

FILES = "fichiers"
"""The step of the files."""

MAX_UNSENT = 20
"""Forms never sent that a person is reminded of."""

_KEY = re.compile(r"new:([a-z0-9_-]{1,100}):[A-Za-z0-9_-]{8,64}", re.ASCII)


def new_key(dataset_type: str) -> str:
    """Return a key for a form of a dataset that does not exist yet."""
    return f"{NEW}{dataset_type}:{secrets.token_urlsafe(12)}"


def is_new(key: str) -> bool:
    """Tell whether a key stands for a dataset that does not exist yet."""
    return key.startswith(NEW)


def type_of(key: str) -> str | None:
    """Return the dataset type that a key of ours names, or None."""
    found = _KEY.fullmatch(key)
    return found[1] if found else None
