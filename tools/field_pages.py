"""Writes the pages of dataset fields from the blocks, in words and in two languages."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
SCHEMAS = HERE.parent / "ckanext" / "territory" / "schemas"
KINDS = ("dataset", "budget", "performance", "environment")
Words = Mapping[str, str]

_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _load(text: str) -> Any:  # noqa: ANN401 - what the file holds
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe one, in C if it can


_WORDS = _load((HERE / "field_words.yaml").read_text(encoding="utf-8"))
TEXTS: Mapping[str, Words] = _WORDS["texts"]
RULES: Mapping[str, Words] = _WORDS["rules"]
_RULE = re.compile(r"([a-z_]+)(?:\(([^)]*)\))?")


def page(language: str) -> str:
    """Return the page of every type in a language."""
    base = _block("base")
    parts = [f"# {_text('title', language)}\n", f"{_text('intro', language)}\n"]
    shared = [
        field
        for group in ("describe", "who", "where", "rights", "more")
        for field in base[group]
    ]
    parts += _table(_text("shared", language), shared, language)
    for kind in KINDS:
        own = _block(kind)
        if own["fields"]:
            heading = f"{own['label'][language]} (`{kind}`)"
            parts += _table(heading, own["fields"], language)
    parts += _table(_text("files", language), base["resource"], language)
    own = _block("budget")["resource_fields"]
    parts += _table(_text("files_of", language), own, language)
    parts += list(_reasons(language))
    return "\n".join(parts)


def rule(field: Mapping[str, Any], language: str) -> str:
    """Return what a field accepts, in words."""
    full = {**_presets().get(field.get("preset", ""), {}), **field}
    return "; ".join(_rules(full, language)) or _text("free", language)


def _rules(field: Mapping[str, Any], language: str) -> Iterator[str]:
    validators = str(field.get("validators", ""))
    if field.get("required") or "territory_required" in validators:
        yield _text("required", language)
    for name, wanted in (field.get("when") or {}).items():
        word = "when_any" if wanted == "*" else "when"
        values = ", ".join(f"`{value}`" for value in wanted)
        yield _text(word, language).format(name=name, values=values)
    if "choices" in field:
        many = "multiple" in validators or "choices_or" in validators
        word = "choices" if many else "choice"
        yield _text(word, language).format(count=len(field["choices"]))
    elif "choices_helper" in field:
        yield _text("chosen", language)
    if field.get("preset") == "territory_derived":
        yield _text("derived", language)
    if "repeating_subfields" in field:
        subfields = field["repeating_subfields"]
        names = ", ".join(
            f"{sub['label'][language]} ({rule(sub, language)})" for sub in subfields
        )
        yield _text("block", language).format(names=names)
    for name, arguments in _RULE.findall(validators):
        if name in RULES:
            yield RULES[name][language].format(arguments)


def _table(
    heading: str, fields: Sequence[Mapping[str, Any]], language: str
) -> list[str]:
    rows = [_row(field, language) for field in fields]
    head = _text("head", language)
    return [f"## {heading}\n", head, "|---|---|---|---|---|", *rows, ""]


def _row(field: Mapping[str, Any], language: str) -> str:
    dcat = field["dcat"]
    cells = (
        f"`{field['field_name']}`",
        field["label"][language],
        rule(field, language),
        _text("nowhere", language) if dcat == "internal" else f"`{dcat}`",
        _text(field.get("audience", "public"), language),
    )
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _reasons(language: str) -> Iterator[str]:
    lists = _load((HERE / "left_out.yaml").read_text(encoding="utf-8"))
    for name in ("left_out", "changed"):
        yield f"## {_text(name, language)}\n"
        if name == "left_out":
            yield f"{_text('left_out_intro', language)}\n"
        for entry in lists[name]:
            yield f"- `{entry['name']}`: {entry['why'][language]}"
        yield ""


@functools.cache
def _block(name: str) -> dict[str, Any]:
    text = (SCHEMAS / "blocks" / f"{name}.yaml").read_text(encoding="utf-8")
    return _load(text)


@functools.cache
def _presets() -> dict[str, dict[str, Any]]:
    text = (SCHEMAS / "presets.yaml").read_text(encoding="utf-8")
    entries = _load(text)["presets"]
    return {entry["preset_name"]: entry["values"] for entry in entries}


def _text(name: str, language: str) -> str:
    return TEXTS[name][language]
