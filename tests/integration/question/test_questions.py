"""Questions from their form to their answer, with a real mail server."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import signal
import threading
import time
from typing import Any, Protocol

import pytest

from ckan import model
from ckan.cli.cli import ckan
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import (
    CKANCliRunner,
    CKANTestApp,
    call_action,
    changed_config,
)

from ckanext.territory import config
from ckanext.territory.access import set_agent
from ckanext.territory.domain.question import is_solved, make
from ckanext.territory.mails import outbox, sending
from ckanext.territory.model import Mail, Question, QuestionEvent
from ckanext.territory.questions import upkeep

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")

CANARY = "canari@agents.example"
ASKER = "demande@foyer.example"


class Sink(Protocol):
    """What the mail server of the tests tells."""

    refuses: bool
    holds_after: int | None
    is_held: threading.Event
    received: list[tuple[list[str], Any]]

    def recipients(self) -> list[str]:
        """Return the envelope recipients."""
        ...

    def text(self) -> str:
        """Return the mails themselves."""
        ...


def anonymous() -> dict[str, Any]:
    """Return the context of a call by nobody."""
    return {"user": "", "ignore_auth": False}


def agent(**values: Any) -> dict[str, Any]:  # noqa: ANN401 - fields of a user
    """Return an agent of the authority."""
    user = factories.User(**values)
    set_agent(model.User.get(user["id"]), True)
    model.Session.commit()
    return user


def referent(**values: object) -> dict[str, Any]:
    """Return a public referent with a person behind."""
    return call_action(
        "territory_referent_create",
        **{
            "function": "Cheffe du service voirie",
            "service": "Voirie",
            "themes": ["voirie"],
            "problems": ["trou dans la chaussée"],
            "is_public": True,
            "name": "Personne Canari",
            "email": CANARY,
            **values,
        },
    )


def proof(email: str, body: str) -> dict[str, str]:
    """Return a challenge of ten seconds ago and the work on it."""
    challenge = make(config.secret_key(), time.time() - 10)
    content = f"{email}\n{body}"
    number = 0
    while not is_solved(challenge, content, str(number)):
        number += 1
    return {"challenge": challenge, "nonce": str(number)}


def ask(*, proved: bool = True, **values: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return what asking anonymously answers."""
    data = {
        "subject": "Un trou devant l'école",
        "body": "Bonjour, quand sera-t-il rebouché ?",
        "email": ASKER,
        **values,
    }
    if proved:
        data |= proof(data["email"], data["body"])
    else:
        data["challenge"] = make(config.secret_key(), time.time() - 10)
    return call_action("territory_question_create", anonymous(), **data)


def send_alone() -> None:
    """Send what waits, as a worker process with connections of its own."""
    model.meta.engine.dispose(close=False)
    model.Session.remove()
    sending.work("all")
    os._exit(0)


def only_question() -> Question:
    """Return the one question that there is."""
    return model.Session.query(Question).one()


