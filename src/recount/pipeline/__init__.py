"""Joins the stages to a store: what is stale, who computes it, how the record is put together.

Invariant: the record depends on the inputs, the stages' versions and the profile alone, never on the number of
workers or the order of files; ``seen = done + set aside``.
"""

from __future__ import annotations

from recount.model.changes import Change
from recount.pipeline.builder import BuildResult, add, build, read_claims
from recount.pipeline.cases import HeldRecord, current_hash, is_case_encrypted, open_held, open_record
from recount.pipeline.changes import list_changes
from recount.pipeline.custody import (
    SourceNote,
    enter_export,
    held_entries,
    list_sources,
    list_stamps,
    prove,
    prove_growth,
)
from recount.pipeline.encrypting import encrypt_case
from recount.pipeline.explain import Explanation, explain
from recount.pipeline.progress import Progress, SilentProgress
from recount.pipeline.rederive import compare_folder
from recount.pipeline.stages import NOT_READ
from recount.pipeline.stamping import stamp
from recount.pipeline.verifying import verify_case
from recount.record import Passphrase

__all__ = [
    "NOT_READ",
    "BuildResult",
    "Change",
    "Explanation",
    "HeldRecord",
    "Passphrase",
    "Progress",
    "SilentProgress",
    "SourceNote",
    "add",
    "build",
    "compare_folder",
    "current_hash",
    "encrypt_case",
    "enter_export",
    "explain",
    "held_entries",
    "is_case_encrypted",
    "list_changes",
    "list_sources",
    "list_stamps",
    "open_held",
    "open_record",
    "prove",
    "prove_growth",
    "read_claims",
    "stamp",
    "verify_case",
]
