"""Pages of questions, and answers that everybody may read."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, call_action, changed_config

from ckanext.territory import config
from ckanext.territory.access import set_agent
from ckanext.territory.domain.question import make
from ckanext.territory.mails import sending
from ckanext.territory.model import Mail, Question
from ckanext.territory.questions.floods import AFTER, refusals

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")

ASKER = "demande@foyer.example"
PASSWORD = "un mot de passe d’essai"  # noqa: S105 - of accounts of one test
CANARY = ("Personne Canari", "canari@agents.example", "01 99 00 47 11")


def anonymous() -> dict[str, Any]:
    """Return the context of a call by nobody."""
    return {"user": "", "ignore_auth": False}


def agent() -> dict[str, Any]:
    """Return an agent of the authority."""
    user = factories.User()
    set_agent(model.User.get(user["id"]), True)
    model.Session.commit()
    return user


def token(user: dict[str, Any]) -> dict[str, str]:
    """Return the headers of a call by a user."""
    made = call_action("api_token_create", user=user["id"], name="t")
    return {"Authorization": made["token"]}


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
            "name": CANARY[0],
            "email": CANARY[1],
            "phone": CANARY[2],
            **values,
        },
    )


def form(**values: str) -> dict[str, str]:
    """Return what the form sends without JavaScript."""
    return {
        "subject": "Un trou devant l'école",
        "body": "Quand sera-t-il rebouché ?",
        "email": ASKER,
        "challenge": make(config.secret_key(), time.time() - 10),
        **values,
    }


def answered(question: str, answer: str, **values: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a proposed answer to a question that somebody asked."""
    user = agent()
    call_action(
        "territory_question_create",
        {"user": user["name"], "ignore_auth": False},
        subject="Question",
        body=question,
        email=ASKER,
        name="Éloïse Pinson",
        **values,
    )
    row = model.Session.query(Question).order_by(Question.created_at.desc()).first()
    call_action("territory_question_answer", id=row.id, body=answer)
    return call_action(
        "territory_answer_create", id=row.id, question=question, answer=answer
    )


