"""The published JSON Schema of the record, generated from the model's dataclasses."""

from __future__ import annotations

from typing import Any

from recount.model.codec import schema_of
from recount.model.record import SCHEMA, Record


def record_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of an exported record."""
    schema = schema_of(Record)
    properties = dict(schema["properties"])
    properties["schema"] = {"const": SCHEMA}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Recount record",
        **schema,
        "properties": properties,
    }
