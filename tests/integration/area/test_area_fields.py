"""The fields of places of a dataset: what is typed, what is stored, what is drawn."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from werkzeug.datastructures import FileStorage

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import call_action

from ckanext.territory.domain.area.polygon import box_geometry
from ckanext.territory.model.contour import Contour
from ckanext.territory.model.upload import Upload
from ckanext.territory.uploads import placing, reading
from ckanext.territory.uploads.received import Received

pytestmark = pytest.mark.usefixtures("with_plugins", "no_contour")

Ring = list[list[float]]
Make = Callable[..., dict[str, Any]]
WEST = [[-1.7, 48.1], [-1.6, 48.1], [-1.6, 48.2], [-1.7, 48.2], [-1.7, 48.1]]
EAST = [[-1.6, 48.1], [-1.5, 48.1], [-1.5, 48.2], [-1.6, 48.2], [-1.6, 48.1]]
RENNES, VITRE = "35238", "35360"


@pytest.fixture
def make(non_clean_db: None) -> Make:
    """Return a function that creates a dataset as a publisher would."""
    organization = factories.Organization()["id"]
    publisher = factories.Sysadmin()["name"]

    def create(**values: object) -> dict[str, Any]:
        least = {
            "type": "dataset",
            "name": f"arbres-{uuid4().hex[:13]}",
            "title": "Arbres de la ville",
            "notes": "Chaque arbre, son espèce et son âge.",
            "owner_org": organization,
            "territory_theme": ["environnement"],
            "territory_level": "commune",
            "territory_code": [RENNES],
            "frequency": "ANNUAL",
            "license_id": "lov2",
        }
        context = {"user": publisher, "ignore_auth": False}
        return call_action("package_create", context, **{**least, **values})

    return create


def act(action: str, **data: object) -> dict[str, Any]:
    """Call an action as somebody who may do all."""
    return call_action(action, {"user": factories.Sysadmin()["name"]}, **data)


def contour(code: str, ring: Ring, level: str = "commune") -> None:
    """Let the contour of a place be known."""
    geometry = {"type": "Polygon", "coordinates": [ring]}
    row = {"level": level, "code": code, "name": "", "source": ""}
    model.Session.execute(Contour.saving([{**row, "geometry": geometry}]))
    model.Session.commit()


def refused(make: Make, **values: object) -> dict[str, Any]:
    """Return the errors of a dataset that is refused."""
    with pytest.raises(tk.ValidationError) as error:
        make(**values)
    return error.value.error_dict


class TestCodes:
    """``territory_codes``."""

    @pytest.mark.parametrize(
        ("level", "typed", "stored"),
        [
            ("commune", ["Tours (37)", "rives sur orle"], ["37261", "35987"]),
            ("commune", ["Rennes, vitre"], [RENNES, VITRE]),
            ("commune", ["Rennes\r\nVitré\n\n"], [RENNES, VITRE]),
            ("commune", ["1004", "2a004", " 97411 "], ["01004", "2A004", "97411"]),
            ("commune", ["35238", "Rennes"], [RENNES]),
            ("commune", ["74011"], ["74011"]),
            ("epci", ["243 500 139"], ["243500139"]),
            ("epci", "Rennes Métropole", ["243500139"]),
            ("departement", ["1", "Mayenne"], ["01", "53"]),
            ("region", ["bretagne"], ["53"]),
            ("infracommunale", ["Haute-Rive", "352380101"], ["35987-3", "352380101"]),
            ("autre", ["Parc de l’Orle"], ["Parc de l’Orle"]),
        ],
    )
    def test_names_and_codes_are_stored_as_codes(
        self, make: Make, level: str, typed: object, stored: list[str]
    ) -> None:
        """In the order typed; a former commune's code stays."""
        made = make(territory_level=level, territory_code=typed)
        assert made["territory_code"] == stored

    @pytest.mark.parametrize(
        ("level", "typed", "message"),
        [
            (
                "commune",
                "Renes",
                "“Renes” is not among the municipalities that this portal knows. Is it "
                "Rennes (35), Reynès (66), Rânes (61)?",
            ),
            (
                "commune",
                "35999",
                "“35999” is not among the municipalities that this portal knows.",
            ),
            (
                "commune",
                "20004",
                "“20004” is not among the municipalities that this portal knows. Is it "
                "Ajaccio (2A)?",
            ),
            (
                "commune",
                "352380",
                "“352380” does not fit the chosen level: the code of a municipality "
                "has 5 characters, such as 35238.",
            ),
            (
                "commune",
                "saint denis",
                "Several municipalities are called “saint denis”: write Saint-Denis "
                "(974), Saint-Denis (93), Saint-Denis (11).",
            ),
            (
                "commune",
                "75115",
                "“75115” is of another level (District): choose this level, or one of "
                "the municipalities.",
            ),
            (
                "epci",
                "219300480",
                "“219300480” is not among the inter-municipal bodies that this portal "
                "knows.",
            ),
            (
                "departement",
                "20",
                "“20” is not among the départements that this portal knows.",
            ),
            (
                "region",
                "Rennes",
                "“Rennes” is of another level (Municipality): choose this level, or "
                "one of the regions.",
            ),
            (
                "infracommunale",
                "350000101",
                "“350000101” is not among the districts that this portal knows.",
            ),
        ],
    )
    def test_what_names_no_place_is_refused(
        self, make: Make, level: str, typed: str, message: str
    ) -> None:
        """In terms of the work, with the nearest places."""
        found = refused(make, territory_level=level, territory_code=[typed])
        assert found == {"territory_code": [message]}

    def test_too_many_places(self, make: Make) -> None:
        """A list that nobody typed."""
        found = refused(make, territory_code=["35238"] * 1001)
        text = "Write 1000 places at most, each on its line, by name or by code."
        assert found == {"territory_code": [text]}
        assert refused(make, territory_code=["a" * 201]) == found

    def test_only_the_first_mistakes_are_told(self, make: Make) -> None:
        """The others follow when these are mended."""
        found = refused(make, territory_code=[f"xyz{n}" for n in range(20)])
        assert len(found["territory_code"]) == 5

    def test_draft_keeps_what_names_no_place(self, make: Make) -> None:
        """And has the rest as codes already."""
        made = make(state="draft", territory_code=["rennes", "Renes"])
        assert made["territory_code"] == [RENNES, "Renes"]

    def test_harvested_dataset_is_not_refused(self, make: Make) -> None:
        """Nobody here can mend it."""
        made = make(source_id="partner", territory_code=["1004", "Renes"])
        assert made["territory_code"] == ["01004", "Renes"]