class TestForm:
    """``/questions/nouvelle``."""

    def test_without_javascript(self, app: CKANTestApp) -> None:
        """The form, the confirmation, the private page, closing."""
        made = referent()
        body = app.get(f"/questions/nouvelle?referent_id={made['id']}").body
        assert "Cheffe du service voirie" in body
        assert not [word for word in CANARY if word in body]
        sent = app.post("/questions/nouvelle", data=form(referent_id=made["id"]))
        row = model.Session.query(Question).one()
        assert row.reference in sent.body
        assert row.status == "unconfirmed"
        link = re.search(r"/questions/suivi/\S+", model.Session.query(Mail).one().body)
        assert link
        page = app.get(link.group())
        assert page.headers["Cache-Control"] == "no-store, private"
        assert page.headers["X-Robots-Tag"] == "noindex"
        app.post(f"{link.group()}/confirmer", follow_redirects=False, status=302)
        app.post(link.group(), data={"body": "Alors ?"}, status=200)
        shown = app.get(link.group()).body
        assert "Alors ?" in shown
        assert not [word for word in CANARY if word in shown]
        app.post(f"{link.group()}/clore", follow_redirects=False, status=302)
        assert model.Session.query(Question).one().status == "closed"

    def test_errors_keep_the_text(self, app: CKANTestApp) -> None:
        """Each on its field."""
        body = app.post("/questions/nouvelle", data=form(email="pas une adresse")).body
        assert "Quand sera-t-il rebouché" in body
        assert 'href="#field-email"' in body

    def test_field_that_nobody_sees_drops_the_question(self, app: CKANTestApp) -> None:
        """Robots fill everything, and learn nothing."""
        sent = app.post("/questions/nouvelle", data=form(website="http://x.example"))
        assert sent.status_code == 200
        assert model.Session.query(Question).count() == 0

    def test_network_that_goes_on_is_answered_in_a_few_bytes(
        self, app: CKANTestApp
    ) -> None:
        """After five refusals with the text in the form; others are not touched."""

        def send(number: int, address: str = "127.0.0.1") -> tuple[int, str, bool]:
            answer = app.post(
                "/questions/nouvelle",
                data=form(body=f"Question {number}", email=f"a{number}@foyer.example"),
                environ_overrides={"REMOTE_ADDR": address},
            )
            is_form = f"Question {number}" in answer.body
            return answer.status_code, answer.headers.get("Retry-After", ""), is_form

        answers = [send(number) for number in range(12)]
        assert [code for code, _again, _form in answers] == [200] * 5 + [429] * 7
        assert answers[5:10] == [(429, "", True)] * 5
        assert answers[10:] == [(429, "3600", False)] * 2
        assert send(99, "198.51.100.7")[0] == 200
        assert model.Session.query(Question).count() == 6

    def test_agents_write_from_a_network_that_floods(self, app: CKANTestApp) -> None:
        """By their session, which the gate reads; other accounts wait."""
        for is_agent, status in ((True, 302), (False, 429)):
            user = factories.User(password=PASSWORD)
            set_agent(model.User.get(user["id"]), is_agent)
            model.Session.commit()
            with app.test_client() as client:
                who = {"login": user["name"], "password": PASSWORD}
                client.post("/user/login", data=who)
                for _time in range(AFTER):
                    refusals.note("127.0.0.0/24")
                answer = client.post(
                    "/questions/nouvelle",
                    data=form(sure="true"),
                    follow_redirects=False,
                )
                assert answer.status_code == status

    def test_network_is_limited_whatever_it_says(self, app: CKANTestApp) -> None:
        """Five an hour; a forged header changes nothing, our own proxy's does."""
        for number in range(7):
            answer = app.post(
                "/questions/nouvelle",
                data=form(body=f"Question {number}", email=f"a{number}@foyer.example"),
                headers={"X-Forwarded-For": f"198.51.{number}.7"},
            )
            assert answer.status_code == (200 if number < 5 else 429)
        assert model.Session.query(Mail).count() == 5
        with changed_config("ckanext.territory.trusted_proxies", 1):
            answer = app.post(
                "/questions/nouvelle",
                data=form(body="Ailleurs", email="b@foyer.example"),
                headers={"X-Forwarded-For": "6.6.6.6, 203.0.113.9"},
            )
        assert answer.status_code == 200

    def test_hidden_and_absent_look_the_same(self, app: CKANTestApp) -> None:
        """A person who is not shown, and one who does not exist."""
        hidden = referent(is_public=False)
        for referent_id in (hidden["id"], "nowhere"):
            app.get(f"/questions/nouvelle?referent_id={referent_id}", status=404)
            data = form(referent_id=referent_id)
            app.post("/questions/nouvelle", data=data, status=404)
        assert model.Session.query(Question).count() == 0


class TestWork:
    """``/questions``."""

    def test_agent_answers_on_the_page(self, app: CKANTestApp) -> None:
        """The list, the thread, the answer; others find nothing."""
        user = agent()
        made = referent(user_id=user["name"])
        app.post("/questions/nouvelle", data=form(referent_id=made["id"]))
        row = model.Session.query(Question).one()
        row.status = "received"
        model.Session.commit()
        headers = token(user)
        assert "Un trou devant" in app.get("/questions", headers=headers).body
        page = f"/questions/{row.id}"
        assert ASKER not in app.get(page, headers=headers).body.split("t-thread")[0]
        empty = app.post(f"{page}/repondre", data={"body": ""}, headers=headers).body
        assert 'href="#repondre-body"' in empty.replace("#field-", "#")
        app.post(
            f"{page}/repondre",
            data={"body": "Lundi."},
            headers=headers,
            follow_redirects=False,
            status=302,
        )
        assert model.Session.query(Question).one().status == "answered"
        app.get(page, headers=token(agent()), status=404)
        for path in (page, "/questions/nowhere", "/questions"):
            assert f"/user/login?next={path}" in app.get(path, status=403).body
        app.post(f"{page}/repondre", data={"body": "x"}, status=403)
        app.post(f"{page}/effacer", headers=headers, status=404)


