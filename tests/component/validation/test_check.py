"""Tables checked against schemas, sentence by sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ckanext.territory.bounded import run_bounded
from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.domain.validation import CHECK_FILE, READ_COLUMNS
from ckanext.territory.domain.validation.check import check_file
from ckanext.territory.messages import MESSAGES
from ckanext.territory.messages.validation import PROBLEMS

SCHEMAS = Path(__file__).resolve().parents[2] / "table_schemas"
TABLES = (
    Path(__file__).resolve().parents[3] / "ckanext" / "territory" / "schemas" / "tables"
)
Field = dict[str, Any]
Report = dict[str, Any]


def field(name: str = "c", type_: str = "string", **parts: Any) -> Field:  # noqa: ANN401 - any JSON
    """Return a field; what is no constraint goes beside."""
    beside = {"format", "example", "trueValues", "falseValues", "decimalChar"}
    return {
        "name": name,
        "type": type_,
        **{key: parts[key] for key in parts if key in beside},
        "constraints": {key: parts[key] for key in parts if key not in beside},
    }


def check(
    folder: Path,
    text: str | bytes,
    fields: list[Field],
    **parts: Any,  # noqa: ANN401 - any JSON
) -> Report:
    """Return the report of a CSV text; limits and parts of the schema by name."""
    path = folder / "table.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    limits = {
        key: parts.pop(key) for key in ("rows", "errors", "seconds") if key in parts
    }
    schema = {"fields": fields, **parts}
    order = {"path": str(path), "name": "table.csv", "schema": schema, **limits}
    return json.loads(json.dumps(check_file(order), default=str))


def sentences(report: Report) -> list[str]:
    """Return the findings as an editor reads them."""
    return [
        f"{each['row']} {each['column']}: {PROBLEMS[each['code']]} "
        + MESSAGES[each["code"]].format(**each["facts"])
        for each in report["errors"]
    ]


def remarks(report: Report) -> list[str]:
    """Return the remarks as an editor reads them."""
    return [
        MESSAGES[each["code"]].format(**each["facts"]) for each in report["notices"]
    ]


class TestCell:
    """One wrong value, and what is said of it."""

    @pytest.mark.parametrize(
        ("described", "value", "said"),
        [
            (
                field(type_="number"),
                "1 234,50 €",
                "This is not a number. Write 1234.50.",
            ),
            (
                field(type_="number"),
                "beaucoup",
                "This is not a number. Write it like this: 1234.5.",
            ),
            (
                field(type_="integer"),
                "12,0",
                "This is not a whole number. Write 12.",
            ),
            (
                field(type_="date"),
                "31/03/2024",
                "This is not a date as expected. Write 2024-03-31.",
            ),
            (
                field(type_="date"),
                "31/02/2024",
                "This is not a date as expected. Write it like this: 2024-03-31.",
            ),
            (
                field(type_="date", format="%d/%m/%Y"),
                "2024-03-31",
                "This is not a date as expected. Write 31/03/2024.",
            ),
            (
                field(type_="year"),
                "Exercice 2024",
                "This is not a year. Write 2024.",
            ),
            (
                field(type_="boolean"),
                "peut-être",
                "This is neither yes nor no. Write true or false.",
            ),
            (
                field(type_="boolean", trueValues=["oui"], falseValues=["non"]),
                "vrai",
                "This is neither yes nor no. Write oui or non.",
            ),
            (
                field(type_="datetime"),
                "hier",
                "This is not a date with its time. Write it like this: "
                "2024-03-31T08:00:00.",
            ),
            (
                field(format="email"),
                "mairie",
                "This is not an e-mail address. Write it like this: "
                "contact@mairie.example.",
            ),
            (
                field(enum=["recette", "dépense"]),
                "depenses",
                "The value is not in the list of the schema. Write dépense.",
            ),
            (
                field(enum=["recette", "dépense"]),
                "xyz",
                "The value is not in the list of the schema. Write one of: recette, "
                "dépense.",
            ),
            (
                field(pattern="^[0-9]{5}$", example="35238"),
                "352",
                "The value does not have the form expected. Write it like this: 35238.",
            ),
            (
                field(pattern="^[0-9]{5}$"),
                "352",
                "The value does not have the form expected. The form is given by this "
                "expression: ^[0-9]{5}$",
            ),
            (
                field(type_="number", minimum=0),
                "-1",
                "The value is too small. Write 0 or more.",
            ),
            (
                field(type_="number", maximum=90),
                "91",
                "The value is too large. Write 90 or less.",
            ),
            (
                field(maxLength=3),
                "abcd",
                "The text is too long. Write at most 3 characters; there are 4.",
            ),
            (
                field(minLength=3),
                "ab",
                "The text is too short. Write at least 3 characters; there are 2.",
            ),
            (
                field(type_="geopoint"),
                "ici",
                "The value is not of the kind expected. The schema expects the type "
                "“geopoint”.",
            ),
        ],
    )
    def test_finding(
        self, tmp_path: Path, described: Field, value: str, said: str
    ) -> None:
        """The problem and the remedy."""
        report = check(tmp_path, f'"c";"d"\n"{value}";"x"\n', [described])
        assert sentences(report) == [f"2 c: {said}"]
        assert report["errors"][0]["value"] == value

    def test_required(self, tmp_path: Path) -> None:
        """Blank cells are empty."""
        report = check(tmp_path, "c;d\n;1\n  ;2\nx;3\n", [field(required=True)])
        assert [each["row"] for each in report["errors"]] == [2, 3]
        assert report["counts"] == [
            {"column": "c", "code": "validation.required", "count": 2}
        ]

    def test_repeated(self, tmp_path: Path) -> None:
        """The earlier row is named as in the file, blank lines counted."""
        report = check(tmp_path, "c;d\nA;1\n\nB;2\nA;3\n", [field(unique=True)])
        assert sentences(report) == [
            "5 c: The value must be different on each row. The row 2 has it already. "
            "Remove one of the rows or correct it."
        ]

    def test_primary_key(self, tmp_path: Path) -> None:
        """A key of two columns."""
        fields = [field("c"), field("d")]
        report = check(tmp_path, "c;d\nA;x\nA;y\nA;x\n", fields, primaryKey=["c", "d"])
        assert [(each["row"], each["column"]) for each in report["errors"]] == [(4, "")]

    @pytest.mark.parametrize("name", ["siret", "french-siret-value"])
    def test_custom(self, tmp_path: Path, name: str) -> None:
        """The checks that the schema adds."""
        checks = [{"name": name, "params": {"column": "c"}}]
        report = check(
            tmp_path, "c;d\n21560046100011;x\n", [field()], custom_checks=checks
        )
        assert sentences(report) == [
            "2 c: This is not a SIRET. Write its fourteen digits without spaces. A "
            "spreadsheet may have changed it: format the column as text."
        ]


class TestHeader:
    """Columns that are missing, repeated, unknown or written otherwise."""

    def test_missing(self, tmp_path: Path) -> None:
        """A needed column that is absent concerns the whole file."""
        fields = [field("c"), field("d", required=True)]
        assert sentences(check(tmp_path, "c;e\n1;2\n", fields)) == [
            "0 d: The column is missing. Add this column to the first row and fill it."
        ]

    def test_spelling(self, tmp_path: Path) -> None:
        """Case and accents are forgiven, and remarked upon."""
        report = check(
            tmp_path, "Annee;note;c\n2024;x;y\n", [field("ANNÉE"), field("c")]
        )
        assert report["errors"] == []
        assert remarks(report) == [
            "Columns recognised under another spelling (1): Annee → ANNÉE. Rename them "
            "as in the schema.",
            "Columns that are not in the schema (1): note. They are not checked; keep "
            "them if they are useful.",
        ]

    def test_nothing_in_common(self, tmp_path: Path) -> None:
        """A table of other columns."""
        report = check(tmp_path, "x;y\na;b\n", [field(required=True)])
        assert [each["code"] for each in report["errors"]] == [
            "validation.column_missing"
        ]


class TestReality:
    """What real files do, and schemas do not foresee."""

    def test_capitals(self, tmp_path: Path) -> None:
        """A listed value in other capitals is remarked upon, not held against it."""
        choices = ["budget primitif", "compte administratif"]
        report = check(
            tmp_path,
            "c;d\nBudget primitif;1\nBUDGET PRIMITIF;2\nbudget primitif;3\n",
            [field(enum=choices)],
        )
        assert report["errors"] == []
        assert remarks(report)[-1] == (
            "c: some values (2) differ from the list of the schema by their capital "
            "letters, for example Budget primitif → budget primitif. They are "
            "accepted; write them as in the list when you next correct the file."
        )

    def test_single_account(self, tmp_path: Path) -> None:
        """SCDL's list lacks the single financial account."""
        fields = [field("BGT_NATDEC", enum=["compte administratif"])]
        report = check(tmp_path, "BGT_NATDEC;x\nCompte financier unique;1\n", fields)
        assert report["errors"] == []
        assert "compte financier unique" in remarks(report)[-1]

    def test_unknown_checks(self, tmp_path: Path) -> None:
        """What could not be checked is said."""
        checks = [{"name": "opening-hours-value", "params": {"column": "c"}}]
        report = check(
            tmp_path, "c;d\nx;y\n", [field()], custom_checks=checks, foreignKeys=[{}]
        )
        assert remarks(report)[-1] == (
            "Rules of the schema that this portal does not know, and has not checked "
            "(2): foreignKeys, opening-hours-value."
        )

    def test_constraint_of_another_type(self, tmp_path: Path) -> None:
        """A rule that makes no sense is left out, and said."""
        report = check(
            tmp_path, "c;d\n12;y\n", [field(type_="integer", minLength=3, maximum=9)]
        )
        assert [each["code"] for each in report["errors"]] == ["validation.maximum"]
        assert remarks(report)[-1].endswith("not checked (1): c.")

    @pytest.mark.parametrize(
        "name",
        [
            "crach-bp-2022",
            "mohon-cfu-2023",
            "transport-bp-2022",
            "annexe-dm1-2022",
        ],
    )
    def test_real_budgets(self, realdata: Path, name: str) -> None:
        """Converted budgets lack chapters and sections on some lines, nothing else."""
        schema = json.loads((SCHEMAS / "scdl/budget/0.8.3/schema.json").read_bytes())
        path = realdata / "totem" / f"{name}.scdl.csv"
        report = check_file({"path": str(path), "name": path.name, "schema": schema})
        assert report["row_count"] > 15
        assert {each["code"] for each in report["counts"]} == {"validation.required"}
        assert "validation.capitals" in {each["code"] for each in report["notices"]}