class TestPolygon:
    """``territory_polygon``."""

    @pytest.mark.parametrize(
        ("geometry", "message"),
        [
            (
                {"type": "Point", "coordinates": [-1.7, 48.1]},
                "The area must be a Polygon or a MultiPolygon, not a Point.",
            ),
            (
                {"type": "Polygon", "coordinates": [[[y, x] for x, y in WEST]]},
                "Longitude and latitude are swapped in [48.1, -1.7]: write the "
                "longitude first.",
            ),
            (
                {"type": "GeometryCollection", "geometries": []},
                "The area must be a single Polygon or MultiPolygon, not a "
                "GeometryCollection.",
            ),
            (
                {"type": "Polygon", "coordinates": [WEST[:-1]]},
                "The ring of the polygon is not closed: its last point must be its "
                "first one.",
            ),
            (
                "Rennes",
                "This is not a polygon in GeoJSON, such as "
                '{"type": "Polygon", "coordinates": [[[-1.7, 48.1], …]]}.',
            ),
            (
                "[" * 100_000,
                "This polygon is too large: 10000 vertices or 1 MB at most. Simplify "
                "it.",
            ),
        ],
    )
    def test_what_is_no_polygon_is_refused(
        self, make: Make, geometry: object, message: str
    ) -> None:
        """With the reason."""
        text = geometry if isinstance(geometry, str) else json.dumps(geometry)
        found = refused(make, spatial_coverage=[{"geom": text}])
        assert found == {"spatial_coverage": [{"geom": [message]}]}

    def test_bad_polygon_leaves_a_harvested_dataset(self, make: Make) -> None:
        """The rest of it stays."""
        made = make(
            source_id="partner",
            spatial_coverage=[{"text": "Rennes", "geom": '{"type": "Point"}'}],
        )
        assert made["spatial_coverage"] == [{"text": "Rennes"}]


