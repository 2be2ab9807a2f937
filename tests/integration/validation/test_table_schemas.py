"""Schemas loaded by an administrator, and those of the portal at their addresses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ckan.cli.cli import ckan
from ckan.plugins import toolkit as tk
from ckan.tests import factories, helpers
from ckan.tests.helpers import CKANCliRunner, CKANTestApp

from ckanext.territory import table_schemas

pytestmark = pytest.mark.usefixtures("site")

FOLDER = Path(__file__).resolve().parents[2] / "table_schemas"
FILE = FOLDER / "scdl" / "budget" / "0.8.3" / "schema.json"
ROOT = "https://schema.data.gouv.fr"
BUDGET = f"{ROOT}/schemas/scdl/budget/0.8.3/schema.json"
NAME = "schema.data.gouv.fr/scdl/budget"
OWN = {"footprint", "indicator_values", "observations", "sensors"}
PAGES = "/territory/schemas/tables"
Load = Callable[..., dict[str, Any]]
Run = Callable[..., Any]


@pytest.fixture
def run(cli: CKANCliRunner) -> Run:
    """Return what runs ``ckan territory schema …``."""
    return lambda *words: cli.invoke(ckan, ["territory", "schema", *map(str, words)])


class TestImport:
    """The action that loads a schema."""

    def test_added_then_unchanged_then_updated(
        self, load: Load, budget_schema: bytes
    ) -> None:
        """Loading again changes nothing, unless the file has changed."""
        assert load(budget_schema, BUDGET)["status"] == "added"
        assert load(budget_schema, BUDGET)["status"] == "unchanged"
        changed = json.loads(budget_schema) | {"title": "Autre"}
        answer = load(changed, BUDGET)
        assert (answer["status"], answer["name"]) == ("updated", NAME)
        found = table_schemas.find(BUDGET)
        assert found is not None
        assert found.title == "Autre"

    def test_dry_run(self, load: Load, budget_schema: bytes) -> None:
        """What would be done, and nothing done."""
        assert load(budget_schema, BUDGET, dry_run=True)["status"] == "added"
        assert table_schemas.find(BUDGET) is None

    def test_address_of_the_file(self, load: Load, budget_schema: bytes) -> None:
        """The file's own path is its address when none is given."""
        assert load(budget_schema)["address"] == BUDGET

    @pytest.mark.parametrize(
        ("content", "address", "message"),
        [
            (
                b"{",
                BUDGET,
                "schema.json is not valid JSON: line 1, column 2. Correct it there "
                "or download it again.",
            ),
            (
                b"{}",
                BUDGET,
                "schema.json is not a Table Schema: it has no list “fields”. Give "
                "the file schema.json of the schema.",
            ),
            (
                b'{"fields": [{"name": "a"}]}',
                "",
                "schema.json does not say at which address datasets cite it. Give "
                f"the address with --address, for example {BUDGET}.",
            ),
            (
                b'{"fields": [{"name": "a"}]}',
                "https://x.example/territory/schemas/tables/sensors/1.0/schema.json",
                "schema.json: the address https://x.example/territory/schemas/"
                "tables/sensors/1.0/schema.json is that of a schema of the portal "
                "itself. Give another address.",
            ),
        ],
        ids=["json", "no schema", "no address", "own address"],
    )
    def test_refusals(
        self, load: Load, content: bytes, address: str, message: str
    ) -> None:
        """What is wrong, where, and what to do."""
        with pytest.raises(tk.ValidationError) as caught:
            load(content, address)
        assert caught.value.error_dict == {"upload": [message]}

    @pytest.mark.parametrize("action", ["import", "delete"])
    @pytest.mark.parametrize("user", ["", "user"])
    def test_administrators_only(self, action: str, user: str) -> None:
        """Nobody else loads or removes schemas."""
        name = factories.User()["name"] if user else ""
        with pytest.raises(tk.NotAuthorized):
            helpers.call_action(
                f"territory_table_schema_{action}",
                {"user": name, "ignore_auth": False},
                upload="x",
                name="sensors",
            )


class TestFind:
    """One schema has many addresses."""

    @pytest.mark.parametrize(
        "address",
        [
            BUDGET,
            f"{ROOT}/schemas/scdl/budget/latest/schema.json",
            f"{ROOT}/schemas/scdl/budget/0.8.1/schema.json",
            f"{ROOT}/scdl/budget/",
            f"{ROOT}/scdl/budget/0.8.3/documentation.html",
        ],
    )
    def test_forms_of_an_address(
        self, load: Load, budget_schema: bytes, address: str
    ) -> None:
        """Versioned, latest, another version, page."""
        load(budget_schema, BUDGET)
        assert table_schemas.find(address) is not None

    def test_path_of_the_file(self, load: Load, budget_schema: bytes) -> None:
        """The address that the file gives itself is known too."""
        load(budget_schema, "https://git.example/budget/schema.json")
        assert table_schemas.find(BUDGET) is not None

    @pytest.mark.parametrize("name", sorted(OWN))
    def test_own_on_any_host(self, name: str) -> None:
        """Ours are known whatever the portal that serves them."""
        found = table_schemas.find(f"https://x.example{PAGES}/{name}/1.0.0/schema.json")
        assert found is not None
        assert found.name == name

    def test_versions(self, load: Load, budget_schema: bytes) -> None:
        """The one asked, else the newest; outlines have the newest only."""
        for version in ("0.8.10", "0.8.3", "0.9"):
            load(budget_schema, f"{ROOT}/schemas/scdl/budget/{version}/schema.json")
        for asked, answer in (("0.8.3", "0.8.3"), ("0.8", "0.8.10"), ("latest", "0.9")):
            found = table_schemas.look_up(
                f"{ROOT}/schemas/scdl/budget/{asked}/schema.json"
            )
            assert found is not None
            assert found.version == answer
        addresses = [each.address for each in table_schemas.outlines()]
        assert len(addresses) == len(OWN) + 1
        assert addresses[-1].endswith("/0.9/schema.json")

    def test_change_by_another_process(self, load: Load, budget_schema: bytes) -> None:
        """What is kept in memory follows the table."""
        before = len(table_schemas.outlines())
        load(budget_schema, BUDGET)
        assert len(table_schemas.outlines()) == before + 1
        load(json.loads(budget_schema) | {"title": "Renommé"}, BUDGET)
        assert table_schemas.outlines()[-1].title == "Renommé"

    @pytest.mark.parametrize("address", ["", "x", "http://[", "https://autre.example"])
    def test_nothing(self, address: str) -> None:
        """What is no address of a schema is not found."""
        assert table_schemas.find(address) is None


