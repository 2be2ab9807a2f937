"""What is released: the wheel, the French catalogue, the words of refusals."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from stack import catalogue

from ckanext.territory.messages import MESSAGES

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "ckanext" / "territory"


class TestWheel:
    """The wheel holds every file of the package."""

    def test_wheel_contains_every_file(self, tmp_path: Path) -> None:
        """Templates, schemas, migrations, assets and catalogues are all in."""
        build = [sys.executable, "-m", "build", "--wheel", "--no-isolation"]
        subprocess.run(  # noqa: S603 - our own interpreter
            [*build, "--outdir", str(tmp_path), str(ROOT)],
            check=True,
            capture_output=True,
        )
        (wheel,) = tmp_path.glob("*.whl")
        packed = set(zipfile.ZipFile(wheel).namelist())
        wanted = {
            str(path.relative_to(ROOT))
            for path in PACKAGE.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert wanted <= packed
        assert not [name for name in packed if name.startswith(("tests", "stack"))]


class TestFrench:
    """Everything that people read has its French words."""

    @pytest.fixture(scope="class")
    def fresh_template(self, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
        """Return the messages found in the sources now."""
        catalogue.extract()
        with catalogue.TEMPLATE.open("rb") as source:
            return {_key(message.id) for message in read_po(source) if message.id}

    def test_catalogue_is_complete(self, fresh_template: set[str]) -> None:
        """Every message of the sources is translated, none fuzzily."""
        with catalogue.FRENCH.open("rb") as source:
            french = list(read_po(source))
        done = {_key(m.id) for m in french if m.id and m.string and all(_forms(m))}
        assert fresh_template - done == set()
        assert not [m.id for m in french if m.fuzzy and m.id]

    def test_template_of_the_scripts_is_current(self, tmp_path: Path) -> None:
        """``make messages`` has been run: CKAN finds there what scripts say."""
        target = tmp_path / "scripts.pot"
        catalogue.extract_scripts(target)
        assert target.read_text("utf-8") == catalogue.SCRIPTS.read_text("utf-8")

    def test_placeholders_are_kept(self) -> None:
        """A translation names the same facts as its message."""
        names = re.compile(r"\{(\w+)|%\((\w+)\)")
        with catalogue.FRENCH.open("rb") as source:
            for message in read_po(source):
                if message.id:
                    wanted = set(names.findall(_last(message.id)))
                    for form in _forms(message):
                        assert set(names.findall(form)) <= wanted, message.id

    def test_compiled_catalogue_is_current(self, tmp_path: Path) -> None:
        """``make messages`` has been run since the last change."""
        target = tmp_path / "fr.mo"
        command = [sys.executable, "-m", "babel.messages.frontend", "compile"]
        subprocess.run(  # noqa: S603 - our own interpreter
            [*command, "-i", str(catalogue.FRENCH), "-o", str(target)],
            check=True,
            capture_output=True,
        )
        compiled = catalogue.FRENCH.with_suffix(".mo")
        assert target.read_bytes() == compiled.read_bytes()


class TestRefusals:
    """Every refusal and warning has words."""

    def test_every_code_has_its_sentence(self) -> None:
        """A code used by the inner ring is in the messages."""
        # The name of a page, as in url_for("budget.read"), is not a code.
        kinds = "bounded budget harvest inspection remote start table theme upload"
        code = re.compile(
            rf"(?<!url_for\()[\"']((?:{'|'.join(kinds.split())})\.[a-z_]+)[\"']"
        )
        text = "\n".join(
            path.read_text(encoding="utf-8")
            for path in PACKAGE.rglob("*.py")
            if "messages" not in path.parts
        )
        used = set(code.findall(text))
        assert used
        # How codes about personal data begin, by which they are told apart.
        beginnings = {"inspection.personal"}
        assert used - set(MESSAGES) - beginnings == set()


def _key(identity: str | tuple[str, ...]) -> str:
    return identity if isinstance(identity, str) else identity[0]


def _last(identity: str | tuple[str, ...]) -> str:
    return identity if isinstance(identity, str) else identity[-1]


def _forms(message: object) -> list[str]:
    text = getattr(message, "string", "")
    return [text] if isinstance(text, str) else list(text)
