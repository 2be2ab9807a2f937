"""A referent's internal face is looked for in everything that outsiders can be told.

Name, mail and telephone of one person are planted; every page and every action that the
portal has is then asked for what belongs to that person. Pages and actions are taken
from CKAN's own lists: what is added later is looked at too.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pytest
import requests
import sqlalchemy as sa

from ckan import logic, model
from ckan.lib.redis import connect_to_redis
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, call_action

from ckanext.territory.access import set_agent
from ckanext.territory.model import Mail, Question
from ckanext.territory.questions import asking

Reset = Callable[[], None]

NAME = "Ondatra Kwerzy"
MAIL = "ondatra.kwerzy@ville.example"
PHONE = "+33 2 99 00 11 22"
FACE = re.compile(r"ondatra|kwerzy|2[\s.]*99[\s.]*00[\s.]*11[\s.]*22", re.IGNORECASE)
CONTROL = "Pontonnier en chef"
ASKER = "demande@foyer.example"
# Where the person is kept, where its changes are, and whom its mails go to.
HOMES = {"territory_referent", "territory_referent_change", "territory_mail"}
# Files of the portal itself, actions (asked on their own), and pages of CKAN: of its
# own tests, and those that fail without the ids of two activities, whoever asks.
SKIPPED = (
    *("/webassets", "/base", "/static", "/api/", "/no/", "/zh_", "/<path", "/file/"),
    "/testing/",
    "/dataset/changes_multiple",
    "/group/changes_multiple",
    "/organization/changes_multiple",
)


@dataclass(slots=True)
class Planted:
    """What belongs to the person, who asks, and what was logged meanwhile."""

    ids: dict[str, str]
    headers: dict[str, dict[str, str]]
    log: io.StringIO = field(default_factory=io.StringIO)


def _account(name: str, *, agent: bool) -> tuple[dict[str, Any], dict[str, str]]:
    user = factories.UserWithToken(name=name)
    set_agent(model.User.get(user["id"]), agent)
    model.Session.commit()
    return user, {"Authorization": user["token"]}


def _referent(**values: object) -> str:
    common = {"service": "Ponts", "is_public": True, "themes": ["voirie"]}
    made = call_action("territory_referent_create", **{**common, **values})
    return made["id"]


def _dataset(user: str, org: str, name: str, **values: object) -> str:
    made = call_action(
        "package_create",
        {"user": user},
        type="dataset",
        name=name,
        title="Ponts mobiles",
        notes="Les ponts mobiles.",
        owner_org=org,
        territory_theme=["voirie"],
        territory_level="commune",
        territory_code=["35238"],
        frequency="ANNUAL",
        license_id="lov2",
        resources=[{"url": "https://ville.example/a.csv", "name": "Ponts"}],
        **values,
    )
    call_action("package_patch", {"user": user}, id=made["id"], version="2")
    return made["id"]


def _people(user: str) -> dict[str, str]:
    """Make the person, whoever it stands in for, and whoever left it everything."""
    face = {"name": NAME, "email": MAIL, "phone": PHONE}
    person = _referent(function=CONTROL, problems=["pont bloqué"], user_id=user, **face)
    call_action("territory_referent_patch", id=person, phone=PHONE.replace(" ", "."))
    call_action("territory_referent_patch", id=person, site="Quai", phone=PHONE)
    absent = _referent(function="Éclusier", deputy_id=person)
    call_action(
        "territory_absence_create",
        referent_id=absent,
        starts_on="2020-01-01",
        ends_on="2090-01-01",
    )
    return {"person": person, "absent": absent, "left": _referent(function="Ancien")}


def _work(ids: dict[str, str], user: str, org: str) -> None:
    """Give the person data, roles, a rule, a succession and a question."""
    for name, held in (("ponts", "person"), ("ecluses", "absent"), ("quais", "left")):
        ids[name] = _dataset(user, org, name, referent_id=ids[held])
    for role in ("technical", "business"):
        call_action(
            "territory_assignment_create",
            kind="dataset",
            object_id=ids["ecluses"],
            role=role,
            referent_id=ids["person"],
        )
        call_action(
            "territory_assignment_create",
            kind="theme",
            object_id="voirie",
            role=role,
            referent_id=ids["person"],
        )
    call_action("territory_rule_create", referent_id=ids["person"], theme_code="eau")
    call_action(
        "territory_handover_create", referent_id=ids["left"], successor_id=ids["person"]
    )
    row = asking.ask(
        {
            "subject": "Un pont",
            "body": "Le pont est bloqué : quand ouvre-t-il ?",
            "email": ASKER,
            "name": "",
            "about": {},
            "dataset_id": ids["ponts"],
            "referent_id": ids["person"],
            "service_id": None,
        },
        None,
        is_proved=True,
    )
    model.Session.commit()
    ids["question"] = row.id
    who = {"user": user, "ignore_auth": False}
    call_action("territory_question_answer", who, id=row.id, body="Lundi.")
    made = call_action(
        "territory_answer_create",
        id=row.id,
        question="Quand le pont bloqué ouvre-t-il ?",
        answer=f"Lundi. Demandez {NAME} ({MAIL}, {PHONE}).",
    )
    call_action("territory_answer_decide", id=made["id"], decision="publish")


@pytest.fixture(scope="module")
def planted(
    portal: CKANTestApp,
    empty_db: Reset,
    reset_index: Reset,
) -> Iterator[Planted]:
    """Empty everything, plant the person, and have an agent look at it."""
    empty_db()
    reset_index()
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    loggers = [logging.getLogger(), *map(logging.getLogger, _loggers())]
    before = [(one, one.level, one.disabled) for one in loggers]
    for one in loggers:
        one.setLevel(logging.INFO)
        one.disabled = False
    logging.getLogger().addHandler(handler)
    try:
        yield _plant(portal, stream)
    finally:
        logging.getLogger().removeHandler(handler)
        for one, level, disabled in before:
            one.setLevel(level)
            one.disabled = disabled


def _loggers() -> list[str]:
    known = logging.getLogger().manager.loggerDict
    return [name for name in known if name.startswith("ckan")]


def _plant(portal: CKANTestApp, stream: io.StringIO) -> Planted:
    holder, agent = _account("pontonniere", agent=True)
    _other, outsider = _account("promeneuse", agent=False)
    org = factories.Organization(
        name="ponts-et-quais", users=[{"name": holder["id"], "capacity": "editor"}]
    )["id"]
    ids = {"org": org, "login": holder["name"], **_people(holder["name"])}
    _work(ids, holder["name"], org)
    ids["group"] = factories.Group(packages=[{"id": ids["ponts"]}])["id"]
    shown = call_action("package_show", {"ignore_auth": True}, id=ids["ponts"])
    ids["resource"] = shown["resources"][0]["id"]
    found = call_action("territory_referent_show", id=ids["person"])
    ids["service"] = found["service_id"]
    calendar = call_action("territory_calendar_create", referent_id=ids["person"])
    ids["token"] = calendar["address"].rpartition("/")[2].removesuffix(".ics")
    made = Planted(ids, {"anonymous": {}, "outsider": outsider, "agent": agent}, stream)
    # Agents read it: nothing that is kept for them may reach the others.
    for path in ("/annuaire?q=pont", f"/annuaire/{ids['person']}", "/dataset/ponts"):
        assert FACE.search(portal.get(path, headers=agent).body), path
    return made


def _values(rule: str, ids: dict[str, str]) -> dict[str, str]:
    """Return what stands for the parts of an address."""
    beginning = rule.split("/")[1]
    of_id = {"organization": "org", "feeds": "org", "user": "login", "group": "group"}
    return {
        "id": ids[of_id.get(beginning, "ponts")],
        "dataset_id": ids["ponts"],
        "dataset": ids["ponts"],
        "resource_id": ids["resource"],
        "referent_id": ids["person"],
        "service_id": ids["service"],
        "question_id": ids["question"],
        "token": ids["token"],
        "_id": "ponts",
        "_format": "ttl",
        "package_type": "dataset",
        "page": "1",
        "path": "jeu",
        "object_id": ids["ecluses"],
        "step": "1",
    }


def addresses(portal: CKANTestApp, ids: dict[str, str]) -> list[str]:
    """Return an address of every page of the portal, made for the person."""
    found: set[str] = set()
    for rule in portal.flask_app.url_map.iter_rules():
        text = rule.rule
        if "GET" not in (rule.methods or ()) or text.startswith(SKIPPED):
            continue
        values = _values(text, ids)
        found.add(
            re.sub(
                r"<(?:[^:<>]+:)?(\w+)>",
                lambda part, values=values: values.get(part[1], "x"),
                text,
            )
        )
    words = ("pont bloqué", "ponts")
    found |= {f"/annuaire?{urlencode({'q': word})}" for word in words}
    found |= {f"/annuaire/{ids[name]}" for name in ("absent", "left")}
    found |= {f"/dataset/{name}" for name in ("ponts", "ecluses", "quais")}
    found |= {
        f"/dataset/ponts.{form}" for form in ("ttl", "xml", "rdf", "n3", "jsonld")
    }
    found |= {
        f"/annuaire?theme=voirie&service={ids['service']}",
        "/annuaire?place=35238",
        "/annuaire?theme=voirie",
        "/annuaire/roles/theme/voirie",
    }
    found.add(f"/questions/nouvelle?referent_id={ids['person']}")
    return sorted(found)


def names_of_actions(*, reading: bool) -> list[str]:
    """Return the actions that may be asked by an address, or all others of ours."""
    tk.get_action("package_show")  # fills CKAN's list
    return sorted(
        name
        for name, action in logic._actions.items()
        if bool(getattr(action, "side_effect_free", False)) is reading
        and (reading or name.startswith("territory_"))
    )


def things_for(action: str) -> tuple[str, ...]:
    """Return what an action is asked about."""
    if action.startswith("territory_"):
        return ("person", "ponts", "question", "service")
    if action.startswith(("organization_", "group_", "member_")):
        return ("org",)
    return ("login",) if action.startswith("user_") else ("ponts",)


def sent(identifier: str, ids: dict[str, str]) -> dict[str, str]:
    """Return the values of a call about one thing of the person's."""
    return {
        "id": identifier,
        "referent_id": ids["person"],
        "dataset_id": ids["ponts"],
        "package_id": ids["ponts"],
        "resource_id": ids["resource"],
        "object_id": ids["ecluses"],
        "kind": "dataset",
        "object_type": "package",
        "token": ids["token"],
        "q": "pont bloqué",
        "query": "name:Ponts",
    }


