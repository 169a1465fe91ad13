"""What differs between two records: documents that came or went, incidents joined or divided, figures, conflicts.

Incidents are matched by the passages that tell of them, so that one keeps its history although its id, which is that of
its first passage, has changed.
"""

from __future__ import annotations

from collections import Counter
from typing import Literal

from recount.model.changes import Change
from recount.model.record import Record


def list_changes(before: Record | None, after: Record) -> tuple[Change, ...]:
    """Return what changed from ``before`` (None: there was no record) to ``after``, in order."""
    if before is None:
        return ()
    known = _matched(before, after)
    labels = {incident.id: incident.label for incident in after.incidents}
    old = {incident.id: incident.label for incident in before.incidents}

    def figures(record: Record, named: dict[str, str]) -> dict[str, str]:
        return {
            f"{named.get(f.incident, f.incident)} {f.attribute} {f.subgroup or ''}": (
                f"{labels.get(named.get(f.incident, ''), old.get(f.incident, f.incident))}: {f.attribute}"
                f"{f' ({f.subgroup})' if f.subgroup else ''} {f.headline} [{f.grade}]"
            )
            for f in record.findings
        }

    def conflicts(record: Record, named: dict[str, str]) -> dict[str, str]:
        found: dict[str, str] = {}
        numbers: Counter[str] = Counter()
        for one in record.conflicts:
            place = f"{named.get(one.incident or '', one.incident)} {one.kind} {one.attribute}"
            found[f"{place} {numbers[place]}"] = f"{one.kind}, {one.verdict}: {one.conclusion}"
            numbers[place] += 1
        return found

    same = {incident.id: incident.id for incident in after.incidents}
    return (
        *_differences("document", {d.id: d.name for d in before.documents}, {d.id: d.name for d in after.documents}),
        *_moves(known, old, labels),
        *_differences("incident", {known.get(one, one): label for one, label in old.items()}, labels),
        *_differences("finding", figures(before, known), figures(after, same)),
        *_differences("conflict", conflicts(before, known), conflicts(after, same)),
    )


def _matched(before: Record, after: Record) -> dict[str, str]:
    """Return for each incident of ``before`` the one of ``after`` that most of its passages tell of, if any does."""
    home = {
        (passage.document, passage.start, passage.end): incident.id
        for incident in after.incidents
        for passage in incident.mentions
    }
    found = {}
    for incident in before.incidents:
        shared = Counter(home[place] for p in incident.mentions if (place := (p.document, p.start, p.end)) in home)
        if shared:
            found[incident.id] = min(shared, key=lambda one: (-shared[one], one != incident.id, one))
    return found


def _moves(known: dict[str, str], old: dict[str, str], labels: dict[str, str]) -> list[Change]:
    """Return the incidents of the later record that were several in the earlier one."""
    parts: dict[str, list[str]] = {}
    for one, now in known.items():
        parts.setdefault(now, []).append(old[one])
    return [
        Change("incident", "changed", f"{' and '.join(sorted(names))} are now one: {labels[now]}")
        for now, names in parts.items()
        if len(names) > 1
    ]


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
