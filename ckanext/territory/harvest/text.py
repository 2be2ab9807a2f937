"""Texts of strangers, made fit for our pages."""

from __future__ import annotations

import html
import re

import nh3

TITLE_LIMIT = 500
NOTES_LIMIT = 20_000
TEXT_LIMIT = 2_000
RUN_LIMIT = 12
NESTING_LIMIT = 8
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>")
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^<>]{0,200}>", re.IGNORECASE)
_BLANKS = re.compile(r"\n{3,}")
_RUNS = re.compile(r"([`\[\](){}<>*_~!#|\\-])\1{" + str(RUN_LIMIT) + ",}")
_DEEP = re.compile(r"^(?:[ \t]*(?:[-*+>]|\d+[.)])[ \t]+|[ \t]{4,}){9,}", re.MULTILINE)


def plain(text: str, limit: int = TEXT_LIMIT) -> str:
    """Return one line of plain text."""
    return " ".join(_without_html(text).split())[:limit].strip()


def markdown(text: str, limit: int = NOTES_LIMIT) -> str:
    """Return Markdown without HTML, remote images and shapes that are slow to render.

    Nesting deeper than eight levels and long runs of one sign are flattened.
    """
    text = _without_html(text[: limit * 4])
    text = text.replace("![", "[")
    text = _RUNS.sub(lambda found: found.group(1) * RUN_LIMIT, text)
    text = _DEEP.sub("", text)
    return _BLANKS.sub("\n\n", text).strip()[:limit].rstrip()


def _without_html(text: str) -> str:
    if not _TAG.search(text):
        return html.unescape(text) if _is_safe(html.unescape(text)) else text
    text = nh3.clean(_BREAK.sub("\n", text), tags=set())
    # What was written as an entity stays one if it would become a tag.
    unescaped = html.unescape(text)
    return unescaped if _is_safe(unescaped) else text


def _is_safe(text: str) -> bool:
    return not _TAG.search(text)
