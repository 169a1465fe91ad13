"""Which accounts lean on one origin: copied passages, one speaker behind a figure, a comment echoing its article.

Invariant: an origin is shown by passages or by attribution hops that anyone can read; agreement alone is none.
Copied text is found by shared runs of words (shingles, Broder 1997), so it does not depend on the language.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from recount.linking.similarity import words_of
from recount.model.actors import Actor
from recount.model.claims import CasualtyValue, Claim
from recount.model.ids import hash_id
from recount.model.incidents import Assignment, SharedOrigin
from recount.model.mentions import Reading
from recount.model.text import Document, Passage

_TOKEN = re.compile(r"\w+")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_SHINGLE = 8
"""Words of a shingle: shorter runs are idioms and names."""
_RUN = 25
"""Words in a row that two texts share only by copying (below lie quotations of one sentence)."""
_SHARE, _LEAST = 0.25, 15
"""Share of the shorter text in shared shingles from which a run of ``_LEAST`` words is copying too."""
_BOILERPLATE_IN = 20
"""A run of words in more documents than this is a page's furniture, not copying."""
_ECHO_WORDS, _ECHO_SHARE = 5, 0.5
"""Content words, and share of the shorter sentence's, that make a comment's sentence an echo of its article."""


def find_origins(
    documents: Sequence[Document],
    readings: Sequence[Reading],
    actors: Sequence[Actor],
    assignments: Sequence[Assignment],
) -> tuple[SharedOrigin, ...]:
    """Return the shared origins of a case, sorted by kind and id."""
    claims = {claim.id: claim for reading in readings for claim in reading.claims}
    by_document = {reading.document: reading for reading in readings}
    found = [
        *_copies(documents, by_document),
        *_speakers(claims, actors, assignments),
        *(origin for document in documents for origin in _echoes(document, by_document[document.id])),
    ]
    return tuple(sorted(found, key=lambda origin: (origin.kind, origin.id)))


def _origin(
    kind: str, name: str | None, passages: Sequence[Passage], claims: Sequence[str], reason: str
) -> SharedOrigin:
    documents = tuple(sorted({passage.document for passage in passages}))
    ordered = tuple(sorted(set(passages)))
    return SharedOrigin(
        hash_id("origin", [kind, name, [[p.document, p.start, p.end] for p in ordered]]),
        kind,  # type: ignore[arg-type]
        name,
        documents,
        tuple(sorted(set(claims))),
        ordered,
        reason,
    )


# -- copied text -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Words:
    """A text's words, folded, with their places."""

    document: Document
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def _copies(documents: Sequence[Document], readings: Mapping[str, Reading]) -> Iterator[SharedOrigin]:
    texts = {document.id: _split(document) for document in documents}
    where: dict[tuple[str, ...], list[tuple[str, int]]] = {}
    for key in sorted(texts):
        words = texts[key].words
        seen: set[tuple[str, ...]] = set()
        for position in range(len(words) - _SHINGLE + 1):
            shingle = words[position : position + _SHINGLE]
            if shingle not in seen:
                seen.add(shingle)
                where.setdefault(shingle, []).append((key, position))
    shared: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for places in where.values():
        if not 2 <= len(places) <= _BOILERPLATE_IN:
            continue
        for index, (one, first) in enumerate(places):
            for other, second in places[index + 1 :]:
                shared.setdefault((one, other), []).append((first, second))
    for (one, other), matches in sorted(shared.items()):
        run = _longest_run(matches)
        length = run[2] + _SHINGLE - 1
        shorter = max(1, min(len(texts[one].words), len(texts[other].words)) - _SHINGLE + 1)
        if length < _RUN and (length < _LEAST or len(matches) / shorter < _SHARE):
            continue
        passages = [_passage(texts[one], run[0], length), _passage(texts[other], run[1], length)]
        claims = [
            claim.id
            for passage in passages
            for claim in readings[passage.document].claims
            if passage.start <= claim.start and claim.end <= passage.end
        ]
        share = round(100 * len(matches) / shorter)
        yield _origin(
            "copied_text", None, passages, claims,
            f"the texts share {length} words in a row and {share} per cent of the shorter one's eight-word runs",
        )  # fmt: skip


