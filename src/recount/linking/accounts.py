"""What one document tells of each event: its mentions sorted into accounts, before any other document is read.

Invariant: a mention belongs to one account, or stays open between several, or to none (``generic``); each choice
has its reason. A different date or "another attack" starts another account; a doubt never joins two.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from recount.linking.incidents_types import can_be_one, family
from recount.linking.moments import Moment, distance, moment_told
from recount.linking.placing import NEW, Move, Placings, score, why
from recount.linking.shifts import LEAD, Shifts, TimesTold
from recount.linking.told import Days, LastTold
from recount.model.claims import CasualtyValue, Claim, DateValue, RoleValue
from recount.model.dates import day_number
from recount.model.mentions import EventMention, Reading, TimeMention
from recount.model.stretches import Stretches
from recount.model.text import Document, Span

_LATER_DEATHS = frozenset({"die", "succumb", "death", "wound", "injure"})
"""Outcomes that may be dated later than the event they belong to."""
_OWN_KINDS = frozenset({"siege", "torture", "rape", "hijacking"})
"""Kinds that a passage about another kind of violence does not continue."""
_SAME_DAYS = 1
"""Two dates of one account may lie a day apart: a night belongs to two days."""
_LATER = 31
"""Days by which one of those harmed may have died later."""
_CLOSE = 250
"""Characters between a claim and a passage of its sentence."""
_APART = 60
"""Days between two events that one paragraph lists as cases of a kind."""
_AROUND = 250
"""Characters around a passage in which a victim's name ties another passage to it."""
_HEAD = 1500
"""Characters of a document in which one day alone is told before it dates the main event."""
_BESIDE = 120
"""Characters after a passage in which a date of its sentence may follow."""
_QUOTED = re.compile(r"«[^»]*» ?")
_MARGIN, _JOINING, _SPLITTING = 0.5, 1.0, 0.0
"""What speaks for another event from the start, and how much must speak for an event told before where the rules make
another one of a passage, and for another one where the rules make none (set on dev1 and the open halves of dev2, dev3:
an event lost costs more than a figure that stands alone)."""


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
    beside: tuple[int, str] | None = None
    """The account it is told beside as of the same day, by its number, and the words that say so."""
    scene: str | None = None
    """The place that sets it apart from the event told of before it."""

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
    number: int
    mentions: list[EventMention] = field(default_factory=list)
    dates: dict[tuple[Moment, TimeMention], None] = field(default_factory=dict)
    days: dict[Moment, None] = field(default_factory=dict)
    """Its dates without the words that tell them: a text may tell one day many times."""
    times: TimesTold = field(default_factory=TimesTold)
    claims_harm: bool = False
    """Whether one of its passages tells of anybody harmed."""
    types: Counter[str] = field(default_factory=Counter)
    claims: set[str] = field(default_factory=set)
    other: bool = False
    paragraph: int = -1
    segment: str = ""
    scene: str | None = None
    beside: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class _Placed:
    mention: EventMention
    drafts: tuple[int, ...]
    reason: str

    @property
    def start(self) -> int:
        """Where the passage begins."""
        return self.mention.start

    @property
    def end(self) -> int:
        """Where the passage ends."""
        return self.mention.end


@dataclass(frozen=True, slots=True)
class _Move:
    """Where a passage goes: the number of one draft, of several it may be of, or none for a new one; and why.

    ``scene`` and ``beside`` are those of a new draft.
    """

    open: tuple[int, ...]
    reason: str
    scene: str | None = None
    beside: tuple[int, str] | None = None
    sure: bool = False
    """Whether its date or its clause decides, whatever else stands around it."""

    @property
    def kind(self) -> str:
        """The reason without what it quotes."""
        return _QUOTED.sub("", self.reason)


def tell(document: Document, reading: Reading) -> Story:
    """Return the accounts of one document and where each of its claims belongs."""
    return Teller(document, reading).story()


