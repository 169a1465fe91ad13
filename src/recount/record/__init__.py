"""The store of a case: one SQLite file behind a small port, a ledger, migrations, export and verification."""

from __future__ import annotations

from recount.record.export import export_json, record_hash, write_json, write_whole
from recount.record.faults import Fault
from recount.record.passphrase import Passphrase
from recount.record.schema import record_schema
from recount.record.sqlite import SqliteStore
from recount.record.store import Store
from recount.record.verify import verify

__all__ = [
    "Fault",
    "Passphrase",
    "SqliteStore",
    "Store",
    "export_json",
    "record_hash",
    "record_schema",
    "verify",
    "write_json",
    "write_whole",
]