class TestCommand:
    """``ckan territory schema``."""

    def test_folder(self, run: Run) -> None:
        """The layout of schema.data.gouv.fr gives the addresses; again: unchanged."""
        first = run("load", FOLDER)
        assert first.exit_code == 0, first.output
        assert table_schemas.find(BUDGET) is not None
        listed = run("list").output
        assert f"{NAME}  0.8.3  Budget (schéma d’essai)" in listed
        assert "observations  1.0.0" in listed
        assert run("load", FOLDER).exit_code == 0

    def test_folder_with_a_bad_file(self, run: Run, tmp_path: Path) -> None:
        """The others are loaded; the place is said; the command fails."""
        for name, content in (
            ("bon", FILE.read_text(encoding="utf-8")),
            ("mauvais", '{"fields": [{"name": "a", "type": "colour"}]}'),
            ("autre", '{"type": "object"}'),
        ):
            path = tmp_path / "groupe" / name / "1.0" / "schema.json"
            path.parent.mkdir(parents=True)
            path.write_text(content, encoding="utf-8")
        result = run("load", tmp_path)
        assert result.exit_code == 1
        assert "colour" in result.output
        assert "mauvais" in result.output
        assert table_schemas.find(f"{ROOT}/groupe/bon/") is not None
        assert table_schemas.find(f"{ROOT}/groupe/autre/") is None

    def test_empty_folder(self, run: Run, tmp_path: Path) -> None:
        """Nothing to load is a failure."""
        result = run("load", tmp_path)
        assert result.exit_code == 1
        assert "schema.json" in result.output

    def test_file_with_address(self, run: Run) -> None:
        """A file under an address; a dry run writes nothing."""
        address = "https://schemas.example/budget/2.0/schema.json"
        assert run("load", FILE, "--address", address, "--dry-run").exit_code == 0
        assert table_schemas.find(address) is None
        assert run("load", FILE, "--address", address).exit_code == 0
        assert table_schemas.find(address) is not None

    def test_remove(self, run: Run) -> None:
        """By name; what is not there is a failure."""
        run("load", FILE)
        assert run("remove", NAME, "--version", "9").exit_code == 1
        assert run("remove", NAME).exit_code == 0
        assert table_schemas.find(BUDGET) is None
        assert run("remove", NAME).exit_code == 1

    def test_own_stay(self, run: Run) -> None:
        """The schemas of the portal cannot be removed."""
        assert run("remove", "sensors").exit_code == 1
        assert table_schemas.find(f"{PAGES}/sensors") is not None


class TestAddresses:
    """The schemas of the portal, for machines and people."""

    @pytest.mark.parametrize("name", sorted(OWN))
    @pytest.mark.parametrize("version", ["/1.0.0", "/latest", ""])
    def test_json(self, site: CKANTestApp, name: str, version: str) -> None:
        """Same content at each address, with whole addresses inside."""
        answer = site.get(f"{PAGES}/{name}{version}/schema.json")
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith("application/json")
        found = json.loads(answer.body)
        assert found["name"] == name
        assert found["path"] == f"http://test.ckan.net{PAGES}/{name}/1.0.0/schema.json"

    def test_etag(self, site: CKANTestApp) -> None:
        """What is known already is not sent again."""
        address = f"{PAGES}/sensors/1.0.0/schema.json"
        etag = site.get(address).headers["ETag"]
        again = site.get(address, headers={"If-None-Match": etag})
        assert again.status_code == 304
        assert again.body == ""

    @pytest.mark.parametrize(
        "path",
        [
            "/nothing",
            "/sensors/9.9/schema.json",
            "/nothing/schema.json",
            "/x/modele.csv",
        ],
    )
    def test_absent(self, site: CKANTestApp, path: str) -> None:
        """404."""
        assert site.get(PAGES + path).status_code == 404

    def test_list(self, site: CKANTestApp, load: Load, budget_schema: bytes) -> None:
        """Each schema leads to its page, ours or that of the State."""
        load(budget_schema, BUDGET)
        body = site.get(PAGES).body
        for name in OWN:
            assert f'href="{PAGES}/{name}"' in body
        assert f'href="{ROOT}/scdl/budget/"' in body

    @pytest.mark.parametrize("name", sorted(OWN))
    def test_page(self, site: CKANTestApp, name: str) -> None:
        """Every column is described."""
        body = site.get(f"{PAGES}/{name}").body
        assert body.count("<h1") == 1
        for field in table_schemas.own_descriptors()[name].fields:
            assert f">{field.name}</code>" in body

    def test_template(self, site: CKANTestApp) -> None:
        """A header that French spreadsheets open in columns."""
        answer = site.get(f"{PAGES}/footprint/modele.csv")
        assert (
            answer.data
            == (
                "\ufeffactivity;category;quantity;unit;factor;factor_source;factor_year;"
                "emissions_kgco2e;scope;period\r\n"
            ).encode()
        )
