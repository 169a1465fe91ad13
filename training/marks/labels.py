"""What the annotation of a text says of each of its words: the targets of the marks.

Invariant: only candidates are asked about. A count is asked of every counted phrase, an actor or source of every noun
that heads a phrase, an event or cue of every verb and noun; what a round does not annotate is never a negative.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.tally import raw_span
from recount.language.marks import TIES
from recount.model.analysis import MARK_LABELS, Token
from recount.reading.page import Page
from recount.reading.phrases import Counted, counted_of

Json = dict[str, Any]
IGNORE = -1.0
_UNSURE = 0.5
"""Weight of a count whose outcome the text itself leaves open."""


@dataclass(slots=True)
class Targets:
    """Targets of one text, by token: ``labels[kind]`` is 0, 1 or ``IGNORE``; ``ties`` lists (kind, word, words)."""

    labels: dict[str, NDArray[np.float32]]
    weights: NDArray[np.float32]
    ties: list[tuple[int, int, list[int]]] = field(default_factory=list)


def targets_of(page: Page, row: Json, *, full: bool) -> Targets:
    """Return the targets of an annotated text; ``full`` says that its round annotates every layer."""
    tokens = page.tokens
    labels = {kind: np.full((len(tokens), len(names)), IGNORE, dtype=np.float32) for kind, names in MARK_LABELS.items()}
    made = Targets(labels, np.ones(len(tokens), dtype=np.float32))
    heads = [i for i, token in enumerate(tokens) if heads_phrase(token)]
    words = [i for i, token in enumerate(tokens) if token.upos in ("VERB", "NOUN", "PROPN", "ADJ", "AUX", "ADP", "ADV")]
    made.labels["role"][heads] = 0
    if full:
        made.labels["event"][words] = 0
        made.labels["voice"][heads, 0] = 0
        made.labels["voice"][words, 1] = 0
    events = _events(page, row, made) if full else {}
    anchors = _counts(page, row, made, events)
    _roles(page, row, made, events)
    if full:
        _voices(page, row, made)
    _parts(row, made, anchors)
    return made


def heads_phrase(token: Token) -> bool:
    """Whether a word heads a phrase that may name an actor."""
    return token.upos in ("NOUN", "PROPN", "PRON") and not token.deprel.startswith(("compound", "flat"))


def candidate_of(page: Page, claim: Json, taken: Iterable[int]) -> Counted | None:
    """Return the counted phrase that an annotated claim is: the same words, equal bounds first."""
    start, end = raw_span(claim) or (claim["start"], claim["end"])
    used = set(taken)
    value = claim["value"]
    near = [
        phrase
        for phrase in counted_of(page)
        if phrase.anchor not in used
        and page.tokens[phrase.raw_first].start < end
        and start < page.tokens[phrase.raw_last - 1].end
    ]
    return max(
        near,
        key=lambda phrase: (
            (phrase.count.low, phrase.count.high) == (value["low"], value["high"]),
            -abs(page.tokens[phrase.raw_first].start - start),
        ),
        default=None,
    )


def _counts(page: Page, row: Json, made: Targets, events: dict[str, list[int]]) -> dict[str, int]:
    """Fill the counts: every counted phrase is asked about; return each claim's token."""
    names = MARK_LABELS["count"]
    for phrase in counted_of(page):
        made.labels["count"][phrase.anchor] = 0
    anchors: dict[str, int] = {}
    taken: dict[str, set[int]] = {}
    for claim in row["claims"]:
        if claim["kind"] != "casualty" or claim["value"]["outcome"] not in names:
            continue
        outcome = claim["value"]["outcome"]
        phrase = candidate_of(page, claim, taken.setdefault(outcome, set()))
        token = phrase.anchor if phrase is not None else _last_token(page, raw_span(claim))
        if token is None:
            continue
        taken[outcome].add(token)
        if made.labels["count"][token].max() == IGNORE:
            made.labels["count"][token] = 0
        made.labels["count"][token, names.index(outcome)] = 1
        if "ambiguous: outcome" in claim["value"]["flags"]:
            made.weights[token] = _UNSURE
        _stance(made, token, claim)
        anchors[claim["id"]] = token
        tie(made, "count", token, events.get(claim.get("event") or "", []))
    return anchors


def _stance(made: Targets, token: int, claim: Json) -> None:
    names = MARK_LABELS["stance"]
    made.labels["stance"][token] = 0
    made.labels["stance"][token, names.index(claim["certainty"])] = 1


def tie(made: Targets, kind: str, token: int, to: list[int]) -> None:
    """Tie a token to any of the words that name its event; none of them is a tie to nothing."""
    others = [index for index in to if index != token]
    if others:
        made.ties.append((TIES.index(kind), token, others))


def _roles(page: Page, row: Json, made: Targets, events: dict[str, list[int]]) -> None:
    names = MARK_LABELS["role"]
    for claim in row["claims"]:
        if claim["kind"] != "role" or claim["value"]["role"] not in names:
            continue
        at = claim["quote"].find(claim["value"]["mention"])
        start = claim["start"] + max(at, 0)
        token = head_in(page, start, start + len(claim["value"]["mention"]))
        if token is None:
            continue
        if made.labels["role"][token].max() == IGNORE:
            made.labels["role"][token] = 0
        made.labels["role"][token, names.index(claim["value"]["role"])] = 1
        _stance(made, token, claim)
        tie(made, "role", token, events.get(claim.get("event") or "", []))


def head_in(page: Page, start: int, end: int) -> int | None:
    """Return the token of characters ``start`` to ``end`` whose head lies outside them, nouns first."""
    inside = page.tokens_in(start, end)
    tops = [i for i in inside if page.tokens[i].head not in inside]
    nouns = [i for i in tops if page.tokens[i].upos in ("NOUN", "PROPN", "PRON")]
    return (nouns or tops or [None])[0]


def _last_token(page: Page, span: tuple[int, int] | None) -> int | None:
    inside = page.tokens_in(*span) if span is not None else range(0)
    return inside[-1] if inside else None


def _events(page: Page, row: Json, made: Targets) -> dict[str, list[int]]:
    """Fill the event words; return the tokens that name each event."""
    names = MARK_LABELS["event"]
    found: dict[str, list[int]] = {}
    for event in row["events"]:
        token = head_in(page, event["start"], event["end"])
        if token is None or event["type"] not in names:
            continue
        made.labels["event"][token] = 0
        made.labels["event"][token, names.index(event["type"])] = 1
        found.setdefault(event["event"], []).append(token)
    return found


def _voices(page: Page, row: Json, made: Targets) -> None:
    """Fill sources and cues, and tie each source to its cue."""
    hops = [hop for statement in row["statements"] for hop in statement["hops"]]
    hops += [hop for claim in row["claims"] for hop in claim["attribution"][1:]]
    for hop in hops:
        cue = hop["cue"]
        at = head_in(page, cue["start"], cue["end"]) if cue else None
        if at is not None:
            made.labels["voice"][at, 1] = 1
        if hop["start"] is None:
            continue
        source = head_in(page, hop["start"], hop["end"])
        if source is not None:
            made.labels["voice"][source, 0] = 1
            if at is not None:
                tie(made, "voice", source, [at])


def _parts(row: Json, made: Targets, anchors: dict[str, int]) -> None:
    """Tie parts to their wholes; a figure without a whole is tied to nothing."""
    for claim in row["claims"]:
        if claim["id"] not in anchors:
            continue
        whole = anchors.get(claim["value"].get("subset_of") or "")
        made.ties.append((TIES.index("part"), anchors[claim["id"]], [whole] if whole is not None else []))
