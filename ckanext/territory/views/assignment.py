"""The form of who takes part in a dataset, an indicator, a source or a theme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from flask.views import MethodView

from ckan.plugins import toolkit as tk
from ckan.types import Response

from ckanext.territory.referents.roles import PATHS, ROLES
from ckanext.territory.themes import theme_tree
from ckanext.territory.views.referent_fields import field, people, summary
from ckanext.territory.views.refusal import refusal

territory_assignment = Blueprint("territory_assignment", __name__)

_KINDS = {path: kind for kind, path in PATHS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Thing:
    """What people are named for: its title, and its page."""

    kind: str
    object_id: str
    title: str
    url: str

    @property
    def key(self) -> dict[str, str]:
        return {"kind": self.kind, "object_id": self.object_id}


@territory_assignment.errorhandler(tk.ObjectNotFound)
def not_found(error: tk.ObjectNotFound) -> tuple[str, int]:
    """Answer 404, for what is absent and what is hidden alike."""
    return refusal(404, tk._("There is no such thing to answer for."))


@territory_assignment.errorhandler(tk.NotAuthorized)
def not_authorized(error: tk.NotAuthorized) -> tuple[str, int]:
    """Answer 403, and offer anonymous readers to log in."""
    text = tk._("Only those who may change something name its referents.")
    return refusal(403, text, login=tk.current_user.is_anonymous)


class Roles(MethodView):
    """The form of the roles of one thing."""

    def get(self, path: str, object_id: str) -> str:
        """Show who has which role."""
        thing = _find(path, object_id)
        found = tk.get_action("territory_assignment_list")({}, thing.key)
        data = {one["role"]: one["referent"]["id"] for one in found}
        return _page(thing, data, {})

    def post(self, path: str, object_id: str) -> Response | str:
        """Name them, or leave a role without anybody."""
        thing = _find(path, object_id)
        data = {role: tk.request.form.get(role, "") for role in ROLES[thing.kind]}
        known = {one["value"] for one in people("")}
        errors = {
            role: [tk._("There is no such referent.")]
            for role, referent_id in data.items()
            if referent_id not in known
        }
        if errors:
            return _page(thing, data, errors)
        for role, referent_id in data.items():
            _name(thing, role, referent_id)
        tk.h.flash_success(tk._("The changes are saved."))
        return tk.h.redirect_to(thing.url)


def _name(thing: _Thing, role: str, referent_id: str) -> None:
    given = {**thing.key, "role": role}
    if referent_id:
        given["referent_id"] = referent_id
        tk.get_action("territory_assignment_create")({}, given)
    else:
        tk.get_action("territory_assignment_delete")({}, given)


def _page(thing: _Thing, data: dict[str, Any], errors: dict[str, Any]) -> str:
    choices = people(tk._("Nobody"))
    hints = {
        "responsible": tk._("Answers for it: questions go there."),
        "technical": tk._("Knows the files, the software and the flows."),
        "business": tk._("Knows what the data mean, and what they are used for."),
    }
    fields = []
    for role in ROLES[thing.kind]:
        label, hint = tk.h.territory_role_label(role), hints[role]
        fields.append(field(data, errors, role, label, hint=hint, choices=choices))
    return tk.render(
        "territory/referent/roles_form.html",
        {"thing": thing, "fields": fields, "summary": summary(fields, errors)},
    )


def _find(path: str, object_id: str) -> _Thing:
    """Return what people are to be named for; raises for who may not name them."""
    kind = _KINDS.get(path, "")
    if kind in {"dataset", "indicator"}:
        thing = _of_dataset(kind, object_id)
    elif kind == "source":
        thing = _of_source(object_id)
    elif kind == "theme" and theme_tree().get(object_id) is not None:
        title = tk.h.territory_theme_label(object_id)
        url = tk.url_for("territory_referent.index", theme=object_id)
        thing = _Thing(kind=kind, object_id=object_id, title=title, url=url)
    else:
        raise tk.ObjectNotFound
    tk.check_access("territory_assignment_create", {}, thing.key)
    return thing


def _of_source(source_id: str) -> _Thing:
    try:
        source = tk.get_action("territory_source_show")({}, {"id": source_id})
    except tk.NotAuthorized as error:
        raise tk.ObjectNotFound from error  # not told from one that is absent
    url = tk.url_for("territory_source.read", source_id=source_id)
    return _Thing(kind="source", object_id=source_id, title=source["title"], url=url)


def _of_dataset(kind: str, object_id: str) -> _Thing:
    key, slash, code = object_id.partition("/")
    dataset = tk.get_action("package_show")({}, {"id": key})
    title = tk.h.get_translated(dataset, "title")
    more = {"indicateur": code, "_anchor": "performance"} if code else {}
    return _Thing(
        kind=kind,
        object_id=f"{dataset['id']}{slash}{code}",
        title=f"{title} · {code}" if code else title,
        url=tk.url_for(f"{dataset['type']}.read", id=dataset["name"], **more),
    )


territory_assignment.add_url_rule(
    "/annuaire/roles/<path>/<path:object_id>", view_func=Roles.as_view("roles")
)
