"""Where a person is in the form: the type, the dataset if there is one, the step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ckan.plugins import toolkit as tk

from ckanext.territory.forms import copies
from ckanext.territory.forms.compare import digest
from ckanext.territory.forms.stored import stored_values
from ckanext.territory.forms.types import Copy
from ckanext.territory.starts import fields

Field = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A step of the form; ``dataset`` is empty when there is none yet."""

    type: str
    key: str
    step: str
    dataset: Mapping[str, Any]

    @property
    def pages(self) -> list[dict[str, Any]]:
        """Return the pages of the type's form."""
        return tk.h.scheming_get_dataset_form_pages(self.type)

    @property
    def number(self) -> int | None:
        """Return the number of the page; the step of the files has none."""
        return int(self.step) if self.step.isdecimal() else None

    @property
    def page(self) -> Mapping[str, Any]:
        """Return the page of the step."""
        return self.pages[(self.number or 1) - 1]

    @property
    def fields(self) -> Sequence[Field]:
        """Return the fields of the step."""
        return self.page["fields"]

    @property
    def is_draft(self) -> bool:
        """Tell whether nothing is published yet."""
        return self.dataset.get("state", "draft") == "draft"

    @property
    def after(self) -> str:
        """Return the step that follows."""
        number = self.number
        if number is None or number >= len(self.pages):
            return copies.FILES
        return str(number + 1)

    def url(self, step: str) -> str:
        """Return the address of a step."""
        if not self.dataset:
            return tk.h.url_for("territory_form.new", type=self.type)
        return tk.h.url_for("territory_form.edit", id=self.dataset["id"], step=step)

    def review_url(self) -> str:
        """Return the address of the last look before publishing."""
        return tk.h.url_for(f"/publier/jeu/{self.dataset['id']}/relire")

    def base(self) -> dict[str, str]:
        """Return the fingerprints of what is stored, for the fields of the step."""
        names = [field["field_name"] for field in self.fields]
        return {name: digest(self.dataset.get(name)) for name in names}

    def copy(self) -> Copy | None:
        """Return what the person typed and did not save, or None."""
        try:
            return tk.get_action("territory_form_copy_show")({}, {"id": self.key})
        except tk.ObjectNotFound:
            return None


def known_type(name: str) -> str:
    """Return the type when its form has steps; raises ObjectNotFound."""
    if name not in (tk.h.scheming_dataset_schemas() or {}):
        raise tk.ObjectNotFound
    if not tk.h.scheming_get_dataset_form_pages(name):
        raise tk.ObjectNotFound
    return name


def of_new(dataset_type: str, key: str) -> Place:
    """Return the first step of a dataset that does not exist yet.

    Raises ObjectNotFound for an unknown type, NotAuthorized for who may create none.
    """
    kind = known_type(dataset_type)
    tk.check_access("package_create", {}, {})
    own = key if copies.type_of(key) == kind else copies.new_key(kind)
    return Place(type=kind, key=own, step="1", dataset={})


def of_dataset(dataset_id: str, step: str) -> Place:
    """Return a step of a dataset.

    Raises ObjectNotFound for what is absent or hidden, NotAuthorized for who may read
    the dataset and not change it.
    """
    try:
        found = tk.get_action("package_show")({}, {"id": dataset_id})
    except tk.NotAuthorized as error:
        raise tk.ObjectNotFound from error
    tk.check_access("package_update", {}, {"id": found["id"]})
    kind = known_type(found["type"])
    dataset = stored_values({}, found["id"])
    place = Place(type=kind, key=found["id"], step=step, dataset=dataset)
    if step != copies.FILES and not _is_page(step, len(place.pages)):
        raise tk.ObjectNotFound
    return place


def _is_page(step: str, last: int) -> bool:
    plain = step.isascii() and step.isdecimal() and not step.startswith("0")
    return plain and int(step) <= last


def defaults(place: Place, given: Mapping[str, str]) -> dict[str, Any]:
    """Return what the empty form starts with; ``given`` are values of the address."""
    found = fields.with_defaults(place.type, {})
    own = tk.h.organizations_available("create_dataset")
    if given.get("owner_org"):
        wanted = {given["owner_org"]}
        own = [row for row in own if wanted & {row["id"], row["name"]}]
    if len(own) == 1:
        found["owner_org"] = own[0]["id"]
    return found
