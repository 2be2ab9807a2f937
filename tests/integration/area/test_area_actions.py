"""Places are looked up by everybody; contours are loaded by administrators."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from werkzeug.datastructures import FileStorage

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, call_action

from ckanext.territory import contours
from ckanext.territory.cli import territory

pytestmark = pytest.mark.usefixtures("with_plugins", "no_contour")

SQUARE = [[[-1.7, 48.1], [-1.6, 48.1], [-1.6, 48.2], [-1.7, 48.2], [-1.7, 48.1]]]
Cli = Callable[..., Result]


def feature(code: object, **properties: object) -> dict[str, Any]:
    """Return a feature of a contour file."""
    return {
        "type": "Feature",
        "properties": {"code": code, **properties},
        "geometry": {"type": "Polygon", "coordinates": SQUARE},
    }


def collection(*features: dict[str, Any]) -> bytes:
    """Return a contour file."""
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def load(content: bytes, name: str = "communes.geojson", **options: object) -> Any:  # noqa: ANN401 - JSON
    """Load a contour file as an administrator does."""
    context = {"user": factories.Sysadmin()["name"], "ignore_auth": False}
    upload = FileStorage(io.BytesIO(content), name)
    return call_action("territory_contour_import", context, upload=upload, **options)


def anonymous() -> dict[str, Any]:
    """Return the context of somebody who is not logged in."""
    return {"user": "", "ignore_auth": False}


class TestAreaSearch:
    """``territory_area_search``."""

    def test_anyone_finds_a_place_without_accents(self) -> None:
        """The town of most people comes first, with all that tells it."""
        (first, *_) = call_action("territory_area_search", anonymous(), q="saint ouen")
        assert first == {
            "level": "commune",
            "code": "93070",
            "name": "Saint-Ouen-sur-Seine",
            "label": "Saint-Ouen-sur-Seine (93)",
            "population": 53615,
            "kind": "",
        }

    def test_levels_and_limit(self) -> None:
        """As a list or a text."""
        for levels in (["epci"], "epci, region"):
            found = call_action(
                "territory_area_search", q="rennes", levels=levels, limit=1
            )
            assert [place["code"] for place in found] == ["243500139"]

    def test_own_places_are_found(self) -> None:
        """Those of the file that ``areas_file`` names."""
        found = call_action("territory_area_search", q="rives sur orle")
        assert [place["label"] for place in found] == ["Rives-sur-Orle (35)"]

    @pytest.mark.parametrize(
        ("question", "message"),
        [
            ({"q": ""}, {"q": ["Missing value"]}),
            ({"q": "a" * 201}, {"q": ["Write 200 characters at most."]}),
            (
                {"q": "x", "levels": ["ville"]},
                {
                    "levels": [
                        "“ville” is not a level of places: infracommunale, commune, "
                        "epci, canton, departement, region, pays, autre."
                    ]
                },
            ),
            ({"q": "x", "levels": 3}, {"levels": ["A list of levels is expected."]}),
        ],
    )
    def test_bad_questions(
        self, question: dict[str, Any], message: dict[str, Any]
    ) -> None:
        """Are refused with the reason."""
        with pytest.raises(tk.ValidationError) as refused:
            call_action("territory_area_search", **question)
        assert refused.value.error_dict == message


class TestAreaShow:
    """``territory_area_show``."""

    def test_a_place_and_those_around(self) -> None:
        """Ancestors, the smallest first; children by level."""
        shown = call_action(
            "territory_area_show", anonymous(), level="epci", code="200057867"
        )
        assert shown["name"] == "Plaine Commune"
        assert shown["kind"] == "EPT"
        assert [each["name"] for each in shown["ancestors"]] == [
            "Métropole du Grand Paris",
            "Seine-Saint-Denis",
            "Île-de-France",
            "France",
        ]
        assert shown["children"] == {"commune": 8}
        assert shown["has_contour"] is False

    def test_former_commune_gives_that_of_today(self) -> None:
        """Annecy took Annecy-le-Vieux in 2017."""
        shown = call_action("territory_area_show", level="commune", code="74011")
        assert (shown["code"], shown["name"]) == ("74010", "Annecy")

    def test_unknown_place(self) -> None:
        """Is not found."""
        with pytest.raises(tk.ObjectNotFound):
            call_action("territory_area_show", level="commune", code="35999")


class TestContourImport:
    """``territory_contour_import``."""

    def test_only_administrators(self) -> None:
        """Nobody else loads contours."""
        for context in (
            anonymous(),
            {"user": factories.User()["name"], "ignore_auth": False},
        ):
            with pytest.raises(tk.NotAuthorized):
                call_action("territory_contour_import", context, upload="x")

    def test_contours_are_kept_and_rows_reported(self) -> None:
        """What cannot be used is left out, with its row and the reason."""
        answer = load(
            collection(
                feature(35238, nom="Rennes"),
                feature("35238"),
                feature("99999"),
                feature(None),
                {**feature("35051"), "geometry": None},
                feature("53", level="region"),
                feature("53", level="ville"),
            )
        )
        assert (answer["rows"], answer["kept"], answer["left_out"]) == (7, 2, 5)
        assert [(each["row"], each["problem"]) for each in answer["problems"]] == [
            (2, "twice"),
            (3, "unknown"),
            (4, "no_code"),
            (5, "no_shape"),
            (7, "level"),
        ]
        shown = call_action("territory_area_show", level="commune", code="35238")
        assert shown["has_contour"] is True
        assert contours.count() == 2

    def test_dry_run_keeps_nothing(self) -> None:
        """But reports."""
        answer = load(collection(feature("35238")), dry_run=True)
        assert (answer["kept"], answer["dry_run"]) == (1, True)
        model.Session.rollback()
        assert contours.count() == 0

    def test_second_file_replaces(self) -> None:
        """The contour of a place is the last one loaded."""
        load(collection(feature("35238")))
        load(collection(feature("35238")), name="autre.geojson")
        assert contours.count() == 1

    @pytest.mark.parametrize(
        ("content", "options", "message"),
        [
            (
                b"code;nom\n35238;Rennes\n",
                {},
                "communes.geojson is not a GeoJSON or GeoPackage file that can be "
                "read.",
            ),
            (
                b'{"type": "FeatureCollection", "features": [{]}',
                {},
                "communes.geojson is not a GeoJSON or GeoPackage file that can be "
                "read.",
            ),
            (
                collection(feature("35238")),
                {"code_field": "insee"},
                "communes.geojson has no column “insee” for the codes. Its columns: "
                "code.",
            ),
            (
                collection(feature("99999")),
                {},
                "No contour of communes.geojson can be used; nothing was changed.",
            ),
        ],
    )
    def test_bad_files(
        self, content: bytes, options: dict[str, str], message: str
    ) -> None:
        """Are refused whole, and what was there stays."""
        load(collection(feature("35051")))
        with pytest.raises(tk.ValidationError) as refused:
            load(content, **options)
        assert refused.value.error_dict == {"upload": [message]}
        assert contours.count() == 1

    def test_no_file(self) -> None:
        """A text is no file."""
        with pytest.raises(tk.ValidationError) as refused:
            call_action("territory_contour_import", upload="communes.geojson")
        assert refused.value.error_dict == {"upload": ["Choose a file of contours."]}


class TestGround:
    """``territory_contour_list``, and its address for the maps."""

    def test_nothing_is_drawn_without_contours(self, app: CKANTestApp) -> None:
        """An empty collection, to anyone."""
        answer = app.get("/territory/contours.geojson").get_json()
        assert answer == {"type": "FeatureCollection", "features": []}

    def test_territory_lies_under_its_communes(
        self, app: CKANTestApp, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The smallest places come last; those elsewhere are left out."""
        code = "ckanext.territory.territory_code"
        monkeypatch.setitem(tk.config, code, "243500139")
        load(
            collection(
                feature("35238"),
                feature("56260"),
                feature("243500139", level="epci"),
            )
        )
        answer = app.get("/territory/contours.geojson").get_json()
        names = [each["properties"]["name"] for each in answer["features"]]
        assert names == ["Rennes Métropole", "Rennes"]


