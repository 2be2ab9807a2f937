"""Validators of what is written into forms that anybody fills."""

from __future__ import annotations

import re
import unicodedata

from ckan.plugins import toolkit as tk

__all__ = ["territory_one_address", "territory_plain_text", "territory_subject"]

SUBJECT_LIMIT = 150
TEXT_LIMIT = 20_000
ADDRESS_LIMIT = 254
_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)


def territory_one_address(value: str) -> str:
    """Accept one mail address and nothing else (RFC 5322 without its comments)."""
    if len(value) > ADDRESS_LIMIT or not _ADDRESS.fullmatch(value):
        raise tk.Invalid(tk._("Write one mail address, such as nom@exemple.fr."))
    return value


def territory_subject(value: str) -> str:
    """Accept one line of 150 characters at most; a line break is refused."""
    if any(unicodedata.category(char) in {"Cc", "Zl", "Zp"} for char in value.strip()):
        raise tk.Invalid(tk._("Write one line."))
    text = " ".join(value.split())
    if len(text) > SUBJECT_LIMIT:
        raise tk.Invalid(
            tk._("Write {limit} characters at most.").format(limit=SUBJECT_LIMIT)
        )
    return text


def territory_plain_text(value: str) -> str:
    """Return a text without signs that steer (controls, direction); lines are kept."""
    if len(value) > TEXT_LIMIT:
        value = value[:TEXT_LIMIT]
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    kept = (
        char
        for char in lines
        if char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl"}
    )
    return "".join(kept).strip()
