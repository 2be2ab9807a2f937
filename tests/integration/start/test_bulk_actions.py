"""Lists of datasets: tried, created, stopped, taken up again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.tests import factories

from ckanext.territory import jobs
from ckanext.territory.model.start import Start
from ckanext.territory.starts import bulk_work

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")

HEADER = "ID;TITRE;DESCRIPTION;FREQ_MAJ;LICENCE;MOTS_CLES"
ROW = "{number};Jeu {number};Ce que contient le jeu {number};Annuelle;{licence};eau"
OURS = "Licence Ouverte-LO"
Act = Callable[..., Any]
Upload = Callable[..., Any]


def catalogue(*numbers: int, licence: str = OURS) -> str:
    """Return a catalogue file with these datasets."""
    rows = (ROW.format(number=number, licence=licence) for number in numbers)
    return "\n".join([HEADER, *rows])


def outcomes(shown: dict[str, Any]) -> list[str]:
    """Return what becomes of each row."""
    return [row["outcome"] for row in shown["rows"]]


def datasets() -> list[dict[str, Any]]:
    """Return every dataset as its editors see it, by title."""
    model.Session.rollback()
    packages = model.Session.query(model.Package).order_by(model.Package.title)
    return [
        tk.get_action("package_show")({"ignore_auth": True}, {"id": each.id})
        for each in packages
    ]


@pytest.fixture
def send(
    act: Act, upload: Upload, organization: dict[str, Any], editor: dict[str, Any]
) -> Callable[..., dict[str, Any]]:
    """Return what sends a catalogue file in the name of the editor."""

    def do(text: str, user: dict[str, Any] | None = None) -> dict[str, Any]:
        return act(
            user or editor,
            "territory_bulk_create",
            owner_org=organization["name"],
            upload=upload(text, "catalogue.csv"),
        )

    return do


class TestCreate:
    """``territory_bulk_create``: the dry run."""

    def test_nothing_is_written(self, send: Act) -> None:
        """Rows are only announced."""
        shown = send(catalogue(1, 2))
        assert outcomes(shown) == ["create", "create"]
        assert [row["notes"] for row in shown["rows"]] == [[], []]
        assert (shown["state"], shown["counts"]) == ("ready", {"create": 2})
        assert datasets() == []

    def test_bad_values_are_named_with_their_remedy(self, send: Act) -> None:
        """Line, column, value, sentence."""
        shown = send(catalogue(1).replace("Annuelle", "parfois"))
        [row] = shown["rows"]
        assert (row["line"], row["outcome"]) == (2, "refused")
        [problem] = row["problems"]
        assert (problem["column"], problem["found"]) == ("FREQ_MAJ", "parfois")
        assert problem["sentence"].startswith("This frequency is not known. Write one")

    def test_row_that_comes_twice_is_refused(self, send: Act) -> None:
        """The first one is told."""
        shown = send(catalogue(1, 1))
        assert outcomes(shown) == ["create", "refused"]
        [problem] = shown["rows"][1]["problems"]
        assert problem["sentence"].startswith("Line 2 has the same identifier.")

    def test_same_title_is_already_there(
        self, send: Act, organization: dict[str, Any]
    ) -> None:
        """Whatever its case; a dataset of another organization does not count."""
        other = factories.Organization()
        mine = factories.Dataset(
            title="JEU 1", owner_org=organization["id"], state="draft"
        )
        factories.Dataset(title="Jeu 2", owner_org=other["id"], state="draft")
        shown = send(catalogue(1, 2))
        assert outcomes(shown) == ["exists", "create"]
        assert shown["rows"][0]["dataset"] == mine["name"]

    def test_licence_of_the_form_that_says_nothing_is_left_out(self, send: Act) -> None:
        """The draft has none: the default would be a claim."""
        shown = send(catalogue(1, licence="Spécifique ou autre"))
        [note] = shown["rows"][0]["notes"]
        assert note["column"] == "LICENCE"
        assert outcomes(shown) == ["create"]

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("nom;prix\npain;1", "The file catalogue.csv has no column TITRE"),
            ("TITRE;ID\n", "The file catalogue.csv has no row below its column names."),
            ("", "The file catalogue.csv is empty. Check it and send it again."),
        ],
    )
    def test_bad_file_is_refused_whole(
        self, send: Act, kept_files: Callable[[], set[str]], text: str, sentence: str
    ) -> None:
        """Nothing of it is kept."""
        with pytest.raises(tk.ValidationError) as refused:
            send(text)
        [said] = refused.value.error_dict["upload"]
        assert said.startswith(sentence)
        assert kept_files() == set()

    def test_who_may_not_publish_is_refused(
        self, send: Act, reader: dict[str, Any], stranger: dict[str, Any]
    ) -> None:
        """Members who only read, and strangers."""
        for user in (reader, stranger):
            with pytest.raises(tk.NotAuthorized):
                send(catalogue(1), user)


class TestRun:
    """``territory_bulk_run``."""

    def test_rows_become_drafts_of_the_sender(
        self, send: Act, act: Act, editor: dict[str, Any]
    ) -> None:
        """With what the file says, and nothing published."""
        shown = act(editor, "territory_bulk_run", id=send(catalogue(1, 2))["id"])
        assert (shown["state"], shown["counts"]) == ("done", {"created": 2})
        first, second = datasets()
        assert (first["state"], first["title"]) == ("draft", "Jeu 1")
        assert first["identifier"] == "1"
        assert first["notes"] == "Ce que contient le jeu 1"
        assert first["license_id"] == "lov2"
        assert first["frequency"].endswith("/ANNUAL")
        assert [tag["name"] for tag in first["tags"]] == ["eau"]
        assert first["creator_user_id"] == editor["id"]
        assert shown["rows"][1]["dataset"] == second["name"]

    def test_licence_left_out_stays_empty(
        self, send: Act, act: Act, editor: dict[str, Any]
    ) -> None:
        """Not even the default of the form."""
        sent = send(catalogue(1, licence="Spécifique ou autre"))
        act(editor, "territory_bulk_run", id=sent["id"])
        [dataset] = datasets()
        assert not dataset.get("license_id")

    def test_address_of_a_file_becomes_a_link(
        self, send: Act, act: Act, editor: dict[str, Any]
    ) -> None:
        """The draft has its file at once."""
        text = (
            "TITRE;FORMAT_RESSOURCES;URL\nArbres;csv;https://ville.example/arbres.csv\n"
        )
        act(editor, "territory_bulk_run", id=send(text)["id"])
        [dataset] = datasets()
        [resource] = dataset["resources"]
        assert resource["url"] == "https://ville.example/arbres.csv"
        assert (resource["format"], resource["name"]) == ("CSV", "Arbres")

    def test_same_file_again_creates_nothing(
        self, send: Act, act: Act, editor: dict[str, Any]
    ) -> None:
        """Nor does running a list that is done."""
        sent = send(catalogue(1, 2))
        late = send(catalogue(1, 2))
        act(editor, "territory_bulk_run", id=sent["id"])
        act(editor, "territory_bulk_run", id=sent["id"])
        assert outcomes(send(catalogue(1, 2))) == ["exists", "exists"]
        # Tried before the others were there.
        shown = act(editor, "territory_bulk_run", id=late["id"])
        assert outcomes(shown) == ["exists", "exists"]
        assert len(datasets()) == 2

    def test_refusal_of_one_row_leaves_the_others(
        self,
        send: Act,
        act: Act,
        editor: dict[str, Any],
        organization: dict[str, Any],
    ) -> None:
        """Each row is one dataset, whole or not at all."""
        sent = send(catalogue(1, 2, 3))
        row = model.Session.get(Start, sent["id"])
        rows = [dict(each) for each in row.inspection["rows"]]
        rows[1] = {**rows[1], "values": {**rows[1]["values"], "issued": "jamais"}}
        row.inspection = {**row.inspection, "rows": rows}
        model.Session.commit()
        shown = act(editor, "territory_bulk_run", id=sent["id"])
        assert outcomes(shown) == ["created", "refused", "created"]
        [problem] = shown["rows"][1]["problems"]
        assert problem["sentence"].startswith("The portal refuses this value.")
        assert [each["title"] for each in datasets()] == ["Jeu 1", "Jeu 3"]

    def test_many_rows_are_left_to_the_workers(
        self, send: Act, act: Act, editor: dict[str, Any]
    ) -> None:
        """The answer comes at once; the job does the rest."""
        sent = send(catalogue(*range(1, 23)))
        shown = act(editor, "territory_bulk_run", id=sent["id"])
        assert (shown["state"], shown["is_open"], shown["done"]) == ("waiting", True, 0)
        bulk_work.work(sent["id"])
        shown = act(editor, "territory_bulk_show", id=sent["id"])
        assert (shown["state"], shown["counts"]) == ("done", {"created": 22})

    def test_what_a_killed_worker_left_is_found(
        self, send: Act, act: Act, editor: dict[str, Any]
    ) -> None:
        """The sweep finds it when nothing has moved for a while, and only then."""
        sent = send(catalogue(*range(1, 23)))
        act(editor, "territory_bulk_run", id=sent["id"])
        assert bulk_work.left_behind() == []
        row = model.Session.get(Start, sent["id"])
        row.answers = {**row.answers, "moved_at": "2024-01-01T00:00:00+00:00"}
        model.Session.commit()
        assert bulk_work.left_behind() == [sent["id"]]
        assert jobs.sweep() in (0, 1)

    def test_rights_lost_meanwhile_are_lost(
        self,
        send: Act,
        act: Act,
        editor: dict[str, Any],
        organization: dict[str, Any],
    ) -> None:
        """Each dataset is created with the rights of the moment."""
        sent = send(catalogue(1))
        tk.get_action("organization_member_delete")(
            {"user": factories.Sysadmin()["name"]},
            {"id": organization["id"], "username": editor["name"]},
        )
        shown = act(editor, "territory_bulk_run", id=sent["id"])
        assert outcomes(shown) == ["refused"]
        assert datasets() == []

    def test_list_is_its_senders_only(
        self, send: Act, act: Act, colleague: dict[str, Any]
    ) -> None:
        """Not even an administrator of the portal sees it."""
        sent = send(catalogue(1))
        for user in (colleague, factories.Sysadmin(), None):
            for action in ("show", "run", "cancel", "delete"):
                with pytest.raises(tk.NotAuthorized):
                    act(user, f"territory_bulk_{action}", id=sent["id"])


class TestCancel:
    """``territory_bulk_cancel``."""

    def test_stopped_list_goes_on_when_asked(
        self, send: Act, act: Act, editor: dict[str, Any]
    ) -> None:
        """What was made stays; the rest is made later, once."""
        sent = send(catalogue(*range(1, 23)))
        act(editor, "territory_bulk_run", id=sent["id"])
        stopped = act(editor, "territory_bulk_cancel", id=sent["id"])
        assert (stopped["state"], stopped["is_open"]) == ("stopped", False)
        bulk_work.work(sent["id"])
        assert datasets() == []
        shown = act(editor, "territory_bulk_run", id=sent["id"], enqueue=False)
        assert (shown["state"], shown["counts"]) == ("done", {"created": 22})

    def test_running_list_stops_after_its_row(
        self, send: Act, act: Act, editor: dict[str, Any]
    ) -> None:
        """The worker sees it before the next one."""
        sent = send(catalogue(1, 2))
        row = model.Session.get(Start, sent["id"])
        row.answers = {**row.answers, **bulk_work.moved("running")}
        model.Session.commit()
        stopping = act(editor, "territory_bulk_cancel", id=sent["id"])
        assert stopping["state"] == "stopping"
        bulk_work.work(sent["id"])
        shown = act(editor, "territory_bulk_show", id=sent["id"])
        assert (shown["state"], shown["done"]) == ("stopped", 0)


class TestDelete:
    """``territory_bulk_delete``."""

    def test_list_and_file_go_the_datasets_stay(
        self,
        send: Act,
        act: Act,
        editor: dict[str, Any],
        kept_files: Callable[[], set[str]],
    ) -> None:
        """Only the report is forgotten."""
        sent = send(catalogue(1))
        act(editor, "territory_bulk_run", id=sent["id"])
        assert kept_files() == {sent["id"]}
        act(editor, "territory_bulk_delete", id=sent["id"])
        assert kept_files() == set()
        assert len(datasets()) == 1
        with pytest.raises(tk.NotAuthorized):
            act(editor, "territory_start_show", id=sent["id"])
