"""What is hidden is looked for on every path that a reader can take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from ckan.tests.helpers import CKANTestApp

if TYPE_CHECKING:
    from conftest import World

# The words of the datasets of conftest.py.
INTERNAL, RESTRICTED, PUBLIC = "zibeline", "ocelot", "platane"
PERSON = "ondatra"
SECRETS = (INTERNAL, RESTRICTED, PERSON)
HIDDEN_DATASETS = (INTERNAL, RESTRICTED)
OUTSIDERS = ("anonymous", "plain")
Address = Callable[["World"], str]


def api(action: str, **values: object) -> Address:
    """Return the address of an API call that names nothing hidden."""
    return lambda world: f"/api/3/action/{action}?{urlencode(values, doseq=True)}"


def about(action: str, kind: str, level: str = "internal", key: str = "id") -> Address:
    """Return the address of an API call on something hidden, by id."""

    def address(world: World) -> str:
        identifier = getattr(world, kind)[level]["id"]
        return f"/api/3/action/{action}?{urlencode({key: identifier})}"

    return address


def page(template: str) -> Address:
    """Return the address of a page; ``{internal}`` and the like are ids."""

    def address(world: World) -> str:
        return template.format(
            internal=world.datasets["internal"]["id"],
            resource=world.resources["internal"]["id"],
            view=world.views["internal"]["id"],
            restricted=world.datasets["restricted"]["id"],
            public=world.datasets["public"]["id"],
        )

    return address


@dataclass(frozen=True, slots=True)
class Path:
    """A read path; ``sees`` names the insiders who find the internal dataset by it."""

    name: str
    address: Address
    sees: tuple[str, ...] = ()
    htmx: bool = False


EVERYONE_INSIDE = ("agent", "member", "sysadmin")
SEARCH = {"rows": 50, "facet.field": '["tags","res_format","title","name"]'}
PATHS = (
    Path("show by id", about("package_show", "datasets"), EVERYONE_INSIDE),
    Path("show by name", api("package_show", id=f"{INTERNAL}-internal"), ("agent",)),
    Path(
        "show, default schema",
        lambda w: about("package_show", "datasets")(w) + "&use_default_schema=true",
        ("agent",),
    ),
    Path("search", api("package_search", **SEARCH), ("agent",)),
    Path(
        "search, private",
        api("package_search", include_private="true", include_drafts="true", **SEARCH),
        EVERYONE_INSIDE,
    ),
    Path(
        "search, fields",
        api("package_search", include_private="true", fl="id,title,permission_labels"),
        (),
    ),
    Path(
        "search, widened filter",
        api("package_search", fq="capacity:private OR capacity:public", rows=50),
        (),
    ),
    Path(
        "search, labels as facet",
        api("package_search", **{"facet.field": '["permission_labels","groups"]'}),
    ),
    Path("list", api("package_list")),
    Path(
        "current list",
        api("current_package_list_with_resources", limit=50),
        ("sysadmin",),
    ),
    Path("autocomplete", api("package_autocomplete", q="inter"), EVERYONE_INSIDE),
    Path("autocomplete, page", page("/api/util/dataset/autocomplete?incomplete=inter")),
    Path("resource search", api("resource_search", query="name:Fichier")),
    Path("resource", about("resource_show", "resources"), EVERYONE_INSIDE),
    Path("resource views", about("resource_view_list", "resources"), EVERYONE_INSIDE),
    Path("resource view", about("resource_view_show", "views"), EVERYONE_INSIDE),
    Path("tags", api("tag_list"), EVERYONE_INSIDE),
    Path("tag search", api("tag_search", query="tag"), EVERYONE_INSIDE),
    Path("tag autocomplete", api("tag_autocomplete", query="tag"), EVERYONE_INSIDE),
    Path("tag autocomplete, page", page("/api/2/util/tag/autocomplete?incomplete=tag")),
    Path("formats", api("format_autocomplete", q="e"), EVERYONE_INSIDE),
    Path(
        "formats, page", page("/api/2/util/resource/format_autocomplete?incomplete=e")
    ),
    Path(
        "organization",
        api("organization_show", id="espaces-verts", include_datasets="true"),
        EVERYONE_INSIDE,
    ),
    Path("group", api("group_show", id="nature", include_datasets="true"), ("agent",)),
    Path("group datasets", api("group_package_show", id="nature"), ("agent",)),
    Path("members", api("member_list", id="nature", object_type="package"), ()),
    Path("user", api("user_show", id="redactrice", include_datasets="true")),
    Path("relationships", about("package_relationships_list", "datasets")),
    Path("followers", about("dataset_follower_count", "datasets")),
    Path("collaborators", about("package_collaborator_list", "datasets")),
    Path("home", page("/")),
    Path("search page", page("/dataset/"), EVERYONE_INSIDE),
    Path("search page, htmx", page("/dataset/"), EVERYONE_INSIDE, htmx=True),
    Path("search page, budgets", page("/budget/")),
    Path("organization page", page("/organization/espaces-verts"), EVERYONE_INSIDE),
    Path("organizations page", page("/organization/")),
    Path("group page", page("/group/nature"), EVERYONE_INSIDE),
    Path("dataset page", page("/dataset/{internal}"), EVERYONE_INSIDE),
    Path("dataset groups", page("/dataset/groups/{internal}")),
    Path("dataset followers", page("/dataset/followers/{internal}")),
    Path("dataset edit", page("/dataset/edit/{internal}")),
    Path("dataset resources", page("/dataset/resources/{internal}")),
    Path("resource page", page("/dataset/{internal}/resource/{resource}"), ("agent",)),
    Path(
        "download",
        page("/dataset/{internal}/resource/{resource}/download/f.csv"),
        EVERYONE_INSIDE,
    ),
    Path(
        "download by another dataset",
        page("/dataset/{public}/resource/{resource}/download/f.csv"),
    ),
    Path(
        "view page",
        page("/dataset/{internal}/resource/{resource}/view/{view}"),
        EVERYONE_INSIDE,
    ),
    Path(
        "table", about("datastore_search", "resources", key="resource_id"), ("agent",)
    ),
    Path("table, info", about("datastore_info", "resources")),
    Path("table, all tables", api("datastore_search", resource_id="_table_metadata")),
    Path("table, dump", page("/datastore/dump/{resource}"), EVERYONE_INSIDE),
    Path(
        "table, json dump", page("/datastore/dump/{resource}?format=json"), ("agent",)
    ),
    Path("table, api page", page("/datastore/api_info/{resource}")),
    Path("table, dictionary", page("/dataset/{internal}/dictionary/{resource}")),
    Path("activity", about("package_activity_list", "datasets"), EVERYONE_INSIDE),
    Path("activity page", page("/dataset/activity/{internal}"), EVERYONE_INSIDE),
    Path(
        "organization activity",
        api("organization_activity_list", id="espaces-verts", limit=50),
    ),
    Path("organization activity page", page("/organization/activity/espaces-verts")),
    Path("group activity", api("group_activity_list", id="nature", limit=50), ()),
    Path("user activity", api("user_activity_list", id="redactrice"), ("sysadmin",)),
    Path(
        "recent activity",
        api("recently_changed_packages_activity_list", limit=50),
        EVERYONE_INSIDE,
    ),
    Path("feed", page("/feeds/dataset.atom")),
    Path("feed of a query", page("/feeds/custom.atom?q=fichier")),
    Path("feed of a tag", page(f"/feeds/tag/{INTERNAL}-tag.atom")),
    Path("feed of the organization", page("/feeds/organization/espaces-verts.atom")),
    Path("feed of the group", page("/feeds/group/nature.atom")),
    Path("catalogue, RDF", page("/catalog.ttl")),
    Path("catalogue, JSON", page("/catalog.jsonld")),
    Path("catalogue by query", page("/catalog.ttl?q=Tout")),
    Path("dataset, RDF", page("/dataset/{internal}.ttl"), EVERYONE_INSIDE),
    Path("dataset, RDF by name", page(f"/dataset/{INTERNAL}-internal.jsonld")),
    Path("sitemap", page("/robots.txt")),
    Path("referents", api("territory_referent_list")),
    Path("referent by problem", api("territory_referent_search", q="arbre dangereux")),
    Path("referent by name", api("territory_referent_search", q="Mme")),
    Path("directory", page("/annuaire")),
    Path("directory by problem", page("/annuaire?q=arbre+dangereux")),
    Path("services", api("territory_service_list")),
    Path("organisation chart", page("/annuaire/services")),
    Path("public answers", api("territory_answer_list", q="arbre dangereux")),
    Path("public answers, page", page("/questions/reponses?q=arbre")),
    Path("question on a dataset", page("/questions/nouvelle?dataset_id={public}")),
    Path("question on a hidden one", page("/questions/nouvelle?dataset_id={internal}")),
    Path("questions of agents", page("/questions")),
    Path("export of the directory", api("territory_referent_export")),
    Path("public dataset page", page("/dataset/{public}")),
    Path("public dataset, RDF", page("/dataset/{public}.ttl")),
    Path("public dataset", about("package_show", "datasets", "public")),
)


def read(site: CKANTestApp, path: Path, world: World, role: str) -> str:
    """Return the body of a path for a reader, in lower case."""
    headers = dict(world.headers[role])
    if path.htmx:
        headers["HX-Request"] = "true"
    answer = site.get(path.address(world), headers=headers, follow_redirects=True)
    assert answer.status_code < 500, answer.body
    return answer.body.lower()


def without_question(body: str, address: str) -> str:
    """Return the body without the address that was asked for, and its parts."""
    for part in sorted(address.lower().replace("?", "/").split("/"), key=len)[::-1]:
        if any(secret in part for secret in SECRETS):
            body = body.replace(part.removesuffix(".atom").removesuffix(".jsonld"), "")
    return body


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
class TestOutsiders:
    """Anonymous readers, and people who are merely logged in, find nothing."""

    @pytest.mark.parametrize("role", OUTSIDERS)
    def test_nothing_hidden_is_shown(
        self, site: CKANTestApp, world: World, path: Path, role: str
    ) -> None:
        """Neither the words of a hidden dataset nor ids that were not asked for."""
        address = path.address(world)
        body = without_question(read(site, path, world, role), address)
        assert not [word for word in SECRETS if word in body]
        assert not [i for i in world.secret_ids() if i in body and i not in address]


@pytest.mark.parametrize(
    ("path", "role"),
    [
        pytest.param(path, role, id=f"{path.name}-{role}")
        for path in PATHS
        for role in path.sees
    ],
)
class TestInsiders:
    """Those who may read it find it: the search above can fail."""

    def test_internal_dataset_is_found(
        self, site: CKANTestApp, world: World, path: Path, role: str
    ) -> None:
        """The word is in the body, apart from the question."""
        body = read(site, path, world, role)
        assert INTERNAL in without_question(body, path.address(world))

    def test_restricted_dataset_is_for_its_service(
        self, site: CKANTestApp, world: World, path: Path, role: str
    ) -> None:
        """An agent of another service finds no trace of it."""
        if role == "agent":
            body = read(site, path, world, role)
            assert RESTRICTED not in body
            assert world.datasets["restricted"]["id"] not in body


class TestPerson:
    """The internal face of a referent is for agents."""

    @pytest.mark.parametrize("role", OUTSIDERS)
    def test_outsiders_see_the_public_face(
        self, site: CKANTestApp, world: World, role: str
    ) -> None:
        """Function and mailbox, on a public dataset's page too."""
        for address in (
            f"/api/3/action/territory_referent_show?id={world.referent['id']}",
            page("/dataset/{public}")(world),
        ):
            body = site.get(address, headers=world.headers[role]).body.lower()
            assert "responsable des arbres" in body
            assert PERSON not in body

    def test_agents_see_the_person(self, site: CKANTestApp, world: World) -> None:
        """The search above can fail."""
        address = f"/api/3/action/territory_referent_show?id={world.referent['id']}"
        assert PERSON in site.get(address, headers=world.headers["agent"]).body.lower()


