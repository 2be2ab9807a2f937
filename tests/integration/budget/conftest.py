"""A small budget of our own, and how tests publish it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from lxml import html
from werkzeug.datastructures import FileStorage

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.tests import factories

from ckanext.datastore.backend.postgres import get_read_engine

SIRET = "21350238800019"
LINE = (
    '<LigneBudget><Nature V="{account}"/><LibCpte V=""/><ContNat V="{chapter}"/>'
    '<Fonction V="{function}"/><ArtSpe V="false"/><CodRD V="{flow}"/>'
    '<MtPrev V="{voted}"/><CredOuv V="{voted}"/>{executed}<OpBudg V="0"/>'
    "</LigneBudget>"
)
# (account, chapter, function, flow, voted, executed)
LINES = (
    ("6411", "012", "211", "D", "900.00", "880.50"),
    ("60612", "011", "020", "D", "300.00", "270.25"),
    ("73111", "731", "01", "R", "1500.00", "1510.00"),
    ("2313", "23", "211", "D", "400.00", "125.00"),
    ("1322", "13", "211", "R", "100.00", "90.00"),
)
DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<DocumentBudgetaire xmlns="http://www.minefi.gouv.fr/cp/demat/docbudgetaire">
<EnTeteDocBudgetaire><LibelleColl V="VILLE D'ESSAI"/><IdColl V="{siret}"/>
<NatCEPL V="Commune"/></EnTeteDocBudgetaire>
<Budget>
<EnTeteBudget><LibelleEtab V="BUDGET PRINCIPAL"/><IdEtab V="{siret}"/>
<CodInseeColl V="35238"/><Nomenclature V="M57-M57_D"/></EnTeteBudget>
<BlocBudget><NatDec V="{stage}"/><NumDec V="{number}"/><Exer V="{year}"/>
<NatFonc V="3"/><CodTypBud V="P"/></BlocBudget>
<InformationsGenerales><Information Code="PopTot" V="100"/></InformationsGenerales>
{lines}
<Annexes><DATA_SIGNATAIRE><SIGNATAIRE><Signataire V="PERSONNE 1"/></SIGNATAIRE>
</DATA_SIGNATAIRE></Annexes>
</Budget>
</DocumentBudgetaire>
"""

Publish = Callable[..., dict[str, Any]]
Make = Callable[..., Path]


@pytest.fixture
def budget_file(tmp_path: Path) -> Make:
    """Return a maker of small TOTEM files; ``lines`` may replace the usual ones."""

    def make(
        *,
        stage: str = "09",
        year: int = 2024,
        number: str = "",
        lines: tuple[tuple[str, ...], ...] = LINES,
        siret: str = SIRET,
    ) -> Path:
        written = "\n".join(
            LINE.format(
                account=account,
                chapter=chapter,
                function=function,
                flow=flow,
                voted=voted,
                executed=f'<MtReal V="{executed}"/>' if stage == "09" else "",
            )
            for account, chapter, function, flow, voted, executed in lines
        )
        path = tmp_path / f"budget-{year}-{stage}{number}.xml"
        path.write_text(
            DOCUMENT.format(
                siret=siret, stage=stage, number=number, year=year, lines=written
            ),
            encoding="utf-8",
        )
        return path

    return make


@pytest.fixture
def organization() -> dict[str, Any]:
    """Return an organization that publishes."""
    return factories.Organization(title="Ville d'Essai")


@pytest.fixture
def editor(organization: dict[str, Any]) -> dict[str, Any]:
    """Return an editor of the organization, with a token."""
    user = factories.UserWithToken()
    tk.get_action("organization_member_create")(
        {"ignore_auth": True, "user": ""},
        {"id": organization["id"], "username": user["name"], "role": "editor"},
    )
    return user


@pytest.fixture
def admin() -> dict[str, Any]:
    """Return an administrator of the portal, with a token."""
    return factories.SysadminWithToken()


@pytest.fixture
def publish(organization: dict[str, Any], admin: dict[str, Any]) -> Publish:
    """Return what publishes a file in the organization, as an administrator."""

    def act(path: Path, *, user: str = "", **fields: object) -> dict[str, Any]:
        with path.open("rb") as stream:
            return tk.get_action("territory_budget_publish")(
                {"user": user or admin["name"]},
                {
                    "owner_org": organization["id"],
                    "upload": FileStorage(stream=stream, filename=path.name),
                    **fields,
                },
            )

    return act


@pytest.fixture
def rows() -> Callable[[str], list[dict[str, Any]]]:
    """Return what reads all lines of a resource in the DataStore."""

    def read(resource_id: str) -> list[dict[str, Any]]:
        with get_read_engine().connect() as connection:
            table = sa.table(resource_id)
            found = connection.execute(sa.select(sa.text("*")).select_from(table))
            return [dict(row) for row in found.mappings()]

    return read


def _tables() -> set[str]:
    with get_read_engine().connect() as connection:
        return set(
            connection.scalars(
                sa.text("SELECT name FROM _table_metadata WHERE alias_of IS NULL")
            )
        )


@pytest.fixture
def left_behind() -> Callable[[], dict[str, Any]]:
    """Return what counts everything that a publication may write.

    Keys: ``datasets``, ``records``, ``tables`` (since the fixture), ``files``.
    """
    before = _tables()
    storage = Path(tk.config["ckan.storage_path"])

    def files() -> set[str]:
        return {
            str(path)
            for folder in ("resources", "territory/staging")
            for path in (storage / folder).rglob("*")
            if path.is_file()
        }

    known = files()

    def count() -> dict[str, Any]:
        model.Session.rollback()
        return {
            "datasets": model.Session.query(model.Package).count(),
            "records": model.Session.execute(
                sa.text("SELECT count(*) FROM territory_budget")
            ).scalar_one(),
            "tables": _tables() - before,
            "files": files() - known,
        }

    return count


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a page, found by tag, class and attribute."""

    node: html.HtmlElement

    @property
    def text(self) -> str:
        """Text on one line, every blank an ordinary one."""
        return " ".join(" ".join(self.node.itertext()).split())

    def __getitem__(self, name: str) -> str:
        """Return an attribute."""
        return self.node.attrib[name]

    def select(self, selector: str) -> list[Element]:
        """Return what ``tag.class[attribute=value] …`` selects below this element."""
        path = "".join(f"//{_step(step)}" for step in selector.split())
        return [Element(node) for node in self.node.xpath(f".{path}")]

    def one(self, selector: str) -> Element:
        """Return the first element selected."""
        return self.select(selector)[0]


def _step(step: str) -> str:
    tag, *rest = re.findall(r"^[\w*]*|\.[\w-]+|\[[^\]]+\]", step)
    path = tag or "*"
    for part in rest:
        if part.startswith("."):
            path += (
                f"[contains(concat(' ',normalize-space(@class),' '),' {part[1:]} ')]"
            )
        else:
            name, _, value = part[1:-1].partition("=")
            path += f"[@{name}='{value}']" if value else f"[@{name}]"
    return path


@pytest.fixture
def parse() -> Callable[[str], Element]:
    """Return what reads a page."""
    return lambda body: Element(html.document_fromstring(body))
