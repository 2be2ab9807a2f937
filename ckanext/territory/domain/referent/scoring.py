"""From the units of a sentence to the scores of the candidates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ckanext.territory.domain.referent.index import Numbers, Postings, Shares
from ckanext.territory.domain.referent.question import Unit, Way

# What words beyond the best one bring when they meet in a same text, and what the
# other texts that a same word meets bring beyond the best one.
TOGETHER = 0.2
ELSEWHERE = 0.1


class Found(NamedTuple):
    """The texts that a unit meets, in order, and how much it brings to each."""

    places: Numbers
    values: Shares


class Scores(NamedTuple):
    """A score per candidate, and what each unit found."""

    totals: Shares
    found: Sequence[Found]


def score(postings: Postings, units: Sequence[Unit]) -> Scores:
    """Return the scores of all candidates for the units of a sentence.

    A candidate gets, for each unit, the best of its texts; words that meet in one
    same text bring more than words that meet in several.
    """
    board = _Board(postings)
    raw = [board.read(unit) for unit in units]
    found = [board.completed(each) for each in raw]
    totals = np.zeros(postings.size, np.float32)
    for places, values in found:
        _add_best(postings, totals, places, values)
    together, touched = board.together(found)
    _add_best(postings, totals, touched, TOGETHER * together)
    return Scores(totals, found)


class _Board:
    """Scratch tables of one search, a cell per place."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        count = len(postings.places)
        self._share = np.zeros(count, np.float32)
        self._best = np.zeros(count, np.float32)
        self._met = np.zeros(count, np.float32)

    def read(self, unit: Unit) -> Found:
        """Return what the best reading of a unit brings to each place it meets."""
        touched = [self._follow(way) for way in unit.ways]
        places = np.unique(np.concatenate(touched)) if touched else _no_places()
        values = self._best[places] * np.float32(unit.weight)
        self._best[places] = 0
        for stem in dict.fromkeys(stem for way in unit.ways for stem, _ in way.stems):
            self._met[self._postings.hits(stem).places] += 1
        return Found(places, values)

    def _follow(self, way: Way) -> Numbers:
        """Keep the share (0–1) of a reading that each place meets, where it is best."""
        postings = self._postings
        whole = sum(postings.worth(stem) for stem, _ in way.stems)
        parts: list[Numbers] = []
        for stem, quality in way.stems:
            places, strengths = postings.hits(stem)
            if not way.is_typed:
                strengths = strengths * postings.meant[places]
            self._share[places] += quality * postings.worth(stem) / whole * strengths
            parts.append(places)
        touched = np.concatenate(parts)
        self._best[touched] = np.maximum(self._best[touched], self._share[touched])
        self._share[touched] = 0
        return touched

    def completed(self, found: Found) -> Found:
        """Return values lowered where much of the text is not in the question."""
        places = found.places
        share = np.minimum(1, self._met[places] / self._postings.sizes[places])
        alone = self._postings.alone[places]
        values = found.values * (alone + (1 - alone) * share)
        return Found(places, values.astype(np.float32))

    def together(self, found: Sequence[Found]) -> tuple[Shares, Numbers]:
        """Return what units beyond the best bring to a same text, and which texts."""
        total, best = self._share, self._best
        for places, values in found:
            total[places] += values
            best[places] = np.maximum(best[places], values)
        if not found:
            return total[:0], _no_places()
        touched = np.unique(np.concatenate([each.places for each in found]))
        return total[touched] - best[touched], touched


def _add_best(
    postings: Postings, totals: Shares, places: Numbers, values: Shares
) -> None:
    """Add to each candidate the best of its places, and a little of the others.

    Places come sorted.
    """
    if not len(places):
        return
    owners = postings.owners[places]
    firsts = np.flatnonzero(np.append(True, owners[1:] != owners[:-1]))
    best = np.maximum.reduceat(values, firsts)
    totals[owners[firsts]] += best + ELSEWHERE * (
        np.add.reduceat(values, firsts) - best
    )


def _no_places() -> Numbers:
    return np.empty(0, np.int32)
