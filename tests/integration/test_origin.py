"""A page of another site cannot act for somebody who is logged in."""

from __future__ import annotations

from typing import Any

import pytest

from ckan.tests import factories


@pytest.mark.usefixtures("with_plugins", "clean_db")
class TestForeignPage:
    """Unsafe requests with the session's cookie."""

    @pytest.mark.parametrize(
        ("origin", "refused"),
        [("http://localhost", False), ("https://autre.example", True)],
    )
    def test_origin_decides(self, app: Any, origin: str, refused: bool) -> None:  # noqa: ANN401 - CKAN's test client
        """Our own page may post, another's may not.

        Past our check, CKAN's own asks for the form's token or not, by what was called
        before in the same process: only our refusal is told apart here.
        """
        user = factories.User()
        app.set_session_user(user["name"])
        answer = app.post(
            "/api/3/action/user_show",
            json={"id": user["name"]},
            headers={"Origin": origin},
            base_url="http://localhost",
        )
        assert (answer.status_code == 403) is refused

    def test_a_token_is_no_cookie(self, app: Any) -> None:  # noqa: ANN401 - CKAN's test client
        """A programme with a token may call from anywhere."""
        user = factories.UserWithToken()
        headers = {"Authorization": user["token"], "Origin": "https://autre.example"}
        app.post(
            "/api/3/action/user_show",
            json={"id": user["name"]},
            headers=headers,
            status=200,
        )
