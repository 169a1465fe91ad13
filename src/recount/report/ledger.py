"""The ledger arranged for reading: promises, demands, warnings, answers and exhibits, each with its voice.

Invariant: a row says what a passage says and adds nothing; what a passage leaves out stays out.
"""

from __future__ import annotations

from dataclasses import dataclass

from recount.model.claims import CommitmentValue, DemandValue, ExhibitValue, ResponseValue, WarningValue
from recount.model.record import ClaimNote
from recount.report.neutral import quoted
from recount.report.sources import Desk, SourceView, counted, some_names


@dataclass(frozen=True, slots=True)
class LedgerView:
    """One kind of row, with its rows: neutral words and the passage."""

    title: str
    rows: tuple[tuple[str, SourceView], ...]


def arrange_ledger(desk: Desk) -> tuple[LedgerView, ...]:
    """Return the kinds of row that a record has."""
    record = desk.record
    kinds = (
        ("commitment", record.commitments), ("demand", record.demands), ("warning", record.warnings),
        ("response", record.responses), ("exhibit", record.exhibits),
    )  # fmt: skip
    return tuple(
        LedgerView(
            counted(len(claims), noun).capitalize(),
            tuple((_words(desk, desk.claims[claim]), desk.source(desk.claims[claim])) for claim in claims),
        )
        for noun, claims in kinds
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
            answered = f", to {quoted(value.to)}" if value.to else ""
            return f"{_by(desk, value.by)}{answered}{', silence alleged' if value.silence_alleged else ''}"
        case ExhibitValue() as value:
            return f"{value.type.replace('_', ' ')}, {'held' if value.held else 'not held'}"
    return ""


def _by(desk: Desk, name: str | None) -> str:
    return desk.name(name) if name else "the author"


def _to(desk: Desk, names: tuple[str, ...]) -> str:
    return f" to {some_names(desk.name(name) for name in names)}" if names else ""
