"""The published schema is the one the model's classes give."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema

from recount.record import record_schema

PUBLISHED = Path(__file__).resolve().parents[2] / "docs" / "record.schema.json"
CONTRACT = {
    "schema", "case", "documents", "actors", "places", "claims", "incidents", "findings", "conflicts", "commitments",
    "demands", "warnings", "responses", "exhibits", "deprivations", "same_entries", "answers", "people", "timeline",
    "gaps", "origins", "issues", "decisions",
}  # fmt: skip


def test_the_published_schema_agrees_with_the_model() -> None:
    """Renew it with `make golden`."""
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == record_schema()


def test_the_schema_is_a_schema_and_names_every_part_of_the_contract() -> None:
    schema = record_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert set(schema["required"]) == CONTRACT
