"""The forms that add, change and take out a referent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask.views import MethodView

from ckan.plugins import toolkit as tk
from ckan.types import Response

from ckanext.territory.referents.browse import theme_label
from ckanext.territory.themes import theme_tree

TEXTS = ("function", "service", "mailbox")
LINES = ("problems", "skills")
INTERNAL = ("name", "email", "phone", "user_id")


class Create(MethodView):
    """The form of a new referent."""

    def get(self) -> str:
        """Show the empty form."""
        tk.check_access("territory_referent_create", {}, {})
        return _form({"is_public": True}, {}, hidden=False)

    def post(self) -> Response | str:
        """Put the referent into the directory, or show what is wrong."""
        data = _submitted()
        try:
            made = tk.get_action("territory_referent_create")({}, data)
        except tk.ValidationError as error:
            return _form(data, error.error_dict, hidden=False)
        tk.h.flash_success(tk._("The referent is in the directory."))
        return tk.redirect_to("territory_referent.read", referent_id=made["id"])


class Edit(MethodView):
    """The form of a referent who is in the directory."""

    def get(self, referent_id: str) -> str:
        """Show the form filled in."""
        tk.check_access("territory_referent_update", {}, {"id": referent_id})
        referent = _editable(referent_id)
        return _form(referent, {}, hidden="name" not in referent)

    def post(self, referent_id: str) -> Response | str:
        """Change the referent, or show what is wrong."""
        tk.check_access("territory_referent_update", {}, {"id": referent_id})
        data = {**_submitted(), "id": referent_id}
        try:
            tk.get_action("territory_referent_patch")({}, data)
        except tk.ValidationError as error:
            return _form(data, error.error_dict, hidden="name" not in data)
        tk.h.flash_success(tk._("The changes are saved."))
        return tk.redirect_to("territory_referent.read", referent_id=referent_id)


class Delete(MethodView):
    """The page that asks before a referent is taken out."""

    def get(self, referent_id: str) -> str:
        """Ask."""
        tk.check_access("territory_referent_delete", {}, {"id": referent_id})
        return _question(_editable(referent_id), {})

    def post(self, referent_id: str) -> Response | str:
        """Take the referent out, or say why it cannot be done."""
        try:
            tk.get_action("territory_referent_delete")({}, {"id": referent_id})
        except tk.ValidationError as error:
            return _question(_editable(referent_id), error.error_dict)
        tk.h.flash_success(tk._("The referent is no longer in the directory."))
        return tk.redirect_to("territory_referent.index")


def _editable(referent_id: str) -> dict[str, Any]:
    return tk.get_action("territory_referent_show")({}, {"id": referent_id})


def _submitted() -> dict[str, Any]:
    """Return the posted values; fields that the form did not show are left out."""
    form = tk.request.form
    data: dict[str, Any] = {name: form.get(name, "") for name in (*TEXTS, *LINES)}
    data |= {name: form[name] for name in INTERNAL if name in form}
    data["themes"] = form.getlist("themes")
    data["is_public"] = form.get("is_public") == "true"
    return data


def _form(data: Mapping[str, Any], errors: Mapping[str, Any], *, hidden: bool) -> str:
    """Render the form; `hidden` leaves the internal face out."""
    public = _public_fields(data, errors)
    internal = [] if hidden else _internal_fields(data, errors)
    return tk.render(
        "territory/referent/form.html",
        {
            "referent_id": data.get("id"),
            "summary": _summary([*public, *internal], errors),
            "public_fields": public,
            "internal_fields": internal,
            "themes": _theme_groups(data.get("themes") or []),
            "is_public": bool(data.get("is_public", True)),
            "errors": errors,
        },
    )


def _question(referent: Mapping[str, Any], errors: Mapping[str, Any]) -> str:
    return tk.render(
        "territory/referent/delete.html", {"referent": referent, "errors": errors}
    )


def _public_fields(
    data: Mapping[str, Any], errors: Mapping[str, Any]
) -> list[dict[str, Any]]:
    rows = (
        ("function", tk._("Function"), tk._("As it is called in the authority."), True),
        ("service", tk._("Service"), "", True),
        (
            "mailbox",
            tk._("Mailbox of the service"),
            tk._("Everybody sees it. Never the address of a person."),
            False,
        ),
        (
            "problems",
            tk._("Problems handled"),
            tk._("One per line, in the words of the people who ask."),
            False,
        ),
        (
            "skills",
            tk._("What this person knows or holds"),
            tk._("One per line: files, registers, figures, subjects."),
            False,
        ),
    )
    return [_field(data, errors, *row) for row in rows]


def _internal_fields(
    data: Mapping[str, Any], errors: Mapping[str, Any]
) -> list[dict[str, Any]]:
    rows = (
        ("name", tk._("First and last name"), "", False),
        ("email", tk._("Professional mail"), "", False),
        ("phone", tk._("Telephone"), "", False),
        (
            "user_id",
            tk._("Account in this portal"),
            tk._("Name of the account."),
            False,
        ),
    )
    return [_field(data, errors, *row) for row in rows]


def _field(  # noqa: PLR0913, PLR0917 - one argument per part of a field
    data: Mapping[str, Any],
    errors: Mapping[str, Any],
    name: str,
    label: str,
    hint: str,
    required: bool,
) -> dict[str, Any]:
    """Return what the template of a field needs."""
    value = data.get(name) or ""
    return {
        "name": name,
        "label": label,
        "hint": hint,
        "required": required,
        "value": "\n".join(value) if isinstance(value, list) else value,
        "rows": 5 if name in LINES else 0,
        "type": "email" if name in {"mailbox", "email"} else "text",
        "errors": errors.get(name, []),
    }


def _summary(
    fields: list[dict[str, Any]], errors: Mapping[str, Any]
) -> list[dict[str, str]]:
    """Return what is wrong in the order of the form, each line naming its field."""
    labels = {field["name"]: field["label"] for field in fields}
    names = [*(name for name in labels if name in errors), *errors]
    return [
        {
            "name": name,
            "message": tk._("{field}: {message}").format(
                field=labels.get(name, tk._("Themes")), message=message
            ),
        }
        for name in dict.fromkeys(names)
        for message in errors[name]
    ]


def _theme_groups(chosen: list[str]) -> list[dict[str, Any]]:
    """Return the root themes with their leaves, the chosen ones marked."""
    tree, language = theme_tree(), str(tk.h.lang())
    groups: list[dict[str, Any]] = []
    for root in tree.roots:
        rows = [
            {
                "code": theme.code,
                "label": theme_label(theme, language),
                "checked": theme.code in chosen,
            }
            for theme in (root, *tree.children(root.code))
        ]
        groups.append(
            {
                "label": theme_label(root, language),
                "choices": rows,
                "open": any(row["checked"] for row in rows),
            }
        )
    return groups
