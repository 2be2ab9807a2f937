"""Which addresses the portal connects to, in every spelling known to hide one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.territory.remote.address import Policy, is_public
from ckanext.territory.remote.errors import AddressRefusedError

REFUSED = [
    # literal IPv4: loopback, private, link-local, shared, benchmark, multicast …
    "http://127.0.0.1/",
    "http://127.8.9.10/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://198.18.0.1/",
    "http://192.0.0.8/",
    "http://192.0.2.1/",
    "http://203.0.113.9/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://0.0.0.0/",
    "http://240.0.0.1/",
    # other spellings of 127.0.0.1
    "http://2130706433/",
    "http://017700000001/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://127.0.0.1./",
    "http://0177.0.0.1/",
    # odd spellings of a public address are refused too
    "http://134744072/",
    "http://8.8.2056/",
    # IPv6: loopback, unique local, link-local, scoped
    "http://[::1]/",
    "http://[::]/",
    "http://[fc00::1]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[ff02::1]/",
    # IPv4 inside IPv6: mapped, compatible, 6to4, Teredo, NAT64 twice
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::7f00:1]/",
    "http://[2001:db8::1]/",
    # credentials, at signs, backslashes, control characters
    "http://user:secret@partenaire.example/",
    "http://partenaire.example@127.0.0.1/",
    "http://partenaire.example\\@127.0.0.1/",
    "http://partenaire.example/\x00",
    "http://partenaire.example/\r\nHost: 127.0.0.1",
    "http://partenaire.example/ x",
    # schemes and local paths
    "file:///etc/passwd",
    "gopher://partenaire.example/",
    "ftp://partenaire.example/",
    "data:application/json,{}",
    "/etc/passwd",
    "//partenaire.example/",
    "",
    # ports of other services
    "http://partenaire.example:25/",
    "http://partenaire.example:5432/",
    "http://partenaire.example:6379/",
    "http://partenaire.example:8983/solr",
    "http://partenaire.example:99999/",
]


class TestCheckUrl:
    """Policy.check_url."""

    @pytest.mark.parametrize("url", REFUSED)
    def test_refuses(self, url: str) -> None:
        """Addresses inside, odd spellings, credentials and other services."""
        with pytest.raises(AddressRefusedError):
            Policy().check_url(url)

    @pytest.mark.parametrize(
        ("url", "host", "port"),
        [
            ("https://partenaire.example/", "partenaire.example", 443),
            ("http://partenaire.example", "partenaire.example", 80),
            ("http://partenaire.example:443/x", "partenaire.example", 443),
            ("http://93.184.216.34/", "93.184.216.34", 80),
            ("http://[2a00:1450:4007:80f::200e]/", "2a00:1450:4007:80f::200e", 80),
        ],
    )
    def test_accepts_public_hosts(self, url: str, host: str, port: int) -> None:
        """A name, or a public address in plain spelling, on a port of the web."""
        target = Policy().check_url(url)
        assert (target.host, target.port) == (host, port)

    def test_accepts_a_host_the_administrator_allows(self) -> None:
        """Host and port must both fit."""
        policy = Policy(["127.0.0.1:8201", "[::1]:8202"])
        assert policy.check_url("http://127.0.0.1:8201/").port == 8201
        assert policy.check_url("http://[::1]:8202/").host == "::1"
        with pytest.raises(AddressRefusedError):
            policy.check_url("http://127.0.0.1:8202/")

    def test_says_which_code(self) -> None:
        """The code names the mistake; the password is not in the context."""
        with pytest.raises(AddressRefusedError) as caught:
            Policy().check_url("http://moi:motdepasse@partenaire.example/")
        assert caught.value.code == "remote.credentials"
        assert "motdepasse" not in str(caught.value)


class TestCheckAddresses:
    """Policy.check_addresses."""

    def test_refuses_a_name_with_one_private_address(self) -> None:
        """One public address does not excuse a private one."""
        with pytest.raises(AddressRefusedError):
            Policy().check_addresses("x.example", 80, ["93.184.216.34", "10.0.0.1"])

    def test_accepts_public_addresses(self) -> None:
        """Nothing is raised."""
        Policy().check_addresses("x.example", 80, ["93.184.216.34", "2a00::1"])


class TestIsPublic:
    """is_public."""

    @given(st.ip_addresses(v=4))
    def test_refuses_every_ipv4_inside_ipv6(self, address: object) -> None:
        """No IPv4 address is reached by writing it as IPv6."""
        for prefix in ("::ffff:", "::", "64:ff9b::"):
            assert not is_public(f"{prefix}{address}")

    @pytest.mark.parametrize("text", ["", "localhost", "1.2.3", "::1%lo", "12"])
    def test_refuses_what_is_no_address(self, text: str) -> None:
        """Only plain spellings count."""
        assert not is_public(text)
