"""The administrator's changes to the dataset schemas, made before scheming reads them.

Scheming reads a schema from an address: the changed ones are written where only this
portal writes, under the name of their own content, and named in its setting instead.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from ckanext.scheming.plugins import _load_schema  # its only way to read an address

from ckanext.territory.domain.dataset_schema import (
    SchemaFileError,
    changes_of,
    extend,
)

_ORIGINALS: dict[str, str] = {}
"""Addresses of changed schemas, and of what they replace; nothing for new types."""
BASE = Path(__file__).parent / "schemas" / "blocks" / "base.yaml"


def changed_addresses(
    files: Iterable[str], addresses: Iterable[str], presets: Iterable[str], folder: str
) -> list[str]:
    """Return the addresses of the schemas with the changes of the files made.

    ``folder`` is where changed schemas are written; a private one is made without it.
    Raises SchemaFileError with the ``file``, the ``place`` and what was ``found``.
    """
    by_type: dict[str, str] = {}
    before: dict[str, Mapping[str, Any]] = {}
    # CKAN may load its plugins again: the changes are made on what was there first.
    for address in filter(None, (_ORIGINALS.get(each, each) for each in addresses)):
        schema = _load_schema(address)
        by_type[schema["dataset_type"]] = address
        before[schema["dataset_type"]] = schema
    after = changed_schemas(files, before, presets)
    found: list[str] = []
    for kind, schema in after.items():
        if schema is before.get(kind):
            found.append(by_type[kind])
        else:
            found.append(_written(schema, folder))
            _ORIGINALS[found[-1]] = by_type.get(kind, "")
    return found


def changed_schemas(
    files: Iterable[str],
    schemas: Mapping[str, Mapping[str, Any]],
    presets: Iterable[str],
) -> dict[str, Mapping[str, Any]]:
    """Return the schemas by type with the changes of the files made."""
    known = {
        preset["preset_name"]: preset["values"]
        for address in presets
        for preset in _load_schema(address)["presets"]
    }
    base = yaml.safe_load(BASE.read_text(encoding="utf-8"))
    changed = dict(schemas)
    for file in files:
        with _naming(file):
            for change in changes_of(_content(file)):
                changed = extend(changed, change, base=base, presets=known)
    return changed


@contextmanager
def _naming(file: str) -> Iterator[None]:
    """Have refusals say in which file they are."""
    try:
        yield
    except SchemaFileError as error:
        facts = {"file": file, **error.context}
        raise SchemaFileError(error.code, **facts) from error


def _content(file: str) -> object:
    try:
        return yaml.safe_load(Path(file).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        found = getattr(error, "strerror", None) or type(error).__name__
        raise SchemaFileError("schema_file.unreadable", found=found) from error
    except yaml.YAMLError as error:
        place = str(error).replace("\n", " ")[:200]
        raise SchemaFileError("schema_file.yaml", place=place) from error


def _written(schema: Mapping[str, Any], folder: str) -> str:
    """Write a schema under the name of its content; return its address."""
    text = json.dumps(schema, ensure_ascii=False)
    home = Path(folder) / "territory-schemas" if folder else Path(_private_folder())
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = home / f"{hashlib.sha256(text.encode()).hexdigest()}.json"
    if not path.exists():
        with tempfile.NamedTemporaryFile(
            "w", dir=home, delete=False, encoding="utf-8"
        ) as draft:
            draft.write(text)
        os.replace(draft.name, path)  # whole or not at all, for other workers
    return path.as_uri()


@lru_cache(maxsize=1)
def _private_folder() -> str:
    return tempfile.mkdtemp(prefix="territory-schemas-")
