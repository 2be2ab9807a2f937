"""A network that goes on after it was refused is known for an hour."""

from __future__ import annotations

from ckanext.territory.questions.floods import AFTER, SECONDS, Refusals


def test_known_at_the_limit_and_for_an_hour() -> None:
    """Not one refusal before, nor a second after; others are not touched."""
    seen = Refusals()
    for moment in range(AFTER - 1):
        seen.note("192.0.2.0/24", float(moment))
    assert not seen.is_flood("192.0.2.0/24", 30.0)
    seen.note("192.0.2.0/24", 30.0)
    assert seen.is_flood("192.0.2.0/24", 31.0)
    assert not seen.is_flood("198.51.100.0/24", 31.0)
    assert seen.is_flood("192.0.2.0/24", SECONDS)
    assert not seen.is_flood("192.0.2.0/24", SECONDS + 1)
    seen.note("192.0.2.0/24", SECONDS + 2)
    assert not seen.is_flood("192.0.2.0/24", SECONDS + 3)


def test_memory_is_bounded() -> None:
    """Whoever writes from many networks fills nothing up."""
    seen = Refusals()
    for number in range(10_050):
        seen.note(f"2001:db8:{number:x}::/56", 0.0)
    assert len(seen._seen) == 10_000


def test_no_network_is_no_flood() -> None:
    """Outside of a request nobody is known."""
    seen = Refusals()
    for _time in range(AFTER + 1):
        seen.note("", 0.0)
    assert not seen.is_flood("", 1.0)