class TestAsking:
    """``territory_question_create``."""

    def test_question_reaches_the_referent_once(self, sink: Sink) -> None:
        """Saved with its mail, sent by the job, answered by mail to the asker."""
        made = referent()
        asked = ask(referent_id=made["id"])
        assert asked["status"] == "received"
        assert sink.received == []
        sending.work("all")
        sending.work("all")
        [(people, mail)] = sink.received
        assert people == [CANARY]
        assert mail["From"] == "portail@ville.example"
        assert mail["Reply-To"] == ASKER
        assert asked["reference"] in mail["Subject"]
        assert "rebouché" in mail.get_content()
        assert only_question().id in mail.get_content()
        row = model.Session.query(Mail).one()
        assert (row.state, row.recipient, row.body) == ("sent", "", "")

    def test_asker_is_told_nothing_of_the_person(self, sink: Sink) -> None:
        """Neither on the private page nor in the mail of the answer."""
        made = referent()
        asked = ask(referent_id=made["id"])
        call_action("territory_question_answer", id=only_question().id, body="Lundi.")
        followed = call_action(
            "territory_question_follow", anonymous(), token=asked["token"]
        )
        assert followed["status"] == "answered"
        assert [one["body"] for one in followed["events"]][-1] == "Lundi."
        assert followed["service"] == "Voirie"
        sending.work("all")
        mail = sink.received[-1][1]
        assert sink.recipients()[-1] == ASKER
        assert asked["token"] in mail.get_content()
        assert mail["Reply-To"] is None
        for text in (str(followed), mail.as_string()):
            assert "anari" not in text

    def test_without_proof_it_waits_for_a_confirmation(self, sink: Sink) -> None:
        """Nobody but the asker gets a mail before."""
        referent()
        asked = ask(proved=False, theme="voirie")
        assert (asked["status"], asked["token"]) == ("unconfirmed", "")
        sending.work("all")
        assert sink.recipients() == [ASKER]
        link = sink.received[0][1].get_content().split("/questions/suivi/")[1]
        token = link.split()[0]
        call_action("territory_question_confirm", anonymous(), token=token)
        call_action("territory_question_confirm", anonymous(), token=token)
        sending.work("all")
        assert sink.recipients() == [ASKER, CANARY]

    def test_question_of_a_script_has_the_language_of_the_portal(
        self, app: CKANTestApp, sink: Sink
    ) -> None:
        """Asked under a made-up request, as commands do to build addresses."""
        with app.flask_app.test_request_context("/"):
            ask(referent_id=referent()["id"])
        row = only_question()
        assert row.language == tk.config["ckan.locale_default"]
        call_action("territory_question_answer", id=row.id, body="Lundi.")
        sending.work("all")
        assert "Lundi." in sink.text()

    def test_same_text_twice_is_one_question(self) -> None:
        """Whoever presses twice."""
        first = ask()
        assert ask()["reference"] == first["reference"]
        assert model.Session.query(Question).count() == 1

    def test_nobody_means_the_desk(self, sink: Sink) -> None:
        """A question about nothing goes to the front desk, within its delay."""
        call_action(
            "territory_service_create",
            name="Accueil",
            mailbox="accueil@ville.example",
            is_desk=True,
            deadline_days=5,
        )
        ask()
        sending.work("all")
        assert sink.recipients() == ["accueil@ville.example"]
        today = dt.datetime.now(dt.timezone.utc).date()
        assert only_question().due_on == today + dt.timedelta(days=5)

    def test_absent_referent_leaves_it_to_the_deputy(self, sink: Sink) -> None:
        """The mail goes to who answers today."""
        deputy = referent(function="Adjointe", email="adjointe@agents.example")
        made = referent(deputy_id=deputy["id"])
        today = dt.date.today().isoformat()  # noqa: DTZ011 - a day of the authority
        call_action(
            "territory_absence_create",
            referent_id=made["id"],
            starts_on=today,
            ends_on=today,
        )
        ask(referent_id=made["id"])
        sending.work("all")
        assert sink.recipients() == ["adjointe@agents.example"]

    @pytest.mark.parametrize(
        "email",
        [
            "a@b.example\r\nBcc: x@y.example",
            "a@b.example\nBcc: x@y.example",
            "a@b.example\u2028Bcc: x@y.example",
            "a@b.example, x@y.example",
            "a@b.example;x@y.example",
            "Nom <a@b.example>",
            "a@b.example x@y.example",
            "a b@c.example",
            '"a"@b.example',
            "a@b",
            "@b.example",
            "a@b..example",
            "",
        ],
    )
    def test_address_that_is_not_one_is_refused(self, email: str) -> None:
        """Nothing is saved, no mail is written."""
        challenge = make(config.secret_key(), time.time() - 10)
        with pytest.raises(tk.ValidationError) as refusal:
            call_action(
                "territory_question_create",
                anonymous(),
                subject="A",
                body="B",
                email=email,
                challenge=challenge,
            )
        assert list(refusal.value.error_dict) == ["email"]
        assert model.Session.query(Mail).count() == 0

    @pytest.mark.parametrize(
        "subject",
        [f"A{sign}Bcc: x@y.example" for sign in ("\r\n", "\n", "\r", "\u2028", "\x00")]
        + ["x" * 151, "", "   "],
    )
    def test_subject_of_several_lines_is_refused(self, subject: str) -> None:
        """No header can be slipped in."""
        with pytest.raises(tk.ValidationError) as refusal:
            ask(proved=False, subject=subject)
        assert list(refusal.value.error_dict) == ["subject"]

    def test_advertising_is_refused(self) -> None:
        """Three addresses of the web, or 5,001 characters."""
        for body in ("http://a.b " * 3, "x" * 5_001):
            with pytest.raises(tk.ValidationError) as refusal:
                ask(proved=False, body=body)
            assert list(refusal.value.error_dict) == ["body"]

    def test_form_that_is_too_fast_is_refused(self) -> None:
        """And one without a challenge of ours."""
        for challenge in (make(config.secret_key(), time.time()), "x", ""):
            with pytest.raises(tk.ValidationError):
                call_action(
                    "territory_question_create",
                    anonymous(),
                    subject="A",
                    body="B",
                    email=ASKER,
                    challenge=challenge,
                )

    def test_hidden_dataset_is_not_found(self) -> None:
        """As one that does not exist."""
        made = call_action(
            "package_create",
            {"user": factories.Sysadmin()["name"]},
            type="dataset",
            name="secret",
            title="Secret",
            notes="Rien.",
            owner_org=factories.Organization()["id"],
            territory_theme=["voirie"],
            territory_level="commune",
            territory_code=["35238"],
            frequency="ANNUAL",
            license_id="lov2",
            access_level="internal",
            referent_id=referent()["id"],
        )
        for dataset_id in (made["id"], "nowhere"):
            with pytest.raises((tk.ObjectNotFound, tk.NotAuthorized)):
                ask(proved=False, dataset_id=dataset_id)
        assert model.Session.query(Question).count() == 0

    def test_sender_is_limited(self) -> None:
        """Three an hour, whatever the network."""
        for number in range(3):
            ask(proved=False, body=f"Question {number}")
        with pytest.raises(tk.ValidationError) as refusal:
            ask(proved=False, body="Une de trop")
        assert list(refusal.value.error_dict) == ["limit"]
        ask(proved=False, email="autre@foyer.example")


