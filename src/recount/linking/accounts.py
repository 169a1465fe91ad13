"""What one document tells of each event: its mentions sorted into accounts, before any other document is read.

Invariant: a mention belongs to one account, or to one for each of its days ("the attacks of 2009 and 2011"), or to
none (``generic``); each choice has its reason. Which passages tell of one event is weighed (``passages``), not ruled.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from recount.linking.incidents_types import VIOLENCE, can_be_one
from recount.linking.moments import Moment, distance, moment_told
from recount.linking.passages import Passage, compared, passages_of
from recount.linking.signs import table_of, weigh
from recount.linking.union import contract
from recount.model.claims import CasualtyValue, Claim, DateValue, RoleValue
from recount.model.mentions import EventMention, Reading, TimeMention
from recount.model.text import Document, Span
from recount.vocabulary.lexical import event_words

_SAME_DAYS = 1
"""Two dates of one account may lie a day apart: a night belongs to two days."""
_HEAD = 1500
"""Characters of a document in which one day alone is told before it dates the main event."""
_BESIDE = 120
"""Characters after a passage in which a date of its sentence may follow."""
_LEAD = 3
"""Sentences of an article in which what it is about is told first."""


@dataclass(frozen=True, slots=True)
class Account:
    """What one document tells of one event.

    ``number`` is its place among the document's accounts; ``dates`` the moments its mentions state, each with
    the time expression; ``claims`` the ids of claims tied to it; ``main`` is true for the event the document
    mainly reports; ``other`` for one told of in comparison only.
    """

    document: str
    number: int
    mentions: tuple[EventMention, ...]
    types: tuple[tuple[str, int], ...]
    dates: tuple[tuple[Moment, TimeMention], ...]
    claims: tuple[str, ...]
    main: bool
    other: bool

    @property
    def key(self) -> tuple[str, int]:
        """Document and number: unique over a case."""
        return (self.document, self.number)

    @property
    def kinds(self) -> frozenset[str]:
        """All types its mentions name."""
        return frozenset(kind for kind, _ in self.types)


@dataclass(frozen=True, slots=True)
class Choice:
    """Where a claim went inside its document: an account's number, or candidates, and why."""

    account: int | None
    candidates: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Story:
    """A document sorted: its accounts and, for each claim id, where it went."""

    document: str
    accounts: tuple[Account, ...]
    choices: dict[str, Choice]


@dataclass
class _Draft:
    """An account while it is put together: its passages, and the days they state."""

    number: int
    passages: list[Passage]
    dates: list[tuple[Moment, TimeMention]] = field(default_factory=list)
    claims: set[str] = field(default_factory=set)

    @property
    def mentions(self) -> list[EventMention]:
        return [passage.mention for passage in self.passages]

    @property
    def other(self) -> bool:
        """True where the document tells of it as of another event only."""
        return all(mention.similar_to_other for mention in self.mentions)


@dataclass(frozen=True, slots=True)
class _Placed:
    mention: EventMention
    drafts: tuple[int, ...]
    reason: str


def tell(document: Document, reading: Reading) -> Story:
    """Return the accounts of one document and where each of its claims belongs."""
    return _Teller(document, reading).story()


