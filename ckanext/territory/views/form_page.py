"""What the pages of the step form show: fields, summary, differences in words."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ckan.plugins import toolkit as tk

from ckanext.territory.domain.quality import LONG_ENOUGH, Point, assess
from ckanext.territory.forms import copies, posted, steps
from ckanext.territory.forms.compare import digest
from ckanext.territory.forms.conditions import ANY, listed, rule
from ckanext.territory.messages import form as words
from ckanext.territory.messages import quality as quality_words
from ckanext.territory.views.form_place import Place

Field = Mapping[str, Any]
Data = Mapping[str, Any]
PERCENT = 100
POINTS_SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What a page of the form starts from.

    ``base`` holds the fingerprints of the values that it shows; ``seen`` the stamp of
    the copy restored, ``notice`` when that was kept; ``drafts`` are forms to resume.
    """

    base: Mapping[str, str]
    seen: str = ""
    notice: str = ""
    drafts: Sequence[Mapping[str, Any]] = ()


def step_page(
    place: Place, data: Data, errors: Mapping[str, Any], opened: Opened
) -> str:
    """Render a step; ``data`` is what is stored, under what was typed."""
    shares = steps.split(place.page, place.pages, data, errors)
    rows = {
        "shown": [_row(place, field) for field in shares.shown],
        "folded": [_row(place, field) for field in shares.folded],
        "internal": [_row(place, field) for field in shares.internal],
    }
    filled = sum(steps.is_filled(field, data) for field in shares.folded)
    lists = [field["field_name"] for field in place.fields if posted.is_list(field)]
    return tk.render(
        "territory/form/step.html",
        {
            **head(place, data),
            **rows,
            "filled_count": filled,
            "data": dict(data),
            "errors": errors,
            "error_rows": _error_rows(place, errors),
            "lists": lists,
            "base": json.dumps(dict(opened.base)),
            "seen": opened.seen,
            "notice": opened.notice,
            "drafts": opened.drafts,
            "before_url": _before(place),
        },
    )


def head(place: Place, data: Data) -> dict[str, Any]:
    """Return the variables that every page of the form has."""
    title = str(place.dataset.get("title") or data.get("title") or "")
    return {
        "place": place,
        "pkg": dict(place.dataset) or None,
        "dataset_type": place.type,
        "title": title if place.dataset else "",
        "about": about(place.type),
        "summary": summary(place, data),
    }


def about(dataset_type: str) -> str:
    """Return what a type of dataset is for, in one sentence."""
    known = words.ABOUT.get(dataset_type)
    if known:
        return tk._(known)
    schema = tk.h.scheming_get_dataset_schema(dataset_type) or {}
    return str(tk.h.scheming_language_text(schema.get("about") or ""))


def summary(place: Place, data: Data) -> dict[str, Any]:
    """Return where the person is: steps, what is missing here, points of quality."""
    rows = steps.standings(place.pages, data)
    missing = [
        {"label": _label(row.field), "target": f"#field-{row.name}"}
        for row in rows
        if row.page == place.number and row.need == "missing"
    ]
    today = dt.datetime.now(dt.timezone.utc).date()
    quality = assess(data, today)
    points = [_point(place, point) for point in quality.missing]
    percent = round(quality.score * PERCENT)
    lines = _lines(place, rows)
    return {
        "lines": lines,
        "position": next(
            (n for n, line in enumerate(lines, 1) if line["state"] == "current"), 1
        ),
        "missing": missing,
        "points": points[:POINTS_SHOWN],
        "more_points": points[POINTS_SHOWN:],
        "percent": percent,
        "sentence": _sentence(percent, len(missing), is_files=place.number is None),
    }


def _sentence(percent: int, missing: int, *, is_files: bool) -> str:
    quality = tk._("Quality of the description: {percent}.").format(
        percent=tk.h.territory_percent(percent / PERCENT, 0)
    )
    if is_files:
        return quality
    if not missing:
        return f"{quality} {tk._('No essential field is missing in this step.')}"
    left = tk.ungettext(
        "{count} essential field is missing in this step.",
        "{count} essential fields are missing in this step.",
        missing,
    ).format(count=missing)
    return f"{quality} {left}"