def _split(document: Document) -> _Words:
    furniture = [(s.start, s.end) for s in document.segments if s.voice == "boilerplate"]
    found = [
        match
        for match in _TOKEN.finditer(document.text)
        if not any(start <= match.start() < end for start, end in furniture)
    ]
    return _Words(
        document,
        tuple(match.group().casefold() for match in found),
        tuple(match.start() for match in found),
        tuple(match.end() for match in found),
    )


def _longest_run(matches: list[tuple[int, int]]) -> tuple[int, int, int]:
    """Return start in one, start in the other and number of shingles of the longest run of matches in step."""
    best = (matches[0][0], matches[0][1], 1)
    lengths: dict[tuple[int, int], int] = {}
    for first, second in sorted(matches):
        length = lengths.get((first - 1, second - 1), 0) + 1
        lengths[first, second] = length
        if length > best[2]:
            best = (first - length + 1, second - length + 1, length)
    return best


def _passage(text: _Words, position: int, length: int) -> Passage:
    return text.document.passage(text.starts[position], text.ends[position + length - 1])


# -- one speaker behind several accounts -------------------------------------------------------------------------


def _speakers(
    claims: Mapping[str, Claim], actors: Sequence[Actor], assignments: Sequence[Assignment]
) -> Iterator[SharedOrigin]:
    """Figures of one incident and outcome that documents give after the same named source."""
    by_id = {actor.id: actor for actor in actors}
    groups: dict[tuple[str, str, str], list[Claim]] = {}
    for assignment in assignments:
        claim = claims[assignment.claim]
        if assignment.incident is None or not isinstance(claim.value, CasualtyValue):
            continue
        source = _source(claim, dict(assignment.actors))
        if source is not None:
            groups.setdefault((assignment.incident, source, claim.value.outcome), []).append(claim)
    for (_, source, outcome), group in sorted(groups.items()):
        if len({claim.document for claim in group}) < 2:
            continue
        actor = by_id.get(source)
        name = actor.name if actor is not None else source
        person = actor is not None and actor.type == "person"
        passages = [Passage(claim.document, claim.start, claim.end, claim.quote) for claim in group]
        yield _origin(
            "same_spokesperson" if person else "same_organisation", name, passages, [claim.id for claim in group],
            f"these accounts give their figures of the {outcome.replace('_', ' ')} after {name}",
        )  # fmt: skip


def _source(claim: Claim, actors: Mapping[str, str]) -> str | None:
    """Return the actor of the innermost named hop after the segment's own voice, or its printed name."""
    for hop in reversed(claim.attribution[1:]):
        if hop.named and hop.name:
            return actors.get(hop.name, hop.name.casefold())
    return None


# -- comments that echo their article ----------------------------------------------------------------------------


def _echoes(document: Document, reading: Reading) -> Iterator[SharedOrigin]:
    comments = [segment for segment in document.segments if segment.voice == "comment"]
    articles = [segment for segment in document.segments if segment.voice == "article"]
    if not comments or not articles:
        return
    told = [found for segment in articles for found in _sentences(document.text, segment.start, segment.end)]
    for segment in comments:
        for start, end, words in _sentences(document.text, segment.start, segment.end):
            best = max(
                ((len(words & other), -first, first, last, other) for first, last, other in told),
                key=lambda found: found[:2],
                default=None,
            )
            if best is None or best[0] < _ECHO_WORDS or best[0] < _ECHO_SHARE * min(len(words), len(best[4])):
                continue
            passages = [document.passage(best[2], best[3]), document.passage(start, end)]
            claims = [claim.id for passage in passages for claim in _within(reading, passage)]
            yield _origin("echo", None, passages, claims, "the comment repeats its article")


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int, frozenset[str]]]:
    found = []
    for match in _SENTENCE.finditer(text, start, end):
        quote = match.group()
        first = match.start() + len(quote) - len(quote.lstrip())
        last = match.end() - (len(quote) - len(quote.rstrip()))
        words = frozenset(words_of(quote))
        if len(words) >= _ECHO_WORDS and last > first:
            found.append((first, last, words))
    return found


def _within(reading: Reading, passage: Passage) -> Sequence[Claim]:
    starts = [claim.start for claim in reading.claims]
    inside = reading.claims[bisect_left(starts, passage.start) : bisect_right(starts, passage.end)]
    return [claim for claim in inside if claim.end <= passage.end]
