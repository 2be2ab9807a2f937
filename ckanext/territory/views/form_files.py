"""The step of the files: added, described, replaced, ordered, removed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from flask import Blueprint
from flask.views import MethodView
from werkzeug.datastructures import FileStorage

from ckan.plugins import toolkit as tk
from ckan.types import Response

from ckanext.territory.forms import copies, posted, steps
from ckanext.territory.forms.file_order import moved
from ckanext.territory.views import form_page, form_place
from ckanext.territory.views.form_file_rows import file_rows
from ckanext.territory.views.form_place import Place

APART = frozenset({"url", "upload"})
UP, DOWN = "monter", "descendre"


class Files(MethodView):
    """The list of the files, and the two ways to add one."""

    def get(self, id: str) -> str:
        """Show the files and what the portal learnt of them."""
        return _list(form_place.of_dataset(id, copies.FILES), {}, {})

    def post(self, id: str) -> Response | str:
        """Add a file or a link, or say what is wrong."""
        place = form_place.of_dataset(id, copies.FILES)
        values, errors = _sent_file(is_needed=True)
        values["name"] = tk.request.form.get("name", "").strip() or _name(values)
        if not errors:
            try:
                tk.get_action("resource_create")({}, values | {"package_id": place.key})
            except tk.ValidationError as error:
                errors = error.error_dict
        if errors:
            return _list(place, values, errors)
        tk.h.flash_success(tk._("The file is added."))
        return tk.redirect_to("territory_form.edit", id=place.key, step=copies.FILES)


class File(MethodView):
    """The form of one file."""

    def get(self, id: str, resource_id: str) -> str:
        """Show what is known of the file."""
        place = form_place.of_dataset(id, copies.FILES)
        return _form(place, _resource(place, resource_id), {})

    def post(self, id: str, resource_id: str) -> Response | str:
        """Describe the file, or replace it, or say what is wrong."""
        place = form_place.of_dataset(id, copies.FILES)
        stored = _resource(place, resource_id)
        form = tk.request.form
        values = posted.read_values(form, _fields(place))
        if posted.ADD in form:
            values = posted.with_row(values, form[posted.ADD], _fields(place))
            return _form(place, {**stored, **values}, {})
        file, errors = _sent_file(is_needed=False)
        if not errors:
            try:
                tk.get_action("resource_patch")(
                    {}, {**values, **file, "id": stored["id"]}
                )
            except tk.ValidationError as error:
                errors = error.error_dict
        if errors:
            return _form(place, {**stored, **values}, errors)
        tk.h.flash_success(tk._("The changes are saved."))
        return tk.redirect_to("territory_form.edit", id=place.key, step=copies.FILES)


class Delete(MethodView):
    """The page that asks before a file is removed."""

    def get(self, id: str, resource_id: str) -> str:
        """Ask."""
        place = form_place.of_dataset(id, copies.FILES)
        file = _resource(place, resource_id)
        page = {**form_page.head(place, place.dataset), "file": file}
        return tk.render("territory/form/delete_file.html", page)

    def post(self, id: str, resource_id: str) -> Response:
        """Remove the file."""
        place = form_place.of_dataset(id, copies.FILES)
        file = _resource(place, resource_id)
        tk.get_action("resource_delete")({}, {"id": file["id"]})
        tk.h.flash_success(tk._("The file is removed."))
        return tk.redirect_to("territory_form.edit", id=place.key, step=copies.FILES)


def move(id: str, resource_id: str, way: str) -> Response:
    """Move a file one place up or down in the list."""
    place = form_place.of_dataset(id, copies.FILES)
    file = _resource(place, resource_id)
    order = [row["id"] for row in place.dataset["resources"]]
    changed = moved(order, file["id"], -1 if way == UP else 1)
    if changed != order:
        tk.get_action("package_resource_reorder")(
            {}, {"id": place.key, "order": changed}
        )
    return tk.redirect_to("territory_form.edit", id=place.key, step=copies.FILES)


def _resource(place: Place, resource_id: str) -> dict[str, Any]:
    for row in place.dataset.get("resources") or []:
        if row["id"] == resource_id:
            return row
    raise tk.ObjectNotFound


def _fields(place: Place) -> list[form_place.Field]:
    schema = tk.h.scheming_get_dataset_schema(place.type) or {}
    return [
        field
        for field in schema.get("resource_fields", [])
        if field["field_name"] not in APART and steps.is_asked(field)
    ]


def _sent_file(*, is_needed: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what was sent as file or as link, and what is wrong with it."""
    upload = tk.request.files.get("upload")
    if isinstance(upload, FileStorage) and upload.filename:
        name = PurePath(upload.filename.replace("\\", "/")).name
        return {"upload": upload, "url": name, "url_type": "upload"}, {}
    link = tk.request.form.get("url", "").strip()
    if link:
        if not tk.h.is_url(link):
            text = tk._("Write the whole address, starting with https://.")
            return {"url": link, "url_type": ""}, {"url": [text]}
        return {"url": link, "url_type": ""}, {}
    if not is_needed:
        return {}, {}
    if tk.request.form.get("how") == "link":
        return {}, {"url": [tk._("Write the address of the file or of the service.")]}
    return {}, {"upload": [tk._("Choose a file.")]}


def _name(values: Mapping[str, Any]) -> str:
    """Return what a file is called when the person says nothing."""
    last = str(values.get("url", "")).rstrip("/").rpartition("/")[2]
    return PurePath(last).stem


def _list(place: Place, values: Mapping[str, Any], errors: Mapping[str, Any]) -> str:
    learnt = tk.get_action("territory_upload_list")({}, {"id": place.key})
    return tk.render(
        "territory/form/files.html",
        {
            **form_page.head(place, place.dataset),
            "files": file_rows(place, learnt),
            "values": values,
            "errors": errors,
            "error_rows": _error_rows(place, errors),
            "limit": tk.config["ckan.max_resource_size"],
        },
    )


def _form(place: Place, data: Mapping[str, Any], errors: Mapping[str, Any]) -> str:
    known = _fields(place)
    return tk.render(
        "territory/form/file.html",
        {
            **form_page.head(place, place.dataset),
            "file": data,
            "shown": [field for field in known if steps.is_essential(field)],
            "folded": [field for field in known if not steps.is_essential(field)],
            "lists": [row["field_name"] for row in known if posted.is_list(row)],
            "data": dict(data),
            "errors": errors,
            "error_rows": _error_rows(place, errors),
            "limit": tk.config["ckan.max_resource_size"],
        },
    )


def _error_rows(place: Place, errors: Mapping[str, Any]) -> list[dict[str, Any]]:
    schema = tk.h.scheming_get_dataset_schema(place.type) or {}
    upload = {"field_name": "upload", "label": {"en": "File", "fr": "Fichier"}}
    shown = [upload, *schema.get("resource_fields", [])]
    return tk.h.territory_form_errors(errors, shown, place.type, place.key)


def add_rules(blueprint: Blueprint) -> None:
    """Give the blueprint the pages of the files."""
    root = f"/publier/jeu/<id>/{copies.FILES}"
    one = f"{root}/<resource_id>"
    blueprint.add_url_rule(root, view_func=Files.as_view("files"))
    blueprint.add_url_rule(one, view_func=File.as_view("file"))
    blueprint.add_url_rule(f"{one}/supprimer", view_func=Delete.as_view("delete_file"))
    blueprint.add_url_rule(
        f"{one}/<any({UP}, {DOWN}):way>", view_func=move, methods=["POST"]
    )
