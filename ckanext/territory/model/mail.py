"""Mails that wait to be sent, and senders that are kept out."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ckan.model.types import make_uuid  # the id of a row before it is written
from ckan.plugins import toolkit as tk


class Mail(tk.BaseModel):  # pyright: ignore[reportUntypedBaseClass] - made at run time
    """A mail, written in the same transaction as what it tells.

    ``state`` is pending, sent or dead. ``id`` is also the Message-ID, so that a mail
    sent twice is one mail for the reader. Texts and addresses are blanked once sent.
    """

    __tablename__ = "territory_mail"

    id: Mapped[str] = mapped_column(sa.Text, primary_key=True, default=make_uuid)
    kind: Mapped[str] = mapped_column(sa.Text)
    state: Mapped[str] = mapped_column(
        sa.Text, server_default=sa.text("'pending'"), index=True
    )
    question_id: Mapped[str | None] = mapped_column(sa.Text, index=True)
    recipient: Mapped[str] = mapped_column(sa.Text)
    reply_to: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("''"))
    subject: Mapped[str] = mapped_column(sa.Text)
    body: Mapped[str] = mapped_column(sa.Text)
    attempts: Mapped[int] = mapped_column(sa.Integer, server_default=sa.text("0"))
    error: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("''"))
    locked_until: Mapped[dt.datetime | None] = mapped_column(sa.DateTime(timezone=True))
    next_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )
    created_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )
    sent_at: Mapped[dt.datetime | None] = mapped_column(sa.DateTime(timezone=True))


class BlockedSender(tk.BaseModel):  # pyright: ignore[reportUntypedBaseClass] - made at run time
    """An address that may not write, as a keyed hash: never the address itself."""

    __tablename__ = "territory_blocked_sender"

    email_hash: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    reason: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("''"))
    user_id: Mapped[str | None] = mapped_column(sa.Text)
    created_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), server_default=sa.func.now()
    )
