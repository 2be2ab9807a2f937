"""The services of the authority: organisation chart and forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint
from flask.views import MethodView

from ckan.plugins import toolkit as tk
from ckan.types import Response

from ckanext.territory.referents.chart import organisation_chart
from ckanext.territory.views.directory import FEW, directory_or_counts
from ckanext.territory.views.referent_fields import field, summary
from ckanext.territory.views.refusal import refusal

territory_service = Blueprint("territory_service", __name__)

_TEXTS = (
    "name",
    "parent_id",
    "organization_id",
    "mailbox",
    "contact_url",
    "deadline_days",
)


@territory_service.errorhandler(tk.ObjectNotFound)
def not_found(error: tk.ObjectNotFound) -> tuple[str, int]:
    """Answer 404."""
    return refusal(404, tk._("There is no such service."))


@territory_service.errorhandler(tk.NotAuthorized)
def not_authorized(error: tk.NotAuthorized) -> tuple[str, int]:
    """Answer 403, and offer anonymous readers to log in."""
    text = tk._("Only administrators of an organization may do this.")
    return refusal(403, text, login=tk.current_user.is_anonymous)


@territory_service.route("/annuaire/services")
def index() -> str:
    """Show the services, each below the one it belongs to, with their people."""
    services = tk.get_action("territory_service_list")({}, {})
    directory, people = directory_or_counts()
    is_large = directory["total"] > FEW
    return tk.render(
        "territory/service/index.html",
        {
            "rows": organisation_chart(services, people),
            "counts": {one["id"]: one["count"] for one in directory["services"]}
            if is_large
            else None,
            "has_desk": any(one["is_desk"] for one in services),
            "can_edit": tk.h.check_access("territory_service_create"),
        },
    )


class Create(MethodView):
    """The form of a new service."""

    def get(self) -> str:
        """Show the empty form."""
        tk.check_access("territory_service_create", {}, {})
        return _form({}, {})

    def post(self) -> Response | str:
        """Add the service, or show what is wrong."""
        data = _submitted()
        try:
            tk.get_action("territory_service_create")({}, data)
        except tk.ValidationError as error:
            return _form(data, error.error_dict)
        tk.h.flash_success(tk._("The service is in the directory."))
        return tk.redirect_to("territory_service.index")


class Edit(MethodView):
    """The form of a service."""

    def get(self, service_id: str) -> str:
        """Show the form filled in."""
        tk.check_access("territory_service_patch", {}, {"id": service_id})
        data = tk.get_action("territory_service_show")({}, {"id": service_id})
        return _form(data, {})

    def post(self, service_id: str) -> Response | str:
        """Change the service, or show what is wrong."""
        data = {**_submitted(), "id": service_id}
        try:
            tk.get_action("territory_service_patch")({}, data)
        except tk.ValidationError as error:
            return _form(data, error.error_dict)
        tk.h.flash_success(tk._("The changes are saved."))
        return tk.redirect_to("territory_service.index")


class Close(MethodView):
    """The page that asks before a service is closed."""

    def get(self, service_id: str) -> str:
        """Ask, and offer the services that may take over."""
        tk.check_access("territory_service_close", {}, {"id": service_id})
        return _question(service_id, {}, {})

    def post(self, service_id: str) -> Response | str:
        """Close the service, or say why it cannot be done."""
        data = {"id": service_id, "successor_id": tk.request.form.get("successor_id")}
        try:
            tk.get_action("territory_service_close")({}, data)
        except tk.ValidationError as error:
            return _question(service_id, data, error.error_dict)
        tk.h.flash_success(tk._("The service is closed."))
        return tk.redirect_to("territory_service.index")


def _submitted() -> dict[str, Any]:
    form = tk.request.form
    data: dict[str, Any] = {name: form.get(name, "") for name in _TEXTS}
    data["is_desk"] = form.get("is_desk") == "true"
    return data


def _form(data: Mapping[str, Any], errors: Mapping[str, Any]) -> str:
    def row(name: str, label: str, **parts: Any) -> dict[str, Any]:  # noqa: ANN401 - parts of a field
        return field(data, errors, name, label, **parts)

    fields = [
        row("name", tk._("Name"), required=True),
        row("parent_id", tk._("Belongs to"), choices=_services(data.get("id"))),
        row(
            "mailbox",
            tk._("Mailbox of the service"),
            hint=tk._("Everybody sees it. Never the address of a person."),
        ),
        row(
            "contact_url",
            tk._("Form of the service"),
            hint=tk._("Its web address."),
        ),
        row(
            "deadline_days",
            tk._("Answers within (days)"),
            hint=tk._("Empty: the delay of the whole portal."),
        ),
        row(
            "organization_id",
            tk._("Publishes its data as"),
            choices=[_nothing(), *organization_choices()],
        ),
    ]
    return tk.render(
        "territory/service/form.html",
        {
            "service_id": data.get("id"),
            "fields": fields,
            "summary": summary(fields, errors),
            "is_desk": bool(data.get("is_desk")),
        },
    )


def _question(
    service_id: str, data: Mapping[str, Any], errors: Mapping[str, Any]
) -> str:
    service = tk.get_action("territory_service_show")({}, {"id": service_id})
    choices = _services(service_id)
    label = tk._("Who takes over")
    return tk.render(
        "territory/service/close.html",
        {
            "service": service,
            "field": field(data, errors, "successor_id", label, choices=choices),
            "errors": errors,
        },
    )


def _services(without: str | None) -> list[dict[str, str]]:
    services = tk.get_action("territory_service_list")({}, {})
    return [
        _nothing(),
        *(
            {"value": one["id"], "label": one["name"]}
            for one in services
            if one["id"] != without
        ),
    ]


def _nothing() -> dict[str, str]:
    return {"value": "", "label": tk._("Nothing")}


def organization_choices() -> list[dict[str, str]]:
    """Return the organizations as choices."""
    rows = tk.get_action("organization_list")({}, {"all_fields": True, "limit": 1000})
    return [{"value": one["id"], "label": one["title"] or one["name"]} for one in rows]


territory_service.add_url_rule(
    "/annuaire/services/nouveau", view_func=Create.as_view("new")
)
territory_service.add_url_rule(
    "/annuaire/services/<service_id>/modifier", view_func=Edit.as_view("edit")
)
territory_service.add_url_rule(
    "/annuaire/services/<service_id>/fermer", view_func=Close.as_view("close")
)
