"""Results of the actions about uploaded files."""

from __future__ import annotations

from typing import Any, TypedDict


class Learnt(TypedDict):
    """What the portal learnt of a file; ``error_code`` is empty when all went well."""

    resource_id: str
    state: str
    size: int
    error_code: str
    error_context: dict[str, Any]
    inspection: dict[str, Any]


class Preview(TypedDict):
    """What a file holds, for its readers; ``shape_count`` is 0 without a map."""

    resource_id: str
    shape_count: int
    inspection: dict[str, Any]


class Reread(TypedDict):
    """How many files were read again, or wait for it."""

    count: int
