"""Resolves dates over documents: years lent by another account, phrases counted from an event, bounds for the rest.

Invariant: a date is lent only inside one incident, is called ``resolved``, ``derived`` or ``inferred`` and never
``stated``, and its trail names the passage it came from. What two accounts date apart keeps both readings. What
nothing resolves stays ``unresolvable`` with the bounds that the folder gives; nothing comes from outside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from recount.linking.evidence import Case, Dated, Evidence
from recount.linking.moments import Moment, distance
from recount.linking.years import Inferred, infer_year, infer_year_before
from recount.model.dates import Interval, civil, day_number, day_words, describe, iso_of, precision_of
from recount.model.mentions import Reading
from recount.model.values import Precision, When, WhenBasis

_PRECISE = 3
"""Days up to which a statement counts as naming the day."""


@dataclass(frozen=True, slots=True)
class IncidentDate:
    """An incident's date: ``when``, the readings it does not follow with the reason, and the reasons for it."""

    when: When
    rejected: tuple[tuple[When, str], ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Vote:
    """One reading of the day: its moment with a year, who says so, and how."""

    moment: Moment
    dated: Dated
    document: str
    lent: bool


def date_incident(members: Sequence[Evidence], case: Case, readings: dict[str, Reading]) -> IncidentDate:
    """Return the date that an incident's accounts give together.

    Days are voted on, a document one vote: stated counts 1, derived by the text itself 0.9, a document that gives
    two readings half for each. The readings that lose are kept with the reason.
    """
    ordered = sorted(members, key=lambda member: member.account.key)
    years = _years(ordered, case)
    if not years:
        for member in ordered:
            inferred = infer_year(member, case, readings[member.account.document])
            if inferred is not None:
                return _from_inference(inferred)
        years = _hints(ordered)
    if not years:
        before = infer_year_before(ordered, case)
        if before is not None:
            return _from_inference(before)
    known = _known_by(ordered)
    votes = [vote for member in ordered for vote in _votes(member, years) if not _is_later(vote, case)]
    late = [vote for vote in votes if known is not None and (vote.moment.first or 0) > known]
    if len({vote.document for vote in late}) < len({vote.document for vote in votes}):
        votes = [vote for vote in votes if vote not in late]
    else:
        late = []
    precise = [vote for vote in votes if vote.moment.days <= _PRECISE]
    if precise:
        return _without(late, _by_vote(precise, votes, case), case)
    if votes:
        return _without(late, _coarse(votes, case), case)
    return _unresolved(ordered, case)


def _known_by(members: Sequence[Evidence]) -> int | None:
    """Return the day by which an account that mainly tells of the event was written, None where none shows it."""
    written = [member.published[1] for member in members if member.account.main and member.published is not None]
    return min(written, default=None)


def _without(late: Sequence[_Vote], dated: IncidentDate, case: Case) -> IncidentDate:
    """Return a date with the readings that an account already written by then excludes."""
    rows = [
        (vote.dated.time.when, f"{_sentence(vote, case)}, but another account told of it before that day")
        for vote in _once(late)
    ]
    return IncidentDate(dated.when, (*dated.rejected, *rows), dated.why)


def _years(members: Sequence[Evidence], case: Case) -> dict[int, str]:
    """Return the years that the accounts name for the event, each with the name of a document that does."""
    found: dict[int, str] = {}
    for member in members:
        for dated in member.dated:
            if dated.moment.has_year and dated.moment.first is not None and dated.moment.last is not None:
                first, last = civil(dated.moment.first)[0], civil(dated.moment.last)[0]
                if first == last:
                    found.setdefault(first, member.account.document)
    return found


def _hints(members: Sequence[Evidence]) -> dict[int, str]:
    """Return the years that the accounts' other dates suggest for a day printed without one."""
    return {
        dated.moment.hint: member.account.document
        for member in members
        for dated in member.dated
        if dated.moment.hint is not None
    }


def _votes(member: Evidence, years: dict[int, str]) -> list[_Vote]:
    votes = []
    for dated in member.dated:
        if dated.moment.has_year:
            votes.append(_Vote(dated.moment, dated, member.account.document, False))
        elif len(years) == 1:
            votes.append(_Vote(dated.moment.in_year(next(iter(years))), dated, member.account.document, True))
    return votes


def _is_later(vote: _Vote, case: Case) -> bool:
    """A report does not tell of a day after its own publication as past; such a reading is a mistake somewhere."""
    published = case.documents[vote.document].published
    if published is None or published.latest is None or vote.moment.first is None:
        return False
    return vote.moment.first > day_number(published.latest)


def _weights(votes: Sequence[_Vote]) -> dict[Moment, float]:
    """Return what the documents give each moment: a vote is shared among the different days that one document gives;
    derivation costs a tenth."""
    by_document: dict[str, list[_Vote]] = {}
    for vote in votes:
        by_document.setdefault(vote.document, []).append(vote)
    found: dict[Moment, list[float]] = {}
    for own in by_document.values():
        days = len({(vote.moment.first, vote.moment.last) for vote in own})
        repeats = Counter(vote.moment for vote in own)
        for vote in own:
            share = (0.9 if vote.dated.derived else 1.0) / days / repeats[vote.moment]
            found.setdefault(vote.moment, []).append(share)
    return {moment: fsum(shares) for moment, shares in found.items()}


def _by_vote(precise: list[_Vote], votes: list[_Vote], case: Case) -> IncidentDate:
    given = _weights(precise)
    support = {
        center: fsum(weight for moment, weight in given.items() if distance(moment, center) == 0) for center in given
    }
    best = min(
        precise,
        key=lambda vote: (-round(support[vote.moment], 6), vote.moment.days, vote.dated.derived, vote.moment.first),
    )
    agreeing = [vote for vote in precise if distance(vote.moment, best.moment) == 0]
    first = max(vote.moment.first or 0 for vote in agreeing)
    last = min(vote.moment.last or 0 for vote in agreeing)
    if last < first:
        first, last = best.moment.first or 0, best.moment.last or 0
    stated = [vote for vote in agreeing if not vote.lent and not vote.dated.derived]
    lent = [vote for vote in agreeing if vote.lent]
    basis: WhenBasis = "stated" if stated else "resolved" if lent else "derived"
    if stated and stated[0].dated.time.when.basis not in ("stated", "resolved"):
        basis = stated[0].dated.time.when.basis
    elif stated and all(vote.dated.time.when.basis == "resolved" for vote in stated):
        basis = "resolved"
    why = tuple(dict.fromkeys(_sentence(vote, case) for vote in agreeing))
    iso = (iso_of(first), iso_of(last))
    told = describe(*iso)
    rejected = tuple(
        (vote.dated.time.when, f"{_sentence(vote, case)}; {told} is followed because {_because(agreeing, case)}")
        for vote in _once(precise)
        if distance(vote.moment, best.moment) > 0
    )
    raw = (stated or lent or agreeing)[0].dated.time.quote
    precision: Precision = "day" if first == last else "range"
    return IncidentDate(When(raw, *iso, precision, basis, why), rejected, why)


def _once(votes: Sequence[_Vote]) -> list[_Vote]:
    """Return one vote for each document and day, the first printed."""
    found: dict[tuple[str, int | None, int | None], _Vote] = {}
    for vote in sorted(votes, key=lambda vote: (vote.document, vote.dated.time.start)):
        found.setdefault((vote.document, vote.moment.first, vote.moment.last), vote)
    return list(found.values())


def _because(agreeing: Sequence[_Vote], case: Case) -> str:
    documents = sorted(
        {vote.document for vote in agreeing}, key=lambda document: (case.documents[document].name, document)
    )
    derived = [vote for vote in agreeing if vote.dated.derived]
    names = _names(documents, case)
    text = f"{names} {'give' if len(documents) > 1 else 'gives'} it"
    if derived:
        text += f", {case.documents[derived[0].document].name} by its own words «{derived[0].dated.words}»"
    return text


def _names(documents: Sequence[str], case: Case) -> str:
    names = [case.documents[document].name for document in documents]
    if len(names) > 3:
        return f"{', '.join(names[:3])} and {len(names) - 3} more"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _sentence(vote: _Vote, case: Case) -> str:
    name = case.documents[vote.document].name
    told = describe(iso_of(vote.moment.first or 1), iso_of(vote.moment.last or 1))
    if vote.dated.derived:
        return f"{name}: {vote.dated.words}, so {told}"
    if vote.lent:
        return (
            f"{name} says «{vote.dated.time.quote}» without a year; the other accounts of this incident say {told[-4:]}"
        )
    return f"{name} says «{vote.dated.time.quote}»" + ("" if told in vote.dated.time.quote else f" ({told})")


def _coarse(votes: list[_Vote], case: Case) -> IncidentDate:
    """No account names the day: what the coarser statements leave in common, else the finest of them."""
    ordered = sorted(votes, key=lambda vote: (vote.moment.days, vote.document, vote.dated.time.start))
    first, last = ordered[0].moment.first or 0, ordered[0].moment.last or 0
    agreeing = []
    for vote in ordered:
        start, end = max(first, vote.moment.first or 0), min(last, vote.moment.last or 0)
        if start <= end:
            first, last = start, end
            agreeing.append(vote)
    why = tuple(dict.fromkeys(_sentence(vote, case) for vote in agreeing))
    rejected = tuple((vote.dated.time.when, _sentence(vote, case)) for vote in ordered if vote not in agreeing)
    interval = Interval(iso_of(first), iso_of(last))
    basis: WhenBasis = "resolved" if all(vote.lent for vote in agreeing) else agreeing[0].dated.time.when.basis
    when = When(ordered[0].dated.time.quote, interval.earliest, interval.latest, precision_of(interval), basis, why)
    return IncidentDate(when, rejected, why)


def _from_inference(inferred: Inferred) -> IncidentDate:
    return IncidentDate(inferred.when, inferred.rejected, inferred.when.trail)


def _unresolved(members: Sequence[Evidence], case: Case) -> IncidentDate:
    """Nothing dates it: what remains is that it came before the documents that tell of it were published."""
    yearless = [dated for member in members for dated in member.dated]
    raw = yearless[0].time.quote if yearless else ""
    timex = yearless[0].time.when.timex if yearless else None
    published = [member.published[1] for member in members if member.published is not None]
    latest = iso_of(min(published)) if published else None
    trail = (f"told of by {day_words(latest)}, when the first account was published",) if latest else ()
    return IncidentDate(When(raw, None, latest, "unknown", "unresolvable", trail, timex=timex), (), trail)
