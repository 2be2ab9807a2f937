"""What questions are accepted, how often, and what of them is made public."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.domain.question import (
    LIMITS,
    Counts,
    check_challenge,
    check_limits,
    check_text,
    client_address,
    is_solved,
    make,
    network_of,
    without_persons,
)

SECRET = "not a real secret"  # noqa: S105 - of the tests
NOW = 1_800_000_000.0


def refusal(challenge: str, now: float) -> str:
    """Return the code of a refused challenge, or nothing."""
    try:
        check_challenge(SECRET, challenge, now)
    except TerritoryError as error:
        return error.code
    return ""


class TestChallenge:
    """The signed time and the work."""

    @pytest.mark.parametrize(
        ("age", "code"),
        [
            (2, "question.too_fast"),
            (3, ""),
            (7200, ""),
            (7201, "question.too_old"),
            (-60, "question.too_fast"),
        ],
    )
    def test_age_counts(self, age: int, code: str) -> None:
        """From 3 seconds to 2 hours."""
        assert refusal(make(SECRET, NOW), NOW + age) == code

    @given(st.text(max_size=80))
    def test_what_is_not_ours_is_too_old(self, text: str) -> None:
        """Whatever is sent, nothing breaks."""
        assert refusal(text, NOW) == "question.too_old"

    def test_signature_of_another_secret_is_not_ours(self) -> None:
        """Nor a time that was changed."""
        assert refusal(make("another", NOW), NOW + 10) == "question.too_old"
        stamp, *rest = make(SECRET, NOW).split(".")
        later = ".".join((str(int(stamp) + 1), *rest))
        assert refusal(later, NOW + 10) == "question.too_old"

    def test_work_holds_for_one_content(self) -> None:
        """It is found by trying, and cannot be used for something else."""
        challenge = make(SECRET, NOW)
        nonce = next(
            str(n) for n in range(10_000_000) if is_solved(challenge, "text", str(n))
        )
        assert not is_solved(challenge, "another text", nonce)
        assert not is_solved(challenge, "text", f"{nonce}²")
        assert not is_solved(challenge, "text", "9" * 1_000)


class TestLimits:
    """``check_limits``."""

    def test_below_is_fine(self) -> None:
        """One less than each limit."""
        check_limits(Counts(sender=2, network=4, dataset=19, site=199))

    @pytest.mark.parametrize("name", ["sender", "network", "dataset", "site"])
    def test_limit_is_refused(self, name: str) -> None:
        """Each by itself."""
        with pytest.raises(TerritoryError) as error:
            check_limits(Counts(**{name: getattr(LIMITS, name)}))
        assert error.value.context["what"] == name


class TestNetwork:
    """``client_address`` and ``network_of``."""

    @pytest.mark.parametrize(
        ("trusted", "expected"),
        [(0, "192.0.2.1"), (1, "203.0.113.9"), (2, "198.51.100.7"), (4, "192.0.2.1")],
    )
    def test_only_our_own_proxies_are_believed(
        self, trusted: int, expected: str
    ) -> None:
        """The client may write what it likes in front."""
        forwarded = "6.6.6.6, 198.51.100.7, 203.0.113.9"
        assert client_address("192.0.2.1", forwarded, trusted) == expected

    @pytest.mark.parametrize(
        ("address", "network"),
        [
            ("203.0.113.9", "203.0.113.0/24"),
            ("::ffff:203.0.113.9", "203.0.113.0/24"),
            ("2001:db8:1:2ff::9", "2001:db8:1:200::/56"),
            ("odd", "odd"),
        ],
    )
    def test_network(self, address: str, network: str) -> None:
        """A household, not a machine."""
        assert network_of(address) == network


class TestText:
    """``check_text`` and ``without_persons``."""

    def test_at_the_limits(self) -> None:
        """5,000 characters and two links are fine, one more of either is not."""
        check_text("x" * 5_000)
        check_text("http://a.example www.b.example")
        with pytest.raises(TerritoryError):
            check_text("x" * 5_001)
        with pytest.raises(TerritoryError):
            check_text("http://a.example www.b.example HTTPS://c.example")

    def test_persons_are_masked(self) -> None:
        """Addresses, numbers, names with a title, names that are known."""
        text = (
            "Bonjour Mme Canari-Test, je suis Éloïse Pinson (eloise@ville.example, "
            "06 99 00 12 34). Le 12 mai 2024, facture 0123456 : 1 250,00 €."
        )
        masked = without_persons(text, ["Eloïse Pinson"])
        for word in ("Canari", "loïse", "Pinson", "@", "06 99"):
            assert word not in masked
        assert "12 mai 2024" in masked
        assert "1 250,00 €" in masked

    @given(st.text(max_size=300), st.lists(st.text(max_size=30), max_size=3))
    def test_any_text_can_be_masked(self, text: str, names: list[str]) -> None:
        """Nothing breaks; masking twice changes nothing more."""
        once = without_persons(text, names)
        assert without_persons(once, names) == once
