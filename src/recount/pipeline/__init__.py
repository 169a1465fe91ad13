"""Joins the stages to a store: what is stale, who computes it, how the record is put together.

Invariant: the record depends on the inputs, the stages' versions and the profile alone, never on the number of
workers or the order of files; ``seen = done + set aside``.
"""

from __future__ import annotations

from recount.model.changes import Change
from recount.pipeline.builder import BuildResult, build, read_claims
from recount.pipeline.cases import open_record, verify_case
from recount.pipeline.changes import list_changes
from recount.pipeline.explain import Explanation, explain
from recount.pipeline.progress import Progress, SilentProgress
from recount.pipeline.stages import NOT_READ

__all__ = [
    "NOT_READ",
    "BuildResult",
    "Change",
    "Explanation",
    "Progress",
    "SilentProgress",
    "build",
    "explain",
    "list_changes",
    "open_record",
    "read_claims",
    "verify_case",
]
