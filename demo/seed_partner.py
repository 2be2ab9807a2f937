"""Seeding of the partner: its catalogue is declared, three themes ticked, harvested."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from demo.partner import HOST, running_partner
from demo.portal import Answer, Portal

from ckanext.territory.jobs import work_off

OWNER = "communaute-orle"
TITLE = "Communauté de l'Orle"
TICKED = frozenset({"group:eau", "group:dechets", "group:mobilites"})
DEFAULT_THEME = "administration"


class PartnerError(RuntimeError):
    """The partner's catalogue could not be brought in."""


def seed_partner(site: Portal, port: int) -> list[str]:
    """Declare the partner and harvest the ticked themes, unless it was done before.

    The catalogue answers on ``port`` of this machine: it is served from here when
    nothing else serves it. Raises PartnerError when the run does not go through.
    """
    url = f"http://{HOST}:{port}"
    source = _source(site, url)
    if source and (source["last_run"] or {}).get("status") == "done":
        return []
    with _served(url, port):
        if source is None:
            source = site.call(
                "territory_source_create",
                url=url,
                owner_org=OWNER,
                title=TITLE,
                theme_keys=sorted(TICKED),
                default_theme=DEFAULT_THEME,
            )
        return _harvest(site, source["id"])


def _harvest(site: Portal, source_id: str) -> list[str]:
    run = site.call("territory_run_create", source_id=source_id, enqueue=False)
    # The worker's own code, in this process: the seeding tells when all is there.
    work_off(run["id"])
    run = site.call("territory_run_show", id=run["id"])
    if run["is_open"]:
        return ["under way in the background"]
    if run["status"] != "done":
        reasons = [run["error"], *(problem["reason"] for problem in run["problems"])]
        reason = next(filter(None, reasons), "")
        raise PartnerError(f"the partner's run is {run['status']}: {reason}")
    return _told(run["counts"])


def _told(counts: Mapping[str, int]) -> list[str]:
    return [f"{count} {outcome}" for outcome, count in counts.items() if count]


def _source(site: Portal, url: str) -> Answer:
    sources = site.call("territory_source_list")
    return next((item for item in sources if item["url"] == url), None)


@contextmanager
def _served(url: str, port: int) -> Iterator[None]:
    if _answers(url):
        yield
    else:
        with running_partner(port):
            yield


def _answers(url: str) -> bool:
    # An address of this machine, made above.
    try:
        with urllib.request.urlopen(f"{url}/api/action/site_read", timeout=5):  # noqa: S310
            return True
    except (urllib.error.URLError, TimeoutError):
        return False
