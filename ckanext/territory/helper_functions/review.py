"""Helpers of the review of publications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypedDict

from ckan.common import current_user
from ckan.plugins import toolkit as tk

__all__ = [
    "territory_review_errors",
    "territory_review_steps",
    "territory_review_waiting",
]


class Step(TypedDict):
    """A step of the form before the last one."""

    title: str
    url: str
    state: Literal["done", "missing"]


class Row(TypedDict):
    """A line of the summary of errors."""

    label: str
    message: str
    target: str


OWN_FIELDS = ("decision", "is_checked", "message", "reason")


def territory_review_waiting() -> int:
    """Return how many proposals wait for the reader."""
    if not current_user.is_authenticated:
        return 0
    found = tk.get_action("territory_review_list")({}, {"limit": 0})
    return found["waiting_count"]


def territory_review_steps(
    dataset: Mapping[str, Any], checklist: Sequence[Mapping[str, Any]]
) -> list[Step]:
    """Return the steps of the form, each with what its fields still need."""
    base = tk.h.url_for(f"/publier/jeu/{dataset['id']}")
    pages = tk.h.scheming_get_dataset_form_pages(dataset["type"]) or []
    titles = {
        f"{base}/{number}": str(tk.h.scheming_language_text(page["title"]))
        for number, page in enumerate(pages, start=1)
    }
    titles[f"{base}/fichiers"] = tk._("The files")
    blocked = {
        check["url"].partition("#")[0]
        for check in checklist
        if check["is_blocking"] and not check["is_met"]
    }
    return [
        {"title": title, "url": url, "state": "missing" if url in blocked else "done"}
        for url, title in titles.items()
    ]


def territory_review_errors(
    errors: Mapping[str, Any], checklist: Sequence[Mapping[str, Any]]
) -> list[Row]:
    """Return what stands in the way, each with where to put it right."""
    known = {check["field"]: check for check in checklist if not check["is_met"]}
    rows: list[Row] = []
    for name, found in errors.items():
        messages = found if isinstance(found, list) else [found]
        check = known.get(name)
        target = check["url"] if check else "#decision"
        if name in OWN_FIELDS:
            target = f"#field-{name}" if name != "decision" else "#decision"
        label = check["label"] if check and name not in OWN_FIELDS else ""
        text = check["remedy"] if check and label else str(messages[0])
        rows.append({"label": label, "message": text, "target": target})
    return rows
