"""A signed time that comes with a form, and the work that a browser proves on it.

The work is a number that, after the form's own content, makes a SHA-256 begin with 16
zero bits: some 65,000 tries, a second or two for a browser, without any third party.
It holds for one content only, so that it cannot be used again for another one.
Source: A. Back, "Hashcash - a denial of service counter-measure", 2002.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from ckanext.territory.domain.errors import TerritoryError

SHORTEST = 3  # seconds that a person needs to fill a form at least
LONGEST = 2 * 3600
BITS = 16
_NONCE_LIMIT = 20


def make(secret: str, now: float) -> str:
    """Return a challenge: time, salt and signature."""
    stamp = f"{int(now)}.{secrets.token_urlsafe(9)}"
    return f"{stamp}.{_sign(secret, stamp)}"


def check_challenge(secret: str, challenge: str, now: float) -> None:
    """Accept a challenge of our own, 3 s to 2 h old.

    Raises TerritoryError ``question.too_fast`` or ``question.too_old``; what is not
    ours counts as too old.
    """
    stamp, _, signature = challenge.rpartition(".")
    if not hmac.compare_digest(_sign(secret, stamp).encode(), signature.encode()):
        raise TerritoryError("question.too_old")
    age = now - int(stamp.partition(".")[0])
    if age < SHORTEST:
        raise TerritoryError("question.too_fast")
    if age > LONGEST:
        raise TerritoryError("question.too_old")


def is_solved(challenge: str, content: str, nonce: str) -> bool:
    """Tell whether a nonce proves work on a challenge and a content."""
    if not nonce.isascii() or not nonce.isdigit() or len(nonce) > _NONCE_LIMIT:
        return False
    digest = hashlib.sha256(f"{challenge}\n{content}\n{nonce}".encode()).digest()
    return int.from_bytes(digest[:4], "big") >> (32 - BITS) == 0


def _sign(secret: str, text: str) -> str:
    message = f"territory question form {text}".encode()
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()
