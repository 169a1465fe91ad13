"""The summary on the terminal: what happened, how many, who says so, what is disputed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from recount.model.changes import Change
from recount.model.record import Record
from recount.report.view import FigureView, IncidentView, arrange

_GRADE_STYLE = {"corroborated": "green", "contested": "red", "denied": "red"}
_MOST_CHANGES = 40
_MOST_ROLES = 6


def print_summary(record: Record, console: Console) -> None:
    """Print each incident with its figures and sources, then what is disputed and what is missing."""
    view = arrange(record)
    if not view.incidents:
        console.print("No incident with figures was found in these accounts.")
    for incident in view.incidents:
        _print_incident(incident, console)
    contradictions = [c for c in view.conflicts if c.verdict in ("contradictory", "unresolved")]
    if contradictions:
        console.print(Text("\nDisputed", style="bold"))
        for conflict in contradictions:
            console.print(Text(f"  {conflict.verdict} ({conflict.kind}): {conflict.conclusion}"), soft_wrap=False)
    if view.minor:
        console.print(Text(f"\n{len(view.minor)} more incidents are mentioned without figures; the page lists them."))
    if view.issues:
        console.print(Text(f"{len(view.issues)} notes on what was not read or not understood; the page lists them."))


def print_changes(changes: Sequence[Change], console: Console) -> None:
    """Print what a build changed in the record."""
    if not changes:
        return
    console.print(Text("\nChanged since the last build", style="bold"))
    for change in changes[:_MOST_CHANGES]:
        console.print(Text(f"  {change.what} {change.how}: {change.text}"))
    if len(changes) > _MOST_CHANGES:
        console.print(Text(f"  and {len(changes) - _MOST_CHANGES} more"))


def _print_incident(incident: IncidentView, console: Console) -> None:
    console.print(Text(f"\n{incident.label}", style="bold"))
    where = f", {incident.where}" if incident.where else ""
    basis = f" (date {incident.when_basis})" if incident.when_basis else ""
    console.print(Text(f"{incident.when}{basis}{where}; {', '.join(incident.documents)}", style="dim"))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("what", "figure", "standing", "who says so"):
        table.add_column(heading, overflow="fold")
    for figure in incident.figures:
        table.add_row(
            Text(figure.attribute + (f", {figure.subgroup}" if figure.subgroup else "")),
            Text(figure.headline, style="bold"),
            Text(figure.grade, style=_GRADE_STYLE.get(figure.grade, "yellow")),
            Text(_who(figure)),
        )
    console.print(table)
    if incident.roles:
        console.print(Text("accused, none of it found to be so:", style="dim"))
        for role in incident.roles[:_MOST_ROLES]:
            accounts = f"{role.documents} account{'s' if role.documents != 1 else ''}"
            console.print(Text(f"  {role.name}: {role.role} ({accounts})"))
        if len(incident.roles) > _MOST_ROLES:
            console.print(Text(f"  and {len(incident.roles) - _MOST_ROLES} more; the page lists them", style="dim"))


def _who(figure: FigureView) -> str:
    documents = sorted({source.document_name for source in figure.supports})
    origins = ", ".join(figure.origins)
    return (
        f"{origins} ({len(documents)} account{'s' if len(documents) != 1 else ''})" if origins else ", ".join(documents)
    )
