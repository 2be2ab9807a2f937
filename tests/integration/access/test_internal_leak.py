"""Internal fields are looked for on every path that a reader can take.

Each dataset holds CANARY in all its internal fields and CONTROL in public ones. No path
may show CANARY to anybody; every path shows CONTROL, or the search proves nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pytest
import sqlalchemy as sa

from ckan import model
from ckan.cli.cli import ckan as command
from ckan.lib.search.common import make_connection
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import CKANCliRunner, CKANTestApp, call_action

from ckanext.territory import internal_values, overview

Reset = Callable[[], None]
Upload = Callable[..., dict[str, Any]]

CANARY, CONTROL = "ragondin", "martre"
LEVELS = ("public", "internal", "restricted")
ROLES = ("anonymous", "user", "agent", "other", "member", "editor", "sysadmin")
READERS = ("anonymous", "agent", "other", "editor")
# A public text that the index holds as it holds any free field.
PUBLIC_FIELD, HIDDEN_FIELD = "identifier", "internal_note"
OF_TYPE: dict[str, dict[str, Any]] = {
    "dataset": {},
    "budget": {
        "fiscal_year": "2024",
        "budget_stage": "bp",
        "entity_name": "Rives-sur-Orle",
        "entity_siret": "21560134500014",
        "budget_kind": "principal",
        "accounting_framework": "M57-M57_A",
        "source_format": "totem",
        "privacy_review": "none_found",
    },
    "performance": {
        "indicator_definition": "Part des déchets triés.",
        "unit_measure": "pourcent",
        "direction": "hausse",
        "data_source": "Service des déchets",
        "policy_area": "environnement",
        "performance_dimension": "efficiency",
        "indicator_kind": "resultat",
        "measurement_frequency": "ANNUAL",
        "collection_method": "automatique",
    },
    "environment": {
        "environment_domain": ["air"],
        "observed_property": ["no2"],
        "unit_measure": ["ug/m3"],
        "data_nature": "capteur_indicatif",
        "validation_level": "brute",
        "ghg_scope": ["scope_1"],
        "sensor_api_url": "https://capteurs.rives.example/v1.1",
    },
}


@dataclass(slots=True)
class Spied:
    """A portal whose every dataset has something to hide."""

    organization: dict[str, Any]
    users: dict[str, dict[str, Any]]
    headers: dict[str, dict[str, str]]
    datasets: list[dict[str, Any]] = field(default_factory=list)
    resource: dict[str, Any] = field(default_factory=dict)

    @property
    def chosen(self) -> list[dict[str, Any]]:
        """Return a dataset of each type, of each level, and the draft."""
        # Types of three levels each, then the draft.
        return [self.datasets[number] for number in (0, 4, 8, 9, -1)]


def act(user: dict[str, Any], action: str, **values: Any) -> Any:  # noqa: ANN401 - results of actions
    """Call an action as a user, with access checked."""
    context = {"user": user["name"], "ignore_auth": False}
    return call_action(action, context, **values)


def hidden(dataset_type: str) -> dict[str, str]:
    """Return a value for each internal field of a type."""
    return {
        name: f"{CANARY} {number} dans {name}"
        for number, name in enumerate(internal_values.fields_of(dataset_type))
    }


def dataset(
    organization: dict[str, Any], dataset_type: str, level: str, **values: object
) -> dict[str, Any]:
    """Return a dataset of a type and level, with both words in it."""
    return {
        "type": dataset_type,
        "name": f"{CONTROL}-{dataset_type}-{level}",
        "title": f"La {CONTROL}",
        "notes": f"Tout sur la {CONTROL}.",
        "owner_org": organization["id"],
        "tags": [{"name": f"{CONTROL}-mot"}],
        "territory_theme": ["environnement"],
        "territory_level": "commune",
        "territory_code": ["35238"],
        "frequency": "ANNUAL",
        "license_id": "lov2",
        "access_level": level,
        "access_limitation": [] if level == "public" else ["L311-6-1-vp"],
        PUBLIC_FIELD: CONTROL,
        "resources": [
            {"url": "https://rives.example/a.csv", "name": f"Fichier {CONTROL}"}
        ],
        **hidden(dataset_type),
        **OF_TYPE[dataset_type],
        **({"indicator_code": level} if dataset_type == "performance" else {}),
        **values,
    }


@pytest.fixture(scope="module")
def spied(
    portal: CKANTestApp,
    reset_db: Reset,
    migrate_db_for: Callable[[str], None],
    reset_index: Reset,
    create_with_upload: Upload,
) -> Spied:
    """Empty everything and make datasets of each type and level, and a draft."""
    reset_db()
    for plugin in ("activity", "territory"):
        migrate_db_for(plugin)
    reset_index()
    made = _people()
    editor = made.users["editor"]
    for dataset_type in OF_TYPE:
        for level in LEVELS:
            sent = dataset(made.organization, dataset_type, level)
            made.datasets.append(_changed(editor, sent))
    draft = dataset(
        made.organization, "dataset", "public", name=f"{CONTROL}-draft", state="draft"
    )
    made.datasets.append(_changed(editor, draft))
    made.resource = _table(made, create_with_upload)
    overview.forget()  # the home page remembers the catalogue for a minute
    return made


def _people() -> Spied:
    users = {
        role: factories.UserWithToken(name=f"lectrice-{role}")
        for role in ("user", "agent", "other", "member", "editor")
    }
    users["sysadmin"] = factories.SysadminWithToken(name="administratrice")
    organization = factories.Organization(
        name="espaces-verts",
        users=[
            {"name": users[role]["name"], "capacity": role}
            for role in ("member", "editor")
        ],
    )
    factories.Organization(
        name="voirie", users=[{"name": users["other"]["name"], "capacity": "editor"}]
    )
    act(
        users["sysadmin"],
        "territory_agent_update",
        id=users["agent"]["id"],
        agent=True,
    )
    headers = {role: {"Authorization": user["token"]} for role, user in users.items()}
    return Spied(organization, users, {**headers, "anonymous": {}})


def _changed(editor: dict[str, Any], sent: dict[str, Any]) -> dict[str, Any]:
    """Return a dataset saved twice, so that its history has a difference."""
    made = act(editor, "package_create", **sent)
    return act(
        editor,
        "package_patch",
        id=made["id"],
        version="2",
        internal_note=f"{CANARY} encore",
    )


def _table(spied: Spied, upload: Upload) -> dict[str, Any]:
    """Return a file of the first dataset with a table of its own."""
    made = upload(
        f"{CONTROL}\n{CONTROL}",
        f"{CONTROL}.csv",
        package_id=spied.datasets[0]["id"],
        name=f"Table {CONTROL}",
        format="CSV",
        context={"user": spied.users["editor"]["name"], "ignore_auth": False},
    )
    act(
        spied.users["sysadmin"],
        "datastore_create",
        resource_id=made["id"],
        force=True,
        fields=[{"id": CONTROL, "type": "text"}],
        records=[{CONTROL: CONTROL}],
    )
    return made


@dataclass(frozen=True, slots=True)
class Path:
    """A path; ``{id}`` and ``{name}`` are a dataset's, ``{field}`` a field's name.

    ``finds`` is who finds CONTROL by it, with PUBLIC_FIELD in place of the field;
    ``is_cheap`` asks for every type at every level.
    """

    name: str
    template: str
    finds: str = "sysadmin"
    is_cheap: bool = False


def api(action: str, **values: object) -> str:
    """Return the address of an API call; braces stay as they are."""
    return f"/api/3/action/{action}?{urlencode(values, doseq=True, safe='{}')}"


EVERYTHING = {"include_private": "true", "include_drafts": "true", "rows": 50}
OF_DATASET = (
    Path("show", api("package_show", id="{id}"), is_cheap=True),
    Path("show by name", api("package_show", id="{name}")),
    Path("show, default", api("package_show", id="{id}", use_default_schema="true")),
    Path(
        "show, plugin data", api("package_show", id="{id}", include_plugin_data="true")
    ),
    Path("activity", api("package_activity_list", id="{id}", include_data="true")),
    Path("DCAT, Turtle", "/dataset/{name}.ttl"),
    Path("DCAT, XML", "/dataset/{name}.xml"),
    Path("DCAT, RDF", "/dataset/{name}.rdf"),
    Path("DCAT, N3", "/dataset/{name}.n3"),
    Path("DCAT, JSON-LD", "/dataset/{name}.jsonld"),
    Path("page", "/{type}/{name}"),
    Path("page of a file", "/{type}/{name}/resource/{resource}"),
    Path("history page", "/dataset/activity/{name}"),
    Path("groups page", "/{type}/groups/{name}"),
    Path("last step", "/publier/jeu/{id}/relire"),
    Path("review", api("territory_review_show", id="{id}")),
)
GLOBAL = (
    Path("search", api("package_search", **EVERYTHING)),
    Path("search, public", api("package_search", rows=50), finds="anonymous"),
    Path("search, word", api("package_search", q="{field}:*", **EVERYTHING)),
    Path(
        "search, default",
        api("package_search", use_default_schema="true", **EVERYTHING),
    ),
    Path(
        "search, fields",
        api("package_search", fl="id,{field},extras_{field},data_dict", **EVERYTHING),
    ),
    Path("search, all fields", api("package_search", fl="*", **EVERYTHING)),
    Path(
        "search, facets",
        api(
            "package_search",
            **{"facet.field": '["{field}","tags"]', "facet.limit": -1, **EVERYTHING},
        ),
    ),
    Path(
        "search, extras as facets",
        api("package_search", **{"facet.field": '["extras_{field}"]', **EVERYTHING}),
    ),
    Path(
        "search, sorted",
        api("package_search", sort="{field} asc, id asc", **EVERYTHING),
    ),
    Path(
        "search, sorted by extras",
        api("package_search", sort="extras_{field} desc, id asc", **EVERYTHING),
    ),
    Path("current list", api("current_package_list_with_resources", limit=50)),
    Path("autocomplete", api("package_autocomplete", q=CONTROL)),
    Path("autocomplete, page", f"/api/util/dataset/autocomplete?incomplete={CONTROL}"),
    Path("tags", api("tag_list")),
    Path("resource search", api("resource_search", query="name:Fichier")),
    Path(
        "organization",
        api("organization_show", id="espaces-verts", include_datasets="true"),
    ),
    Path(
        "user",
        api("user_show", id="lectrice-editor", include_datasets="true"),
        "editor",
    ),
    Path(
        "organization history",
        api("organization_activity_list", id="espaces-verts", include_data="true"),
    ),
    Path("user history", api("user_activity_list", id="lectrice-editor")),
    Path("recent history", api("recently_changed_packages_activity_list", limit=50)),
    Path("proposals", api("territory_review_list"), finds=""),
    Path("schemas", api("scheming_dataset_schema_show", type="dataset"), finds=""),
    Path("catalogue, Turtle", "/catalog.ttl", finds="anonymous"),
    Path("catalogue, XML", "/catalog.xml", finds="anonymous"),
    Path("catalogue, RDF", "/catalog.rdf", finds="anonymous"),
    Path("catalogue, N3", "/catalog.n3", finds="anonymous"),
    Path("catalogue, JSON-LD", "/catalog.jsonld", finds="anonymous"),
    Path("feed", "/feeds/dataset.atom", finds="anonymous"),
    Path("feed of a query", f"/feeds/custom.atom?q={CONTROL}", finds="anonymous"),
    Path("feed of a tag", f"/feeds/tag/{CONTROL}-mot.atom", finds="anonymous"),
    Path("feed of the service", "/feeds/organization/espaces-verts.atom", "anonymous"),
    Path("home", "/", finds="anonymous"),
    Path("search page", "/dataset/"),
    Path("search page, facet", "/dataset/?{field}=x&_{field}_limit=0", finds=""),
    Path("search page, sorted", "/dataset/?sort={field}+asc"),
    Path("budgets page", "/budget/"),
    Path("service page", "/organization/espaces-verts"),
    Path("service history page", "/organization/activity/espaces-verts"),
    Path("own datasets", "/dashboard/datasets", finds="editor"),
    Path("user page", "/user/lectrice-editor", finds="editor"),
    Path("table", api("datastore_search", resource_id="{table}")),
    Path("table, info", api("datastore_info", id="{table}")),
    Path("table, dump", "/datastore/dump/{table}"),
    Path("list of proposals", "/publier/relectures", finds=""),
    Path("drafts of the form", api("territory_form_draft_list"), finds=""),
)


def addresses(path: Path, spied: Spied, field_name: str) -> Iterator[str]:
    """Yield the addresses of a path: one for each dataset, or one in all."""
    rows = spied.datasets[:1]
    if "{id}" in path.template or "{name}" in path.template:
        rows = spied.datasets if path.is_cheap else spied.chosen
    for row in rows:
        yield path.template.format(
            id=row["id"],
            name=row["name"],
            type=row["type"],
            resource=row["resources"][0]["id"],
            table=spied.resource["id"],
            field=field_name,
        )


def read(site: CKANTestApp, address: str, headers: dict[str, str]) -> tuple[int, str]:
    """Return status and body of an address, in lower case."""
    answer = site.get(address, headers=headers, follow_redirects=True)
    assert answer.status_code < 500, answer.body
    return answer.status_code, answer.body.lower()


@pytest.mark.parametrize("path", [*OF_DATASET, *GLOBAL], ids=lambda path: path.name)
class TestPaths:
    """Nobody finds the word, by no path; the owner no more than others."""

    def test_nothing_internal_is_shown(
        self, portal: CKANTestApp, spied: Spied, path: Path
    ) -> None:
        """To all roles, for datasets of all types and levels."""
        for role in READERS if path in OF_DATASET else ROLES:
            for address in addresses(path, spied, HIDDEN_FIELD):
                _, body = read(portal, address, spied.headers[role])
                assert CANARY not in body, (role, address)

    def test_path_can_fail(self, portal: CKANTestApp, spied: Spied, path: Path) -> None:
        """A word in a public field is found by the same path."""
        if not path.finds:
            pytest.skip("this path shows no value of any field")
        for address in addresses(path, spied, PUBLIC_FIELD):
            _, body = read(portal, address, spied.headers[path.finds])
            question = address.lower().split("?")[-1]
            assert CONTROL in body.replace(question, ""), address


class TestQuestions:
    """No question counts what it does not show."""

    QUESTIONS = (
        {"q": "{word}"},
        {"q": "{word}*"},
        {"q": "text:{word}"},
        {"q": "{field}:{word}*"},
        {"q": "{field}:[* TO *]"},
        {"q": "extras_{field}:{word}"},
        {"fq": "{field}:*{word}*"},
        {"fq": "+extras_{field}:[* TO *]"},
    )

    @pytest.mark.parametrize("question", QUESTIONS, ids=str)
    def test_question_finds_the_public_word_only(
        self, portal: CKANTestApp, spied: Spied, question: dict[str, str]
    ) -> None:
        """Asked by who may see every dataset."""
        counts = {}
        for word, name in ((CANARY, HIDDEN_FIELD), (CONTROL, PUBLIC_FIELD)):
            asked = {
                key: value.format(word=word, field=name)
                for key, value in question.items()
            }
            address = api("package_search", **{**EVERYTHING, **asked, "rows": 0})
            answer = portal.get(address, headers=spied.headers["sysadmin"])
            counts[word] = answer.json["result"]["count"]
        assert counts[CANARY] == 0
        assert counts[CONTROL] > 0

    def test_order_betrays_nothing(self, portal: CKANTestApp, spied: Spied) -> None:
        """Sorting by an internal field is sorting by nothing."""
        orders = [
            portal.get(
                api("package_search", sort=f"{HIDDEN_FIELD} {way}, id asc", rows=50)
            ).json["result"]["results"]
            for way in ("asc", "desc")
        ]
        assert [row["id"] for row in orders[0]] == [row["id"] for row in orders[1]]


class TestHistory:
    """Each activity, its difference and its data."""

    def test_activities_hold_the_public_word_only(
        self, portal: CKANTestApp, spied: Spied
    ) -> None:
        """Detail, data and differences, in three forms."""
        editor = spied.users["editor"]
        headers = spied.headers["editor"]
        found = act(editor, "package_activity_list", id=spied.datasets[0]["id"])
        package = [one for one in found if one["activity_type"].endswith(" package")]
        assert len(package) >= 2
        for one in package:
            calls = [
                api("activity_show", id=one["id"], include_data="true"),
                api("activity_data_show", id=one["id"]),
                api("activity_data_show", id=one["id"], object_type="package"),
                f"/dataset/{spied.datasets[0]['id']}/history/{one['id']}",
            ]
            for address in calls:
                _, body = read(portal, address, headers)
                assert CANARY not in body, address
            assert CONTROL in read(portal, calls[1], headers)[1]
        for form in ("unified", "context", "html"):
            address = api(
                "activity_diff",
                id=package[0]["id"],
                object_type="package",
                diff_type=form,
            )
            status, body = read(portal, address, headers)
            assert status == 200
            assert CANARY not in body
            assert "version" in body


class TestStores:
    """What is kept anywhere but in its own table."""

    def test_index_holds_the_public_word_only(self, spied: Spied) -> None:
        """Read directly, every stored field of every document."""
        documents = make_connection().search("*:*", fl="*", rows=1000).docs
        assert len(documents) == len(spied.datasets)
        assert all(CONTROL in str(document) for document in documents)
        assert not [document for document in documents if CANARY in str(document)]

    def test_tables_hold_it_once(self, spied: Spied) -> None:
        """Every text of every table of the portal, cast to text row by row."""
        found: dict[str, set[str]] = {CANARY: set(), CONTROL: set()}
        for table in sa.inspect(model.meta.engine).get_table_names():
            for word, tables in found.items():
                query = sa.text(
                    f'SELECT 1 FROM "{table}" t WHERE t::text ILIKE :word LIMIT 1'  # noqa: S608 - names of the database itself
                )
                if model.Session.execute(query, {"word": f"%{word}%"}).first():
                    tables.add(table)
        assert found[CANARY] == {"territory_internal_value"}
        assert {"package", "activity", "resource"} <= found[CONTROL]

    def test_rebuilt_index_holds_it_no_more(
        self, cli: CKANCliRunner, spied: Spied
    ) -> None:
        """After ``ckan search-index rebuild``, and in what ``show`` prints."""
        for row in spied.datasets[:4]:
            result = cli.invoke(command, ["search-index", "rebuild", row["id"]])
            assert result.exit_code == 0, result.output
            printed = cli.invoke(command, ["search-index", "show", row["id"]]).output
            assert CONTROL in printed
            assert CANARY not in printed


class TestForms:
    """Forms are for who may change the dataset."""

    PAGES = (
        "/{type}/edit/{id}",
        "/publier/jeu/{id}/1",
        "/publier/jeu/{id}/2",
        "/publier/jeu/{id}/3",
        "/publier/jeu/{id}/4",
        "/publier/jeu/{id}/5",
        "/publier/jeu/{id}/fichiers",
        "/publier/jeu/{id}/relire",
        "/api/3/action/territory_internal_show?id={id}",
        "/api/3/action/territory_form_copy_show?id={id}",
    )

    @pytest.mark.parametrize("role", ["anonymous", "user", "agent", "other", "member"])
    @pytest.mark.parametrize("template", PAGES)
    def test_others_are_refused(
        self, portal: CKANTestApp, spied: Spied, role: str, template: str
    ) -> None:
        """A 403 or a 404, and not the word."""
        for row in (spied.datasets[0], spied.datasets[-1]):
            address = template.format(id=row["id"], type=row["type"])
            status, body = read(portal, address, spied.headers[role])
            assert status in {403, 404}, (status, address)
            assert CANARY not in body

    def test_owner_finds_it_at_one_place(
        self, portal: CKANTestApp, spied: Spied
    ) -> None:
        """The action that the form asks: every search above can fail."""
        for row in spied.datasets:
            address = f"/api/3/action/territory_internal_show?id={row['id']}"
            for role in ("editor", "sysadmin"):
                answer = portal.get(address, headers=spied.headers[role])
                names = set(internal_values.fields_of(row["type"]))
                assert set(answer.json["result"]) == names
                assert all(CANARY in text for text in answer.json["result"].values())

    def test_owner_finds_it_in_the_form(
        self, portal: CKANTestApp, spied: Spied
    ) -> None:
        """On one of its steps."""
        if "territory_form" not in portal.app.blueprints:
            pytest.skip("the step form is not in this checkout")
        row = spied.datasets[0]
        pages = tk.h.scheming_get_dataset_form_pages(row["type"])
        bodies = [
            read(portal, f"/publier/jeu/{row['id']}/{number}", spied.headers["editor"])
            for number in range(1, len(pages) + 1)
        ]
        assert [number for number, (_, body) in enumerate(bodies) if CANARY in body]


class TestErrorsAndLogs:
    """What is said when something goes wrong, and what is written aside."""

    def test_errors_of_another_field_do_not_hold_it(
        self, portal: CKANTestApp, spied: Spied
    ) -> None:
        """By the API, for a new dataset and for a change."""
        editor = spied.headers["editor"]
        wrong = {"frequency": f"{CONTROL} souvent"}
        for action, sent in (
            (
                "package_create",
                dataset(spied.organization, "dataset", "public", name="neuf", **wrong),
            ),
            (
                "package_patch",
                {"id": spied.datasets[0]["id"], **hidden("dataset"), **wrong},
            ),
        ):
            answer = portal.post(f"/api/3/action/{action}", json=sent, headers=editor)
            assert answer.status_code == 409
            assert "frequency" in answer.json["error"]
            assert CANARY not in answer.body.lower()

    def test_logs_do_not_hold_it(
        self,
        portal: CKANTestApp,
        spied: Spied,
        caplog: pytest.LogCaptureFixture,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """Not at the level that portals run with, refused or saved."""
        for name in ("ckan.views.api", "ckan.logic", "ckanext.territory"):
            logger = logging.getLogger(name)
            monkeypatch.setattr(logger, "disabled", False)
            monkeypatch.setattr(logger, "handlers", [caplog.handler])
            monkeypatch.setattr(logger, "level", logging.INFO)
        logging.getLogger().manager._clear_cache()
        identifier = spied.datasets[0]["id"]
        for further in ({"frequency": CONTROL}, {"version": "3"}, {}):
            sent = {"id": identifier, "internal_note": f"{CANARY} noté", **further}
            portal.post(
                "/api/3/action/package_patch",
                json=sent,
                headers=spied.headers["editor"],
            )
        assert CONTROL in caplog.text
        assert CANARY not in caplog.text
