"""The place that rows are about, by the codes that they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from ckanext.territory.domain.area import Area, AreaIndex, is_siret
from ckanext.territory.domain.budget.checks import area_code
from ckanext.territory.domain.inspection.columns import Column
from ckanext.territory.domain.inspection.found import Proposal, percent
from ckanext.territory.domain.inspection.meanings import (
    commune_code,
    departement_code,
    digits_of,
)
from ckanext.territory.domain.inspection.subject import Subject

# Share of the values that must be in a place, rows and different codes alike.
_SHARES: Final[Mapping[str, float]] = {"epci": 0.9, "departement": 0.8, "region": 0.9}
_ONE: Final = 0.97
_COUNTRY: Final = 60  # different départements that only the whole country has
# Places of something else than what the rows are about.
_OTHERS: Final = frozenset(
    [
        "beneficiaire",
        "fournisseur",
        "titulaire",
        "naissance",
        "siege",
        "origine",
        "destination",
        "residence",
        "domicile",
        "facturation",
    ]
)
# Whose SIRET is that of the authority itself.
_AUTHORITY: Final = frozenset(["coll", "attribuant", "acheteur", "collectivite", "bgt"])


def propose_place(subject: Subject) -> Iterator[Proposal]:
    """Yield level and code of the place, with the same reason."""
    for rule in (_of_budget, _of_levels, _of_communes, _of_larger, _of_authority):
        found = rule(subject)
        if found is not None:
            area, reason, facts, confidence = found
            subject.place_name = area.name
            label = subject.request.areas.label(area)
            told = {"place": label, **facts}
            yield Proposal(
                field="territory_level", value=area.level, reason=reason, facts=told,
                confidence=confidence,
            )  # fmt: skip
            yield Proposal(
                field="territory_code", value=[area.code], reason=reason, facts=told,
                text=label, confidence=confidence,
            )  # fmt: skip
            return


Found = tuple[Area, str, Mapping[str, str | int], float]


def _of_budget(subject: Subject) -> Found | None:
    if subject.budget is None:
        return None
    code, siret = subject.budget.insee_code or "", subject.budget.entity_siret
    area = _of_siret(subject.request.areas, siret) or _coded(
        subject.request.areas, code
    )
    if area is None:
        return None
    return area, "inspection.because_siret", {"siret": siret}, 0.95


def _coded(areas: AreaIndex, code: str) -> Area | None:
    """Return the commune or EPCI of a code."""
    return areas.get("commune", code) or areas.get("epci", code)


def _of_siret(areas: AreaIndex, siret: str) -> Area | None:
    """Return the authority of a SIRET: an EPCI, or a commune that has this SIREN."""
    siren = siret[:9]
    epci = areas.get("epci", siren)
    if epci is not None:
        return epci
    commune = areas.get("commune", area_code("", siret) or "")
    return commune if commune is not None and commune.siren == siren else None


def _of_levels(subject: Subject) -> Found | None:
    """Return the place of a table in our schema, which names level and code."""
    levels, codes = subject.named("territory_level"), subject.named("territory_code")
    if levels is None or codes is None or levels.distinct != 1:
        return None
    level = levels.values[0]
    if level == "commune":
        return _among_communes(subject.request.areas, codes)
    area = subject.request.areas.get(level, codes.values[0])
    if codes.distinct != 1 or area is None:
        return None
    return area, "inspection.because_codes", _facts(codes, 1), 0.9


def _of_communes(subject: Subject) -> Found | None:
    for column in subject.columns:
        if column.meaning == "insee_commune" and not _OTHERS & set(column.words):
            found = _among_communes(subject.request.areas, column)
            if found is not None:
                return found
    return None


def _among_communes(areas: AreaIndex, column: Column) -> Found | None:
    counts: Counter[str] = Counter()
    for value, count in Counter(column.values).items():
        code = commune_code(value)
        area = areas.get("commune", code) or areas.former(code)
        counts[area.code if area is not None else ""] += count
    total = counts.total()
    known = {code: area for code in counts if (area := areas.get("commune", code))}
    if not known:
        return None
    top = max(known, key=lambda code: counts[code])
    if counts[top] >= _ONE * total:
        share = counts[top] / total
        return known[top], "inspection.because_one_commune", _facts(column, share), 0.9
    return _holder(areas, column, counts, known)


def _holder(
    areas: AreaIndex, column: Column, counts: Counter[str], known: Mapping[str, Area]
) -> Found | None:
    """Return the smallest place that holds most values, whole départements at most."""
    rows: Counter[tuple[str, str]] = Counter()
    codes: Counter[tuple[str, str]] = Counter()
    for code, area in known.items():
        for above in areas.ancestors(area):
            rows[above.key] += counts[code]
            codes[above.key] += 1
    total, different = counts.total(), len(counts)
    for level, wanted in _SHARES.items():
        fits = [
            key
            for key in rows
            if key[0] == level
            and rows[key] >= wanted * total
            and codes[key] >= wanted * different
        ]
        if fits:
            key = max(fits, key=lambda each: (rows[each], each))
            area = areas.get(*key)
            share = rows[key] / total
            if area is not None:
                reason = "inspection.because_communes"
                return area, reason, _facts(column, share), 0.6 + 0.3 * share
    country = areas.get("pays", "FR")
    parts = sum(key[0] == "departement" for key in rows)
    if country is not None and parts >= _COUNTRY:
        share = sum(counts[code] for code in known) / total
        return country, "inspection.because_communes", _facts(column, share), 0.7
    return None


def _of_larger(subject: Subject) -> Found | None:
    """Return the one EPCI or département that a column names by its code."""
    for column in subject.columns:
        if _OTHERS & set(column.words):
            continue
        if column.meaning == "epci_siren":
            codes, level = {digits_of(value) for value in column.values}, "epci"
        elif column.meaning == "departement_code":
            codes = {departement_code(value) for value in column.values}
            level = "departement"
        else:
            continue
        area = subject.request.areas.get(level, next(iter(codes)))
        if len(codes) == 1 and area is not None:
            return area, "inspection.because_codes", _facts(column, 1), 0.85
    return None


def _of_authority(subject: Subject) -> Found | None:
    for column in subject.columns:
        if column.meaning == "siret" and _AUTHORITY & set(column.words):
            numbers = {digits_of(value) for value in column.values}
            siret = min(numbers)
            area = _of_siret(subject.request.areas, siret) if is_siret(siret) else None
            if area is not None and len({number[:9] for number in numbers}) == 1:
                return area, "inspection.because_siret", {"siret": siret}, 0.85
    return None


def _facts(column: Column, share: float) -> Mapping[str, str | int]:
    return {"column": column.name, "percent": percent(share)}
