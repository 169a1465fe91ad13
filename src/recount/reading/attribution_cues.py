"""Reporting verbs and nouns: their source and the clause, object or infinitive they report.

Invariant: tree first, surface second. A content never holds its own cue or source; it ends with its sentence. A
verb without content gives no report.
"""

from __future__ import annotations

from dataclasses import dataclass

from recount.model.analysis import ROOT
from recount.model.text import Span
from recount.reading.attribution_sources import Sources
from recount.reading.attribution_tree import Shape
from recount.reading.attribution_values import Manner, Report, Voice
from recount.reading.attribution_words import Verb, words

_FACTIVE = frozenset(
    [
        "know",
        "learn",
        "discover",
        "reveal",
        "realize",
        "realise",
        "admit",
        "acknowledge",
        "disclose",
        "recall",
        "remember",
        "note",
        "regret",
        "understand",
    ]
)
"""Verbs that take their content for true also under negation ("did not know that")."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_INFORMING = frozenset(
    [
        "confirm",
        "announce",
        "report",
        "deny",
        "claim",
        "allege",
        "reveal",
        "disclose",
        "predict",
        "warn",
        "accuse",
        "fear",
        "suspect",
        "call",
        "describe",
        "label",
        "brand",
        "dub",
        "dispute",
        "reject",
        "refute",
        "estimate",
        "charge",
        "acknowledge",
        "admit",
        "verify",
        "cite",
        "document",
        "complain",
        "term",
        "characterize",
        "characterise",
        "denounce",
        "liken",
        "compare",
        "depict",
        "portray",
        "tell",
        "speak",
        "talk",
        "testify",
        "learn",
    ]
)
"""Verbs whose plain object is something said or known ("confirmed 12 deaths"), so that the subject is a voice."""
_BARE = frozenset(["say", "tell", "claim", "add", "note", "insist", "argue", "announce"])
"""Verbs whose clause may follow without "that" often enough to read it off the order of words."""
_ASKING = frozenset({"call", "appeal", "push", "press", "lobby", "plead"})
_NOBODY = frozenset({"nobody", "none", "noone", "one", "nothing"})
_COMMANDING = frozenset(
    ["order", "instruct", "command", "direct", "require", "press", "encourage", "decide", "persuade"]
)
"""Verbs whose subject acts by speaking: the act, not the words, is told, so the subject is no voice of it."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The tokens of a source and its head, or an implied one (``head`` None) where nobody is printed."""

    head: int | None
    first: int = 0
    last: int = 0


