"""``ckan territory dataset import``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ckan import model
from ckan.cli.cli import ckan
from ckan.tests.helpers import CKANCliRunner

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")

TEXT = "TITRE;FREQ_MAJ\nArbres;Annuelle\nBancs;parfois\n"


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """Return a file of one good row and a bad one, as Excel saves it."""
    path = tmp_path / "catalogue.csv"
    path.write_bytes(TEXT.encode("cp1252"))
    return path


def datasets() -> list[str]:
    """Return the titles of all datasets."""
    model.Session.rollback()
    return [each.title for each in model.Session.query(model.Package)]


class TestImport:
    """The command."""

    def test_dry_run_writes_nothing(
        self,
        cli: CKANCliRunner,
        organization: dict[str, Any],
        listed: Path,
        kept_files: Callable[[], set[str]],
    ) -> None:
        """The report names the line, the column and the value; the code is 1."""
        command = ["territory", "dataset", "import", str(listed), "--dry-run"]
        result = cli.invoke(ckan, [*command, "--organization", organization["name"]])
        assert result.exit_code == 1
        assert "    3  FREQ_MAJ  parfois" in result.output
        assert datasets() == []
        assert kept_files() == set()

    def test_drafts_are_made_and_told_in_json(
        self, cli: CKANCliRunner, organization: dict[str, Any], listed: Path
    ) -> None:
        """What is good is made, whatever is wrong beside it."""
        command = ["territory", "dataset", "import", str(listed), "--json"]
        result = cli.invoke(ckan, [*command, "--organization", organization["name"]])
        answer = json.loads(result.stdout[: result.stdout.rindex("}") + 1])
        assert answer["counts"] == {"created": 1, "refused": 1}
        assert datasets() == ["Arbres"]

    def test_unknown_organization_is_refused(
        self, cli: CKANCliRunner, listed: Path
    ) -> None:
        """With a sentence and the code 1."""
        command = ["territory", "dataset", "import", str(listed)]
        result = cli.invoke(ckan, [*command, "--organization", "ailleurs"])
        assert result.exit_code == 1
        assert datasets() == []
