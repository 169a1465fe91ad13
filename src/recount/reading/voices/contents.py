"""What is reported: the clause, infinitive or object of a reporting verb, from the tree, else from the order of words.

Invariant: a content never holds its own cue or source; it ends with its sentence.
"""

from __future__ import annotations

from typing import NamedTuple

from recount.model.analysis import ROOT
from recount.model.text import Span
from recount.reading.voices.cues import Cue
from recount.reading.voices.shape import CLOSING, DASHES, FINITE, NOMINAL, OPENING, Shape
from recount.reading.voices.values import Kind
from recount.reading.voices.words import known, verb_of

_COLON = OPENING | CLOSING | {":", ",", "-", "–", "—"}
_COMPLETING = frozenset({"as", "for", "of", "to"})


class Content(NamedTuple):
    """What is reported, the token that governs it, how it hangs on its cue, and where the cue ends."""

    parts: tuple[Span, ...]
    head: int | None
    kind: Kind
    stop: int


class Contents:
    """Finds the contents of the verbs of one page."""

    def __init__(self, shape: Shape) -> None:
        self.shape, self.tokens, self.lower = shape, shape.tokens, shape.lower

    def of(self, cue: Cue, quoted: tuple[Span, ...] = ()) -> Content | None:
        """Return what a cue reports, None where that is nothing; ``quoted`` are the quotations tied to it."""
        found = self._around(cue, quoted)
        if cue.entry.clause and found is None:
            found = self._governed(cue) or self._infinitive(cue)
        if quoted:
            return _joined(found or self._plain(cue), quoted, cue.last)
        return found or self._object(cue) or self._plain(cue) or self._prepositional(cue)

    def _content(
        self, cue: Cue, head: int | None, kind: Kind, *parts: tuple[int, int], stop: int = 0
    ) -> Content | None:
        spans = self.shape.spans(*parts)
        return Content(spans, head, kind, stop or cue.last) if spans else None

    def _around(self, cue: Cue, quoted: tuple[Span, ...]) -> Content | None:
        """Return the sentence around an inserted or closing "X said": what stands before it, and behind its comma."""
        before = bool(quoted) and quoted[0].start < self.tokens[cue.first].start
        settled = before or (cue.settled is not None and not quoted)
        topic = self.shape.child(cue.verb, "obj")
        taken = topic is not None and topic >= cue.last and cue.entry.takes("object") and not quoted
        if not settled or taken or not self._inserts(cue) or (cue.passive and not cue.hears):
            return None
        edge = cue.edge
        told = edge > cue.low and self.lower[edge - 1] == "as"
        edge -= told
        parted = edge - cue.low >= 2 and self.lower[edge - 1] in (",", "?", "!", *CLOSING)
        if not (told or (parted and cue.entry.clause)):
            return None
        host = self.tokens[cue.verb].head
        inserted = cue.settled is not None and cue.settled < cue.high - 1 and host != ROOT
        first = self.shape.extents[host][0] if inserted and self.shape.embedded(host) else cue.low
        verb = next((t for t in range(first, edge) if self.tokens[t].upos in ("VERB", "AUX")), edge)
        datelines = [t + 1 for t in range(first, verb) if self.lower[t] in DASHES and self.shape.spaced(t)]
        first = max([first, *datelines])
        parts = [(first + (self.tokens[first].upos == "CCONJ"), edge)]
        behind = cue.high if cue.settled is None or quoted else cue.settled
        if behind < cue.high and self.lower[behind] == "," and not self._turns(behind + 1, cue):
            parts.append((behind + 1, cue.high))
        return self._content(cue, host if host != ROOT else None, "clause", *parts)

    def _inserts(self, cue: Cue) -> bool:
        """True for a verb that may stand behind what it reports."""
        form, first = self.tokens[cue.verb].xpos, self.tokens[cue.first].xpos
        relative = cue.source is not None and self.tokens[cue.source.head].xpos in ("WDT", "WP")
        if cue.entry.group == "wished" or relative or form == "VB" or "VBG" in (form, first):
            return False
        beside = cue.source is not None and cue.source.last == cue.first and self.lower[cue.first - 1] != ","
        return form != "VBN" or cue.first < cue.verb or (beside and self.shape.relation(cue.verb) != "acl")

    def _turns(self, token: int, cue: Cue) -> bool:
        """True where the words from ``token`` leave what is said: a participle, a relative clause, another's report."""
        if token >= cue.high or self.tokens[token].xpos in ("VBG", "VBN", "WDT", "WP", "WP$"):
            return True
        verb = next((t for t in range(token, cue.high) if self.tokens[t].xpos in FINITE), None)
        inverted = cue.source is not None and cue.source.head >= cue.last
        return inverted if verb is None else self.shape.reports(verb)

    def _governed(self, cue: Cue) -> Content | None:
        """Return the clause that the tree hangs on the verb."""
        for child in self.shape.children[cue.verb]:
            relation = self.shape.relation(child)
            marked = relation == "parataxis" and any(self.lower[t] in _COLON for t in range(cue.verb, child))
            if marked and self.shape.reports(child):
                continue
            if not (relation == "ccomp" or marked) or not cue.low <= child < cue.high:
                continue
            if child > cue.first:
                return self._behind(cue, child)
            if not self._inserts(cue):
                return None
            first = self.shape.extents[child][0] if self.shape.embedded(cue.verb) else cue.low
            return self._content(cue, child, "clause", (first, cue.edge)) if child < cue.edge else None
        return None

    def _behind(self, cue: Cue, child: int) -> Content | None:
        start = max(self.shape.extents[child][0], cue.last)
        if cue.source is not None and cue.source.head >= cue.last:
            start = max(start, cue.source.last)
        for token in range(cue.last, min(child, cue.last + 12)):
            asks = cue.entry.takes("hearing") and self.tokens[token].xpos in ("WRB", "WP")
            opens = self.lower[token] in ("that", "whether", "if") and self.tokens[token].upos == "SCONJ"
            if asks or opens or (self.lower[token] == "to" and self.tokens[token].head == child):
                start = token
                break
        parts = [(start, self._end(cue, child))]
        if cue.edge > cue.low and self.tokens[cue.edge - 1].xpos in ("WDT", "WP"):
            parts.insert(0, (cue.edge - 1, cue.edge))
        return self._content(cue, child, "clause", *parts)

    def _end(self, cue: Cue, child: int) -> int:
        """Return where a clause ends: with its sentence, or before what belongs to the cue's own clause."""
        right = self.shape.extents[child][1]
        if self.shape.embedded(cue.verb):
            return min(max(right, child + 1), cue.high)
        end = cue.high
        for other in self.shape.children[cue.verb]:
            left = self.shape.extents[other][0]
            if other <= child or self.shape.relation(other) not in ("conj", "parataxis") or not child < left < end:
                continue
            if other >= right and not any(self._that(t) for t in range(left, min(left + 3, cue.high))):
                end = left
        end = next((t for t in range(child + 1, end - 2) if self._leaves(t)), end)
        while end < cue.high and end > child + 1 and self.tokens[end - 1].upos in ("CCONJ", "PUNCT"):
            if self.lower[end - 1] in CLOSING:
                break
            end -= 1
        return end

    def _leaves(self, token: int) -> bool:
        """True for the comma or conjunction behind which the teller goes on ("..., though", "... and warned")."""
        if self.lower[token] not in (",", "and", "but"):
            return False
        after = token + 1 + (self.lower[token + 1] in ("and", "but"))
        if self.tokens[after].upos == "ADV":
            after += 1
        word = self.tokens[after]
        if self.lower[after] in ("though", "although", "which"):
            return True
        entry = verb_of(word.lemma.lower()) if word.upos == "VERB" else None
        if entry is None or not entry.clause:
            return False
        return word.xpos == "VBG" if self.lower[token] == "," and after == token + 1 else word.xpos in ("VBD", "VBZ")

    def _that(self, token: int) -> bool:
        return self.lower[token] == "that" and self.tokens[token].upos == "SCONJ"

    def _infinitive(self, cue: Cue) -> Content | None:
        """Return an infinitive; of "is said to" the subject belongs to what is said."""
        purpose = cue.passive or (cue.entry.group == "demanded" and not cue.entry.takes("commanding"))
        xcomp = self.shape.child(cue.verb, "xcomp", *(("advcl", "csubj") if purpose else ()))
        if xcomp is None or xcomp < cue.verb:
            return None
        listed = cue.entry.takes("infinitive") or cue.entry.takes("raising")
        gerund = cue.entry.takes("object") and self.tokens[xcomp].xpos == "VBG"
        if not (gerund or (listed and self.shape.infinitive(xcomp))):
            return None
        parts, start = [], cue.last
        topic = self.shape.child(cue.verb, "nsubj") if cue.passive and cue.entry.lemma != "quote" else None
        if topic is not None and topic < cue.first:
            found = self.shape.phrase(topic, low=cue.low, high=cue.first)
            parts.append((found.first, found.last))
            start = max(start, self.shape.extents[xcomp][0])
        return self._content(cue, xcomp, "clause", *parts, (start, self._end(cue, xcomp)))

    def _plain(self, cue: Cue) -> Content | None:
        """Return a clause that the tree does not show: behind "that", or without it behind a verb such as "say"."""
        if cue.entry.group == "wished" or not cue.entry.clause:
            return None
        for token in range(cue.behind, min(cue.behind + 8, cue.high)):
            if self.lower[token] in (",", ";", ".") or (not cue.passive and self.tokens[token].upos == "VERB"):
                break
            if self._that(token):
                return self._content(cue, None, "clause", (token, self._clause_end(cue, token)))
        if self.shape.embedded(cue.verb):
            relative = cue.behind < cue.high and self.tokens[cue.behind].xpos in ("VBD", "VBZ", "VBN")
            if not relative:
                return None
            return self._content(cue, cue.behind, "clause", (cue.behind, self._clause_end(cue, cue.behind)))
        if not cue.entry.takes("bare"):
            return None
        heard = self.shape.child(cue.verb, "iobj", "obj")
        start = cue.behind
        if heard is not None and heard >= start and self.tokens[heard].upos in NOMINAL:
            start = max(start, self.shape.extents[heard][1])
        subject = any(self.tokens[t].deprel.startswith("nsubj") for t in range(start, min(start + 3, cue.high)))
        finite = any(self.tokens[t].xpos in FINITE for t in range(start, cue.high))
        return self._content(cue, None, "clause", (start, cue.high)) if subject and finite else None

    def _clause_end(self, cue: Cue, start: int) -> int:
        if not self.shape.embedded(cue.verb):
            return cue.high
        ends = (t for t in range(start + 1, cue.high) if self.lower[t] in (",", ";", ")", "–", "—"))
        return next(ends, cue.high)

    def _prepositional(self, cue: Cue) -> Content | None:
        """Return what stands behind the verb's preposition ("warned of", "called for")."""
        if cue.passive and "of" not in cue.entry.prepositions:
            return None
        for token in range(cue.last, min(cue.last + 2, cue.high)):
            if self.lower[token] in cue.entry.prepositions and self.tokens[token].upos in ("ADP", "SCONJ"):
                head = self.tokens[token].head
                counted = self._counted(cue, head, token + 1) if head > token else None
                if counted is not None:
                    return counted
                end = token + 2 if head < token else self._complete(cue, head)
                return self._content(cue, head if head > token else None, "object", (token + 1, end), stop=token + 1)
        return None

    def _object(self, cue: Cue) -> Content | None:
        """Return an object, with the judgement that stands behind it ("called it a failure")."""
        named = cue.entry.group == "named"
        topic = self.shape.child(cue.verb, "obj")
        if cue.passive:
            return None
        judged = [c for c in self.shape.children[cue.verb] if self.shape.relation(c) == "xcomp" and c >= cue.last]
        if named and judged and (topic is None or topic < cue.first):
            return self._content(cue, judged[-1], "object", (cue.last, self.shape.extents[judged[-1]][1]))
        if topic is None and cue.last < cue.high and self.tokens[cue.last].upos == "NUM":
            topic = cue.last
        if topic is None or topic < cue.last:
            return None
        counted = self._counted(cue, topic, cue.last)
        if counted is not None or not (named or cue.entry.takes("object")):
            return counted
        if self.tokens[topic].upos == "PRON" and not (named and judged):
            return None
        start = max(cue.last, self.shape.extents[topic][0])
        return self._content(cue, topic, "object", (start, self._complete(cue, topic)))

    def _counted(self, cue: Cue, topic: int, start: int) -> Content | None:
        """Return a number as what is said ("counted 16 bodies", "put the dead at 40"), with all that follows it."""
        embedded = self.shape.embedded(cue.verb)
        end = min(self.shape.extents[cue.verb][1], cue.high) if embedded else self._end(cue, topic)
        inside = range(start, end)
        if self.lower[cue.verb + 1] in known().particles - cue.entry.prepositions:
            return None
        number = any(self.tokens[t].upos == "NUM" for t in inside)
        toll = any(self.tokens[t].lemma.lower() in known().tolls or self.lower[t] in known().tolls for t in inside)
        if not cue.entry.takes("counting") or not number or (cue.entry.takes("placing") and not toll):
            return None
        return self._content(cue, topic, "count", (start, end), stop=start)

    def _complete(self, cue: Cue, topic: int) -> int:
        """Return where an object ends with what completes it ("as", "for", "of", an infinitive), without asides."""
        end = self.shape.extents[topic][1]
        for child in self.shape.children[cue.verb]:
            case = self.shape.child(child, "case", "mark")
            added = (
                case is not None and self.lower[case] in _COMPLETING and self.shape.relation(child) in ("obl", "advcl")
            )
            act = cue.entry.takes("commanding") and self.shape.infinitive(child)
            completes = self.shape.relation(child) == "xcomp" or (added and not act)
            if child > topic and completes:
                end = max(end, self.shape.extents[child][1])
        asides = (
            t for t in range(topic + 1, min(end, cue.high) - 1)
            if self.lower[t] in (",", "--", "–", "—") and self.tokens[t + 1].xpos in ("WDT", "WP", "WP$", "WRB", "VBG")
        )  # fmt: skip
        return next(asides, min(end, cue.high))


def _joined(content: Content | None, quoted: tuple[Span, ...], stop: int) -> Content:
    """Return the quotations with the words of their clause outside the marks."""
    if content is None or content.kind != "clause" or not any(_meet(p, q) for p in content.parts for q in quoted):
        return Content(quoted, None, "quotation", stop)
    parts: list[Span] = []
    for part in sorted((*content.parts, *quoted)):
        if parts and _meet(parts[-1], part):
            parts[-1] = Span(parts[-1].start, max(parts[-1].end, part.end))
        else:
            parts.append(part)
    if parts[0].start == quoted[0].start:
        return Content(tuple(parts), None, "quotation", content.stop)
    return content._replace(parts=tuple(parts))


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
