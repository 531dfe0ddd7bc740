"""The words of JSON Schema that our schemas are written in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

Schema = Mapping[str, Any]

TEXT: Final[Schema] = {"type": "string"}
NUMBER: Final[Schema] = {"type": "number"}
COUNT: Final[Schema] = {"type": "integer"}
FLAG: Final[Schema] = {"type": "boolean"}
ANY: Final[Schema] = {}


def texts(names: str) -> dict[str, Schema]:
    """Return the properties that have a text."""
    return dict.fromkeys(names.split(), TEXT)


def or_null(schema: Schema) -> Schema:
    """Return ``schema``, or null."""
    return {**schema, "type": [schema["type"], "null"]}


def list_of(items: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items}


def map_of(values: Schema) -> Schema:
    """Return the schema of an object with any keys."""
    return {"type": "object", "additionalProperties": values}


def object_of(
    required: Mapping[str, Schema], optional: Mapping[str, Schema] | None = None
) -> Schema:
    """Return the schema of an object. Further properties are allowed: there may be new ones."""
    properties = {**required, **(optional or {})}
    return {"type": "object", "properties": properties, "required": list(required)}
