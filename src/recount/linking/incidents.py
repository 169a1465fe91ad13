"""Incidents of a case: groups of accounts with their date, place, claims, reasons and relations.

Invariant: an incident is kept only where it is what a document is about, or carries a casualty or role claim; a
claim belongs to at most one incident, and where that is unsure to none, with its candidates and the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from recount.linking.accounts import Account, Story, tell
from recount.linking.dates import date_incident
from recount.linking.evidence import Case, open_case
from recount.linking.incidents_types import leading_type
from recount.linking.joining import Group, Joined, Key, join
from recount.linking.lending import Lender
from recount.linking.relations import relate
from recount.model.actors import Actor, Place
from recount.model.claims import CasualtyValue, RoleValue
from recount.model.dates import describe_when
from recount.model.ids import hash_id
from recount.model.incidents import Assignment, Incident, Relation
from recount.model.mentions import EventMention, Reading
from recount.model.text import Document, Passage
from recount.model.values import When

_NEUTRAL = {
    "hostage_taking": "hostage taking",
    "enforced_disappearance": "disappearance",
    "forced_work_stoppage": "forced work stoppage",
    "other": "incident",
}
_WHY = 40
"""Reasons kept with one incident; those of very large groups repeat each other."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """Incidents, where each claim went, what each document is about, and each account's incident id."""

    incidents: tuple[Incident, ...]
    assignments: tuple[Assignment, ...]
    about: Mapping[str, str | None]
    of_account: Mapping[Key, str]
    case: Case


def gather(
    documents: Sequence[Document],
    readings: Sequence[Reading],
    actors: Sequence[Actor],
    places: Sequence[Place],
) -> Gathering:
    """Return the incidents of a case. ``documents`` and ``readings`` stand in the same order."""
    stories = [tell(document, reading) for document, reading in zip(documents, readings, strict=True)]
    case = open_case(documents, readings, stories, actors, places)
    joined = join(case)
    by_document = {reading.document: reading for reading in readings}
    kept = [found for found in joined.groups if _is_kept(found, case)]
    incidents: list[Incident] = []
    of_account: dict[Key, str] = {}
    for found in kept:
        if len(found.members) == 1 and found.members[0] in joined.open:
            continue
        incident = _incident(found, case, by_document)
        incidents.append(incident)
        for key in found.members:
            of_account[key] = incident.id
    lent = Lender({one.id: one for one in incidents}, of_account, case, by_document).lend()
    incidents = [_relabelled(lent[one.id], one, case) for one in incidents]
    possible = _possible(joined, of_account)
    ordered = tuple(
        relate(sorted(incidents, key=lambda incident: incident.id), of_account, case, by_document, stories, possible)
    )
    return Gathering(
        ordered,
        tuple(_assign(stories, joined, of_account)),
        {story.document: _about(story, of_account) for story in stories},
        of_account,
        case,
    )


def _possible(joined: Joined, of_account: Mapping[Key, str]) -> Iterator[tuple[str, Relation]]:
    """Yield for each incident those that it is possibly the same as, with the reason."""
    for each in joined.possible:
        one, other = of_account.get(each.one), of_account.get(each.other)
        if one is not None and other is not None:
            yield one, Relation("possibly_same", other, "possible", reason=each.reason)
            yield other, Relation("possibly_same", one, "possible", reason=each.reason)


def _is_kept(found: Group, case: Case) -> bool:
    """A group stays where it carries harm or a role, or is what a document is about and names the kind of harm."""
    for key in found.members:
        account = case.evidence[key].account
        if any(isinstance(case.claims[claim].value, CasualtyValue | RoleValue) for claim in account.claims):
            return True
        if account.main and account.kinds != {"other"}:
            return True
    return False


