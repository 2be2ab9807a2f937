"""Rives-sur-Orle, an imaginary town: its identity, its services, its places.

Nothing here belongs to anybody. The INSEE-shaped code has the form of a commune of
Ille-et-Vilaine, whose real codes stop far below 900. The SIREN-shaped numbers follow
the usual build (21, 24 or 26, département, rank, check digit) with the same rank in
the 900s; they pass the checksum without being attributed. Coordinates are
invented too: a town laid over fields, since the maps need no base layer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

DOMAIN = "rives-sur-orle.example"
PARTNER_DOMAIN = "communaute-orle.example"
FICTION_NOTICE = "Rives-sur-Orle est une ville imaginaire ; ses données sont inventées."


def luhn_digit(digits: str) -> str:
    """Return the check digit that makes ``digits`` + itself pass the Luhn test."""
    total = 0
    for position, char in enumerate(reversed(digits)):
        value = int(char) * (2 if position % 2 == 0 else 1)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 - two digits
    return str(-total % 10)


def make_siret(siren_stem: str, rank: int) -> str:
    """Return a 14-digit SIRET whose SIREN (first 9 digits) passes Luhn as well.

    ``siren_stem`` has 8 digits, ``rank`` is the number of the establishment.
    """
    siren = siren_stem + luhn_digit(siren_stem)
    stem = f"{siren}{rank:04d}"
    return stem + luhn_digit(stem)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """A body of the demo: ``name`` is its URL slug, ``siret`` its identifier."""

    name: str
    title: str
    description: str
    siret: str
    email: str
    territory_level: str
    territory_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """The town: figures that the generators share."""

    name: str = "Rives-sur-Orle"
    insee_code: str = "35987"
    department: str = "035"
    siret: str = make_siret("21350987", 1)
    water_siret: str = make_siret("21350987", 8)
    treasury: str = "SGC DE L'ORLE"
    treasury_post: str = "035990"
    populations: Mapping[int, int] = field(
        default_factory=lambda: {
            2021: 22_874,
            2022: 23_012,
            2023: 23_198,
            2024: 23_371,
            2025: 23_482,
            2026: 23_596,
        }
    )
    longitude: float = -1.985
    latitude: float = 48.015

    def population(self, year: int) -> int:
        """Return the reference population of a year (the nearest known one)."""
        nearest = min(self.populations, key=lambda known: abs(known - year))
        return self.populations[nearest]


CITY = City()
COMMUNITY_SIREN = "24350987" + luhn_digit("24350987")

ORGANIZATIONS: tuple[Organization, ...] = (
    Organization(
        name="ville",
        title="Ville de Rives-sur-Orle",
        description=(
            "La ville publie ici ses budgets, ses équipements et la vie de ses "
            f"services. {FICTION_NOTICE}"
        ),
        siret=CITY.siret,
        email=f"donnees@{DOMAIN}",
        territory_level="commune",
        territory_code=CITY.insee_code,
    ),
    Organization(
        name="ccas",
        title="Centre communal d'action sociale de Rives-sur-Orle",
        description=(
            "Le CCAS accompagne les habitants : aides, logement, personnes âgées. "
            f"{FICTION_NOTICE}"
        ),
        siret=make_siret("26350987", 1),
        email=f"ccas@{DOMAIN}",
        territory_level="commune",
        territory_code=CITY.insee_code,
    ),
    Organization(
        name="communaute-orle",
        title="Communauté de l'Orle",
        description=(
            "La communauté réunit onze communes imaginaires autour de "
            "Rives-sur-Orle : déchets, eau, transports, développement économique."
        ),
        siret=make_siret("24350987", 1),
        email=f"donnees@{PARTNER_DOMAIN}",
        territory_level="epci",
        territory_code=COMMUNITY_SIREN,
    ),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A quarter of the town, with the offset of its centre in degrees."""

    name: str
    east: float
    north: float


DISTRICTS: tuple[Place, ...] = (
    Place("Vieux-Port", 0.000, 0.000),
    Place("Les Tanneries", 0.009, 0.003),
    Place("Haute-Rive", -0.004, 0.010),
    Place("La Garenne", 0.015, 0.011),
    Place("Les Saules", -0.014, -0.004),
    Place("Moulin-Vert", 0.006, -0.009),
    Place("Belle-Étoile", -0.011, 0.016),
    Place("Quai-aux-Blés", 0.018, -0.003),
)

STREETS: tuple[str, ...] = (
    "quai des Bateliers",
    "rue des Tanneurs",
    "rue de la Vieille-Écluse",
    "place du Marché-au-Lin",
    "avenue des Trois-Ponts",
    "rue du Four-Banal",
    "allée des Aulnes",
    "chemin du Halage",
    "rue des Lavandières",
    "boulevard de la Garenne",
    "rue du Moulin-Vert",
    "impasse du Passeur",
    "rue des Deux-Rives",
    "avenue de la Haute-Rive",
    "rue des Saules",
    "place de la Belle-Étoile",
)

MEMBER_TOWNS: tuple[str, ...] = (
    "Rives-sur-Orle",
    "Saint-Aubin-l'Orle",
    "Pont-Gallou",
    "La Chesnaye-en-Lande",
    "Trémeuc-le-Haut",
    "Vaucelles-sur-Orle",
    "Les Trois-Landes",
    "Kerorlan",
    "Mesnil-Bruyère",
    "Plestan-l'Étang",
    "Coët-Orle",
)
