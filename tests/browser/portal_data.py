"""Empties a test portal and fills it by actions; run as a process of its own.

Environment: what ``stack env`` exports, and CKAN_INI. Prints nothing; the accounts are
``admin`` and ``redaction``, with the password of PORTAL_PASSWORD.
"""

from __future__ import annotations

import os

from demo.referents import demo_referents

from ckan import model
from ckan.cli import CKANConfigLoader
from ckan.cli.db import _run_migrations  # what CKAN's own fixture calls
from ckan.config.middleware import make_app
from ckan.lib.i18n import build_js_translations  # what ``ckan translation js`` calls
from ckan.lib.search import clear_all
from ckan.plugins import toolkit as tk

TOWN = "35987"
DATASETS = (
    ("comptages-velo", "Comptages vélo du pont Neuf", "mobilite", "public"),
    ("menus-cantine", "Menus des restaurants scolaires", "education", "public"),
    ("arbres", "Arbres d’alignement", "espace-public", "public"),
    ("qualite-eau", "Qualité de l’eau distribuée", "eau", "public"),
    ("accidents", "Lieux des accidents de la circulation", "securite", "internal"),
    (
        "marches",
        "Données essentielles de la commande publique : extraction hebdomadaire "
        "consolidée des marchés et des concessions attribués par la ville, le centre "
        "communal d’action sociale et la régie de l’eau",
        "commande-publique",
        "public",
    ),
)
REFERENTS = (
    {
        "function": "Responsable de l’éclairage public",
        "service": "Espace public",
        "mailbox": "eclairage@ville.example",
        "themes": ["espace-public"],
        "problems": ["lumière de la rue en panne", "lampadaire éteint"],
    },
    {
        "function": "Responsable de la voirie",
        "service": "Espace public",
        "mailbox": "voirie@ville.example",
        "themes": ["mobilite"],
        "problems": ["trou dans la chaussée", "travaux dans la rue"],
    },
    {
        "function": "Responsable du budget",
        "service": "Finances",
        "mailbox": "finances@ville.example",
        "themes": ["finances"],
        "problems": ["dépenses de la ville", "dette"],
    },
)


def empty() -> None:
    """Empty the database and the index; refuses what is not a test database."""
    url = tk.config["sqlalchemy.url"]
    if "_test" not in url:
        raise SystemExit("this is not a test database: nothing was touched")
    model.Session.remove()
    model.repo.rebuild_db()
    model.repo.session.remove()
    for plugin in ("activity", "territory"):
        _run_migrations(plugin, "head", forward=True)
    clear_all()


def people(password: str) -> None:
    """Create the accounts, the organization and the referents."""
    for name in ("admin", "redaction"):
        tk.get_action("user_create")(
            {"ignore_auth": True, "user": ""},
            {
                "name": name,
                "fullname": name.capitalize(),
                "email": f"{name}@ville.example",
                "password": password,
            },
        )
    admin = model.User.get("admin")
    admin.sysadmin = True
    model.repo.commit()
    tk.get_action("organization_create")(
        {"user": "admin"},
        {
            "name": "ville",
            "title": "Ville d’Essai",
            "description": "La ville publie ici ses données.",
            "email": "donnees@ville.example",
            "territory_level": "commune",
            "territory_code": TOWN,
        },
    )
    tk.get_action("organization_member_create")(
        {"user": "admin"}, {"id": "ville", "username": "redaction", "role": "editor"}
    )
    for referent in (*REFERENTS, *others()):
        tk.get_action("territory_referent_create")(
            {"user": "admin"}, {"is_public": True, **referent}
        )
    tk.get_action("territory_rule_create")(
        {"user": "admin"},
        {
            "theme_code": "environnement",
            "referent_id": tk.get_action("territory_referent_list")({}, {})[0]["id"],
        },
    )


def others() -> list[dict[str, object]]:
    """Return the people of the demo whose work is none of the town's own above."""
    own = {"finances", "voirie", "eclairage"}
    return [
        {
            "function": one.function,
            "service": one.service,
            "themes": list(one.themes),
            "problems": list(one.problems),
            "skills": list(one.skills),
        }
        for one in demo_referents()
        if one.key not in own
    ]


def datasets() -> None:
    """Create plain datasets, one of them for agents only."""
    for name, title, theme, level in DATASETS:
        tk.get_action("package_create")(
            {"user": "admin"},
            {
                "type": "dataset",
                "name": name,
                "title": title,
                "notes": "Ce que contiennent les données, **pour qui**, et comment.",
                "owner_org": "ville",
                "territory_theme": [theme],
                "territory_level": "commune",
                "territory_code": [TOWN],
                "frequency": "ANNUAL",
                "license_id": "lov2",
                "tag_string": "essai",
                "access_level": level,
                "temporal_coverage": [{"start": "2024-01-01", "end": "2024-12-31"}],
                "contact": [{"name": "Données", "email": "donnees@ville.example"}],
                "resources": [
                    {
                        "name": "Données (CSV)",
                        "url": f"https://ville.example/{name}.csv",
                        "format": "CSV",
                        "size": 412_000,
                    }
                ],
            },
        )


def main() -> None:
    """Empty and fill the portal of CKAN_INI."""
    app = make_app(CKANConfigLoader(os.environ["CKAN_INI"]).get_config())
    build_js_translations()
    with app._wsgi_app.test_request_context():
        empty()
        people(os.environ["PORTAL_PASSWORD"])
        datasets()


if __name__ == "__main__":
    main()
