"""Geographic files, and tables by place."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy
import shapely
from bench.corpus.case import EPCI, Case, dice, table, year
from pyogrio import raw

from ckanext.territory.domain.area import COG_FILE, AreaIndex, load_areas


@cache
def areas() -> AreaIndex:
    """Return the places of the year."""
    return load_areas(COG_FILE)


def communes(level: str, code: str) -> list[str]:
    """Return the codes of the communes of a place, in order."""
    place = areas().get(level, code)
    assert place is not None  # noqa: S101 - the codes below are right
    return sorted(each.code for each in areas().children(place, "commune"))


def place_cases() -> list[Case]:
    """Return the cases of geographic files and of tables by place."""
    return [*_geojson(), *_layers(), *_by_place()]


def _features(name: str, rows: Sequence[Mapping[str, object]]) -> dict[str, object]:
    random = dice(name)
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": dict(row),
                "geometry": {
                    "type": "Point",
                    "coordinates": [
                        round(-1.68 + random.random() / 10, 6),
                        round(48.08 + random.random() / 10, 6),
                    ],
                },
            }
            for row in rows
        ],
    }


def _geo_case(
    name: str, rows: Sequence[Mapping[str, object]], **expected: object
) -> Case:
    def write(path: Path) -> None:
        path.write_text(json.dumps(_features(name, rows)), encoding="utf-8")

    return Case(name=name, write=write, expected=expected)


def _geojson() -> list[Case]:
    return [
        _geo_case("parkings.geojson",
                  [{"nom": f"Parking {n}", "places": 100 + n} for n in range(25)],
                  title="Parkings", territory_theme=["stationnement"]),
        _geo_case("fontaines-a-boire.geojson",
                  [{"id": n, "etat": "en service"} for n in range(40)],
                  title="Fontaines à boire", territory_theme=["mobilier-urbain"]),
        _geo_case("toilettes_publiques.geojson",
                  [{"id": n, "pmr": "oui", "gratuit": "oui"} for n in range(30)],
                  title="Toilettes publiques", territory_theme=["proprete"]),
        _geo_case("aires_de_jeux.geojson",
                  [{"nom": f"Aire {n}", "age": "3-6 ans"} for n in range(50)],
                  title="Aires de jeux", territory_theme=["espaces-verts"]),
        _geo_case("points-apport-volontaire.geojson",
                  [{"flux": "verre", "volume": n} for n in range(90)],
                  title="Points apport volontaire", territory_theme=["dechets-tri"]),
    ]  # fmt: skip


def write_layer(
    path: Path, columns: Mapping[str, Sequence[object]], *, crs: str, size: float
) -> None:
    """Write squares in a row and their columns, in the format of the ending."""
    count = len(next(iter(columns.values())))
    west, south = (351_000.0, 6_789_000.0) if crs == "EPSG:2154" else (-1.7, 48.1)
    boxes = [
        shapely.box(west + n * size, south, west + (n + 1) * size, south + size)
        for n in range(count)
    ]
    raw.write(
        path,
        geometry=shapely.to_wkb(numpy.array(boxes)),
        field_data=[numpy.array(each, dtype=object) for each in columns.values()],
        fields=list(columns),
        geometry_type="Polygon",
        crs=crs,
    )


def _layer_case(
    name: str, columns: Mapping[str, Sequence[object]], crs: str, **expected: object
) -> Case:
    size = 100.0 if crs == "EPSG:2154" else 0.001

    def write(path: Path) -> None:
        if path.suffix != ".zip":
            write_layer(path, columns, crs=crs, size=size)
            return
        with tempfile.TemporaryDirectory() as folder:
            shape = Path(folder) / f"{Path(path.stem).stem}.shp"
            write_layer(shape, columns, crs=crs, size=size)
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                for part in sorted(Path(folder).iterdir()):
                    archive.write(part, part.name)

    return Case(name=name, write=write, expected=expected)


def _layers() -> list[Case]:
    return [
        _layer_case("zonage_plu.gpkg",
                    {"libelle": ["UA", "UB", "N", "A"] * 10,
                     "typezone": ["U", "U", "N", "A"] * 10}, "EPSG:2154",
                    title="Zonage PLU", territory_theme=["urbanisme-plan"]),
        _layer_case("quartiers.shp.zip",
                    {"nom": [f"Quartier {n}" for n in range(12)],
                     "code": [f"Q{n:02d}" for n in range(12)]}, "EPSG:2154",
                    title=("Quartiers", "Quartiers shp")),
        _layer_case("pistes_cyclables_2025.zip",
                    {"voie": [f"Voie {n}" for n in range(20)]}, "EPSG:4326",
                    title="Pistes cyclables 2025", territory_theme=["velo"],
                    temporal_coverage=(year(2025), None)),
        _layer_case("eclairage_public.gpkg",
                    {"lampe": ["LED", "SHP"] * 30, "puissance": ["40", "70"] * 30},
                    "EPSG:2154", title="Éclairage public",
                    territory_theme=["eclairage-public"]),
        _layer_case("espaces_verts.gpkg",
                    {"nom": [f"Parc {n}" for n in range(15)],
                     "code_insee": ["35238"] * 15}, "EPSG:4326",
                    title="Espaces verts", territory_theme=["espaces-verts"],
                    territory_level="commune", territory_code=["35238"]),
    ]  # fmt: skip


def _by_place() -> list[Case]:
    random = dice("places")
    tours, metropole = communes("departement", "37"), communes("epci", "243500139")
    loire = communes("departement", "41")[:55]
    brittany = communes("region", "53")
    head = ("code_commune", "commune", "tonnes")

    def rows(codes: Sequence[str]) -> list[tuple[object, ...]]:
        return [(code, f"Commune {code}", random.randint(10, 999)) for code in codes]

    return [
        table("dechets_par_commune_2023.csv", head, rows([*tours, *loire]), {
            "title": "Déchets par commune 2023",
            "territory_theme": (["dechets"], ["dechets-collecte"]),
            "temporal_coverage": (year(2023), None),
            "territory_level": "departement", "territory_code": ["37"]}),
        table("collecte_dechets_menagers.csv", head, rows(metropole), {
            "title": "Collecte déchets ménagers",
            "territory_theme": ["dechets-collecte"], **EPCI}),
        table("population_communes_2026.csv", ("codgeo", "libgeo", "population"),
              rows(brittany), {
            "title": "Population communes 2026", "territory_theme": ["population"],
            "temporal_coverage": (year(2026), None),
            "territory_level": "region", "territory_code": ["53"]}),
        table("logements_sociaux_sru.csv", ("INSEE_COM", "nom", "taux"),
              rows([code.lstrip("0") for code in communes("departement", "01")]), {
            "title": "Logements sociaux SRU", "territory_theme": ["logement-social"],
            "territory_level": "departement", "territory_code": ["01"]},
            delimiter=","),
        table("commerces.csv", ("enseigne", "activite", "depcom"),
              [(f"Commerce {n}", "Boulangerie", "35238") for n in range(60)], {
            "title": "Commerces", "territory_theme": ["commerce"],
            "territory_level": "commune", "territory_code": ["35238"]},
            encoding="cp1252"),
        table("subventions_versees.csv", ("beneficiaire", "commune_beneficiaire_insee",
                                          "montant", "annee"),
              [(f"Club {n}", metropole[n % 9], 100 * n, 2020 + n % 5)
               for n in range(90)], {
            "title": ("Subventions versees", "Subventions versées"),
            "territory_theme": ["finances-subventions"],
            "temporal_coverage": year(2020, 2024),
            "frequency": "http://publications.europa.eu/resource/authority/frequency/"
                         "ANNUAL"}),
    ]  # fmt: skip
