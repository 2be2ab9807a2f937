"""The pages of partner catalogues, as an administrator's browser asks for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from ckan.config.middleware import flask_app
from ckan.tests import factories, helpers

if TYPE_CHECKING:
    from tests.partner.server import Partner

    from ckan.tests.helpers import CKANTestApp

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")


@pytest.fixture
def admin() -> dict[str, str]:
    """Return the headers of a sysadmin."""
    return {"Authorization": factories.SysadminWithToken()["token"]}


def test_the_list_is_not_for_everybody(
    app: CKANTestApp, source: dict[str, Any]
) -> None:
    """Anonymous readers and plain users are refused."""
    answer = app.get("/partenaires")
    assert answer.status_code == 403
    assert source["url"] not in answer.body
    token = factories.UserWithToken()["token"]
    answer = app.get("/partenaires", headers={"Authorization": token})
    assert answer.status_code == 403


def test_from_address_to_report(
    app: CKANTestApp,
    admin: dict[str, str],
    reachable: Partner,
    organization: dict[str, Any],
) -> None:
    """Add, tick, preview, start; each step leads to the next."""
    form = {"url": reachable.url, "title": "L’Orle", "owner_org": organization["id"]}
    answer = app.post("/partenaires/ajouter", data=form, headers=admin)
    assert "group:eau" in answer.body
    source_id = answer.request.path.split("/")[2]
    answer = app.post(
        f"/partenaires/{source_id}/themes",
        data={"theme_keys": ["group:eau"]},
        headers=admin,
    )
    assert answer.request.path == f"/partenaires/{source_id}/apercu"
    assert "Jeu de données n° 5" in answer.body
    answer = app.post(f"/partenaires/{source_id}/moissonner", headers=admin)
    assert "hx-get" in answer.body
    run_path = answer.request.path
    part = app.get(run_path, headers={**admin, "HX-Request": "true"})
    assert "<html" not in part.body
    answer = app.post(f"{run_path}/arreter", headers=admin)
    assert "hx-get" not in answer.body
    assert "L’Orle" in app.get("/partenaires", headers=admin).body


def test_a_mistake_is_said_beside_its_field(
    app: CKANTestApp, admin: dict[str, str], organization: dict[str, Any]
) -> None:
    """What was typed stays."""
    form = {"url": "http://10.0.0.1/", "title": "", "owner_org": organization["id"]}
    answer = app.post("/partenaires/ajouter", data=form, headers=admin)
    assert 'aria-invalid="true"' in answer.body
    assert 'value="http://10.0.0.1/"' in answer.body
    assert 'id="error-url"' in answer.body


def test_a_partner_that_is_down_is_said(
    app: CKANTestApp, admin: dict[str, str], source: dict[str, Any], reachable: Partner
) -> None:
    """Pages that read the partner say what happened, and offer to try again."""
    reachable.behaviour = lambda a: a.send(404, b"", kind="text/html") is None
    for page in ("themes", "apercu"):
        answer = app.get(f"/partenaires/{source['id']}/{page}", headers=admin)
        assert answer.status_code == 200
        assert 'role="alert"' in answer.body


def test_a_report_names_what_was_not_written(
    app: CKANTestApp,
    admin: dict[str, str],
    source: dict[str, Any],
    reachable: Partner,
    harvest: Callable[[], dict[str, Any]],
) -> None:
    """With reasons, and what is missing at the partner."""
    harvest()
    gone = reachable.datasets.pop(0)
    reachable.datasets[4]["private"] = True
    run = harvest()
    path = f"/partenaires/{source['id']}/moissonnages/{run['id']}"
    body = app.get(path, headers=admin).body
    assert gone["title"] in body
    assert "hx-get" not in body
    other = helpers.call_action("territory_run_list", source_id=source["id"])[1]
    assert app.get(
        f"/partenaires/x/moissonnages/{other['id']}", headers=admin, status=404
    )


def test_no_form_works_without_its_token(
    make_app: Callable[[], CKANTestApp],
    source: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    ckan_config: dict[str, Any],
) -> None:
    """Every POST of a session asks for the token."""
    monkeypatch.setitem(ckan_config, "WTF_CSRF_ENABLED", True)
    # A call by token exempts its view for the life of the process.
    monkeypatch.setattr(flask_app.csrf, "_exempt_views", set())
    app = make_app()
    app.set_session_user(factories.Sysadmin()["name"])
    # The session's cookie is that of this host, not of the site's address.
    here = "http://localhost"
    for page in ("themes", "moissonner", "retirer"):
        path = f"/partenaires/{source['id']}/{page}"
        assert app.post(path, base_url=here).status_code == 400
    assert helpers.call_action("territory_source_show", id=source["id"]) == source
    path = f"/partenaires/{source['id']}/retirer"
    body = app.get(path, base_url=here).body
    [mark] = re.findall(r'name="_csrf_token" value="([^"]+)"', body)[:1]
    app.post(path, data={"_csrf_token": mark}, base_url=here, follow_redirects=False)
    assert helpers.call_action("territory_source_list") == []