def _incident(found: Group, case: Case, readings: dict[str, Reading]) -> Incident:
    members = [case.evidence[key] for key in found.members]
    accounts = [member.account for member in members]
    dated = date_incident(members, case, readings)
    kinds: Counter[str] = Counter()
    for account in accounts:
        for kind, count in account.types:
            kinds[kind] += count
    kind = leading_type(kinds)
    where, where_why = _where(found, case)
    mentions = sorted(
        {
            Passage(account.document, mention.start, mention.end, mention.quote)
            for account in accounts
            for mention in account.mentions
        }
    )
    claims = tuple(sorted(claim for account in accounts for claim in account.claims))
    label = _label(kind, where, dated.when, case)
    smallest = min(_mark(account, mention) for account in accounts for mention in account.mentions)
    return Incident(
        id=hash_id("incident", list(smallest)),
        label=label,
        type=kind,
        when=dated.when,
        where=where,
        claims=claims,
        documents=tuple(sorted({account.document for account in accounts})),
        why=tuple(dict.fromkeys((*found.why, *dated.why, *where_why, *found.refused)))[:_WHY],
        mentions=tuple(mentions),
        rejected_times=dated.rejected,
    )


def _label(kind: str, where: str | None, when: When, case: Case) -> str:
    words = _NEUTRAL.get(kind, kind)
    return ", ".join(part for part in (words, case.labels[where] if where else "", describe_when(when)) if part)


def _relabelled(incident: Incident, before: Incident, case: Case) -> Incident:
    if incident.when == before.when:
        return incident
    return replace(incident, label=_label(incident.type, incident.where, incident.when, case))


def _mark(account: Account, mention: EventMention) -> tuple[str, int, int, int]:
    """Return what tells a mention from all others: its place, and for "in 2009 and 2011" the date it stands with."""
    date = account.dates[0][1].start if mention.number == "several" and account.dates else -1
    return (account.document, mention.start, mention.end, date)


def _where(found: Group, case: Case) -> tuple[str | None, tuple[str, ...]]:
    """Return the place most accounts tie to the event by syntax, else name beside it.

    Of several, the one that the documents name most; then the rarer in the case.
    """
    votes: Counter[str] = Counter()
    for key in found.members:
        member = case.evidence[key]
        for place in member.tied_places:
            votes[place] += 3
        for place in member.places:
            votes[place] += 1
    if not votes:
        return None, ()
    documents = {key[0] for key in found.members}

    def named(place: str) -> int:
        return sum(case.named.get((document, place), 0) for document in documents)

    own = sorted(documents)
    best = min(votes, key=lambda place: (-votes[place], -named(place), -case.rarity(place, *own), place))
    return best, (f"its place is {case.form(best, *own)}, named beside it in the accounts",)


def _about(story: Story, of_account: Mapping[Key, str]) -> str | None:
    """Return the incident of the document's main account, or None."""
    for account in story.accounts:
        if account.main:
            return of_account.get(account.key)
    return None


def _assign(stories: Sequence[Story], joined: Joined, of_account: Mapping[Key, str]) -> list[Assignment]:
    assignments = []
    for story in stories:
        keys = [account.key for account in story.accounts]
        for claim, choice in story.choices.items():
            numbers = choice.candidates if choice.account is None else (choice.account,)
            reason = choice.reason
            found: list[str] = []
            for number in numbers:
                key = keys[number]
                if key in joined.open:
                    firsts, why = joined.open[key]
                    found += [of_account[first] for first in firsts if first in of_account]
                    reason = f"{reason}; {why}"
                elif key in of_account:
                    found.append(of_account[key])
            distinct = tuple(sorted(set(found)))
            if choice.account is not None and len(distinct) == 1 and keys[choice.account] not in joined.open:
                assignments.append(Assignment(claim, distinct[0], (), reason))
            elif (
                len(distinct) == 1
                and choice.account is None
                and len(choice.candidates) > 1
                and len(found) == len(numbers)
            ):
                assignments.append(Assignment(claim, distinct[0], (), f"{reason}; all are one incident"))
            else:
                assignments.append(Assignment(claim, None, distinct, reason))
    return sorted(assignments, key=lambda assignment: assignment.claim)