class TestCoverage:
    """``territory_spatial_coverage``."""

    def test_without_contours_the_places_have_their_address(self, make: Make) -> None:
        """That of INSEE."""
        made = make(territory_code=[RENNES, "rives sur orle"])
        assert made["spatial_coverage"][0] == {
            "text": "Rennes",
            "uri": "http://id.insee.fr/geo/commune/35238",
        }

    def test_contour_of_a_place(self, make: Make) -> None:
        """Name, address and shape."""
        contour(RENNES, WEST)
        (item,) = make()["spatial_coverage"]
        assert item["text"] == "Rennes"
        assert item["uri"] == "http://id.insee.fr/geo/commune/35238"
        geometry = json.loads(item["geom"])
        assert geometry["type"] == "Polygon"
        assert sorted(map(tuple, geometry["coordinates"][0][1:])) == sorted(
            map(tuple, WEST[1:])
        )

    def test_union_of_places(self, make: Make) -> None:
        """One shape for all, then the address of each."""
        contour(RENNES, WEST)
        contour(VITRE, EAST)
        whole, *places = make(territory_code=[RENNES, VITRE])["spatial_coverage"]
        assert whole["text"] == "Rennes, Vitré"
        assert "uri" not in whole
        box = [[-1.7, 48.1], [-1.5, 48.2]]
        points = json.loads(whole["geom"])["coordinates"][0]
        for axis in (0, 1):
            values = [point[axis] for point in points]
            assert [min(values), max(values)] == [box[0][axis], box[1][axis]]
        assert [place["text"] for place in places] == ["Rennes", "Vitré"]

    def test_one_contour_missing(self, make: Make) -> None:
        """A shape of half of the places would mislead."""
        contour(RENNES, WEST)
        made = make(territory_code=[RENNES, VITRE])
        assert not any("geom" in item for item in made["spatial_coverage"])

    def test_large_place_is_drawn_from_its_communes(self, make: Make) -> None:
        """When all of them are known."""
        contour("35987", WEST)
        made = make(territory_level="epci", territory_code=["243509874"])
        (item,) = made["spatial_coverage"]
        assert item["text"] == "Communauté de l'Orle"
        assert "geom" in item

    def test_former_commune_is_drawn_as_that_of_today(self, make: Make) -> None:
        """Old data bear its code."""
        contour("74010", WEST)
        (item,) = make(territory_code=["74011"])["spatial_coverage"]
        assert item["text"] == "Annecy"

    def test_other_place_other_shape(self, make: Make) -> None:
        """What the portal drew, it draws again."""
        contour(RENNES, WEST)
        made = make()
        changed = act("package_patch", id=made["id"], territory_code=[VITRE])
        assert changed["spatial_coverage"] == [
            {"text": "Vitré", "uri": "http://id.insee.fr/geo/commune/35360"}
        ]

    def test_what_a_person_gave_stays(self, make: Make) -> None:
        """Even when the places change."""
        contour(RENNES, WEST)
        geom = json.dumps({"type": "Polygon", "coordinates": [EAST]})
        given = [{"text": "Bois de l’Orle", "geom": geom}]
        made = make(spatial_coverage=given)
        assert made["spatial_coverage"] == given
        changed = act("package_patch", id=made["id"], territory_code=[VITRE])
        assert changed["spatial_coverage"] == given

    def test_harvested_dataset_gets_none(self, make: Make) -> None:
        """Its partner says where it is."""
        contour(RENNES, WEST)
        assert not make(source_id="partner").get("spatial_coverage")

    def test_area_is_found_by_box(self, make: Make) -> None:
        """The index knows where the dataset is."""
        contour(RENNES, WEST)
        made = make()
        found = call_action(
            "package_search", fq=f"id:{made['id']}", extras={"ext_bbox": "-2,48,-1,49"}
        )
        assert found["count"] == 1
        found = call_action(
            "package_search", fq=f"id:{made['id']}", extras={"ext_bbox": "3,48,4,49"}
        )
        assert found["count"] == 0