class TestWork:
    """What agents do with a question."""

    def test_only_who_answers_sees_it(self) -> None:
        """Its referent, colleagues of the service, the deputy; nobody else."""
        users = {name: agent() for name in ("own", "colleague", "deputy", "other")}
        other = referent(service="Finances", user_id=users["other"]["name"])
        deputy = referent(service="Écoles", user_id=users["deputy"]["name"])
        made = referent(user_id=users["own"]["name"], deputy_id=deputy["id"])
        referent(user_id=users["colleague"]["name"])
        ask(referent_id=made["id"])
        question_id = only_question().id
        for name, user in users.items():
            context = {"user": user["name"], "ignore_auth": False}
            listed = call_action("territory_question_list", dict(context))["count"]
            assert listed == (0 if name == "other" else 1), name
            if name == "other":
                for action in ("show", "answer", "close", "block"):
                    with pytest.raises(tk.ObjectNotFound):
                        call_action(
                            f"territory_question_{action}",
                            dict(context),
                            id=question_id,
                            body="x",
                        )
            else:
                shown = call_action(
                    "territory_question_show", dict(context), id=question_id
                )
                assert shown["asker_email"] == ASKER
        with pytest.raises(tk.NotAuthorized):
            call_action("territory_question_list", anonymous())
        assert other["id"] != made["id"]

    def test_passing_on_takes_the_thread_along(self, sink: Sink) -> None:
        """The asker reads the service only; notes stay inside."""
        made, other = referent(), referent(service="Eau", email="eau@agents.example")
        asked = ask(referent_id=made["id"])
        question_id = only_question().id
        call_action("territory_question_note", id=question_id, body="Pas pour nous.")
        call_action(
            "territory_question_redirect",
            id=question_id,
            referent_id=other["id"],
            body="Une fuite, je crois.",
        )
        sending.work("all")
        assert sink.recipients()[-1] == "eau@agents.example"
        assert "rebouché" in sink.received[-1][1].get_content()
        followed = call_action(
            "territory_question_follow", anonymous(), token=asked["token"]
        )
        assert followed["status"] == "redirected"
        assert followed["events"][-1]["details"] == {"service": "Eau"}
        assert "fuite" not in str(followed)
        assert "Pas pour nous" not in str(followed)

    def test_asker_writes_again(self, sink: Sink) -> None:
        """An answered question is open again; ten messages a day at most."""
        made = referent()
        token = ask(referent_id=made["id"])["token"]
        call_action("territory_question_answer", id=only_question().id, body="Lundi.")
        for number in range(9):
            call_action(
                "territory_question_reply", anonymous(), token=token, body=f"{number} ?"
            )
        assert only_question().status == "in_progress"
        with pytest.raises(tk.ValidationError):
            call_action(
                "territory_question_reply", anonymous(), token=token, body="Encore ?"
            )
        sending.work("all")
        assert sink.recipients().count(CANARY) == 10

    def test_blocked_sender_is_heard_no_more(self, sink: Sink) -> None:
        """Nor told."""
        ask(referent_id=referent()["id"])
        call_action(
            "territory_question_block", id=only_question().id, reason="Insultes"
        )
        asked = ask(body="Autre chose", email=ASKER.upper())
        assert asked["status"] == "received"
        sending.work("all")
        assert sink.received == []

    def test_wrong_link_is_not_found(self) -> None:
        """Whatever is tried."""
        ask()
        for token in ("x", only_question().id, only_question().token_hash):
            for action in ("follow", "confirm", "withdraw"):
                with pytest.raises(tk.ObjectNotFound):
                    call_action(
                        f"territory_question_{action}", anonymous(), token=token
                    )


