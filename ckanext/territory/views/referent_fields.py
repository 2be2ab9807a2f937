"""The fields of the forms of the directory: labels, hints, values, errors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ckan.plugins import toolkit as tk

Choice = dict[str, str]

LINES = ("problems", "skills", "languages", "territories")
_TYPES = {
    "mailbox": "email",
    "email": "email",
    "contact_url": "url",
    "public_name_on": "date",
    "starts_on": "date",
    "ends_on": "date",
    "deadline_days": "number",
}
_ROWS = {"problems": 5, "skills": 5, "languages": 2, "territories": 3}


def field(
    data: Mapping[str, Any],
    errors: Mapping[str, Any],
    name: str,
    label: str,
    **parts: Any,  # noqa: ANN401 - hint, required, choices, rows, id
) -> dict[str, Any]:
    """Return what the template of a field needs."""
    value = data.get(name)
    value = "" if value is None else value
    return {
        "name": name,
        "id": parts.get("id", name),
        "label": label,
        "hint": parts.get("hint", ""),
        "required": parts.get("required", False),
        "choices": parts.get("choices"),
        "value": "\n".join(value) if isinstance(value, list) else str(value),
        "rows": parts.get("rows", _ROWS.get(name, 0)),
        "type": _TYPES.get(name, "text"),
        "errors": errors.get(name, []),
    }


def summary(
    fields: Sequence[Mapping[str, Any]], errors: Mapping[str, Any]
) -> list[dict[str, str]]:
    """Return what is wrong in the order of the form, each line naming its field."""
    labels = {each["name"]: each["label"] for each in fields}
    ids = {each["name"]: each["id"] for each in fields}
    names = [*(name for name in labels if name in errors), *errors]
    return [
        {
            "name": ids.get(name, name),
            "message": tk._("{field}: {message}").format(
                field=labels.get(name, _other(name)), message=message
            ),
        }
        for name in dict.fromkeys(names)
        for message in errors[name]
    ]


def _other(name: str) -> str:
    """Return what stands before a message on no field of the form."""
    return tk._("Themes") if name == "themes" else tk._("Form")


def public_fields(
    data: Mapping[str, Any], errors: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Return the fields of what everybody sees of a referent."""
    rows = (
        ("function", tk._("Function"), tk._("As it is called in the authority.")),
        ("service", tk._("Service"), ""),
        ("site", tk._("Site"), tk._("The building or address of the desk.")),
        ("hours", tk._("Hours"), tk._("For example: Monday to Friday, 9 to 12.")),
        (
            "mailbox",
            tk._("Mailbox of the service"),
            tk._("Everybody sees it. Never the address of a person."),
        ),
        ("contact_url", tk._("Form of the service"), tk._("Its web address.")),
        (
            "problems",
            tk._("Problems handled"),
            tk._("One per line, in the words of the people who ask."),
        ),
        (
            "skills",
            tk._("What this person knows or holds"),
            tk._("One per line: files, registers, figures, subjects."),
        ),
        (
            "territories",
            tk._("Places covered"),
            tk._("One per line, by name or code. None means all of the authority."),
        ),
        (
            "languages",
            tk._("Languages spoken"),
            tk._("One code per line: fr, en, ar."),
        ),
    )
    needed = {"function", "service"}
    return [
        field(data, errors, name, label, hint=hint, required=name in needed)
        for name, label, hint in rows
    ]


def internal_fields(
    data: Mapping[str, Any], errors: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Return the fields of what only agents see of a referent."""
    others = deputies(data.get("id"))
    during = tk._("Who answers during absences.")
    consent = tk._("Empty: only agents see the name.")
    account = tk._("Name of the account.")
    return [
        field(data, errors, "name", tk._("First and last name")),
        field(data, errors, "email", tk._("Professional mail")),
        field(data, errors, "phone", tk._("Telephone")),
        field(data, errors, "user_id", tk._("Account in this portal"), hint=account),
        field(data, errors, "deputy_id", tk._("Deputy"), hint=during, choices=others),
        field(
            data,
            errors,
            "public_name_on",
            tk._("Agreed to a public name on"),
            hint=consent,
        ),
    ]


def people(nobody: str, *, but: str | None = None, service: str = "") -> list[Choice]:
    """Return everybody but one, or a service, as choices after a word for nobody.

    Each by function and service, and those who have both in common by name too.
    """
    found = tk.get_action("territory_referent_list")({}, {"service": service})
    label = tk._("{function} ({service})")
    labels = [
        label.format(function=one["function"], service=one["service"]) for one in found
    ]
    times = Counter(labels)
    return [
        {"value": "", "label": nobody},
        *(
            {"value": one["id"], "label": _own(text, one) if times[text] > 1 else text}
            for one, text in zip(found, labels, strict=True)
            if one["id"] != but
        ),
    ]


def _own(label: str, one: Mapping[str, Any]) -> str:
    """Return a label that others have too, with what sets this person apart."""
    more = one.get("name") or one["site"] or one["mailbox"]
    return f"{label}, {more}" if more else label


def deputies(referent_id: str | None) -> list[Choice]:
    """Return who may stand in."""
    return people(tk._("Nobody: the service answers"), but=referent_id)
