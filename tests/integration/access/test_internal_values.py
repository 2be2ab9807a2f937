"""Internal fields: kept apart, whole or not at all, shown to who may change."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
import sqlalchemy as sa

from ckan import model
from ckan.exceptions import CkanConfigurationException
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, call_action

from ckanext.scheming.plugins import SchemingDatasetsPlugin

from ckanext.territory import internal_values
from ckanext.territory.model.internal_value import InternalValue

Reset = Callable[[], None]

WORD = "loutre"
NUMBERS = itertools.count()


@pytest.fixture(scope="module", autouse=True)
def ready(
    portal: CKANTestApp,
    reset_db: Reset,
    migrate_db_for: Callable[[str], None],
    reset_index: Reset,
) -> None:
    """Empty everything once."""
    reset_db()
    for plugin in ("activity", "territory"):
        migrate_db_for(plugin)
    reset_index()


@pytest.fixture
def editor() -> dict[str, Any]:
    """Return somebody who edits for a service."""
    return factories.User()


@pytest.fixture
def organization(editor: dict[str, Any]) -> dict[str, Any]:
    """Return the service of the editor."""
    return factories.Organization(
        users=[{"name": editor["name"], "capacity": "editor"}]
    )


def act(user: dict[str, Any], action: str, **values: Any) -> Any:  # noqa: ANN401 - results of actions
    """Call an action as a user, with access checked."""
    context = {"user": user["name"], "ignore_auth": False}
    return call_action(action, context, **values)


def fields(organization: dict[str, Any], **values: object) -> dict[str, Any]:
    """Return a dataset that a publisher would send."""
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
        **values,
    }


@pytest.fixture
def dataset(editor: dict[str, Any], organization: dict[str, Any]) -> dict[str, Any]:
    """Return a dataset with an internal note."""
    return act(editor, "package_create", **fields(organization, internal_note=WORD))


def shown(user: dict[str, Any], dataset: dict[str, Any]) -> dict[str, Any]:
    """Return the internal values as a user gets them."""
    return act(user, "territory_internal_show", id=dataset["id"])


class TestKeeping:
    """Values go to their own table, in the transaction of the dataset."""

    def test_new_value_is_kept_apart(
        self, editor: dict[str, Any], dataset: dict[str, Any]
    ) -> None:
        """It is in the answer of no other action, nor in the dataset's row."""
        assert shown(editor, dataset) == {"internal_note": WORD}
        assert "internal_note" not in dataset
        row = model.Session.get(model.Package, dataset["id"])
        assert "internal_note" not in row.extras

    def test_value_not_sent_stays(
        self, editor: dict[str, Any], dataset: dict[str, Any]
    ) -> None:
        """By an update without it, as other tools send it."""
        act(editor, "package_update", **{**dataset, "title": "Arbres"})
        assert shown(editor, dataset) == {"internal_note": WORD}

    @pytest.mark.parametrize("empty", ["", None, "  ", []])
    def test_empty_value_clears(
        self, editor: dict[str, Any], dataset: dict[str, Any], empty: object
    ) -> None:
        """An empty text, or nothing."""
        act(editor, "package_patch", id=dataset["id"], internal_note=empty)
        assert shown(editor, dataset) == {}

    def test_value_alone_is_saved(
        self, editor: dict[str, Any], dataset: dict[str, Any]
    ) -> None:
        """Where nothing else changes, CKAN saves nothing: we do."""
        act(editor, "package_patch", id=dataset["id"], internal_note="autre")
        model.Session.rollback()
        assert shown(editor, dataset) == {"internal_note": "autre"}

    def test_value_is_saved_with_another_change(
        self, editor: dict[str, Any], dataset: dict[str, Any]
    ) -> None:
        """In one commit."""
        act(editor, "package_patch", id=dataset["id"], internal_note="b", title="B")
        model.Session.rollback()
        assert shown(editor, dataset) == {"internal_note": "b"}

    def test_revise_reaches_it(
        self, editor: dict[str, Any], dataset: dict[str, Any]
    ) -> None:
        """Through package_revise."""
        act(
            editor,
            "package_revise",
            match={"id": dataset["id"]},
            update={"internal_note": "revu"},
        )
        assert shown(editor, dataset) == {"internal_note": "revu"}

    def test_free_extra_of_that_name_is_internal_too(
        self, editor: dict[str, Any], organization: dict[str, Any]
    ) -> None:
        """Old tools send every field as an extra."""
        extras = [{"key": "internal_note", "value": WORD}]
        made = act(editor, "package_create", **fields(organization, extras=extras))
        assert shown(editor, made) == {"internal_note": WORD}
        assert WORD not in str(made)

    def test_nul_and_blanks_are_taken_out(
        self, editor: dict[str, Any], dataset: dict[str, Any]
    ) -> None:
        """PostgreSQL would refuse them."""
        act(editor, "package_patch", id=dataset["id"], internal_note=" a\x00b\n")
        assert shown(editor, dataset) == {"internal_note": "ab"}

    def test_list_is_kept_as_a_list(
        self, editor: dict[str, Any], dataset: dict[str, Any]
    ) -> None:
        """An administrator's own field may hold several texts."""
        act(editor, "package_patch", id=dataset["id"], internal_note=["a", "", "b"])
        assert shown(editor, dataset) == {"internal_note": ["a", "b"]}

    def test_draft_keeps_its_note(
        self, editor: dict[str, Any], organization: dict[str, Any]
    ) -> None:
        """A draft of an editor is a draft, and holds its note."""
        made = act(
            editor,
            "package_create",
            **fields(organization, state="draft", internal_note=WORD),
        )
        assert made["state"] == "draft"
        assert shown(editor, made) == {"internal_note": WORD}

    def test_purge_takes_values_out(
        self, editor: dict[str, Any], dataset: dict[str, Any]
    ) -> None:
        """Deleting keeps them, as CKAN keeps the dataset; purging does not."""
        act(editor, "package_delete", id=dataset["id"])
        assert shown(editor, dataset) == {"internal_note": WORD}
        act(factories.Sysadmin(), "dataset_purge", id=dataset["id"])
        left = sa.select(InternalValue).filter_by(dataset_id=dataset["id"])
        assert model.Session.scalars(left).all() == []


