"""Which addresses the portal may connect to.

The tables are our own: the flags of the standard library differ between versions of
Python for NAT64, 6to4 and IPv4-compatible addresses.
Source: IANA special-purpose address registries for IPv4 and IPv6, November 2026.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from ckanext.territory.remote.errors import AddressRefusedError

PORTS = {"http": 80, "https": 443}
URL_LIMIT = 2_000

_REFUSED_V4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
_REFUSED_V6 = tuple(
    ipaddress.IPv6Network(network)
    for network in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
)
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\\\u2028\u2029]")
_NUMERIC_LABEL = re.compile(r"(?:[0-9]+|0[xX][0-9a-fA-F]*)\.?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a request would go: scheme, host without brackets, port."""

    scheme: str
    host: str
    port: int


def is_public(address: str) -> bool:
    """Tell whether an IP address in plain spelling is public unicast."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv4Address):
        return not any(parsed in network for network in _REFUSED_V4)
    if parsed.scope_id is not None or parsed not in _GLOBAL_V6:
        return False
    return not any(parsed in network for network in _REFUSED_V6)


def _check_literal(host: str, url: str) -> None:
    """Refuse odd spellings of IPv4 and literals that are not public."""
    if ":" in host:
        if not is_public(host):
            raise AddressRefusedError("remote.address", url=url, address=host)
        return
    if not _NUMERIC_LABEL.search(host.rpartition(".")[2] or host.rstrip(".")):
        return
    try:
        ipaddress.IPv4Address(host)
    except ValueError as error:
        raise AddressRefusedError("remote.spelling", url=url, host=host) from error
    if not is_public(host):
        raise AddressRefusedError("remote.address", url=url, address=host)


class Policy:
    """The rules of one portal: public addresses, plus the hosts it allows."""

    def __init__(self, allowed_hosts: Iterable[str] = ()) -> None:
        """Take ``host:port`` entries; IPv6 hosts stand in brackets."""
        self._allowed = frozenset(entry.strip().lower() for entry in allowed_hosts)

    def allows(self, host: str, port: int) -> bool:
        """Tell whether the administrator allows this host and port."""
        shown = f"[{host}]" if ":" in host else host
        return f"{shown.lower()}:{port}" in self._allowed

    def check_url(self, url: str) -> Target:
        """Return where a URL leads.

        Raises AddressRefusedError for other schemes and ports, credentials, control
        characters and hosts that are not public. Names are checked when connecting.
        """
        if len(url) > URL_LIMIT or _UNSAFE.search(url):
            raise AddressRefusedError("remote.url", url=_shown(url))
        try:
            parsed = parse_url(url)
        except LocationParseError as error:
            raise AddressRefusedError("remote.url", url=_shown(url)) from error
        if parsed.scheme not in PORTS or not parsed.host:
            raise AddressRefusedError("remote.scheme", url=_shown(url))
        if parsed.auth is not None or "@" in (parsed.netloc or ""):
            raise AddressRefusedError("remote.credentials", host=parsed.host)
        host = parsed.host.strip("[]")
        port = parsed.port or PORTS[parsed.scheme]
        if not self.allows(host, port):
            if port not in PORTS.values():
                raise AddressRefusedError("remote.port", url=_shown(url), port=port)
            _check_literal(host, _shown(url))
        return Target(scheme=parsed.scheme, host=host, port=port)

    def check_addresses(self, host: str, port: int, addresses: Iterable[str]) -> None:
        """Refuse a host when any of its addresses is not public.

        Raises AddressRefusedError; a host allowed by the administrator passes.
        """
        if self.allows(host, port):
            return
        for address in addresses:
            if not is_public(address):
                raise AddressRefusedError("remote.address", url=host, address=address)


def _shown(url: str) -> str:
    """Return a URL fit for a message: printable, short, without credentials."""
    bare = re.sub(r"//[^/@]*@", "//", url)
    return "".join(char if char.isprintable() else "�" for char in bare)[:200]