class Cues:
    """Reads the reporting verbs and nouns of one page."""

    def __init__(self, shape: Shape, sources: Sources) -> None:
        self.shape, self.sources, self.page = shape, sources, shape.page
        self.tokens, self.lower = shape.tokens, shape.page.lower

    def subject(self, verb: int, cue: tuple[int, int], *, right: bool = False) -> Subject:
        """Return who does the reporting: subject, agent of a passive, antecedent, or the noun beside the cue."""
        low, high = self.shape.bounds(verb)
        head = self._subject_head(verb)
        if head is None and self.shape.child(verb, "aux:pass") is not None:
            return Subject(None)
        if head is None:
            head = self._crossing(verb, cue[0], low)
        if head is None or head == verb:
            return self._neighbour(cue, low, high, right)
        if head < cue[0]:
            first, last = self.sources.phrase(head, low=low, high=cue[0], comma=True)
            if (
                last < cue[0]
                and self.tokens[last].text == ","
                and any(self.tokens[token].text == "," for token in range(first, last))
            ):
                last += 1
            elif self.tokens[last - 1].text == "," and not any(
                self.tokens[token].text == "," for token in range(first, last - 1)
            ):
                last -= 1
            return Subject(head, max(first, self._after_quote(first, head)), last)
        first, last = self.sources.phrase(head, low=cue[1], high=self._before_quote(head, high))
        return Subject(head, first, last)

    def _subject_head(self, verb: int) -> int | None:
        shape, current = self.shape, verb
        passive = shape.child(verb, "aux:pass") is not None
        for _ in range(4):
            if passive and current == verb:
                agent = shape.child(verb, "obl:agent") or self._by(verb)
                return agent
            found = shape.child(current, "nsubj")
            if found is not None and self.tokens[found].deprel != "nsubj:outer":
                return found
            relation, head = shape.relation(current), self.tokens[current].head
            if head == ROOT:
                return None
            if relation == "acl":
                return (
                    head if self.tokens[current].xpos in ("VBG", "VBN") or ":" in self.tokens[current].deprel else None
                )
            if relation not in ("conj", "xcomp", "advcl"):
                return None
            if relation == "advcl" and self.tokens[current].xpos not in ("VBG", "VB") and not self._to(current):
                return None
            current = head
        return None

    def _crossing(self, verb: int, start: int, low: int) -> int | None:
        """Return a subject before the verb that the parse gives to a later verb with a subject of its own."""
        for token in range(start - 1, max(low, start - 20) - 1, -1):
            head = self.tokens[token].head
            if self.tokens[token].upos == "SCONJ" and self.lower[token] == "that":
                return None
            if not self.tokens[token].deprel.startswith("nsubj") or head <= verb:
                continue
            if any(token < c and verb < c and self.shape.relation(c) == "nsubj" for c in self.shape.children[head]):
                return token
        return None

    def _to(self, verb: int) -> bool:
        return any(self.lower[child] == "to" for child in self.shape.children[verb] if child < verb)

    def _by(self, verb: int) -> int | None:
        for child in range(verb + 1, min(verb + 6, self.shape.bounds(verb)[1])):
            if self.lower[child] == "by" and self.tokens[child].head != ROOT:
                head = self.tokens[child].head
                return head if head > child else None
        return None

    def _neighbour(self, cue: tuple[int, int], low: int, high: int, right: bool) -> Subject:
        """Return the noun phrase just before the cue, or just after it in inverted order."""
        nominal = ("PROPN", "NOUN", "PRON")
        if right and cue[1] < high and self.tokens[cue[1]].upos in (*nominal, "DET", "ADJ"):
            last = cue[1]
            while last < high and self._continues(last, high):
                last += 1
            trimmed = self.shape.trim(cue[1], last)
            heads = [t for t in range(*trimmed) if self.tokens[t].upos in nominal] if trimmed else []
            if trimmed and heads:
                head = heads[0]
                while head + 1 in heads and self.tokens[head + 1].upos != "PRON":
                    head += 1
                return Subject(head, *trimmed)
        before = cue[0] - 1
        if before >= low and self.tokens[before].upos in nominal:
            first, last = self.sources.phrase(before, low=low, high=cue[0])
            return Subject(before, first, last)
        return Subject(None)

    def _continues(self, token: int, high: int) -> bool:
        """True where ``token`` still belongs to the noun phrase behind an inverted verb ("said X, head of Y,")."""
        text = self.tokens[token].text
        if text == ",":
            return token + 1 < high and self.tokens[token + 1].upos in ("PROPN", "DET", "NOUN", "ADJ")
        if text in (".", '"', "“", ";", ":", "—", "–", "``", "«"):
            return False
        return self.tokens[token].upos not in ("VERB", "AUX", "SCONJ")

    def _after_quote(self, first: int, head: int) -> int:
        for token in range(head - 1, first - 1, -1):
            if self.tokens[token].text in ("”", '"', "''", "»") and token + 1 <= head:
                return token + 1
        return first

    def _before_quote(self, head: int, high: int) -> int:
        for token in range(head + 1, high):
            if self.tokens[token].text in ("“", '"', "``", "«"):
                return token
        return high

    def verb_report(self, verb: int, entry: Verb, taken: tuple[Span, ...] = ()) -> Report | None:
        """Return the report of one verb; ``taken`` are quotations already tied to it."""
        cue = self.shape.cue(verb, words().particles)
        subject = self.subject(verb, cue, right=bool(taken))
        negated = self.shape.negated(verb)
        head: int | None = None
        kind = "quotation"
        content = list(taken)
        stop = cue[1]
        if not taken:
            found = self._clause(verb, entry, cue, subject) if entry.clause else None
            kind = "clause"
            if found is None:
                found = self._object(verb, entry, cue, subject)
                kind = "object"
            if found is None:
                return None
            content, head, stop = found
        if not content:
            return None
        manner, heard = self._manner(verb, entry, head, kind, min(cue[1], len(self.tokens) - 1))
        if kind == "object" and self.tokens[verb].lemma.lower() not in _INFORMING:
            heard = False
        if subject.head is not None and self.lower[subject.head] in _NOBODY:
            heard = False
        voices, first_person = self._voices(verb, entry, subject, bool(taken))
        if not voices and not taken and self.shape.child(verb, "aux:pass") is None:
            heard = False  # an active verb whose subject was not found adds no anonymous voice
        return Report(
            voices=voices,
            cue=self.shape.span(cue[0], max(cue[1], stop)),
            cue_token=verb,
            content=tuple(content),
            manner=manner,
            heard=heard and not first_person,
            direct=bool(taken),
            negated=negated,
            factive=self.tokens[verb].lemma.lower() in _FACTIVE,
            first_person=first_person,
            kind=kind,  # type: ignore[arg-type]
            content_head=head,
            printed=self.shape.span(subject.first, subject.last) if subject.head is not None else None,
        )

    def _manner(self, verb: int, entry: Verb, head: int | None, kind: str, cue_end: int) -> tuple[Manner, bool]:
        lemma, manner, heard = self.tokens[verb].lemma.lower(), entry.manner, entry.heard
        infinitive = head is not None and any(self.lower[c] == "to" for c in self.shape.children[head])
        if kind == "clause" and infinitive:
            if lemma in ("ask", "tell", "call", "warn"):
                manner = "demanded"
            if entry.raising and entry.group not in ("denial", "stance"):
                manner = {"know": "reported"}.get(lemma, manner)  # type: ignore[assignment]
            if lemma in ("agree", "decide", "swear", "offer"):
                manner = "predicted"
        if kind == "object" and lemma in words().stances | {"call"}:
            manner = "opinion"
        if kind == "object" and lemma in _ASKING and self.lower[cue_end] in ("for", "on"):
            manner, heard = "demanded", False
        if lemma in _COMMANDING and (infinitive or kind == "object"):
            heard = False
        return manner, heard

    def _voices(self, verb: int, entry: Verb, subject: Subject, direct: bool) -> tuple[tuple[Voice, ...], bool]:
        lemma = self.tokens[verb].lemma.lower()
        if subject.head is None:
            return (), False
        voices = self.sources.voices(subject.head, subject.first, subject.last, lemma, direct)
        if not voices:
            return (), self.lower[subject.head] in ("i", "we")
        passive = self.shape.child(verb, "aux:pass") is not None
        if lemma in ("quote", "cite") and passive:
            speaker = self.shape.child(verb, "nsubj")
            outer = tuple(Voice(v.name, v.named, "quotes", v.span) for v in voices)
            if speaker is not None:
                first, last = self.sources.phrase(speaker, low=self.shape.bounds(verb)[0], high=verb)
                return (*outer, *self.sources.voices(speaker, first, last, lemma, direct)), False
            return outer, False
        medium = (*self._quoting(verb), *self._medium(verb))
        outer = (*medium, *voices) if voices[-1].relation != "shows" else voices
        return (*outer, *self._cited(verb, subject)), False

    def _quoting(self, verb: int) -> tuple[Voice, ...]:
        """Return who quotes, for a verb joined to "was quoted by X" ("was quoted by X as ... but added that")."""
        head = self.tokens[verb].head
        if (
            self.shape.relation(verb) != "conj"
            or head == ROOT
            or self.tokens[head].lemma.lower() not in ("quote", "cite")
        ):
            return ()
        if self.shape.child(head, "aux:pass") is None or self.shape.child(verb, "nsubj") is not None:
            return ()
        agent = self._subject_head(head)
        if agent is None:
            return ()
        first, last = self.sources.phrase(agent, low=head + 1, high=verb)
        found = self.sources.voices(agent, first, last, "quote", False)
        return tuple(Voice(v.name, v.named, "quotes", v.span) for v in found)

    def _cited(self, verb: int, subject: Subject) -> tuple[Voice, ...]:
        """Return whom the source cites in passing ("the paper, citing two officers, said")."""
        high = self.shape.bounds(verb)[1]
        for token in (*range(subject.first, verb), *range(verb + 1, high)):
            if self.lower[token] not in ("citing", "quoting") or self.tokens[token].upos != "VERB":
                continue
            if self.tokens[token].head not in (verb, subject.head):
                continue
            cited = self.shape.child(token, "obj")
            if cited is None:
                return ()
            first, last = self.sources.phrase(cited, low=token + 1, high=verb if token < verb else high)
            found = self.sources.voices(cited, first, last, "cite", False)
            return tuple(Voice(v.name, v.named, "cites" if v.relation != "shows" else "shows", v.span) for v in found)
        return ()

    def _medium(self, verb: int) -> tuple[Voice, ...]:
        """Return the document in which something is said ("in a cable"), itself a voice before its writer."""
        _low, high = self.shape.bounds(verb)
        for token in range(verb + 1, min(verb + 25, high)):
            if self.tokens[token].text in ("“", '"', ".", ";"):
                break
            lemma = self.tokens[token].lemma.lower()
            if lemma not in words().documents or lemma in words().occasions:
                continue
            case = self.shape.child(token, "case")
            if case is not None and verb < case < token and self.lower[case] == "in":
                first, last = self.sources.phrase(token, low=case + 1, high=high)
                first, last = self._short(first, token, last)
                return (
                    Voice(self.page.quote(self.shape.span(first, last)), False, "shows", self.shape.span(first, last)),
                )
        return ()

    def _short(self, first: int, head: int, last: int) -> tuple[int, int]:
        for token in range(head + 1, last):
            if self.tokens[token].text in (",", "“", '"') or self.lower[token] in ("that", "in", "on"):
                return first, token
        return first, last

    # -- contents ---------------------------------------------------------------------------------------------

    def _clause(
        self, verb: int, entry: Verb, cue: tuple[int, int], subject: Subject
    ) -> tuple[list[Span], int | None, int] | None:
        shape = self.shape
        low, high = shape.bounds(verb)
        for child in shape.children[verb]:
            relation = shape.relation(child)
            if relation == "ccomp" or (relation == "parataxis" and child > verb and self._colon(verb, child)):
                if child > cue[0]:
                    return self._after(verb, child, cue, subject, high)
                if entry.group == "stance" or self.tokens[verb].xpos not in _FINITE | {"VBN"}:
                    return None
                return self._before(verb, child, cue, subject, low)
        passive = shape.child(verb, "aux:pass") is not None
        xcomp = shape.child(verb, "xcomp") or (shape.child(verb, "advcl", "csubj") if passive else None)
        if xcomp is not None and xcomp > verb and (entry.infinitive or entry.raising):
            if any(self.lower[c] == "to" for c in shape.children[xcomp]):
                return self._infinitive(verb, xcomp, cue, high)
        if entry.group != "stance":
            if shape.relation(verb) == "parataxis" and (
                self.tokens[verb].head < verb or self._interrupted(verb, cue, subject) is not None
            ):
                return self._interposed(verb, cue, subject, low, high)
            return self._surface(verb, entry, cue, subject, low, high)
        return None

    def _colon(self, verb: int, child: int) -> bool:
        return any(self.tokens[token].text in (":", "“", '"', ",", "-", "–", "—") for token in range(verb, child))

    def _after(
        self, verb: int, child: int, cue: tuple[int, int], subject: Subject, high: int
    ) -> tuple[list[Span], int, int] | None:
        start = max(self.shape.extents[child][0], cue[1])
        if subject.head is not None and subject.head >= cue[1]:
            start = max(start, subject.last)
        for token in range(cue[1], min(child, cue[1] + 12)):
            if self.lower[token] in ("that", "whether", "if") and self.tokens[token].upos == "SCONJ":
                start = token
                break
        fragments = []
        if any(self.tokens[c].xpos in ("WDT", "WP") and c < cue[0] for c in self.shape.children[child]):
            pronoun = next(c for c in self.shape.children[child] if self.tokens[c].xpos in ("WDT", "WP"))
            fragments.append(self.shape.span(pronoun, pronoun + 1))
        trimmed = self.shape.trim(start, self._end(verb, child, start, high))
        if trimmed is None or trimmed[1] <= cue[1]:
            return None
        if self.tokens[trimmed[0] - 1].text == ",":
            before = self._interrupted(verb, cue, subject)
            if before is not None:
                fragments = [before]
        return [*fragments, self.shape.span(*trimmed)], child, cue[1]

    def _interrupted(self, verb: int, cue: tuple[int, int], subject: Subject) -> Span | None:
        """Return the words before an inserted "X said," that the reported sentence begins with."""
        low, high = self.shape.bounds(verb)
        inverted = subject.head is None or subject.head >= cue[1]
        edge = cue[0] if inverted else min(cue[0], subject.first)
        after = subject.last if inverted and subject.head is not None else cue[1]
        if edge - low < 2 or after >= high or self.tokens[edge - 1].text != "," or self.tokens[after].text != ",":
            return None
        trimmed = self.shape.trim(low, edge - 1)
        return self.shape.span(*trimmed) if trimmed else None

    def _end(self, verb: int, child: int, start: int, high: int) -> int:
        """Return where the reported clause ends: with its sentence, or before what belongs to the cue's own clause."""
        right = self.shape.extents[child][1]
        if self.shape.embedded(verb):
            return max(right, child + 1)
        end = high
        for other in self.shape.children[verb]:
            if other <= child or other == child:
                continue
            if self.shape.relation(other) in ("conj", "parataxis") and other >= right:
                left = self.shape.extents[other][0]
                if left > child and not any(
                    self.lower[t] == "that" and self.tokens[t].upos == "SCONJ" for t in range(left, min(left + 3, high))
                ):
                    end = min(end, left)
                    while end > child + 1 and self.tokens[end - 1].upos in ("CCONJ", "PUNCT"):
                        if self.tokens[end - 1].text in ("”", '"'):
                            break
                        end -= 1
        return end

    def _before(
        self, verb: int, child: int, cue: tuple[int, int], subject: Subject, low: int
    ) -> tuple[list[Span], int, int] | None:
        stop = min(cue[0], subject.first) if subject.head is not None else cue[0]
        start = self.shape.extents[child][0] if self.shape.embedded(verb) else low
        if subject.head is not None and self.tokens[child].head == verb and stop <= child:
            return None
        trimmed = self.shape.trim(max(start, low), stop)
        return ([self.shape.span(*trimmed)], child, cue[1]) if trimmed else None

    def _interposed(
        self, verb: int, cue: tuple[int, int], subject: Subject, low: int, high: int
    ) -> tuple[list[Span], int | None, int] | None:
        """Return the sentence around an inserted "X said", up to a semicolon."""
        host = self.tokens[verb].head
        stop = min(cue[0], subject.first) if subject.head is not None and subject.head < cue[0] else cue[0]
        parts = [self.shape.trim(low, stop)]
        own = max(cue[1], subject.last if subject.head is not None else 0)
        if host > verb or self._interrupted(verb, cue, subject) is not None:
            own = next((t for t in range(own, min(own + 8, high)) if self.tokens[t].text == ","), own)
            semicolon = next((t for t in range(own, high) if self.tokens[t].text == ";"), high)
            parts.append(self.shape.trim(own, semicolon))
        spans = [self.shape.span(*part) for part in parts if part]
        return (spans, host if host != ROOT else None, cue[1]) if spans else None

    def _infinitive(self, verb: int, xcomp: int, cue: tuple[int, int], high: int) -> tuple[list[Span], int, int] | None:
        fragments: list[Span] = []
        passive = self.shape.child(verb, "aux:pass") is not None
        start = cue[1]
        if passive:
            topic = self.shape.child(verb, "nsubj")
            if topic is not None and topic < cue[0] and self.tokens[verb].lemma.lower() != "quote":
                first, last = self.sources.phrase(topic, low=self.shape.bounds(verb)[0], high=cue[0])
                fragments.append(self.shape.span(first, last))
            to = next(c for c in self.shape.children[xcomp] if self.lower[c] == "to")
            start = max(cue[1], to)
        right = self.shape.extents[xcomp][1] if self.shape.embedded(verb) else self._end(verb, xcomp, start, high)
        right = next((t for t in range(xcomp + 1, right) if self.tokens[t].text == ";"), right)
        trimmed = self.shape.trim(start, max(right, xcomp + 1))
        return ([*fragments, self.shape.span(*trimmed)], xcomp, cue[1]) if trimmed else None

    def _surface(
        self, verb: int, entry: Verb, cue: tuple[int, int], subject: Subject, low: int, high: int
    ) -> tuple[list[Span], int | None, int] | None:
        """Read the content off the order of words where the tree gives none."""
        after = max(cue[1], subject.last if subject.head is not None and subject.head >= cue[1] else 0)
        for token in range(after, min(after + 8, high)):
            if self.tokens[token].text in (",", ";", "."):
                break
            if self.lower[token] == "that" and self.tokens[token].upos == "SCONJ":
                trimmed = self.shape.trim(token, self._clause_end(verb, token, high))
                return ([self.shape.span(*trimmed)], None, cue[1]) if trimmed else None
        if entry.group not in ("speech", "finding", "allegation", "denial"):
            return None
        if (
            self.shape.relation(verb) in ("appos", "acl", "dep", "root", "advcl")
            and self.shape.child(verb, "mark") is None
            and self._interrupted(verb, cue, subject)
        ):
            return self._interposed(verb, cue, subject, low, high)
        if self.tokens[verb].lemma.lower() in _BARE and not self.shape.embedded(verb):
            bare = self._bare(verb, after, high)
            if bare is not None:
                return [bare], None, cue[1]
        if self.shape.embedded(verb) and after < high and self.tokens[after].xpos in ("VBD", "VBZ", "VBN"):
            trimmed = self.shape.trim(after, self._clause_end(verb, after, high))
            return ([self.shape.span(*trimmed)], after, cue[1]) if trimmed else None
        as_clause = self._as_clause(verb, cue, subject, low, high)
        if as_clause:
            return as_clause, None, cue[1]
        edge = subject.first if subject.head is not None and subject.head < cue[0] else cue[0]
        if edge - 1 > low and self.tokens[edge - 1].text == "," and not self.shape.embedded(verb):
            if (
                after >= high - 1
                or self.tokens[after].text in (",", ".")
                or self.tokens[after].upos in ("PROPN", "ADP")
            ):
                trimmed = self.shape.trim(low, edge - 1)
                finite = trimmed and any(self.tokens[t].xpos in _FINITE for t in range(*trimmed))
                return ([self.shape.span(*trimmed)], None, cue[1]) if trimmed and finite else None
        return None

    def _bare(self, verb: int, after: int, high: int) -> Span | None:
        """Return the clause behind "said" or "told the paper" that has no "that" and no place in the tree."""
        for child in self.shape.children[verb]:
            if (
                self.shape.relation(child) in ("iobj", "obj")
                and child >= after
                and self.tokens[child].upos
                in (
                    "PROPN",
                    "NOUN",
                    "PRON",
                )
            ):
                after = max(after, self.shape.extents[child][1])
                break
        subject_at = next(
            (t for t in range(after, min(after + 3, high)) if self.tokens[t].deprel.startswith("nsubj")), None
        )
        if subject_at is None or not any(self.tokens[t].xpos in _FINITE for t in range(subject_at, high)):
            return None
        trimmed = self.shape.trim(after, high)
        return self.shape.span(*trimmed) if trimmed else None

    def _as_clause(self, verb: int, cue: tuple[int, int], subject: Subject, low: int, high: int) -> list[Span]:
        """Return the main clause around "as X said" or "as X put it"."""
        first = subject.first if subject.head is not None and subject.head < cue[0] else cue[0]
        if first <= low or self.lower[first - 1] != "as" or subject.head is None:
            return []
        last = max(cue[1], subject.last)
        if last < high and self.lower[last] == "it":
            last += 1
        if last < high and self.tokens[last].text not in (",", ".", ";"):
            return []
        parts = [self.shape.trim(low, first - 1), self.shape.trim(last, high)]
        return [self.shape.span(*part) for part in parts if part]

    def _clause_end(self, verb: int, start: int, high: int) -> int:
        if not self.shape.embedded(verb):
            return high
        for token in range(start + 1, high):
            if self.tokens[token].text in (",", ";", ")", "–", "—"):
                return token
        return high

    def _object(
        self, verb: int, entry: Verb, cue: tuple[int, int], subject: Subject
    ) -> tuple[list[Span], int | None, int] | None:
        shape, (_, high) = self.shape, self.shape.bounds(verb)
        if self.shape.child(verb, "aux:pass") is not None and "of" not in entry.prepositions:
            return None
        for token in range(cue[1], min(cue[1] + 2, high)):
            if (
                entry.prepositions
                and self.lower[token] in entry.prepositions
                and self.tokens[token].upos in ("ADP", "SCONJ")
            ):
                head = self.tokens[token].head
                stop = shape.extents[head][1] if head != ROOT else high
                end = high if not shape.embedded(verb) and shape.relation(verb) in ("root", "conj") else stop
                trimmed = shape.trim(token + 1, max(end, token + 2))
                return ([shape.span(*trimmed)], head if head > token else None, token + 1) if trimmed else None
        topic = shape.child(verb, "obj")
        if entry.group == "naming":
            complements = [c for c in shape.children[verb] if shape.relation(c) == "xcomp" and c >= cue[1]]
            if (
                topic is not None
                and self.lower[topic] in ("what", "which", "whom", "that")
                and topic < cue[0]
                and complements
            ):
                trimmed = shape.trim(cue[1], shape.extents[complements[-1]][1])
                return ([shape.span(*trimmed)], complements[-1], cue[1]) if trimmed else None
            if topic is None and len(complements) > 1:
                trimmed = shape.trim(cue[1], shape.extents[complements[-1]][1])
                return ([shape.span(*trimmed)], complements[0], cue[1]) if trimmed else None
        if topic is None or topic < cue[1] or not (entry.object or entry.group == "naming"):
            return None
        if self.tokens[topic].upos == "PRON" and entry.group != "naming":
            return None
        right = shape.extents[topic][1]
        complement = shape.child(verb, "xcomp", "obl", "advcl" if entry.group == "allegation" else "xcomp")
        if complement is not None and complement > topic:
            right = max(right, shape.extents[complement][1])
        if entry.group == "naming" and complement is None and self.tokens[topic].upos == "PRON":
            return None
        trimmed = shape.trim(cue[1], min(right, high))
        return ([shape.span(*trimmed)], topic, cue[1]) if trimmed else None
