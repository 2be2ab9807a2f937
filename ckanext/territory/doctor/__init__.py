"""The doctor: whether this portal is well set up, and how to mend it."""

from __future__ import annotations

import logging
from collections.abc import Callable

from ckan import model
from ckan.plugins import toolkit as tk

from ckanext.territory.doctor import (
    areas,
    data,
    people,
    plugins,
    queues,
    schemas,
    secret,
    settings,
    site,
    solr,
    versions,
)
from ckanext.territory.doctor.check import Check, error

log = logging.getLogger(__name__)

# Name of the check, for the line of a check that fails itself; in order of display.
CHECKS: tuple[tuple[str, Callable[[], list[Check]]], ...] = (
    ("version.ckan", versions.ckan),
    ("version.python", versions.python),
    ("version.markdown", versions.markdown),
    ("version.postgresql", versions.postgresql),
    ("plugins.required", plugins.required),
    ("plugins.order", plugins.order),
    ("plugins.refused", plugins.refused),
    ("schemas.fields", schemas.fields),
    ("database.migrations", data.migrations),
    ("datastore.rights", data.datastore_rights),
    ("datastore.sqlsearch", data.sql_search),
    ("solr.reachable", solr.reachable),
    ("solr.fields", solr.fields),
    ("redis.reachable", queues.reachable),
    ("workers.alive", queues.workers),
    ("storage.writable", site.storage),
    ("mail.configured", site.mail),
    ("mail.given_up", people.mails),
    ("people.desk", people.desk),
    ("site.address", site.address),
    ("secrets.key", secret.key),
    ("secrets.database", secret.database),
    ("secrets.solr", secret.solr),
    ("areas.files", areas.files),
    ("areas.contours", areas.loaded_contours),
    ("settings.safe", settings.safe),
)


def examine() -> list[Check]:
    """Run every check and return its lines, in order.

    A check that fails itself becomes an error line; none stops the others.
    """
    return [line for code, check in CHECKS for line in _run(code, check)]


def _run(code: str, check: Callable[[], list[Check]]) -> list[Check]:
    try:
        return check()
    except Exception as problem:
        log.exception("check %s failed", code)
        model.Session.rollback()
        return [
            error(
                code,
                tk._("This could not be checked ({kind}).").format(
                    kind=type(problem).__name__
                ),
                tk._("Read the log of CKAN, where the failure is told in full."),
            )
        ]
