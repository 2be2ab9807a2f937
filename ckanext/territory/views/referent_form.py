"""The forms that add, change and take out a referent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask.views import MethodView

from ckan.plugins import toolkit as tk
from ckan.types import Response

from ckanext.territory.referents.browse import theme_label
from ckanext.territory.themes import theme_tree
from ckanext.territory.views.referent_fields import (
    LINES,
    internal_fields,
    public_fields,
    summary,
)

TEXTS = ("function", "service", "mailbox", "site", "hours", "contact_url")
INTERNAL = ("name", "email", "phone", "user_id", "deputy_id", "public_name_on")


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
    public = public_fields(data, errors)
    internal = [] if hidden else internal_fields(data, errors)
    return tk.render(
        "territory/referent/form.html",
        {
            "referent_id": data.get("id"),
            "summary": summary([*public, *internal], errors),
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
