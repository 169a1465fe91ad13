"""The page: one HTML file with everything in it."""

from __future__ import annotations

from pathlib import Path

from recount.model.record import Record


def render_page(record: Record) -> str:
    """Return the page of a record."""
    return f"<!doctype html><title>{record.case.name}</title>"


def write_page(record: Record, path: Path) -> None:
    """Write the page of a record to ``path``."""
    path.write_text(render_page(record), encoding="utf-8")
