"""Secrets that everybody knows, or that can be guessed."""

from __future__ import annotations

import sqlalchemy as sa

from ckan.plugins import toolkit as tk

from ckanext.territory.doctor.check import Check, error, fine, warning

SHORTEST = 20
# Passwords of CKAN's installation guide, containers and samples.
DEFAULTS = frozenset(
    {
        "admin",
        "change_me",
        "changeme",
        "ckan",
        "ckan_default",
        "datastore",
        "datastore_default",
        "default",
        "pass",
        "passwd",
        "password",
        "postgres",
        "secret",
        "test",
    }
)
SAMPLES = ("tests-only", "change", "sample", "example", "secret_key", "your_secret")
DATABASES = ("sqlalchemy.url", "ckan.datastore.write_url", "ckan.datastore.read_url")


def is_weak_key(value: str) -> bool:
    """Tell whether a key is short, a sample or a repetition."""
    lowered = value.lower()
    return (
        len(value) < SHORTEST
        or len(set(value)) < SHORTEST // 2
        or lowered in DEFAULTS
        or any(lowered.startswith(sample) for sample in SAMPLES)
    )


def key() -> list[Check]:
    """Check the key that signs sessions, forms and tokens."""
    code = "secrets.key"
    values = {
        "SECRET_KEY": tk.config.get("SECRET_KEY"),
        "api_token.jwt.encode.secret": tk.config.get("api_token.jwt.encode.secret"),
    }
    weak = [
        name
        for name, value in values.items()
        if value and is_weak_key(str(value).removeprefix("string:"))
    ]
    if not values["SECRET_KEY"]:
        weak.insert(0, "SECRET_KEY")
    if not weak:
        return [fine(code, tk._("The secret keys are long and the portal's own."))]
    command = "python -c 'import secrets; print(secrets.token_urlsafe(32))'"
    return [
        error(
            code,
            tk._("Secret keys are short or samples: {names}.").format(
                names=" ".join(weak)
            ),
            tk._("Set what this prints, and log in again: {command}").format(
                command=command
            ),
        )
    ]


def database() -> list[Check]:
    """Check that no database is open with a password from the documentation."""
    code = "secrets.database"
    weak: list[str] = []
    for name in DATABASES:
        value = tk.config.get(name)
        password = sa.make_url(value).password if value else None
        if password is not None and password.lower() in DEFAULTS:
            weak.append(name)
    if not weak:
        return [
            fine(code, tk._("The passwords of the databases are not the defaults."))
        ]
    return [
        error(
            code,
            tk._("Databases are open with a default password: {names}.").format(
                names=" ".join(weak)
            ),
            tk._("Change the passwords in PostgreSQL, then in the configuration."),
        )
    ]


def solr() -> list[Check]:
    """Check that the address of Solr, which error messages quote, holds no password."""
    code = "secrets.solr"
    if "@" not in str(tk.config.get("solr_url") or ""):
        return [fine(code, tk._("The address of Solr holds no password."))]
    return [
        warning(
            code,
            tk._("The address of Solr holds a password, which error messages quote."),
            tk._("Move it to solr_user and solr_password, or close Solr by network."),
        )
    ]
