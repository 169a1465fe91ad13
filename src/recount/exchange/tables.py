"""A record as flat rows: one row an incident, a figure, a claim, an entry of a ledger, an outcome of a named person.

Invariant: every row of what an account says has the account, the offsets and the words of its passage; names stand for
the ids of actors; a figure has its bounds, its grade and the sentences that say why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from recount.model.record import ClaimNote, Record
from recount.model.values import Count, When

Row = dict[str, str]
_KINDS = {
    "promises": "commitment", "demands": "demand", "warnings": "warning", "answers": "response", "exhibits": "exhibit",
    "deprivations": "deprivation", "statuses": "status", "motives": "motive",
}  # fmt: skip
"""The ledgers by the name a user types, with the kind of their claims."""
_BETWEEN = "; "
_PLACED = ("claim", "account", "start", "end", "passage", "kind")
_POLARITY = {"+": "affirmed", "-": "negated"}
"""In words: a cell that is a sign alone is a formula to a spreadsheet."""
_STANDING = ("voices", "certainty", "polarity", "recorded_as", "score", "incident")


def rows_of(record: Record, table: str) -> Iterator[Row]:
    """Return the rows of one of ``TABLES``."""
    return TABLES[table](record)


def _of_kind(kind: str) -> Callable[[Record], Iterator[Row]]:
    return lambda record: _claims(record, [claim for claim in record.claims if claim.kind == kind])


def _claims(record: Record, claims: Sequence[ClaimNote]) -> Iterator[Row]:
    """Yield a row a claim: its place, its value field by field, its voices, its stance, its incident, its links."""
    names = {actor.id: actor.name for actor in record.actors}
    documents = {document.id: document.name for document in record.documents}
    labels = {incident.id: incident.label for incident in record.incidents}
    same = {claim: one.claims[0] for one in record.same_entries for claim in one.claims}
    replies = {answer.answer: answer.to for answer in record.answers}
    for claim in claims:
        row = {
            "account": documents[claim.document], "start": str(claim.start), "end": str(claim.end),
            "passage": _one_line(claim.quote), "kind": claim.kind,
        }  # fmt: skip
        for field in fields(claim.value):
            row[field.name] = _cell(getattr(claim.value, field.name), names)
        row |= {
            "voices": " < ".join(hop.name or "unnamed" for hop in claim.attribution),
            "certainty": claim.certainty, "polarity": _POLARITY[claim.polarity], "recorded_as": claim.record_as,
            "score": f"{claim.score:.2f}", "incident": labels.get(claim.incident or "", ""), "claim": claim.id,
            "same_act_as": same.get(claim.id, ""), "perhaps_replies_to": replies.get(claim.id, ""),
        }  # fmt: skip
        yield row


def _every(record: Record) -> Iterator[Row]:
    """Yield a row for each claim of whatever kind, its value in one cell, field by field."""
    for claim, row in zip(record.claims, _claims(record, record.claims), strict=True):
        told = [field.name for field in fields(claim.value)]
        value = _BETWEEN.join(f"{name}: {row[name]}" for name in told if row[name])
        yield {key: row[key] for key in _PLACED} | {"value": value} | {key: row[key] for key in _STANDING if key in row}


def _incidents(record: Record) -> Iterator[Row]:
    """Yield a row for each incident: when and where with their bounds, by how many accounts, why it is one."""
    places = {place.id: place for place in record.places}
    documents = {document.id: document.name for document in record.documents}
    for incident in record.incidents:
        where = places.get(incident.where or "")
        yield {
            "incident": incident.label, "type": incident.type, "earliest": incident.when.earliest or "",
            "latest": incident.when.latest or "", "when": _one_line(incident.when.raw),
            "place": where.name if where else "", "country": (where.country or "") if where else "",
            "latitude": _number(where.latitude if where else None),
            "longitude": _number(where.longitude if where else None),
            "accounts": _BETWEEN.join(sorted(documents[one] for one in incident.documents)),
            "claims": str(len(incident.claims)), "why": _BETWEEN.join(incident.why), "id": incident.id,
        }  # fmt: skip


def _figures(record: Record) -> Iterator[Row]:
    """Yield a row for each finding: its bounds, its grade, who says so, what was not followed, and why."""
    labels = {incident.id: incident.label for incident in record.incidents}
    documents = {document.id: document.name for document in record.documents}
    for finding in record.findings:
        yield {
            "incident": labels[finding.incident], "attribute": finding.attribute, "of": finding.subgroup or "",
            "value": "" if finding.value is None else str(finding.value), "low": _number(finding.low),
            "high": _number(finding.high), "headline": _one_line(finding.headline), "grade": finding.grade,
            "origins": _BETWEEN.join(origin.name or "unnamed" for origin in finding.origins),
            "accounts": _BETWEEN.join(sorted(documents[one] for one in finding.documents)),
            "supported_by": _BETWEEN.join(finding.supports),
            "not_followed": _BETWEEN.join(rejection.claim for rejection in finding.rejected),
            "why": _BETWEEN.join(finding.reasons), "id": finding.id,
        }  # fmt: skip


def _number(value: float | None) -> str:
    return "" if value is None else str(value)


def _people(record: Record) -> Iterator[Row]:
    """Yield a row for each outcome of each named person in each account that tells it."""
    people = {actor.id: actor for actor in record.actors}
    told = {claim for person in record.people for fate in person.fates for claim in fate.claims}
    rows = {row["claim"]: row for row in _claims(record, [claim for claim in record.claims if claim.id in told])}
    kept = ("account", "start", "end", "passage", "voices", "certainty", "polarity", "recorded_as", "claim")
    for person in record.people:
        actor = people[person.actor]
        for fate in person.fates:
            for row in map(rows.__getitem__, fate.claims):
                yield {
                    "person": actor.name, "private": "yes" if actor.private else "no", "outcome": fate.outcome,
                    "incident": row["incident"], **{key: row[key] for key in kept},
                }  # fmt: skip


def _cell(value: Any, names: Mapping[str, str]) -> str:
    """Return a value as one cell: names for ids, printed words of counts and times with their bounds."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return _BETWEEN.join(_cell(one, names) for one in value)
    if isinstance(value, Count):
        return _one_line(value.raw)
    if isinstance(value, When):
        bounds = f" ({value.earliest or ''}/{value.latest or ''})" if value.earliest or value.latest else ""
        return f"{_one_line(value.raw)}{bounds}"
    return _one_line(names.get(str(value), str(value)))


def _one_line(words: str) -> str:
    return " ".join(words.split())


TABLES: dict[str, Callable[[Record], Iterator[Row]]] = {
    "incidents": _incidents,
    "figures": _figures,
    "claims": _every,
    **{name: _of_kind(kind) for name, kind in _KINDS.items()},
    "people": _people,
}
"""The tables by the name a user types, each with what makes its rows."""
