"""Footnotes: a claim or passage with who says it, through whom, how surely, and where to look.

Invariant: quotes and offsets are those of the text that the page carries; each passage has one number, given in
the order in which passages are first printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from recount.model.findings import Conflict, Finding
from recount.model.record import ActorNote, ClaimNote, DocumentNote, Record
from recount.model.text import Passage
from recount.report.neutral import name_of, neutral_name, quoted

_CONTEXT = 220
"""Characters of context printed on each side of a passage."""
_NAME_LENGTH = 32
"""Characters of a file name that are printed."""
_NAMES = 4
"""Names that a line lists; the rest are counted."""


@dataclass(frozen=True, slots=True)
class SourceView:
    """One claim behind a figure: who says it, through whom, in which words, and where to look."""

    claim: str
    number: int
    anchor: bool
    """Whether this is where the number was given: the target of links to it."""
    document: str
    document_name: str
    chain: str
    certainty: str
    start: int
    end: int
    before: str
    quote: str
    after: str
    note: str


class Desk:
    """Looks things up in a record: names, voices, passages."""

    def __init__(self, record: Record, *, public: bool = False) -> None:
        self.record = record
        self.public = public
        """Whether the record is a public version, in which labels stand for names."""
        self.claims = {claim.id: claim for claim in record.claims}
        self.documents = {document.id: document for document in record.documents}
        self.places = {place.id: place.name for place in record.places}
        self.conflicts: dict[str, list[Conflict]] = {}
        for conflict in record.conflicts:
            self.conflicts.setdefault(conflict.incident or "", []).append(conflict)
        self.unheard = frozenset(claim for gap in record.gaps if gap.kind == "no_statement" for claim in gap.claims)
        """Accusations of those of whom no account holds a reply."""
        self.labels = {incident.id: incident.label for incident in record.incidents}
        self.actors = {actor.id: actor for actor in record.actors}
        self.texts = {document.id: document.text or "" for document in record.documents}
        self._voices = {
            (document.id, segment): words for document in record.documents for segment, words in _voice_words(document)
        }
        self.words = frozenset(word for text in self.texts.values() for word in text.split() if word.islower())
        """Words that the accounts print in small letters."""
        self._numbers: dict[tuple[str, int, int], int] = {}

    def name(self, actor: str) -> str:
        """Return the name of an actor's id, or a printed name, in neutral words."""
        return name_of(self.actors[actor]) if actor in self.actors else neutral_name(actor)

    def document_name(self, document: str) -> str:
        """Return a document's short name; of one that is no part of the record, what the record calls it."""
        return short_name(self.documents[document]) if document in self.documents else document

    def root(self, actor: str) -> str:
        """Return the body at the top of what an actor belongs to (the smallest id where there are several)."""
        seen: set[str] = set()
        while actor not in seen:
            seen.add(actor)
            known: ActorNote | None = self.actors.get(actor)
            above = [part for part in known.part_of if part in self.actors] if known else []
            if not above:
                return actor
            actor = min(above)
        return min(seen)

    def voice(self, claim: ClaimNote) -> str:
        """Return the voice of the segment in which a claim stands: its speaker, ``commenter 3``, ``the title``."""
        return self._voices.get((claim.document, claim.segment), "the account")

    def chain(self, claim: ClaimNote) -> list[str]:
        """Return the voices of a claim, outermost first; sources that no name identifies say so."""
        words = []
        for position, hop in enumerate(claim.attribution):
            if position == 0:
                voice = self.voice(claim)
                words.append(voice if hop.name is None or _COMMENTER in voice else " ".join(hop.name.split()))
            elif hop.name is None:
                words.append(quoted(hop.quote) if hop.quote else "an unnamed source")
            else:
                words.append(neutral_name(hop.name) if hop.named else f"{quoted(hop.name)} (unnamed)")
        return words or [self.voice(claim)]

    def speakers(self, claims: Iterable[ClaimNote]) -> str:
        """Return who says some claims: the innermost voice of each, once, names before descriptions."""
        return some_names(sorted((self._speaker(claim) for claim in claims), key=lambda name: name.startswith("«")))

    def _speaker(self, claim: ClaimNote) -> str:
        said = self.chain(claim)[-1]
        return f"{said} of {short_name(self.documents[claim.document])}" if said in _NAMELESS else said

    def origins(self, finding: Finding) -> str:
        """Return the origins of a finding: names, unnamed sources in quotation marks, else the accounts."""
        names = []
        for origin in finding.origins:
            if origin.name is None:
                documents = sorted({short_name(self.documents[self.claims[c].document]) for c in origin.claims})
                names.append(f"{'account' if len(documents) == 1 else 'accounts'} {some_names(documents)}")
            else:
                names.append(neutral_name(origin.name))
        return some_names(names)

    def source(self, claim: ClaimNote, note: str = "") -> SourceView:
        """Return a claim as a footnote."""
        chain = " \u2190 ".join(self.chain(claim))
        place = Passage(claim.document, claim.start, claim.end, claim.quote)
        return self._view(place, claim.id, chain, _certainty_words(claim), note)

    def passage(self, passage: Passage, note: str = "") -> SourceView:
        """Return a bare passage as a footnote."""
        return self._view(passage, "", "", "", note)

    def _view(self, passage: Passage, claim: str, chain: str, certainty: str, note: str) -> SourceView:
        document, start, end = passage.document, passage.start, passage.end
        is_new = (document, start, end) not in self._numbers
        number = self._numbers.setdefault((document, start, end), len(self._numbers) + 1)
        text = self.texts[document]
        first, last = _context(text, start, end)
        return SourceView(
            claim, number, is_new, document, short_name(self.documents[document]), chain, certainty, start, end,
            text[first:start], text[start:end] if text else passage.quote, text[end:last], note,
        )  # fmt: skip


