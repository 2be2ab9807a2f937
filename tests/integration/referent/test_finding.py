"""Finding the person for a sentence: action and command."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ckan import model
from ckan.cli.cli import ckan
from ckan.tests import factories
from ckan.tests.helpers import CKANCliRunner, call_action, changed_config

from ckanext.territory.model import PublishedAnswer, Referent, Service
from ckanext.territory.referents.directory import forget_directory

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")


def create(**values: object) -> dict[str, Any]:
    """Return a public referent made by an internal call."""
    return call_action(
        "territory_referent_create",
        **{
            "function": "Cheffe du service voirie",
            "service": "Voirie",
            "themes": ["voirie"],
            "problems": ["trou dans la chaussée"],
            "skills": ["linéaire de voirie"],
            "is_public": True,
            **values,
        },
    )


def dataset(referent_id: str, **values: object) -> dict[str, Any]:
    """Return a public dataset that a referent is responsible for."""
    return call_action(
        "package_create",
        {"user": factories.Sysadmin()["name"]},
        **{
            "type": "dataset",
            "name": "troncons",
            "title": "Tronçons de rue",
            "notes": "Chaque tronçon et sa longueur.",
            "owner_org": factories.Organization()["id"],
            "territory_theme": ["voirie"],
            "territory_level": "commune",
            "territory_code": ["35238"],
            "frequency": "ANNUAL",
            "license_id": "lov2",
            "referent_id": referent_id,
            **values,
        },
    )


def as_user(name: str) -> dict[str, Any]:
    """Return the context of a call by a user, or by nobody."""
    return {"user": name, "ignore_auth": False}


def answers(sentence: str) -> list[dict[str, Any]]:
    """Return the people found for a sentence."""
    return call_action("territory_referent_search", q=sentence)["answers"]


class TestSearch:
    """``territory_referent_search``."""

    def test_answer_gives_reasons(self) -> None:
        """The words typed, and what they met."""
        made = create()
        create(function="Diététicienne", service="Restauration", themes=[], problems=[])
        found = call_action(
            "territory_referent_search", q="un énorme trou sur la chaussée"
        )
        assert found["certainty"] == "sure"
        [answer, *_] = found["answers"]
        assert answer["referent"]["id"] == made["id"]
        assert answer["confidence"] > 0.5
        assert answer["reasons"][0]["field"] == "problems"
        assert "chaussée" in answer["reasons"][0]["words"]

    def test_change_is_seen_at_once(self) -> None:
        """The index in memory follows the table."""
        made = create(problems=[], skills=[], themes=[])
        assert not answers("montgolfières")
        call_action(
            "territory_referent_patch", id=made["id"], problems=["vol de montgolfière"]
        )
        assert answers("montgolfières")
        call_action("territory_referent_delete", id=made["id"])
        assert not answers("montgolfières")

    def test_withdrawn_dataset_is_not_named(
        self, index_of_titles: Callable[[], None]
    ) -> None:
        """A title that was public when indexed is not a reason once it is internal."""
        made = create(problems=[], skills=[], themes=[])
        package = dataset(made["id"], title="Zeppelins immatriculés")
        index_of_titles()
        [answer] = call_action(
            "territory_referent_search", as_user(""), q="les zeppelins"
        )["answers"]
        assert [why["field"] for why in answer["reasons"]] == ["datasets"]
        call_action(
            "package_patch",
            {"user": factories.Sysadmin()["name"]},
            id=package["id"],
            access_level="internal",
        )
        found = call_action("territory_referent_search", as_user(""), q="les zeppelins")
        assert "Zeppelins" not in str(found)

    def test_odd_sentence_leads_to_the_desk(self) -> None:
        """Nothing breaks, nobody is proposed at random, nobody is left alone."""
        create()
        model.Session.add(Service(name="Accueil", name_key="accueil", is_desk=True))
        model.Session.commit()
        for odd in ("", "   ", "😀😀", "مرحبا", "*:* OR 1=1 --", "x" * 100_000):
            found = call_action("territory_referent_search", q=odd)
            assert (found["certainty"], found["answers"]) == ("none", [])
            assert found["desk"]["name"] == "Accueil"
            assert "mobilite" in {one["theme"] for one in found["question"]["choices"]}

    def test_doubt_ends_in_a_question_between_two_services(self) -> None:
        """Its answers are links that find within one of the two."""
        create()
        create(
            function="Diététicienne",
            service="Restauration scolaire",
            themes=[],
            problems=["menu de la cantine"],
        )
        odd = "le voisin de ma tante parle de trou de mémoire, cantine, Zorro et Batman"
        found = call_action("territory_referent_search", q=odd)
        assert found["certainty"] == "low"
        assert len(found["services"]) == 2
        choices = found["question"]["choices"]
        assert len(choices) == 2
        for choice in choices:
            assert choice["label"] in found["question"]["text"]
            again = call_action(
                "territory_referent_search", q=odd, service=choice["service"]
            )
            services = {one["referent"]["service_id"] for one in again["answers"]}
            assert services == {choice["service"]}
            assert again["question"] is None

    def test_place_that_is_named_comes_first(self) -> None:
        """Else the one of the authority does."""
        people = {
            code: create(function=f"Voirie {code}", service=f"Voirie {code}")["id"]
            for code in ("35238", "44109")
        }
        for code, referent_id in people.items():
            model.Session.get(Referent, referent_id).territories = [code]
        model.Session.commit()
        forget_directory()
        with changed_config("ckanext.territory.territory_code", "35238"):
            home = call_action("territory_referent_search", q="trou dans la chaussée")
        assert home["answers"][0]["referent"]["id"] == people["35238"]
        assert home["place"] is None
        away = call_action(
            "territory_referent_search", q="trou dans la chaussée, Nantes"
        )
        assert away["answers"][0]["referent"]["id"] == people["44109"]
        assert away["place"] == {"code": "44109", "name": "Nantes"}

    def test_keywords_of_datasets_count(self) -> None:
        """Who holds the data is found by its keywords."""
        made = create(problems=[], skills=[], themes=[])
        dataset(made["id"], title="Relevés", tags=[{"name": "aérostats"}])
        forget_directory()
        [answer] = call_action("territory_referent_search", q="un aérostat")["answers"]
        assert answer["reasons"][0]["text"] == "Relevés"

    def test_answered_questions_count(self) -> None:
        """Who has answered it before is found by it."""
        made = create(problems=[], skills=[], themes=[])
        model.Session.add(
            PublishedAnswer(
                state="published",
                question_text="Où atterrissent les montgolfières ?",
                answer_text="Au pré communal.",
                referent_id=made["id"],
            )
        )
        model.Session.commit()
        [answer] = call_action("territory_referent_search", q="montgolfière")["answers"]
        assert answer["reasons"][0]["field"] == "answers"

    def test_answer_on_a_withdrawn_dataset_is_not_told(self) -> None:
        """Its words are no reason any more, nor do they lead to anybody later."""
        made = create(problems=[], skills=[], themes=[])
        package = dataset(made["id"])
        model.Session.add(
            PublishedAnswer(
                state="published",
                question_text="Où atterrissent les montgolfières ?",
                answer_text="Au pré communal.",
                referent_id=made["id"],
                dataset_id=package["id"],
            )
        )
        model.Session.commit()
        forget_directory()
        nobody = as_user("")
        sentence = {"q": "montgolfière"}
        found = call_action("territory_referent_search", dict(nobody), **sentence)
        assert found["answers"][0]["reasons"][0]["field"] == "answers"
        call_action(
            "package_patch",
            {"user": factories.Sysadmin()["name"]},
            id=package["id"],
            access_level="internal",
        )
        found = call_action("territory_referent_search", dict(nobody), **sentence)
        assert "atterrissent" not in str(found)
        forget_directory()
        found = call_action("territory_referent_search", dict(nobody), **sentence)
        assert found["answers"] == []


class TestEvaluate:
    """``ckan territory referent evaluate``."""

    def test_rates_and_misses_are_printed(
        self, cli: CKANCliRunner, tmp_path: Path
    ) -> None:
        """In JSON, with what was found in place of the right person."""
        made = create()
        other = create(function="Diététicienne", service="Restauration", problems=[])
        file = tmp_path / "sentences.tsv"
        file.write_text(
            f"expected\tsentence\n{made['id']}\ttrou dans la chaussée\n"
            f"{other['id']}\ttrou dans la chaussée\n",
            encoding="utf-8",
        )
        result = cli.invoke(
            ckan, ["territory", "referent", "evaluate", str(file), "--json"]
        )
        found = json.loads(result.stdout)
        assert (found["count"], found["top_1"]) == (2, 0.5)
        [miss] = found["misses"]
        assert miss["found"][0]["id"] == made["id"]
        assert miss["found"][0]["reasons"]

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"un trou\tpersonne\n", "aucun référent de l’annuaire"),
            (b"un trou sans reponse\n", "ligne 1"),
            (b"", "ligne 1"),
            (b"\xff\xfe\t\xe9\n", "UTF-8"),
        ],
    )
    def test_bad_file_is_refused_with_its_line(
        self, cli: CKANCliRunner, tmp_path: Path, content: bytes, message: str
    ) -> None:
        """Exit code 1, and what to do."""
        file = tmp_path / "sentences.tsv"
        file.write_bytes(content)
        result = cli.invoke(ckan, ["territory", "referent", "evaluate", str(file)])
        assert result.exit_code == 1
        assert message in result.output


@pytest.fixture
def index_of_titles(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return a function that lets the index in memory take new titles in."""
    from ckanext.territory.referents import directory  # noqa: PLC0415 - after plugins

    def take_in() -> None:
        monkeypatch.setattr(directory, "HOLDINGS_SECONDS", -1.0)
        directory.current_directory()
        monkeypatch.setattr(directory, "HOLDINGS_SECONDS", 60.0)

    return take_in
