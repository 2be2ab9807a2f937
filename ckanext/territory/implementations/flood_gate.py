"""The form of questions, before the portal sets to work."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from werkzeug.wrappers import Response

import ckan.plugins as p
from ckan import model
from ckan.common import CKANConfig
from ckan.plugins import toolkit as tk
from ckan.types import CKANApp

from ckanext.territory.access import is_agent
from ckanext.territory.questions.counting import network
from ckanext.territory.questions.floods import SECONDS, refusals

FORM: Final = "/questions/nouvelle"


class Gate:
    """Answers a network that goes on after it was refused; lets all others in.

    CKAN reads its settings from the database for every request: what comes this way
    costs the portal next to nothing. Agents come in, from whatever network.
    """

    def __init__(self, app: CKANApp) -> None:
        """Stand before an application."""
        self._app, self._inner = app, app.wsgi_app

    def __call__(
        self,
        environ: dict[str, Any],
        start_response: Any,  # noqa: ANN401 - WSGI
    ) -> Iterable[bytes]:
        """Answer 429 or hand on."""
        if environ["REQUEST_METHOD"] == "POST" and environ["PATH_INFO"].endswith(FORM):
            answer = self._refusal(environ)
            if answer:
                return answer(environ, start_response)
        return self._inner(environ, start_response)

    def _refusal(self, environ: dict[str, Any]) -> Response | None:
        with self._app.request_context(environ):
            if not refusals.is_flood(network()):
                return None
            agent = is_agent(tk.current_user)
            model.Session.remove()
            if agent:
                return None
            text = tk._(
                "Too many questions came from your network. Try again in an hour: "
                "your text is still there when you go back."
            )
        return Response(
            text,
            429,
            {"Retry-After": str(int(SECONDS))},
            content_type="text/plain; charset=utf-8",
        )


class FloodGate(p.SingletonPlugin):
    """Puts the gate before the pages."""

    p.implements(p.IMiddleware, inherit=True)

    # IMiddleware
    def make_middleware(self, app: CKANApp, config: CKANConfig) -> CKANApp:
        """Wrap the application."""
        app.wsgi_app = Gate(app)
        return app
