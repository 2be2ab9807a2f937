"""The dataset that a budget file fills in by itself.

What is written here is content, so it is in the language of the data: French.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk

from ckanext.territory import config
from ckanext.territory.areas import areas
from ckanext.territory.budgets.staging import Staged
from ckanext.territory.domain.area import is_commune_code
from ckanext.territory.domain.budget import BudgetHeader, Stage, Totals
from ckanext.territory.domain.budget.declared import is_adopted_too_early
from ckanext.territory.domain.moment import is_future

THEME = "finances-budget"
LICENCES = ("lov2", "odc-odbl")
SCHEMA_URL = "https://schema.data.gouv.fr/scdl/budget/0.8.3"
STAGES: dict[Stage, str] = {
    "bp": "Budget primitif",
    "bs": "Budget supplémentaire",
    "dm": "Décision modificative",
    "ca": "Compte administratif",
    "cfu": "Compte financier unique",
}
EXECUTED: frozenset[Stage] = frozenset({"ca", "cfu"})
TOTALS = (
    "operating_expenditure",
    "operating_revenue",
    "investment_expenditure",
    "investment_revenue",
    "unknown_section",
)


def slug(header: BudgetHeader) -> str:
    """Return the address of a budget's dataset: the same file, the same address."""
    parts = ["budget", header.entity_siret, str(header.fiscal_year), header.stage]
    if header.decision_number:
        parts.append(str(header.decision_number))
    return "-".join(parts)


def amount(value: Decimal) -> str:
    """Return an amount as datasets hold it: euros and cents, with a point."""
    return f"{value:.2f}"


def amounts(totals: Totals) -> dict[str, str]:
    """Return the five totals by field name."""
    return {name: amount(getattr(totals, name)) for name in TOTALS}


def title(header: BudgetHeader) -> str:
    """Return a title such as “Compte administratif 2024, budget principal”."""
    stage = STAGES[header.stage]
    if header.decision_number:
        stage = f"{stage} n° {header.decision_number} de"
    return f"{stage} {header.fiscal_year}, {_which(header)}"


def created(staged: Staged, owner_org: str) -> dict[str, Any]:
    """Return all fields of a new dataset."""
    header = staged.header
    return {
        "type": "budget",
        "name": slug(header),
        "title": title(header),
        "notes": _notes(staged),
        "owner_org": owner_org,
        "license_id": _licence(),
        "tag_string": ",".join(
            (
                "budget",
                "finances locales",
                STAGES[header.stage].lower(),
                f"exercice {header.fiscal_year}",
            )
        ),
        "territory_theme": [THEME],
        "frequency": "AS_NEEDED",
        "access_level": "public",
        "temporal_coverage": [
            {
                "start": f"{header.fiscal_year}-01-01",
                "end": f"{header.fiscal_year}-12-31",
            }
        ],
        "adopted_on": _adopted_on(header),
        **_territory(header),
        **derived(staged),
    }


def derived(staged: Staged) -> dict[str, Any]:
    """Return the fields that only the file decides, rewritten at each publication."""
    header = staged.header
    return {
        "fiscal_year": header.fiscal_year,
        "budget_stage": header.stage,
        "decision_number": header.decision_number or "",
        "budget_kind": header.budget_kind or "",
        "budget_label": _label(header),
        "entity_name": header.entity_name,
        "entity_siret": header.entity_siret,
        "main_entity_siret": header.main_entity_siret or "",
        "entity_category": header.entity_category or "",
        "accounting_framework": header.accounting_framework or "",
        "vote_mode": header.vote_mode or "",
        "budget_functions": _functions(staged.totals),
        "amount_basis": "executed" if header.stage in EXECUTED else "voted",
        "reference_population": header.population or "",
        "source_format": header.source_format,
        "annexes_included": list(header.annexes),
        "privacy_review": _review(staged),
        **amounts(staged.totals),
    }


