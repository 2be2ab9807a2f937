"""The forms of partner catalogues: add, tick themes, preview, start, stop, remove."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask.views import MethodView

from ckan.plugins import toolkit as tk
from ckan.types import Response

from ckanext.territory.themes import theme_tree

PREVIEW_LIMIT = 200
TAGS_SHOWN = 60


class Add(MethodView):
    """The form of a new partner."""

    def get(self) -> str:
        """Show the empty form."""
        tk.check_access("territory_source_list", {}, {})
        return _add_form({}, {})

    def post(self) -> Response | str:
        """Add the partner and go on to its themes, or show what is wrong."""
        form = tk.request.form
        data = {key: form.get(key, "").strip() for key in ("url", "title", "owner_org")}
        try:
            made = tk.get_action("territory_source_create")({}, dict(data))
        except tk.ValidationError as error:
            return _add_form(data, error.error_dict)
        return tk.redirect_to("territory_source.themes", source_id=made["id"])


def _add_form(data: Mapping[str, str], errors: Mapping[str, Any]) -> str:
    organizations = tk.get_action("organization_list_for_user")(
        {}, {"permission": "admin"}
    )
    return tk.render(
        "territory/source/add.html",
        {"data": data, "errors": errors, "organizations": organizations},
    )


class Themes(MethodView):
    """The themes of a partner, to tick."""

    def get(self, source_id: str) -> str:
        """Read the partner's themes and show them."""
        return _themes_form(source_id, {})

    def post(self, source_id: str) -> Response | str:
        """Keep the selection and go on to the preview."""
        keys = tk.request.form.getlist("theme_keys")
        if not keys:
            return _themes_form(
                source_id, {"theme_keys": [tk._("Tick at least one theme.")]}
            )
        tk.get_action("territory_source_update")(
            {},
            {
                "id": source_id,
                "theme_keys": keys,
                "default_theme": tk.request.form.get("default_theme", ""),
            },
        )
        return tk.redirect_to("territory_source.preview", source_id=source_id)


def _themes_form(source_id: str, errors: Mapping[str, Any]) -> str:
    source = tk.get_action("territory_source_show")({}, {"id": source_id})
    themes: list[dict[str, Any]] = []
    try:
        themes = tk.get_action("territory_source_themes")({}, {"id": source_id})
    except tk.ValidationError as error:
        errors = error.error_dict
    tags = [each for each in themes if each["kind"] == "tag"]
    return tk.render(
        "territory/source/themes.html",
        {
            "source": source,
            "groups": [each for each in themes if each["kind"] == "group"],
            "tags": [
                each
                for rank, each in enumerate(tags)
                if rank < TAGS_SHOWN or each["is_selected"]
            ],
            "tag_count": len(tags),
            "choices": _theme_choices(),
            "errors": errors,
        },
    )


def _theme_choices() -> list[dict[str, str]]:
    """Return the local themes for a selection box, leaves after their roots."""
    language = "fr" if str(tk.h.lang()).startswith("fr") else "en"
    return [
        {
            "value": theme.code,
            "label": ("– " if theme.parent else "") + theme.label[language],
        }
        for theme in theme_tree().all()
    ]


class Preview(MethodView):
    """What the selection would bring."""

    def get(self, source_id: str) -> str:
        """Read the partner and show what would be kept and dropped."""
        source = tk.get_action("territory_source_show")({}, {"id": source_id})
        found: dict[str, Any] | None = None
        errors: Mapping[str, Any] = {}
        try:
            found = tk.get_action("territory_source_preview")(
                {}, {"id": source_id, "limit": PREVIEW_LIMIT}
            )
        except tk.ValidationError as error:
            errors = error.error_dict
        return tk.render(
            "territory/source/preview.html",
            {"source": source, "found": found, "errors": errors},
        )


class Start(MethodView):
    """Starts a run."""

    def post(self, source_id: str) -> Response:
        """Start a run and go to its progress."""
        try:
            run = tk.get_action("territory_run_create")({}, {"source_id": source_id})
        except tk.ValidationError as error:
            for sentence in error.error_summary.values():
                tk.h.flash_error(sentence)
            return tk.redirect_to("territory_source.read", source_id=source_id)
        return tk.redirect_to(
            "territory_source.run", source_id=source_id, run_id=run["id"]
        )


class Cancel(MethodView):
    """Stops a run."""

    def post(self, source_id: str, run_id: str) -> Response:
        """Stop the run and go to its report."""
        tk.get_action("territory_run_cancel")({}, {"id": run_id})
        return tk.redirect_to(
            "territory_source.run", source_id=source_id, run_id=run_id
        )


class Delete(MethodView):
    """The page that asks before a partner is removed."""

    def get(self, source_id: str) -> str:
        """Ask."""
        return _question(source_id, {})

    def post(self, source_id: str) -> Response | str:
        """Remove the partner, or say why it cannot be done."""
        try:
            tk.get_action("territory_source_delete")({}, {"id": source_id})
        except tk.ValidationError as error:
            return _question(source_id, error.error_dict)
        tk.h.flash_success(tk._("The partner catalogue is removed."))
        return tk.redirect_to("territory_source.index")


def _question(source_id: str, errors: Mapping[str, Any]) -> str:
    source = tk.get_action("territory_source_show")({}, {"id": source_id})
    return tk.render(
        "territory/source/delete.html", {"source": source, "errors": errors}
    )
