"""Fixtures of the tests on places: a database without contours."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from ckan import model

from ckanext.territory.model.contour import Contour


@pytest.fixture
def no_contour(request: pytest.FixtureRequest, non_clean_db: None) -> None:
    """Take all contours away; make the tables when they are missing."""
    if not sa.inspect(model.meta.engine).has_table(Contour.__tablename__):
        request.getfixturevalue("clean_db")
    model.Session.execute(sa.delete(Contour))
    model.Session.commit()
