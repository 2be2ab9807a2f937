"""Closed word lists of a budget, and how the formats spell them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Literal

Stage = Literal["bp", "bs", "dm", "ca", "cfu"]
Section = Literal["operating", "investment", "unknown"]
Flow = Literal["expenditure", "revenue"]
OperationKind = Literal["real", "internal"]
SourceFormat = Literal["totem", "scdl_csv"]
BudgetKind = Literal["principal", "annexe"]
VoteMode = Literal["nature", "fonction", "mixte"]

SCDL_STAGE: Mapping[Stage, str] = {
    "bp": "Budget primitif",
    "bs": "Budget supplémentaire",
    "dm": "Décision modificative",
    "ca": "Compte administratif",
    "cfu": "Compte financier unique",
}
"""Spelling of the stages in files met in the field; the SCDL list lacks the CFU."""

SCDL_SECTION: Mapping[Section, str] = {
    "operating": "fonctionnement",
    "investment": "investissement",
    "unknown": "",
}
SCDL_FLOW: Mapping[Flow, str] = {"expenditure": "dépense", "revenue": "recette"}
SCDL_KIND: Mapping[OperationKind, str] = {"real": "réel", "internal": "ordre"}
SCDL_SPECIALIZED: Mapping[bool | None, str] = {
    True: "spécialisé",
    False: "non spécialisé",
    None: "",
}

EXECUTED_STAGES: frozenset[Stage] = frozenset({"ca", "cfu"})
"""Stages that state what was done; the others state what was voted."""

# NatDec codes, Source: TOTEM (reference/standards.md §2.2)
_STAGES: Mapping[str, Stage] = {
    "01": "bp",
    "1": "bp",
    "bp": "bp",
    "primitif": "bp",
    "budget primitif": "bp",
    "02": "dm",
    "2": "dm",
    "dm": "dm",
    "decision modificative": "dm",
    "03": "bs",
    "3": "bs",
    "bs": "bs",
    "supplementaire": "bs",
    "budget supplementaire": "bs",
    "09": "ca",
    "9": "ca",
    "ca": "ca",
    "compte administratif": "ca",
    "10": "cfu",
    "cfu": "cfu",
    "compte financier unique": "cfu",
}
_SECTIONS: Mapping[str, Section] = {
    "f": "operating",
    "fonctionnement": "operating",
    "exploitation": "operating",
    "i": "investment",
    "investissement": "investment",
}
_FLOWS: Mapping[str, Flow] = {
    "d": "expenditure",
    "depense": "expenditure",
    "r": "revenue",
    "recette": "revenue",
}
_KINDS: Mapping[str, OperationKind] = {
    "0": "real",
    "reel": "real",
    "reelle": "real",
    "1": "internal",
    "ordre": "internal",
}
_SPECIALIZED: Mapping[str, bool] = {
    "true": True,
    "1": True,
    "specialise": True,
    "false": False,
    "0": False,
    "non specialise": False,
}


def fold(text: str) -> str:
    """Return the text in lower case, without accents, with single spaces."""
    plain = unicodedata.normalize("NFKD", text)
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(kept.lower().split())


def stage_of(text: str) -> Stage | None:
    """Return the stage named by a NatDec code or by words, whatever the case."""
    return _STAGES.get(fold(text))


def section_word(text: str) -> Section | None:
    """Return the section that a letter (F, I) or a word names."""
    return _SECTIONS.get(fold(text))


def flow_word(text: str) -> Flow | None:
    """Return the flow that a letter (D, R) or a word names."""
    return _FLOWS.get(fold(text))


def kind_word(text: str) -> OperationKind | None:
    """Return the kind of operation that a digit (0, 1) or a word names."""
    return _KINDS.get(fold(text))


def specialized_word(text: str) -> bool | None:
    """Return whether the account is specialised; None when it is not said."""
    return _SPECIALIZED.get(fold(text))
