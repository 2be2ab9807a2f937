"""Storage, mail and address of the portal."""

from __future__ import annotations

import smtplib
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from ckan.plugins import toolkit as tk

from ckanext.territory.doctor.check import Check, error, fine, warning

TIMEOUT = 3  # seconds
SMTP = 25
LOOPBACK = ("localhost", "127.0.0.1", "::1")


def storage() -> list[Check]:
    """Check that files can be written where CKAN keeps them."""
    code = "storage.writable"
    place = str(tk.config.get("ckan.storage_path") or "")
    if not place:
        return [
            error(
                code,
                tk._("No folder is set for files."),
                tk._("Set ckan.storage_path to a folder that CKAN may write."),
            )
        ]
    try:
        with tempfile.NamedTemporaryFile(dir=Path(place), prefix=".doctor-") as probe:
            probe.write(b"doctor")
            probe.flush()
    except OSError as problem:
        return [
            error(
                code,
                tk._("Files cannot be written in {place} ({reason}).").format(
                    place=place, reason=problem.strerror or type(problem).__name__
                ),
                tk._("Make the folder, and give it to the account that runs CKAN."),
            )
        ]
    return [fine(code, tk._("Files can be written in {place}.").format(place=place))]


def mail() -> list[Check]:
    """Check that a mail server is set and answers."""
    code = "mail.configured"
    server = str(tk.config.get("smtp.server") or "")
    sender = str(tk.config.get("smtp.mail_from") or "")
    remedy = tk._(
        "Set smtp.server and smtp.mail_from: referents get questions by mail."
    )
    if not server or not sender:
        return [warning(code, tk._("Mail is not set up."), remedy)]
    host, _, port = server.partition(":")
    try:
        with smtplib.SMTP(host, int(port or SMTP), timeout=TIMEOUT) as connection:
            connection.noop()
    except (OSError, smtplib.SMTPException, ValueError):
        meaning = tk._("The mail server {server} does not answer.")
        return [warning(code, meaning.format(server=server), remedy)]
    return [fine(code, tk._("The mail server {server} answers.").format(server=server))]


def address() -> list[Check]:
    """Check that the portal knows an address that visitors can use."""
    code = "site.address"
    value = str(tk.config.get("ckan.site_url") or "")
    parts = urlsplit(value)
    remedy = tk._("Set ckan.site_url to the address that visitors type, with https.")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return [error(code, tk._("The address of the portal is not set."), remedy)]
    if parts.hostname in LOOPBACK:
        meaning = tk._("The address {value} works on this machine only.")
        return [warning(code, meaning.format(value=value), remedy)]
    if parts.scheme != "https":
        meaning = tk._("The address {value} is not protected by https.")
        return [warning(code, meaning.format(value=value), remedy)]
    return [fine(code, tk._("The address is {value}.").format(value=value))]
