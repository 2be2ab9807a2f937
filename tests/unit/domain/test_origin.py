"""Requests made by pages of other sites are told apart."""

from __future__ import annotations

import pytest

from ckanext.territory.domain.origin import is_foreign

OWN = ("https://donnees.ville.example", "http://127.0.0.1:5000/")


class TestIsForeign:
    """By Origin first, then by Sec-Fetch-Site."""

    @pytest.mark.parametrize(
        ("origin", "fetch_site"),
        [
            ("https://donnees.ville.example", "same-origin"),
            ("http://127.0.0.1:5000", None),
            ("HTTPS://Donnees.Ville.example", None),
            (None, "same-origin"),
            (None, "none"),
            (None, None),
        ],
    )
    def test_own_pages_pass(self, origin: str | None, fetch_site: str | None) -> None:
        """The portal's own pages, typed addresses and command lines."""
        assert not is_foreign(origin=origin, fetch_site=fetch_site, own=OWN)

    @pytest.mark.parametrize(
        ("origin", "fetch_site"),
        [
            ("https://autre.ville.example", "same-site"),
            ("https://donnees.ville.example.autre.example", None),
            ("http://donnees.ville.example", None),
            ("https://donnees.ville.example:8443", None),
            ("null", "cross-site"),
            (None, "same-site"),
            (None, "cross-site"),
        ],
    )
    def test_other_pages_do_not(
        self, origin: str | None, fetch_site: str | None
    ) -> None:
        """Other hosts, ports and schemes, sandboxed frames, neighbouring sites."""
        assert is_foreign(origin=origin, fetch_site=fetch_site, own=OWN)