class TestAnswers:
    """``territory_answer_…``."""

    def test_answer_is_public_after_review_without_persons(
        self, app: CKANTestApp
    ) -> None:
        """Proposed by one, published by another, found by the next one who asks."""
        made = referent()
        proposed = answered(
            "Je suis Éloïse Pinson, quand le trou de la chaussée sera-t-il rebouché ?",
            f"Lundi. Appelez {CANARY[0]} au {CANARY[2]} ou {CANARY[1]}.",
            referent_id=made["id"],
        )
        assert proposed["state"] == "proposed"
        sentence = "un trou dans la chaussée à reboucher"
        assert call_action("territory_answer_list", anonymous(), q=sentence) == []
        decided = call_action(
            "territory_answer_decide", id=proposed["id"], decision="publish"
        )
        for word in (*CANARY, "Pinson", "Éloïse"):
            assert word not in str(decided)
        [found] = call_action("territory_answer_list", anonymous(), q=sentence)
        assert found["answer"].startswith("Lundi.")
        assert found["theme_codes"] == ["voirie"]
        assert call_action("territory_answer_list", anonymous(), theme="voirie")
        for theme in ("voirie", "espace-public"):
            assert "Lundi." in app.get(f"/annuaire?theme={theme}").body
        assert "Lundi." not in app.get("/annuaire?theme=eau").body
        assert "Lundi." in app.get("/questions/reponses").body
        assert "Lundi." in app.get("/annuaire?q=trou+dans+la+chaussée").body
        offered = app.post(
            "/questions/nouvelle",
            data=form(subject="Trou, chaussée", body="Reboucher ?"),
        )
        assert "Lundi." in offered.body
        assert 'name="sure"' in offered.body
        call_action("territory_answer_decide", id=proposed["id"], decision="withdraw")
        assert call_action("territory_answer_list", anonymous(), q=sentence) == []

    def test_nobody_decides_on_their_own(self) -> None:
        """And a refusal has a reason."""
        user = factories.User()
        set_agent(model.User.get(user["id"]), True)
        factories.Organization(users=[{"name": user["name"], "capacity": "admin"}])
        context = {"user": user["name"], "ignore_auth": False}
        call_action("territory_question_create", dict(context), subject="A", body="B ?")
        row = model.Session.query(Question).one()
        with pytest.raises(tk.ValidationError):
            call_action(
                "territory_answer_create",
                dict(context),
                id=row.id,
                question="B ?",
                answer="C.",
            )
        call_action("territory_question_answer", dict(context), id=row.id, body="C.")
        made = call_action(
            "territory_answer_create",
            dict(context),
            id=row.id,
            question="B ?",
            answer="C.",
        )
        with pytest.raises(tk.ValidationError):
            call_action(
                "territory_answer_decide",
                dict(context),
                id=made["id"],
                decision="publish",
            )
        with pytest.raises(tk.ValidationError):
            call_action("territory_answer_decide", id=made["id"], decision="refuse")
        with pytest.raises(tk.NotAuthorized):
            call_action(
                "territory_answer_decide",
                anonymous(),
                id=made["id"],
                decision="publish",
            )

    def test_answer_on_a_dataset_that_closes_is_hidden(self) -> None:
        """The answer follows its dataset."""
        sysadmin = factories.Sysadmin()["name"]
        package = call_action(
            "package_create",
            {"user": sysadmin},
            type="dataset",
            name="troncons",
            title="Tronçons",
            notes="Des tronçons.",
            owner_org=factories.Organization()["id"],
            territory_theme=["voirie"],
            territory_level="commune",
            territory_code=["35238"],
            frequency="ANNUAL",
            license_id="lov2",
            referent_id=referent()["id"],
        )
        made = answered("Et les trottoirs ?", "En mai.", dataset_id=package["id"])
        call_action("territory_answer_decide", id=made["id"], decision="publish")
        listed = call_action(
            "territory_answer_list", anonymous(), dataset_id=package["id"]
        )
        assert len(listed) == 1
        call_action(
            "package_patch",
            {"user": sysadmin},
            id=package["id"],
            access_level="internal",
        )
        for values in ({"dataset_id": package["id"]}, {"q": "trottoirs"}, {}):
            assert call_action("territory_answer_list", anonymous(), **values) == []


def test_worker_has_nothing_to_do_without_mails() -> None:
    """The sweep asks for no job then."""
    assert sending.waiting() == []
