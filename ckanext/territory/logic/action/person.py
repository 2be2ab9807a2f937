"""Action that erases a person who has left."""

from __future__ import annotations

import logging
from typing import TypedDict

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.logic.schema import person as schema
from ckanext.territory.referents import erasing, reindexing

__all__ = ["territory_person_erase"]

log = logging.getLogger(__name__)


class Erased(TypedDict):
    """What stands for a person from now on, and how many datasets named them."""

    id: str
    pseudonym: str
    datasets: int


@tk.validate_action_data(schema.person_erase)
def territory_person_erase(context: Context, data_dict: DataDict) -> Erased:
    """Close an account and erase its person everywhere. Sysadmins only.

    Name, mails, telephone and tokens go; where texts, past activities included, held
    the full name, a mail, the telephone or the name of the account, a pseudonym
    stands. Refused while the person still answers for something: hand over first. It
    cannot be undone.

    :param id: id or name of the account, open or closed

    :returns: ``id``, ``pseudonym`` and ``datasets`` (how many changed)
    """
    tk.check_access("territory_person_erase", context, data_dict)
    user = model.User.get(data_dict["id"])
    if user is None:
        raise tk.ObjectNotFound(tk._("There is no such user."))
    if user.state != model.State.DELETED:
        tk.get_action("user_delete")(tk.fresh_context(context), {"id": user.id})
    done = erasing.erase(user)
    key, ids = user.id, list(done.dataset_ids)
    model.Session.commit()
    reindexing.follow(ids)
    log.info("account %s erased", key)
    return {"id": key, "pseudonym": done.pseudonym, "datasets": len(ids)}
