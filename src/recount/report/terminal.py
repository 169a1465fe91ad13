"""The summary on the terminal: incidents, figures, sources, disputes."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from recount.model.changes import Change
from recount.model.record import Record


def print_summary(record: Record, console: Console) -> None:
    """Print what happened, how many, who says so, and what is disputed."""
    for incident in record.incidents:
        console.print(incident.label, incident.when.earliest, incident.when.latest, markup=False)
        for finding in record.findings:
            if finding.incident == incident.id:
                console.print("  ", finding.attribute, finding.subgroup, finding.headline, finding.grade, markup=False)


def print_changes(changes: Sequence[Change], console: Console) -> None:
    """Print what a build changed."""
    for change in changes:
        console.print(f"{change.what} {change.how}: {change.text}", markup=False)
