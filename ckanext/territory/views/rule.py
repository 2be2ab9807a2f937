"""The rules that give datasets to referents, and what has nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint
from flask.views import MethodView

from ckan.lib.pagination import Page  # the toolkit has no name for it
from ckan.plugins import toolkit as tk
from ckan.types import Response

from ckanext.territory.themes import theme_tree
from ckanext.territory.views.referent_fields import Choice, field, people, summary
from ckanext.territory.views.refusal import refusal
from ckanext.territory.views.service import organization_choices

territory_rule = Blueprint("territory_rule", __name__)

PAGE = 20
_CONDITIONS = (
    "theme_code",
    "owner_org",
    "territory_code",
    "source_id",
    "dataset_type",
    "referent_id",
)


@territory_rule.errorhandler(tk.ObjectNotFound)
def not_found(error: tk.ObjectNotFound) -> tuple[str, int]:
    """Answer 404."""
    return refusal(404, tk._("There is no such rule."))


@territory_rule.errorhandler(tk.NotAuthorized)
def not_authorized(error: tk.NotAuthorized) -> tuple[str, int]:
    """Answer 403, and offer anonymous readers to log in."""
    text = tk._("This page is for the agents of the authority.")
    return refusal(403, text, login=tk.current_user.is_anonymous)


@territory_rule.route("/annuaire/regles")
def index() -> str:
    """Show the rules in their order, and what they would give today."""
    rules = tk.get_action("territory_rule_list")({}, {})
    return tk.render(
        "territory/rule/index.html",
        {
            "rules": rules,
            "by_id": {one["id"]: one for one in rules},
            "preview": tk.get_action("territory_rule_preview")({}, {}),
        },
    )


@territory_rule.route("/annuaire/regles/appliquer", methods=["POST"])
def apply() -> Response:
    """Give what has nobody to whom the rules name."""
    done = tk.get_action("territory_rule_apply")({}, {})
    tk.h.flash_success(
        tk.ungettext(
            "{count} dataset has its referent.",
            "{count} datasets have their referent.",
            done["count"],
        ).format(count=done["count"])
    )
    return tk.redirect_to("territory_rule.index")


@territory_rule.route("/annuaire/regles/<rule_id>/supprimer", methods=["POST"])
def delete(rule_id: str) -> Response:
    """Take a rule out."""
    tk.get_action("territory_rule_delete")({}, {"id": rule_id})
    tk.h.flash_success(tk._("The rule is gone; what it gave stays given."))
    return tk.redirect_to("territory_rule.index")


@territory_rule.route("/annuaire/regles/<rule_id>/deplacer", methods=["POST"])
def move(rule_id: str) -> Response:
    """Try a rule earlier or later."""
    direction = "up" if tk.request.form.get("direction") == "up" else "down"
    tk.get_action("territory_rule_move")({}, {"id": rule_id, "direction": direction})
    return tk.redirect_to("territory_rule.index", _anchor=f"rule-{rule_id}")


class Create(MethodView):
    """The form of a new rule."""

    def get(self) -> str:
        """Show the empty form."""
        tk.check_access("territory_rule_create", {}, {})
        return _form({}, {})

    def post(self) -> Response | str:
        """Add the rule, or show what is wrong."""
        return _save("territory_rule_create", {})


class Edit(MethodView):
    """The form of a rule."""

    def get(self, rule_id: str) -> str:
        """Show the form filled in."""
        rules = tk.get_action("territory_rule_list")({}, {})
        found = next((one for one in rules if one["id"] == rule_id), None)
        if found is None:
            raise tk.ObjectNotFound
        return _form(found, {})

    def post(self, rule_id: str) -> Response | str:
        """Change the rule, or show what is wrong."""
        return _save("territory_rule_update", {"id": rule_id})


@territory_rule.route("/annuaire/sans-referent")
def orphans() -> str:
    """Show the datasets that nobody answers for."""
    organization = tk.request.args.get("service", "")
    page = max(1, tk.h.get_page_number(tk.request.args))
    found = tk.get_action("territory_orphan_list")(
        {},
        {
            "organization_id": organization,
            "limit": PAGE,
            "offset": (page - 1) * PAGE,
        },
    )

    def address(page: int) -> str:
        kept = {"service": organization} if organization else {}
        return tk.url_for("territory_rule.orphans", page=page, **kept)

    return tk.render(
        "territory/rule/orphans.html",
        {
            **found,
            "organization": organization,
            "can_edit": tk.h.check_access("territory_rule_list"),
            "page": Page(
                collection=found["datasets"],
                page=page,
                url=address,
                item_count=found["count"],
                items_per_page=PAGE,
            ),
        },
    )


def _save(action: str, data: dict[str, Any]) -> Response | str:
    data |= {name: tk.request.form.get(name, "").strip() for name in _CONDITIONS}
    try:
        tk.get_action(action)({}, dict(data))
    except tk.ValidationError as error:
        return _form(data, error.error_dict)
    tk.h.flash_success(tk._("The rule is saved."))
    return tk.redirect_to("territory_rule.index")


def _form(data: Mapping[str, Any], errors: Mapping[str, Any]) -> str:
    def row(name: str, label: str, choices: list[Choice] | None = None) -> Any:  # noqa: ANN401 - what a template takes
        return field(data, errors, name, label, choices=choices)

    fields = [
        row("theme_code", tk._("Theme"), _themes()),
        row("owner_org", tk._("Published by"), _any(organization_choices())),
        field(
            data,
            errors,
            "territory_code",
            tk._("Territory"),
            hint=tk._("Name or code of a municipality or of a group of them."),
        ),
        row("source_id", tk._("Partner catalogue"), _sources()),
        row("dataset_type", tk._("Type of data"), _types()),
        row("referent_id", tk._("Goes to"), people(tk._("Choose a referent"))),
    ]
    return tk.render(
        "territory/rule/form.html",
        {
            "rule_id": data.get("id"),
            "fields": fields,
            "summary": summary(fields, errors),
        },
    )


def _any(choices: list[Choice]) -> list[Choice]:
    return [{"value": "", "label": tk._("Any")}, *choices]


def _themes() -> list[Choice]:
    tree = theme_tree()
    found: list[Choice] = []
    for root in tree.roots:
        label = tk.h.territory_theme_label(root.code)
        found.append({"value": root.code, "label": label})
        found += [
            {
                "value": leaf.code,
                "label": f"{label} › {tk.h.territory_theme_label(leaf.code)}",
            }
            for leaf in tree.children(root.code)
        ]
    return _any(found)


def _sources() -> list[Choice]:
    try:
        found = tk.get_action("territory_source_list")({}, {})
    except tk.NotAuthorized:
        found = []
    return _any([{"value": one["id"], "label": one["title"]} for one in found])


def _types() -> list[Choice]:
    found = tk.get_action("territory_schema_list")({}, {})
    return _any([{"value": one["type"], "label": one["label"]} for one in found])


territory_rule.add_url_rule(
    "/annuaire/regles/nouvelle", view_func=Create.as_view("new")
)
territory_rule.add_url_rule(
    "/annuaire/regles/<rule_id>/modifier", view_func=Edit.as_view("edit")
)
