"""What a build changed in a record: documents that came or went, figures, incidents and conflicts."""

from __future__ import annotations

from typing import Literal

from recount.model.changes import Change
from recount.model.record import Record


def list_changes(before: Record | None, after: Record) -> tuple[Change, ...]:
    """Return what changed from ``before`` (None: there was no record) to ``after``, in order."""
    if before is None:
        return ()
    changes = [
        *_differences("document", {d.id: d.name for d in before.documents}, {d.id: d.name for d in after.documents}),
        *_differences("incident", {i.id: i.label for i in before.incidents}, {i.id: i.label for i in after.incidents}),
    ]
    labels = {incident.id: incident.label for record in (before, after) for incident in record.incidents}

    def figures(record: Record) -> dict[str, str]:
        return {
            f.id: f"{labels.get(f.incident, f.incident)}: {f.attribute}"
            f"{f' ({f.subgroup})' if f.subgroup else ''} {f.headline} [{f.grade}]"
            for f in record.findings
        }

    changes.extend(_differences("finding", figures(before), figures(after)))
    changes.extend(
        _differences(
            "conflict",
            {c.id: f"{c.kind}, {c.verdict}: {c.conclusion}" for c in before.conflicts},
            {c.id: f"{c.kind}, {c.verdict}: {c.conclusion}" for c in after.conflicts},
        )
    )
    return tuple(changes)


def _differences(
    what: Literal["document", "incident", "finding", "conflict"], before: dict[str, str], after: dict[str, str]
) -> list[Change]:
    changes = [Change(what, "removed", text) for key, text in before.items() if key not in after]
    for key, text in after.items():
        if key not in before:
            changes.append(Change(what, "added", text))
        elif before[key] != text:
            changes.append(Change(what, "changed", f"{before[key]} -> {text}"))
    return changes
