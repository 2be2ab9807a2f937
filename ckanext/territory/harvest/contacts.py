"""Contact points: mailboxes of services, never of persons."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ckanext.territory.harvest import text
from ckanext.territory.remote.ckan_record import as_mapping, as_text

_FUNCTIONS = frozenset(
    """
    accueil admin administration agglo bibliotheque cadastre carto cartographie cil
    communication contact contacts data datas dechets donnees dpo dsi dsit eau
    environnement geomatique geoportail gis hello hotel info information infos
    inspire mairie mediatheque metadonnees mobilite numerique open opendata patrimoine
    plan portail secretariat service services sig support technique transports
    urbanisme ville voirie webmaster webmestre
    """.split()  # noqa: SIM905 - a word list reads better as words
)
_MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}\Z")


def is_function_mailbox(mail: str) -> bool:
    """Tell whether an address names a function: its words are all known ones."""
    if not _MAIL.match(mail):
        return False
    words = [each for each in re.split(r"[._+-]", mail.partition("@")[0]) if each]
    return bool(words) and all(
        word.casefold().rstrip("0123456789") in _FUNCTIONS for word in words
    )


def contacts(raw: Mapping[str, object]) -> list[dict[str, str]]:
    """Return the contact point of a record: at most one, of a service.

    Names of authors and maintainers are not taken: they may be persons.
    """
    for key in ("maintainer_email", "author_email", "contact_email"):
        mail = as_text(raw.get(key)).strip()
        if is_function_mailbox(mail):
            organization = as_mapping(raw.get("organization"))
            name = text.plain(as_text(organization.get("title")), 200)
            return [{"name": name, "email": mail}]
    return []
