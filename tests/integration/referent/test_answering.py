"""Who answers today."""

from __future__ import annotations

import datetime as dt

import pytest

from ckan import model

from ckanext.territory.model import Absence, Referent, Service
from ckanext.territory.referents.answering import who_answers

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db")

DAY = dt.date(2026, 8, 12)


def service(name: str, **values: object) -> Service:
    """Return a service that can be written to."""
    row = Service(
        **{"name": name, "name_key": name, "mailbox": "x@ville.example", **values}
    )
    model.Session.add(row)
    model.Session.flush()
    return row


def referent(of: Service, deputy: Referent | None = None) -> Referent:
    """Return a referent of a service."""
    row = Referent(function="Chef", service=of, deputy_id=deputy and deputy.id)
    model.Session.add(row)
    model.Session.flush()
    return row


def away(one: Referent, deputy: Referent | None = None) -> None:
    """Send a referent away on the day."""
    model.Session.add(
        Absence(
            referent_id=one.id,
            starts_on=DAY,
            ends_on=DAY,
            deputy_id=deputy and deputy.id,
        )
    )
    model.Session.flush()


class TestWhoAnswers:
    """``who_answers``."""

    def test_referent_who_is_there(self) -> None:
        """The absence of another day does not count."""
        one = referent(service("voirie"))
        away(one)
        found = who_answers(one.id, day=DAY + dt.timedelta(days=1))
        assert (found.referent, found.via) == (one, "referent")

    def test_deputy_of_the_absence_comes_first(self) -> None:
        """Then the usual deputy."""
        of = service("voirie")
        usual, special = referent(of), referent(of)
        one = referent(of, usual)
        away(one, special)
        found = who_answers(one.id, day=DAY)
        assert (found.referent, found.via) == (special, "deputy")
        away(special, usual)
        assert who_answers(one.id, day=DAY).referent == usual

    def test_service_when_nobody_is_there(self) -> None:
        """A deputy who is absent as well, without one in turn."""
        of = service("voirie")
        usual = referent(of)
        one = referent(of, usual)
        away(one)
        away(usual)
        found = who_answers(one.id, day=DAY)
        assert (found.referent, found.service, found.via) == (None, of, "service")

    def test_service_above_when_one_is_closed(self) -> None:
        """A closed service, or one without a mailbox, gives way to its parent."""
        above = service("technique")
        silent = service("routes", mailbox="", parent_id=above.id)
        closed = service("voirie", state="closed", parent_id=silent.id)
        assert who_answers(None, closed.id).service == above

    def test_desk_at_last(self) -> None:
        """No service, an unknown referent: the desk."""
        desk = service("accueil", is_desk=True)
        for found in (who_answers(None), who_answers("nobody"), who_answers(None, "x")):
            assert (found.service, found.via) == (desk, "desk")

    def test_authority_without_a_desk(self) -> None:
        """Then nobody stands behind, and it is told so."""
        assert who_answers(None).service is None