_COMMENTER = "commenter"
_NAMELESS = frozenset({"the account", "the title", "the byline", "the biography", "a caption", "a quotation"})


def is_label(words: str) -> bool:
    """Tell whether words are a label of the public version: they stand in square brackets for a name."""
    return words.startswith("[") and words.endswith("]")


def _voice_words(document: DocumentNote) -> list[tuple[str, str]]:
    """Return each segment's id with words for its voice; comments are counted."""
    found = []
    comments = 0
    for segment in document.segments:
        comments += segment.voice == "comment"
        if segment.voice == "comment":
            words = f"{_COMMENTER} {comments}"
            if segment.speaker:
                words = segment.speaker if is_label(segment.speaker) else f"{segment.speaker} ({words})"
        elif segment.speaker:
            words = segment.speaker
        elif segment.voice in ("caption", "quotation"):
            words = f"a {segment.voice}"
        elif segment.voice in ("title", "byline", "biography"):
            words = f"the {segment.voice}"
        else:
            words = "the account"
        found.append((segment.id, words))
    return found


def some_names(names: Iterable[str]) -> str:
    """Return names once each as an enumeration; more than four are counted."""
    known = list(dict.fromkeys(names))
    if len(known) > _NAMES:
        return f"{', '.join(known[: _NAMES - 1])} and {len(known) - _NAMES + 1} more"
    return f"{', '.join(known[:-1])} and {known[-1]}" if len(known) > 1 else "".join(known)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 account``, ``2 accounts``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def short_name(document: DocumentNote) -> str:
    """Return a batch line's id, else a file's name without its folder and ending; cut where it is long."""
    stem = document.input_id or document.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return stem if len(stem) <= _NAME_LENGTH else f"{stem[: _NAME_LENGTH - 1]}\u2026"


def _certainty_words(claim: ClaimNote) -> str:
    put = claim.certainty if claim.polarity == "+" else f"{claim.certainty}, negated"
    return put if claim.record_as == claim.certainty else f"{put}; recorded as {claim.record_as}"


def _context(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of a passage's context: whole words, not past a blank line."""
    first = max(text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0, start - _CONTEXT)
    if first == start - _CONTEXT:
        space = text.find(" ", first, start)
        first = space + 1 if space >= 0 else first
    gap = text.find("\n\n", end)
    last = min(gap if gap >= 0 else len(text), end + _CONTEXT)
    if last == end + _CONTEXT:
        space = text.rfind(" ", end, last)
        last = space if space >= 0 else last
    return first, last