class TestBoxOfFiles:
    """``uploads.placing``."""

    BOX = (-1.7, 48.1, -1.6, 48.2)

    @pytest.fixture
    def send(self, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
        """Return a function that adds a file whose data have a box."""

        def add(dataset: dict[str, Any], box: object) -> None:
            def inspect(file: Received, row: Upload) -> None:
                row.inspection = {"bbox": box} if box else {}

            monkeypatch.setattr(reading, "FOLLOWERS", (inspect, placing.follow))
            upload = FileStorage(io.BytesIO(b"rue;arbres\nLilas;12\n"), "arbres.csv")
            act("resource_create", package_id=dataset["id"], upload=upload)

        return add

    def shown(self, dataset: dict[str, Any]) -> list[dict[str, str]]:
        """Return the coverage of a dataset now."""
        found = call_action("package_show", id=dataset["id"])
        return found.get("spatial_coverage") or []

    def test_box_is_written(self, make: Make, send: Callable[..., None]) -> None:
        """Beside the address of the place."""
        made = make()
        send(made, list(self.BOX))
        box, place = self.shown(made)
        assert json.loads(box["geom"]) == box_geometry([self.BOX])
        assert place["text"] == "Rennes"

    def test_boxes_of_all_files(self, make: Make, send: Callable[..., None]) -> None:
        """Make one."""
        made = make()
        send(made, list(self.BOX))
        send(made, [-1.5, 48.1, -1.4, 48.2])
        geometry = json.loads(self.shown(made)[0]["geom"])
        assert geometry == box_geometry([(-1.7, 48.1, -1.4, 48.2)])

    def test_contour_stays(self, make: Make, send: Callable[..., None]) -> None:
        """It is better than a box."""
        contour(RENNES, WEST)
        made = make()
        send(made, [-1.5, 48.1, -1.4, 48.2])
        assert self.shown(made) == made["spatial_coverage"]

    def test_contour_replaces_a_box(
        self, make: Make, send: Callable[..., None]
    ) -> None:
        """Once it is known and the dataset is saved."""
        made = make()
        send(made, list(self.BOX))
        contour(RENNES, EAST)
        act("package_patch", id=made["id"], title="Arbres")
        (item,) = self.shown(made)
        assert json.loads(item["geom"])["origin"] == "contour"

    def test_box_stays_when_the_dataset_is_saved(
        self, make: Make, send: Callable[..., None]
    ) -> None:
        """As long as no contour is known."""
        made = make()
        send(made, list(self.BOX))
        before = self.shown(made)
        act("package_patch", id=made["id"], title="Arbres")
        assert self.shown(made) == before

    def test_what_a_person_gave_stays(
        self, make: Make, send: Callable[..., None]
    ) -> None:
        """It says more than a box."""
        geom = json.dumps({"type": "Polygon", "coordinates": [EAST]})
        made = make(spatial_coverage=[{"text": "Bois de l’Orle", "geom": geom}])
        send(made, list(self.BOX))
        assert self.shown(made) == made["spatial_coverage"]

    @pytest.mark.parametrize(
        "box",
        [
            None,
            [0, 0, 0, 0],
            [48.1, -1.7, 48.2, -1.6],
            [-1.7, 48.1],
            "-1.7,48.1,-1.6,48.2",
            [None, 48.1, -1.6, 48.2],
            [350000, 6789000, 360000, 6799000],
        ],
    )
    def test_box_of_no_use(
        self, make: Make, send: Callable[..., None], box: object
    ) -> None:
        """Absent, elsewhere or no box at all."""
        made = make()
        send(made, box)
        assert self.shown(made) == made["spatial_coverage"]
