"""An organization, the people around it, and how they begin a publication."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage

from ckan.plugins import toolkit as tk
from ckan.tests import factories


@pytest.fixture
def organization() -> dict[str, Any]:
    """Return an organization that publishes."""
    return factories.Organization(title="Ville d'Essai")


def member(organization: dict[str, Any], role: str) -> dict[str, Any]:
    """Return a member of an organization, with a token."""
    user = factories.UserWithToken()
    tk.get_action("organization_member_create")(
        {"ignore_auth": True, "user": ""},
        {"id": organization["id"], "username": user["name"], "role": role},
    )
    return user


@pytest.fixture
def editor(organization: dict[str, Any]) -> dict[str, Any]:
    """Return an editor of the organization, with a token."""
    return member(organization, "editor")


@pytest.fixture
def colleague(organization: dict[str, Any]) -> dict[str, Any]:
    """Return another editor of the organization."""
    return member(organization, "editor")


@pytest.fixture
def manager(organization: dict[str, Any]) -> dict[str, Any]:
    """Return an administrator of the organization."""
    return member(organization, "admin")


@pytest.fixture
def reader(organization: dict[str, Any]) -> dict[str, Any]:
    """Return a member who only reads."""
    return member(organization, "member")


@pytest.fixture
def stranger() -> dict[str, Any]:
    """Return somebody of no organization."""
    return factories.UserWithToken()


@pytest.fixture
def act() -> Callable[..., Any]:
    """Return what calls an action as a user, with its rights checked."""

    def call(user: dict[str, Any] | None, action: str, **data: object) -> Any:  # noqa: ANN401 - what the action answers
        name = user["name"] if user else ""
        return tk.get_action(action)({"user": name, "ignore_auth": False}, dict(data))

    return call


@pytest.fixture
def upload() -> Callable[[bytes | str, str], FileStorage]:
    """Return what makes a file as a form sends it."""

    def make(content: bytes | str, name: str) -> FileStorage:
        body = content.encode() if isinstance(content, str) else content
        return FileStorage(stream=io.BytesIO(body), filename=name)

    return make


@pytest.fixture
def kept_files() -> Callable[[], set[str]]:
    """Return what lists the files that wait."""
    root = Path(tk.config["ckan.storage_path"], "territory", "starts")

    def listed() -> set[str]:
        return {path.parent.name for path in root.glob("*/*")}

    before = listed()
    return lambda: listed() - before
