"""Reports without a verb: "according to X", "the claim that ...", "X: ..." and quotations with a name behind a dash.

Invariant: a phrase reports the rest of its own clause, never of another sentence.
"""

from __future__ import annotations

from recount.model.analysis import ROOT
from recount.model.text import Span
from recount.reading.voices.quotations import Quotation
from recount.reading.voices.shape import CLOSING, DASHES, FINITE, OPENING, Phrase, Shape
from recount.reading.voices.sources import Sources
from recount.reading.voices.values import Kind, Report, Voice
from recount.reading.voices.verbs import cited
from recount.reading.voices.words import known, manner_of
from recount.vocabulary.schema import Manner

_SOURCE_WORDS = 12
"""Tokens between "according to" and the head of its source, at most."""
_LABEL_WORDS = 10
"""A label before a colon is at most this long; longer stretches are statements of their own."""


class Phrases:
    """Reads the reporting phrases of one page."""

    def __init__(self, shape: Shape, sources: Sources) -> None:
        self.shape, self.sources, self.page = shape, sources, shape.page
        self.tokens, self.lower = shape.tokens, shape.lower

    def _report(
        self, voices: tuple[Voice, ...], cue: tuple[int, int], content: tuple[Span, ...], kind: Kind,
        manner: Manner = "reported", **known_of_it: object,
    ) -> Report:  # fmt: skip
        printed = voices[-1].span if voices else None
        return Report(voices, self.shape.span(*cue), cue[0], content, manner, kind, printed=printed, **known_of_it)  # type: ignore[arg-type]

    def according(self, index: int) -> Report | None:
        """Return the report of a phrase such as "according to X" or "by X's count" that starts at ``index``."""
        low, high = self.shape.bounds(index)
        for words in known().according:
            stop = index + len(words)
            if stop < high and tuple(self.lower[index:stop]) == words:
                source = self._source(stop, high, initial=index == low)
                if source is None or self.tokens[source.head].lemma.lower() in known().rules:
                    return None
                return self._phrase(source, (index, stop), self._rest(index, source.last, low, high))
        noun = self.tokens[index].head
        if not index < noun < high or self.tokens[noun].lemma.lower() not in known().accounts.get(
            self.lower[index], ()
        ):
            return None
        owner, of = self.shape.child(noun, "nmod:poss"), self.shape.child(noun, "nmod")
        if owner is not None and owner < noun and (self.tokens[owner].upos != "PRON" or index == low):
            source, cue = self.shape.phrase(owner, low=index + 1, high=noun), (noun, noun + 1)
        elif of is not None and noun + 2 < high and self.lower[noun + 1] == "of":
            source, cue = self.shape.phrase(of, low=noun + 2, high=high), (index, noun + 2)
        else:
            return None
        return self._phrase(source, cue, self._rest(index, max(source.last, noun + 1), low, high))

    def _phrase(self, source: Phrase, cue: tuple[int, int], content: tuple[Span, ...]) -> Report | None:
        voices = self.sources.voices(source, "according")
        return self._report(cited(voices), cue, content, "phrase") if voices and content else None

    def _source(self, start: int, high: int, *, initial: bool) -> Phrase | None:
        head = next((t for t in range(start, min(start + _SOURCE_WORDS, high)) if self._heads(t, start)), None)
        if head is None:
            return None
        last = self.shape.extents[head][1]
        comma = next((t for t in range(head, high) if self.lower[t] in (",", ";", ".", ":")), high)
        if (initial and last <= comma + 1) or last > high:
            last = comma
        stops = (t for t in range(head + 1, last) if self._ends_source(t, high))
        trimmed = self.shape.trim(start, next(stops, last))
        return Phrase(head, *(trimmed if trimmed and trimmed[0] <= head < trimmed[1] else (start, head + 1)))

    def _ends_source(self, token: int, high: int) -> bool:
        verbal = token + 1 < high and self.tokens[token + 1].xpos in FINITE
        return self.lower[token] in (*OPENING, *CLOSING, "—", "–", ";") or (
            self.lower[token] in ("and", "but", "as") and verbal
        )

    def _heads(self, token: int, start: int) -> bool:
        """True for the head noun of the phrase that starts at ``start``."""
        head = self.tokens[token].head
        outside = head == ROOT or head < start or self.shape.relation(token) in ("obl", "nmod", "obj")
        return outside and self.tokens[token].upos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM")

    def _rest(self, index: int, last: int, low: int, high: int) -> tuple[Span, ...]:
        """Return the rest of the sentence before and after the phrase, or of the clause it hangs in."""
        outer = (self.tokens[t].head for t in range(index, last))
        host = next((head for head in outer if head != ROOT and not index <= head < last), ROOT)
        if host != ROOT and self.shape.embedded(host):
            left, right = self.shape.extents[host]
            low, high = max(low, min(left, index)), min(high, max(right, last))
        return self.shape.spans((low, index), (last, high))

    def noun(self, index: int) -> Report | None:
        """Return the report of a noun such as "claim" or "allegation" with what is claimed behind it."""
        lemma = self.tokens[index].lemma.lower()
        manner, frames = manner_of(lemma), known().noun_frames
        low, high = self.shape.bounds(index)
        after = index + 1
        if manner is None or after >= high:
            return None
        if self.lower[after] in (",", ":") and lemma in frames["answer"]:
            return self._answer(index, low, high)
        owner = self._owner(index, low)
        if self.lower[after] in ("by", "of", "from") and self.lower[after + 1 : high].count("that"):
            that = self.lower.index("that", after)
            head = self.shape.child(index, "nmod")
            if head is not None and head < that and not any(self.tokens[t].upos == "VERB" for t in range(after, that)):
                owner, after = self.sources.voices(self.shape.phrase(head, low=after + 1, high=that), "noun"), that
        clauses = [c for c in self.shape.children[index] if c > after]
        if self.lower[after] == "that" and self.tokens[after].upos == "SCONJ":
            clauses = [c for c in clauses if self.shape.relation(c) in ("acl", "ccomp")]
            if clauses and self.tokens[clauses[0]].deprel == "acl:relcl":
                return None
            if not clauses and not self._open_ended(index, lemma):
                return None
            first = after
        elif self.lower[after] in ("of", "about") and lemma in frames["of"] and clauses:
            first = after + 1
        else:
            return None
        content = self.shape.spans((first, self.shape.extents[clauses[0]][1] if clauses else high))
        if not content:
            return None
        none = self._none(index)
        return self._report(
            owner, (index, first), content, "noun", manner,
            heard=lemma in frames["voiced"] and not none and (bool(owner) or lemma in frames["hearsay"]),
            negated=none, factive=lemma in frames["factive"], content_head=clauses[0] if clauses else None,
        )  # fmt: skip

    def _open_ended(self, index: int, lemma: str) -> bool:
        """True for "there are reports that" and "received reports that", where the clause ends with its sentence."""
        before = index - 1
        while before >= 0 and self.tokens[before].upos in ("ADJ", "DET", "NUM", "ADV"):
            before -= 1
        return lemma in known().noun_frames["voiced"] and before >= 0 and self.tokens[before].upos in ("VERB", "AUX")

    def _none(self, index: int) -> bool:
        """True for "no claim that", "did not make any claim that"."""
        verb = self.tokens[index].head
        return self.shape.negated(index) or (verb != ROOT and verb < index and self.shape.negated(verb))

    def _owner(self, index: int, low: int) -> tuple[Voice, ...]:
        """Return whose claim it is: of the possessive before it, or of the subject that makes it."""
        owner, high = self.shape.child(index, "nmod:poss"), index
        verb = self.tokens[index].head
        made = verb != ROOT and self.tokens[verb].lemma.lower() in known().noun_frames["made"]
        if owner is None and made and self.tokens[index].deprel == "obj":
            owner, high = self.shape.child(verb, "nsubj"), verb
        if owner is None or owner >= high:
            return ()
        return self.sources.voices(self.shape.phrase(owner, low=low, high=high), "noun")

    def _answer(self, index: int, low: int, high: int) -> Report | None:
        """Return unmarked speech behind its noun: "we got one answer, the road is closed".

        Who hears it (the subject) is the voice that tells it; who gives it is the party named behind "by", "from",
        "with" or "to" before the noun.
        """
        content = self.shape.spans((index + 2, high))
        present = any(self.tokens[t].xpos in ("VBZ", "VBP", "MD") for t in range(index + 2, high))
        verb = next((t for t in range(index - 1, low, -1) if self.tokens[t].upos == "VERB"), None)
        hearer = self.shape.child(verb, "nsubj") if verb is not None else None
        one = self.tokens[index - 1].upos in ("NUM", "DET", "ADJ") and self.tokens[index].xpos == "NN"
        if verb is None or hearer is None or not content or not present or not one:
            return None
        voices = cited(self.sources.voices(self._noun(hearer, low, verb), "tell"))
        for token in range(low, index):
            head = self.tokens[token].head
            if self.lower[token] in ("by", "from", "with", "to") and token < head < index and self.sources.speaks(head):
                voices = (*voices, *self.sources.voices(self._noun(head, token + 1, index), "say"))
                break
        return self._report(voices, (index, index + 1), content, "noun")

    def _noun(self, head: int, low: int, high: int) -> Phrase:
        """Return the noun with what stands before it, without relative clauses."""
        return self.shape.phrase(head, low=low, high=high)._replace(last=head + 1)

    def label(self, number: int) -> Report | None:
        """Return the report of "source: statement", to the end of its line where it opens one, or "statement - source"."""
        sentences = self.page.analysis.sentences
        sentence, mark = sentences[number], self._mark(number)
        if mark is not None:
            before, last = self.page.text[: self.tokens[mark.first].start].rstrip(' \t"“'), sentence.last
            opens = not before or before.endswith("\n") or last == mark.last + 1
            for following in range(number + 1, len(sentences) if opens else 0):
                gap = self.page.text[self.tokens[last - 1].end : sentences[following].start]
                if "\n" in gap or self._mark(following) is not None:
                    break
                last = sentences[following].last
            return self._labelled(mark, mark.last, (mark.last + 1, last))
        low, high = sentence.first, sentence.last
        segment = self.page.segment_at(sentence.start)
        if (segment is not None and segment.voice == "title") or self._is_line(sentence.start, sentence.end):
            for token in range(high - 2, max(low + 2, high - _LABEL_WORDS - 1), -1):
                if self.lower[token] == ":" or (self.lower[token] in DASHES and self.shape.spaced(token)):
                    return self._labelled(self._speaker(token + 1, high), token, (low, token))
        return None

    def _mark(self, number: int) -> Phrase | None:
        """Return the label of a sentence, the colon behind it: at its start, or behind a time or a dash."""
        sentence = self.page.analysis.sentences[number]
        for token in range(sentence.first + 1, min(sentence.first + 2 * _LABEL_WORDS, sentence.last)):
            if self.lower[token] == ":" and self.page.text[self.tokens[token].end :][:1].isspace():
                first = token
                while first > sentence.first and self.lower[first - 1] not in DASHES:
                    first -= 1
                while first < token and self.tokens[first].upos in ("NUM", "PUNCT", "SYM"):
                    first += 1
                return self._speaker(first, token)
        return None

    def signed(self, quotation: Quotation) -> Report | None:
        """Return the report of a quotation with a name behind a dash: “...” — Ana Koler."""
        inside = self.page.tokens_in(quotation.start, quotation.end)
        mark = inside.stop
        if not inside or mark + 1 >= len(self.tokens) or self.tokens[mark].text not in DASHES:
            return None
        line = self.page.text.find("\n", self.tokens[mark].start)
        behind = self.page.tokens_in(self.tokens[mark].end, len(self.page.text) if line < 0 else line)
        source = self._speaker(mark + 1, behind.stop)
        return self._labelled(source, mark, (inside.start, inside.stop), kind="quotation")

    def _labelled(
        self, source: Phrase | None, mark: int, content: tuple[int, int], kind: Kind = "headline"
    ) -> Report | None:
        spans = self.shape.spans(content)
        voices = self.sources.voices(source, "say") if source else ()
        return self._report(voices, (mark, mark + 1), spans, kind) if voices and spans else None

    def _is_line(self, start: int, end: int) -> bool:
        """True where a sentence without a full stop has a line of its own."""
        before, after = self.page.text[:start].rstrip(" \t"), self.page.text[end:].lstrip(" \t")
        alone = (not before or before.endswith("\n")) and (not after or after.startswith("\n"))
        return alone and self.page.text[end - 1] not in ".!?"

    def _speaker(self, first: int, last: int) -> Phrase | None:
        """Return the words as a source where they name somebody who may speak."""
        trimmed = self.shape.trim(first + (self.lower[first] in OPENING), last)
        if trimmed is None or trimmed[1] - trimmed[0] > _LABEL_WORDS:
            return None
        inside = range(*trimmed)
        head = next((t for t in inside if self.tokens[t].head not in inside), trimmed[0])
        lemma = self.tokens[head].lemma.lower()
        if self.tokens[head].upos not in ("NOUN", "PROPN", "ADJ", "X") or lemma in known().documents | known().tolls:
            return None
        if any(self.tokens[t].upos in ("VERB", "AUX", "PRON") for t in inside) or self.tokens[trimmed[0]].upos == "ADP":
            return None
        return Phrase(head, *trimmed) if self.sources.speaks(head) else None
