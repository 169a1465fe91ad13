"""Reports without a verb: "according to X", "the claim that ...", and headlines of the form "X: ...".

Invariant: a phrase reports the rest of its own clause, never of another sentence.
"""

from __future__ import annotations

from recount.model.analysis import ROOT
from recount.model.text import Span
from recount.reading.attribution_sources import Sources
from recount.reading.attribution_tree import Shape
from recount.reading.attribution_values import Report, Voice
from recount.reading.attribution_words import words
from recount.reading.quotations import Quotation

_LINKING = frozenset({"of", "about"})
_SPEECH_NOUNS = frozenset(
    [
        "report",
        "allegation",
        "rumour",
        "rumor",
        "claim",
        "accusation",
        "account",
        "warning",
        "threat",
        "denial",
        "announcement",
    ]
)
_VOICED_NOUNS = frozenset(
    [
        "statement",
        "report",
        "announcement",
        "comment",
        "remark",
        "declaration",
        "testimony",
        "confirmation",
        "acknowledgement",
        "acknowledgment",
        "admission",
        "allegation",
        "claim",
        "accusation",
        "charge",
        "assertion",
        "rumour",
        "rumor",
        "contention",
        "denial",
        "prediction",
        "warning",
        "threat",
        "account",
        "complaint",
    ]
)
"""Nouns behind which somebody speaks; the others ("evidence", "risk") only put their content in a light."""
_ANSWERS = frozenset(
    ["answer", "excuse", "reply", "response", "message", "explanation", "argument", "slogan", "warning", "line"]
)
"""Nouns of speech that may have their words behind a comma or colon without marks of quotation."""
_ONE = frozenset({"one", "same", "only", "this", "single", "usual", "standard", "a"})
_HEARSAY = frozenset(
    ["report", "allegation", "rumour", "rumor", "claim", "accusation", "account", "statement", "testimony", "assertion"]
)
"""Nouns that give a voice even where nobody is named ("there are reports that")."""
_NO_VOICES = frozenset(
    [
        "plan",
        "schedule",
        "law",
        "size",
        "need",
        "convention",
        "rule",
        "treaty",
        "custom",
        "tradition",
        "standard",
        "norm",
        "principle",
    ]
)
"""What a thing may be done according to, without anybody having said so."""
_DASHES = frozenset({"―", "—", "–", "--", "-"})
_HEADLINE_WORDS = 7
"""A headline's source is at most this long; longer stretches before a colon are statements of their own."""


