"""Reporting verbs: who says it, by which word, and what (source, cue, content) joined into one report.

Invariant: a verb without content gives no report; a report whose subject was not found adds no anonymous voice.
"""

from __future__ import annotations

from dataclasses import replace

from recount.model.text import Span
from recount.reading.voices.contents import Content, Contents
from recount.reading.voices.cues import Cue, read_cue
from recount.reading.voices.shape import OPENING, Shape
from recount.reading.voices.sources import Sources
from recount.reading.voices.values import Report, Voice
from recount.reading.voices.words import Verb, known
from recount.vocabulary.schema import Manner

_MEDIUM = 25
"""Tokens between a verb and the document in which something is said, at most."""


class Verbs:
    """Reads the reporting verbs of one page."""

    def __init__(self, shape: Shape, sources: Sources) -> None:
        self.shape, self.sources, self.page = shape, sources, shape.page
        self.tokens, self.lower = shape.tokens, shape.lower
        self.contents = Contents(shape)

    def report(self, verb: int, entry: Verb, quoted: tuple[Span, ...]) -> Report | None:
        """Return the report of one verb; ``quoted`` are the quotations tied to it."""
        cue = read_cue(self.shape, verb, entry)
        content = self.contents.of(cue, quoted)
        if content is None:
            return None
        manner, heard = self._manner(cue, content)
        source = None if cue.hears else cue.source
        voices = self._voices(cue) if source else ()
        printed = self.page.span(source.first, source.last) if source else None
        return Report(
            voices, self.page.span(cue.first, content.stop), verb, content.parts, manner, content.kind,
            heard=heard and (bool(voices) or cue.passive), negated=self.shape.negated(verb),
            factive=entry.takes("factive"), content_head=content.head, printed=printed,
            first_person=source is not None and self.lower[source.head] in ("i", "we"),
        )  # fmt: skip

    def _manner(self, cue: Cue, content: Content) -> tuple[Manner, bool]:
        """Return how the verb puts its content here, and whether its subject is a voice."""
        entry, manner = cue.entry, cue.entry.manner
        heard = entry.group not in ("wished", "judged")
        infinitive = (content.head or 0) > cue.verb and self.shape.infinitive(content.head or 0)
        if content.kind == "object":
            heard = entry.takes("informing")
            if entry.group == "demanded" or (entry.takes("calling") and content.stop > cue.last):
                manner, heard = "demanded", False
        elif infinitive and content.kind == "clause":
            manner = "demanded" if entry.takes("asking") else "predicted" if entry.takes("promising") else manner
        commands = entry.takes("commanding") and (infinitive or content.kind == "object")
        return manner, heard and not commands

    def _voices(self, cue: Cue) -> tuple[Voice, ...]:
        if cue.source is None:
            return ()
        voices = self.sources.voices(cue.source, cue.entry.lemma)
        if cue.passive and cue.entry.takes("relaying"):
            speaker = self.shape.child(cue.verb, "nsubj")
            inner = () if speaker is None else self._of(speaker, cue.low, cue.verb, cue.entry.lemma)
            return (*(replace(voice, relation="quotes") for voice in voices), *inner)
        if voices and voices[-1].relation != "shows" and cue.entry.group != "found":
            voices = (*self._medium(cue), *voices)
        return (*voices, *self._cited(cue))

    def _of(self, head: int, low: int, high: int, lemma: str) -> tuple[Voice, ...]:
        return self.sources.voices(self.shape.phrase(head, low=low, high=high), lemma)

    def _cited(self, cue: Cue) -> tuple[Voice, ...]:
        """Return whom the source cites in passing ("the paper, citing two officers, said")."""
        for token in range(cue.edge, cue.high):
            named = self.shape.child(token, "obj") if self.lower[token] in ("citing", "quoting") else None
            if named is not None:
                return cited(self._of(named, token + 1, cue.verb if token < cue.verb else cue.high, "cite"))
        return ()

    def _medium(self, cue: Cue) -> tuple[Voice, ...]:
        """Return the document in which something is said ("in a cable"), itself a voice before its writer."""
        for token in range(cue.last, min(cue.verb + _MEDIUM, cue.high)):
            if self.lower[token] in OPENING:
                break
            lemma, case = self.tokens[token].lemma.lower(), self.shape.child(token, "case")
            if lemma in known().documents - known().occasions and case is not None and self.lower[case] == "in":
                ends = (t for t in range(token + 1, cue.high) if self.tokens[t].upos not in ("NOUN", "PROPN"))
                found = self.shape.phrase(token, low=case + 1, high=next(ends, cue.high))
                span = self.page.span(found.first, found.last)
                return (Voice(self.page.quote(span), False, "shows", span),)
        return ()


def cited(voices: tuple[Voice, ...]) -> tuple[Voice, ...]:
    """Return the voices as they are cited: the last is named by another; a document still shows."""
    return (*voices[:-1], *(v if v.relation == "shows" else replace(v, relation="cites") for v in voices[-1:]))
