"""Who may publish where a service wants a second person to decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["proposed", "published", "refused", "withdrawn"]
Refusal = Literal["", "review.not_editor", "review.not_proposed", "review.own_proposal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A person before an unpublished dataset.

    ``is_trusted`` is true for administrators of the portal and for the portal itself;
    ``is_editor`` for editors and administrators of the organization.
    """

    needs_review: bool
    is_trusted: bool
    is_editor: bool
    is_proposed: bool
    is_proposer: bool

    @property
    def refusal(self) -> Refusal:
        """Return why this person may not publish, or nothing when they may."""
        if self.is_trusted:
            return ""
        if not self.is_editor:
            return "review.not_editor"
        if not self.needs_review:
            return ""
        if not self.is_proposed:
            return "review.not_proposed"
        return "review.own_proposal" if self.is_proposer else ""

    @property
    def may_publish(self) -> bool:
        """Tell whether this person may publish now."""
        return not self.refusal

    @property
    def may_propose(self) -> bool:
        """Tell whether this person may ask somebody else to publish."""
        known = self.is_editor or self.is_trusted
        return known and self.needs_review and not self.is_proposed

    @property
    def may_refuse(self) -> bool:
        """Tell whether this person may send the proposal back."""
        return self.is_proposed and self.may_publish

    @property
    def may_withdraw(self) -> bool:
        """Tell whether this person may take the proposal back."""
        return self.is_proposed and (self.is_proposer or self.is_trusted)