class TestMails:
    """The job that sends."""

    def test_server_that_refuses_loses_nothing(self, sink: Sink) -> None:
        """Tried again later, sent once."""
        ask(referent_id=referent()["id"])
        sink.refuses = True
        sending.work("all")
        row = model.Session.query(Mail).one()
        assert (row.state, row.attempts) == ("pending", 1)
        assert row.next_at > dt.datetime.now(dt.timezone.utc)
        assert CANARY not in row.error
        sink.refuses = False
        sending.work("all")
        assert sink.received == []
        row.next_at = dt.datetime.now(dt.timezone.utc)
        model.Session.commit()
        sending.work("all")
        assert len(sink.received) == 1

    def test_mail_is_given_up_after_the_ladder(self, sink: Sink) -> None:
        """It is kept, and can be tried again."""
        ask(referent_id=referent()["id"])
        sink.refuses = True
        for _try in range(len(sending.LADDER) + 1):
            row = model.Session.query(Mail).one()
            row.next_at = dt.datetime.now(dt.timezone.utc)
            model.Session.commit()
            sending.work("all")
        assert model.Session.query(Mail).one().state == "dead"
        sink.refuses = False
        sending.retry(row.id)
        sending.work("all")
        assert sink.recipients() == [CANARY]

    def test_killed_worker_loses_nothing_and_repeats_nothing(self, sink: Sink) -> None:
        """Twenty times, between save and send: each mail arrives exactly once."""
        expected = [f"agent{number:02}@ville.example" for number in range(20)]
        for recipient in expected:
            outbox.add("question", recipient, "Un trou", "Quand sera-t-il rebouché ?")
        model.Session.commit()
        model.Session.remove()
        for time_ in range(20):
            # Some mails leave before the one in whose sending the worker is killed.
            sink.holds_after = len(sink.received) + time_ % 2
            sink.is_held.clear()
            worker = multiprocessing.get_context("fork").Process(target=send_alone)
            worker.start()
            assert sink.is_held.wait(30)
            worker.kill()
            worker.join(30)
            assert worker.exitcode == -signal.SIGKILL
            held = model.Session.query(Mail).filter(Mail.locked_until.isnot(None))
            assert held.update({"locked_until": None}) == 1
            model.Session.commit()
            model.Session.remove()
        sink.holds_after = None
        sending.work("all")
        sending.work("all")
        assert sorted(sink.recipients()) == expected

    def test_no_mail_server_keeps_mails(self) -> None:
        """Until there is one."""
        ask(referent_id=referent()["id"])
        with changed_config("smtp.server", ""):
            sending.work("all")
        assert model.Session.query(Mail).one().state == "pending"


