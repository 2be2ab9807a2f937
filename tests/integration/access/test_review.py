"""Publications that somebody else decides: every path, every role."""

from __future__ import annotations

import datetime as dt
import itertools
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, call_action

from ckanext.territory.model.review import Review
from ckanext.territory.model.upload import Upload
from ckanext.territory.reviews import guard

Reset = Callable[[], None]
NUMBERS = itertools.count()
NOT_PROPOSED = (
    "In this service somebody else publishes: save a draft, then propose it for "
    "publication."
)
OWN = "You proposed this publication: another editor of the service decides."


@dataclass(slots=True)
class Service:
    """An organization that wants reviews, and the people around it."""

    organization: dict[str, Any]
    people: dict[str, dict[str, Any]]

    def __getitem__(self, role: str) -> dict[str, Any]:
        """Return the account of a role."""
        return self.people[role]

    def mail(self, address: str) -> None:
        """Give the organization a mailbox."""
        values = {"id": self.organization["id"], "email": address}
        act(self["sysadmin"], "organization_patch", **values)


@pytest.fixture(scope="module")
def service(
    portal: CKANTestApp,
    reset_db: Reset,
    migrate_db_for: Callable[[str], None],
    reset_index: Reset,
) -> Service:
    """Empty everything once, and make a service with its people."""
    reset_db()
    for plugin in ("activity", "territory"):
        migrate_db_for(plugin)
    reset_index()
    roles = {
        "proposer": "editor",
        "colleague": "editor",
        "admin": "admin",
        "member": "member",
    }
    people = {name: factories.User(fullname=name.title()) for name in roles}
    people |= {"user": factories.User(), "sysadmin": factories.Sysadmin()}
    people["anonymous"] = {"name": "", "id": ""}
    organization = factories.Organization(
        needs_review="yes",
        users=[
            {"name": people[name]["name"], "capacity": role}
            for name, role in roles.items()
        ],
    )
    return Service(organization, people)


@pytest.fixture(autouse=True)
def tidy() -> Iterator[None]:
    """Leave nothing of a failed call to the next test."""
    yield
    model.Session.rollback()


def act(user: dict[str, Any], action: str, **values: Any) -> Any:  # noqa: ANN401 - results of actions
    """Call an action as a user, with access checked."""
    context = {"user": user["name"], "ignore_auth": False}
    return call_action(action, context, **values)


def fields(organization: dict[str, Any], **values: object) -> dict[str, Any]:
    """Return a complete dataset with a link."""
    return {
        "type": "dataset",
        "name": f"arbres-{next(NUMBERS)}",
        "title": "Arbres de la ville",
        "notes": "Chaque arbre, son espèce et son âge.",
        "owner_org": organization["id"],
        "territory_theme": ["environnement"],
        "territory_level": "commune",
        "territory_code": ["35238"],
        "frequency": "ANNUAL",
        "license_id": "lov2",
        "contact": [{"name": "Parcs", "email": "parcs@rives-sur-orle.example"}],
        "resources": [{"url": "https://rives.example/a.csv", "name": "Arbres"}],
        **values,
    }


@pytest.fixture
def draft(service: Service) -> dict[str, Any]:
    """Return a complete draft of the proposer."""
    sent = fields(service.organization, state="draft")
    return act(service["proposer"], "package_create", **sent)


@pytest.fixture
def proposed(service: Service, draft: dict[str, Any]) -> dict[str, Any]:
    """Return a draft that waits for a decision."""
    act(
        service["proposer"],
        "territory_review_create",
        id=draft["id"],
        message="Relu deux fois.",
    )
    return draft


def state_of(dataset: dict[str, Any]) -> str:
    """Return the state of a dataset as the database has it."""
    model.Session.rollback()
    statement = sa.select(model.Package.state).where(model.Package.id == dataset["id"])
    return str(model.Session.scalar(statement))


