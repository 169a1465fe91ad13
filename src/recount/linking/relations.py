"""How incidents stand to each other where words of an account say so.

Invariant: a relation rests on a passage that names both incidents; that the same people did both is never put more
firmly than ``alleged``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from recount.linking.accounts import Account, Story
from recount.linking.evidence import Case
from recount.linking.incidents_types import family
from recount.linking.joining import Key
from recount.model.incidents import Incident, Relation
from recount.model.mentions import EventMention, Reading
from recount.model.text import Passage

_SAME = re.compile(
    r"\b(?:the same|those same|these same)\s+(?:\w+\s+){0,3}(?:that|who|which|officers|men|forces|criminals|people|"
    r"gunmen|group|commanders|unit|soldiers|attackers)\b|\b(?:participation|role|part|involvement)\s+in\b|"
    r"\balso\s+(?:responsible|behind|blamed|took part)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(?:in (?:retaliation|revenge|reprisal|response)|retaliat\w+|avenge\w*|reprisals?|in the aftermath of|"
    r"in the wake of)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:led (?:up )?to|culminat\w+ in|was followed by|paved the way for|prelude to)\b", re.IGNORECASE
)


def relate(
    incidents: Sequence[Incident],
    of_account: Mapping[Key, str],
    case: Case,
    readings: Mapping[str, Reading],
    stories: Sequence[Story],
    possible: Iterable[tuple[str, Relation]] = (),
) -> Iterator[Incident]:
    """Yield the incidents with their relations, in the order given; ``possible`` are those of incidents to compare."""
    found: dict[str, set[Relation]] = {}
    for owner, relation in possible:
        found.setdefault(owner, set()).add(relation)
    for story in stories:
        for owner, relation in _in_story(story, of_account, case):
            found.setdefault(owner, set()).add(relation)
    for incident in incidents:
        relations = sorted(found.get(incident.id, ()), key=lambda r: (r.type, r.incident, r.passages))
        yield replace(incident, relations=_once(relations))


def _once(relations: list[Relation]) -> tuple[Relation, ...]:
    """Return one relation for each type and incident, with all its passages."""
    merged: dict[tuple[str, str], Relation] = {}
    for relation in relations:
        key = (relation.type, relation.incident)
        known = merged.get(key)
        merged[key] = relation if known is None else replace(known, passages=(*known.passages, *relation.passages))
    return tuple(merged.values())


def _in_story(story: Story, of_account: Mapping[Key, str], case: Case) -> Iterator[tuple[str, Relation]]:
    text = case.documents[story.document].text
    yield from _of_main(story, of_account, text)
    for one, first, other, second in _neighbouring(story.accounts, text):
        left, right = of_account.get(one.key), of_account.get(other.key)
        if left is None or right is None or left == right:
            continue
        start, end = _around(text, min(first.start, second.start), max(first.end, second.end))
        quote = text[start:end]
        passage = Passage(story.document, start, end, quote)
        later, earlier = (left, right) if first.start < second.start else (right, left)
        if _SAME.search(quote):
            yield left, Relation("same_actors", right, "alleged", (), (passage,))
            yield right, Relation("same_actors", left, "alleged", (), (passage,))
        if _AFTER.search(quote):
            yield later, Relation("consequence", earlier, "reported", (), (passage,))
        if _BEFORE.search(quote):
            yield later, Relation("precursor", earlier, "reported", (), (passage,))
        if _is_part(one, first, other, second):
            yield right, Relation("part_of", left, "reported", (), (passage,))


def _of_main(story: Story, of_account: Mapping[Key, str], text: str) -> Iterator[tuple[str, Relation]]:
    """ "His part in two earlier raids": the earlier ones and the document's own event are laid to the same people."""
    main = next((of_account.get(account.key) for account in story.accounts if account.main), None)
    for account in story.accounts:
        owner = of_account.get(account.key)
        if owner is None or main is None or owner == main:
            continue
        for mention in account.mentions:
            start, end = _around(text, mention.start, mention.end)
            if mention.similar_to_other and _SAME.search(text[start:end]):
                passage = Passage(story.document, start, end, text[start:end])
                yield owner, Relation("same_actors", main, "alleged", (), (passage,))
                yield main, Relation("same_actors", owner, "alleged", (), (passage,))


def _neighbouring(
    accounts: Sequence[Account], text: str
) -> Iterator[tuple[Account, EventMention, Account, EventMention]]:
    """Yield pairs of accounts with mentions in one sentence."""
    placed = sorted(
        ((mention.sentence, mention.start, account.number) for account in accounts for mention in account.mentions),
    )
    by_number = {account.number: account for account in accounts}
    at = {(account.number, mention.start): mention for account in accounts for mention in account.mentions}
    sentences: dict[int, list[tuple[int, int]]] = {}
    for sentence, start, number in placed:
        sentences.setdefault(sentence, []).append((start, number))
    for listed in sentences.values():
        if len({number for _, number in listed}) < 2:
            continue
        for position, (start, number) in enumerate(listed):
            for other_start, other_number in listed[position + 1 :]:
                if number != other_number:
                    yield (
                        by_number[number], at[number, start], by_number[other_number], at[other_number, other_start],
                    )  # fmt: skip


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the sentence around two passages."""
    first = max(
        text.rfind(". ", 0, start) + 2 if text.rfind(". ", 0, start) >= 0 else 0, text.rfind("\n", 0, start) + 1
    )
    stops = [offset for offset in (text.find(". ", end), text.find("\n", end)) if offset >= 0]
    return first, min(stops, default=len(text))


def _is_part(one: Account, first: EventMention, other: Account, second: EventMention) -> bool:
    """Hostages taken or people abducted in the clause of an attack without a date of their own."""
    return (
        family(first.type) == "violence"
        and family(second.type) == "taking"
        and not other.dates
        and bool(set(first.claims) & set(second.claims) or set(first.times) & set(second.times))
    )
