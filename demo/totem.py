"""Writes budget documents as TOTEM XML, line by line.

Every value sits in an attribute ``V``, as in the files that the towns send; the file
is ISO-8859-1 and indented, which real editors do as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO
from xml.sax.saxutils import quoteattr

from demo.annexes import annexes_of
from demo.city import CITY
from demo.documents import EXECUTED, Document, Row, spread_rows

ENCODING = "ISO-8859-1"
STAGE_CODES = {"bp": "01", "dm": "02", "bs": "03", "ca": "09", "cfu": "10"}
BUDGET_NAMESPACE = "http://www.minefi.gouv.fr/cp/demat/docbudgetaire"
CFU_NAMESPACE = "http://www.minefi.gouv.fr/cp/demat/doccfu"
ACCOUNTS_NAMESPACE = "http://www.minefi.gouv.fr/cp/demat/doccomptable"


def euros(cents: int) -> str:
    """Return an amount in cents as TOTEM writes it: ``-12.05``."""
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    return f"{sign}{whole}.{rest:02d}"


def _element(name: str, value: str, indent: int) -> str:
    return f"{' ' * indent}<{name} V={quoteattr(value)}/>\n"


def _elements(values: Iterator[tuple[str, str]], indent: int) -> Iterator[str]:
    for name, value in values:
        yield _element(name, value, indent)


def _line(row: Row) -> str:
    """Return one ``LigneBudget``; codes and amounts need no escaping."""
    key = row.key
    parts = ["      <LigneBudget>\n", f'         <Nature V="{key.account}"/>\n']
    if key.function:
        parts.append(f'         <Fonction V="{key.function}"/>\n')
    if key.operation:
        parts.append(f'         <Operation V="{key.operation}"/>\n')
    parts.append(
        f'         <ContNat V="{key.chapter}"/>\n'
        '         <ArtSpe V="false"/>\n'
        f'         <CodRD V="{key.flow}"/>\n'
    )
    amounts = (
        ("MtBudgPrec", row.previous),
        ("MtPropNouv", row.proposed),
        ("MtPrev", row.voted),
        ("CredOuv", row.opened),
        ("MtReal", row.executed),
    )
    parts += [
        f'         <{name} V="{euros(cents)}"/>\n'
        for name, cents in amounts
        if cents is not None
    ]
    if row.internal:
        parts.append('         <OpBudg V="1"/>\n         <TypOpBudg V="2"/>\n')
    else:
        parts.append('         <OpBudg V="0"/>\n')
    section = row.section
    parts.append(
        f'         <CaracSup V="{section}" Code="Section"/>\n      </LigneBudget>\n'
    )
    return "".join(parts)


def _seal(document: Document) -> str:
    """Return the ``Scellement`` of a document: its own, and always the same."""
    name = f"{document.siret}/{document.slug}".encode()
    md5 = hashlib.md5(name, usedforsecurity=False).hexdigest().upper()
    sha1 = hashlib.sha1(name, usedforsecurity=False).hexdigest().upper()
    day = document.adopted_on
    return (
        f'   <Scellement md5="{md5}" sha1="{sha1}" date="{day}T16:20:00.000+01:00"/>\n'
    )


def _head(document: Document) -> Iterator[str]:
    yield '   <VersionSchema V="100"/>\n'
    yield "   <BlocEditeur>\n"
    yield _element("CodeEditeur", "Ville imaginaire - jeu de démonstration", 6)
    yield "   </BlocEditeur>\n"
    yield '   <VersionOutil outil="DSC_COMMON" version="31"/>\n'
    yield _seal(document)
    yield "   <EnTeteDocBudgetaire>\n"
    values = (
        ("DteStr", document.adopted_on),
        ("LibellePoste", CITY.treasury),
        ("IdPost", CITY.treasury_post),
        ("LibelleColl", CITY.name),
        ("IdColl", CITY.siret),
        ("NatCEPL", "Commune"),
        ("Departement", CITY.department),
    )
    yield from _elements(iter(values), 6)
    yield "   </EnTeteDocBudgetaire>\n"


def _budget_head(document: Document) -> Iterator[str]:
    yield "      <EnTeteBudget>\n"
    values = [
        ("LibelleEtab", document.label),
        ("IdEtab", document.siret),
        ("CodColl", "100"),
        ("CodInseeColl", CITY.insee_code),
        ("CodBud", "01" if document.annexe else "00"),
        ("Nomenclature", document.nomenclature),
    ]
    yield from _elements(iter(values), 9)
    yield "      </EnTeteBudget>\n      <BlocBudget>\n"
    values = [("NatDec", STAGE_CODES[document.stage])]
    if document.decision_number is not None:
        values.append(("NumDec", str(document.decision_number)))
    values += [
        ("Exer", str(document.year)),
        ("ProjetBudget", "false"),
        ("DteDec", document.adopted_on),
        ("NatVote", "FcIc"),
        ("OpeEquip", "true"),
        ("VoteFormelChap", "false"),
        ("TypProv", "1"),
        ("BudgPrec", "1"),
        ("ReprRes", "3" if document.stage in EXECUTED else "1"),
        ("NatFonc", "1" if document.annexe else "3"),
        ("PresentationSimplifiee", "false"),
        ("CodTypBud", "A" if document.annexe else "P"),
    ]
    if document.annexe:
        values += [("IdEtabPal", CITY.siret), ("LibelleEtabPal", "BUDGET PRINCIPAL")]
    yield from _elements(iter(values), 9)
    yield "      </BlocBudget>\n"


def _information(document: Document) -> Iterator[str]:
    population = CITY.population(document.year)
    real = [row for row in document.rows if not row.internal and row.section == "F"]
    spent = sum(row.voted for row in real if row.key.flow == "D") // population
    people = f"{population:,}".replace(",", " ")
    yield "      <InformationsGenerales>\n"
    for code, value in (
        ("PopTot", people),
        ("NbResSec", "312"),
        ("ValDepRFonc", euros(spent).replace(".", ",")),
    ):
        yield f'         <Information Code="{code}" V="{value}"/>\n'
    yield "      </InformationsGenerales>\n"


def _budget_document(document: Document, rows: Iterator[Row]) -> Iterator[str]:
    yield f'<DocumentBudgetaire xmlns="{BUDGET_NAMESPACE}">\n'
    yield from _head(document)
    yield "   <Budget>\n"
    yield from _budget_head(document)
    yield from _information(document)
    for row in rows:
        yield _line(row)
    yield from annexes_of(document)
    yield "   </Budget>\n</DocumentBudgetaire>\n"


def _financial_account(document: Document, rows: Iterator[Row]) -> Iterator[str]:
    """Yield a CFU: accounts of the treasury, then an ordinary budget document."""
    yield f'<doccfu:CompteFinancierUnique xmlns:doccfu="{CFU_NAMESPACE}">\n'
    yield f'<DocumentComptable xmlns="{ACCOUNTS_NAMESPACE}">\n   <EnteteComptable>\n'
    yield "      <Infos>\n"
    nomenclature = document.nomenclature.partition("-")[2]
    yield _element("Nomenclature", nomenclature, 9)
    yield _element("Exercice", str(document.year), 9)
    yield (
        f"         <Collectivite Libelle={quoteattr(CITY.name.upper())} "
        f'Population="{CITY.population(document.year)}" Siret="{document.siret}" '
        'TypeBC="BP" TypeColl="Commune"/>\n'
    )
    yield "      </Infos>\n   </EnteteComptable>\n</DocumentComptable>\n"
    yield from _budget_document(document, rows)
    yield "<doccfu:Signatures/>\n</doccfu:CompteFinancierUnique>\n"


def document_parts(document: Document, lines: int | None = None) -> Iterator[str]:
    """Yield the text of a document, piece by piece.

    ``lines`` spreads the same sums over that many lines, for measures on big files.
    """
    yield f'<?xml version="1.0" encoding="{ENCODING}"?>\n'
    rows = iter(document.rows) if lines is None else spread_rows(document.rows, lines)
    if document.stage == "cfu":
        yield from _financial_account(document, rows)
    else:
        yield from _budget_document(document, rows)


def write_totem(document: Document, target: TextIO, lines: int | None = None) -> None:
    """Write a document to a text file opened with the encoding of this module."""
    target.writelines(document_parts(document, lines))


def write_totem_file(document: Document, path: Path, lines: int | None = None) -> None:
    """Write a document to ``path``, replacing what is there."""
    with path.open("w", encoding=ENCODING, newline="\n") as target:
        write_totem(document, target, lines)
