"""Annexes of the budget documents: loans, grants, staff, signatures.

They hold made-up persons on purpose, so that one can see the portal blank them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import quoteattr

from demo.documents import EXECUTED, Document

Fields = Sequence[tuple[str, str]]

LENDERS = (
    ("Groupe scolaire des Deux-Rives", 2022, 2_400_000, "1.850"),
    ("Groupe scolaire des Deux-Rives, suite", 2023, 3_600_000, "3.420"),
    ("Voirie 2016-2018", 2017, 3_000_000, "1.120"),
    ("Gymnase de la Garenne", 2012, 2_800_000, "3.650"),
    ("Éclairage public", 2022, 900_000, "1.690"),
)

# Category as in the national list: P1 association, P2 firm, P3 person, P4 other
# private body, U… public body; an empty category counts as a person.
GRANTS = (
    ("P1", "LES RAMEURS DE L'ORLE", 42_000),
    ("P1", "UNION SPORTIVE DES DEUX-RIVES", 96_500),
    ("P1", "HARMONIE DU VIEUX-PORT", 18_200),
    ("P1", "THEATRE DU HALAGE", 205_000),
    ("P1", "LES JARDINIERS DU MOULIN-VERT", 3_400),
    ("P1", "SECOURS FRATERNEL DE L'ORLE", 27_000),
    ("P1", "COMITE DES FETES DE LA BELLE-ETOILE", 9_800),
    ("P4", "FONDATION IMAGINAIRE DU PATRIMOINE", 12_000),
    ("U4", "CCAS DE RIVES-SUR-ORLE", 1_060_000),
    ("P3", "PERSONNE FICTIVE 1", 800),
    ("P3", "PERSONNE FICTIVE 2", 1_200),
    ("P3", "PERSONNE FICTIVE 3", 450),
    ("", "PERSONNE FICTIVE 4", 300),
)

STAFF = (
    ("Directeur général des services", "A", 1),
    ("Attaché territorial", "A", 14),
    ("Ingénieur territorial", "A", 6),
    ("Rédacteur territorial", "B", 21),
    ("Technicien territorial", "B", 12),
    ("Adjoint administratif", "C", 58),
    ("Adjoint technique", "C", 164),
    ("ATSEM", "C", 31),
    ("Adjoint d'animation", "C", 44),
)

SUMMARY = ("I-A", "I-B", "II-A1", "III-A1", "III-A2", "III-B1", "IV-A1", "IV-B1.7")


def _block(name: str, item: str, rows: Sequence[Fields]) -> Iterator[str]:
    yield f"         <{name}>\n"
    for fields in rows:
        yield f"            <{item}>\n"
        for field, value in fields:
            if value:
                yield f"               <{field} V={quoteattr(value)}/>\n"
        yield f"            </{item}>\n"
    yield f"         </{name}>\n"


def _loans(year: int) -> list[Fields]:
    rows: list[Fields] = []
    for purpose, since, amount, rate in LENDERS:
        if since > year:
            continue
        left = amount * max(0, 20 - (year - since)) / 20
        rows.append(
            [
                ("CodTypEmpr", "01"),
                ("CodArticle", "1641"),
                ("LibCpte", "Emprunts en euros"),
                ("AnEncaisse", str(since)),
                ("ObjEmpr", purpose),
                ("MtEmprOrig", f"{amount:.2f}"),
                ("LibOrgaPreteur", "BANQUE IMAGINAIRE DES TERRITOIRES"),
                ("TxActua", rate),
                ("MtCapitalExer", f"{amount / 20:.2f}"),
                ("MtCapitalRestDu_31_12", f"{left:.2f}"),
                ("IndSousJacent", "1"),
                ("Structure", "A"),
            ]
        )
    return rows


def _grants() -> list[Fields]:
    return [
        [
            ("CodNatJurBenefCA", category),
            ("LibOrgaBenef", name),
            ("MtSubv", f"{amount:.2f}"),
        ]
        for category, name, amount in GRANTS
    ]


def _staff() -> list[Fields]:
    return [
        [
            ("CodTypAgent", "T"),
            ("EmploiGradeAgent", grade.upper()),
            ("CodCatAgent", category),
            ("TempsComplet", "true"),
            ("Permanent", "true"),
            ("EffectifBud", str(count)),
            ("EffectifPourvu", str(count - count // 20)),
        ]
        for grade, category, count in STAFF
    ]


def annexes_of(document: Document) -> Iterator[str]:
    """Yield the ``Annexes`` element of a document."""
    yield "      <Annexes>\n"
    yield from _block("DATA_EMPRUNT", "EMPRUNT", _loans(document.year))
    if not document.annexe and document.stage in {"bp", *EXECUTED}:
        yield from _block("DATA_CONCOURS", "CONCOURS", _grants())
        yield from _block("DATA_PERSONNEL", "PERSONNEL", _staff())
        loan = [("NomBenefPret", "PERSONNE FICTIVE 5"), ("MtCapitalExer", "600.00")]
        yield from _block("DATA_PRET", "PRET", [loan])
    day = document.adopted_on
    vote = [
        ("NbrMembExer", "33"),
        ("NbrMembPresent", "29"),
        ("NbrSuffExprime", "31"),
        ("NbrVotePour", "24"),
        ("NbrVoteContre", "7"),
        ("NbrVoteAbstention", "2"),
        ("LibDelibPar", "le conseil municipal"),
        ("LibDelibLieu", "Rives-sur-Orle"),
        ("DtDelib", day),
    ]
    yield from _block("DATA_SIGNATURE", "SIGNATURE", [vote])
    signers = [[("Signataire", f"PERSONNE FICTIVE {rank}")] for rank in range(6, 12)]
    yield from _block("DATA_SIGNATAIRE", "SIGNATAIRE", signers)
    summary = [[("CodeAnnexe", code), ("Present", "true")] for code in SUMMARY]
    yield from _block("DATA_SOMMAIRE", "SOMMAIRE", summary)
    yield "      </Annexes>\n"
