"""Schemas of dataset types: made from blocks, and changed by an administrator."""

from __future__ import annotations

from ckanext.territory.domain.dataset_schema.compose import compose
from ckanext.territory.domain.dataset_schema.extend import (
    Mapping_,
    SchemaFileError,
    changes_of,
    extend,
)

__all__ = ["Mapping_", "SchemaFileError", "changes_of", "compose", "extend"]
