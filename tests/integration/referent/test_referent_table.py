"""The directory as a table: brought in, all or nothing, and out again."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from werkzeug.datastructures import FileStorage

from ckan import model
from ckan.cli.cli import ckan
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import CKANCliRunner, call_action

from ckanext.territory.access import set_agent
from ckanext.territory.domain.referent.table import COLUMNS, MOST_ROWS

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")

Bring = Callable[..., dict[str, Any]]
HEAD = "function;service;mail;problems;themes;public;deputy\n"


@pytest.fixture
def run(cli: CKANCliRunner) -> Callable[..., Result]:
    """Return what runs ``ckan territory referent``."""
    return lambda *words: cli.invoke(ckan, ["territory", "referent", *words])


@pytest.fixture
def bring(run: Callable[..., Result], tmp_path: Path) -> Bring:
    """Return what imports a text and returns the report."""

    def act(text: str | bytes, *options: str, code: int = 0) -> dict[str, Any]:
        file = tmp_path / "annuaire.csv"
        content = text if isinstance(text, bytes) else text.encode()
        file.write_bytes(content)
        result = run("import", str(file), "--json", *options)
        assert result.exit_code == code, result.output
        return json.loads(result.stdout[: result.stdout.rindex("}") + 1])

    return act


def people() -> list[dict[str, Any]]:
    """Return the whole directory, by function."""
    found = call_action("territory_referent_list")
    return sorted(found, key=lambda one: one["function"])


class TestImport:
    """``ckan territory referent import``."""

    def test_table_becomes_a_directory(self, bring: Bring) -> None:
        """Lists, services that are new, deputies wherever they stand."""
        report = bring(
            HEAD + "Cheffe;Voirie;a@agents.example;nid de poule | trottoir;voirie;"
            "oui;b@agents.example\nAdjoint;Voirie;b@agents.example;;;non;\n"
        )
        assert (report["added"], report["services"]) == (2, ["Voirie"])
        other, made = people()
        assert made["problems"] == ["nid de poule", "trottoir"]
        assert made["deputy_id"] == other["id"]
        assert (made["is_public"], other["is_public"]) == (True, False)

    def test_same_table_twice_changes_nothing(self, bring: Bring) -> None:
        """People are found again by mail; what the file lacks stays."""
        text = HEAD + "Cheffe;Voirie;a@agents.example;trou;voirie;oui;\n"
        bring(text)
        [made] = people()
        call_action("territory_referent_patch", id=made["id"], phone="01 99 00 12 34")
        again = bring(text)
        assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 1)
        changed = bring(text.replace("Cheffe", "Directrice").upper().lower())
        assert changed["changed"] == 1
        [one] = people()
        assert (one["id"], one["phone"]) == (made["id"], "01 99 00 12 34")

    def test_dry_run_writes_nothing(self, bring: Bring) -> None:
        """But says what it would do."""
        text = HEAD + "Cheffe;Voirie;a@agents.example;;;oui;\n"
        assert bring(text, "--dry-run")["added"] == 1
        assert people() == []
        assert call_action("territory_service_list") == []

    @pytest.mark.parametrize(
        ("row", "column"),
        [
            ("Cheffe;Voirie;a@agents.example;;nulle-part;oui;", "themes"),
            ("Cheffe;Voirie;a@agents.example;;;peut-être;", "public"),
            ("Cheffe;Voirie;pas une adresse;;;oui;", "mail"),
            ("Cheffe;Voirie;=HYPERLINK(1);;;oui;", "mail"),
            (";Voirie;a@agents.example;;;oui;", "function"),
            ("Cheffe;;a@agents.example;;;oui;", "service"),
            ("Cheffe;Voirie;a@agents.example;;;oui;x@agents.example", "deputy"),
            ("Cheffe;Voirie;a@agents.example;;;oui;a@agents.example", "deputy"),
            ('Cheffe;Voirie;"a@b.example\nBcc: x@y.example";;;oui;', "mail"),
            ("Autre;Voirie;ok@agents.example;;;oui;", "id"),
        ],
    )
    def test_one_wrong_row_keeps_all_out(
        self, bring: Bring, row: str, column: str
    ) -> None:
        """With its line, its column and a sentence; exit code 1."""
        good = "Bonne;Voirie;ok@agents.example;;;oui;\n"
        report = bring(HEAD + good + row + "\n", code=1)
        assert [one["column"] for one in report["problems"]] == [column]
        assert report["problems"][0]["line"] >= 3
        assert report["problems"][0]["message"]
        assert people() == []

    @pytest.mark.parametrize(
        "content",
        [
            b"fonction\nCheffe\n",
            b"",
            b"function;service\n",
            b"function;service\n" + b"a;b\n" * (MOST_ROWS + 1),
            b"\x00\x01\x02\x03" * 100,
        ],
    )
    def test_file_that_is_no_table_is_refused(
        self, run: Callable[..., Result], tmp_path: Path, content: bytes
    ) -> None:
        """Missing columns, nothing, too many rows, anything else."""
        file = tmp_path / "annuaire.csv"
        file.write_bytes(content)
        result = run("import", str(file))
        assert result.exit_code == 1
        assert people() == []

    def test_old_encoding_and_french_names_are_read(self, bring: Bring) -> None:
        """As a spreadsheet of the town hall writes them."""
        text = "Fonction;Service;Problèmes traités\nÉlagueur;Espaces verts;chêne\n"
        bring(text.encode("cp1252"))
        [made] = people()
        assert (made["function"], made["problems"]) == ("Élagueur", ["chêne"])

    def test_only_editors_import(self) -> None:
        """And agents alone export."""
        user = factories.User()
        for name in ("", user["name"]):
            with pytest.raises(tk.NotAuthorized):
                call_action(
                    "territory_referent_export", {"user": name, "ignore_auth": False}
                )
        set_agent(model.User.get(user["id"]), True)
        model.Session.commit()
        context = {"user": user["name"], "ignore_auth": False}
        assert call_action("territory_referent_export", dict(context)) == []
        with pytest.raises(tk.NotAuthorized):
            call_action(
                "territory_referent_import",
                dict(context),
                upload=FileStorage(filename="annuaire.csv"),
            )


class TestExport:
    """``ckan territory referent export``."""

    def test_what_goes_out_comes_in_again(
        self, run: Callable[..., Result], bring: Bring, tmp_path: Path
    ) -> None:
        """Without a formula, and only its owner reads the file."""
        call_action(
            "territory_referent_create",
            function="Chef",
            service="Voirie",
            problems=["=1+1", "trou"],
            phone="+33 1 99 00 12 34",
            themes=["voirie"],
            territories=["35238"],
        )
        file = tmp_path / "sortie.csv"
        assert run("export", str(file)).exit_code == 0
        assert file.stat().st_mode & 0o077 == 0
        content = file.read_bytes()
        [row] = csv.DictReader(content.decode("utf-8-sig").splitlines(), delimiter=";")
        assert tuple(row) == COLUMNS
        assert not [cell for cell in row.values() if cell.startswith("=")]
        assert bring(content)["unchanged"] == 1
