"""Reporting verbs: who says it, by which word, and what (source, cue, content) joined into one report.

Invariant: tree first, surface second. A verb without content gives no report.
"""

from __future__ import annotations

from recount.model.analysis import ROOT
from recount.model.text import Span
from recount.reading.attribution_contents import Contents
from recount.reading.attribution_subjects import Subject
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
_ASKING = frozenset({"call", "appeal", "push", "press", "lobby", "plead"})
_NOBODY = frozenset({"nobody", "none", "noone", "one", "nothing"})
_COMMANDING = frozenset(
    ["order", "instruct", "command", "direct", "require", "press", "encourage", "decide", "persuade"]
)
"""Verbs whose subject acts by speaking: the act, not the words, is told, so the subject is no voice of it."""


class Cues(Contents):
    """Reads the reporting verbs of one page."""

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
