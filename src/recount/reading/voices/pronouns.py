"""Who speaks where a pronoun does ("he said"): the one person or body of the text so far that it can stand for.

Invariant: a pronoun is named only where one person or body fits, by the first of these that holds: the speaker before
it in the paragraph, where nobody else was named since that speech ended (whom a speaker names, does not go on
speaking); the one who fits among all whom the paragraph names so far; the subject of the sentence before, where it
names nobody else; in the first sentence of a paragraph the last speaker of the paragraph before, where nobody else was
named since. Whoever is named inside a quotation does not speak outside it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise

from recount.model.analysis import ROOT
from recount.reading.page import Page
from recount.reading.phrases import class_of
from recount.reading.voices.quotations import Quotation
from recount.reading.voices.sources import Name, Sources
from recount.reading.voices.values import Report, Voice
from recount.reading.voices.words import known

_KINDS = {"singular": "person", "thing": "body"}
"""What each class of pronouns (vocabulary/attribution.yaml) that may name somebody stands for."""
_NO_BODIES = frozenset({"person", "place", "office", "group"})
_SINGLE = frozenset({"a", "an", "the", "one", "another", "his", "her", "their", "its"})


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Whose words ended where: a person or body, by name or as described."""

    name: str
    named: bool
    kind: str
    end: int


def resolve(
    page: Page, sources: Sources, spans: list[tuple[int, int]], quotations: tuple[Quotation, ...], reports: list[Report]
) -> tuple[Report, ...]:
    """Return the reports with their pronouns named where one fits; ``spans`` are the paragraphs."""
    resolver = _Resolver(page, sources, [start for start, _ in spans], quotations)
    return tuple(map(resolver.resolved, reports))


class _Resolver:
    def __init__(self, page: Page, sources: Sources, starts: list[int], quotations: tuple[Quotation, ...]) -> None:
        self.page, self.sources, self.shape, self.starts = page, sources, sources.shape, starts
        self.quotations, self.opened = quotations, [one.start for one in quotations]
        self.kinds: dict[str, str | None] = {}
        self.outside: dict[str | None, list[Name]] = {}
        """The names that stand outside quotations, by kind, in text order."""
        for name in sources.names:
            self.kinds.setdefault(name.surface, _kind(name))
            if self._quoted(name.start) is None:
                self.outside.setdefault(_kind(name), []).append(name)
        self.spoken: dict[int, _Speaker] = {}

    def resolved(self, report: Report) -> Report:
        """Return a report with its pronoun named, and remember who spoke. Reports come in text order."""
        source = report.voices[-1] if report.voices else None
        if source is None or source.span is None:
            return report
        number = max(bisect_right(self.starts, source.span.start) - 1, 0)
        kind = _KINDS.get(known().pronouns.get(self.page.quote(source.span).lower(), ""))
        if kind is not None:
            found = self._meant(kind, source.span.start, number)
            source = replace(source, name=found and found[0], named=found is not None and found[1])
            report = replace(report, voices=(*report.voices[:-1], source))
        self._remember(report, source, number, kind)
        return report

    def _remember(self, report: Report, source: Voice, number: int, kind: str | None) -> None:
        assert source.span is not None
        if source.name and report.heard and self._quoted(source.span.start) is None:
            kind = kind or self._kind_of(source)
            if kind is not None:
                end = max(source.span.end, report.content[-1].end)
                self.spoken[number] = _Speaker(source.name, source.named, kind, end)

    def _kind_of(self, source: Voice) -> str | None:
        """Return whether a source is a person or a body, None where neither is sure ("residents")."""
        assert source.span is not None
        if source.name in self.kinds:
            return self.kinds[source.name]
        if source.named:
            return None
        head = self._head(source)
        if head is None or self.shape.tokens[head].xpos != "NN":
            return None
        if self.shape.lower[head] in known().bodies:
            return "body"
        opens = self.page.quote(source.span).lower().split()[0]
        several = class_of(self.page, head) == "group" or self.shape.tokens[head].lemma.lower() in known().documents
        return "person" if opens in _SINGLE and not several else None

    def _head(self, source: Voice) -> int | None:
        assert source.span is not None
        inside = self.page.tokens_in(source.span.start, source.span.end)
        return next((t for t in inside if self.shape.tokens[t].head not in inside), None)

    def _meant(self, kind: str, at: int, number: int) -> tuple[str, bool] | None:
        if self._quoted(at) is not None:
            return None  # "he" in somebody's own words is whoever that speaker means
        before = self._named(kind, self.starts[number], at)
        spoken = self.spoken.get(number)
        if spoken is not None and spoken.kind == kind:
            if {name for start, name in map(_last, before) if start >= spoken.end} <= {spoken.name.split()[-1]}:
                return spoken.name, spoken.named
        if before:
            if len({name for _, name in map(_last, before)}) == 1:
                return max((one.surface for one in before), key=len), True
            subject = self._subject(kind, at)
            return None if subject is None else (subject.surface, True)
        spoken = self.spoken.get(number - 1)
        first = self._opens(at) <= self.starts[number]
        if first and spoken is not None and spoken.kind == kind and not self._named(kind, spoken.end, at):
            return spoken.name, spoken.named
        return None

    def _quoted(self, at: int) -> Quotation | None:
        before = bisect_right(self.opened, at) - 1
        return self.quotations[before] if before >= 0 and at < self.quotations[before].end else None

    def _named(self, kind: str, start: int, end: int) -> list[Name]:
        """Return whom of a kind the text names from ``start`` to ``end`` outside quotations."""
        names = self.outside.get(kind, [])
        found = names[bisect_left(names, (start,)) : bisect_left(names, (end,))]
        titles = {one.start for one, other in pairwise(found) if other.start - one.end == 1}  # "Major" "Otar Lukhem"
        return [one for one in found if one.start not in titles]

    def _subject(self, kind: str, at: int) -> Name | None:
        """Return the subject of the sentence before a pronoun's own (or its quotation), if it alone is of a kind."""
        number = self._sentence(self._opens(at))
        sentence = self.page.analysis.sentences[max(0, number - 1)]
        if not number or self._quoted(sentence.start) is not None:
            return None
        root = next((t for t in range(sentence.first, sentence.last) if self.shape.tokens[t].head == ROOT), None)
        subject = None if root is None else self.shape.child(root, "nsubj")
        if subject is None:
            return None
        inside = [one for one in self.sources.within(subject, subject + 1) if _kind(one) == kind]
        others = {name for _, name in map(_last, self._named(kind, sentence.start, self._end(number - 1)))}
        return max(inside, key=lambda name: name.end - name.start) if inside and len(others) == 1 else None

    def _opens(self, at: int) -> int:
        """Return where the sentence of a pronoun starts, or the quotation that this sentence ends."""
        start = self.page.analysis.sentences[self._sentence(at)].start
        quotation = self._quoted(start)
        return start if quotation is None else quotation.start

    def _sentence(self, at: int) -> int:
        index = self.page.token_at(at)
        return 0 if index is None else self.page.sentence_index[index]

    def _end(self, number: int) -> int:
        return self.shape.tokens[self.page.analysis.sentences[number].last - 1].end


def _last(name: Name) -> tuple[int, str]:
    return name.start, name.surface.split()[-1]


def _kind(name: Name) -> str | None:
    """Return whether a name is a person's or a body's, None for places, groups and what is no name."""
    if not name.surface[0].isupper() or name.surface.lower() in known().pronouns:
        return None
    if name.kind == "person":
        return "person"
    return None if name.kind in _NO_BODIES else "body"
