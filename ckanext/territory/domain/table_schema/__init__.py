"""Table schemas: what a descriptor says, its addresses, which one a table follows."""

from __future__ import annotations

from ckanext.territory.domain.table_schema.address import (
    SchemaAddress,
    layout_address,
    newest,
    parse_address,
    pick_version,
)
from ckanext.territory.domain.table_schema.descriptor import (
    SchemaDescriptor,
    SchemaField,
    load_descriptor,
    parse_descriptor,
    read_descriptor,
)
from ckanext.territory.domain.table_schema.outline import (
    Recognition,
    SchemaOutline,
    column_key,
    recognise,
)

__all__ = [
    "Recognition",
    "SchemaAddress",
    "SchemaDescriptor",
    "SchemaField",
    "SchemaOutline",
    "column_key",
    "layout_address",
    "load_descriptor",
    "newest",
    "parse_address",
    "parse_descriptor",
    "pick_version",
    "read_descriptor",
    "recognise",
]
