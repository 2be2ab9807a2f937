"""Files of observations are read in a child process, within its limits."""

from __future__ import annotations

import csv
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from ckanext.territory.bounded import run_bounded
from ckanext.territory.domain.errors import TerritoryError

TASK = "ckanext.territory.domain.figures.task:read_figures"
HEADER = ("station_code", "property", "period_start", "period_end", "value", "unit")
ROWS = 100_000
KILOBYTES, MOST_MEGABYTES = 1024, 300
MEASURE = """
import resource, sys
from ckanext.territory.bounded import run_bounded
task, path = sys.argv[1:]
run_bounded(task, {"path": path, "name": "observations.csv"})
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def read(path: Path) -> dict[str, object] | None:
    """Return what the child process answers for a file."""
    return run_bounded(TASK, {"path": str(path), "name": path.name})


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Return a file of a hundred thousand hours."""
    path = tmp_path / "observations.csv"
    start = datetime(2023, 1, 1)  # noqa: DTZ001 - as the file writes it
    with path.open("w", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(HEADER)
        for number in range(ROWS):
            hour = start + timedelta(hours=number // 4)
            writer.writerow(
                (
                    f"S{number % 4}",
                    "no2",
                    f"{hour:%Y-%m-%dT%H:00+01:00}",
                    "",
                    20 + number % 37,
                    "ug/m3",
                )
            )
    return path


class TestReadFigures:
    """``read_figures`` in a child process."""

    def test_large_file_stays_within_memory(self, large: Path) -> None:
        """A hundred thousand rows are streamed, not held."""
        found = read(large)
        assert found is not None
        assert (found["rows"], found["refused"]) == (ROWS, [])
        # Asked of a process whose only child is the one that reads.
        words = [sys.executable, "-c", MEASURE, TASK, str(large)]
        done = subprocess.run(words, check=True, capture_output=True)  # noqa: S603 - our own code
        assert int(done.stdout) / KILOBYTES < MOST_MEGABYTES

    def test_workbook_is_a_table_too(self, tmp_path: Path) -> None:
        """Numbers and days of a sheet are read as those of a CSV."""
        path = tmp_path / "valeurs.xlsx"
        book = xlsxwriter.Workbook(str(path))
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ("A", "pm10", "2025-01-01", "", 12.5, "µg/m³"))
        book.close()
        found = read(path)
        assert found is not None
        assert found["kind"] == "observations"

    @pytest.mark.parametrize(
        "content", [b"", b"%PDF-1.7 rien", b"\x00\x01\x02" * 50, b"a,b\n1,2\n"]
    )
    def test_other_files_have_no_figures(self, tmp_path: Path, content: bytes) -> None:
        """Documents, pictures, other tables: nothing to say, and no mistake."""
        path = tmp_path / "fichier.csv"
        path.write_bytes(content)
        assert read(path) is None

    def test_missing_column_is_a_refusal(self, tmp_path: Path) -> None:
        """The child's refusal comes back with its facts."""
        path = tmp_path / "observations.csv"
        path.write_text(
            "station_code,property,period_start,unit\nA,no2,2025-01-01,ug/m3\n"
        )
        with pytest.raises(TerritoryError) as caught:
            read(path)
        assert caught.value.code == "figures.columns"
        assert caught.value.context == {"found": "value"}
