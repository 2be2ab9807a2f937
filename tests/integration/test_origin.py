"""A page of another site cannot act for somebody who is logged in."""

from __future__ import annotations

from typing import Any

import pytest

from ckan.tests import factories


@pytest.mark.usefixtures("with_plugins", "clean_db")
class TestForeignPage:
    """Unsafe requests with the session's cookie."""

    @pytest.mark.parametrize(
        ("origin", "status"),
        [
            # Past our check, CKAN's own still asks for the token of the form.
            ("http://localhost", 400),
            ("https://autre.example", 403),
        ],
    )
    def test_origin_decides(self, app: Any, origin: str, status: int) -> None:  # noqa: ANN401 - CKAN's test client
        """Our own page may post, another's may not."""
        user = factories.User()
        app.set_session_user(user["name"])
        app.post(
            "/api/3/action/user_show",
            json={"id": user["name"]},
            headers={"Origin": origin},
            base_url="http://localhost",
            status=status,
        )

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