def reviews_of(dataset: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    """Return state, proposer and decider of the reviews of a dataset."""
    rows = model.Session.scalars(
        sa.select(Review)
        .where(Review.dataset_id == dataset["id"])
        .order_by(Review.proposed_at)
    )
    return [(row.state, row.proposed_by, row.decided_by) for row in rows]


class TestPaths:
    """No path publishes without a second person."""

    @pytest.mark.parametrize("sent", [{}, {"state": "active"}])
    @pytest.mark.parametrize("role", ["proposer", "colleague", "admin"])
    def test_creation_is_refused(
        self, service: Service, role: str, sent: dict[str, str]
    ) -> None:
        """With the state given or not; the sentence says what to do."""
        values = fields(service.organization, **sent)
        with pytest.raises(tk.ValidationError) as refused:
            act(service[role], "package_create", **values)
        assert refused.value.error_dict == {"state": [NOT_PROPOSED]}
        assert model.Package.get(values["name"]) is None

    @pytest.mark.parametrize("action", ["package_update", "package_patch"])
    def test_change_of_state_is_refused(
        self, service: Service, draft: dict[str, Any], action: str
    ) -> None:
        """By the one who wrote, and by a colleague when nothing is proposed."""
        sent = draft if action == "package_update" else {"id": draft["id"]}
        for role in ("proposer", "colleague", "admin"):
            with pytest.raises(tk.ValidationError) as refused:
                act(service[role], action, **{**sent, "state": "active"})
            assert refused.value.error_dict == {"state": [NOT_PROPOSED]}
        assert state_of(draft) == "draft"

    def test_revision_is_refused(self, service: Service, draft: dict[str, Any]) -> None:
        """Through package_revise."""
        with pytest.raises(tk.ValidationError):
            act(
                service["proposer"],
                "package_revise",
                match={"id": draft["id"]},
                update={"state": "active"},
            )
        assert state_of(draft) == "draft"

    def test_restoring_is_refused(
        self, service: Service, draft: dict[str, Any]
    ) -> None:
        """A draft deleted and brought back is not published by that."""
        act(service["proposer"], "package_delete", id=draft["id"])
        with pytest.raises(tk.ValidationError):
            act(service["proposer"], "package_patch", id=draft["id"], state="active")
        assert state_of(draft) == "deleted"

    def test_proposer_does_not_publish(
        self, service: Service, proposed: dict[str, Any]
    ) -> None:
        """Nor by the plain action."""
        for action, sent in (
            ("package_patch", {"state": "active"}),
            ("territory_dataset_publish", {}),
        ):
            with pytest.raises(tk.ValidationError) as refused:
                act(service["proposer"], action, id=proposed["id"], **sent)
            assert refused.value.error_dict == {"state": [OWN]}
        with pytest.raises(tk.NotAuthorized, match="another editor"):
            act(
                service["proposer"],
                "territory_review_decide",
                id=proposed["id"],
                decision="publish",
            )
        assert state_of(proposed) == "draft"

    def test_plain_change_by_a_colleague_is_a_decision(
        self, service: Service, proposed: dict[str, Any]
    ) -> None:
        """Recorded like one."""
        colleague = service["colleague"]
        act(colleague, "package_patch", id=proposed["id"], state="active")
        assert reviews_of(proposed) == [
            ("published", service["proposer"]["id"], colleague["id"])
        ]

    def test_bulk_actions_publish_nothing(
        self, service: Service, draft: dict[str, Any]
    ) -> None:
        """They change who may read."""
        act(
            service["admin"],
            "bulk_update_public",
            datasets=[draft["id"]],
            org_id=service.organization["id"],
        )
        assert state_of(draft) == "draft"

    def test_moving_a_published_dataset_in_is_refused(self, service: Service) -> None:
        """An editor of both would publish there alone."""
        proposer = service["proposer"]
        elsewhere = factories.Organization(
            users=[{"name": proposer["name"], "capacity": "editor"}]
        )
        made = act(proposer, "package_create", **fields(elsewhere))
        target = service.organization["id"]
        with pytest.raises(tk.ValidationError):
            act(proposer, "package_patch", id=made["id"], owner_org=target)
        model.Session.rollback()
        after = call_action("package_show", id=made["id"])
        assert after["owner_org"] == elsewhere["id"]

    def test_published_dataset_is_corrected_freely(
        self, service: Service, proposed: dict[str, Any]
    ) -> None:
        """Review is about publishing, not about later corrections."""
        act(service["colleague"], "package_patch", id=proposed["id"], state="active")
        act(service["proposer"], "package_patch", id=proposed["id"], title="Corrigé")
        assert call_action("package_show", id=proposed["id"])["title"] == "Corrigé"

    def test_sysadmin_publishes_and_it_is_recorded(
        self, service: Service, draft: dict[str, Any]
    ) -> None:
        """Nobody is named as proposer who did not propose."""
        boss = service["sysadmin"]
        act(boss, "package_patch", id=draft["id"], state="active")
        assert reviews_of(draft) == [("published", boss["id"], boss["id"])]
        shown = act(boss, "territory_review_show", id=draft["id"])
        assert len(shown["history"]) == 1

    def test_harvested_datasets_are_free(self, service: Service) -> None:
        """They are written by the portal, in jobs; the mark alone frees nobody."""
        sent = fields(service.organization, source_id="une-source")
        with pytest.raises(tk.ValidationError):
            act(service["proposer"], "package_create", **sent)
        site = tk.get_action("get_site_user")({"ignore_auth": True}, {})
        job = {"user": site["name"], "ignore_auth": True}
        made = call_action("package_create", job, **sent)
        assert made["state"] == "active"
        assert reviews_of(made) == []

    def test_other_services_publish_at_once(self, service: Service) -> None:
        """Where nothing is asked for, nothing changes."""
        user = service["proposer"]
        free = factories.Organization(
            users=[{"name": user["name"], "capacity": "editor"}]
        )
        assert act(user, "package_create", **fields(free))["state"] == "active"


class TestPropose:
    """``territory_review_create``."""

    @pytest.mark.parametrize("role", ["member", "user", "anonymous"])
    def test_others_find_nothing(
        self, service: Service, draft: dict[str, Any], role: str
    ) -> None:
        """As for a dataset that does not exist."""
        for action, sent in (
            ("territory_review_show", {}),
            ("territory_review_create", {}),
            ("territory_review_decide", {"decision": "publish"}),
            ("territory_review_withdraw", {}),
            ("territory_dataset_publish", {}),
        ):
            for identifier in (draft["id"], "rien"):
                with pytest.raises(tk.ObjectNotFound):
                    act(service[role], action, id=identifier, **sent)

    def test_proposal_is_shown(
        self, service: Service, proposed: dict[str, Any]
    ) -> None:
        """Names instead of ids, and what each may do."""
        mine = act(service["proposer"], "territory_review_show", id=proposed["id"])
        assert mine["review"]["state"] == "proposed"
        assert mine["review"]["proposed_by"] == "Proposer"
        assert mine["review"]["message"] == "Relu deux fois."
        assert mine["history"][0]["text"] == "Proposer proposed the publication"
        assert (mine["may_publish"], mine["may_withdraw"]) == (False, True)
        assert mine["refusal"] == OWN
        theirs = act(service["admin"], "territory_review_show", id=proposed["id"])
        assert (theirs["may_publish"], theirs["may_refuse"]) == (True, True)
        assert theirs["may_withdraw"] is False

    def test_second_proposal_is_refused(
        self, service: Service, proposed: dict[str, Any]
    ) -> None:
        """One waits at a time."""
        with pytest.raises(tk.ValidationError) as refused:
            act(service["colleague"], "territory_review_create", id=proposed["id"])
        assert refused.value.error_dict == {
            "id": ["This dataset is already proposed for publication."]
        }

    def test_service_without_review_has_no_proposals(self, service: Service) -> None:
        """It publishes directly."""
        user = service["proposer"]
        free = factories.Organization(
            users=[{"name": user["name"], "capacity": "editor"}]
        )
        made = act(user, "package_create", **fields(free, state="draft"))
        with pytest.raises(tk.ValidationError) as refused:
            act(user, "territory_review_create", id=made["id"])
        assert "no second person" in refused.value.error_dict["id"][0]

    def test_what_is_missing_is_said_by_field(self, service: Service) -> None:
        """The validation of a publication, and the checklist."""
        made = act(
            service["proposer"],
            "package_create",
            **fields(
                service.organization,
                state="draft",
                notes="",
                territory_theme=[],
                resources=[],
                contact=[],
            ),
        )
        with pytest.raises(tk.ValidationError) as refused:
            act(service["proposer"], "territory_review_create", id=made["id"])
        assert set(refused.value.error_dict) == {
            "notes",
            "territory_theme",
            "resources",
            "referent_id",
        }
        assert reviews_of(made) == []

    def test_published_dataset_is_not_proposed(
        self, service: Service, proposed: dict[str, Any]
    ) -> None:
        """It is public already."""
        act(service["colleague"], "package_patch", id=proposed["id"], state="active")
        with pytest.raises(tk.ValidationError) as refused:
            act(service["proposer"], "territory_review_create", id=proposed["id"])
        assert refused.value.error_dict == {
            "state": ["This dataset is already published."]
        }


class TestChecklist:
    """What is looked at before a publication."""

    def checks(
        self, service: Service, dataset: dict[str, Any]
    ) -> dict[str, dict[str, Any]]:
        """Return the checklist by code."""
        shown = act(service["proposer"], "territory_review_show", id=dataset["id"])
        return {check["code"]: check for check in shown["checklist"]}

    def test_complete_draft_is_ready(
        self, service: Service, draft: dict[str, Any]
    ) -> None:
        """Nothing that blocks is left; quality never blocks."""
        checks = self.checks(service, draft)
        blocking = [check for check in checks.values() if check["is_blocking"]]
        assert all(check["is_met"] for check in blocking)
        assert {check["code"] for check in blocking} == {
            "fields",
            "files",
            "contact",
            "license",
            "personal_data",
        }
        assert not checks["quality.description"]["is_met"]
        assert "100" in checks["quality.description"]["remedy"]

    def test_remedies_lead_to_the_form(self, service: Service) -> None:
        """A field has its step, a file its page."""
        sent = fields(service.organization, state="draft", notes="", resources=[])
        made = act(service["proposer"], "package_create", **sent)
        shown = act(service["proposer"], "territory_review_show", id=made["id"])
        urls = {check["field"]: check["url"] for check in shown["checklist"]}
        assert urls["notes"] == f"/publier/jeu/{made['id']}/1#field-notes"
        assert urls["resources"] == f"/publier/jeu/{made['id']}/fichiers"
        assert shown["is_ready"] is False

    def test_mailbox_of_the_producer_answers(
        self, service: Service, draft: dict[str, Any]
    ) -> None:
        """A contact left empty is the producer's."""
        act(service["proposer"], "package_patch", id=draft["id"], contact=[])
        assert not self.checks(service, draft)["contact"]["is_met"]
        service.mail("accueil@rives-sur-orle.example")
        try:
            assert self.checks(service, draft)["contact"]["is_met"]
        finally:
            service.mail("")

    def test_personal_data_ask_for_a_look(
        self, service: Service, draft: dict[str, Any]
    ) -> None:
        """A file that looks personal is published once somebody looked."""
        self._found(draft, inspection={"warnings": [{"code": "personal.mail"}]})
        assert not self.checks(service, draft)["personal_data"]["is_met"]
        with pytest.raises(tk.ValidationError) as refused:
            act(service["proposer"], "territory_review_create", id=draft["id"])
        assert list(refused.value.error_dict) == ["is_checked"]
        act(
            service["proposer"],
            "territory_review_create",
            id=draft["id"],
            is_checked=True,
        )

    def test_answer_about_personal_data_is_a_look(
        self, service: Service, draft: dict[str, Any]
    ) -> None:
        """The field of the form says it too."""
        self._found(draft, inspection={"warnings": [{"code": "personal.mail"}]})
        act(
            service["proposer"],
            "package_patch",
            id=draft["id"],
            personal_data="anonymised",
        )
        assert self.checks(service, draft)["personal_data"]["is_met"]

    def test_errors_of_the_schema_only_warn(
        self, service: Service, draft: dict[str, Any]
    ) -> None:
        """The check of a file never blocks."""
        self._found(draft, validation={"error_count": 3})
        check = self.checks(service, draft)["validation"]
        assert (check["is_met"], check["is_blocking"]) == (False, False)

    def _found(self, dataset: dict[str, Any], **columns: object) -> None:
        """Write what reading the file found."""
        resource = dataset["resources"][0]["id"]
        row = model.Session.get(Upload, resource) or Upload(resource_id=resource)
        row.dataset_id = dataset["id"]
        for name, value in columns.items():
            setattr(row, name, value)
        model.Session.add(row)
        model.Session.commit()


class TestDecide:
    """``territory_review_decide``."""

    def test_another_editor_publishes(
        self, service: Service, proposed: dict[str, Any]
    ) -> None:
        """The dataset is public, dated, and the history says who did what."""
        done = act(
            service["colleague"],
            "territory_review_decide",
            id=proposed["id"],
            decision="publish",
        )
        assert done["state"] == "active"
        shown = call_action("package_show", id=proposed["id"])
        assert shown["issued"] == dt.date.today().isoformat()  # noqa: DTZ011 - the day of the server
        history = act(service["proposer"], "territory_review_show", id=proposed["id"])[
            "history"
        ]
        assert [event["text"] for event in history] == [
            "Colleague published the dataset",
            "Proposer proposed the publication",
        ]
        activities = call_action("package_activity_list", id=proposed["id"])
        assert activities[0]["user_id"] == service["colleague"]["id"]

    def test_refusal_needs_a_reason(
        self, service: Service, proposed: dict[str, Any]
    ) -> None:
        """It is shown to who proposed."""
        for reason in ({}, {"reason": "  "}):
            with pytest.raises(tk.ValidationError) as refused:
                act(
                    service["colleague"],
                    "territory_review_decide",
                    id=proposed["id"],
                    decision="refuse",
                    **reason,
                )
            assert refused.value.error_dict == {
                "reason": ["Say why, so that the proposal can be put right."]
            }
        act(
            service["colleague"],
            "territory_review_decide",
            id=proposed["id"],
            decision="refuse",
            reason="Le titre ne dit pas l’année.",
        )
        shown = act(service["proposer"], "territory_review_show", id=proposed["id"])
        assert shown["review"]["reason"] == "Le titre ne dit pas l’année."
        assert shown["may_propose"] is True
        assert state_of(proposed) == "draft"

    def test_refused_draft_is_proposed_again(
        self, service: Service, proposed: dict[str, Any]
    ) -> None:
        """Both proposals stay in the history."""
        act(
            service["colleague"],
            "territory_review_decide",
            id=proposed["id"],
            decision="refuse",
            reason="Non.",
        )
        act(service["proposer"], "territory_review_create", id=proposed["id"])
        assert [row[0] for row in reviews_of(proposed)] == ["refused", "proposed"]

    def test_nothing_proposed_is_said(
        self, service: Service, draft: dict[str, Any]
    ) -> None:
        """No decision without a proposal."""
        with pytest.raises(tk.ValidationError) as refused:
            act(
                service["colleague"],
                "territory_review_decide",
                id=draft["id"],
                decision="publish",
            )
        assert refused.value.error_dict == {
            "decision": ["Nothing is proposed for publication here."]
        }

    def test_draft_spoilt_meanwhile_is_not_published(
        self, service: Service, proposed: dict[str, Any]
    ) -> None:
        """The whole is validated again; the proposal goes on waiting."""
        act(service["proposer"], "package_patch", id=proposed["id"], notes="")
        with pytest.raises(tk.ValidationError) as refused:
            act(
                service["colleague"],
                "territory_review_decide",
                id=proposed["id"],
                decision="publish",
            )
        assert list(refused.value.error_dict) == ["notes"]
        assert [row[0] for row in reviews_of(proposed)] == ["proposed"]

    def test_second_of_two_people_gets_a_conflict(
        self, service: Service, proposed: dict[str, Any]
    ) -> None:
        """Who waits for the first one's decision is told what it was."""
        began, answers = threading.Event(), []

        def refuse() -> None:
            began.set()
            try:
                act(
                    service["admin"],
                    "territory_review_decide",
                    id=proposed["id"],
                    decision="refuse",
                    reason="Trop tard.",
                )
            except tk.ValidationError as error:
                answers.append(error.error_dict)
            finally:
                model.Session.remove()

        guard.lock(proposed["id"])
        review = guard.open_review(proposed["id"], lock=True)
        second = threading.Thread(target=refuse)
        second.start()
        began.wait()
        guard.settle(review, "published", service["colleague"]["id"])
        model.Session.commit()
        second.join()
        assert answers == [
            {"decision": ["Colleague has already published this dataset."]}
        ]


class TestWithdraw:
    """``territory_review_withdraw``."""

    def test_proposer_takes_it_back(
        self, service: Service, proposed: dict[str, Any]
    ) -> None:
        """It no longer waits."""
        act(service["proposer"], "territory_review_withdraw", id=proposed["id"])
        assert [row[0] for row in reviews_of(proposed)] == ["withdrawn"]

    def test_others_do_not(self, service: Service, proposed: dict[str, Any]) -> None:
        """They refuse with a reason."""
        with pytest.raises(tk.NotAuthorized):
            act(service["colleague"], "territory_review_withdraw", id=proposed["id"])


class TestPublish:
    """``territory_dataset_publish`` where no second person is asked for."""

    @pytest.fixture
    def free(self, service: Service) -> dict[str, Any]:
        """Return a draft in a service that publishes directly."""
        user = service["proposer"]
        organization = factories.Organization(
            users=[{"name": user["name"], "capacity": "editor"}]
        )
        return act(user, "package_create", **fields(organization, state="draft"))

    def test_draft_is_published_and_dated(
        self, service: Service, free: dict[str, Any]
    ) -> None:
        """By its author alone; nothing is written in the reviews."""
        done = act(service["proposer"], "territory_dataset_publish", id=free["id"])
        assert done["state"] == "active"
        assert call_action("package_show", id=free["id"])["issued"]
        assert reviews_of(free) == []

    def test_date_given_is_kept(self, service: Service, free: dict[str, Any]) -> None:
        """An older first publication is a fact."""
        act(service["proposer"], "package_patch", id=free["id"], issued="2019-05-02")
        act(service["proposer"], "territory_dataset_publish", id=free["id"])
        assert call_action("package_show", id=free["id"])["issued"] == "2019-05-02"

    def test_errors_come_by_field(self, service: Service, free: dict[str, Any]) -> None:
        """As a publication would be refused."""
        act(service["proposer"], "package_patch", id=free["id"], notes="")
        with pytest.raises(tk.ValidationError) as refused:
            act(service["proposer"], "territory_dataset_publish", id=free["id"])
        assert list(refused.value.error_dict) == ["notes"]
        assert state_of(free) == "draft"


class TestList:
    """``territory_review_list``."""

    def test_each_sees_what_concerns_them(
        self, service: Service, proposed: dict[str, Any]
    ) -> None:
        """Waiting for the others of the service, proposed for the proposer."""

        def ids(role: str) -> tuple[set[str], set[str]]:
            found = act(service[role], "territory_review_list")
            return (
                {row["dataset_id"] for row in found["waiting"]},
                {row["dataset_id"] for row in found["proposed"]},
            )

        for role in ("colleague", "admin", "sysadmin"):
            waiting, mine = ids(role)
            assert proposed["id"] in waiting
            assert proposed["id"] not in mine
        waiting, mine = ids("proposer")
        assert proposed["id"] not in waiting
        assert proposed["id"] in mine
        for role in ("member", "user"):
            assert ids(role) == (set(), set())

    def test_anonymous_readers_have_no_list(self, service: Service) -> None:
        """It names people."""
        with pytest.raises(tk.NotAuthorized):
            act(service["anonymous"], "territory_review_list")

    def test_count_alone_is_cheap(
        self, service: Service, proposed: dict[str, Any]
    ) -> None:
        """For the menu: a number, no rows."""
        found = act(service["colleague"], "territory_review_list", limit=0)
        assert found["waiting_count"] >= 1
        assert found["waiting"] == []
        full = act(service["colleague"], "territory_review_list")
        assert len(full["waiting"]) == found["waiting_count"]

    def test_deleted_draft_waits_no_more(
        self, service: Service, proposed: dict[str, Any]
    ) -> None:
        """Nothing is left to decide."""
        act(service["proposer"], "package_delete", id=proposed["id"])
        found = act(service["colleague"], "territory_review_list")
        assert proposed["id"] not in {row["dataset_id"] for row in found["waiting"]}


class TestPurge:
    """What is gone leaves no history."""

    def test_purge_takes_the_reviews_out(
        self, service: Service, proposed: dict[str, Any]
    ) -> None:
        """With the dataset."""
        act(service["sysadmin"], "dataset_purge", id=proposed["id"])
        assert reviews_of(proposed) == []
