"""The ledgers arranged for reading: promises, demands, warnings, answers and so on, each entry with its voice.

Invariant: a row says what a passage says and adds nothing; what a passage leaves out stays out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from recount.model.claims import (
    CommitmentValue,
    DemandValue,
    DeprivationValue,
    ExhibitValue,
    ResponseValue,
    StatusValue,
    TextValue,
    WarningValue,
)
from recount.model.incidents import SameEntry
from recount.model.record import ClaimNote
from recount.report.neutral import quoted
from recount.report.sources import Desk, SourceView, some_names

LEDGERS = {
    "promises": "promise", "demands": "demand", "warnings": "warning", "answers": "answer", "exhibits": "exhibit",
    "statuses": "status", "deprivations": "deprivation", "motives": "motive",
}  # fmt: skip
"""The ledgers by the name a user types, with the word for one entry."""


_NOBODY = "somebody whom the passage does not name"
_OWN = re.compile(r"\b(?:I|[Ww]e|me|us|my|our)\b")
"""Words of whoever writes."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One act: neutral words, every passage that tells of it, why they are one, and what replies to it."""

    words: str
    sources: tuple[SourceView, ...]
    why: str
    replies: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class LedgerView:
    """One kind of row, with its rows."""

    name: str
    """One of ``LEDGERS``, as a user types it."""
    title: str
    rows: tuple[LedgerRow, ...]


def arrange_ledger(desk: Desk) -> tuple[LedgerView, ...]:
    """Return the kinds of row that a record has."""
    record = desk.record
    statuses, motives = (
        tuple(claim.id for claim in record.claims if claim.kind == kind) for kind in ("status", "motive")
    )
    listed = (
        record.commitments, record.demands, record.warnings, record.responses, record.exhibits, statuses,
        record.deprivations, motives,
    )  # fmt: skip
    same = {claim: one for one in record.same_entries for claim in one.claims}
    answered: dict[str, list[str]] = {}
    for answer in record.answers:
        answered.setdefault(answer.to, []).append(answer.answer)
    views = []
    for (name, noun), claims in zip(LEDGERS.items(), listed, strict=True):
        rows = tuple(_rows(desk, claims, same, answered))
        if rows:
            views.append(LedgerView(name, f"{len(rows)} {noun if len(rows) == 1 else name}", rows))
    return tuple(views)


def _rows(
    desk: Desk, claims: tuple[str, ...], same: Mapping[str, SameEntry], answered: Mapping[str, Sequence[str]]
) -> Iterator[LedgerRow]:
    """Yield one row an act, in order of its first passage; its words are those of the passage that names most."""
    place = {claim: at for at, claim in enumerate(claims)}
    for at, claim in enumerate(claims):
        group = sorted(same[claim].claims, key=place.__getitem__) if claim in same else [claim]
        if place[group[0]] < at:
            continue
        fullest = max(group, key=lambda one: _parties(desk.claims[one]))
        replies = [answer for one in group for answer in answered.get(one, ())]
        why = same[claim].why if claim in same else ""
        yield LedgerRow(_words(desk, desk.claims[fullest]), _sources(desk, group), why, _sources(desk, replies))


def _parties(claim: ClaimNote) -> int:
    """Return how many parties an entry names."""
    value = claim.value
    by = getattr(value, "by", None) or getattr(value, "subject", None) or getattr(value, "known_to", None)
    to = value.to if isinstance(value, CommitmentValue | DemandValue | DeprivationValue) else ()
    return (by is not None) + len(to)


def _sources(desk: Desk, claims: Iterable[str]) -> tuple[SourceView, ...]:
    return tuple(desk.source(desk.claims[claim]) for claim in claims)


def _words(desk: Desk, claim: ClaimNote) -> str:
    match claim.value:
        case CommitmentValue() as value:
            broken = (
                f"; said to be broken by {quoted(value.said_to_be_broken_by)}" if value.said_to_be_broken_by else ""
            )
            under = f"; under {quoted(value.instrument)}" if value.instrument else ""
            return f"{_by(desk, claim, value.by)}{_to(desk, value.to)}{under}{broken}"
        case DemandValue() as value:
            return f"{_by(desk, claim, value.by)}{_to(desk, value.to)} ({value.category.replace('_', ' ')})"
        case WarningValue() as value:
            return f"known to {desk.name(value.known_to)}" if value.known_to else "a sign of what was to come"
        case ResponseValue() as value:
            answered = f", to {quoted(' '.join(value.to.split()))}" if value.to else ""
            return f"{_by(desk, claim, value.by)}{answered}{', silence alleged' if value.silence_alleged else ''}"
        case ExhibitValue() as value:
            return f"{value.type.replace('_', ' ')}, {'held' if value.held else 'not held'}"
        case DeprivationValue() as value:
            since = f", {quoted(value.since.raw)}" if value.since is not None else ""
            return f"{value.sort.replace('_', ' ')}: {_by(desk, claim, value.by)}{_to(desk, value.to)}{since}"
        case TextValue() as value:
            return f"{desk.name(value.about) if value.about else _NOBODY}: {quoted(' '.join(value.text.split()))}"
        case StatusValue() as value:
            under = f", under {quoted(value.instrument)}" if value.instrument else ""
            return f"{desk.name(value.subject)}: {quoted(value.status)}{under}"
    return ""


def _by(desk: Desk, claim: ClaimNote, name: str | None) -> str:
    """Return who acts: by name; the author where the words are his own; else that the passage does not name him."""
    if name:
        return desk.name(name)
    own = len(claim.attribution) == 1 and (claim.kind == "demand" or _OWN.search(claim.quote))
    return "the author" if own else _NOBODY


def _to(desk: Desk, names: tuple[str, ...]) -> str:
    return f" to {some_names(desk.name(name) for name in names)}" if names else ""
