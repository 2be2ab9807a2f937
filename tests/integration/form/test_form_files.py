"""The step of the files."""

from __future__ import annotations

import io
from typing import Any

import pytest

from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckan.tests.helpers import call_action

# The browser of conftest.py, which cannot be imported from there.
Window = Any


@pytest.fixture
def path(browser: Window) -> str:
    """Return the address of the files of a new draft."""
    browser.get("/publier/dataset/nouveau")
    browser.send(title="Bancs publics", save="next")
    return browser.path.removesuffix("2") + "fichiers"


def files(browser: Window, path: str) -> list[dict[str, Any]]:
    """Return the files of the dataset."""
    context = {"user": browser.user}
    return call_action("package_show", context, id=path.split("/")[-2])["resources"]


def upload(browser: Window, path: str, file: str, content: bytes, **data: str) -> None:
    """Send a file by a plain form."""
    answer = browser.app.post(
        path,
        data={"how": "file", **data, "upload": (io.BytesIO(content), file)},
        headers=browser.headers,
        content_type="multipart/form-data",
    )
    browser.took(answer)


class TestAdd:
    """Adding."""

    def test_file_by_a_plain_form(self, browser: Window, path: str) -> None:
        """Its name and format come from the file; the portal says it has read it."""
        upload(browser, path, "Bancs 2025.csv", b"nom;lat\nBanc;48,1\n")
        [file] = files(browser, path)
        assert (file["name"], file["format"]) == ("Bancs 2025", "CSV")
        assert file["url_type"] == "upload"
        assert "Bancs 2025" in browser.page
        assert "lu ce fichier" in browser.page or "read this file" in browser.page

    @pytest.mark.parametrize(
        ("sent", "anchor"),
        [
            ([("how", "file")], "#field-upload"),
            ([("how", "link")], "#field-url"),
            ([("how", "link"), ("url", "ville")], "#field-url"),
            ([("how", "link"), ("url", "javascript:alert(1)")], "#field-url"),
        ],
    )
    def test_nothing_to_add_is_said(
        self, browser: Window, path: str, sent: list[tuple[str, str]], anchor: str
    ) -> None:
        """Beside its field, with a link to it."""
        browser.post(path, sent)
        assert f'href="{anchor}"' in browser.page
        assert files(browser, path) == []


class TestChange:
    """Describing, replacing, ordering, removing."""

    @pytest.fixture
    def two(self, browser: Window, path: str) -> list[dict[str, Any]]:
        """Return two links."""
        for name in ("a", "b"):
            browser.post(
                path, [("how", "link"), ("url", f"https://ville.example/{name}.csv")]
            )
        return files(browser, path)

    def test_file_is_described(
        self, browser: Window, path: str, two: list[dict[str, Any]]
    ) -> None:
        """Name, description, kind."""
        browser.get(f"{path}/{two[0]['id']}")
        browser.post(
            f"{path}/{two[0]['id']}",
            [
                ("name", "Bancs"),
                ("description", "Un banc par ligne."),
                ("resource_kind", "documentation"),
                ("url", "https://ville.example/c.csv"),
            ],
        )
        file = files(browser, path)[0]
        assert file["name"] == "Bancs"
        assert file["resource_kind"] == "documentation"
        assert file["url"] == "https://ville.example/c.csv"

    def test_bad_description_is_kept_and_explained(
        self, browser: Window, path: str, two: list[dict[str, Any]]
    ) -> None:
        """A name of 600 characters."""
        browser.post(f"{path}/{two[0]['id']}", [("name", "n" * 600)])
        assert 'href="#field-name"' in browser.page
        assert "n" * 600 in browser.page
        assert files(browser, path)[0]["name"] == "a"

    def test_file_is_replaced_at_the_same_address(
        self, browser: Window, path: str
    ) -> None:
        """The file keeps its id; its content is the new one."""
        upload(browser, path, "bancs.csv", b"nom\nA\n")
        [old] = files(browser, path)
        upload(browser, f"{path}/{old['id']}", "neuf.csv", b"nom\nB\n", name="Bancs")
        [new] = files(browser, path)
        assert new["id"] == old["id"]
        assert new["url"].endswith("/neuf.csv")

    def test_order_is_changed_by_posts(
        self, browser: Window, path: str, two: list[dict[str, Any]]
    ) -> None:
        """Up, and no further; a GET moves nothing."""
        second = two[1]["id"]
        browser.get(f"{path}/{second}/monter", status=404)
        for _ in range(2):
            browser.post(f"{path}/{second}/monter", [])
        assert [row["name"] for row in files(browser, path)] == ["b", "a"]

    def test_removal_asks_first(
        self, browser: Window, path: str, two: list[dict[str, Any]]
    ) -> None:
        """The page asks; its form removes."""
        browser.get(f"{path}/{two[0]['id']}/supprimer")
        assert len(files(browser, path)) == 2
        browser.post(f"{path}/{two[0]['id']}/supprimer", [])
        assert [row["name"] for row in files(browser, path)] == ["b"]

    def test_file_of_another_dataset_is_not_found(
        self, browser: Window, path: str
    ) -> None:
        """An id of elsewhere is nobody's here."""
        browser.get(f"{path}/nulle-part", status=404)


class TestLearnt:
    """``territory_upload_list``."""

    def test_who_may(self, browser: Window, path: str) -> None:
        """Who may change the dataset."""
        upload(browser, path, "bancs.csv", b"nom\nA\n")
        dataset_id = path.split("/")[-2]
        stranger = {"user": factories.User()["name"], "ignore_auth": False}
        with pytest.raises(tk.NotAuthorized):
            call_action("territory_upload_list", stranger, id=dataset_id)
        own = {"user": browser.user, "ignore_auth": False}
        [row] = call_action("territory_upload_list", own, id=dataset_id)
        assert row["state"] in {"done", "failed"}
        assert row["size"] == 6
