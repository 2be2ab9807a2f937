"""The pages of schemas, and the facts of dataset pages, in words."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from ckan.plugins import toolkit as tk
from ckan.tests import factories

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_once")

KINDS = ("dataset", "budget", "performance", "environment")
Filled = Callable[..., dict[str, Any]]
App = Any


def text_of(page: str) -> str:
    """Return what a reader sees of a page."""
    page = re.sub(r"(?s)<(script|style|head)\b.*?</\1>", " ", page)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def codes(kind: str) -> set[str]:
    """Return the codes of choices that are not words of their own."""
    schema = tk.h.scheming_get_dataset_schema(kind)
    fields = [*schema["dataset_fields"], *schema["resource_fields"]]
    values = {
        choice["value"] for field in fields for choice in field.get("choices", [])
    }
    return {value for value in values if "_" in value or value.startswith("http")}


class TestSchemaPages:
    """``/schemas``."""

    def test_types_are_listed_in_french(self, app: App) -> None:
        """Each with its label and a sentence."""
        text = text_of(app.get("/schemas").body)
        assert "Un indicateur de l’action publique" in text
        for word in ("Jeu de données", "Budget", "Performance", "Environnement"):
            assert word in text

    def test_public_page_is_silent_on_the_back_office(self, app: App) -> None:
        """Internal fields are absent for the public, shown to publishers."""
        public = app.get("/schemas/environment").body
        assert "observed_property" in public
        assert "internal_note" not in public
        user = factories.SysadminWithToken()
        headers = {"Authorization": user["token"]}
        shown = app.get("/schemas/environment", headers=headers).body
        assert "internal_note" in shown

    @pytest.mark.parametrize("kind", KINDS)
    def test_table_is_safe_for_spreadsheets(self, kind: str, app: App) -> None:
        """A row per field, no cell that starts a formula."""
        body = app.get(f"/schemas/{kind}.csv").get_data(as_text=True)
        rows = list(csv.reader(io.StringIO(body.lstrip("\ufeff")), delimiter=";"))
        names = {row[1] for row in rows}
        assert {"title", "contact/email", "access_services/title"} <= names
        assert "internal_note" not in names
        assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@")]

    def test_unknown_type_is_not_found(self, app: App) -> None:
        """404, as a page and as a table."""
        app.get("/schemas/nulle-part", status=404)
        app.get("/schemas/nulle-part.csv", status=404)


class TestDatasetPages:
    """The facts of a dataset."""

    @pytest.mark.parametrize("kind", KINDS)
    def test_no_code_is_visible(self, kind: str, filled: Filled, app: App) -> None:
        """Labels, dates and figures, never what is stored."""
        short = {"notes": "Texte", "provenance": "Texte", "url": ""}
        made = filled(kind, **short)
        text = text_of(app.get(f"/{kind}/{made['name']}").body)
        seen = {code for code in codes(kind) if re.search(rf"(?<!\w){code}\b", text)}
        assert seen == set()
        assert "PT15M" not in text
        assert "Syndicat des eaux" in text
        assert "Note secrète" not in text
        assert "31 janvier 2025" in text

    def test_linked_dataset_is_named(self, filled: Filled, app: App) -> None:
        """By its title, to those who may read it."""
        budget = filled("budget", title="Budget de la collecte", notes="x")
        made = filled("performance", linked_dataset=budget["name"], notes="x")
        page = app.get(f"/performance/{made['name']}").body
        assert "Budget de la collecte</a>" in page
        assert budget["id"] not in text_of(page)


class TestDcat:
    """The European form of a dataset."""

    @pytest.mark.parametrize("kind", KINDS)
    def test_every_field_goes_out_right(
        self, kind: str, filled: Filled, app: App
    ) -> None:
        """It parses; own codes are not addresses; the licence is one."""
        made = filled(kind, notes="Texte", provenance="Texte")
        body = app.get(f"/dataset/{made['name']}.ttl").get_data(as_text=True)
        graph = Graph().parse(data=body, format="turtle")
        licences = set(graph.objects(None, DCTERMS.license))
        assert licences
        assert all(str(each).startswith("https://") for each in licences)
        relative = {
            str(node)
            for triple in graph
            for node in triple
            if isinstance(node, URIRef) and "://" not in node and "mailto:" not in node
        }
        assert relative == set()
        words = {str(node) for node in graph.objects() if isinstance(node, Literal)}
        assert words & codes(kind) == set()
        assert "Note secrète" not in body
