"""Where a request comes from, as far as that can be trusted."""

from __future__ import annotations

import ipaddress


def client_address(remote: str, forwarded: str, trusted: int) -> str:
    """Return the address of the client behind our own proxies.

    `forwarded` is the X-Forwarded-For header; each of the `trusted` proxies in front
    of the portal added one address at its end. What stands before those was written by
    the client and is not believed.
    """
    if trusted <= 0:
        return remote
    chain = [part.strip() for part in forwarded.split(",") if part.strip()]
    return chain[-trusted] if len(chain) >= trusted else remote


def network_of(address: str) -> str:
    """Return the network of an address: /24 of IPv4, /56 of IPv6.

    What is no address is a network of its own.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address[:100]
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    size = 24 if parsed.version == 4 else 56  # noqa: PLR2004 - version of the protocol
    return str(ipaddress.ip_network(f"{parsed}/{size}", strict=False))
