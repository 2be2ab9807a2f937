"""The pages where a publication begins, as a browser without JavaScript sees them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from lxml import html
from werkzeug.test import TestResponse

from ckan import model
from ckan.config.middleware.flask_app import csrf
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")

OWN_HOST = "http://localhost"
TREES = "code_commune;annee\n" + "35238;2023\n35238;2024\n" * 20
COMPLETE: dict[str, Any] = {
    "territory_theme": ["finances"],
    "territory_level": "commune",
    "territory_code": ["35238"],
    "frequency": "http://publications.europa.eu/resource/authority/frequency/ANNUAL",
    "license_id": "lov2",
    "contact": [{"name": "Finances", "email": "finances@ville.example"}],
}
User = dict[str, Any]
Browse = Callable[..., Any]


@pytest.fixture
def get(app: CKANTestApp) -> Browse:
    """Return what opens a page of the portal as somebody."""

    def do(address: str, user: User | None, **options: int) -> TestResponse:
        headers = {"Authorization": user["token"]} if user else {}
        return app.get(f"/en{address}", headers=headers, **options)

    return do


@pytest.fixture
def post(app: CKANTestApp) -> Browse:
    """Return what sends a form as somebody, without following."""

    def do(
        address: str, user: User, accept: str = "text/html", **data: object
    ) -> TestResponse:
        return app.post(
            f"/en{address}",
            data=data,
            headers={"Authorization": user["token"], "Accept": accept},
            follow_redirects=False,
        )

    return do


def sent(text: str, name: str) -> tuple[io.BytesIO, str]:
    """Return a file as the test client sends it."""
    return io.BytesIO(text.encode()), name


def check(page: html.HtmlElement) -> None:
    """Fail unless the page has one title and every field its label."""
    assert len(page.xpath("//h1")) == 1
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for field in page.xpath(
        "//main//*[self::input or self::select][not(@type='hidden')]"
    ):
        named = page.xpath(f"//label[@for='{field.get('id')}']")
        assert named or field.get("aria-label"), html.tostring(field)


class TestWays:
    """``/publier``."""

    def test_page_is_for_publishers(
        self, get: Browse, stranger: User, reader: User
    ) -> None:
        """Who may publish nowhere finds nothing there."""
        for user in (None, stranger, reader):
            for address in ("/publier", "/publier/lot"):
                assert get(address, user, status=404)

    def test_page_has_every_way(self, get: Browse, editor: User) -> None:
        """With labels, and the menu leads there."""
        page = html.document_fromstring(get("/publier", editor).body)
        check(page)
        assert page.xpath("//nav//a[@href='/en/publier']")
        assert page.xpath("//input[@type='file'][@name='upload']")
        assert page.xpath("//a[@href='/en/publier/lot']")
        assert page.xpath("//a[@href='/en/publier/dataset/nouveau']")
        assert "Nothing in progress." in page.text_content()

    def test_copy_and_template_lead_to_the_form(
        self, get: Browse, post: Browse, editor: User, organization: dict[str, Any]
    ) -> None:
        """From the list of what one may see; drafts are found again and deleted."""
        dataset = factories.Dataset(
            title="Subventions 2024", owner_org=organization["id"], **COMPLETE
        )
        assert "Subventions 2024" in get("/publier?q=subventions", editor).body
        answer = post("/publier/copier", editor, id=dataset["id"])
        found = re.search(r"/publier/jeu/([^/]+)/\d$", answer.headers["Location"])
        assert found
        page = get("/publier", editor).body
        assert "Subventions 2025" in page
        post("/publier/brouillons/supprimer", editor, id=found[1])
        assert "Subventions 2025" not in get("/publier", editor).body
        form = html.document_fromstring(
            get(f"/publier/modeles/nouveau?id={dataset['id']}", editor).body
        )
        check(form)
        post("/publier/modeles/nouveau", editor, id=dataset["id"], title="Aides")
        listed = get("/publier", editor).body
        [address] = re.findall(r'action="/en(/publier/modeles/[0-9a-f-]+)"', listed)
        answer = post(address, editor, title="Aides 2030")
        assert "/publier/jeu/" in answer.headers["Location"]

    def test_published_dataset_is_not_deleted_as_a_draft(
        self, post: Browse, editor: User, organization: dict[str, Any]
    ) -> None:
        """The button of drafts reaches drafts only."""
        dataset = factories.Dataset(owner_org=organization["id"], **COMPLETE)
        answer = post("/publier/brouillons/supprimer", editor, id=dataset["id"])
        assert answer.status_code == 404
        assert model.Package.get(dataset["id"]).state == "active"


class TestFile:
    """``/publier/fichier``."""

    def test_file_is_answered_then_goes_on(
        self, get: Browse, post: Browse, editor: User, organization: dict[str, Any]
    ) -> None:
        """Without JavaScript; nothing is accepted beforehand."""
        answer = post(
            "/publier/fichier",
            editor,
            owner_org=organization["id"],
            upload=sent(TREES, "arbres.csv"),
        )
        address = answer.headers["Location"].partition("/en")[2]
        page = html.document_fromstring(get(address, editor).body)
        check(page)
        assert page.xpath("//input[@type='radio']")
        assert page.xpath("//input[@checked]") == []
        assert f'href="/en{address}"' in get("/publier", editor).body
        said = post(
            address,
            editor,
            accept="application/json",
            **{"act": "save", "choice-territory": "accept"},
        )
        assert said.get_json()["said"] == "Answers saved."
        post(address, editor, act="accept_all")
        page = html.document_fromstring(get(address, editor).body)
        answered = page.xpath("//input[@checked]/@value")
        assert answered
        assert set(answered) == {"accept"}
        answer = post(
            address,
            editor,
            **{"act": "continue", "choice-territory": "accept", "title": "Mes arbres"},
        )
        assert "/publier/jeu/" in answer.headers["Location"]
        [package] = model.Session.query(model.Package)
        assert (package.title, package.state) == ("Mes arbres", "draft")

    def test_refusal_is_beside_its_field(
        self, post: Browse, editor: User, organization: dict[str, Any]
    ) -> None:
        """A summary leads to it."""
        answer = post(
            "/publier/fichier",
            editor,
            owner_org=organization["id"],
            upload=sent("", "vide.csv"),
        )
        page = html.document_fromstring(answer.body)
        check(page)
        assert page.xpath("//*[@role='alert']//a/@href") == ["#field-upload"]
        assert "is empty" in page.get_element_by_id("error-upload").text_content()

    def test_file_of_others_is_hidden(
        self,
        get: Browse,
        post: Browse,
        editor: User,
        colleague: User,
        organization: dict[str, Any],
    ) -> None:
        """As if it did not exist."""
        answer = post(
            "/publier/fichier",
            editor,
            owner_org=organization["id"],
            upload=sent(TREES, "arbres.csv"),
        )
        address = answer.headers["Location"].partition("/en")[2]
        get(address, colleague, status=404)
        assert post(address, colleague, act="continue").status_code == 404

    def test_forged_form_is_refused(
        self,
        ckan_config: dict[str, Any],
        monkeypatch: pytest.MonkeyPatch,
        make_app: Callable[[], CKANTestApp],
        organization: dict[str, Any],
    ) -> None:
        """Without the mark of the page nothing is received; with it, it is."""
        monkeypatch.setitem(ckan_config, "WTF_CSRF_ENABLED", True)
        # A request with a token exempts its view for the rest of the process.
        monkeypatch.setattr(csrf, "_exempt_views", set())
        app = make_app()
        app.set_session_user(factories.Sysadmin()["name"])

        def send(**mark: str) -> int:
            answer = app.post(
                "/en/publier/fichier",
                data={
                    "owner_org": organization["id"],
                    "upload": sent(TREES, "arbres.csv"),
                    **mark,
                },
                follow_redirects=False,
                base_url=OWN_HOST,
            )
            return answer.status_code

        assert send() == 400
        page = app.get("/en/publier", base_url=OWN_HOST).body
        [mark] = re.findall(r'name="_csrf_token" value="([^"]+)"', page)[:1]
        assert send(_csrf_token=mark) == 302


class TestBulk:
    """``/publier/lot``."""

    def test_list_is_tried_filtered_and_created(
        self, get: Browse, post: Browse, editor: User, organization: dict[str, Any]
    ) -> None:
        """The report is a page and a file that spreadsheets open safely."""
        check(html.document_fromstring(get("/publier/lot", editor).body))
        answer = post(
            "/publier/lot",
            editor,
            owner_org=organization["id"],
            upload=sent("TITRE;FREQ_MAJ\n=1+1;\nBancs;parfois\n", "liste.csv"),
        )
        address = answer.headers["Location"].partition("/en")[2]
        page = html.document_fromstring(get(address, editor).body)
        check(page)
        assert "1 draft would be created." in page.text_content()
        refused = html.document_fromstring(get(f"{address}?etat=refused", editor).body)
        assert len(refused.xpath("//tbody/tr")) == 1
        report = get(f"{address}/rapport.csv", editor).data.decode("utf-8-sig")
        assert report.splitlines()[1].startswith("2;'=1+1;To create")
        assert "FREQ_MAJ;parfois" in report
        post(f"{address}/creer", editor)
        assert "The drafts are created" in get(address, editor).body
        assert [each.title for each in model.Session.query(model.Package)] == ["=1+1"]


class TestCatalogue:
    """``/territory/catalogue.csv``."""

    def test_only_public_datasets_are_written(
        self, get: Browse, organization: dict[str, Any], editor: User
    ) -> None:
        """Whoever asks; drafts and internal data stay out."""
        common = {"owner_org": organization["id"], **COMPLETE}
        factories.Dataset(title="Ouvert", **common)
        factories.Dataset(title="Brouillon", state="draft", **common)
        tk.get_action("package_create")(
            {"user": factories.Sysadmin()["name"]},
            {
                "name": "interne",
                "title": "Interne",
                "notes": "Pour les agents.",
                "access_level": "internal",
                "access_limitation": ["L311-2-dna"],
                **common,
            },
        )
        for user in (None, editor):
            body = get("/territory/catalogue.csv", user).body
            assert body.startswith("COLL_NOM,COLL_SIRET,ID,TITRE,")
            assert "Ouvert" in body
            assert "Brouillon" not in body
            assert "Interne" not in body
        assert "Annuelle" in body
