"""Actions that examine the portal and mend what can be mended at once."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TypedDict

import pysolr
from flask_babel import force_locale  # the toolkit has no way to choose a language

from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory import doctor
from ckanext.territory.doctor import solr
from ckanext.territory.doctor.check import CheckDict
from ckanext.territory.logic.schema import doctor as schema

__all__ = ["territory_doctor_run", "territory_index_field_create"]


class IndexFields(TypedDict):
    """Fields that were added to the search server."""

    added: list[str]


@tk.side_effect_free
@tk.validate_action_data(schema.doctor_run)
def territory_doctor_run(context: Context, data_dict: DataDict) -> list[CheckDict]:
    """Return the state of the portal, a line per finding. Sysadmins only.

    :param lang: language of the sentences, ``fr`` or ``en``; that of the request when
        it is left out

    :returns: dicts with ``code`` (of the check), ``status`` (``error``, ``warning``,
        ``fine`` or ``not_applicable``), ``meaning`` (what was found) and ``remedy``
        (what to do, empty when nothing is wrong), in the order of the checks
    """
    tk.check_access("territory_doctor_run", context, data_dict)
    lang = data_dict.get("lang")
    with force_locale(lang) if lang else nullcontext():
        return [check.as_dict() for check in doctor.examine()]


@tk.validate_action_data(schema.index_field_create)
def territory_index_field_create(context: Context, data_dict: DataDict) -> IndexFields:
    """Add the fields of the search by place to Solr's schema. Sysadmins only.

    The index must be rebuilt afterwards. Nothing happens when the fields are there.

    :returns: ``added``, the names of the fields that were added
    """
    tk.check_access("territory_index_field_create", context, data_dict)
    try:
        return {"added": solr.add_fields()}
    except (pysolr.SolrError, OSError, ValueError) as problem:
        message = tk._("Solr does not answer, or refuses to change its schema.")
        raise tk.ValidationError({"solr": [message]}) from problem
