"""Referents that were there before services had a table of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from ckan import model

MigratePlugin = Callable[..., None]


@pytest.fixture
def rows(migrate_db_for: MigratePlugin) -> list[tuple[str, str, str]]:
    """Return (referent, service, key) after revision 5 of three referents."""
    model.Session.remove()
    migrate_db_for("territory", "territory_004", False)
    with model.meta.engine.begin() as connection:
        for name, service in (("a", "Éclairage"), ("b", "eclairage "), ("c", "Sœurs")):
            connection.execute(
                sa.text(
                    "INSERT INTO territory_referent (id, function, service)"
                    " VALUES (:id, 'x', :service)"
                ),
                {"id": name, "service": service},
            )
    migrate_db_for("territory")
    with model.meta.engine.begin() as connection:
        found = connection.execute(
            sa.text(
                "SELECT r.id, s.name, s.name_key FROM territory_referent r"
                " JOIN territory_service s ON s.id = r.service_id ORDER BY r.id"
            )
        ).all()
    return [tuple(row) for row in found]


@pytest.mark.usefixtures("with_plugins", "clean_db")
class TestServicesOfReferents:
    """Revision 5."""

    def test_one_service_for_spellings_of_one_name(
        self, rows: list[tuple[str, str, str]]
    ) -> None:
        """Case, accents and spaces around do not make another service."""
        assert [row[2] for row in rows] == ["eclairage", "eclairage", "soeurs"]
        assert rows[0][1] == rows[1][1]