class TestSuggestions:
    """``/territory/lieux``, which the form asks."""

    def test_anyone_gets_suggestions(self, app: CKANTestApp) -> None:
        """With what the place is, in the language of the page."""
        answer = app.get("/fr/territory/lieux?q=rennes+metropole").get_json()
        assert answer[0]["code"] == "243500139"
        assert answer[0]["label"] == "Rennes Métropole"
        assert "480" in answer[0]["detail"]

    def test_levels(self, app: CKANTestApp) -> None:
        """Unknown ones are ignored."""
        answer = app.get("/territory/lieux?q=bretagne&levels=region,ville").get_json()
        assert [place["level"] for place in answer] == ["region"]

    @pytest.mark.parametrize("question", ["", "%20", "zzzzzz", "a" * 5000, "%00"])
    def test_nothing_found(self, app: CKANTestApp, question: str) -> None:
        """Empty, unknown, endless and odd questions get an empty list."""
        answer = app.get(f"/territory/lieux?q={question}&levels=commune")
        assert (answer.status_code, answer.get_json()) == (200, [])


class TestCommands:
    """``ckan territory area …`` and ``ckan territory contour …``."""

    @pytest.fixture
    def run(self, app: CKANTestApp) -> Cli:
        """Return a function that runs a command in the application of the tests."""

        @click.group()
        @click.pass_context
        def ckan(ctx: click.Context) -> None:
            ctx.meta["flask_app"] = app.flask_app

        ckan.add_command(territory)
        return lambda *words: CliRunner().invoke(ckan, ["territory", *words])

    def test_search(self, run: Cli) -> None:
        """A line by place."""
        done = run("area", "search", "rennes", "--level", "epci")
        assert done.exit_code == 0, done.output
        assert "epci  243500139  Rennes Métropole" in done.output

    def test_search_without_answer(self, run: Cli) -> None:
        """Ends with code 1."""
        assert run("area", "search", "zzzzzz").exit_code == 1

    def test_check(self, run: Cli) -> None:
        """Says how many places are known."""
        done = run("area", "check")
        assert done.exit_code == 0, done.output
        assert "36" in done.output

    def test_check_of_a_broken_file(
        self, run: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Ends with code 1 and says the line."""
        file = tmp_path / "quartiers.yaml"
        file.write_text("- {code: A, name: Centre, parent: commune:99999}\n")
        monkeypatch.setitem(tk.config, "ckanext.territory.areas_file", str(file))
        done = run("area", "check")
        assert done.exit_code == 1
        assert "quartiers.yaml" in done.output
        assert "commune:99999" in done.output

    def test_load(self, run: Cli, tmp_path: Path) -> None:
        """Tells its progress and the rows left out."""
        file = tmp_path / "communes.geojson"
        file.write_bytes(collection(feature("35238"), feature("99999")))
        done = run("contour", "load", str(file))
        assert done.exit_code == 0, done.output
        assert "2 / 2" in done.output
        assert "99999" in done.output
        assert contours.count() == 1

    def test_dry_run(self, run: Cli, tmp_path: Path) -> None:
        """Keeps nothing."""
        file = tmp_path / "communes.geojson"
        file.write_bytes(collection(feature("35238")))
        done = run("contour", "load", str(file), "--dry-run")
        assert done.exit_code == 0, done.output
        assert contours.count() == 0

    def test_refused_file(self, run: Cli, tmp_path: Path) -> None:
        """Ends with code 1 and the reason."""
        file = tmp_path / "communes.geojson"
        file.write_bytes(collection(feature("99999")))
        done = run("contour", "load", str(file))
        assert done.exit_code == 1
        assert "communes.geojson" in done.output
        assert contours.count() == 0

    def test_demo_contours(self, run: Cli) -> None:
        """The town of the demo brings its own, of three levels."""
        file = Path(__file__).resolve().parents[3] / "demo" / "data"
        done = run("contour", "load", str(file / "contours.geojson"))
        assert done.exit_code == 0, done.output
        assert contours.count() == 10
