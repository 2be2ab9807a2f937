"""Table schemas: descriptors, addresses, recognition."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path, PurePath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.domain.table_schema import (
    SchemaAddress,
    SchemaOutline,
    column_key,
    layout_address,
    load_descriptor,
    newest,
    parse_address,
    parse_descriptor,
    pick_version,
    read_descriptor,
    recognise,
)

TABLES = (
    Path(__file__).resolve().parents[3] / "ckanext" / "territory" / "schemas" / "tables"
)
OWN = ("footprint", "indicator_values", "observations", "sensors")
NATIONAL = "https://schema.data.gouv.fr"
SENSORS = SchemaOutline(
    "s", "S", ("code", "label", "lat", "lon", "model"), ("code", "label", "lat", "lon")
)
SHORT = SchemaOutline("k", "K", ("code", "colour", "size"), ("code",))


def outline(address: str, *columns: str) -> SchemaOutline:
    """Return a schema whose columns are all required."""
    return SchemaOutline(address, address, columns, columns)


class TestOwnSchemas:
    """The four schemas that the portal ships."""

    @pytest.mark.parametrize("name", OWN)
    def test_is_a_schema(self, name: str) -> None:
        """Named as its file, versioned, at its stable address."""
        found = load_descriptor(TABLES / f"{name}.json")
        assert found.name == name
        assert found.version == "1.0.0"
        assert parse_address(found.path) == SchemaAddress(f"territory/{name}", "1.0.0")
        assert parse_address(found.homepage) == SchemaAddress(f"territory/{name}", "")

    @pytest.mark.parametrize("name", OWN)
    def test_columns_are_explained(self, name: str) -> None:
        """Each column has a title, a description and an example."""
        for field in load_descriptor(TABLES / f"{name}.json").fields:
            assert field.title != field.name
            assert field.description
            assert field.example

    def test_there_are_four(self) -> None:
        """No other file lies there."""
        assert sorted(path.stem for path in TABLES.glob("*.json")) == list(OWN)


class TestReadDescriptor:
    """What is no schema is refused, with the place."""

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            ([], "not_a_schema"),
            ({}, "not_a_schema"),
            ({"fields": []}, "not_a_schema"),
            ({"fields": {}}, "not_a_schema"),
            ({"fields": [{"name": f"c{n}"} for n in range(1001)]}, "too_many_fields"),
            ({"fields": ["a"]}, "field_name"),
            ({"fields": [{"name": " "}]}, "field_name"),
            ({"fields": [{"name": "a"}, {"name": "a"}]}, "repeated_field"),
            ({"fields": [{"name": "a", "type": "colour"}]}, "field_type"),
            ({"fields": [{"name": "a", "type": []}]}, "field_type"),
            ({"fields": [{"name": "a", "constraints": []}]}, "constraints"),
            ({"fields": [{"name": "a", "constraints": {"pattern": "("}}]}, "pattern"),
            ({"fields": [{"name": "a", "constraints": {"pattern": 1}}]}, "pattern"),
            ({"fields": [{"name": "a", "constraints": {"enum": []}}]}, "enum"),
            ({"fields": [{"name": "a"}], "custom_checks": [{}]}, "custom_checks"),
            ({"fields": [{"name": "a"}], "custom_checks": {}}, "custom_checks"),
            ({"fields": [{"name": "a"}], "missingValues": [1]}, "missing_values"),
        ],
    )
    def test_refusals(self, content: object, code: str) -> None:
        """Each refusal has its code and names the file."""
        with pytest.raises(TerritoryError) as caught:
            read_descriptor(content, "schema.json")
        assert caught.value.code == f"table_schema.{code}"
        assert caught.value.context["file"] == "schema.json"

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"{", "json"),
            (b"\xff\xfe{\x00", "encoding"),
            (b"[" * 200_000, "not_a_schema"),
            (b" " * (2 * 1024 * 1024 + 1), "too_large"),
        ],
        ids=["cut", "utf-16", "deep", "large"],
    )
    def test_no_json(self, content: bytes, code: str) -> None:
        """Text that is no JSON is refused."""
        with pytest.raises(TerritoryError) as caught:
            parse_descriptor(content, "schema.json")
        assert caught.value.code == f"table_schema.{code}"

    def test_parts(self) -> None:
        """Titles fall back on names; examples may be a list; a mark is skipped."""
        text = json.dumps(
            {
                "name": "n",
                "version": "v1.2",
                "fields": [{"name": "a", "examples": [3], "constraints": {}}],
            }
        )
        found = parse_descriptor(b"\xef\xbb\xbf" + text.encode(), "f.json")
        (field,) = found.fields
        assert (found.title, found.version) == ("n", "1.2")
        assert (field.title, field.type, field.example) == ("a", "string", "3")
        assert not field.is_required

    @settings(max_examples=60, deadline=None)
    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text("a(*", max_size=3),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(
                        ["fields", "name", "type", "constraints", "enum", "pattern"]
                    ),
                    inner,
                    max_size=4,
                )
            ),
            max_leaves=12,
        )
    )
    def test_any_json_is_read_or_refused(self, content: Any) -> None:  # noqa: ANN401 - any JSON
        """Nothing but a refusal comes out of strange content."""
        with suppress(TerritoryError):
            assert read_descriptor({"fields": [content]}, "x").fields


class TestAddresses:
    """One schema, many addresses."""

    @pytest.mark.parametrize(
        ("address", "family", "version"),
        [
            (
                f"{NATIONAL}/schemas/scdl/budget/0.8.3/schema.json",
                "scdl/budget",
                "0.8.3",
            ),
            (f"{NATIONAL}/schemas/scdl/budget/latest/schema.json", "scdl/budget", ""),
            (f"{NATIONAL}/scdl/budget/", "scdl/budget", ""),
            (
                f"{NATIONAL}/scdl/budget/0.8.3/documentation.html",
                "scdl/budget",
                "0.8.3",
            ),
            (
                f" {NATIONAL}/schemas/etalab/IRVE/v2.3.1/schema.json ",
                "etalab/irve",
                "2.3.1",
            ),
        ],
    )
    def test_national(self, address: str, family: str, version: str) -> None:
        """The schema and the version."""
        expected = SchemaAddress(f"schema.data.gouv.fr/{family}", version)
        assert parse_address(address) == expected

    @pytest.mark.parametrize(
        "prefix", ["", "https://a.example", "http://b.example/data/fr"]
    )
    def test_own(self, prefix: str) -> None:
        """Ours are the same on every host."""
        address = f"{prefix}/territory/schemas/tables/sensors/1.0.0/schema.json"
        assert parse_address(address) == SchemaAddress("territory/sensors", "1.0.0")

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "budget",
            "/x/y",
            "ftp://a.example/x",
            "http://",
            "https://a.example",
            "http://[x/y",
            f"https://a.example/{'x' * 2000}",
        ],
    )
    def test_none(self, text: str) -> None:
        """What is no address of a schema."""
        assert parse_address(text) is None

    @settings(max_examples=60, deadline=None)
    @given(st.text(":/.[]%@?#v01ax-é", max_size=30))
    def test_any_text(self, text: str) -> None:
        """Any text is read without a fault."""
        parse_address(text)
        parse_address(f"https://x.example/{text}")

    def test_layout(self) -> None:
        """The folders of schema.data.gouv.fr make the address."""
        path = PurePath("/tmp/copy/scdl/budget/0.8.3/schema.json")  # noqa: S108 - a name only
        address = f"{NATIONAL}/schemas/scdl/budget/0.8.3/schema.json"
        assert layout_address(path) == address
        assert layout_address(PurePath("scdl/budget/latest/schema.json")) == ""
        assert layout_address(PurePath("schema.json")) == ""

    def test_versions(self) -> None:
        """Numbers are compared as numbers."""
        assert newest(["0.8.3", "0.8.10", "0.8"]) == "0.8.10"
        assert newest([]) == ""
        assert pick_version("0.8", ["0.8.3", "0.8.10", "0.9"]) == "0.8.10"
        assert pick_version("1.0", ["0.8.3", "0.9"]) == "0.9"
        assert pick_version("0.8.3", ["0.8.3", "0.9"]) == "0.8.3"
        assert newest(["", "1-beta", "0.1"]) == "1-beta"


class TestRecognise:
    """A table is recognised by its header."""

    def test_key(self) -> None:
        """Case, accents and marks do not count."""
        assert column_key(" Année_Début ") == column_key("annee debut")

    @pytest.mark.parametrize(
        ("columns", "address"),
        [
            (["code", "label", "lat", "lon"], "s"),
            (["CODE", "Label", "LAT", "lon", "note"], "s"),
            (["code", "label", "lat"], None),
            (["code", "label", "lat", "lon", *"abcde"], None),
            (["code"], None),
            (["code", "colour", "size"], "k"),
            ([], None),
            (["", ""], None),
        ],
    )
    def test_threshold(self, columns: list[str], address: str | None) -> None:
        """Four required columns in five, and half of the table's own."""
        found = recognise(columns, [SENSORS, SHORT])
        assert (found.address if found else None) == address

    def test_best_fit(self) -> None:
        """The schema that knows most of the table's columns wins."""
        few, many = outline("few", *"abc"), outline("many", *"abcd")
        found = recognise(list("abcd"), [few, many])
        assert found is not None
        assert (found.address, found.own_share, found.missing) == ("many", 1.0, ())
