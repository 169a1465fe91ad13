"""The ledgers arranged for reading: promises, demands, warnings, answers, exhibits, statuses, each with its voice.

Invariant: a row says what a passage says and adds nothing; what a passage leaves out stays out.
"""

from __future__ import annotations

from dataclasses import dataclass

from recount.model.claims import CommitmentValue, DemandValue, ExhibitValue, ResponseValue, StatusValue, WarningValue
from recount.model.record import ClaimNote
from recount.report.neutral import quoted
from recount.report.sources import Desk, SourceView, some_names

LEDGERS = {
    "promises": "promise", "demands": "demand", "warnings": "warning", "answers": "answer", "exhibits": "exhibit",
    "statuses": "status",
}  # fmt: skip
"""The ledgers by the name a user types, with the word for one entry."""


@dataclass(frozen=True, slots=True)
class LedgerView:
    """One kind of row, with its rows: neutral words and the passage."""

    name: str
    """One of ``LEDGERS``, as a user types it."""
    title: str
    rows: tuple[tuple[str, SourceView], ...]


def arrange_ledger(desk: Desk) -> tuple[LedgerView, ...]:
    """Return the kinds of row that a record has."""
    record = desk.record
    statuses = tuple(claim.id for claim in record.claims if claim.kind == "status")
    listed = (record.commitments, record.demands, record.warnings, record.responses, record.exhibits, statuses)
    return tuple(
        LedgerView(
            name,
            f"{len(claims)} {noun if len(claims) == 1 else name}",
            tuple((_words(desk, desk.claims[claim]), desk.source(desk.claims[claim])) for claim in claims),
        )
        for (name, noun), claims in zip(LEDGERS.items(), listed, strict=True)
        if claims
    )


def _words(desk: Desk, claim: ClaimNote) -> str:
    match claim.value:
        case CommitmentValue() as value:
            broken = (
                f"; said to be broken by {quoted(value.said_to_be_broken_by)}" if value.said_to_be_broken_by else ""
            )
            under = f"; under {quoted(value.instrument)}" if value.instrument else ""
            return f"{_by(desk, value.by)}{_to(desk, value.to)}{under}{broken}"
        case DemandValue() as value:
            return f"{_by(desk, value.by)}{_to(desk, value.to)} ({value.category.replace('_', ' ')})"
        case WarningValue() as value:
            return f"known to {desk.name(value.known_to)}" if value.known_to else "a sign of what was to come"
        case ResponseValue() as value:
            answered = f", to {quoted(' '.join(value.to.split()))}" if value.to else ""
            return f"{_by(desk, value.by)}{answered}{', silence alleged' if value.silence_alleged else ''}"
        case ExhibitValue() as value:
            return f"{value.type.replace('_', ' ')}, {'held' if value.held else 'not held'}"
        case StatusValue() as value:
            under = f", under {quoted(value.instrument)}" if value.instrument else ""
            return f"{desk.name(value.subject)}: {quoted(value.status)}{under}"
    return ""


def _by(desk: Desk, name: str | None) -> str:
    return desk.name(name) if name else "the author"


def _to(desk: Desk, names: tuple[str, ...]) -> str:
    return f" to {some_names(desk.name(name) for name in names)}" if names else ""
