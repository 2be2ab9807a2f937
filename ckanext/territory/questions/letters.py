"""The mails of a question: to whom, in which language, with which words."""

from __future__ import annotations

from ckan.plugins import toolkit as tk

from ckanext.territory.language import in_language
from ckanext.territory.mails import outbox
from ckanext.territory.model.question import Question
from ckanext.territory.questions import keys
from ckanext.territory.referents.answering import Answering, who_answers

_SUBJECT_LIMIT = 150


def address(path: str) -> str:
    """Return the full address of a page of the portal."""
    root = str(tk.config.get("ckan.root_path") or "").replace("/{{LANG}}", "")
    return f"{str(tk.config['ckan.site_url']).rstrip('/')}{root}{path}"


def follow_address(question: Question) -> str:
    """Return the private link of who asked."""
    return address(f"/questions/suivi/{keys.token(question.id)}")


def recipient(found: Answering) -> str:
    """Return where a question is sent: the person's mail, else the service's mailbox.

    Nothing when the authority has neither a mailbox nor a mail of its own.
    """
    person, service = found.referent, found.service
    if person and (person.email or person.mailbox):
        return person.email or person.mailbox
    if service and service.mailbox:
        return service.mailbox
    return str(tk.config.get("email_to") or "")


def to_confirm(question: Question) -> None:
    """Ask whoever wrote to confirm: nothing proved that a person did."""
    with in_language(question.language):
        outbox.add(
            "confirm",
            question.asker_email,
            _subject(tk._("Confirm your question"), question),
            tk._(
                "Hello,\n\nA question was written to {site} with your address. To send "
                "it, open this page and press the button:\n\n{link}\n\nIf it was not "
                "you, do nothing: it will be erased.\n"
            ).format(site=_site(), link=follow_address(question)),
            question_id=question.id,
        )


def to_authority(question: Question, kind: str, body: str) -> str:
    """Tell who answers today, and return the address; nothing if there is none.

    ``kind`` is question, reply, redirect, reminder or escalation.
    """
    found = who_answers(question.referent_id, question.service_id)
    target = recipient(found)
    if target:
        _write(question, kind, target, body)
    return target


def to_desk(question: Question) -> None:
    """Tell the front desk of a question that nobody answered."""
    target = recipient(who_answers(None, None))
    if target:
        _write(question, "escalation", target, question.body)


def to_asker(question: Question, body: str) -> None:
    """Send an answer to whoever asked, with the private link."""
    if not question.asker_email:
        return
    with in_language(question.language):
        outbox.add(
            "answer",
            question.asker_email,
            _subject(tk._("Answer to your question"), question),
            tk._(
                "Hello,\n\nHere is the answer to your question:\n\n{body}\n\nTo read "
                "the whole exchange or to write again: {link}\nThis link is yours: "
                "whoever has it reads the exchange.\n\n{site}\n"
            ).format(body=body, link=follow_address(question), site=_site()),
            question_id=question.id,
        )


def _write(question: Question, kind: str, target: str, body: str) -> None:
    with in_language(tk.config["ckan.locale_default"]):
        openings = {
            "question": tk._("A question for you"),
            "reply": tk._("The asker wrote again"),
            "redirect": tk._("A question was passed on to you"),
            "reminder": tk._("A question waits for an answer"),
            "escalation": tk._("A question was not answered in time"),
        }
        outbox.add(
            kind,
            target,
            _subject(openings[kind], question),
            tk._(
                "{opening}: {subject}\n\n{body}\n\nTo answer, pass it on or block the "
                "sender: {link}\nAn answer by mail goes straight to the asker, and is "
                "not kept in the portal.\n"
            ).format(
                opening=openings[kind],
                subject=question.subject,
                body=body,
                link=address(f"/questions/{question.id}"),
            ),
            reply_to=question.asker_email,
            question_id=question.id,
        )


def _subject(text: str, question: Question) -> str:
    whole = tk._("[{reference}] {text}").format(reference=question.reference, text=text)
    return whole[:_SUBJECT_LIMIT]


def _site() -> str:
    return str(tk.config["ckan.site_title"])
