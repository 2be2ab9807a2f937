"""What is typed is kept, comes back, and never overwrites anybody in silence."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import call_action, call_auth

from ckanext.territory.forms import copies
from ckanext.territory.forms.compare import digest
from ckanext.territory.model import FormCopy

# The browser of conftest.py, which cannot be imported from there.
Window = Any

Open = Callable[[dict[str, Any]], Any]


@pytest.fixture
def colleague(organization: dict[str, Any]) -> dict[str, Any]:
    """Return another editor of the service."""
    user = factories.UserWithToken()
    call_action(
        "organization_member_create",
        id=organization["id"],
        username=user["name"],
        role="editor",
    )
    return user


@pytest.fixture
def published(editor: dict[str, Any], organization: dict[str, Any]) -> dict[str, Any]:
    """Return a published dataset of the service."""
    return call_action(
        "package_create",
        {"user": editor["name"]},
        type="dataset",
        name=factories.Dataset.stub().name,
        title="Bancs",
        notes="Où sont les bancs.",
        owner_org=organization["id"],
        territory_theme=["eau"],
        territory_level="commune",
        territory_code=["35238"],
        frequency="ANNUAL",
        license_id="lov2",
    )


def keep(user: dict[str, Any], key: str, **values: object) -> dict[str, Any]:
    """Keep a first step for a user."""
    return call_action(
        "territory_form_copy_save",
        {"user": user["name"]},
        id=key,
        type="dataset",
        step="1",
        values=values,
    )


class TestCopyActions:
    """``territory_form_copy_*`` and ``territory_form_draft_list``."""

    def test_copy_is_of_its_author_only(
        self, published: dict[str, Any], editor: dict[str, Any], colleague: dict
    ) -> None:
        """Two persons type in the same form, each in a copy."""
        keep(editor, published["name"], title="A")
        keep(colleague, published["id"], title="B")
        for user, title in ((editor, "A"), (colleague, "B")):
            found = call_action(
                "territory_form_copy_show", {"user": user["name"]}, id=published["id"]
            )
            assert found["steps"]["1"] == {"title": title}
            assert found["title"] == title
        stored = call_action("package_show", id=published["id"])
        assert stored["title"] == "Bancs"

    def test_second_window_does_not_overwrite_the_first(
        self, published: dict[str, Any], editor: dict[str, Any]
    ) -> None:
        """A page that does not know the latest copy is told so."""
        seen = keep(editor, published["id"], title="A")["seen"]["1"]
        keep(editor, published["id"], title="B", seen="x")
        with pytest.raises(tk.ValidationError) as refusal:
            call_action(
                "territory_form_copy_save",
                {"user": editor["name"]},
                id=published["id"],
                type="dataset",
                step="1",
                values={"title": "C"},
                seen=seen,
            )
        assert refusal.value.error_dict == {
            "seen": ["This step is also being changed in another window."]
        }

    def test_copy_has_a_limit(self, editor: dict[str, Any]) -> None:
        """A novel is not a draft."""
        with pytest.raises(tk.ValidationError) as refusal:
            keep(editor, copies.new_key("dataset"), notes="x" * copies.MAX_LENGTH)
        assert refusal.value.error_dict == {
            "values": ["This text is too long to be kept as a draft."]
        }

    def test_one_step_is_forgotten_and_then_all(
        self, published: dict[str, Any], editor: dict[str, Any]
    ) -> None:
        """Nothing kept is ObjectNotFound; forgetting again is no error."""
        context = {"user": editor["name"]}
        keep(editor, published["id"], title="A")
        for _ in range(2):
            call_action(
                "territory_form_copy_delete", context, id=published["id"], step="1"
            )
        with pytest.raises(tk.ObjectNotFound):
            call_action("territory_form_copy_show", context, id=published["id"])

    def test_drafts_are_the_callers_own(
        self, editor: dict[str, Any], colleague: dict[str, Any]
    ) -> None:
        """Forms never sent; the latest first."""
        for title in ("Une", "Deux"):
            keep(editor, copies.new_key("dataset"), title=title)
        keep(colleague, copies.new_key("dataset"), title="Trois")
        found = call_action(
            "territory_form_draft_list", {"user": editor["name"]}, unsent=True
        )
        assert [row["title"] for row in found] == ["Deux", "Une"]
        assert {row["is_sent"] for row in found} == {False}

    def test_old_forms_never_sent_are_forgotten(self, editor: dict[str, Any]) -> None:
        """After the time announced."""
        key = copies.new_key("dataset")
        keep(editor, key, title="Vieux")
        row = model.Session.get(FormCopy, (key, editor["id"]))
        assert row is not None
        row.saved_at -= copies.KEPT_FOR * 2
        model.Session.commit()
        keep(editor, copies.new_key("dataset"), title="Neuf")
        assert model.Session.get(FormCopy, (key, editor["id"])) is None

    @pytest.mark.parametrize("key", ["nulle-part", "new:dataset:", "new:x y:abcdefgh"])
    def test_unknown_form_is_not_found(self, editor: dict[str, Any], key: str) -> None:
        """Neither a dataset nor a key of ours."""
        with pytest.raises(tk.ObjectNotFound):
            keep(editor, key, title="A")

    @pytest.mark.parametrize(
        "name",
        [
            "territory_form_conflict_list",
            "territory_form_copy_delete",
            "territory_form_copy_save",
            "territory_form_copy_show",
            "territory_form_save",
        ],
    )
    def test_who_may(
        self, published: dict[str, Any], editor: dict[str, Any], name: str
    ) -> None:
        """Editors of the service and sysadmins; nobody else."""
        stranger, sysadmin = factories.User(), factories.Sysadmin()
        data = {"id": published["id"]}
        for user in ("", stranger["name"]):
            context = {"user": user, "model": model}
            with pytest.raises(tk.NotAuthorized):
                call_auth(name, context, **data)
        for user in (editor["name"], sysadmin["name"]):
            assert call_auth(name, {"user": user, "model": model}, **data)

    def test_list_is_for_who_is_logged_in(self) -> None:
        """Drafts belong to somebody."""
        with pytest.raises(tk.NotAuthorized):
            call_auth("territory_form_draft_list", {"user": "", "model": model})


class TestSave:
    """``territory_form_save``."""

    def save(
        self, user: dict[str, Any], dataset: dict[str, Any], **data: object
    ) -> dict[str, Any]:
        """Save a first step of a dataset."""
        given = {"id": dataset["id"], "type": "dataset", "step": "1", **data}
        return call_action("territory_form_save", {"user": user["name"]}, **given)

    def test_conflict_saves_nothing(
        self, published: dict[str, Any], editor: dict[str, Any]
    ) -> None:
        """It names the field, mine, theirs, and what to start from."""
        saved = self.save(
            editor,
            published,
            values={"title": "Mien", "notes": "Autre"},
            base={"title": digest("Ancien"), "notes": digest("Où sont les bancs.")},
        )
        assert saved["conflicts"] == [
            {
                "field": "title",
                "mine": "Mien",
                "theirs": "Bancs",
                "base": digest("Bancs"),
            }
        ]
        stored = call_action("package_show", id=published["id"])
        assert (stored["title"], stored["notes"]) == ("Bancs", "Où sont les bancs.")

    def test_field_left_alone_keeps_what_others_wrote(
        self, published: dict[str, Any], editor: dict[str, Any]
    ) -> None:
        """The form showed the old value, and sends it back."""
        saved = self.save(
            editor,
            published,
            values={"title": "Ancien", "notes": "Neuf"},
            base={"title": digest("Ancien"), "notes": digest("Où sont les bancs.")},
        )
        assert saved["conflicts"] == []
        stored = call_action("package_show", id=published["id"])
        assert (stored["title"], stored["notes"]) == ("Bancs", "Neuf")

    def test_keywords_replace_those_there(
        self, published: dict[str, Any], editor: dict[str, Any]
    ) -> None:
        """They come as a text."""
        for words in ("banc, parc", "banc, jardin"):
            self.save(editor, published, values={"tag_string": words})
        stored = call_action("package_show", id=published["id"])
        assert sorted(tag["name"] for tag in stored["tags"]) == ["banc", "jardin"]

    def test_bad_keyword_is_said_at_its_field(
        self, published: dict[str, Any], editor: dict[str, Any]
    ) -> None:
        """Not at a field that the form does not have."""
        with pytest.raises(tk.ValidationError) as refusal:
            self.save(editor, published, values={"tag_string": "a"})
        assert set(refusal.value.error_dict) == {"tag_string"}

    def test_refused_step_goes_with_the_next_save(
        self, published: dict[str, Any], editor: dict[str, Any]
    ) -> None:
        """Two steps that need one another can both be saved."""
        with pytest.raises(tk.ValidationError) as refusal:
            self.save(editor, published, values={"territory_level": "epci"})
        assert set(refusal.value.error_dict) == {"territory_code"}
        saved = self.save(
            editor, published, step="3", values={"territory_code": ["243500139"]}
        )
        stored = call_action("package_show", id=published["id"])
        assert stored["territory_level"] == "epci"
        assert stored["territory_code"] == ["243500139"]
        with pytest.raises(tk.ObjectNotFound):
            call_action(
                "territory_form_copy_show", {"user": editor["name"]}, id=saved["id"]
            )


class TestPages:
    """The same, as a person meets it."""

    def path(self, dataset: dict[str, Any], step: str = "1") -> str:
        """Return the address of a step."""
        return f"/publier/jeu/{dataset['id']}/{step}"

    def test_leaving_and_coming_back_loses_nothing(
        self, browser: Window, published: dict[str, Any]
    ) -> None:
        """What was typed is back, said not to be saved; giving it up is one button."""
        path = self.path(published)
        browser.get(path)
        kept = browser.keep(path, title="Bancs et tables")
        assert "not published yet" in kept["status"] or "publié" in kept["status"]
        assert "t-steps" in kept["summary"]
        browser.get(path)
        assert dict(browser.fields())["title"] == "Bancs et tables"
        assert "t-resume" in browser.page
        browser.post(f"{path}/abandon", [])
        assert dict(browser.fields())["title"] == "Bancs"
        assert "t-resume" not in browser.page

    def test_what_is_as_stored_is_not_kept(
        self, browser: Window, published: dict[str, Any]
    ) -> None:
        """Typing and erasing leaves no trace."""
        path = self.path(published)
        browser.get(path)
        browser.keep(path, title="Bancs et")
        browser.keep(path, title="Bancs")
        browser.get(path)
        assert "t-resume" not in browser.page

    def test_form_never_sent_is_offered_again(self, browser: Window) -> None:
        """With its title, to resume or to give up."""
        browser.get("/publier/dataset/nouveau")
        key = browser.keep("/publier/dataset/nouveau", title="Fontaines")["key"]
        browser.get("/publier/dataset/nouveau")
        assert "Fontaines" in browser.page
        browser.get(f"/publier/dataset/nouveau?brouillon={key}")
        assert dict(browser.fields())["title"] == "Fontaines"
        browser.send(save="next")
        assert browser.path.endswith("/2")
        browser.get("/publier/dataset/nouveau")
        assert "Fontaines" not in browser.page

    def test_two_windows_of_one_person(
        self, browser: Window, published: dict[str, Any]
    ) -> None:
        """The second is told that its words are not kept; none is lost by that."""
        path = self.path(published)
        browser.get(path)
        browser.keep(path, title="Première")
        answer = browser.keep(path, title="Seconde")
        assert browser.status == 409
        assert "seen" not in answer
        browser.get(path)
        assert dict(browser.fields())["title"] == "Première"

    @pytest.mark.parametrize(
        ("choice", "title"), [("mine", "Bancs bleus"), ("theirs", "Bancs verts")]
    )
    def test_two_persons_choose(  # noqa: PLR0913, PLR0917 - two persons, one choice
        self,
        browser: Window,
        published: dict[str, Any],
        colleague: dict[str, Any],
        open_browser: Open,
        choice: str,
        title: str,
    ) -> None:
        """Mine and theirs in words; the rest of the step is saved either way."""
        path = self.path(published)
        browser.get(path)
        other = open_browser(colleague)
        other.get(path)
        other.send(title="Bancs verts", save="stay")
        browser.send(title="Bancs bleus", notes="Autres notes", save="stay")
        assert "Bancs verts" in browser.page
        assert "Bancs bleus" in browser.page
        stored = call_action("package_show", id=published["id"])
        assert stored["notes"] == "Où sont les bancs."
        browser.send_form("territory-conflict", path, territory_form_take_title=choice)
        stored = call_action("package_show", id=published["id"])
        assert (stored["title"], stored["notes"]) == (title, "Autres notes")

    def test_other_field_of_the_same_step_is_no_conflict(
        self,
        browser: Window,
        published: dict[str, Any],
        colleague: dict[str, Any],
        open_browser: Open,
    ) -> None:
        """Both changes stand."""
        path = self.path(published)
        browser.get(path)
        other = open_browser(colleague)
        other.get(path)
        other.send(notes="Les bancs, un par un.", save="stay")
        browser.send(title="Bancs bleus", save="stay")
        stored = call_action("package_show", id=published["id"])
        assert stored["title"] == "Bancs bleus"
        assert stored["notes"] == "Les bancs, un par un."

    def test_answer_counts_what_is_typed(
        self, browser: Window, published: dict[str, Any]
    ) -> None:
        """The quality rises with a description long enough."""
        path = self.path(published)
        browser.get(path)
        before = browser.keep(path, notes="Court")["summary"]
        browser.get(path)
        after = browser.keep(path, notes="x" * 150)["summary"]
        assert json.dumps(before).count("100") > json.dumps(after).count("100")
