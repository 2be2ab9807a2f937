"""Identifiers of French authorities and places."""

from __future__ import annotations

import re

from stdnum.fr import siren as stdnum_siren
from stdnum.fr import siret as stdnum_siret

_SHORT_COMMUNE = 4  # digits of a commune's code that lost its zero
_SIREN = re.compile(r"[0-9]{9}")
_SIRET = re.compile(r"[0-9]{14}")
# Metropolitan communes (Corsica is 2A and 2B since 1976, so never 20), overseas
# departments 971 to 976, overseas collectivities 975, 977, 978, 984, 986 to 989.
# Source: INSEE, Code officiel géographique.
_COMMUNE = re.compile(
    r"(?:0[1-9]|1[0-9]|2[AB1-9]|[3-8][0-9]|9[0-5])[0-9]{3}"
    r"|97[1-8][0-9]{2}|98[46789][0-9]{2}"
)
_DEPARTEMENT = re.compile(r"0[1-9]|1[0-9]|2[AB1-9]|[3-8][0-9]|9[0-5]|97[1-46]")
# Source: INSEE, Code officiel géographique, regions since 1 January 2016.
_REGION = re.compile(r"0[12346]|11|2[478]|32|44|5[23]|7[56]|84|9[34]")
# An EPCI is a public establishment: its SIREN starts with 20 (created since 2002) or
# 24 (before). Source: INSEE, répertoire Sirene.
_EPCI_PREFIXES = ("20", "24")


def is_siren(text: str) -> bool:
    """Return whether the text is nine digits with a right check digit."""
    return bool(_SIREN.fullmatch(text)) and stdnum_siren.is_valid(text)


def is_siret(text: str) -> bool:
    """Return whether the text is fourteen digits with a right check digit.

    The establishments of La Poste (SIREN 356000000) have a sum of digits that is a
    multiple of five instead of the Luhn key; its head office has the key.
    """
    return bool(_SIRET.fullmatch(text)) and stdnum_siret.is_valid(text)


def is_epci_siren(text: str) -> bool:
    """Return whether the text is a SIREN of the families that EPCI belong to."""
    return text.startswith(_EPCI_PREFIXES) and is_siren(text)


def normalise_commune_code(text: str) -> str:
    """Return the code without spaces around, capital letters for Corsica.

    A table reader takes the zero away from 01004: it is put back.
    """
    code = text.strip().upper()
    is_short = len(code) == _SHORT_COMMUNE and code.isascii() and code.isdigit()
    return code.zfill(_SHORT_COMMUNE + 1) if is_short else code


def normalise_code(level: str, text: str) -> str:
    """Return the code of a place as the lists of the year write it."""
    if level == "commune":
        return normalise_commune_code(text)
    code = "".join(text.split()) if level == "epci" else text.strip()
    if level in {"departement", "region"}:
        return code.upper().zfill(2) if len(code) == 1 else code.upper()
    return code


def is_commune_code(text: str) -> bool:
    """Return whether the text has the form of an INSEE commune code."""
    return bool(_COMMUNE.fullmatch(text))


def is_departement_code(text: str) -> bool:
    """Return whether the text is the INSEE code of a département."""
    return bool(_DEPARTEMENT.fullmatch(text))


def is_region_code(text: str) -> bool:
    """Return whether the text is the INSEE code of a région."""
    return bool(_REGION.fullmatch(text))
