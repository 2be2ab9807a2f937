"""Hostile and broken XML."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ckanext.territory.domain.budget import BudgetError, Limits, blank_personal_data

Builder = Callable[..., Path]
Read = Callable[..., Any]
Refusal = Callable[..., Any]

BOMB = (
    '<?xml version="1.0"?>\n<!DOCTYPE d [<!ENTITY a "aaaa">'
    '<!ENTITY b "&a;&a;&a;&a;">]>\n<DocumentBudgetaire x="&b;">&b;</DocumentBudgetaire>'
)
EXTERNAL = '<!DOCTYPE d SYSTEM "file:///etc/hostname"><DocumentBudgetaire/>'


class TestDoctype:
    """Entities are never declared, expanded or fetched."""

    @pytest.mark.parametrize("text", [BOMB, EXTERNAL, "<!DOCTYPE html><html/>"])
    def test_any_doctype_is_refused(
        self, tmp_path: Path, refused: Refusal, text: str
    ) -> None:
        """Bomb, external or harmless."""
        path = tmp_path / "b.xml"
        path.write_text(text, encoding="utf-8")
        assert refused(path).code == "budget.doctype"

    def test_copy_refuses_it_too(self, tmp_path: Path) -> None:
        """And leaves no target."""
        path, target = tmp_path / "b.xml", tmp_path / "out.xml"
        path.write_text(BOMB, encoding="utf-8")
        with pytest.raises(BudgetError):
            blank_personal_data(path, target)
        assert not target.exists()


class TestLimits:
    """At the limit and one above."""

    def test_size(self, totem: Builder, read: Read, refused: Refusal) -> None:
        """Bytes of the file."""
        path = totem()
        size = path.stat().st_size
        assert read(path, limits=Limits(size=size))
        assert refused(path, limits=Limits(size=size - 1)).code == "budget.too_large"

    def test_elements(self, totem: Builder, read: Read, refused: Refusal) -> None:
        """Start tags of the file."""
        path = totem()
        text = path.read_text(encoding="utf-8")
        tags = text.count("<") - text.count("</") - text.count("<?")
        assert read(path, limits=Limits(elements=tags))
        error = refused(path, limits=Limits(elements=tags - 1))
        assert error.code == "budget.too_many_elements"

    @pytest.mark.parametrize("where", ["annexes", "lines"])
    def test_depth(
        self, totem: Builder, read: Read, refused: Refusal, where: str
    ) -> None:
        """Nesting, in annexes (below 3 levels) and in lines (below 3 levels)."""

        def nested(depth: int) -> Path:
            tags = "<x>" * depth + "</x>" * depth
            if where == "annexes":
                return totem(annexes=tags)
            return totem(
                f'<LigneBudget><Nature V="6"/><CodRD V="D"/>{tags}</LigneBudget>'
            )

        assert read(nested(97))
        assert refused(nested(98)).code == "budget.too_deep"

    def test_long_value(self, totem: Builder, refused: Refusal) -> None:
        """One attribute may not fill the memory."""
        path = totem(annexes=f'<x V="{"a" * 400_000}"/>')
        assert refused(path).code == "budget.value_too_long"


class TestBroken:
    """Files cut or damaged on their way."""

    def test_truncated(self, totem: Builder, refused: Refusal) -> None:
        """The refusal tells the line of the break."""
        path = totem()
        text = path.read_bytes()
        path.write_bytes(text[: text.index(b"<MtPrev") + 5])
        error = refused(path)
        assert error.code == "budget.truncated"
        assert error.context["row"] == 10

    def test_malformed(self, totem: Builder, refused: Refusal) -> None:
        """The refusal tells the line."""
        path = totem()
        path.write_bytes(path.read_bytes().replace(b"</EnTeteBudget>", b"</Autre>"))
        error = refused(path)
        assert error.code == "budget.malformed"
        assert error.context["row"] == 5

    def test_undefined_entity(self, totem: Builder, refused: Refusal) -> None:
        """Without declaration an entity is a mistake."""
        assert refused(totem(annexes="&x;")).code == "budget.malformed"

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-7", "cp037", "no-such-one"])
    def test_other_encodings(
        self, tmp_path: Path, refused: Refusal, encoding: str
    ) -> None:
        """Those that do not keep ASCII are refused."""
        path = tmp_path / "b.xml"
        head = f'<?xml version="1.0" encoding="{encoding}"?><DocumentBudgetaire/>'
        path.write_bytes(head.encode("utf-16" if encoding == "utf-16" else "ascii"))
        assert refused(path).code == "budget.encoding"

    def test_bytes_that_are_not_the_encoding(
        self, totem: Builder, refused: Refusal
    ) -> None:
        """UTF-8 declared, Latin-1 written."""
        path = totem()
        path.write_bytes(path.read_bytes().replace(b"VILLE", b"\xc9T\xc9"))
        assert refused(path).code == "budget.malformed"

    @pytest.mark.parametrize("content", [b"", b"  \n", b"\xef\xbb\xbf"])
    def test_empty(self, tmp_path: Path, refused: Refusal, content: bytes) -> None:
        """Nothing, blanks or a byte order mark alone."""
        path = tmp_path / "b.xml"
        path.write_bytes(content)
        assert refused(path).code == "budget.empty"

    @pytest.mark.parametrize("content", [b"PK\x03\x04...", b"%PDF-1.7", b"a;b\n1;2\n"])
    def test_other_formats(
        self, tmp_path: Path, refused: Refusal, content: bytes
    ) -> None:
        """Spreadsheet, PDF, another table."""
        path = tmp_path / "b.bin"
        path.write_bytes(content)
        assert refused(path).code == "budget.not_a_budget"

    @given(cut=st.integers(0, 1400), junk=st.binary(max_size=8))
    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    def test_any_damage_is_our_refusal_or_harmless(
        self, totem: Builder, read: Read, cut: int, junk: bytes
    ) -> None:
        """Bytes put anywhere raise nothing but our own error."""
        path = totem()
        text = path.read_bytes()
        path.write_bytes(text[:cut] + junk + text[cut + len(junk) :])
        with suppress(BudgetError):
            read(path)
