"""Fields, choices and types that an administrator adds in a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ckan.plugins as p
from ckan.exceptions import CkanConfigurationException
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import call_action

OPTION = "ckanext.territory.schema_files"
CHANGES = """
- dataset_type: dataset
  labels:
    notes: {en: Summary, fr: Résumé maison}
  add_choices:
    personal_data:
      - {value: unknown, label: {en: Not known, fr: Non connu}}
  add_fields:
    - field_name: archive_number
      label: {en: Archive number, fr: Cote d’archive}
      after: version
    - field_name: database_name
      label: {en: Database, fr: Base de données}
      audience: internal
- dataset_type: sport
  about: Sports facilities
  label: {en: Sport, fr: Sport municipal}
  fields:
    - field_name: discipline
      label: {en: Discipline, fr: Discipline}
      facet: true
      preset: multiple_select
      validators: territory_required scheming_multiple_choice
      choices:
        - {value: judo_ju, label: {en: Judo, fr: Judo}}
"""


@pytest.fixture
def changed(
    tmp_path: Path, ckan_config: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    """Load the portal with the file above."""
    file = tmp_path / "ville.yaml"
    file.write_text(CHANGES, encoding="utf-8")
    ckan_config[OPTION] = str(file)
    request.getfixturevalue("with_plugins")
    request.getfixturevalue("clean_once")


def dataset(**values: object) -> dict[str, Any]:
    """Return what a dataset needs."""
    return {
        "title": "Dojo",
        "notes": "Un dojo.",
        "owner_org": factories.Organization()["id"],
        "territory_theme": ["environnement"],
        "territory_level": "commune",
        "territory_code": ["35238"],
        "frequency": "ANNUAL",
        "license_id": "lov2",
        **values,
    }


@pytest.mark.usefixtures("changed")
class TestChanges:
    """A portal with fields of its own."""

    def test_everything_added_works(self, app: Any) -> None:  # noqa: ANN401 - CKAN's test client
        """One start: a field, a choice, a label and a fifth type, API to page."""
        context = {"user": factories.Sysadmin()["name"]}
        made = call_action(
            "package_create",
            context=dict(context),
            **dataset(
                type="dataset",
                name="archive-1",
                archive_number="12 W 4",
                database_name="Base secrète",
                personal_data="unknown",
            ),
        )
        shown = call_action("package_show", id=made["id"])
        assert shown["archive_number"] == "12 W 4"
        assert shown["personal_data"] == "unknown"
        assert "Base secrète" not in str(shown)
        page = app.get("/schemas/dataset").body
        assert "Résumé maison" in page
        assert "Base de données" not in page

        call_action(
            "package_create",
            context=dict(context),
            **dataset(type="sport", name="dojo-1", discipline=["judo_ju"]),
        )
        found = call_action("package_search", fq='vocab_discipline:"judo_ju"')
        assert [each["name"] for each in found["results"]] == ["dojo-1"]
        page = app.get("/sport/dojo-1").body
        assert "Sport municipal" in page
        assert "judo_ju" not in page
        assert "Sport municipal" in app.get("/schemas").body


class TestUnusable:
    """A file that cannot be used keeps the portal from starting."""

    @pytest.fixture
    def plugins(self, ckan_config: dict[str, Any]) -> Iterator[None]:
        """Leave the plugins as they were."""
        yield
        ckan_config[OPTION] = ""
        p.load_all()

    @pytest.mark.usefixtures("with_plugins", "plugins")
    def test_start_is_refused_with_the_place(
        self, tmp_path: Path, ckan_config: dict[str, Any]
    ) -> None:
        """The sentence names the file, the place and the remedy."""
        file = tmp_path / "faux.yaml"
        text = "dataset_type: dataset\nlabels: {nulle_part: {en: A, fr: B}}\n"
        file.write_text(text, encoding="utf-8")
        ckan_config[OPTION] = str(file)
        with pytest.raises(CkanConfigurationException) as refusal:
            p.load_all()
        assert str(refusal.value) == (
            f"{file}, at dataset: labels: this type has no field “nulle_part”: the "
            "page /schemas lists its fields."
        )


@pytest.mark.usefixtures("with_plugins")
class TestDoctor:
    """The check of the doctor."""

    def test_our_own_schemas_are_right(self) -> None:
        """Every rule that they name exists."""
        lines = call_action("territory_doctor_run")
        found = [line for line in lines if line["code"] == "schemas.fields"]
        assert [line["status"] for line in found] == ["fine"]
        assert tk.h.scheming_dataset_schemas()
