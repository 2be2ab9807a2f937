"""Which values of a TOTEM file point to a person.

Source: reference/standards.md §2.5 and security.md §4; whatever is in doubt is blanked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal

PersonKind = Literal[
    "grant_beneficiary",
    "loan_beneficiary",
    "commitment_beneficiary",
    "provision",
    "staff",
    "signatory",
    "accountant",
    "third_party_works",
    "named_person",
    "comment",
]

ROW_BLOCK: Final = "DATA_"
# Compulsory works on behalf of somebody (account 454): labels name owners or addresses.
WORKS_ACCOUNT: Final = "454"

# Grants: legal nature of the beneficiary. P1 associations, P2 enterprises, P4 other
# private bodies, U… public bodies; P3 natural persons. Only the first are let through.
_BODIES: Final = re.compile(r"P[124]|U[0-9]*")
# Inside a row about a person these stay: codes, amounts, dates, rates, durations.
_NEUTRAL: Final = re.compile(r"(?:Cod|Mt|Dt|Tx|Duree|Pop|Groupe|Reste|Total|Tot).*")

_ALL: Final = re.compile(r".+")
# Per annex block: the children of its rows that are blanked, and as what.
_BLANKED: Final[Mapping[str, tuple[re.Pattern[str], PersonKind]]] = {
    "DATA_AUTRE_ENGAGEMENT": (
        re.compile(r"Nom.*|.*Benef.*|Champ_Editeur"),
        "commitment_beneficiary",
    ),
    "DATA_EMPRUNT": (re.compile(r"NomBenef.*"), "loan_beneficiary"),
    "DATA_PERSONNEL": (
        re.compile(
            r"Remun.*|Indice.*|.*Motif.*|NatureContrat|Nom.*|Prenom.*|Champ_Editeur"
        ),
        "staff",
    ),
    "DATA_PROVISION": (re.compile(r"Lib.*|Obj.*|Champ_Editeur"), "provision"),
    "DATA_SIGNATAIRE": (_ALL, "signatory"),
    "DATA_SIGNATURE": (re.compile(r"LibPresentPar|Nom.*|Signataire.*"), "signatory"),
}
_PERSON: Final = re.compile(
    r"(?:Nom|Prenom|Civilite)(?:[A-Z_0-9].*)?"
    r"|(?:Adr|Adresse|Tel|Telephone|Portable|Mail|Email|Courriel|Mel)(?:[A-Z_0-9].*)?"
    r"|(?:Dt|Date|Lieu)Naiss.*|NumSecu.*|NIR|IBAN|RIB"
    r"|(?:Lib)?(?:Benef|Emprunteur)[A-Za-z_]*|Signataire|Utilisateur"
)
_ORGANISATION: Final = re.compile(
    r"Nom(?:Org|Service|Etab|Coll|Budg|Edition|Poste|Groupe).*"
)
_ACCOUNTANT: Final = re.compile(r"NomComptable|Utilisateur")
# Text of electronic signatures (XML-DSig, XAdES) that names the signing person.
_SIGNATURE_TEXTS: Final = frozenset(
    {
        "SignerName",
        "X509Certificate",
        "X509SubjectName",
        "EncapsulatedX509Certificate",
    }
)
_CIVILITY: Final = re.compile(
    r"\b(?:M|MM|Mr|MR|Mme|MME|Mmes|Mlle|MLLE)\.?\s+[A-ZÀ-Þ]"
    r"|\b(?i:monsieur|madame|mademoiselle|consorts|[eé]poux|veuve)\s+\S"
    r"|[^\s@]{1,64}@[^\s@]{1,64}\.[A-Za-z]{2}"
)


def is_person_row(block: str, values: Mapping[str, str]) -> PersonKind | None:
    """Return what a row is about when all of its details point to one person.

    A grant without category counts as a grant to a natural person.
    """
    if block == "DATA_PRET":
        return "loan_beneficiary"
    if block == "DATA_CONCOURS":
        category = values.get("CodNatJurBenefCA", "").strip().upper()
        return None if _BODIES.fullmatch(category) else "grant_beneficiary"
    return None


def is_neutral(name: str) -> bool:
    """Return whether a child of a person's row may stay."""
    return bool(_NEUTRAL.fullmatch(name))


def is_works_row(block: str, values: Mapping[str, str]) -> bool:
    """Return whether a row of DATA_TIERS is about compulsory works for somebody."""
    if block != "DATA_TIERS":
        return False
    chapter = values.get("CodChapitre", "").strip()
    return not chapter or chapter.startswith(WORKS_ACCOUNT)


def is_works_label(name: str) -> bool:
    """Return whether a child of such a row is free text."""
    return name in ("LibOper", "NatTrav", "LibCpte", "Champ_Editeur")


def kind_of_child(block: str, name: str, value: str) -> PersonKind | None:
    """Return as what a child of an annex row is blanked, or None when it stays."""
    rule = _BLANKED.get(block)
    if rule is not None and rule[0].fullmatch(name):
        return rule[1]
    return kind_of_name(name) or kind_of_value(value)


def kind_of_name(name: str) -> PersonKind | None:
    """Return as what an element or attribute of this name is blanked, or None."""
    if _ACCOUNTANT.fullmatch(name):
        return "accountant"
    if _PERSON.fullmatch(name) and not _ORGANISATION.fullmatch(name):
        return "named_person"
    return None


def kind_of_value(value: str) -> PersonKind | None:
    """Return as what a free text is blanked: it has a civil title or a mail address."""
    return "named_person" if _CIVILITY.search(value) else None


def kind_of_text(name: str) -> PersonKind | None:
    """Return as what the text of an element is blanked, or None."""
    return "signatory" if name in _SIGNATURE_TEXTS else kind_of_name(name)