def _lines(place: Place, rows: Sequence[steps.Standing]) -> list[dict[str, Any]]:
    """Return the steps, as links once the dataset exists."""
    lines = []
    for number, page in enumerate(place.pages, start=1):
        missing = sum(row.page == number and row.need == "missing" for row in rows)
        state = steps.state_of(number, place.number, rows)
        lines.append(
            {
                "title": tk.h.scheming_language_text(page["title"]),
                "url": place.url(str(number)) if place.dataset else "",
                "state": state,
                "detail": _detail(state, missing),
            }
        )
    files = len(place.dataset.get("resources") or [])
    state = "done" if files else "missing"
    lines.append(
        {
            "title": tk._("The files"),
            "url": place.url(copies.FILES) if place.dataset else "",
            "state": "current" if place.number is None else state,
            "detail": tk.ungettext("{count} file", "{count} files", files).format(
                count=files
            )
            if files
            else tk._("No file"),
        }
    )
    if place.is_draft:
        url = place.review_url() if place.dataset else ""
        line = {"title": tk._("Read over and publish"), "url": url}
        lines.append({**line, "state": "optional", "detail": ""})
    return lines


def _detail(state: str, missing: int) -> str:
    if missing:
        return tk.ungettext(
            "{count} essential field missing",
            "{count} essential fields missing",
            missing,
        ).format(count=missing)
    return tk._("Optional") if state == "optional" else tk._("Complete")


def _point(place: Place, point: Point) -> dict[str, Any]:
    remedy = tk._(quality_words.MESSAGES[f"quality.{point.code}"])
    return {
        "label": tk._(quality_words.LABELS[point.code]),
        "remedy": remedy.format(length=LONG_ENOUGH),
        "gain": tk.h.territory_percent(point.gain, 0),
        "url": _target(place, point.field) if place.dataset else "",
    }


def _target(place: Place, name: str) -> str:
    """Return the address of a field, on whichever step it is."""
    for number, page in enumerate(place.pages, start=1):
        if any(f["field_name"] == name and steps.is_asked(f) for f in page["fields"]):
            return f"{place.url(str(number))}#field-{name}"
    return place.url(copies.FILES) if name == "resources" else ""


def _row(place: Place, field: Field) -> dict[str, Any]:
    # CKAN's address box needs a script, and shows two boxes for one value.
    plain = {"form_snippet": "text.html"}
    is_address = field.get("form_snippet") == "slug.html"
    return {
        "field": {**field, **plain} if is_address else field,
        "rule": rule(field.get("when")),
        "condition": " ".join(_condition(place, field)),
    }


def _condition(place: Place, field: Field) -> Iterable[str]:
    """Yield when a field matters, in words."""
    known = {f["field_name"]: f for page in place.pages for f in page["fields"]}
    for name, wanted in (field.get("when") or {}).items():
        other = known.get(name, {"label": name, "field_name": name})
        if wanted in (ANY, [ANY]):
            yield tk._("Only when “{field}” is filled in.").format(field=_label(other))
            continue
        quoted = (
            tk._("“{value}”").format(value=in_words(other, item))
            for item in listed(wanted)
        )
        sentence = tk._("Only when “{field}” is {values}.")
        values = tk._(" or ").join(quoted)
        yield sentence.format(field=_label(other), values=values)


def _error_rows(place: Place, errors: Mapping[str, Any]) -> list[dict[str, Any]]:
    name = place.dataset.get("id", "")
    return tk.h.territory_form_errors(errors, place.fields, place.type, name)


def _before(place: Place) -> str:
    number = place.number or 1
    return place.url(str(number - 1)) if number > 1 else ""


def _label(field: Field) -> str:
    return str(tk.h.scheming_language_text(field["label"]))


def in_words(field: Field, value: object) -> str:
    """Return a value as people read it."""
    if isinstance(value, Mapping):
        known = {sub["field_name"]: sub for sub in field.get("repeating_subfields", [])}
        return ", ".join(
            f"{_label(known[name])}: {in_words(known[name], item)}"
            for name, item in value.items()
            if item and name in known
        )
    if isinstance(value, list):
        return "; ".join(in_words(field, item) for item in value if item)
    if value in (None, ""):
        return tk._("(empty)")
    choices = field.get("choices") or field.get("choices_helper")
    if choices:
        options = tk.h.scheming_field_choices(field) or []
        return str(tk.h.scheming_choices_label(options, value))
    return str(value)


def differs(place: Place, typed: Data) -> bool:
    """Tell whether what was typed differs from what is stored."""
    return any(
        digest(value) != digest(place.dataset.get(name))
        for name, value in typed.items()
    )


def clock(instant: str) -> str:
    """Return the time of an ISO instant, on the clock of the portal."""
    moment = dt.datetime.fromisoformat(instant)
    local = moment.astimezone(tk.h.get_display_timezone())
    return tk._("{hour}:{minute}").format(hour=local.hour, minute=f"{local.minute:02}")


def kept_words(place: Place, instant: str) -> str:
    """Return that what is typed is kept, and whether the public sees it."""
    if place.is_draft:
        return tk._("Kept at {time}.").format(time=clock(instant))
    return tk._("Kept at {time}, not published yet.").format(time=clock(instant))