class Teller:
    """Sorts the passages of one document, in their order."""

    def __init__(self, document: Document, reading: Reading) -> None:
        self.document = document
        self.reading = reading
        self.claims = {claim.id: claim for claim in reading.claims}
        self.drafts: list[_Draft] = []
        self.plural: tuple[int, tuple[int, ...]] | None = None
        self.voices = {segment.id: segment.voice for segment in document.segments}
        self.placed: list[_Placed] = []
        self.main: int | None = None
        self.shifts = Shifts(document, reading)
        self.breaks = self.shifts.breaks
        self.placings = Placings(document, reading, self.shifts)
        self.persons: dict[Span, list[str]] = {}
        for name in reading.names:
            if name.type == "person":
                self.persons.setdefault(Span(name.start, name.end), []).append(name.surface.split()[-1].casefold())
        self._last_told = LastTold()
        self._calendar = Days()
        self._scenes: list[_Draft] = []
        self._tied: dict[str | Span, set[int]] = {}
        """The drafts of whose passages a claim, or a time, hangs on one."""
        self._victims: set[int] = set()
        """The drafts of which a passage names its victims."""

    # -- mentions ----------------------------------------------------------------------------------------------

    def story(self) -> Story:
        """Return the document's accounts and where each claim belongs."""
        opening = self._opening()
        if opening:
            self.drafts.append(_Draft(0))
            self._date(self.drafts[0], opening)
        for mention in self.reading.events:
            if mention.number == "generic":
                self.placed.append(_Placed(mention, (), "the passage speaks of such events in general, not of one"))
            elif mention.number == "several":
                self._place_several(mention)
            else:
                self._place_one(mention)
        if self.drafts and not self.drafts[0].mentions:
            self._drop_opening()
        main = self.main = self._main()
        choices = {claim.id: self._choose(claim) for claim in self.reading.claims}
        for claim_id, choice in choices.items():
            if choice.account is not None:
                self.drafts[choice.account].claims.add(claim_id)
        if main is not None and not self.drafts[main].dates:
            self._date(self.drafts[main], self._beside(self.drafts[main]))
        accounts = tuple(self._account(draft, draft.number == main) for draft in self.drafts)
        return Story(self.document.id, accounts, choices)

    def _opening(self) -> list[tuple[Moment, TimeMention]]:
        """Return the day that opens the story: it dates what is told first, and all that has no other date."""
        harm = [m.start for m in self.reading.events if m.number != "generic" and m.claims]
        harm = [start for start in harm if not self.shifts.is_heading(start)] or harm
        written = [day_number(time.when.latest) for time in self.reading.times if time.writes and time.when.latest]
        found: list[tuple[Moment, TimeMention]] = []
        for time in self.reading.times:
            moment = moment_told(time, published=self.document.published is not None)
            if not harm or time.writes or time.says or moment is None or not moment.is_day:
                continue
            if written and time.when.earliest is not None and day_number(time.when.earliest) > max(written):
                return []  # "tomorrow"
            if found and (time.start - found[-1][1].end > _BESIDE or distance(moment, found[0][0]) > _SAME_DAYS):
                break
            if not found and (not time.opens or time.start > min(harm) or self.voices.get(time.segment) == "title"):
                return []  # the first day told is that of something else
            found.append((moment, time))
        return found

    def _drop_opening(self) -> None:
        """Take out the opening's own draft, of which nothing was told."""
        del self.drafts[0]
        for draft in self.drafts:
            draft.number -= 1
            if draft.beside is not None:
                draft.beside = (draft.beside[0] - 1, draft.beside[1]) if draft.beside[0] else None
        self.placed = [replace(one, drafts=tuple(number - 1 for number in one.drafts)) for one in self.placed]

    def _account(self, draft: _Draft, main: bool) -> Account:
        dates = tuple(pair for pair in draft.dates if not self.shifts.is_of_memory(pair[1]))
        return Account(
            self.document.id, draft.number, tuple(draft.mentions), tuple(sorted(draft.types.items())),
            dates, tuple(sorted(draft.claims)), main, draft.other, draft.beside, draft.scene,
        )  # fmt: skip

    def paragraph(self, offset: int) -> int:
        """Return the number of the paragraph at an offset."""
        return bisect_right(self.breaks, offset)

    def _moments(self, mention: EventMention) -> list[tuple[Moment, TimeMention]]:
        found = []
        for time in self.shifts.times_of(mention):
            if time.relative_to is not None or time.writes or self.shifts.is_count(time):
                continue
            moment = moment_told(time, published=self.document.published is not None)
            if moment is not None:
                found.append((moment, time))
        return sorted(found, key=lambda pair: (pair[0].days, pair[1].start))

    def _place_one(self, mention: EventMention) -> None:
        moments = self._moments(mention)
        move = self._by_rules(mention, moments)
        if len(move.open) > 1:
            self.placed.append(_Placed(mention, move.open, move.reason))
            return
        to, reason = self.decide(mention, move)
        draft = self._new(mention) if to == NEW else self.drafts[to]
        if to == NEW and not move.open:
            draft.scene, draft.beside = move.scene, move.beside
            if draft.scene:
                self._scenes.append(draft)
        known = () if draft.number in self.placings.traces else tuple(draft.days)
        self._add(draft, mention, moments if self._dates_allow(draft, moments, mention) else [], reason)
        self.placings.add(draft.number, mention, known)

    def decide(self, mention: EventMention, move: _Move) -> tuple[int, str]:
        """Return the number of the event that a passage goes with, ``NEW`` for another one, and why.

        What the rules say holds unless the table outweighs it; where dates or a clause decide, and for a passage that
        tells of nobody harmed, they alone.
        """
        to = move.open[0] if move.open else NEW
        if (
            move.sure
            or not mention.claims
            or (to != NEW and to not in self.placings.traces)
            or not self.placings.traces
        ):
            return to, move.reason
        evidence = self.placings.evidence(mention, Move(to, move.kind))
        scores = {number: score(names) for number, names in evidence.items()}
        scores[NEW] += _MARGIN
        best = max(scores, key=lambda number: (scores[number], number)) if to == NEW else NEW
        if best == to or scores[best] - scores[to] < (_JOINING if to == NEW else _SPLITTING):
            return to, move.reason
        return best, why(evidence[best], evidence[to])

    def _by_rules(self, mention: EventMention, moments: list[tuple[Moment, TimeMention]]) -> _Move:
        paragraph = self.paragraph(mention.start)
        shared = self._by_shared_ties(mention)
        if shared is not None and self._dates_allow(shared, moments, mention):
            return _Move((shared.number,), "the passages share a clause", sure=True)
        if self.shifts.is_answered(mention) and any(draft.mentions for draft in self.drafts):
            return _Move((), "what is told answers it: another event")
        if self.shifts.is_separate(mention) and any(draft.mentions for draft in self.drafts):
            return _Move((), "its sentence sets it apart as another event")
        if moments and self.shifts.is_of_wounds(mention):
            hurt = self._current(mention, paragraph)
            if hurt is not None and hurt.claims_harm:
                return _Move((hurt.number,), "it tells of one who died later of what was told before")
        if moments:
            dated = self._by_date(mention, moments)
            if dated is not None:
                return self._scene_of(mention, dated) or _Move(
                    (dated.number,), "the document dates both alike", sure=self._is_dated(dated, moments)
                )
            current = self._current(mention, paragraph)
            aside = self.shifts.is_aside(mention) and current.claims_harm if current else False
            if (
                current is not None
                and not aside
                and not mention.similar_to_other
                and self._dates_allow(current, moments, mention)
                and self._may_date(current, mention, paragraph, moments)
            ):
                return _Move((current.number,), "the passage dates the event told of before it")
            return _Move((), "its date starts another event")
        if mention.similar_to_other and not mention.definite:
            return _Move((), "the passage sets it apart as another event")
        if mention.definite and self.plural is not None and self.plural[0] == paragraph and len(self.plural[1]) > 1:
            return _Move(self.plural[1], "the paragraph speaks of several events and does not say which")
        current = self._current(mention, paragraph)
        if current is None:
            return _Move((), "the first passage that tells of it", sure=self.shifts.who_had_been(mention))
        if self._harms_somebody_else(current, mention):
            return _Move((), "it names somebody else as its victim")
        away = self._scene_of(mention, current)
        if away is not None:
            return away
        return _Move((current.number,), self._why_current(current, paragraph))

    def _scene_of(self, mention: EventMention, current: _Draft) -> _Move | None:
        """Return where a passage belongs that names another place or time than the event told of before it, and why."""
        if not current.mentions:
            return None
        sentence = self.shifts.sentence(mention.start)
        for draft in self._scenes:
            assert draft.scene is not None
            told = self.document.text.find(draft.scene, sentence.start, sentence.end) >= 0
            if told and draft is not current and self._types_allow(draft, mention):
                return _Move((draft.number,), f"its sentence names «{draft.scene}»")
        last = current.mentions[-1]
        if last.sentence == mention.sentence:
            return None
        since = max(self._paragraph_start(mention.start), self.shifts.sentence(last.start).end)
        place = self.shifts.elsewhere(mention, since)
        if place is not None:
            words = self.shifts.same_day(mention, since)
            beside = (current.number, words) if words is not None else None
            return _Move((), f"its passage tells what happened in «{place}» besides", place, beside)
        words = self.shifts.other_time(mention, current.times)
        if words is not None:
            return _Move((), f"«{words}» is another time than that of the event told of before")
        return None

    def _paragraph_start(self, offset: int) -> int:
        number = self.paragraph(offset)
        return self.breaks[number - 1] + 1 if number else 0

    def _is_dated(self, draft: _Draft, moments: list[tuple[Moment, TimeMention]]) -> bool:
        """Whether a passage has the very day of an event, or dates what a title alone told of before."""
        days = [moment for moment in draft.days if moment.is_day]
        if any(moment.is_day and distance(moment, day) == 0 for moment, _ in moments for day in days):
            return True
        return all(self.voices.get(earlier.segment) == "title" for earlier in draft.mentions)

    def _may_date(
        self, draft: _Draft, mention: EventMention, paragraph: int, moments: list[tuple[Moment, TimeMention]]
    ) -> bool:
        """A date far from where an undated event was told dates it only if the passage points back to it.

        With a place that the text has not named before it tells of another event.
        """
        if self._is_elsewhere(draft, mention):
            return False
        if mention.definite or draft.dates or draft.paragraph == paragraph or mention.sentence < LEAD:
            return True
        if moments[0][0].is_day and mention.type in draft.types:
            return True
        return all(m.sentence < LEAD or self.voices.get(m.segment) == "title" for m in draft.mentions)

    def _is_elsewhere(self, draft: _Draft, mention: EventMention) -> bool:
        """Whether a passage is set in places of which none was named before its sentence."""
        if not mention.places or any(earlier.sentence == mention.sentence for earlier in draft.mentions):
            return False
        text, start = self.document.text, self._sentence_starts[mention.sentence]
        return not any(text.find(text[span.start : span.end], 0, start) >= 0 for span in mention.places)

    @cached_property
    def _sentence_starts(self) -> dict[int, int]:
        """Where the first passage of each sentence begins."""
        found: dict[int, int] = {}
        for mention in self.reading.events:
            found[mention.sentence] = min(mention.start, found.get(mention.sentence, mention.start))
        return found

    def _harms_somebody_else(self, draft: _Draft, mention: EventMention) -> bool:
        """ "The murder of Y" is not the murder of X told of before, unless Y stands beside that one too."""
        victims = self._named_victims(mention)
        if not victims or draft.number not in self._victims:
            return False
        text = self.document.text
        for earlier in draft.mentions:
            beside = text[max(0, earlier.start - _AROUND) : earlier.end + _AROUND].casefold()
            if any(victim in beside for victim in victims):
                return False
        return True

    def _named_victims(self, mention: EventMention) -> set[str]:
        """Return the last words of the persons a noun names as its object: "the killing of Ada Orm"."""
        if mention.type not in ("killing", "abduction", "execution", "assault"):
            return set()
        return {name for span in mention.targets if mention.end <= span.start for name in self.persons.get(span, ())}

    def _why_current(self, draft: _Draft, paragraph: int) -> str:
        if draft.paragraph == paragraph:
            return "the paragraph tells of this event"
        return "the document returns to the event it tells of first and most"

    def _by_shared_ties(self, mention: EventMention) -> _Draft | None:
        tied = {number for each in _ties(mention) for number in self._tied.get(each, ())}
        for draft in (self.drafts[number] for number in sorted(tied, reverse=True)):
            for earlier in reversed(draft.mentions):
                if earlier.sentence != mention.sentence:
                    break
                if set(earlier.claims) & set(mention.claims) or set(earlier.times) & set(mention.times):
                    return draft
        return None

    def _by_date(self, mention: EventMention, moments: list[tuple[Moment, TimeMention]]) -> _Draft | None:
        near = self._calendar.near((moment for moment, _ in moments), _LATER if _is_of_later(mention) else _SAME_DAYS)
        fits = [
            draft
            for draft in (self.drafts[number] for number in near)
            if draft.dates and self._types_allow(draft, mention) and self._dates_allow(draft, moments, mention)
        ]
        if not fits:
            return None
        return min(fits, key=lambda draft: (-draft.mentions[-1].start if draft.mentions else 0, draft.number))

    def _dates_allow(self, draft: _Draft, moments: list[tuple[Moment, TimeMention]], mention: EventMention) -> bool:
        if not moments or not draft.dates:
            return True
        own = [moment for moment, _ in moments]
        for years, days in ((draft.days, own), (own, draft.days)):
            if _only_years(years) and not any(moment.has_year for moment in days):
                return False
        closest, later = min(
            (distance(moment, other), (moment.first or 0) >= (other.first or 0))
            for moment in own
            for other in draft.days
        )
        return closest <= _SAME_DAYS or (_is_of_later(mention) and closest <= _LATER and later)

    def _types_allow(self, draft: _Draft, mention: EventMention) -> bool:
        if not draft.mentions:
            return True
        if mention.type in _OWN_KINDS and mention.type not in draft.types:
            return draft.mentions[-1].sentence == mention.sentence and bool(
                set(draft.mentions[-1].claims) & set(mention.claims)
            )
        kinds = [kind for kind in draft.types if kind != "other"] or ["other"]
        if any(can_be_one(kind, mention.type) for kind in kinds):
            return True
        last = draft.mentions[-1]
        if mention.type == "hostage_taking" and last.sentence == mention.sentence:
            return True
        return family(mention.type) == "taking" and bool(
            set(last.claims) & set(mention.claims) or set(last.times) & set(mention.times)
        )

    def _current(self, mention: EventMention, paragraph: int) -> _Draft | None:
        """The event a passage without a date of its own continues: that of its paragraph, else the first one."""

        def fitting(draft: _Draft) -> bool:
            return self._types_allow(draft, mention) or self._follows(draft, mention, paragraph)

        for draft in (self.drafts[number] for number in self._last_told):
            if draft.paragraph == paragraph and draft.segment == mention.segment and fitting(draft):
                return draft
        fits = [draft for draft in self.drafts if fitting(draft) and not self._is_listed(draft)]
        if not fits:
            return None
        plain = [draft for draft in fits if not draft.other] or fits
        return min(plain, key=lambda draft: (-len(draft.mentions) if draft.number else -99, draft.number))

    def _is_listed(self, draft: _Draft) -> bool:
        """Whether an event is one of several dates apart that one paragraph lists: no later passage returns to it."""
        if not draft.mentions or any(self.paragraph(mention.start) != draft.paragraph for mention in draft.mentions):
            return False
        beside = {moment for one in self.drafts if one.paragraph == draft.paragraph for moment in one.days}
        return any(distance(one, other) > _APART for one in draft.days for other in beside)

    def _follows(self, draft: _Draft, mention: EventMention, paragraph: int) -> bool:
        """Whether people arrested belong to an act of violence told of, people driven out to one beside it, or people
        harmed to the expulsion that the document tells of first."""
        if not draft.mentions or self.shifts.had_been(mention):
            return False
        if family(mention.type) == "violence":
            return draft.number == 0 and {family(kind) for kind in draft.types if kind != "other"} == {"moving"}
        if all(family(kind) != "violence" for kind in draft.types):
            return False
        if mention.type == "detention":
            return True
        return family(mention.type) == "moving" and draft.paragraph == paragraph

    def _new(self, mention: EventMention) -> _Draft:
        draft = _Draft(len(self.drafts), other=mention.similar_to_other)
        self.drafts.append(draft)
        return draft

    def _add(
        self, draft: _Draft, mention: EventMention, moments: list[tuple[Moment, TimeMention]], reason: str
    ) -> None:
        self._tell(draft, mention)
        if not self._dies_later(draft, mention):
            self._date(draft, moments)
        draft.paragraph = self.paragraph(mention.start)
        draft.segment = mention.segment
        self.placed.append(_Placed(mention, (draft.number,), reason))

    def _tell(self, draft: _Draft, mention: EventMention) -> None:
        """Add a passage to an event."""
        draft.mentions.append(mention)
        draft.types[mention.type] += 1
        draft.claims_harm |= bool(mention.claims)
        self.shifts.tell_times(mention, draft.times)
        self._last_told.tell(draft.number, mention.start, draft.number)
        for each in _ties(mention):
            self._tied.setdefault(each, set()).add(draft.number)
        if self._named_victims(mention):
            self._victims.add(draft.number)

    def _date(self, draft: _Draft, dates: Iterable[tuple[Moment, TimeMention]]) -> None:
        """Add dates to an event, each once."""
        for moment, time in dates:
            draft.dates[moment, time] = None
            draft.days[moment] = None
            self._calendar.add(draft.number, moment)

    def _dies_later(self, draft: _Draft, mention: EventMention) -> bool:
        """Whether a passage tells of one who died later, which does not date the event."""
        if mention.lemma == "succumb" or self.shifts.is_of_wounds(mention):
            return True
        return bool(draft.dates) and mention.lemma in _LATER_DEATHS

    def _place_several(self, mention: EventMention) -> None:
        moments = self._moments(mention)
        if len(moments) > 1:
            numbers = []
            for pair in moments:
                draft = self._by_date(mention, [pair])
                if draft is None:
                    draft = self._new(mention)
                self._tell(draft, mention)
                self._date(draft, [pair])
                numbers.append(draft.number)
            self.placed.append(_Placed(mention, tuple(dict.fromkeys(numbers)), "one passage names several events"))
            return
        fits = [draft for draft in self.drafts if self._types_allow(draft, mention)]
        if mention.count and len(fits) > mention.count:
            fits = sorted(fits, key=lambda draft: (draft.other and not draft.dates, -len(draft.mentions), draft.number))
            fits = sorted(fits[: mention.count], key=lambda draft: draft.number)
        numbers = [draft.number for draft in fits]
        if len(numbers) > 1:
            self.plural = (self.paragraph(mention.start), tuple(numbers))
            self.placed.append(_Placed(mention, tuple(numbers), "the passage speaks of several events together"))
        elif numbers and not mention.similar_to_other:
            self._add(fits[0], mention, moments, "the document tells of one such event only")
        elif mention.claims:
            self._add(self._new(mention), mention, moments, "the first passage that tells of it")
        else:
            self.placed.append(_Placed(mention, (), "the passage names several events that the document does not tell"))

    def _main(self) -> int | None:
        best, best_score = None, 0.0
        for draft in self.drafts:
            score = 0.4 * len(draft.mentions)
            for mention in draft.mentions:
                voice = self.voices.get(mention.segment)
                if voice == "title":
                    score += 4.0
                elif mention.sentence < LEAD:
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
            moment = (
                None if time.writes or time.says else moment_told(time, published=self.document.published is not None)
            )
            if moment is not None and moment.is_day and Span(time.start, time.end) not in tied:
                if not (self.shifts.is_bound(time) or self.shifts.is_count(time) or self.shifts.is_counted(time)):
                    days.append((moment, time))
        named = [pair for pair in days if self.shifts.is_heading(pair[1].start) and pair[0].has_year]
        opened = [pair for pair in days if pair[1].opens and pair not in named and pair[1].start < _HEAD]
        if named and not opened and max(distance(named[0][0], other[0]) for other in named) == 0:
            return named[:1]
        near_by: dict[int, list[tuple[Moment, TimeMention]]] = {}
        for pair in days:
            near_by.setdefault(self.paragraph(pair[1].start), []).append(pair)
        for mention in draft.mentions:
            if not any(isinstance(self.claims[claim].value, CasualtyValue) for claim in mention.claims):
                continue
            paragraph = near_by.get(self.paragraph(mention.start), ())
            near = [pair for pair in paragraph if pair[1].start < mention.end + _BESIDE]
            if near and max(distance(near[0][0], other[0]) for other in near) == 0:
                return near[:1]
        head = [pair for pair in days if pair[1].start < _HEAD]
        if head and max(distance(head[0][0], other[0]) for other in head) <= _SAME_DAYS:
            return head[:1]
        return []

    # -- claims ------------------------------------------------------------------------------------------------

    def _choose(self, claim: Claim) -> Choice:
        tied = self._placed_by_claim.get(claim.id, [])
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
        if isinstance(claim.value, CasualtyValue) or claim.kind in _NEAR_KINDS:
            return self._near(claim)
        return Choice(None, (), "no event word governs it")

    def _is_dated_by(self, draft: _Draft, claim: Claim) -> bool:
        return any(time.start < claim.end and claim.start < time.end for _, time in draft.dates)

    @cached_property
    def _placed_by_claim(self) -> dict[str, list[_Placed]]:
        """The passages that each claim hangs on; asked for once all are placed."""
        found: dict[str, list[_Placed]] = {}
        for placed in self.placed:
            for claim in dict.fromkeys(placed.mention.claims):
                found.setdefault(claim, []).append(placed)
        return found

    @cached_property
    def _passages(self) -> Stretches[_Placed]:
        return Stretches(self.placed)

    @cached_property
    def _told_one_by_one(self) -> list[_Placed]:
        """The passages that tell of an event, or of some, and not of such events in general."""
        return [placed for placed in self.placed if placed.mention.number != "generic"]

    @cached_property
    def _of_paragraphs(self) -> dict[int, list[int]]:
        """The events that each paragraph tells of, in order."""
        found: dict[int, set[int]] = {}
        for placed in self._told_one_by_one:
            found.setdefault(self.paragraph(placed.start), set()).update(placed.drafts)
        return {paragraph: sorted(numbers) for paragraph, numbers in found.items()}

    def _within(self, claim: Claim) -> Choice:
        """What somebody says goes with the event that the words themselves mention."""
        begun = self._passages.beginning_in(claim.start, claim.end + 1)
        inside = [placed for placed in begun if placed.end <= claim.end and placed.drafts]
        numbers = sorted({number for placed in inside for number in placed.drafts})
        if not numbers:
            return Choice(None, (), "its words mention no event")
        told = f"its words mention «{inside[0].mention.quote}»; {inside[0].reason}"
        return Choice(numbers[0], (), told) if len(numbers) == 1 else Choice(None, tuple(numbers), told)

    def _near(self, claim: Claim) -> Choice:
        """A claim no event word governs goes with the only event of its sentence, else of its paragraph."""
        close = self._passages.overlapping(claim.start - _CLOSE, claim.end + _CLOSE)
        beside = [p for p in close if p.mention.number != "generic" and self._same_sentence(p.mention, claim)]
        for numbers, words in (
            (sorted({number for placed in beside for number in placed.drafts}), "sentence"),
            (self._of_paragraphs.get(self.paragraph(claim.start), []), "paragraph"),
        ):
            if len(numbers) == 1:
                return Choice(numbers[0], (), f"its {words} tells of this event only")
            if numbers:
                return Choice(None, tuple(numbers), f"its {words} tells of several events")
        if not isinstance(claim.value, RoleValue):
            return Choice(None, (), "its paragraph tells of no event")
        harming = [draft.number for draft in self.drafts if draft.claims_harm]
        if len(harming) == 1:
            return Choice(harming[0], (), "its paragraph tells of no event, and the document of this one only")
        before = next((placed for placed in reversed(self._told_one_by_one) if placed.end <= claim.start), None)
        if before is not None and before.drafts == (self.main,):
            return Choice(self.main, (), "its paragraph tells of no event, and the one before it of this one last")
        return Choice(None, (), "its paragraph tells of no event")

    def _same_sentence(self, mention: EventMention, claim: Claim) -> bool:
        between = self.document.text[min(mention.end, claim.end) : max(mention.start, claim.start)]
        return len(between) < _CLOSE and ". " not in between and "\n" not in between


def _ties(mention: EventMention) -> list[str | Span]:
    return [*mention.claims, *mention.times]


def _is_of_later(mention: EventMention) -> bool:
    return mention.lemma in _LATER_DEATHS


def _only_years(dates: Collection[Moment]) -> bool:
    """A bare year meets every day of the year and so shows nothing about a date without one."""
    return all(moment.days > 31 for moment in dates)


_TELLING_KINDS = frozenset(
    {"statement", "question", "response", "warning", "demand", "prediction", "context", "deprivation"}
)
"""Kinds whose passage is a clause of its own, which may mention an event anywhere inside."""
_NEAR_KINDS = frozenset(
    {"role", "force", "unit", "weapon", "vehicle", "method", "characterisation", "motive", "exhibit", "time"}
)
