"""The summary on the terminal: what happened, how many, who says so, what is disputed.

Invariant: nothing is cut; a line that does not fit is wrapped under itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from recount.model.changes import Change
from recount.model.record import Record
from recount.model.text import printable
from recount.report.figures import FigureView
from recount.report.sources import SourceView, counted
from recount.report.view import IncidentView, PageView, arrange

_GRADE_STYLE = {"corroborated": "green", "contested": "red", "denied": "red"}
_MOST_CHANGES = 40
Shown = TypeVar("Shown")
_MOST_LEADS = 12
_MOST_INCIDENTS = 6
_MOST_DISPUTES = 12
_MOST_ACCUSED = 6
_MOST_GAPS = 4
_MOST_DOCUMENTS = 6


def print_summary(record: Record, console: Console) -> None:
    """Print the answer in a line an incident, then figures, allegations, disputes, and what is missing."""
    view = _shown(arrange(record))
    if not view.incidents:
        console.print("No incident with figures was found in these accounts.")
    else:
        console.print(Text(f"In short ({counted(len(view.documents), 'account')})", style="bold"))
        for incident in view.incidents[:_MOST_LEADS]:
            _line(console, _lead(incident), 2)
        _rest(console, len(view.incidents) - _MOST_LEADS, "incident")
    for incident in view.incidents[:_MOST_INCIDENTS]:
        _print_incident(incident, console)
    if len(view.incidents) > _MOST_INCIDENTS:
        console.print(Text("\nThe page has the figures of the other incidents.", style="dim"))
    _print_open(view, console)
    if view.ledger:
        kept = ", ".join(one.title.lower() for one in view.ledger)
        console.print(f"\nAlso told: {kept} (recount show CASE --ledger {view.ledger[0].name}).")
    if view.minor:
        console.print(f"\n{_more(len(view.minor), 'incident')} mentioned without figures; the page lists them.")
    if view.issues:
        console.print(f"{counted(len(view.issues), 'note')} on what was not read or not understood; see the page.")


def print_ledger(record: Record, name: str, console: Console) -> None:
    """Print the entries of one ledger (``report.LEDGERS``): who, to whom, the passage, who says it and where."""
    view = _shown(arrange(record))
    ledger = next((one for one in view.ledger if one.name == name), None)
    if ledger is None:
        console.print(f"No account holds {name}.")
        return
    console.print(Text(ledger.title, style="bold"))
    for row in ledger.rows:
        _line(console, Text(row.words), 2)
        if row.why:
            _line(console, Text(f"told {len(row.sources)} times, taken for one act by {row.why}", style="dim"), 4)
        for source in row.sources:
            _print_passage(console, source, "")
        for source in row.replies:
            _print_passage(console, source, "perhaps answered: ")


def _print_passage(console: Console, source: SourceView, lead: str) -> None:
    said = f" ({source.certainty})" if source.certainty else ""
    passage = " ".join(source.quote.split())
    where = f"{source.document_name}, characters {source.start} to {source.end}"
    _line(console, Text(f"{lead}«{passage}» {source.chain}{said}; {where}", style="dim"), 4)


def print_changes(
    changes: Sequence[Change], console: Console, title: str = "\nChanged since the last build", most: int | None = None
) -> None:
    """Print what changed in a record under a title, the first ``most`` changes (default: as a build does)."""
    if not changes:
        return
    console.print(Text(title, style="bold"))
    most = _MOST_CHANGES if most is None else most
    for change in changes[:most]:
        _line(console, Text(printable(f"{change.what} {change.how}: {change.text}")), 2)
    if len(changes) > most:
        console.print(f"  and {len(changes) - most} more")


def _shown(value: Shown) -> Shown:
    """Return a view whose words can go to a terminal: what a text or a name holds never steers it."""
    made: Any = value
    if isinstance(value, str):
        made = printable(value, lines=True)
    elif isinstance(value, tuple):
        made = tuple(map(_shown, value))
    elif is_dataclass(value) and not isinstance(value, type):
        made = replace(value, **{field.name: _shown(getattr(value, field.name)) for field in fields(value)})
    shown: Shown = made
    return shown


def _lead(incident: IncidentView) -> Text:
    text = Text(f"{incident.label}: ")
    for number, lead in enumerate(incident.lead):
        text.append("; " if number else "")
        text.append(", ".join(lead.figures), style="bold")
        text.append(f" ({lead.by}; {lead.grade})" if lead.by else f" ({lead.grade})")
    text.append(f". {incident.told}.")
    if incident.doubles:
        text.append(f" Possibly the same event: {'; '.join(double.label for double in incident.doubles)}.", style="red")
    if incident.disputes:
        text.append(f" Disputed: {', '.join(incident.disputes)}.", style="red")
    return text


def _print_incident(incident: IncidentView, console: Console) -> None:
    console.print(Text(f"\n{incident.label}", style="bold"))
    basis = f"date {incident.when_basis}; " if incident.when_basis else ""
    named = ", ".join(incident.documents) if len(incident.documents) <= _MOST_DOCUMENTS else ""
    told = f"{basis}told by {incident.told}{': ' + named if named else ''}"
    _line(console, Text(told, style="dim"), 2)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(ratio=5, overflow="fold")
    table.add_column(no_wrap=True)
    table.add_column(ratio=5, overflow="fold")
    for figure in incident.findings.shown:
        table.add_row(_figure(figure), _grade(figure), Text(figure.origins))
    console.print(Padding(table, (0, 0, 0, 2)))
    if incident.findings.folded:
        _line(console, Text(f"{len(incident.findings.folded)} figures for some of these; see the page", style="dim"), 2)
    if incident.findings.things:
        _line(console, Text(f"also named: {', '.join(title for title, _ in incident.findings.things)}", style="dim"), 2)
    named_ones = [accused for accused in incident.accused if accused.is_named]
    if named_ones:
        console.print(Text("  Accused by these voices, none of it a finding:", style="dim"))
        for accused in named_ones[:_MOST_ACCUSED]:
            parts = "; ".join(f"{part.words}, by {part.by}" for part in accused.parts)
            _line(console, Text(f"{accused.name}: {parts} ({accused.reply})"), 4)
        if len(named_ones) > _MOST_ACCUSED:
            console.print(Text(f"    and {len(named_ones) - _MOST_ACCUSED} more; the page lists them", style="dim"))


def _figure(figure: FigureView) -> Padding:
    return Padding(Text(figure.line, style="" if figure.is_part else "bold"), (0, 0, 0, 2 * figure.is_part))


def _grade(figure: FigureView) -> Text:
    return Text(figure.grade, style=_GRADE_STYLE.get(figure.grade, "yellow"))


def _print_open(view: PageView, console: Console) -> None:
    if view.open_conflicts:
        console.print(Text("\nDisputed", style="bold"))
        for conflict in view.open_conflicts[:_MOST_DISPUTES]:
            _line(console, Text(f"{conflict.verdict} ({conflict.kind}): {conflict.conclusion}"), 2)
        _rest(console, len(view.open_conflicts) - _MOST_DISPUTES, "dispute")
    if view.gaps:
        console.print(Text("\nNot told by any account", style="bold"))
        for gap in view.gaps[:_MOST_GAPS]:
            _line(console, Text(gap.text), 2)
        rest = len(view.gaps) + len(view.more_gaps) - _MOST_GAPS
        if rest > 0:
            console.print(Text(f"  and {rest} more; the page says whom to ask", style="dim"))


def _rest(console: Console, number: int, noun: str) -> None:
    if number > 0:
        console.print(Text(f"  and {counted(number, f'more {noun}')}; the page lists them", style="dim"))


def _more(number: int, noun: str) -> str:
    return f"{number} more {noun} is" if number == 1 else f"{number} more {noun}s are"


def _line(console: Console, text: Text, indent: int) -> None:
    """Print a line with its indent; what does not fit goes on under it, two characters further in."""
    wrapped = text.wrap(console, max(20, console.width - indent - 2))
    for number, row in enumerate(wrapped):
        row.rstrip()
        console.print(Text(" " * (indent + 2 * (number > 0))) + row, soft_wrap=True)
