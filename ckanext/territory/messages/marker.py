"""The mark by which message texts are found for translation."""

from __future__ import annotations


def N_(text: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Return the text unchanged; the extraction of messages looks for this call."""
    return text