def resources(
    staged: Staged, lines: dict[str, Any], document: dict[str, Any] | None
) -> list[dict[str, Any]]:
    """Return the resources of a budget, given what is stored of each file."""
    header = staged.header
    found = [
        {
            **lines,
            "name": "Lignes du budget (CSV, SCDL)",
            "description": (
                "Une ligne par compte, avec le chapitre, la section, la nature de "
                "l’opération et les montants en euros. Schéma SCDL budget 0.8.3."
            ),
            "format": "CSV",
            "mimetype": "text/csv",
            "resource_kind": "main",
            "conforms_to": SCHEMA_URL,
            "datastore_active": True,
        }
    ]
    if document is not None:
        found.append(
            {
                **document,
                "name": "Document budgétaire sans données personnelles (XML, TOTEM)",
                "description": (
                    "Le document transmis à la préfecture, où les noms de personnes "
                    "ont été effacés. L’original n’est pas conservé par le portail."
                ),
                "format": "XML",
                "mimetype": "application/xml",
                "resource_kind": "archive",
                "totem_seal": header.seal or "",
            }
        )
    return found


def _which(header: BudgetHeader) -> str:
    if header.budget_kind != "annexe":
        return "budget principal"
    label = header.budget_label
    return f"budget annexe {label}" if label else "budget annexe"


def _label(header: BudgetHeader) -> str:
    """Return the name of the budget: an annexed one always has one."""
    own_name = header.entity_name if header.budget_kind == "annexe" else ""
    return header.budget_label or own_name


def _adopted_on(header: BudgetHeader) -> str:
    """Return the day of the vote, or nothing when the file cannot be right."""
    day = header.adopted_on.isoformat() if header.adopted_on else ""
    is_wrong = is_adopted_too_early(header.stage, header.fiscal_year, day)
    return "" if is_wrong or is_future(day, datetime.now().astimezone()) else day


def _notes(staged: Staged) -> str:
    header = staged.header
    basis = (
        "Les montants retenus sont ceux qui ont été réalisés."
        if header.stage in EXECUTED
        else "Les montants retenus sont ceux qui ont été votés."
    )
    source = (
        "du document budgétaire transmis à la préfecture (format TOTEM)"
        if header.source_format == "totem"
        else "d’un fichier au schéma SCDL budget"
    )
    framework = f" Nomenclature {header.nomenclature}." if header.nomenclature else ""
    return (
        f"{title(header)} : {header.entity_name}, SIRET {header.entity_siret}."
        f"{framework}\n\n"
        f"Les {staged.line_count} lignes proviennent {source}. {basis} Les totaux ne "
        "comptent que les opérations réelles : sans les opérations d’ordre, qui ne "
        "font entrer ni sortir d’argent, et sans les résultats reportés "
        "(chapitres 001 et 002)."
    )


def _review(staged: Staged) -> str:
    """Tell what became of persons; SCDL lines have no column that names one."""
    if staged.privacy is not None and staged.privacy.total:
        return "anonymised"
    return "none_found"


def _functions(totals: Totals) -> list[str]:
    """Return the first digit of every function met."""
    return list(totals.functions)


def _territory(header: BudgetHeader) -> dict[str, Any]:
    index = areas()
    codes = [code for code in (header.insee_code, config.default_territory()) if code]
    for code in codes:
        if index.get("commune", code) or (is_commune_code(code) and index.former(code)):
            return {"territory_level": "commune", "territory_code": [code]}
        if index.get("epci", code):
            return {"territory_level": "epci", "territory_code": [code]}
    # A body that is no place, such as a syndicate.
    return {"territory_level": "autre", "territory_code": codes[:1]}


def _licence() -> str:
    """Return the Licence Ouverte, or the ODbL where the portal does not have it."""
    known = model.Package.get_license_register()
    return next((code for code in LICENCES if code in known), LICENCES[-1])


def public_url(name: str) -> str:
    """Return the full address of a budget's page."""
    return tk.url_for("budget.read", id=name, qualified=True)