class TestOwnSchemas:
    """A file with the examples of our schemas passes."""

    @pytest.mark.parametrize(
        "path", sorted(TABLES.glob("*.json")), ids=lambda p: p.stem
    )
    def test_examples(self, tmp_path: Path, path: Path) -> None:
        """Header and one row of examples."""
        schema = json.loads(path.read_bytes())
        names = ";".join(each["name"] for each in schema["fields"])
        examples = ";".join(str(each["example"]) for each in schema["fields"])
        report = check(
            tmp_path, f"{names}\n{examples}\n", schema.pop("fields"), **schema
        )
        assert sentences(report) == []
        assert report["row_count"] == 1


class TestLimits:
    """A check ends, and says when it ended early."""

    @pytest.mark.parametrize(
        ("limits", "stopped_by", "rows", "errors"),
        [
            ({"rows": 10}, "rows", 10, 10),
            ({"errors": 7}, "errors", 7, 7),
            ({"seconds": -1}, "time", 0, 0),
            ({}, "", 50, 50),
        ],
        ids=["rows", "errors", "time", "none"],
    )
    def test_early_end(
        self,
        tmp_path: Path,
        limits: dict[str, int],
        stopped_by: str,
        rows: int,
        errors: int,
    ) -> None:
        """Rows, findings and time are bounded."""
        text = "c;d\n" + "x;y\n" * 50
        report = check(tmp_path, text, [field(type_="number")], **limits)
        assert (report["stopped_by"], report["row_count"]) == (stopped_by, rows)
        assert report["error_count"] == errors
        assert report["is_partial"] is bool(stopped_by)

    def test_at_the_limit(self, tmp_path: Path) -> None:
        """As many rows as allowed is not too many."""
        report = check(tmp_path, "c;d\nx;y\nx;y\n", [field()], rows=2)
        assert (report["row_count"], report["is_partial"]) == (2, False)

    def test_values_are_cut(self, tmp_path: Path) -> None:
        """The report holds short excerpts without control marks."""
        report = check(
            tmp_path, f"c;d\n{'x' * 5000}\u202e;y\n", [field(type_="number")]
        )
        assert len(report["errors"][0]["value"]) == 80


class TestChild:
    """The same in a child process with limits."""

    def test_check(self, tmp_path: Path) -> None:
        """The answer comes back as JSON."""
        path = tmp_path / "t.csv"
        path.write_text("c;d\nx;y\n", encoding="utf-8")
        order = {"path": str(path), "name": "t.csv"}
        schema = {"fields": [field(type_="number")]}
        assert run_bounded(READ_COLUMNS, order) == {"columns": ["c", "d"]}
        report = run_bounded(CHECK_FILE, {**order, "schema": schema})
        assert report["error_count"] == 1

    def test_no_table(self, tmp_path: Path) -> None:
        """What is no table is refused with a code."""
        path = tmp_path / "t.csv"
        path.write_bytes(b"%PDF-1.4\n%\xe2\xe3\n")
        with pytest.raises(TerritoryError) as caught:
            run_bounded(READ_COLUMNS, {"path": str(path), "name": "t.csv"})
        assert caught.value.code.startswith("table.")
