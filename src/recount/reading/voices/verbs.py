"""Reporting verbs: who says it, by which word, and what, joined into one report.

Invariant: a verb without content gives no report; a content never holds its own cue or source and ends with its
sentence, found in the tree, else in the order of words; a subject that is not found adds no anonymous voice.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from recount.model.analysis import ROOT
from recount.model.text import Span
from recount.reading.voices.cues import Cue, read_cue
from recount.reading.voices.shape import ASIDES, CLOSING, DASHES, OPENING, Shape
from recount.reading.voices.sources import Sources
from recount.reading.voices.values import Kind, Report, Voice
from recount.reading.voices.words import Verb, known, verb_of
from recount.vocabulary.schema import Manner

_NEAR = 12
"""Tokens between a verb and the "that" of its clause, at most (an addressee, a day)."""
_COMPLETING = frozenset({"as", "for", "of", "to"})
_MEDIUM = 25
"""Tokens between a verb and the document in which something is said, at most."""


class Content(NamedTuple):
    """What is reported, the token that governs it, how it hangs on its cue, and where the cue ends."""

    parts: tuple[Span, ...]
    head: int | None
    kind: Kind
    stop: int


class Verbs:
    """Reads the reporting verbs of one page."""

    def __init__(self, shape: Shape, sources: Sources) -> None:
        self.shape, self.sources, self.page = shape, sources, shape.page
        self.tokens, self.lower = shape.tokens, shape.lower

    def report(self, verb: int, entry: Verb, quoted: tuple[Span, ...]) -> Report | None:
        """Return the report of one verb; ``quoted`` are the quotations tied to it."""
        cue = read_cue(self.shape, verb, entry)
        content = self._of(cue, quoted)
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
            quoted = () if speaker is None else (self.shape.phrase(speaker, low=cue.low, high=cue.verb),)
            inner = (voice for phrase in quoted for voice in self.sources.voices(phrase, cue.entry.lemma))
            return (*(replace(voice, relation="quotes") for voice in voices), *inner)
        if voices and voices[-1].relation != "shows" and cue.entry.group != "found":
            voices = (*self._medium(cue), *voices)
        return (*voices, *self._cited(cue))

    def _cited(self, cue: Cue) -> tuple[Voice, ...]:
        """Return whom the source cites in passing ("the paper, citing two officers, said")."""
        for token in range(cue.edge, cue.high):
            named = self.shape.child(token, "obj") if self.lower[token] in ("citing", "quoting") else None
            if named is not None:
                high = cue.verb if token < cue.verb else cue.high
                return cited(self.sources.voices(self.shape.phrase(named, low=token + 1, high=high), "cite"))
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

    def _of(self, cue: Cue, quoted: tuple[Span, ...]) -> Content | None:
        """Return what a cue reports, None where that is nothing; ``quoted`` are the quotations tied to it."""
        found = self._around(cue, quoted)
        if cue.entry.clause and found is None:
            found = self._governed(cue) or self._infinitive(cue)
        if quoted:
            return _joined(found, quoted, cue.last)
        return found or self._object(cue) or self._plain(cue) or self._prepositional(cue)

    def _content(self, cue: Cue, head: int, kind: Kind, *parts: tuple[int, int], stop: int = 0) -> Content | None:
        spans = self.shape.spans(*parts)
        return Content(spans, None if head == ROOT else head, kind, stop or cue.last) if spans else None

    def _around(self, cue: Cue, quoted: tuple[Span, ...]) -> Content | None:
        """Return the sentence around an inserted or closing "X said": what stands before it, and behind its comma."""
        before = bool(quoted) and quoted[0].start < self.tokens[cue.first].start
        if not (before or (cue.settled is not None and not quoted)) or not self._inserts(cue):
            return None
        lead = self.lower[cue.edge - 1] if cue.edge > cue.low else ""
        if lead != "as" and not (cue.entry.clause and lead in (",", "?", "!", *CLOSING)):
            return None
        host, edge = self.tokens[cue.verb].head, cue.edge - (lead == "as")
        behind = cue.high if cue.settled is None or quoted else cue.settled + 1
        return self._content(cue, host, "clause", (self._opening(cue, host, edge), edge), (behind, cue.high))

    def _opening(self, cue: Cue, host: int, edge: int) -> int:
        """Return where the sentence before an inserted cue starts, behind its dateline and conjunction."""
        first = self.shape.extents[host][0] if host != ROOT and self.shape.embedded(host) else cue.low
        verb = next((t for t in range(first, edge) if self.tokens[t].upos in ("VERB", "AUX")), edge)
        first = max([first, *(t + 1 for t in range(first, verb) if self.lower[t] in DASHES and self.shape.spaced(t))])
        return first + (self.tokens[first].upos == "CCONJ")

    def _inserts(self, cue: Cue) -> bool:
        """True for a verb that may stand behind what it reports."""
        form = self.tokens[cue.verb].xpos
        taken = cue.entry.takes("object") and self.shape.child(cue.verb, "obj") is not None
        relative = cue.source is not None and self.tokens[cue.source.head].xpos in ("WDT", "WP")
        participle = form == "VBN" and self.shape.relation(cue.verb) == "acl"
        bare = form in ("VB", "VBG") or self.tokens[cue.first].xpos == "VBG"
        hidden = cue.passive and not cue.hears
        return not (taken or relative or participle or bare or hidden or cue.entry.group == "wished")

    def _governed(self, cue: Cue) -> Content | None:
        """Return the clause that the tree hangs on the verb."""
        for child in self.shape.children[cue.verb]:
            beside = self.shape.relation(child) == "parataxis" and ";" not in self.lower[cue.verb : child + 1]
            beside = beside and child > cue.verb and not self.shape.reports(child)
            if (self.shape.relation(child) == "ccomp" or beside) and cue.low <= child < cue.high:
                if child < cue.first:
                    return self._content(cue, child, "clause", (cue.low, cue.edge))
                start = max(self.shape.extents[child][0], cue.last)
                return self._content(cue, child, "clause", (start, self._end(cue, child)))
        return None

    def _end(self, cue: Cue, child: int) -> int:
        """Return where a clause ends: with its sentence, or before what belongs to the cue's own clause."""
        if self.shape.embedded(cue.verb):
            return min(self.shape.extents[child][1], cue.high)
        end = cue.high
        for other in self.shape.children[cue.verb]:
            left = self.shape.extents[other][0]
            own = self.shape.relation(other) in ("conj", "parataxis") and child < left < end
            if own and not any(self._that(t) for t in range(left, min(left + 3, cue.high))):
                end = left
        end = next((t for t in range(child + 1, end - 2) if self._leaves(t)), end)
        while end > child + 1 and self.tokens[end - 1].upos == "CCONJ":
            end -= 1
        return end

    def _leaves(self, token: int) -> bool:
        """True for the comma or conjunction behind which the teller goes on ("..., though", "... and warned")."""
        if self.lower[token] not in (",", "and", "but"):
            return False
        after = token + 1 + (self.lower[token + 1] in ("and", "but"))
        told = self.tokens[after].upos == "VERB" and verb_of(self.tokens[after].lemma.lower()) is not None
        return told or self.lower[after] in ("though", "although", "which")

    def _that(self, token: int) -> bool:
        return self.lower[token] == "that" and self.tokens[token].upos == "SCONJ"

    def _infinitive(self, cue: Cue) -> Content | None:
        """Return an infinitive; of "is said to" the subject belongs to what is said."""
        xcomp = self.shape.child(cue.verb, "xcomp")
        if xcomp is None:
            return None
        gerund = cue.entry.takes("object") and self.tokens[xcomp].xpos == "VBG"
        if not (gerund or (cue.entry.takes("infinitive") and self.shape.infinitive(xcomp))):
            return None
        start, topic = cue.last, (cue.last, cue.last)
        subject = self.shape.child(cue.verb, "nsubj") if cue.passive else None
        if subject is not None:
            found = self.shape.phrase(subject, low=cue.low, high=cue.first)
            start, topic = max(start, self.shape.extents[xcomp][0]), (found.first, found.last)
        return self._content(cue, xcomp, "clause", topic, (start, self._end(cue, xcomp)))

    def _plain(self, cue: Cue) -> Content | None:
        """Return a clause that the tree does not show: behind "that", or behind the verb of a relative clause."""
        if not cue.entry.clause or cue.behind >= cue.high:
            return None
        near = range(cue.behind, min(cue.behind + _NEAR, cue.high))
        stop = next((t for t in near if self.lower[t] in (",", ".") or self._that(t)), cue.behind)
        relative = self.shape.embedded(cue.verb) and self.tokens[cue.behind].xpos in ("VBD", "VBZ", "VBN")
        if not self._that(stop) and not relative:
            return None
        start = stop if self._that(stop) else cue.behind
        ends = (t for t in range(start + 1, cue.high) if self.lower[t] in (",", ")", "–", "—"))
        return self._content(cue, ROOT if self._that(stop) else start, "clause", (start, next(ends, cue.high)))

    def _prepositional(self, cue: Cue) -> Content | None:
        """Return what stands behind the verb's preposition ("warned of", "called for")."""
        for token in range(cue.last, min(cue.last + 2, cue.high)):
            head = self.tokens[token].head
            takes = self.lower[token] in cue.entry.prepositions and head > token
            if takes and (not cue.passive or self.lower[token] == "of"):
                counted = self._counted(cue, head, token + 1)
                end = self._complete(cue, head)
                return counted or self._content(cue, head, "object", (token + 1, end), stop=token + 1)
        return None

    def _object(self, cue: Cue) -> Content | None:
        """Return an object, with what completes it ("called it a failure")."""
        topic = self.shape.child(cue.verb, "obj")
        if topic is None and cue.last < cue.high and self.tokens[cue.last].upos == "NUM":
            topic = cue.last
        if topic is None or cue.passive:
            return None
        counted = self._counted(cue, topic, cue.last)
        if counted is not None or not (cue.entry.group == "named" or cue.entry.takes("object")):
            return counted
        start = max(cue.last, self.shape.extents[topic][0])
        return self._content(cue, topic, "object", (start, self._complete(cue, topic)))

    def _counted(self, cue: Cue, topic: int, start: int) -> Content | None:
        """Return a number as what is said ("counted 16 bodies", "put the dead at 40"), with all that follows it."""
        if {*self.lower[cue.verb + 1 : cue.verb + 2]} & known().particles - cue.entry.prepositions:
            return None
        end = min(self.shape.extents[cue.verb][1], cue.high)
        number = any(self.tokens[t].upos == "NUM" for t in range(start, end))
        toll = any({self.tokens[t].lemma.lower(), self.lower[t]} & known().tolls for t in range(start, end))
        if not cue.entry.takes("counting") or not number or (cue.entry.takes("placing") and not toll):
            return None
        return self._content(cue, topic, "count", (start, end), stop=start)

    def _complete(self, cue: Cue, topic: int) -> int:
        """Return where an object ends with what completes it ("as", "for", "of", an infinitive), without asides."""
        end = self.shape.extents[topic][1]
        for child in self.shape.children[cue.verb]:
            case = self.shape.child(child, "case", "mark")
            added = case is not None and self.lower[case] in _COMPLETING and not cue.entry.takes("commanding")
            if added or self.shape.relation(child) == "xcomp":
                end = max(end, self.shape.extents[child][1])
        end = min(end, cue.high)
        asides = (
            t for t in range(topic + 1, end - 1)
            if self.lower[t] in (",", "--", "–", "—") and self.tokens[t + 1].xpos in ASIDES
        )  # fmt: skip
        return next(asides, end)


def cited(voices: tuple[Voice, ...]) -> tuple[Voice, ...]:
    """Return the voices as they are cited: the last is named by another; a document still shows."""
    return (*voices[:-1], *(v if v.relation == "shows" else replace(v, relation="cites") for v in voices[-1:]))


def _joined(content: Content | None, quoted: tuple[Span, ...], stop: int) -> Content:
    """Return the quotations with the words of their clause outside the marks."""
    if content is None or not any(p.start < q.end and q.start < p.end for p in content.parts for q in quoted):
        return Content(quoted, None, "quotation", stop)
    parts: list[Span] = []
    for part in sorted((*content.parts, *quoted)):
        if parts and part.start < parts[-1].end:
            parts[-1] = Span(parts[-1].start, max(parts[-1].end, part.end))
        else:
            parts.append(part)
    if parts[0].start == quoted[0].start:
        return Content(tuple(parts), None, "quotation", content.stop)
    return content._replace(parts=tuple(parts))
