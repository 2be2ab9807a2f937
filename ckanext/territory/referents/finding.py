"""From a sentence to an answer: people, else services, the desk, and what to ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypedDict

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context

from ckanext.territory.access import readable_ids
from ckanext.territory.domain.referent import Certainty, Match, certainty
from ckanext.territory.language import lang
from ckanext.territory.model.referent import Referent
from ckanext.territory.model.service import Service
from ckanext.territory.referents.browse import theme_label
from ckanext.territory.referents.directory import Directory, current_directory
from ckanext.territory.referents.faces import (
    InternalFace,
    PublicFace,
    face,
    sees_internal_face,
)
from ckanext.territory.referents.standing import StandIn, stand_ins
from ckanext.territory.referents.visibility import dataset_counts
from ckanext.territory.themes import theme_tree

_DEPTH = 8
_SERVICES = 2


class ReasonDict(TypedDict):
    """Words typed, the field where they were met, and its text."""

    words: list[str]
    field: str
    text: str


class Answer(TypedDict):
    """A referent for a sentence; `confidence` goes from 0 to 1.

    `stand_in` is who answers today when the referent is away, else None.
    """

    referent: PublicFace | InternalFace
    stand_in: StandIn | None
    confidence: float
    reasons: list[ReasonDict]


class ServiceFace(TypedDict):
    """A service and how it is reached."""

    id: str
    name: str
    mailbox: str
    contact_url: str


class Choice(TypedDict):
    """An answer to the deciding question; a service's id or a theme's code."""

    label: str
    service: str
    theme: str


class Deciding(TypedDict):
    """The question that would decide, and its answers."""

    text: str
    choices: list[Choice]


class Place(TypedDict):
    """The place that the sentence names."""

    code: str
    name: str


class Finding(TypedDict):
    """What ``territory_referent_search`` returns."""

    certainty: Certainty
    answers: list[Answer]
    services: list[ServiceFace]
    desk: ServiceFace | None
    question: Deciding | None
    place: Place | None


def find(
    context: Context, sentence: str, limit: int, service_id: str | None = None
) -> Finding:
    """Return who answers for a sentence, among those whom the caller may see."""
    counts = dataset_counts(context)
    directory = current_directory()
    place = directory.places.find(sentence)
    matches = directory.index.search(
        sentence,
        limit=max(limit, _DEPTH),
        among=_ids(context, counts, service_id),
        near=place.near if place else directory.home or None,
    )
    rows = {row.id: row for row in _rows([match.id for match in matches])}
    matches = [match for match in matches if match.id in rows]
    sure = certainty(matches)
    doubtful = sure in {"low", "none"} and service_id is None
    answers = _answers(context, directory, matches[:limit], rows, counts)
    services = _likeliest(matches, rows) if doubtful else []
    return {
        "certainty": sure,
        "answers": answers,
        "services": [service_face(one) for one, _match in services],
        "desk": desk(),
        "question": _deciding(services) if doubtful else None,
        "place": {"code": place.code, "name": place.name} if place else None,
    }


def service_face(service: Service) -> ServiceFace:
    """Return what everybody may see of a service."""
    return {
        "id": service.id,
        "name": service.name,
        "mailbox": service.mailbox,
        "contact_url": service.contact_url,
    }


def desk() -> ServiceFace | None:
    """Return the front desk of the authority, None where there is none."""
    row = model.Session.scalars(Service.desk()).first()
    return service_face(row) if row is not None else None


def _ids(
    context: Context, counts: Mapping[str, int] | None, service_id: str | None
) -> frozenset[str] | None:
    """Return the ids that may be found, or None for all."""
    seen: frozenset[str] | None = None
    if not sees_internal_face(context):
        public = model.Session.scalars(Referent.public_ids())
        holders = (one for one, count in (counts or {}).items() if count)
        seen = frozenset((*public, *holders))
    if service_id is None:
        return seen
    own = frozenset(model.Session.scalars(Referent.ids_of_service(service_id)))
    return own if seen is None else own & seen


def _rows(ids: list[str]) -> Iterable[Referent]:
    return model.Session.scalars(Referent.by_ids(ids)) if ids else ()


def _answers(
    context: Context,
    directory: Directory,
    matches: Sequence[Match],
    rows: Mapping[str, Referent],
    counts: Mapping[str, int] | None,
) -> list[Answer]:
    hidden = _hidden_texts(context, directory, matches)
    away = stand_ins(context, (rows[match.id] for match in matches))
    return [
        {
            "referent": face(
                context,
                rows[match.id],
                None if counts is None else counts.get(match.id, 0),
            ),
            "stand_in": away.get(match.id),
            "confidence": match.confidence,
            "reasons": [
                {"words": list(why.words), "field": why.field, "text": why.text}
                for why in match.reasons
                if (match.id, why.field, why.text) not in hidden
            ],
        }
        for match in matches
    ]


def _hidden_texts(
    context: Context, directory: Directory, matches: Iterable[Match]
) -> set[tuple[str, str, str]]:
    """Return (referent id, field, text) of the reasons that the caller may not read.

    A dataset may have left the catalogue, or been withdrawn, since its title and the
    questions answered on it were indexed.
    """
    named: dict[tuple[str, str, str], str] = {}
    for match in matches:
        for reason in match.reasons:
            key = (match.id, reason.text)
            if reason.field in {"datasets", "answers"} and key in directory.datasets:
                named[match.id, reason.field, reason.text] = directory.datasets[key]
    readable = readable_ids(context, named.values())
    return {key for key, dataset_id in named.items() if dataset_id not in readable}


def _likeliest(
    matches: Sequence[Match], rows: Mapping[str, Referent]
) -> list[tuple[Service, Match]]:
    """Return the two likeliest services, each with its best match."""
    found: dict[str, tuple[Service, Match]] = {}
    for match in matches:
        service = rows[match.id].service
        found.setdefault(service.id, (service, match))
    return list(found.values())[:_SERVICES]


def _deciding(services: Sequence[tuple[Service, Match]]) -> Deciding:
    """Return the question between two services, else between the root themes."""
    if len(services) == _SERVICES:
        choices: list[Choice] = [
            {"label": _about(service, match), "service": service.id, "theme": ""}
            for service, match in services
        ]
        text = tk._("Is it rather about: {first}, or: {second}?").format(
            first=choices[0]["label"], second=choices[1]["label"]
        )
        return {"text": text, "choices": choices}
    language = lang()
    return {
        "text": tk._("What is it about?"),
        "choices": [
            {"label": theme_label(root, language), "service": "", "theme": root.code}
            for root in theme_tree().roots
        ],
    }


def _about(service: Service, match: Match) -> str:
    """Return what a service would answer for: the problem or theme that was met."""
    for reason in match.reasons:
        if reason.field in {"problems", "skills"}:
            return tk._("{text} ({service})").format(
                text=reason.text, service=service.name
            )
    return service.name
