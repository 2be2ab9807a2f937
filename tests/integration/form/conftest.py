"""A service, its editor, and their browser without JavaScript."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from werkzeug.test import TestResponse

import ckan.plugins as p
from ckan.tests import factories, helpers
from ckan.tests.helpers import CKANTestApp

VOID = frozenset({"input", "meta", "link", "br", "hr", "img", "path", "circle", "use"})
Fields = list[tuple[str, str]]


@pytest.fixture(scope="module")
def app(
    empty_db: Callable[[], None], reset_index: Callable[[], None]
) -> Iterator[CKANTestApp]:
    """Return a portal emptied once for a module: its tests make users of their own."""
    p.load_all()
    empty_db()
    reset_index()
    yield helpers._get_test_app()
    p.unload_all()


@pytest.fixture
def editor(app: CKANTestApp) -> dict[str, Any]:
    """Return a user who publishes in a service."""
    return factories.UserWithToken()


@pytest.fixture
def organization(editor: dict[str, Any]) -> dict[str, Any]:
    """Return the service of the editor."""
    return factories.Organization(
        users=[{"name": editor["name"], "capacity": "editor"}]
    )


class _Form(HTMLParser):
    """Reads the fields that a browser would send of one form."""

    def __init__(self, form_id: str) -> None:
        super().__init__(convert_charrefs=True)
        self.form_id = form_id
        self.fields: Fields = []
        self.is_inside = False
        self.is_apart = 0
        self.name: str | None = None
        self.text = ""
        self.select: str | None = None
        self.first: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.is_inside = given.get("id") == self.form_id
        if tag == "template":
            self.is_apart += 1
        if not self.is_inside or self.is_apart:
            return
        self._open(tag, given.get("name"), given)

    def _open(self, tag: str, name: str | None, given: dict[str, str | None]) -> None:
        value = given.get("value") or ""
        if tag == "input" and name:
            box = given.get("type") in {"checkbox", "radio"}
            if not box or "checked" in given:
                self.fields.append((name, value))
        elif tag == "textarea":
            self.name, self.text = name, ""
        elif tag == "select":
            self.select, self.first = name, None
        elif tag == "option" and self.select:
            self.first = value if self.first is None else self.first
            if "selected" in given:
                self.fields.append((self.select, value))
                self.select = None

    def handle_data(self, data: str) -> None:
        if self.name is not None:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self.is_apart -= 1
        if tag == "form":
            self.is_inside = False
        if tag == "textarea" and self.name is not None:
            self.fields.append((self.name, self.text.removeprefix("\n")))
            self.name = None
        if tag == "select" and self.select:
            self.fields.append((self.select, self.first or ""))
            self.select = None


class Browser:
    """A browser without JavaScript, of one user."""

    def __init__(self, app: CKANTestApp, user: dict[str, Any]) -> None:
        self.app = app
        self.user = user["name"]
        self.headers = {"Authorization": user["token"]}
        self.page = ""
        self.path = ""
        self.status = 0

    def get(self, path: str, status: int = 200) -> str:
        """Open a page, following what it leads to."""
        answer = self.app.get(path, headers=self.headers, status=status)
        return self.took(answer)

    def fields(self, form_id: str = "territory-form") -> Fields:
        """Return what the form of the page would send as it is."""
        reader = _Form(form_id)
        reader.feed(self.page)
        return reader.fields

    def send(self, path: str = "", **typed: object) -> str:
        """Send the form of the page with these values put in."""
        fields = [(name, value) for name, value in self.fields() if name not in typed]
        for name, value in typed.items():
            values = value if isinstance(value, list) else [value]
            fields += [(name, str(one)) for one in values]
        return self.post(path or self.path, fields)

    def send_form(self, form_id: str, path: str, **typed: str) -> str:
        """Send another form of the page to an address."""
        fields = [pair for pair in self.fields(form_id) if pair[0] not in typed]
        return self.post(path, [*fields, *typed.items()])

    def post(self, path: str, fields: Fields) -> str:
        """Send fields to an address, following where it leads."""
        data: dict[str, list[str]] = {}
        for name, value in fields:
            data.setdefault(name, []).append(value)
        answer = self.app.post(path, data=data, headers=self.headers)
        return self.took(answer)

    def keep(self, path: str, **typed: object) -> dict[str, Any]:
        """Send the form as the script does while one types; return the answer."""
        fields = [(name, value) for name, value in self.fields() if name not in typed]
        fields += [(name, str(value)) for name, value in typed.items()]
        data: dict[str, list[str]] = {}
        for name, value in fields:
            data.setdefault(name, []).append(value)
        answer = self.app.post(f"{path}/copie", data=data, headers=self.headers)
        self.status = answer.status_code
        return json.loads(answer.text)

    def took(self, answer: TestResponse) -> str:
        """Remember an answer; return its page."""
        self.page = answer.text
        self.status = answer.status_code
        self.path = re.sub(r"^https?://[^/]+", "", answer.request.url)
        return self.page


@pytest.fixture
def browser(
    app: CKANTestApp, editor: dict[str, Any], organization: dict[str, Any]
) -> Browser:
    """Return the browser of the editor."""
    return Browser(app, editor)


@pytest.fixture
def open_browser(app: CKANTestApp) -> Callable[[dict[str, Any]], Browser]:
    """Return a maker of browsers of other users."""
    return lambda user: Browser(app, user)