class _Teller:
    def __init__(self, document: Document, reading: Reading) -> None:
        self.document = document
        self.reading = reading
        self.claims = {claim.id: claim for claim in reading.claims}
        self.breaks = [offset for offset, letter in enumerate(document.text) if letter == "\n"]
        self.voices = {segment.id: segment.voice for segment in document.segments}
        self.passages = passages_of(document, reading)
        self.drafts: list[_Draft] = []
        self.placed: list[_Placed] = []

    # -- mentions ----------------------------------------------------------------------------------------------

    def story(self) -> Story:
        single = [passage for passage in self.passages if not _is_wave(passage)]
        weights = {
            (one, other): weigh(table_of("within"), compared(single, one, other))
            for one in range(len(single))
            for other in range(one + 1, len(single))
        }
        scores = {pair: weight.score for pair, weight in weights.items()}
        for members in contract(range(len(single)), scores, table_of("within").floor):
            draft = _Draft(len(self.drafts), [single[member] for member in members])
            self.drafts.append(draft)
            for member in members:
                draft.dates.extend(pair for pair in single[member].dates if pair not in draft.dates)
                before = [weights[other, member] for other in members if other < member]
                why = max(before, key=lambda weight: weight.score, default=None)
                told = "the first passage that tells of it" if why is None else "; ".join(why.reasons[:2])
                self.placed.append(_Placed(single[member].mention, (draft.number,), told or "it follows what is told"))
        for passage in self.passages:
            if _is_wave(passage):
                self._place_wave(passage)
        generic = "the passage speaks of such events in general, not of one"
        self.placed += [_Placed(m, (), generic) for m in self.reading.events if m.number == "generic"]
        main = self._main()
        choices = {claim.id: self._choose(claim) for claim in self.reading.claims}
        for claim_id, choice in choices.items():
            if choice.account is not None:
                self.drafts[choice.account].claims.add(claim_id)
        if main is not None and not self.drafts[main].dates:
            self.drafts[main].dates.extend(self._beside(self.drafts[main]))
        accounts = tuple(self._account(draft, draft.number == main) for draft in self.drafts)
        return Story(self.document.id, accounts, choices)

    def _account(self, draft: _Draft, main: bool) -> Account:
        types = Counter(mention.type for mention in draft.mentions)
        return Account(
            self.document.id, draft.number, tuple(draft.mentions), tuple(sorted(types.items())),
            tuple(draft.dates), tuple(sorted(draft.claims)), main, draft.other,
        )  # fmt: skip

    def paragraph(self, offset: int) -> int:
        return bisect_right(self.breaks, offset)

    def _place_wave(self, passage: Passage) -> None:
        """Place "the attacks of 2009 and 2011": with the event of each day that it states."""
        numbers = []
        for pair in passage.dates:
            fits = [
                draft
                for draft in self.drafts
                if any(distance(pair[0], own) <= _SAME_DAYS for own, _ in draft.dates)
                and any(can_be_one(passage.mention.type, mention.type) for mention in draft.mentions)
            ]
            draft = fits[0] if fits else _Draft(len(self.drafts), [])
            if not fits:
                self.drafts.append(draft)
            draft.passages.append(passage)
            if pair not in draft.dates:
                draft.dates.append(pair)
            numbers.append(draft.number)
        self.placed.append(_Placed(passage.mention, tuple(dict.fromkeys(numbers)), "one passage names several events"))

    def _main(self) -> int | None:
        best, best_score = None, 0.0
        for draft in self.drafts:
            score = 0.4 * len(draft.mentions)
            for mention in draft.mentions:
                if self.voices.get(mention.segment) == "title":
                    score += 4.0
                elif mention.sentence < _LEAD:
                    score += 1.5
                score += sum(
                    1.0 for claim in mention.claims if isinstance(self.claims[claim].value, CasualtyValue | RoleValue)
                )
            if draft.other:
                score *= 0.3
            if score > best_score:
                best, best_score = draft.number, score
        return best

    def _beside(self, draft: _Draft) -> list[tuple[Moment, TimeMention]]:
        """Return the one day that the main event's passages stand beside, if its own words give none.

        It must be the only day of the paragraph up to the passage, or of the document's head, and tied to nothing else.
        """
        tied = {span for mention in self.reading.events for span in mention.times}
        days = []
        for time in self.reading.times:
            moment = None if time.writes else moment_told(time, published=self.document.published is not None)
            if moment is not None and moment.days <= 3 and Span(time.start, time.end) not in tied:
                days.append((moment, time))
        for mention in draft.mentions:
            if not any(isinstance(self.claims[claim].value, CasualtyValue) for claim in mention.claims):
                continue
            paragraph = self.paragraph(mention.start)
            near = [
                pair
                for pair in days
                if self.paragraph(pair[1].start) == paragraph and pair[1].start < mention.end + _BESIDE
            ]
            if near and max(distance(near[0][0], other[0]) for other in near) == 0:
                return near[:1]
        head = [pair for pair in days if pair[1].start < _HEAD]
        if head and max(distance(head[0][0], other[0]) for other in head) <= _SAME_DAYS:
            return head[:1]
        return []

    # -- claims ------------------------------------------------------------------------------------------------

    def _choose(self, claim: Claim) -> Choice:
        tied = [placed for placed in self.placed if claim.id in placed.mention.claims]
        single = [placed for placed in tied if len(placed.drafts) == 1]
        if single:
            nearest = min(single, key=lambda placed: (abs(placed.mention.start - claim.start), placed.mention.start))
            return Choice(nearest.drafts[0], (), f"it hangs on «{nearest.mention.quote}»; {nearest.reason}")
        if tied and isinstance(claim.value, DateValue):
            own = [n for placed in tied for n in placed.drafts if self._is_dated_by(self.drafts[n], claim)]
            if len(own) == 1:
                return Choice(own[0], (), f"it dates one of the events of «{tied[0].mention.quote}»")
        for placed in tied:
            return Choice(None, placed.drafts, f"it hangs on «{placed.mention.quote}»; {placed.reason}")
        if claim.kind in _TELLING_KINDS:
            return self._within(claim)
        if isinstance(claim.value, RoleValue) and claim.value.role in _DOING and not _names_act(claim):
            return Choice(None, (), "what was done or ordered is not this document's event by its words")
        if isinstance(claim.value, CasualtyValue) or claim.kind in _NEAR_KINDS:
            return self._near(claim)
        return Choice(None, (), "no event word governs it")

    def _is_dated_by(self, draft: _Draft, claim: Claim) -> bool:
        return any(time.start < claim.end and claim.start < time.end for _, time in draft.dates)

    def _within(self, claim: Claim) -> Choice:
        """What somebody says goes with the event that the words themselves mention."""
        inside = [p for p in self.placed if claim.start <= p.mention.start and p.mention.end <= claim.end and p.drafts]
        numbers = sorted({number for placed in inside for number in placed.drafts})
        if not numbers:
            return Choice(None, (), "its words mention no event")
        told = f"its words mention «{inside[0].mention.quote}»; {inside[0].reason}"
        return Choice(numbers[0], (), told) if len(numbers) == 1 else Choice(None, tuple(numbers), told)

    def _near(self, claim: Claim) -> Choice:
        """A claim no event word governs goes with the only event of its sentence, else of its paragraph."""
        inside = [placed for placed in self.placed if placed.mention.number != "generic"]
        paragraph = self.paragraph(claim.start)
        for within, words in (
            ([p for p in inside if self._same_sentence(p.mention, claim)], "sentence"),
            ([p for p in inside if self.paragraph(p.mention.start) == paragraph], "paragraph"),
        ):
            numbers = sorted({number for placed in within for number in placed.drafts})
            if len(numbers) == 1:
                return Choice(numbers[0], (), f"its {words} tells of this event only")
            if numbers:
                return Choice(None, tuple(numbers), f"its {words} tells of several events")
        return Choice(None, (), "its paragraph tells of no event")

    def _same_sentence(self, mention: EventMention, claim: Claim) -> bool:
        between = self.document.text[min(mention.end, claim.end) : max(mention.start, claim.start)]
        return len(between) < 250 and ". " not in between and "\n" not in between


def _is_wave(passage: Passage) -> bool:
    """Whether a passage names several events, each by its day."""
    return passage.mention.number == "several" and len(passage.dates) > 1


_DOING = frozenset({"carried_out", "ordered", "commanded", "planned", "enabled", "victim"})
"""Roles that accuse or harm: they belong to an event only where their own words name an act of violence."""


@cache
def _acts() -> re.Pattern[str]:
    words = sorted(word for word, kind in event_words().items() if kind in VIOLENCE)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))}|crime|atrocit)", re.IGNORECASE)


def _names_act(claim: Claim) -> bool:
    return _acts().search(claim.quote) is not None


_TELLING_KINDS = frozenset({"statement", "question", "response", "warning", "demand", "prediction", "context"})
"""Kinds whose passage is a clause of its own, which may mention an event anywhere inside."""
_NEAR_KINDS = frozenset(
    {"role", "force", "unit", "weapon", "vehicle", "method", "characterisation", "motive", "exhibit", "time"}
)
