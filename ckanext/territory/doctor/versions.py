"""Versions of what the portal runs on."""

from __future__ import annotations

import platform
import re
import sys
from importlib import metadata

import sqlalchemy as sa

from ckan import __version__ as ckan_version
from ckan import model
from ckan.plugins import toolkit as tk

from ckanext.territory.doctor.check import Check, error, fine, warning

PYTHON = (3, 10)
POSTGRESQL = 14
# Markdown before it takes seconds on hostile descriptions (reference/security.md §1).
MARKDOWN = (3, 11, 3)


def numbers(text: str) -> tuple[int, ...]:
    """Return the leading numbers of a version: ``3.10.2rc1`` gives (3, 10, 2)."""
    found = re.match(r"\d+(\.\d+)*", text)
    return tuple(int(part) for part in found.group().split(".")) if found else ()


def ckan() -> list[Check]:
    """Check that CKAN is 2.12."""
    code = "version.ckan"
    if numbers(ckan_version)[:2] == (2, 12):
        return [fine(code, tk._("CKAN is {found}.").format(found=ckan_version))]
    return [
        error(
            code,
            tk._("CKAN is {found}; the extension is made for 2.12.").format(
                found=ckan_version
            ),
            tk._("Install CKAN 2.12, or the version of the extension for your CKAN."),
        )
    ]


def python() -> list[Check]:
    """Check that Python is recent enough."""
    code, found = "version.python", platform.python_version()
    if sys.version_info >= PYTHON:
        return [fine(code, tk._("Python is {found}.").format(found=found))]
    return [
        error(
            code,
            tk._("Python is {found}; 3.10 or later is needed.").format(found=found),
            tk._("Make the virtual environment again with a later Python."),
        )
    ]


def markdown() -> list[Check]:
    """Check that the library that renders descriptions withstands hostile ones."""
    code, found = "version.markdown", metadata.version("Markdown")
    if numbers(found) >= MARKDOWN:
        return [fine(code, tk._("Markdown is {found}.").format(found=found))]
    return [
        warning(
            code,
            tk._(
                "Markdown is {found}: a hostile description can make a page hang."
            ).format(found=found),
            tk._('Run: pip install "Markdown>=3.11.3"'),
        )
    ]


def postgresql() -> list[Check]:
    """Check that PostgreSQL is recent enough."""
    code = "version.postgresql"
    found = str(model.Session.execute(sa.text("SHOW server_version")).scalar())
    if numbers(found) >= (POSTGRESQL,):
        return [fine(code, tk._("PostgreSQL is {found}.").format(found=found))]
    return [
        error(
            code,
            tk._("PostgreSQL is {found}; 14 or later is needed.").format(found=found),
            tk._("Move the databases to a later PostgreSQL."),
        )
    ]