class Phrases:
    """Reads the reporting phrases of one page."""

    def __init__(self, shape: Shape, sources: Sources) -> None:
        self.shape, self.sources, self.page = shape, sources, shape.page
        self.tokens, self.lower = shape.tokens, shape.page.lower
        self._firsts: dict[str, list[tuple[str, ...]]] = {}
        for phrase in words().according:
            self._firsts.setdefault(phrase[0], []).append(phrase)

    def according(self, index: int) -> Report | None:
        """Return the report of a phrase such as "according to X" that starts at ``index``."""
        for phrase in self._firsts.get(self.lower[index], ()):
            low, high = self.shape.bounds(index)
            stop = index + len(phrase)
            if stop >= high or tuple(self.lower[index:stop]) != phrase:
                continue
            if phrase == ("quoting",) and self.tokens[index].upos != "VERB":
                continue
            head, first, last = self._source(stop, high, initial=index == low)
            if head is None:
                return None
            if self.tokens[head].lemma.lower() in _NO_VOICES:
                return None
            voices = self.sources.voices(head, first, last, "according", False)
            if not voices:
                return None
            tail = Voice(
                voices[-1].name,
                voices[-1].named,
                "cites" if voices[-1].relation != "shows" else "shows",
                voices[-1].span,
            )
            content = self._rest(index, last, low, high)
            if not content:
                return None
            return Report(
                (*voices[:-1], tail),
                self.shape.span(index, stop),
                index,
                content,
                "reported",
                kind="phrase",
                printed=self.shape.span(first, last),
            )
        return None

    def _source(self, start: int, high: int, *, initial: bool) -> tuple[int | None, int, int]:
        head = next((t for t in range(start, min(start + 12, high)) if self._heads(t, start)), None)
        if head is None:
            return None, 0, 0
        last = max(self.shape.extents[head][1], head + 1)
        comma = next((t for t in range(head, high) if self.tokens[t].text in (",", ";", ".", ":")), high)
        if (initial and last <= comma + 1) or last > high:
            last = comma
        for token in range(head + 1, min(last, high)):
            if self.tokens[token].text in ("“", '"', "”", "—", "–", ";") or (
                self.lower[token] in ("and", "but", "as")
                and (self.tokens[token + 1].xpos in ("VBD", "VBZ", "VBP") if token + 1 < high else False)
            ):
                last = token
                break
        trimmed = self.shape.trim(start, last)
        return (head, *trimmed) if trimmed and trimmed[0] <= head < trimmed[1] else (head, start, head + 1)

    def _heads(self, token: int, start: int) -> bool:
        """True for the head noun of the phrase that starts at ``start``."""
        if self.tokens[token].upos not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
            return False
        head = self.tokens[token].head
        return head == ROOT or head < start or self.tokens[token].deprel.split(":")[0] in ("obl", "nmod", "obj")

    def _rest(self, index: int, last: int, low: int, high: int) -> tuple[Span, ...]:
        """Return the rest of the sentence before and after the phrase, or of the clause it hangs in."""
        host = self.tokens[index].head
        for token in range(index, last):
            outer = self.tokens[token].head
            if outer != ROOT and not index <= outer < last:
                host = outer
                break
        first, end = low, high
        if host != ROOT and self.shape.embedded(host):
            left, right = self.shape.extents[host]
            first, end = max(low, min(left, index)), min(high, max(right, last))
        parts = [self.shape.trim(first, index), self.shape.trim(last, end)]
        spans = [self.shape.span(*part) for part in parts if part]
        return tuple(span for span in spans if any(letter.isalnum() for letter in self.page.quote(span)))

    def noun(self, index: int) -> Report | None:
        """Return the report of a noun such as "claim" or "allegation" with what is claimed behind it."""
        manner = words().nouns[self.tokens[index].lemma.lower()]
        _, high = self.shape.bounds(index)
        nxt = index + 1
        if nxt >= high:
            return None
        lemma = self.tokens[index].lemma.lower()
        case = self.shape.child(index, "case")
        if case is not None and case < index and self.lower[case] == "in" and lemma in words().documents:
            return None
        if self.tokens[nxt].text in (",", ":") and lemma in _ANSWERS:
            return self._answer(index, high)
        if self.lower[nxt] == "that" and self.tokens[nxt].upos == "SCONJ":
            clause = next(
                (c for c in self.shape.children[index] if c > nxt and self.shape.relation(c) in ("acl", "ccomp")), None
            )
            if clause is not None and self.tokens[clause].deprel == "acl:relcl":
                return None
            if clause is None and not self._open_ended(index, lemma):
                return None
            first, cue_last = nxt, nxt
            last = high if clause is None else self.shape.extents[clause][1]
        elif self.lower[nxt] in _LINKING and lemma in _SPEECH_NOUNS and manner != "question":
            clause = next((c for c in self.shape.children[index] if c > nxt), None)
            if clause is None:
                return None
            first, last, cue_last = nxt + 1, self.shape.extents[clause][1], nxt + 1
        else:
            return None
        trimmed = self.shape.trim(first, last)
        if trimmed is None or trimmed[1] <= nxt:
            return None
        voices = self._noun_source(index, high)
        cue_first = index
        return Report(
            voices or (),
            self.shape.span(cue_first, cue_last),
            index,
            (self.shape.span(*trimmed),),
            manner,
            heard=lemma in _VOICED_NOUNS and not self._none(index) and (bool(voices) or lemma in _HEARSAY),
            negated=self._none(index),
            factive=lemma in ("fact", "news", "evidence", "proof"),
            content_head=clause,
            kind="noun",
            printed=voices[-1].span if voices else None,
        )

    def _open_ended(self, index: int, lemma: str) -> bool:
        """True for "there are reports that" and "received reports that", where the clause ends with its sentence."""
        before = index - 1
        while before >= 0 and self.tokens[before].upos in ("ADJ", "DET", "NUM", "ADV"):
            before -= 1
        return lemma in _VOICED_NOUNS and before >= 0 and self.tokens[before].upos in ("VERB", "AUX")

    def _answer(self, index: int, high: int) -> Report | None:
        """Return unmarked speech behind its noun: "we got one answer, the road is closed".

        Who hears it (the subject) is the voice that tells it; who gives it is the party named behind "by", "from",
        "with" or "to" before the noun.
        """
        content = self.shape.trim(index + 2, high)
        low, _ = self.shape.bounds(index)
        if content is None or not any(self.tokens[t].xpos in ("VBZ", "VBP", "MD") for t in range(*content)):
            return None
        if self.lower[index - 1] not in _ONE or self.shape.extents[index][0] > index - 1:
            return None
        verb = next((t for t in range(index - 1, low, -1) if self.tokens[t].upos == "VERB"), None)
        hearer = self.shape.child(verb, "nsubj") if verb is not None else None
        if verb is None or hearer is None:
            return None
        voices: tuple[Voice, ...] = ()
        if self.lower[hearer] not in ("i", "we"):
            voices = tuple(
                Voice(self.page.quote(self.shape.span(hearer, hearer + 1)), False, "cites", voice.span)
                if not voice.named and self.tokens[hearer].upos == "NOUN"
                else voice
                for voice in self.sources.voices(hearer, *self._bare(hearer, low, verb), "tell", False)
            )
        for token in range(low, index):
            if self.lower[token] in ("by", "from", "with", "to") and self.tokens[token].head != ROOT:
                head = self.tokens[token].head
                if token < head < index and self._speaks(head):
                    found = self.sources.voices(head, *self._bare(head, token + 1, index), "say", False)
                    span = self.shape.span(*content)
                    cue = self.shape.span(index, index + 1)
                    return Report((*voices, *found), cue, index, (span,), "reported", kind="noun")
        span = self.shape.span(*content)
        return Report(voices, self.shape.span(index, index + 1), index, (span,), "reported", kind="noun")

    def _bare(self, head: int, low: int, high: int) -> tuple[int, int]:
        """Return the noun with what stands before it, without relative clauses."""
        first, _ = self.sources.phrase(head, low=low, high=high)
        return first, head + 1

    def _speaks(self, head: int) -> bool:
        token = self.tokens[head]
        known = token.lemma.lower() in words().collective or self.lower[head] in words().collective
        return known or any(name[3] != "place" for name in self.sources.within(token.start, token.end))

    def _none(self, index: int) -> bool:
        """True for "no claim that", "did not make any claim that"."""
        verb = self.tokens[index].head
        return self.shape.negated(index) or (verb != ROOT and verb < index and self.shape.negated(verb))

    def _noun_source(self, index: int, high: int) -> tuple[Voice, ...]:
        owner = self.shape.child(index, "nmod:poss")
        if owner is not None and owner < index:
            first, last = self.sources.phrase(owner, low=self.shape.bounds(index)[0], high=index)
            return self.sources.voices(owner, first, last, "noun", False)
        verb = self.tokens[index].head
        if verb != ROOT and self.tokens[index].deprel == "obj" and self.tokens[verb].lemma.lower() in (
            "make", "issue", "repeat", "raise", "publish", "release", "express", "voice", "spread"
        ):  # fmt: skip
            subject = self.shape.child(verb, "nsubj")
            if subject is not None and subject < verb:
                first, last = self.sources.phrase(subject, low=self.shape.bounds(index)[0], high=verb)
                return self.sources.voices(subject, first, last, "noun", False)
        return ()

    def headline(self, number: int) -> Report | None:
        """Return the report of a sentence of the form "source: statement" or "statement - source"."""
        sentence = self.page.analysis.sentences[number]
        low, high = sentence.first, sentence.last
        for token in range(low + 1, min(low + _HEADLINE_WORDS, high - 1)):
            if self.tokens[token].text == ":":
                source = self._bare_source(low, token)
                content = self.shape.trim(token + 1, high)
                if source and content and content[1] - content[0] >= 3:
                    return self._headline(source, token, content)
                return None
        segment = self.page.segment_at(sentence.start)
        if (segment is not None and segment.voice == "title") or self._is_line(sentence.start, sentence.end):
            for token in range(high - 2, max(low + 2, high - _HEADLINE_WORDS - 1), -1):
                if self.tokens[token].text in ("-", "–", "—", ":") and self._spaced(token):
                    source = self._bare_source(token + 1, high)
                    content = self.shape.trim(low, token)
                    if source and content and content[1] - content[0] >= 3:
                        return self._headline(source, token, content)
                    return None
        return None

    def signed(self, quotation: Quotation) -> Report | None:
        """Return the report of a quotation with a name behind a dash: “...” — Ana Koler."""
        inside = self.page.tokens_in(quotation.start, quotation.end)
        mark = inside.stop
        if not len(inside) or mark + 1 >= len(self.tokens) or self.tokens[mark].text not in _DASHES:
            return None
        _, high = self.shape.bounds(mark)
        last = mark + 1
        line = self.page.text.find("\n", self.tokens[mark].end)
        while last < high and last - mark <= _HEADLINE_WORDS and (line < 0 or self.tokens[last].start < line):
            if self.tokens[last].upos not in ("PROPN", "NOUN", "ADJ", "DET", "ADP"):
                break
            last += 1
        source = self._bare_source(mark + 1, last) if last > mark + 1 else None
        if source is None:
            return None
        voices = self.sources.voices(*source, "say", True)
        if not voices:
            return None
        return Report(
            voices,
            self.shape.span(mark, mark + 1),
            mark,
            (Span(quotation.start, quotation.end),),
            "reported",
            direct=True,
            kind="headline",
            printed=voices[-1].span,
        )

    def _headline(self, source: tuple[int, int, int], mark: int, content: tuple[int, int]) -> Report | None:
        voices = self.sources.voices(*source, "say", False)
        if not voices:
            return None
        return Report(
            voices,
            self.shape.span(mark, mark + 1),
            mark,
            (self.shape.span(*content),),
            "reported",
            kind="headline",
            printed=voices[-1].span,
        )

    def _spaced(self, token: int) -> bool:
        before, after = self.tokens[token].start - 1, self.tokens[token].end
        text = self.page.text
        return self.tokens[token].text == ":" or (before >= 0 and text[before].isspace() and text[after].isspace())

    def _is_line(self, start: int, end: int) -> bool:
        """True where a sentence without a full stop has a line of its own."""
        text = self.page.text
        alone = (start == 0 or text[:start].rstrip(" \t").endswith("\n")) and (
            end >= len(text) or text[end:].lstrip(" \t").startswith("\n")
        )
        return alone and text[end - 1] not in ".!?"

    def _bare_source(self, first: int, last: int) -> tuple[int, int, int] | None:
        """Return head, first and last token where the words name somebody who may speak, else None."""
        trimmed = self.shape.trim(first, last)
        if trimmed is None or trimmed[1] - trimmed[0] > _HEADLINE_WORDS:
            return None
        inside = range(*trimmed)
        if any(self.tokens[token].upos in ("VERB", "AUX", "PRON") for token in inside):
            return None
        heads = [t for t in inside if self.tokens[t].head not in inside]
        head = heads[0] if heads else trimmed[0]
        if self.tokens[head].upos not in ("NOUN", "PROPN", "ADJ", "X"):
            return None
        names = self.sources.within(self.tokens[trimmed[0]].start, self.tokens[trimmed[1] - 1].end)
        known = any(self.lower[t] in words().collective or self.tokens[t].lemma in words().collective for t in inside)
        speaks = [name for name in names if name[3] != "place" and name[0] <= self.tokens[head].end]
        return (head, *trimmed) if known or speaks else None
