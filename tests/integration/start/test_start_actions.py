"""A file received: read, answered, made into a dataset."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.tests import factories

from ckanext.territory.model.start import Start
from ckanext.territory.starts import keeping

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")

Act = Callable[..., Any]
Kept = Callable[[], set[str]]
User = dict[str, Any]

TREES = "code_commune;annee;essence;nombre\n" + "".join(
    f"35238;{2020 + number % 4};Érable;{number}\n" for number in range(60)
)
PERSONS = "nom;prenom;courriel\n" + "".join(
    f"Martin{number};Lou;lou.martin{number}@ville.example\n" for number in range(40)
)


def datasets() -> list[dict[str, Any]]:
    """Return every dataset as its editors see it."""
    model.Session.rollback()
    return [
        tk.get_action("package_show")({"ignore_auth": True}, {"id": each.id})
        for each in model.Session.query(model.Package)
    ]


@pytest.fixture
def send(
    act: Act, upload: Act, organization: dict[str, Any], editor: User
) -> Callable[..., dict[str, Any]]:
    """Return what sends a file in the name of the editor."""

    def do(
        content: bytes | str = TREES, name: str = "arbres.csv", user: User | None = None
    ) -> dict[str, Any]:
        return act(
            user or editor,
            "territory_start_create",
            owner_org=organization["id"],
            upload=upload(content, name),
        )

    return do


@pytest.fixture
def answer(act: Act, editor: User) -> Callable[..., dict[str, Any]]:
    """Return what answers proposals in the name of the editor."""
    return lambda start_id, **given: act(
        editor, "territory_start_update", id=start_id, **given
    )


@pytest.fixture
def elsewhere(
    ckan_config: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Path:
    """Return an empty folder where the portal keeps its files during the test."""
    monkeypatch.setitem(ckan_config, "ckan.storage_path", str(tmp_path))
    return tmp_path


def keys(shown: dict[str, Any]) -> set[str]:
    """Return what is proposed."""
    return {each["key"] for each in shown["proposals"]}


class TestCreate:
    """``territory_start_create``."""

    def test_file_is_read_and_nothing_is_accepted(
        self, send: Act, kept_files: Kept
    ) -> None:
        """Each proposal has its words and its reason, none its answer."""
        shown = send()
        assert (shown["file_kind"], shown["is_budget"]) == ("csv", False)
        assert shown["inspection"]["facts"]["rows"] == 60
        assert {"temporal_coverage", "territory"} <= keys(shown)
        for proposal in shown["proposals"]:
            assert proposal["text"]
            assert proposal["reason"]
            assert proposal["choice"] == ""
        assert kept_files() == {shown["id"]}
        assert datasets() == []

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [("", "The file vide.csv is empty. Check it and send it again.")],
    )
    def test_bad_file_is_refused(
        self, send: Act, kept_files: Kept, content: str, sentence: str
    ) -> None:
        """Nothing of it is kept."""
        with pytest.raises(tk.ValidationError) as refused:
            send(content, "vide.csv")
        assert refused.value.error_dict == {"upload": [sentence]}
        assert kept_files() == set()
        assert model.Session.query(Start).count() == 0

    def test_file_is_asked_for(
        self, act: Act, editor: User, organization: dict[str, Any]
    ) -> None:
        """A text is no file."""
        with pytest.raises(tk.ValidationError) as refused:
            act(
                editor,
                "territory_start_create",
                owner_org=organization["id"],
                upload="arbres.csv",
            )
        assert refused.value.error_dict == {"upload": ["Choose the file to publish."]}

    def test_large_file_is_refused(
        self,
        send: Act,
        kept_files: Kept,
        ckan_config: dict[str, Any],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """Above what resources may hold, unless it is a budget."""
        monkeypatch.setitem(ckan_config, "ckan.max_resource_size", 1)
        with pytest.raises(tk.ValidationError) as refused:
            send("a;b\n" + "1;2\n" * 300_000)
        [sentence] = refused.value.error_dict["upload"]
        assert sentence == (
            "The file arbres.csv is too large: 1 MB at most. Compress it, split "
            "it by year, or publish a link to it."
        )
        assert kept_files() == set()

    def test_portal_without_storage_says_so(
        self,
        send: Act,
        ckan_config: dict[str, Any],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """In words for the publisher."""
        monkeypatch.setitem(ckan_config, "ckan.storage_path", None)
        with pytest.raises(tk.ValidationError) as refused:
            send()
        [sentence] = refused.value.error_dict["upload"]
        assert sentence.startswith("This portal does not receive files yet:")

    def test_who_may_not_publish_is_refused(
        self, send: Act, reader: User, stranger: User
    ) -> None:
        """Members who only read, and strangers."""
        for user in (reader, stranger):
            with pytest.raises(tk.NotAuthorized):
                send(user=user)

    def test_name_of_the_file_holds_no_folder(self, send: Act) -> None:
        """Nor anything that does not print."""
        shown = send(name="C:\\dossier\\..\\arbres\x07.csv")
        assert shown["file_name"] == "arbres.csv"


class TestShow:
    """``territory_start_show`` and ``territory_start_list``."""

    def test_file_is_its_senders_only(
        self, send: Act, act: Act, colleague: User
    ) -> None:
        """Not even an administrator of the portal sees it."""
        shown = send()
        for user in (colleague, factories.Sysadmin(), None):
            for action in ("show", "update", "delete", "run"):
                with pytest.raises(tk.NotAuthorized):
                    act(user, f"territory_start_{action}", id=shown["id"])
        assert act(colleague, "territory_start_list") == []

    def test_begun_publications_are_listed(
        self, send: Act, act: Act, editor: User
    ) -> None:
        """The newest first."""
        first, second = send(), send(name="bancs.csv")
        found = act(editor, "territory_start_list")
        assert [each["id"] for each in found] == [second["id"], first["id"]]
        assert {each["kind"] for each in found} == {"file"}


class TestUpdate:
    """``territory_start_update``."""

    def test_answers_add_up(self, send: Act, act: Act, editor: User) -> None:
        """Those not sent stay."""
        start = send()
        act(
            editor,
            "territory_start_update",
            id=start["id"],
            choices={"territory": "accept"},
        )
        shown = act(
            editor,
            "territory_start_update",
            id=start["id"],
            choices={"temporal_coverage": "refuse"},
            title="Arbres   de la ville",
        )
        assert shown["answers"]["choices"] == {
            "territory": "accept",
            "temporal_coverage": "refuse",
        }
        assert shown["title"] == "Arbres de la ville"

    @pytest.mark.parametrize(
        ("field", "value", "sentence"),
        [
            (
                "choices",
                {"territory": "peut-être"},
                "Answer each proposal with accept or refuse.",
            ),
            ("choices", "accept", "Answer each proposal with accept or refuse."),
            ("title", "a" * 501, "A title has 500 characters at most."),
            ("decision_number", "0", "The first amending decision has the number 1."),
        ],
    )
    def test_bad_answer_is_refused(
        self, send: Act, answer: Act, field: str, value: object, sentence: str
    ) -> None:
        """Nothing is kept of it."""
        start = send()
        with pytest.raises(tk.ValidationError) as refused:
            answer(start["id"], **{field: value})
        assert refused.value.error_dict == {field: [sentence]}
        assert model.Session.get(Start, start["id"]).answers == {}


class TestRun:
    """``territory_start_run``."""

    def test_only_accepted_proposals_are_used(
        self, send: Act, act: Act, editor: User, kept_files: Kept
    ) -> None:
        """The draft has the file; the beginning is forgotten."""
        start = send()
        act(
            editor,
            "territory_start_update",
            id=start["id"],
            choices={"territory": "accept", "temporal_coverage": "refuse"},
            title="Arbres",
        )
        made = act(editor, "territory_start_run", id=start["id"])
        [dataset] = datasets()
        assert (made["id"], made["state"]) == (dataset["id"], "draft")
        assert dataset["title"] == "Arbres"
        assert dataset["territory_code"] == ["35238"]
        assert not dataset.get("temporal_coverage")
        [resource] = dataset["resources"]
        assert resource["url"].endswith("/arbres.csv")
        assert (resource["format"], resource["url_type"]) == ("CSV", "upload")
        assert dataset["creator_user_id"] == editor["id"]
        assert kept_files() == set()
        assert act(editor, "territory_start_list") == []

    def test_without_answer_nothing_is_used(
        self, send: Act, act: Act, editor: User
    ) -> None:
        """Not even the title: it was only proposed."""
        act(editor, "territory_start_run", id=send()["id"])
        [dataset] = datasets()
        assert not dataset.get("title")
        assert not dataset.get("temporal_coverage")
        assert not dataset.get("territory_theme")

    def test_personal_data_are_looked_at_first(
        self, send: Act, act: Act, editor: User
    ) -> None:
        """A box to tick; no value of theirs is shown."""
        start = send(PERSONS, "personnes.csv")
        assert any(each["is_serious"] for each in start["warnings"])
        assert "lou.martin1@ville.example" not in str(start)
        with pytest.raises(tk.ValidationError) as refused:
            act(editor, "territory_start_run", id=start["id"])
        assert refused.value.error_dict == {
            "is_checked": ["Look at the personal data, then tick this box."]
        }
        assert datasets() == []
        act(editor, "territory_start_update", id=start["id"], is_checked=True)
        act(editor, "territory_start_run", id=start["id"])
        assert len(datasets()) == 1

    def test_failure_leaves_no_dataset(
        self, send: Act, act: Act, editor: User, elsewhere: Path
    ) -> None:
        """The file still waits with its answers."""
        start = send()
        # Where resources should go, nothing can be written.
        (elsewhere / "resources").write_text("")
        with pytest.raises(OSError, match="resources"):
            act(editor, "territory_start_run", id=start["id"])
        assert datasets() == []
        assert keeping.find(start["id"]) is not None
        (elsewhere / "resources").unlink()
        act(editor, "territory_start_run", id=start["id"])
        assert len(datasets()) == 1

    def test_rights_lost_meanwhile_are_lost(
        self, send: Act, act: Act, editor: User, organization: dict[str, Any]
    ) -> None:
        """Sending a file gives no right to publish it later."""
        start = send()
        tk.get_action("organization_member_delete")(
            {"user": factories.Sysadmin()["name"]},
            {"id": organization["id"], "username": editor["name"]},
        )
        with pytest.raises(tk.NotAuthorized):
            act(editor, "territory_start_run", id=start["id"])
        assert datasets() == []


class TestBudget:
    """Budget files go the way of budgets."""

    def test_totem_is_published_with_its_names_blanked(
        self, send: Act, act: Act, editor: User, realdata: Path
    ) -> None:
        """The file is enough; a refused type changes nothing to that."""
        path = realdata / "totem" / "annexe-ca-2021.xml"
        start = send(path.read_bytes(), path.name)
        assert start["is_budget"]
        assert "type" not in keys(start)
        act(
            editor,
            "territory_start_update",
            id=start["id"],
            choices={"type": "refuse", "title": "refuse"},
        )
        made = act(editor, "territory_start_run", id=start["id"])
        assert (made["type"], made["state"]) == ("budget", "active")
        [dataset] = datasets()
        assert dataset["fiscal_year"] in (2021, "2021")

    def test_scdl_is_asked_for_the_number_of_its_decision(
        self, send: Act, act: Act, editor: User, realdata: Path
    ) -> None:
        """The schema has no place for it."""
        path = realdata / "totem" / "annexe-dm1-2022.scdl.csv"
        start = send(path.read_bytes(), path.name)
        assert start["is_budget"]
        with pytest.raises(tk.ValidationError) as refused:
            act(editor, "territory_start_run", id=start["id"])
        assert set(refused.value.error_dict) == {"decision_number"}
        act(editor, "territory_start_update", id=start["id"], decision_number="1")
        made = act(editor, "territory_start_run", id=start["id"])
        assert (made["type"], made["state"]) == ("budget", "active")


class TestExpiry:
    """A file waits for one day."""

    def test_old_file_is_not_found_and_is_swept(
        self, send: Act, act: Act, editor: User, kept_files: Kept
    ) -> None:
        """The next file sent takes it away."""
        start = send()
        row = model.Session.get(Start, start["id"])
        row.created_at -= dt.timedelta(hours=25)
        model.Session.commit()
        folder = keeping.find(start["id"])
        assert folder is not None
        then = folder.stat().st_mtime - 25 * 3600
        os.utime(folder.parent, (then, then))
        with pytest.raises(tk.ObjectNotFound) as refused:
            act(editor, "territory_start_show", id=start["id"])
        assert "This file is not kept any more" in str(refused.value)
        assert act(editor, "territory_start_list") == []
        fresh = send()
        assert kept_files() == {fresh["id"]}
        assert model.Session.query(Start).count() == 1
