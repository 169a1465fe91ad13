"""Reports without a verb: "according to X", "the claim that ...", "X: ..." and quotations with a name behind a dash.

Invariant: a phrase reports the rest of its own sentence; only a label at the head of a line reports more than one.
"""

from __future__ import annotations

from recount.model.analysis import ROOT
from recount.reading.voices.quotations import Quotation
from recount.reading.voices.shape import CLOSING, DASHES, OPENING, Phrase, Shape
from recount.reading.voices.sources import Sources
from recount.reading.voices.values import Kind, Report, Voice
from recount.reading.voices.verbs import cited
from recount.reading.voices.words import known

_SOURCE_WORDS = 12
"""Tokens between "according to" and the head of its source, at most."""
_LABEL_WORDS = 10
"""A label before a colon is at most this long; longer stretches are statements of their own."""
_STOPS = OPENING | CLOSING | {"—", "–"}


class Phrases:
    """Reads the reporting phrases of one page."""

    def __init__(self, shape: Shape, sources: Sources) -> None:
        self.shape, self.sources, self.page = shape, sources, shape.page
        self.tokens, self.lower = shape.tokens, shape.lower

    def _report(
        self, voices: tuple[Voice, ...], cue: tuple[int, int], kind: Kind, *parts: tuple[int, int]
    ) -> Report | None:
        content, printed = self.shape.spans(*parts), voices[-1].span if voices else None
        if not voices or not content:
            return None
        return Report(voices, self.page.span(*cue), cue[0], content, "reported", kind, printed=printed)

    def according(self, index: int) -> Report | None:
        """Return the report of a phrase such as "according to X" or "by X's count" that starts at ``index``."""
        low, high = self.shape.bounds(index)
        for words in known().according:
            stop = index + len(words)
            if stop < high and tuple(self.lower[index:stop]) == words:
                source = self._source(stop, high, initial=index == low)
                if source is None or self.tokens[source.head].lemma.lower() in known().rules:
                    return None
                voices = cited(self.sources.voices(source, "according"))
                return self._report(voices, (index, stop), "phrase", (low, index), (source.last, high))
        noun = self.tokens[index].head
        accounts = known().accounts.get(self.lower[index], frozenset())
        if not index < noun < high or self.tokens[noun].lemma.lower() not in accounts:
            return None
        owner, of = self.shape.child(noun, "nmod:poss"), self.shape.child(noun, "nmod")
        if owner is not None and (self.tokens[owner].upos != "PRON" or index == low):
            source, cue = self.shape.phrase(owner, low=index + 1, high=noun), (noun, noun + 1)
        elif of is not None and self.lower[noun + 1] == "of":
            source, cue = self.shape.phrase(of, low=noun + 2, high=high), (index, noun + 2)
        else:
            return None
        voices, behind = cited(self.sources.voices(source, "according")), max(source.last, noun + 1)
        return self._report(voices, cue, "phrase", (low, index), (behind, high))

    def _source(self, start: int, high: int, *, initial: bool) -> Phrase | None:
        """Return the source behind "according to"; at the head of a sentence it reaches to the comma."""
        near = (t for t in range(start, min(start + _SOURCE_WORDS, high)))
        outside = (t for t in near if self.tokens[t].head < start or self.shape.relation(t) in ("obl", "nmod", "obj"))
        head = next(outside, None)
        if head is None:
            return None
        comma = next((t for t in range(head, high) if self.lower[t] in (",", ".", ":")), high)
        last = comma if initial else min(self.shape.extents[head][1], high)
        last = next((t for t in range(head + 1, last) if self.lower[t] in _STOPS), last)
        return Phrase(head, *(self.shape.trim(start, last) or (start, head + 1)))

    def noun(self, index: int) -> Report | None:
        """Return the report of a noun such as "claim" or "allegation" with what is claimed behind it."""
        lemma, frames = self.tokens[index].lemma.lower(), known().noun_frames
        manner, after = next((one for one, listed in known().nouns.items() if lemma in listed), None), index + 1
        low, high = self.shape.bounds(index)
        if manner is None or after >= high:
            return None
        if self.lower[after] in (",", ":") and lemma in frames["answer"]:
            return self._answer(index, low, high)
        clause = next((c for c in self.shape.children[index] if c > after), None)
        that = self.lower[after] == "that" and self.tokens[after].upos == "SCONJ"
        if clause is None or not (that or (self.lower[after] in ("of", "about") and lemma in frames["of"])):
            return None
        owner, verb = self.shape.child(index, "nmod:poss"), self.tokens[index].head
        voices: tuple[Voice, ...] = ()
        if owner is not None and owner < index:
            voices = self.sources.voices(self.shape.phrase(owner, low=low, high=index), "noun")
        first = after + (not that)
        return Report(
            voices, self.page.span(index, first), index, self.shape.spans((first, self.shape.extents[clause][1])),
            manner, "noun", heard=lemma in frames["voiced"], content_head=clause,
            negated=self.shape.negated(index) or (verb != ROOT and verb < index and self.shape.negated(verb)),
            printed=voices[-1].span if voices else None,
        )  # fmt: skip

    def _answer(self, index: int, low: int, high: int) -> Report | None:
        """Return unmarked speech behind its noun ("we got an answer from X, the road is shut"): X says, we tell it."""
        verb = next((t for t in range(index - 1, low, -1) if self.tokens[t].upos == "VERB"), index)
        present = any(self.tokens[t].xpos in ("VBZ", "VBP", "MD") for t in range(index + 2, high))
        hearer = self.shape.child(verb, "nsubj") if present else None
        party = [self.tokens[t].head for t in range(low, index) if self.lower[t] in ("by", "from", "with", "to")]
        givers = [t for t in party if low < t < index and self.sources.speaks(t)][:1]
        nouns = [] if hearer is None else [hearer, *givers]
        phrases = (self.shape.phrase(t, low=low, high=index)._replace(last=t + 1) for t in nouns)
        voices = [self.sources.voices(phrase, "say") for phrase in phrases]
        told = (*cited(voices[0]), *sum(voices[1:], ())) if voices else ()
        return self._report(told, (index, index + 1), "noun", (index + 2, high))

    def label(self, number: int) -> Report | None:
        """Return the report of "source: statement", to the end of a line that it opens, or "statement - source"."""
        sentences = self.page.analysis.sentences
        sentence, mark = sentences[number], self._mark(number)
        low, last = sentence.first, sentence.last
        if mark is not None:
            first, colon = mark
            before = self.page.text[: self.tokens[first].start].rstrip(' \t"“')
            opens = before.endswith("\n") or last == colon + 1
            for following in range(number + 1, len(sentences) if opens else 0):
                gap = self.page.text[self.tokens[last - 1].end : sentences[following].start]
                if "\n" in gap or self._mark(following) is not None:
                    break
                last = sentences[following].last
            return self._report(self._speaker(first, colon), (colon, colon + 1), "headline", (colon + 1, last))
        if self.page.text[sentence.end - 1] not in ".!?":
            for token in range(last - 2, max(low + 2, last - _LABEL_WORDS - 1), -1):
                if self.lower[token] in DASHES and self.shape.spaced(token):
                    return self._report(self._speaker(token + 1, last), (token, token + 1), "headline", (low, token))
        return None

    def _mark(self, number: int) -> tuple[int, int] | None:
        """Return the first word and the colon of a label: at the start of a sentence, or behind a time or a dash."""
        sentence = self.page.analysis.sentences[number]
        for token in range(sentence.first + 1, min(sentence.first + 2 * _LABEL_WORDS, sentence.last)):
            if self.lower[token] == ":":
                first = token
                while first > sentence.first and self.lower[first - 1] not in DASHES:
                    first -= 1
                while first < token and self.tokens[first].upos in ("NUM", "PUNCT", "SYM"):
                    first += 1
                return (first, token) if self._speaker(first, token) else None
        return None

    def signed(self, quotation: Quotation) -> Report | None:
        """Return the report of a quotation with a name behind a dash: “...” — Ana Koler."""
        inside = self.page.tokens_in(quotation.start, quotation.end)
        mark = inside.stop
        if not inside or mark + 1 >= len(self.tokens) or self.tokens[mark].text not in DASHES:
            return None
        line = self.page.text.find("\n", self.tokens[mark].start) % (len(self.page.text) + 1)
        voices = self._speaker(mark + 1, self.page.tokens_in(self.tokens[mark].end, line).stop)
        return self._report(voices, (mark, mark + 1), "quotation", (inside.start, inside.stop))

    def _speaker(self, first: int, last: int) -> tuple[Voice, ...]:
        """Return the voices of a label where it names somebody who may speak."""
        trimmed = self.shape.trim(first, last)
        if trimmed is None or trimmed[1] - trimmed[0] > _LABEL_WORDS or self.tokens[trimmed[0]].upos == "ADP":
            return ()
        inside = range(*trimmed)
        head = next((t for t in inside if self.tokens[t].head not in inside), trimmed[0])
        thing = self.tokens[head].lemma.lower() in known().documents | known().tolls
        verbal = any(self.tokens[t].upos in ("VERB", "AUX", "PRON") for t in inside)
        speaks = not thing and not verbal and self.sources.speaks(head)
        return self.sources.voices(Phrase(head, *trimmed), "say") if speaks else ()
