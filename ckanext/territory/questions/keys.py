"""Secrets of questions: private links, and senders counted without keeping them."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import secrets

from ckanext.territory import config

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is read for another sign
_LENGTH = 8


def reference() -> str:
    """Return a new reference that can be read out on the telephone."""
    signs = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return f"{signs[:4]}-{signs[4:]}"


def token(question_id: str) -> str:
    """Return the secret of a question's private link; it is not stored anywhere."""
    digest = _keyed(f"question link {question_id}")
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def token_hash(text: str) -> str:
    """Return what is stored of the secret of a link."""
    return hashlib.sha256(text.encode()).hexdigest()


def daily(kind: str, value: str, day: dt.date) -> str:
    """Return a hash of a sender or a network that can be compared for one day only."""
    return _keyed(f"question {kind} {day.isoformat()} {value}").hex()[:32]


def blocked(address: str) -> str:
    """Return under what an address is blocked."""
    return _keyed(f"blocked sender {address.strip().lower()}").hex()


def _keyed(text: str) -> bytes:
    return hmac.new(
        config.secret_key().encode(), text.encode(), hashlib.sha256
    ).digest()
