"""What speaks for a passage telling of an event that its document told of before, and what for another event.

Invariant: a function of the document alone; what weighs is in a table (``vocabulary/placing.yaml``, made by
``python -m training.placing``), and every ground that counted is told in words. Method: one log-linear choice among the
events told so far and a new one, with what the rules of ``linking/accounts.py`` would do among the evidence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from math import fsum

from recount.linking.incidents_types import family
from recount.linking.moments import Moment, distance, moment_told
from recount.linking.shifts import LEAD, Shifts, TimesTold
from recount.linking.similarity import words_of as telling_words
from recount.linking.told import Days, FirstUse, LastTold
from recount.model.claims import CasualtyValue
from recount.model.mentions import EventMention, Reading
from recount.model.stretches import Stretches
from recount.model.text import Document, Span
from recount.vocabulary.schema import Placing, words_of

NEW = -1
"""The number of an event not told of before."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_NAME = re.compile(r"[^\W\d_][\w'’-]{2,}")
_OPENS = re.compile(r"(?:[.!?:\n][”’\"')]*\s*|\A)\Z")
_INK = re.compile(r"\S")
_OWNS = re.compile(r"['’]s?\Z")
_WEEK, _MONTH = 7, 40
"""Days between two dates that are told as a week and as a month."""
_YEAR = 31
"""Days above which a date tells a year or a season."""
_FEW = 4
"""Shared words from which their number says no more."""
_FOLLOWED = 12
"""Events of a document, the last told of, that a passage may return to, besides the first."""
_BEFORE = 12
"""Words of a sentence before the passage that count."""
_RECENT = 3
"""Passages of an event with which a claim or a time can be shared."""


@dataclass
class Trace:
    """What a document told of one event so far: its number, passages, dates, and the words, names and figures there."""

    number: int
    rank: int
    """How many events were told of before it."""
    dates: dict[Moment, None]
    lent: list[Moment] = field(default_factory=list)
    """Days told beside its passages."""
    mentions: list[EventMention] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    lemmas: set[str] = field(default_factory=set)
    times: TimesTold = field(default_factory=TimesTold)
    words: set[str] = field(default_factory=set)
    capitals: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    figures: set[tuple[str, int | None, int | None]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Move:
    """What the rules would do with a passage: the event it goes with (``NEW`` for another) and the kind of reason."""

    to: int
    kind: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Text with what stands in it: telling words, capitalised ones, places, days."""

    start: int
    end: int
    words: frozenset[str]
    capitals: frozenset[str]
    places: frozenset[str]
    days: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class _Passage:
    """A mention with its sentence, what is told since the passage before it, and what it says itself."""

    mention: EventMention
    own: _Stretch
    since: _Stretch | None
    paragraph: int
    opens: bool
    days: tuple[Moment, ...]
    figures: frozenset[tuple[str, int | None, int | None]]


class Placings:
    """The traces of one document's events, and what each passage has in common with them."""

    def __init__(self, document: Document, reading: Reading, shifts: Shifts) -> None:
        self.document, self.reading, self.shifts = document, reading, shifts
        self.text = document.text
        self.used = FirstUse(document.text.casefold())
        self.breaks = shifts.breaks
        self.claims = {claim.id: claim for claim in reading.claims}
        self.voices = {segment.id: segment.voice for segment in document.segments}
        self.traces: dict[int, Trace] = {}
        self.last: Trace | None = None
        self._first = NEW
        self._passages = 0
        self._last_told = LastTold()
        self._calendar = Days()
        self._named: dict[str, set[int]] = {}
        self._places = Stretches(reading.places)
        self._opened: _Passage | None = None
        self._sentence: _Stretch | None = None

    def add(self, number: int, mention: EventMention, dates: Iterable[Moment] = ()) -> None:
        """Add a passage to an event; ``dates`` are those that the event had before its first passage."""
        trace = self.traces.get(number) or self._open(number, dates)
        passage = self._passage(mention)
        for part in (passage.own, passage.since):
            if part is not None:
                trace.words |= part.words
                trace.capitals |= part.capitals
                trace.places |= part.places
                for name in part.capitals:
                    self._named.setdefault(name, set()).add(number)
        for day in passage.days:
            if not trace.dates or (day not in trace.dates and min(distance(day, other) for other in trace.dates) <= 1):
                self._date(trace, day)
        if passage.since is not None and not passage.days and not trace.dates:
            for day in passage.since.days[:1]:
                if day.is_day:
                    trace.lent.append(day)
                    self._calendar.add(number, day)
        trace.figures |= passage.figures
        trace.mentions.append(mention)
        trace.kinds.add(mention.type)
        trace.lemmas.add(mention.lemma)
        self.shifts.tell_times(mention, trace.times)
        self._last_told.tell(number, mention.start, trace.rank)
        self._passages += 1
        self._opened = None  # what stands since the last passage is another stretch from now on
        self.last = trace

    def _open(self, number: int, dates: Iterable[Moment]) -> Trace:
        trace = self.traces[number] = Trace(number, len(self.traces), {})
        self._first = min(self.traces) if self._first == NEW else min(self._first, number)
        for day in dates:
            self._date(trace, day)
        return trace

    def _date(self, trace: Trace, day: Moment) -> None:
        trace.dates[day] = None
        self._calendar.add(trace.number, day)

    def evidence(self, mention: EventMention, move: Move) -> dict[int, list[str]]:
        """Return by event, and for ``NEW``, the names of what speaks for or against a passage's telling of it."""
        passage = self._passage(mention)
        found = {trace.number: list(self._with(passage, trace)) for trace in self._near(move)}
        found[NEW] = list(self._alone(passage))
        found[NEW].append("rule: new" if move.to == NEW else "rule: not new")
        found[NEW].append(f"rule: {'new' if move.to == NEW else 'not new'}, {move.kind}")
        if move.to in self.traces:
            found[move.to] += ["rule", f"rule: {move.kind}"]
        return found

    def _near(self, move: Move) -> list[Trace]:
        """Return the traces that a passage may go with: the first, the last told of, and what the rules say."""
        near = {*islice(self._last_told, _FOLLOWED), self._first, move.to}
        return [self.traces[number] for number in sorted(near) if number in self.traces]

    def _dated_near(self, days: Iterable[Moment]) -> Iterable[Trace]:
        """Return the traces with a date, told or lent, that may be one of these days or the next."""
        return (self.traces[number] for number in self._calendar.near(days, 1))

    # -- with an event told of before ------------------------------------------------------------------------------

    def _with(self, passage: _Passage, trace: Trace) -> Iterable[str]:
        mention, last = passage.mention, trace.mentions[-1]
        where = "last" if trace is self.last else "back"
        gap = self._gap(last, passage)
        yield f"gap {gap} {where}"
        yield where
        if trace is self.last:
            yield f"last after {min(len(trace.mentions), 3)}"
        if trace.number == self._first:
            yield "first"
            yield f"first {where}{' of a paragraph' if passage.opens else ''}"
        if len(self.traces) > 1 and len(trace.mentions) * 2 >= self._passages:
            yield "most told"
        recent = trace.mentions[-_RECENT:]
        if any(set(earlier.claims) & set(mention.claims) for earlier in recent):
            yield "shares a claim"
        if any(set(earlier.times) & set(mention.times) for earlier in recent):
            yield "shares a time"
        dates = _meeting(passage.days, trace.dates)
        yield f"dates {dates}"
        yield f"dates {dates} {'tied' if mention.times else 'beside'}"
        if gap == "sentence":
            yield f"dates {dates} in the sentence"
        yield from self._kinds(passage, trace, gap)
        if passage.own.places:
            yield f"place {_shared(passage.own.places, trace.places)}"
        shared = len(passage.own.words & trace.words)
        yield f"words {min(shared, _FEW)}"
        if trace is not self.last:
            yield f"words back {min(shared, _FEW)}"
        if passage.figures & trace.figures:
            yield "figure told"
        elif {outcome for outcome, *_ in passage.figures} & {outcome for outcome, *_ in trace.figures}:
            yield "figure differs"
        if passage.since is not None:
            yield from self._since(passage.since, passage, trace, where)

    def _kinds(self, passage: _Passage, trace: Trace, gap: str) -> Iterable[str]:
        families = {family(kind) for kind in trace.kinds}
        own = family(passage.mention.type)
        if passage.mention.type in trace.kinds:
            yield "kind told"
        elif own in families:
            yield "family told"
        else:
            yield f"{own} after {' and '.join(sorted(families))}"
            yield f"{own} untold, {gap}"
        if passage.mention.lemma in trace.lemmas:
            yield "word told" + (" definite" if passage.mention.definite else "")
        if passage.mention.definite:
            yield "definite " + ("family told" if own in families else "family untold")

    def _since(self, since: _Stretch, passage: _Passage, trace: Trace, where: str) -> Iterable[str]:
        if since.days and not passage.days:
            yield f"since dates {_meeting(since.days, trace.dates or trace.lent)}"
        if since.places:
            yield f"since place {_shared(since.places, trace.places)}"
        if since.capitals:
            shared = since.capitals & trace.capitals
            yield f"since capitals {min(len(shared), 3)} {where}"
            if not shared and any(name in self._named for name in since.capitals):
                yield "since capitals of another"
        yield f"since words {min(len(since.words & trace.words), _FEW)} {where}"

    # -- another event ---------------------------------------------------------------------------------------------

    def _alone(self, passage: _Passage) -> Iterable[str]:
        mention, own, since = passage.mention, passage.own, passage.since
        assert self.last is not None
        before = self.last.mentions[-1]
        gap = self._gap(before, passage)
        yield "new"
        yield f"new {family(mention.type)}"
        yield f"new {'paragraph' if gap in ('next paragraph', 'far') else gap}"
        if passage.opens:
            yield "new opens a paragraph"
        if passage.days:
            near = (_meeting(passage.days, trace.dates) for trace in self._dated_near(passage.days))
            if any(meeting in ("meets", "near") for meeting in near):
                yield "new dated as one told"
            else:
                yield "new dated" + (" by a day" if passage.days[0].is_day else "")
        words = [word.casefold() for word in _WORD.findall(self.text, own.start, mention.start)]
        if gap != "sentence":
            yield from dict.fromkeys(f"opens «{word}»" for word in words[:3])
            yield from dict.fromkeys(f"before «{word}»" for word in words[3:_BEFORE])
        if any(self._is_fresh(place, own.start) for place in own.places):
            yield "new place"
        if since is not None:
            fresh = [word for word in since.capitals if self._is_fresh(word, since.start)]
            yield f"new capitals {min(len(fresh), 2)} of {'some' if len(fresh) < len(since.capitals) else 'none'} told"
            if any(self._is_fresh(place, since.start) for place in since.places):
                yield "new place since"
            if since.days and not passage.days:
                near = (_meeting(since.days, trace.dates or trace.lent) for trace in self._dated_near(since.days))
                yield "new date since, " + ("told" if any(one in ("meets", "near") for one in near) else "not told")
            if self.shifts.is_beside(since.start, own.end):
                yield "new beside"
        yield from self._cues(mention)
        if self.voices.get(mention.segment) != self.voices.get(before.segment):
            yield "new voice"

    def _cues(self, mention: EventMention) -> Iterable[str]:
        shifts = self.shifts
        assert self.last is not None
        for name, holds in (
            ("new answered", shifts.is_answered(mention)),
            ("new separate", shifts.is_separate(mention)),
            ("new aside", shifts.is_aside(mention)),
            ("new had been", shifts.had_been(mention)),
            ("new who had been", shifts.who_had_been(mention)),
            ("new heading", shifts.is_heading(mention.start)),
            ("new of wounds", shifts.is_of_wounds(mention)),
            ("new lead", mention.sentence < LEAD),
            ("new commemorates", shifts.commemorates),
            ("new other time", shifts.other_time(mention, self.last.times) is not None),
            ("new long past", shifts.is_long_past(mention)),
            ("new other such", mention.similar_to_other),
            ("new definite", mention.definite),
        ):
            if holds:
                yield name

    # -- what stands where -----------------------------------------------------------------------------------------

    def _gap(self, before: EventMention, passage: _Passage) -> str:
        sentence, paragraph = self.shifts.sentence(before.start), bisect_right(self.breaks, before.start)
        if sentence.start == passage.own.start:
            return "sentence"
        if paragraph == passage.paragraph:
            return "paragraph" if _INK.search(self.text, sentence.end, passage.own.start) else "next sentence"
        return "next paragraph" if passage.paragraph - paragraph <= 2 else "far"

    def _passage(self, mention: EventMention) -> _Passage:
        """Return a passage as it stands after the last one added; that of one mention is made once."""
        if self._opened is None or self._opened.mention is not mention:
            self._opened = self._made(mention)
        return self._opened

    def _made(self, mention: EventMention) -> _Passage:
        sentence = self.shifts.sentence(mention.start)
        paragraph = bisect_right(self.breaks, mention.start)
        opening = self.breaks[paragraph - 1] + 1 if paragraph else 0
        start = opening
        if self.last is not None:
            start = max(opening, self.shifts.sentence(self.last.mentions[-1].start).end)
        tied = {self.text[span.start : span.end].casefold() for span in mention.places}
        if self._sentence is None or (self._sentence.start, self._sentence.end) != (sentence.start, sentence.end):
            self._sentence = self._stretch(sentence)  # one sentence may hold many passages
        own = replace(self._sentence, places=self._sentence.places | tied) if tied else self._sentence
        return _Passage(
            mention, own, self._stretch(Span(start, sentence.end)) if start <= sentence.start else None, paragraph,
            sentence.start <= opening + 2, tuple(self._days(mention)), frozenset(self._figures(mention)),
        )  # fmt: skip

    def _stretch(self, span: Span) -> _Stretch:
        words = frozenset(telling_words(self.text[span.start : span.end]))
        places = self._places.beginning_in(span.start, span.end)
        days = []
        for time in self.shifts.times_within(span):
            if not (time.writes or time.says or time.relative_to is not None):
                moment = moment_told(time, published=self.document.published is not None)
                if moment is not None and not self.shifts.is_count(time) and not self.shifts.is_bound(time):
                    days.append(moment)
        return _Stretch(
            span.start, span.end, words, frozenset(self._capitals(span)),
            frozenset(place.surface.casefold() for place in places if not place.surface.isupper()),
            tuple(days),
        )  # fmt: skip

    def _capitals(self, span: Span) -> Iterable[str]:
        """Yield the words with a capital that may name something: those that open a sentence only if rare there."""
        for match in _NAME.finditer(self.text, span.start, span.end):
            word = match.group()
            if not word[0].isupper() or word.isupper():
                continue
            low = word.casefold()
            if _OPENS.search(self.text, max(0, match.start() - 4), match.start()):
                if not telling_words(low) or f" {low} " in self.text:
                    continue
            yield _OWNS.sub("", low)

    def _is_fresh(self, word: str, before: int) -> bool:
        """Whether a text has not used a word before an offset."""
        return not self.used.is_before(word, before)

    def _days(self, mention: EventMention) -> Iterable[Moment]:
        for time in self.shifts.times_of(mention):
            if time.relative_to is None and not time.writes and not self.shifts.is_count(time):
                moment = moment_told(time, published=self.document.published is not None)
                if moment is not None:
                    yield moment

    def _figures(self, mention: EventMention) -> Iterable[tuple[str, int | None, int | None]]:
        for claim in mention.claims:
            value = self.claims[claim].value
            if isinstance(value, CasualtyValue):
                yield value.outcome, value.count.low, value.count.high


def _meeting(mine: Collection[Moment], theirs: Collection[Moment]) -> str:
    """Return how the dates of a passage and of an event stand to each other."""
    if not mine or not theirs:
        return "none" if not mine and not theirs else "theirs alone" if not mine else "mine alone"
    days = min(distance(one, other) for one in mine for other in theirs)
    told = "meets" if days == 0 else "near" if days <= 1 else "week" if days <= _WEEK else "month"
    told = told if days <= _MONTH else "apart"
    coarse = all(one.days > _YEAR for one in mine) or all(other.days > _YEAR for other in theirs)
    return told + (" by years" if coarse else "")


def _shared(mine: frozenset[str], theirs: set[str]) -> str:
    return "shared" if mine & theirs else "other" if theirs else "alone"


def score(evidence: Iterable[str]) -> float:
    """Return what evidence weighs together."""
    weights = words_of(Placing, "placing").weights
    return fsum(weights.get(name, 0.0) for name in evidence)


def why(chosen: Sequence[str], left: Sequence[str]) -> str:
    """Return in words what speaks most for the choice made against the one that the rules would have made."""
    weights = words_of(Placing, "placing").weights
    points = {name: weights.get(name, 0.0) for name in chosen if name not in left}
    points |= {name: -weights.get(name, 0.0) for name in left if name not in chosen}
    heavy = sorted((name for name in points if points[name] >= _SLIGHT), key=lambda name: (-points[name], name))
    told = list(dict.fromkeys(words for words in map(_told, heavy) if words))[:_GROUNDS]
    which = "another event" if "new" in chosen else "an event told of before"
    return f"more speaks for {which}: {'; '.join(told) or 'all that stands around the passage'}"


def _told(name: str) -> str:
    """Return the words for a kind of evidence, none where a reader would learn nothing from it."""
    quoted = _LEXICAL.fullmatch(name)
    if quoted:
        return f"its sentence has «{quoted[1]}»"
    return next((words for start, words in _TOLD if name.startswith(start)), "")


_LEXICAL = re.compile(r"(?:opens|before) «(.*)»")
_SLIGHT = 0.1
"""Log-odds below which a ground is not told."""
_GROUNDS = 3
"""Grounds that are told."""
_TOLD = (
    ("dates apart", "its date is another"),
    ("dates month", "its date is weeks from that event's"),
    ("dates week", "its date is days from that event's"),
    ("dates meets", "its date is that event's"),
    ("since dates meets", "a date of that event stands beside it"),
    ("since dates", "another date stands beside it"),
    ("new dated", "it has a date of its own"),
    ("new date since", "a date stands beside it"),
    ("place shared", "it names a place of that event"),
    ("place other", "it names another place"),
    ("since place other", "another place stands beside it"),
    ("since place shared", "a place of that event stands beside it"),
    ("new place", "it names a place not told of before"),
    ("new capitals", "it names what was not told of before"),
    ("since capitals 0", "it shares no name with that event"),
    ("since capitals", "it shares names with that event"),
    ("figure told", "it tells a figure of that event"),
    ("figure differs", "its figure is another"),
    ("shares", "the passages share a clause"),
    ("kind told", "it tells of the same kind of act"),
    ("word told", "it has the word of that event"),
    ("new beside", "it is set beside what was told before"),
    ("new separate", "its sentence sets it apart"),
    ("new answered", "what is told answers it"),
    ("new other such", "it is called another such event"),
    ("new had been", "it goes back before what was told"),
    ("new long past", "its time is long past"),
    ("gap sentence", "it stands in the same sentence"),
    ("gap next sentence", "it stands in the next sentence"),
    ("gap far", "it stands far from that event"),
    ("gap next paragraph", "it stands in another paragraph"),
    ("new paragraph", "it stands in another paragraph"),
    ("new opens", "it opens a paragraph"),
    ("most told", "that event is told of most"),
    ("first", "that event is told of first"),
)