class TestCounts:
    """Counts betray nothing either."""

    @pytest.mark.parametrize(
        ("role", "count"),
        [("anonymous", 1), ("plain", 1), ("agent", 2), ("member", 3), ("sysadmin", 3)],
    )
    def test_search_counts_what_the_reader_may_read(
        self, site: CKANTestApp, world: World, role: str, count: int
    ) -> None:
        """One public, one internal, one restricted dataset."""
        address = api("package_search", include_private="true", rows=0)(world)
        answer = site.get(address, headers=world.headers[role])
        assert answer.json["result"]["count"] == count

    @pytest.mark.parametrize("role", OUTSIDERS)
    @pytest.mark.parametrize("word", HIDDEN_DATASETS)
    def test_no_question_finds_a_hidden_word(
        self, site: CKANTestApp, world: World, role: str, word: str
    ) -> None:
        """Searching the very word counts nothing."""
        for query in (word, f"title:{word}*", f"res_name:*{word}*", f"tags:{word}-tag"):
            address = api("package_search", q=query, include_private="true")(world)
            answer = site.get(address, headers=world.headers[role])
            assert answer.json["result"]["count"] == 0

    @pytest.mark.parametrize("role", OUTSIDERS)
    def test_organization_counts_public_datasets(
        self, site: CKANTestApp, world: World, role: str
    ) -> None:
        """Shown, listed and listed by count."""
        headers = world.headers[role]
        for address in (
            api("organization_show", id="espaces-verts"),
            api("organization_list", all_fields="true"),
            api("organization_list", all_fields="true", sort="package_count desc"),
        ):
            result = site.get(address(world), headers=headers).json["result"]
            rows = result if isinstance(result, list) else [result]
            assert [row["package_count"] for row in rows] == [1]