class TestCommands:
    """``ckan territory mail``."""

    def test_given_up_mail_is_listed_and_sent(
        self, cli: CKANCliRunner, sink: Sink
    ) -> None:
        """Without an address on the screen; an unknown one is refused."""
        ask(referent_id=referent()["id"])
        row = model.Session.query(Mail).one()
        row.state = "dead"
        model.Session.commit()
        listed = cli.invoke(ckan, ["territory", "mail", "list"]).output
        assert f"{row.id}\tdead\tquestion" in listed
        assert CANARY not in listed
        assert cli.invoke(ckan, ["territory", "mail", "retry", "x"]).exit_code == 1
        assert cli.invoke(ckan, ["territory", "mail", "retry"]).exit_code != 0
        assert cli.invoke(ckan, ["territory", "mail", "retry", "--all"]).exit_code == 0
        assert call_action("territory_mail_run") == []
        assert sink.recipients() == [CANARY]


class TestUpkeep:
    """What happens by itself."""

    def test_late_question_is_recalled_then_escalated(self, sink: Sink) -> None:
        """Each once."""
        call_action(
            "territory_service_create",
            name="Accueil",
            mailbox="accueil@ville.example",
            is_desk=True,
        )
        ask(referent_id=referent()["id"])
        today = dt.date.today()  # noqa: DTZ011 - a day of the authority
        for days in (1, 1, 6, 6):
            only_question().due_on = today - dt.timedelta(days=days)
            model.Session.commit()
            upkeep.run()
        sending.work("all")
        assert sink.recipients() == [CANARY, CANARY, "accueil@ville.example"]

    def test_old_question_is_erased_and_still_counted(self) -> None:
        """Text, asker and thread go a year after closing."""
        asked = ask(referent_id=referent()["id"], name="Personne Canari")
        call_action("territory_question_answer", id=only_question().id, body="Lundi.")
        call_action("territory_question_close", id=only_question().id)
        row = only_question()
        row.closed_at = dt.datetime.now(dt.timezone.utc) - dt.timedelta(days=366)
        row.created_at = dt.datetime.now(dt.timezone.utc) - dt.timedelta(days=31)
        model.Session.commit()
        upkeep.run()
        row = only_question()
        assert (row.subject, row.body, row.asker_name, row.asker_email) == ("",) * 4
        assert (row.network_hash, row.sender_hash) == ("", "")
        assert model.Session.query(QuestionEvent).count() == 0
        assert model.Session.query(Mail).count() == 0
        with pytest.raises(tk.ObjectNotFound):
            call_action("territory_question_follow", anonymous(), token=asked["token"])
        assert call_action("territory_question_stats")["answered"] == 1

    def test_unconfirmed_question_is_forgotten(self) -> None:
        """After two days."""
        ask(proved=False)
        row = only_question()
        row.created_at = dt.datetime.now(dt.timezone.utc) - dt.timedelta(days=3)
        model.Session.commit()
        upkeep.run()
        assert model.Session.query(Question).count() == 0
