"""A person as vCard, and due updates as iCalendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, TypedDict

import vobject
from dateutil import tz


class DueUpdate(TypedDict):
    """A dataset, its page and the day (YYYY-MM-DD) on which its update is due."""

    id: str
    title: str
    url: str
    due_on: str


def vcard(referent: Mapping[str, Any], organization: str, url: str) -> str:
    """Return a face of the directory as vCard 3.0 (RFC 2426).

    What the face does not hold is left out; without a name the function stands for it.
    """
    name = referent.get("name") or referent.get("public_name") or ""
    card: Any = vobject.vCard()
    card.add("uid").value = referent["id"]
    card.add("fn").value = name or referent["function"]
    card.add("n").value = vobject.vcard.Name(family=name or referent["function"])
    card.add("org").value = [organization, referent["service"]]
    card.add("title").value = referent["function"]
    for address in (referent.get("email"), referent.get("mailbox")):
        if address:
            line = card.add("email")
            line.value, line.type_param = address, ["INTERNET", "WORK"]
    if referent.get("phone"):
        line = card.add("tel")
        line.value, line.type_param = referent["phone"], "WORK"
    if referent.get("site"):
        card.add("label").value = referent["site"]
    card.add("url").value = url
    return card.serialize()


def calendar(name: str, updates: Iterable[DueUpdate], summary: str, host: str) -> str:
    """Return due updates as iCalendar (RFC 5545), one whole day each.

    `summary` is the sentence of an event, with ``{title}``.
    """
    feed: Any = vobject.iCalendar()
    feed.add("x-wr-calname").value = name
    stamp = dt.datetime.now(tz.UTC).replace(microsecond=0)
    for update in updates:
        event = feed.add("vevent")
        event.add("uid").value = f"{update['id']}-{update['due_on']}@{host}"
        event.add("dtstamp").value = stamp
        event.add("dtstart").value = dt.date.fromisoformat(update["due_on"])
        event.add("summary").value = summary.format(title=update["title"])
        event.add("url").value = update["url"]
        event.add("transp").value = "TRANSPARENT"
    return feed.serialize()