class TestAbsentAndForbidden:
    """What is hidden answers like what does not exist."""

    MISSING = "11111111-2222-4333-8444-555555555555"
    CALLS = (
        ("package_show", "id", "datasets"),
        ("package_activity_list", "id", "datasets"),
        ("package_relationships_list", "id", "datasets"),
        ("dataset_follower_count", "id", "datasets"),
        ("package_collaborator_list", "id", "datasets"),
        ("resource_show", "id", "resources"),
        ("resource_view_list", "id", "resources"),
        ("resource_view_show", "id", "views"),
        ("datastore_search", "resource_id", "resources"),
        ("datastore_info", "id", "resources"),
    )
    PAGES = (
        "/dataset/{id}",
        "/dataset/groups/{id}",
        "/dataset/activity/{id}",
        "/dataset/edit/{id}",
        "/dataset/delete/{id}",
        "/dataset/resources/{id}",
        "/dataset/followers/{id}",
        "/dataset/collaborators/{id}",
        "/dataset/{id}.ttl",
        "/dataset/{id}/resource/22222222-2222-4333-8444-555555555555",
    )
    RESOURCE_PAGES = (
        "/dataset/{public}/resource/{id}",
        "/dataset/{public}/resource/{id}/download/f.csv",
        "/dataset/{public}/resource/{id}/view/",
        "/datastore/dump/{id}",
        "/datastore/api_info/{id}",
    )

    @pytest.mark.parametrize("role", OUTSIDERS)
    @pytest.mark.parametrize("call", CALLS, ids=lambda call: call[0])
    def test_api_answers_the_same(
        self,
        site: CKANTestApp,
        world: World,
        role: str,
        call: tuple[str, str, str],
    ) -> None:
        """Same status and same body for a hidden and for a missing id."""
        action, key, kind = call
        answers = []
        for identifier in (getattr(world, kind)["internal"]["id"], self.MISSING):
            address = api(action, **{key: identifier})(world)
            answer = site.get(address, headers=world.headers[role])
            answers.append((answer.status_code, answer.body.replace(identifier, "")))
        assert answers[0] == answers[1]
        assert answers[0][0] != 200

    @pytest.fixture
    def answers(
        self, site: CKANTestApp, world: World, timeless: Callable[[str, str], str]
    ) -> Callable[..., list[tuple[int, str]]]:
        """Return what asks an outsider's page of a hidden and of a missing id."""

        def ask(
            role: str, template: str, hidden: str, **values: str
        ) -> list[tuple[int, str]]:
            found = []
            # The first answer also shows what a page before it left to be said.
            for identifier in (self.MISSING, hidden, self.MISSING):
                address = template.format(id=identifier, **values)
                headers = world.headers[role]
                answer = site.get(address, headers=headers, follow_redirects=False)
                found.append((answer.status_code, timeless(answer.body, identifier)))
            return found[1:]

        return ask

    @pytest.mark.parametrize("role", OUTSIDERS)
    @pytest.mark.parametrize("template", PAGES)
    def test_dataset_pages_answer_the_same(
        self,
        answers: Callable[..., list[tuple[int, str]]],
        world: World,
        role: str,
        template: str,
    ) -> None:
        """Same status and same words in the page."""
        hidden, absent = answers(role, template, world.datasets["internal"]["id"])
        assert hidden == absent

    @pytest.mark.parametrize("role", OUTSIDERS)
    @pytest.mark.parametrize("template", RESOURCE_PAGES)
    def test_resource_pages_answer_the_same(
        self,
        answers: Callable[..., list[tuple[int, str]]],
        world: World,
        role: str,
        template: str,
    ) -> None:
        """Same status and same words in the page."""
        key, public = world.resources["internal"]["id"], world.datasets["public"]["id"]
        hidden, absent = answers(role, template, key, public=public)
        assert hidden == absent

    @pytest.mark.parametrize("role", OUTSIDERS)
    def test_public_dataset_is_shown(
        self, site: CKANTestApp, world: World, role: str
    ) -> None:
        """The comparison above is not one of errors alone."""
        address = page("/dataset/{public}")(world)
        answer = site.get(address, headers=world.headers[role])
        assert answer.status_code == 200
        assert PUBLIC in answer.body.lower()
