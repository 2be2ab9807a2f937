"""Writes the pages of ``docs/`` that are made from the code."""

from __future__ import annotations

from pathlib import Path

import yaml

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


def fields() -> str:
    """Return the page of dataset fields."""
    parts = [HEAD, "# Fields of the dataset types\n"]
    for path in sorted((PACKAGE / "schemas" / "blocks").glob("*.yaml")):
        if path.name == "base.yaml":
            continue
        schema = yaml.safe_load(
            (PACKAGE / "schemas" / path.name).read_text(encoding="utf-8")
        )
        parts.append(f"## `{schema['dataset_type']}`\n")
        parts.append("| field | English | français | rule |\n|---|---|---|---|")
        for field in schema["dataset_fields"]:
            label = field["label"]
            rule = field.get("validators", field.get("preset", ""))
            row = (f"`{field['field_name']}`", label["en"], label["fr"], f"`{rule}`")
            parts.append(f"| {' | '.join(row)} |")
        parts.append("")
    return "\n".join(parts)


def pages() -> dict[Path, str]:
    """Return the wanted text of each generated page."""
    folder = ROOT / "docs" / "en"
    return {
        folder / "configuration.md": configuration(),
        folder / "fields.md": fields(),
    }


def main() -> None:
    """Write the pages."""
    for path, text in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
