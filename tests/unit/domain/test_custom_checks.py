"""The French checks that schemas ask for."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ckanext.territory.domain.validation.custom import (
    MATTERS,
    Check,
    RowValues,
    build_check,
)

RENNES = "[-1.6778,48.1173]"


def check_of(name: str, header: str, **params: Any) -> Check:  # noqa: ANN401 - any JSON
    """Return a check for a table with these columns."""
    found = build_check({"name": name, "params": params}, header.split())
    assert found is not None
    return found


def code_of(check: Check, cells: dict[str, str], **values: object) -> str | None:
    """Return the code that a check gives to a row."""
    found = check(RowValues(cells, {**cells, **values}))
    return None if found is None else found[1][0].removeprefix("validation.")


class TestOneColumn:
    """Checks of one column."""

    @pytest.mark.parametrize(
        ("name", "value", "code"),
        [
            ("french-siret-value", "21560046100010", None),
            ("french-siret-value", "35600000049837", None),
            ("french-siret-value", "21560046100011", "siret"),
            ("french-siret-value", "2,15600461E+13", "siret"),
            ("french-siret-value", "215 600 461 00010", "spaces"),
            ("siret", "21560046100011", "siret"),
            ("french-siren-value", "213502388", None),
            ("french-siren-value", "213502389", "siren"),
            ("french-siren-value", "213 502 388", "spaces"),
            ("phone-number-value", "02 99 00 12 34", None),
            ("phone-number-value", "+33299001234", None),
            ("phone-number-value", "3975", None),
            ("phone-number-value", "0299", None),
            ("phone-number-value", "02 99", None),
            ("phone-number-value", "mairie", "phone"),
            ("phone-number-value", "299001234", "phone"),
            ("french-gps-coordinates", RENNES, None),
            ("french-gps-coordinates", "-1.6778, 48.1173", None),
            ("french-gps-coordinates", "[55.45,-20.88]", None),
            ("french-gps-coordinates", "[48.1173,-1.6778]", "point_reversed"),
            ("french-gps-coordinates", "[2.35,58.85]", "point_outside"),
            ("french-gps-coordinates", "48.1", "point"),
            ("french-gps-coordinates", "[1.2.3,4]", "point"),
            ("year-interval-value", "2024", None),
            ("year-interval-value", "2024/2025", None),
            ("year-interval-value", "2025/2024", "years"),
            ("year-interval-value", "2024-2025", "years"),
            ("nomenclature-actes-value", "Finances locales/Subventions", None),
            ("nomenclature-actes-value", "finances LOCALES/x", None),
            (
                "nomenclature-actes-value",
                "Libertes publiques et pouvoirs de police/x",
                None,
            ),
            ("nomenclature-acte", "Finances locales/x", None),
            ("nomenclature-actes-value", "Finances locales / x", "spaces"),
            ("nomenclature-actes-value", "Finances locales", "matter"),
            ("nomenclature-actes-value", "Finances/x", "matter"),
            ("nomenclature-actes-value", "Urbanisme/", "matter"),
        ],
    )
    def test_value(self, name: str, value: str, code: str | None) -> None:
        """What passes and what does not."""
        assert code_of(check_of(name, "c", column="c"), {"c": value}) == code

    @pytest.mark.parametrize("value", ["", "  "])
    def test_empty_cell(self, value: str) -> None:
        """Whether a cell may be empty is not their business."""
        check = check_of("french-siret-value", "c", column="c")
        assert code_of(check, {"c": value}) is None

    def test_column_of_no_table(self) -> None:
        """A check of a column that the table lacks finds nothing."""
        check = check_of("french-siret-value", "a", column="c")
        assert code_of(check, {"a": "x"}) is None

    def test_span_only(self) -> None:
        """A year alone may be refused."""
        check = check_of(
            "year-interval-value", "c", column="c", **{"allow-year-only": "no"}
        )
        assert code_of(check, {"c": "2024"}) == "years"
        assert code_of(check, {"c": "2024/2025"}) is None

    def test_remedy(self) -> None:
        """Swapped coordinates are given in order; nine families are named."""
        check = check_of("french-gps-coordinates", "c", column="c")
        found = check(RowValues({"c": "[48.1173,-1.6778]"}, {}))
        assert found == (
            "c",
            ("validation.point_reversed", {"proposed": "[-1.6778, 48.1173]"}),
        )
        assert len(MATTERS) == 9


class TestSeveralColumns:
    """Checks of several columns."""

    @pytest.mark.parametrize(
        ("a", "b", "code"), [("", "", "one_of"), ("1", "", None), ("1", "2", None)]
    )
    def test_one_of(self, a: str, b: str, code: str | None) -> None:
        """One of the columns at least."""
        check = check_of("one-of-required", "a b", column1="a", column2="b")
        assert code_of(check, {"a": a, "b": b}) == code

    @pytest.mark.parametrize(
        ("a", "b", "code"), [("", "", None), ("1", "", "cohesive"), ("1", "2", None)]
    )
    def test_cohesive(self, a: str, b: str, code: str | None) -> None:
        """All of them or none."""
        check = check_of(
            "cohesive-columns-value", "a b", column="a", othercolumns=["b"]
        )
        assert code_of(check, {"a": a, "b": b}) == code

    @pytest.mark.parametrize(
        ("a", "op", "b", "code"),
        [
            ("2025-01", ">=", "2024-12", None),
            ("2024-11", ">=", "2024-12", "not_at_least"),
            ("2024", ">=", "2024-12", None),
            ("2024-12", ">", "2024-12", "not_more"),
            ("b", "<", "a", "not_less"),
            ("b", "<=", "a", "not_at_most"),
            ("b", "==", "a", "not_equal"),
            ("", "==", "a", None),
        ],
    )
    def test_compare(self, a: str, op: str, b: str, code: str | None) -> None:
        """Dates of different precision are compared as far as both go."""
        check = check_of("compare-columns-value", "a b", column="a", op=op, column2="b")
        assert code_of(check, {"a": a, "b": b}) == code

    def test_compare_numbers(self) -> None:
        """Numbers are compared as numbers; what could not be read is left."""
        check = check_of(
            "compare-columns-value", "a b", column="a", op="<", column2="b"
        )
        cells = {"a": "9", "b": "10"}
        assert code_of(check, cells, a=Decimal(9), b=Decimal(10)) is None
        assert code_of(check, cells, a=Decimal(10), b=Decimal(9)) == "not_less"
        assert code_of(check, cells, a=None, b=Decimal(9)) is None
        assert code_of(check, cells, a="x", b=Decimal(9)) is None

    @pytest.mark.parametrize(
        "params", [{"op": "<>"}, {"op": "<", "column2": "z"}, {}], ids=str
    )
    def test_compare_without_sense(self, params: dict[str, str]) -> None:
        """Wrong parameters check nothing."""
        check = check_of(
            "compare-columns-value", "a b", **{"column": "a", "column2": "b", **params}
        )
        assert code_of(check, {"a": "b", "b": "a"}) is None

    def test_sum(self) -> None:
        """The total is exact, in decimals."""
        check = check_of("sum-columns-value", "t a b", column="t", columns=["a", "b"])
        cells = {"t": "0.3", "a": "0.1", "b": "0.2"}
        values = {"a": Decimal("0.1"), "b": Decimal("0.2")}
        assert code_of(check, cells, t=Decimal("0.3"), **values) is None
        assert code_of(check, cells, t=Decimal("0.4"), **values) == "sum"
        assert code_of(check, cells, t=None, **values) is None


class TestBuildCheck:
    """Entries of ``custom_checks``."""

    @pytest.mark.parametrize("name", ["opening-hours-value", "unheard-of", "", None])
    def test_unknown(self, name: object) -> None:
        """What is not known is said to be so, not taken for passed."""
        assert build_check({"name": name}, ["a"]) is None

    @pytest.mark.parametrize("params", [None, [], "a", {"column": 3}])
    def test_strange_parameters(self, params: object) -> None:
        """They check nothing."""
        check = build_check({"name": "siret", "params": params}, ["a"])
        assert check is not None
        assert code_of(check, {"a": "x"}) is None
