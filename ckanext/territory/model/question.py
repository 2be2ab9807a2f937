"""Questions to referents, their thread, and the answers that are published."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from ckan.model.types import make_uuid  # the id of a row before it is written
from ckan.plugins import toolkit as tk

PUBLISHED = "published"
# What somebody still has to do something about.
OPEN = ("received", "in_progress", "redirected")


class Question(tk.BaseModel):  # pyright: ignore[reportUntypedBaseClass] - made at run time
    """A question; ``status`` is unconfirmed, received, in_progress, answered,
    redirected or closed.

    ``token_hash`` is the SHA-256 of the secret in the asker's private link.
    ``sender_hash`` and ``network_hash`` count what one sender and one network send;
    their salt changes every day. Nobody in ``referent_id`` means the service, nobody
    in ``service_id`` the desk. ``about`` holds what the question started from:
    ``dataset_id``, ``theme_code``, ``indicator_id`` or ``q``. ``erased_at`` tells when
    asker and text were taken out.
    """  # noqa: D205 - the list of words does not fit a line

    __tablename__ = "territory_question"

    id: Mapped[str] = mapped_column(sa.Text, primary_key=True, default=make_uuid)
    reference: Mapped[str] = mapped_column(sa.Text, unique=True)
    token_hash: Mapped[str] = mapped_column(sa.Text, unique=True)
    status: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("'received'"))
    subject: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("''"))
    body: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("''"))
    asker_name: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("''"))
    asker_email: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("''"))
    asker_user_id: Mapped[str | None] = mapped_column(sa.Text)
    language: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("'fr'"))
    about: Mapped[dict[str, Any]] = mapped_column(
        JSONB, server_default=sa.text("'{}'::jsonb")
    )
    dataset_id: Mapped[str | None] = mapped_column(sa.Text, index=True)
    referent_id: Mapped[str | None] = mapped_column(sa.Text, index=True)
    service_id: Mapped[str | None] = mapped_column(sa.Text, index=True)
    sender_hash: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("''"))
    network_hash: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("''"))
    due_on: Mapped[dt.date | None] = mapped_column(sa.Date)
    created_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now(), index=True
    )
    modified_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )
    reminded_at: Mapped[dt.datetime | None] = mapped_column(sa.DateTime(timezone=True))
    escalated_at: Mapped[dt.datetime | None] = mapped_column(sa.DateTime(timezone=True))
    answered_at: Mapped[dt.datetime | None] = mapped_column(sa.DateTime(timezone=True))
    closed_at: Mapped[dt.datetime | None] = mapped_column(sa.DateTime(timezone=True))
    erased_at: Mapped[dt.datetime | None] = mapped_column(sa.DateTime(timezone=True))


class QuestionEvent(tk.BaseModel):  # pyright: ignore[reportUntypedBaseClass] - made at run time
    """A step of a question: who wrote or did what.

    ``kind`` is message, answer, note, redirect, status, reminder or escalation;
    ``author`` is asker, authority or portal. Notes are for agents only.
    """

    __tablename__ = "territory_question_event"

    id: Mapped[str] = mapped_column(sa.Text, primary_key=True, default=make_uuid)
    question_id: Mapped[str] = mapped_column(
        sa.ForeignKey("territory_question.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(sa.Text)
    author: Mapped[str] = mapped_column(sa.Text)
    user_id: Mapped[str | None] = mapped_column(sa.Text)
    body: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("''"))
    details: Mapped[dict[str, Any]] = mapped_column(
        JSONB, server_default=sa.text("'{}'::jsonb")
    )
    created_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )


class PublishedAnswer(tk.BaseModel):  # pyright: ignore[reportUntypedBaseClass] - made at run time
    """A question and its answer that everybody may read.

    ``state`` is proposed, published, refused or withdrawn. ``theme_codes`` says where
    it is found; ``dataset_id`` on which dataset it stands, if any.
    """

    __tablename__ = "territory_published_answer"

    id: Mapped[str] = mapped_column(sa.Text, primary_key=True, default=make_uuid)
    question_id: Mapped[str | None] = mapped_column(sa.Text, index=True)
    state: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("'proposed'"))
    question_text: Mapped[str] = mapped_column(sa.Text)
    answer_text: Mapped[str] = mapped_column(sa.Text)
    dataset_id: Mapped[str | None] = mapped_column(sa.Text, index=True)
    theme_codes: Mapped[list[str]] = mapped_column(
        JSONB, server_default=sa.text("'[]'::jsonb")
    )
    referent_id: Mapped[str | None] = mapped_column(sa.Text, index=True)
    service_id: Mapped[str | None] = mapped_column(sa.Text)
    proposed_by: Mapped[str | None] = mapped_column(sa.Text)
    decided_by: Mapped[str | None] = mapped_column(sa.Text)
    reason: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("''"))
    created_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )
    published_at: Mapped[dt.datetime | None] = mapped_column(sa.DateTime(timezone=True))
    modified_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )

    @staticmethod
    def published() -> sa.Select[tuple[PublishedAnswer]]:
        """Return the statement of what everybody may read, the latest first."""
        return (
            sa.select(PublishedAnswer)
            .where(PublishedAnswer.state == PUBLISHED)
            .order_by(PublishedAnswer.published_at.desc(), PublishedAnswer.id)
        )
