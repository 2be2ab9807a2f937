"""Refusals of the readers of partner catalogues."""

from __future__ import annotations

from ckanext.territory.domain.errors import TerritoryError


class RemoteError(TerritoryError):
    """A partner that may not be reached, or did not answer as a catalogue."""


class AddressRefusedError(RemoteError):
    """An address that the portal does not connect to."""


class SlowAnswerError(RemoteError):
    """An answer that came too late, broke off or was too large: ask for less."""