@pytest.mark.parametrize("role", ["anonymous", "outsider"])
class TestOutsiders:
    """Nobody, and somebody logged in who is no agent."""

    def test_no_page_holds_it(
        self, portal: CKANTestApp, planted: Planted, role: str
    ) -> None:
        """Every page, and what it says when it refuses."""
        pages, shown = addresses(portal, planted.ids), set()
        for path in pages:
            answer = portal.get(
                path, headers=planted.headers[role], follow_redirects=False
            )
            assert answer.status_code < 500, path
            assert not FACE.search(answer.body), path
            if answer.status_code == 200 and CONTROL in answer.body:
                shown.add(path)
        person = planted.ids["person"]
        assert {"/annuaire", f"/annuaire/{person}", "/dataset/ponts"} <= shown
        assert {
            f"/annuaire/{person}/contact.vcf",
            "/annuaire?q=pont+bloqu%C3%A9",
        } <= shown

    def test_no_action_tells_it(
        self, portal: CKANTestApp, planted: Planted, role: str
    ) -> None:
        """Asked about the person, and about all that it holds."""
        shown = set()
        for name in names_of_actions(reading=True):
            for thing in things_for(name):
                values = urlencode(sent(planted.ids[thing], planted.ids))
                answer = portal.get(
                    f"/api/3/action/{name}?{values}", headers=planted.headers[role]
                )
                assert not FACE.search(answer.body), (name, thing)
                if answer.status_code == 200 and CONTROL in answer.body:
                    shown.add(name)
        assert {
            "territory_referent_show",
            "territory_referent_list",
            "territory_referent_search",
            "territory_assignment_list",
            "territory_directory_show",
        } <= shown

    def test_no_refusal_tells_it(
        self, portal: CKANTestApp, planted: Planted, role: str
    ) -> None:
        """Of the actions that change something."""
        refused = set()
        for name in names_of_actions(reading=False):
            for thing in ("person", "question"):
                answer = portal.post(
                    f"/api/3/action/{name}",
                    json=sent(planted.ids[thing], planted.ids),
                    headers=planted.headers[role],
                )
                assert not FACE.search(answer.body), (name, thing)
                if answer.status_code == 403:
                    refused.add(name)
        assert {"territory_referent_patch", "territory_handover_create"} <= refused

    def test_name_finds_nobody(
        self, portal: CKANTestApp, planted: Planted, role: str
    ) -> None:
        """A name typed in the box finds what a word without meaning finds."""

        def people(word: str) -> list[str]:
            path = f"/api/3/action/territory_referent_search?{urlencode({'q': word})}"
            found = portal.get(path, headers=planted.headers[role]).json["result"]
            return [row["referent"]["id"] for row in found["answers"]]

        nobody = people("Xyzzyq Plughqz")
        for word in (NAME, "Ondatra", MAIL, PHONE):
            assert people(word) == nobody, word


