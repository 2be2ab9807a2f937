"""The French catalogue: extraction, update and compilation of messages."""

from __future__ import annotations

from .console import run
from .home import ROOT, venv

I18N = ROOT / "ckanext" / "territory" / "i18n"
TEMPLATE = I18N / "ckanext-territory.pot"
FRENCH = I18N / "fr" / "LC_MESSAGES" / "ckanext-territory.po"


def extract() -> None:
    """Write the message template from the sources."""
    command = [venv("python"), "setup.py", "-q", "extract_messages"]
    command += ["--keywords=_ N_ ungettext:1,2", "--no-location", "--sort-output"]
    command += ["--input-dirs=ckanext/territory", f"--output-file={TEMPLATE}"]
    command += ["--project=ckanext-territory", "--no-wrap", "--omit-header"]
    run(command, cwd=ROOT)


def refresh() -> None:
    """Extract, merge into the French catalogue and compile it."""
    extract()
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
