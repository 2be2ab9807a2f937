"""What the readers of partner catalogues refuse, in words."""

from __future__ import annotations

from ckanext.territory.messages.marker import N_

MESSAGES: dict[str, str] = {
    "remote.url": N_(
        "The address “{url}” cannot be read: check that it is complete and holds no "
        "space or unusual sign."
    ),
    "remote.scheme": N_(
        "The address “{url}” is not a web address: it must start with https:// or "
        "http://."
    ),
    "remote.credentials": N_(
        "The address at {host} holds a user name or password: take them out, public "
        "catalogues need none."
    ),
    "remote.port": N_(
        "The address “{url}” uses the port {port}. Only 80 and 443 are reached; an "
        "administrator can allow another one (ckanext.territory.harvest.allowed_hosts)."
    ),
    "remote.spelling": N_(
        "The host “{host}” in “{url}” is a number written in an unusual way: give the "
        "name of the portal."
    ),
    "remote.address": N_(
        "“{url}” leads to {address}, which is not a public address. An administrator "
        "can allow this host (ckanext.territory.harvest.allowed_hosts)."
    ),
    "remote.redirects": N_(
        "{host} sends from one address to the next without end: give the final address."
    ),
    "remote.downgrade": N_(
        "{host} leads from a secure address to one that is not: nothing was read."
    ),
    "remote.method": N_("Partner catalogues are only read ({method} was asked for)."),
    "remote.name": N_("No host is called {host}: check the spelling of the address."),
    "remote.unreachable": N_(
        "{host} does not answer. Check the address, or try again later."
    ),
    "remote.certificate": N_(
        "The certificate of {host} is not valid: its administrator must renew it."
    ),
    "remote.deadline": N_(
        "{host} took too long to answer: the reading was given up. Try again later."
    ),
    "remote.idle": N_("{host} stopped answering. Try again later."),
    "remote.broken": N_("The answer of {host} broke off. Try again later."),
    "remote.too_large": N_(
        "An answer of {host} is larger than {limit} bytes: it was not read."
    ),
    "remote.ratio": N_(
        "An answer of {host} grows more than {limit} times when unpacked: it was not "
        "read."
    ),
    "remote.encoding": N_(
        "{host} packs its answers in a way that was not asked for ({found})."
    ),
    "remote.damaged": N_("An answer of {host} is damaged and cannot be unpacked."),
    "remote.busy": N_(
        "{host} asks to come back later (status {status}). Try again in an hour."
    ),
    "remote.status": N_(
        "{host} refuses the question (status {status}). Check that the address is that "
        "of an open CKAN catalogue."
    ),
    "remote.not_json": N_(
        "{host} answered with {type} instead of a catalogue: “{excerpt}”. Check that "
        "the address is that of a CKAN catalogue."
    ),
    "remote.bad_json": N_(
        "{host} answered with JSON that is damaged, too deep or ambiguous."
    ),
    "remote.not_ckan": N_(
        "{host} answers, but not as a CKAN catalogue. Check the address."
    ),
    "remote.kind": N_("“{kind}” is not a kind of catalogue that this portal reads."),
    "remote.too_many": N_(
        "The selection at {host} holds {found} datasets, more than the limit of "
        "{limit}. Tick fewer themes, or ask an administrator to raise the limit."
    ),
    "remote.loop": N_("{host} sent the same page twice: the reading stopped there."),
    "remote.pages": N_("{host} has more pages than are read in one run."),
    "remote.empty": N_(
        "The partner announced no dataset for the themes ticked. Nothing was changed."
    ),
    "remote.short": N_(
        "The partner announced {expected} datasets and sent {found}: the list is not "
        "complete."
    ),
}
