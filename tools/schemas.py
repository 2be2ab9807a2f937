"""Writes the dataset schemas from their blocks, and the presets.

Scheming has no include of its own.

They are JSON, which every start of CKAN reads in a hundredth of the time of YAML.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import yaml

from ckanext.territory.domain.dataset_schema import compose

SCHEMAS = Path(__file__).resolve().parent.parent / "ckanext" / "territory" / "schemas"
BLOCKS = SCHEMAS / "blocks"
SHARED = "base.yaml"


def text_of(kind: Path) -> str:
    """Return the text of the schema of one dataset type."""
    base = yaml.safe_load((BLOCKS / SHARED).read_text(encoding="utf-8"))
    own = yaml.safe_load(kind.read_text(encoding="utf-8"))
    schema = compose(base, own)
    return _json(schema)


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def composed() -> dict[Path, str]:
    """Return the wanted text of each generated file."""
    kinds = (path for path in sorted(BLOCKS.glob("*.yaml")) if path.name != SHARED)
    presets = yaml.safe_load((SCHEMAS / "presets.yaml").read_text(encoding="utf-8"))
    return {
        **{SCHEMAS / f"{kind.stem}.json": text_of(kind) for kind in kinds},
        SCHEMAS / "presets.json": _json(presets),
    }


def main() -> None:
    """Write the files; with ``--check``, only tell whether they are current."""
    wanted = composed()
    stale = [
        path
        for path, text in wanted.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    if "--check" in sys.argv:
        sys.exit(f"not current: {[path.name for path in stale]}" if stale else 0)
    for path in stale:
        path.write_text(wanted[path], encoding="utf-8")


if __name__ == "__main__":
    main()