class TestRefusing:
    """A refused dataset leaves no value; a refused value leaves no dataset."""

    def test_refused_dataset_leaves_no_value(
        self, editor: dict[str, Any], dataset: dict[str, Any]
    ) -> None:
        """The error of another field does not hold the value."""
        with pytest.raises(tk.ValidationError) as refused:
            act(
                editor,
                "package_patch",
                id=dataset["id"],
                internal_note="secret",
                frequency="tous les mois",
            )
        assert "secret" not in str(refused.value.error_dict)
        assert shown(editor, dataset) == {"internal_note": WORD}

    @pytest.mark.parametrize("further", [{}, {"title": "Autre"}])
    def test_long_value_is_refused_at_its_field(
        self,
        editor: dict[str, Any],
        dataset: dict[str, Any],
        further: dict[str, str],
    ) -> None:
        """With the limit, without the value, whether or not the rest changes."""
        with pytest.raises(tk.ValidationError) as refused:
            act(
                editor,
                "package_patch",
                id=dataset["id"],
                source_application="x" * 2001,
                **further,
            )
        assert list(refused.value.error_dict) == ["source_application"]
        assert "2000" in refused.value.error_dict["source_application"][0]
        assert "xx" not in str(refused.value.error_dict)
        after = call_action("package_show", id=dataset["id"])
        assert after["title"] == dataset["title"]

    def test_all_errors_come_at_once(
        self, editor: dict[str, Any], organization: dict[str, Any]
    ) -> None:
        """A long note and a wrong frequency."""
        sent = fields(organization, internal_note="x" * 20001, frequency="souvent")
        with pytest.raises(tk.ValidationError) as refused:
            act(editor, "package_create", **sent)
        assert set(refused.value.error_dict) == {"internal_note", "frequency"}

    def test_member_writes_nothing(
        self, dataset: dict[str, Any], editor: dict[str, Any]
    ) -> None:
        """Who may not change the dataset changes no value, even by a later commit."""
        with pytest.raises((tk.NotAuthorized, tk.ObjectNotFound)):
            act(factories.User(), "package_patch", id=dataset["id"], internal_note="x")
        model.Session.commit()
        assert shown(editor, dataset) == {"internal_note": WORD}

    def test_nothing_is_logged(
        self,
        editor: dict[str, Any],
        dataset: dict[str, Any],
        organization: dict[str, Any],
        caplog: pytest.LogCaptureFixture,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """CKAN logs what it validates: the value is not in it any more."""
        for name in ("create", "update"):
            logger = logging.getLogger(f"ckan.logic.action.{name}")
            monkeypatch.setattr(logger, "disabled", False)
            monkeypatch.setattr(logger, "handlers", [caplog.handler])
            monkeypatch.setattr(logger, "level", logging.DEBUG)
            logger.manager._clear_cache()
        secret = {"internal_note": "castor"}
        act(editor, "package_create", **fields(organization), **secret)
        for further in ({"title": "T"}, {"frequency": "souvent"}):
            with suppress(tk.ValidationError):
                act(editor, "package_patch", id=dataset["id"], **secret, **further)
        assert "package_create" in caplog.text
        assert "package_update" in caplog.text
        assert "castor" not in caplog.text


class TestShowing:
    """``territory_internal_show`` answers who may change the dataset."""

    def test_others_find_nothing(
        self, dataset: dict[str, Any], organization: dict[str, Any]
    ) -> None:
        """Members who only read, agents, people of other services, anonymous ones."""
        member, agent, other = (factories.User() for _ in range(3))
        admin = factories.Sysadmin()
        call_action(
            "organization_member_create",
            id=organization["id"],
            username=member["name"],
            role="member",
        )
        factories.Organization(users=[{"name": other["name"], "capacity": "admin"}])
        act(admin, "territory_agent_update", id=agent["id"], agent=True)
        for user in (member, agent, other, {"name": ""}):
            for identifier in (dataset["id"], "rien"):
                with pytest.raises(tk.ObjectNotFound) as hidden:
                    act(user, "territory_internal_show", id=identifier)
                assert not hidden.value.message
        assert shown(admin, dataset) == {"internal_note": WORD}


class TestSchemas:
    """A schema whose internal fields would leave stops the start."""

    @pytest.mark.parametrize(
        ("group", "field", "message"),
        [
            ("resource_fields", {}, "fields of resources are always public"),
            ("dataset_fields", {"validators": "ignore_missing"}, "territory_internal"),
            ("dataset_fields", {"repeating_subfields": []}, "it repeats"),
            (
                "dataset_fields",
                {
                    "audience": "public",
                    "repeating_subfields": [
                        {"field_name": "x", "audience": "internal"}
                    ],
                },
                "only a part of it",
            ),
        ],
    )
    def test_wrong_schema_is_refused(
        self,
        monkeypatch: pytest.MonkeyPatch,
        group: str,
        field: dict[str, Any],
        message: str,
    ) -> None:
        """The message names type and field."""
        wrong = {"field_name": "cachette", "audience": "internal", **field}
        schema = {"dataset_fields": [], "resource_fields": [], group: [wrong]}
        plugin = SchemingDatasetsPlugin.instance
        monkeypatch.setattr(plugin, "_expanded_schemas", {"voirie": schema})
        with pytest.raises(CkanConfigurationException) as refused:
            internal_values.check_schemas()
        assert "dataset type voirie marks the field cachette" in str(refused.value)
        assert message in str(refused.value)

    def test_own_schemas_are_right(self) -> None:
        """Each type has both fields of ours."""
        internal_values.check_schemas()
        for dataset_type in SchemingDatasetsPlugin.instance._schemas:
            names = set(internal_values.fields_of(dataset_type))
            assert {"source_application", "internal_note"} <= names

    def test_value_stored_before_is_not_shown(
        self, dataset: dict[str, Any], editor: dict[str, Any]
    ) -> None:
        """A field that becomes internal stops being shown, in both forms."""
        row = model.Session.get(model.Package, dataset["id"])
        row.extras = {**row.extras, "internal_note": "ancien"}
        model.Session.commit()
        for default in (False, True):
            found = act(
                editor, "package_show", id=dataset["id"], use_default_schema=default
            )
            assert "ancien" not in str(found)
