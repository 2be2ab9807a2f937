"""The proposals, measured: floors a little under docs/en/proposals.md."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench import proposals
from bench.corpus import cases, held_back_cases
from bench.corpus.recorded import recorded

from ckanext.territory.domain.inspection import inspect_file

PRECISION = 0.95
# Right proposals over the files made by code.
FLOORS = {
    "title": 59,
    "territory_theme": 54,
    "temporal_coverage": 35,
    "territory_code": 16,
    "territory_level": 16,
    "frequency": 8,
    "type": 8,
    "conforms_to": 9,
    "environment_domain": 5,
    "observed_property": 4,
    "unit_measure": 5,
    "temporal_resolution": 3,
    "indicator_code": 2,
    "station_code": 2,
}


class TestProposals:
    """What is proposed is right; what is not sure is not proposed."""

    @pytest.fixture(scope="class")
    def tuned(self) -> proposals.Measure:
        """Return the measure over the files that the rules were tuned on."""
        return proposals.measure_cases(cases(), inspect_file)

    def test_enough_files(self) -> None:
        """The measure is over 40 files and more."""
        assert len(cases()) >= 60

    def test_precision(self, tuned: proposals.Measure) -> None:
        """A wrong proposal is rare, in each field."""
        low = {
            name: score.precision
            for name, score in tuned.scores.items()
            if score.precision < PRECISION
        }
        assert low == {}, tuned.mistakes

    def test_floors(self, tuned: proposals.Measure) -> None:
        """As many are right as were when the page was written, or nearly."""
        right = {name: score.right for name, score in tuned.scores.items()}
        lost = {
            n: right.get(n, 0) for n, least in FLOORS.items() if right.get(n, 0) < least
        }
        assert lost == {}, tuned.mistakes

    def test_files_held_back(self) -> None:
        """Files that the rules were not tuned on: one wrong proposal in ten at most."""
        held = proposals.measure_cases(held_back_cases(), inspect_file)
        right = sum(score.right for score in held.scores.values())
        proposed = sum(score.proposed for score in held.scores.values())
        assert right >= 0.9 * proposed, held.mistakes
        assert proposed >= 35

    def test_recorded_files(self, realdata: Path) -> None:
        """Budgets as they are sent, catalogues, documents."""
        result = proposals.Measure()
        for path, wanted in recorded(realdata):
            found = proposals.proposed(path, path.name, inspect_file)
            result.add("recorded", path.name, found, wanted)
        assert result.files["recorded"] >= 20
        assert [each for each in result.mistakes if each[2] is not None] == []
