"""The page that says no: what error handlers of the blueprints answer."""

from __future__ import annotations

from ckan.plugins import toolkit as tk


def refusal(code: int, text: str, *, login: bool = False) -> tuple[str, int]:
    """Return the page of a refusal and its status; ``login`` offers to log in.

    Error handlers answer with it: an exception that one raises would be an error 500.
    """
    facts = {"code": code, "content": text, "name": ""}
    page = tk.render(
        "error_document_template.html", {**facts, "show_login_redirect_link": login}
    )
    return page, code
