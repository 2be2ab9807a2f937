"""The French catalogue: extraction, update and compilation of messages."""

from __future__ import annotations

from pathlib import Path

from .console import run
from .home import ROOT, venv

I18N = ROOT / "ckanext" / "territory" / "i18n"
TEMPLATE = ROOT / "build" / "messages.pot"
# Where CKAN looks for the messages that scripts use; kept with the sources.
SCRIPTS = I18N / "ckanext-territory.pot"
MAPPING = ROOT / "stack" / "scripts.cfg"
FRENCH = I18N / "fr" / "LC_MESSAGES" / "ckanext-territory.po"


def extract() -> None:
    """Write the message template from the sources."""
    TEMPLATE.parent.mkdir(exist_ok=True)
    command = [venv("python"), "setup.py", "-q", "extract_messages"]
    command += ["--keywords=_ N_ ungettext:1,2 ngettext:1,2", "--no-location"]
    command += ["--input-dirs=ckanext/territory", f"--output-file={TEMPLATE}"]
    command += ["--project=ckanext-territory", "--no-wrap", "--omit-header"]
    command += ["--sort-output"]
    run(command, cwd=ROOT)


def extract_scripts(target: Path = SCRIPTS) -> None:
    """Write the template of the messages of the scripts, with their files."""
    command = [venv("pybabel"), "-q", "extract", "--keyword=ngettext:1,2"]
    command += [f"--mapping-file={MAPPING}", "--add-location=file", "--sort-output"]
    command += ["--omit-header", "--no-wrap", f"--output-file={target}"]
    run([*command, "ckanext/territory/assets"], cwd=ROOT)


def refresh() -> None:
    """Extract, merge into the French catalogue and compile it."""
    extract()
    extract_scripts()
    if FRENCH.exists():
        merge = ["update", "--no-fuzzy-matching", "--ignore-obsolete", "--no-wrap"]
        merge += [
            "--ignore-pot-creation-date",
            "-l",
            "fr",
            "-i",
            str(TEMPLATE),
            "-o",
            str(FRENCH),
        ]
    else:
        merge = [
            "init",
            "--no-wrap",
            "-l",
            "fr",
            "-i",
            str(TEMPLATE),
            "-o",
            str(FRENCH),
        ]
    run([venv("pybabel"), *merge], cwd=ROOT)
    target = FRENCH.with_suffix(".mo")
    run([venv("pybabel"), "compile", "-i", str(FRENCH), "-o", str(target)], cwd=ROOT)
