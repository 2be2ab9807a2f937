"""Writes the dataset schemas from their blocks: scheming has no include of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

SCHEMAS = Path(__file__).resolve().parent.parent / "ckanext" / "territory" / "schemas"
BLOCKS = SCHEMAS / "blocks"
SHARED = "base.yaml"
HEAD = "# Written by `make schemas` from blocks/: change those, not this file.\n"


def compose(kind: Path) -> str:
    """Return the text of the schema of one dataset type."""
    base = yaml.safe_load((BLOCKS / SHARED).read_text(encoding="utf-8"))
    own = yaml.safe_load(kind.read_text(encoding="utf-8"))
    fields = [
        *base["describe"],
        *own["fields"],
        *base["who"],
        *base["where"],
        *base["rights"],
        *base["more"],
    ]
    for field in fields:
        if field["field_name"] in own.get("defaults", {}):
            field["default"] = own["defaults"][field["field_name"]]
    schema = {
        "scheming_version": 2,
        "about": own["about"],
        "about_url": "",
        "dataset_type": own["dataset_type"],
        "draft_fields_required": False,
        "dataset_fields": fields,
        "resource_fields": [*base["resource"], *own.get("resource_fields", [])],
    }
    return HEAD + yaml.safe_dump(schema, allow_unicode=True, sort_keys=False, width=88)


def composed() -> dict[Path, str]:
    """Return the wanted text of each generated file."""
    kinds = (path for path in sorted(BLOCKS.glob("*.yaml")) if path.name != SHARED)
    return {SCHEMAS / kind.name: compose(kind) for kind in kinds}


def main() -> None:
    """Write the files; with ``--check``, only tell whether they are current."""
    stale = [
        path
        for path, text in composed().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    if "--check" in sys.argv:
        sys.exit(f"not current: {[path.name for path in stale]}" if stale else 0)
    for path in stale:
        path.write_text(composed()[path], encoding="utf-8")


if __name__ == "__main__":
    main()
