"""Writes the pages of ``docs/`` that are made from the code."""

from __future__ import annotations

from pathlib import Path

import yaml
from tools import field_pages

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "ckanext" / "territory"
HEAD = "<!-- Written by `make docs`: change the declaration, not this page. -->\n"


def configuration() -> str:
    """Return the page of configuration options."""
    text = (PACKAGE / "config_declaration.yaml").read_text(encoding="utf-8")
    parts = [HEAD, "# Configuration\n"]
    for group in yaml.safe_load(text)["groups"]:
        parts.append(f"## {group['annotation']}\n")
        for option in group["options"]:
            default = option["default"]
            shown = "empty" if default in ("", []) else f"`{default}`"
            parts.append(
                f"### `{option['key']}`\n\n{option['description'].strip()}\n\n"
                f"Default: {shown}. Example: `{option['example']}`\n"
            )
    return "\n".join(parts)


def pages() -> dict[Path, str]:
    """Return the wanted text of each generated page."""
    folder = ROOT / "docs"
    return {
        folder / "en" / "configuration.md": configuration(),
        folder / "en" / "fields.md": f"{HEAD}\n{field_pages.page('en')}",
        folder / "fr" / "champs.md": f"{HEAD}\n{field_pages.page('fr')}",
    }


def main() -> None:
    """Write the pages."""
    for path, text in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