class TestStores:
    """What is kept, sent and written aside."""

    def test_database_holds_it_at_home_only(self, planted: Planted) -> None:
        """Not in datasets, activities, questions or published answers."""
        found: set[str] = set()
        for table in sa.inspect(model.meta.engine).get_table_names():
            rows = sa.text(f'SELECT t::text FROM "{table}" t')  # noqa: S608 - names of tables
            if any(FACE.search(text) for (text,) in model.Session.execute(rows)):
                found.add(table)
        assert "territory_referent" in found
        assert found <= HOMES

    def test_third_parties_are_not_mailed_it(self, planted: Planted) -> None:
        """The asker gets a reference and an answer, of a function."""
        mails = model.Session.query(Mail).filter_by(question_id=planted.ids["question"])
        to_asker = [mail for mail in mails if mail.recipient == ASKER]
        assert to_asker
        for mail in to_asker:
            assert not FACE.search(f"{mail.subject} {mail.body} {mail.reply_to}")
        assert MAIL in {mail.recipient for mail in mails}

    def test_follower_of_the_question_is_not_shown_it(
        self, portal: CKANTestApp, planted: Planted
    ) -> None:
        """By the private link, in the mails that have it."""
        link = next(
            found.group()
            for mail in model.Session.query(Mail).filter_by(recipient=ASKER)
            if (found := re.search(r"/questions/suivi/[\w-]+", mail.body))
        )
        body = portal.get(link, status=200).body
        assert "Lundi." in body
        assert not FACE.search(body)
        assert model.Session.get(Question, planted.ids["question"])

    def test_index_and_redis_do_not_hold_it(self, planted: Planted) -> None:
        """No document, no key and no value."""
        address = f"{tk.config['solr_url']}/select?q=*:*&rows=1000&fl=*"
        documents = requests.get(address, timeout=10).text
        assert planted.ids["ponts"] in documents
        assert not FACE.search(documents)
        redis = connect_to_redis()
        for key in redis.scan_iter("*"):
            kept = key + (redis.dump(key) or b"")
            assert not FACE.search(kept.decode("utf-8", "replace")), key

    def test_logs_do_not_hold_it(self, planted: Planted) -> None:
        """Of all that was done and asked above."""
        log = planted.log.getvalue()
        assert planted.ids["person"] in log
        assert not FACE.search(log)
