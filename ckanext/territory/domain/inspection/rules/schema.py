"""The schema that the columns follow, and the format."""

from __future__ import annotations

from collections.abc import Iterator

from ckanext.territory.domain.inspection.found import Proposal, percent
from ckanext.territory.domain.inspection.subject import Subject


def propose_schema(subject: Subject) -> Iterator[Proposal]:
    """Yield the address of the schema that was recognised."""
    schema = subject.schema
    if schema is None or not schema.address or subject.budget is not None:
        return
    yield Proposal(
        field="conforms_to",
        value=[schema.address],
        reason="inspection.because_schema",
        facts={"schema": schema.title, "percent": percent(schema.own_share)},
        text=schema.title,
        confidence=0.5 + 0.25 * schema.required_share + 0.2 * schema.own_share,
    )


def propose_format(subject: Subject) -> Iterator[Proposal]:
    """Yield the format of the file."""
    if subject.format:
        yield Proposal(
            field="resource_format",
            value=subject.format,
            reason="inspection.because_content",
            confidence=1.0,
        )
