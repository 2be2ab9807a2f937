"""CKAN's own forms give way to ours, for the types whose form has steps."""

from __future__ import annotations

from collections.abc import Mapping

from ckan.plugins import toolkit as tk
from ckan.types import Response

from ckanext.territory.forms.copies import FILES

FIRST = "1"

Target = tuple[str, dict[str, str | None]]


def to_steps() -> Response | None:
    """Lead a GET of CKAN's forms of datasets and files to the step that replaces it."""
    values = tk.request.view_args or {}
    kind = values.get("package_type")
    if tk.request.method != "GET" or not kind:
        return None
    blueprint, _, view = str(tk.request.endpoint).rpartition(".")
    target = _targets(kind, values).get(blueprint.removeprefix(kind) + "." + view)
    if target is None or not tk.h.scheming_get_dataset_form_pages(kind):
        return None
    return tk.redirect_to(target[0], **target[1])


def _targets(kind: str, values: Mapping[str, str]) -> dict[str, Target]:
    """Return where the views of a type lead, by the ends of their names."""
    args, dataset_id = tk.request.args, values.get("id")
    owner = args.get("owner_org") or args.get("group")
    new: Target = ("territory_form.new", {"type": kind, "owner_org": owner})
    step = values.get("page") or FIRST
    edit: Target = ("territory_form.edit", {"id": dataset_id, "step": step})
    files: Target = ("territory_form.edit", {"id": dataset_id, "step": FILES})
    file = {"id": dataset_id, "resource_id": values.get("resource_id")}
    return {
        ".new": new,
        ".scheming_new": new,
        ".edit": edit,
        ".scheming_edit": edit,
        ".scheming_edit_page": edit,
        ".scheming_new_page": edit,
        ".resources": files,
        "_resource.new": files,
        "_resource.edit": ("territory_form.file", file),
    }
