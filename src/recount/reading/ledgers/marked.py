"""Entries as the net proposes them, made into claims: passage, parties, what is asked, promised, answered or shown.

Invariant: every value is a stretch of the text that the net pointed to or that hangs on its words in the tree; a
pronoun stands for the one subject that fits, else for nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from recount.model.analysis import EntryMark
from recount.model.claims import (
    Claim,
    CommitmentValue,
    DemandValue,
    ExhibitValue,
    Kind,
    ResponseValue,
    StatusValue,
    Value,
    WarningValue,
)
from recount.model.text import Span
from recount.reading.ledgers.phrases import (
    LONGEST,
    condition,
    instrument,
    is_violent,
    parties,
    phrase,
    time_on,
    voice_of,
)
from recount.reading.ledgers.words import lemma, telling
from recount.reading.page import Page
from recount.reading.sheet import Sheet
from recount.reading.syntax import arguments_of

_SAME = 0.5
"""Part of the shorter passage that two proposals of one entry have in common, at least."""
_SURE = 0.8
"""Probability from which a name outside the passage is whom the entry means: two of three are, of those less sure one
in three (corpus/entries, read by nets that had not learnt from it)."""
_NAMED = 80
"""Characters of what an exhibit is called, at most."""
_OWN = frozenset({"i", "we", "us", "me", "our", "my"})


def proposed(page: Page) -> dict[str, list[EntryMark]]:
    """Return the entries that the net proposes, by kind, in order; of two for one passage the surer."""
    return page.once(_proposed)


def _proposed(page: Page) -> dict[str, list[EntryMark]]:
    kept: dict[str, list[EntryMark]] = {}
    near: defaultdict[tuple[str, int], list[EntryMark]] = defaultdict(list)  # by sentence: passages are shorter
    for mark in sorted(page.analysis.entries or (), key=lambda mark: (-mark.score, mark.token)):
        sentence = page.sentence_index[mark.token]
        beside = (other for at in (sentence - 1, sentence, sentence + 1) for other in near[mark.kind, at])
        if not any(shared(passage(page, mark), passage(page, other)) >= _SAME for other in beside):
            near[mark.kind, sentence].append(mark)
            kept.setdefault(mark.kind, []).append(mark)
    return {kind: sorted(marks, key=lambda mark: mark.token) for kind, marks in kept.items()}


def passage(page: Page, mark: EntryMark) -> Span:
    """Return the words of an entry."""
    return page.span(mark.first, mark.last + 1)


def shared(one: Span, other: Span) -> float:
    """Return which part of the shorter of two stretches they have in common."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return common / max(1, min(one.end - one.start, other.end - other.start))


def claim_of(sheet: Sheet, kind: Kind, mark: EntryMark, reader: str, score: float) -> Claim | None:
    """Return the claim that an entry of the net makes, None where it has no passage fit to print."""
    page = sheet.page
    span = passage(page, mark)
    if span.end - span.start > LONGEST or page.sentence_index[mark.last] - page.sentence_index[mark.first] > 1:
        return None
    value = _value(sheet, mark, span)
    if value is None or _is_violence(page, mark):
        return None
    blames = kind == "response"  # what the net takes for an answer or a silence may accuse: alleged at firmest
    claim = sheet.claim(kind, span, value, reader=reader, score=score, head=mark.token, accuses=blames)
    return replace(claim, polarity="+", id="")  # what is entered was asked, promised or said, whatever it denies


def _is_violence(page: Page, mark: EntryMark) -> bool:
    """Whether what is asked or promised is violence itself: a bitter word, or a threat."""
    if mark.kind not in ("demand", "commitment"):
        return False
    inside = range(mark.opens or 0, (mark.closes or -1) + 1)
    heads = [at for at in inside if page.tokens[at].head not in inside]
    return any(is_violent(page, at) for at in (mark.token, *heads))


def completed(page: Page, claim: Claim, mark: EntryMark) -> Claim:
    """Return a rule's claim with those asked or promised where only the net sees any."""
    value = claim.value
    if isinstance(value, DemandValue | CommitmentValue) and not value.to:
        to = tuple(name for name in _named(page, mark.to) if name != value.by)
        return replace(claim, value=replace(value, to=to), id="")
    return claim


def _value(sheet: Sheet, mark: EntryMark, span: Span) -> Value | None:
    page = sheet.page
    by, about = _by(sheet, mark, span), _about(page, mark)
    to = tuple(name for name in _named(page, mark.to) if name != by)
    if mark.kind == "demand":
        return DemandValue(by, about or page.quote(span), to, condition(page, mark.token), mark.sort)
    if mark.kind == "commitment":
        return CommitmentValue(
            by, about or page.quote(span), to, None, condition(page, mark.token), instrument(page, mark.token),
            time_on(sheet, (mark.token,)),
        )  # fmt: skip
    if mark.kind == "warning":
        return WarningValue(page.quote(span), about or "", time_on(sheet, (mark.token,)), to[0] if to else None)
    if mark.kind == "response":
        return ResponseValue(by, about or "", page.quote(span), mark.sort == "silence")
    if mark.kind == "exhibit":
        return ExhibitValue(mark.sort, page.quote(_thing(page, mark)), about)
    subject = _named(page, () if mark.by is None else (mark.by,))
    if not subject or about is None or about == subject[0]:
        return None  # a status needs whose it is and what
    return StatusValue(subject[0], about, instrument(page, mark.token, "under"), time_on(sheet, (mark.token,)))


def _by(sheet: Sheet, mark: EntryMark, span: Span) -> str | None:
    """Return who asks, promises or answers: whom the net points to, else who speaks there; None for the author.

    A name outside the passage counts where the net is sure of it; else a pronoun that nobody surely stands for is
    given as it is printed.
    """
    page = sheet.page
    subject = mark.by
    if subject is not None and not mark.first <= subject <= mark.last and mark.by_score < _SURE:
        subjects = arguments_of(page).children(mark.token, "nsubj")
        subject = next((at for at in subjects if mark.first <= at <= mark.last), None)
        if subject is None:
            return None
    if subject is None:
        return voice_of(sheet, span, mark.token, sheet.attributions.by_cue.get(mark.token))
    named = _named(page, (subject,))
    if named:
        return named[0]
    if page.lower[subject] in _OWN:
        return sheet.attributions.chain(span.start, span.end)[-1].name
    return page.tokens[subject].text if page.tokens[subject].upos == "PRON" else None


def _named(page: Page, words: Iterable[int]) -> tuple[str, ...]:
    return parties(page, [_head(page, word) for word in words], anybody=True)


def _head(page: Page, word: int) -> int:
    """Return the first word of a name that a word goes on with."""
    while page.tokens[word].deprel.startswith("flat") and page.tokens[word].head >= 0:
        word = page.tokens[word].head
    return word


def _about(page: Page, mark: EntryMark) -> str | None:
    """Return the words of what is asked, promised, warned of, answered, shown or said of the subject."""
    if mark.opens is None or mark.closes is None:
        return None
    span = page.span(mark.opens, mark.closes + 1)
    return page.quote(span) if span.end - span.start <= LONGEST else None


def _thing(page: Page, mark: EntryMark) -> Span:
    """Return the noun phrase of an exhibit: of a listed thing in its passage, else of its own word or first noun."""
    nouns = [at for at in range(mark.first, mark.last + 1) if page.tokens[at].upos in ("NOUN", "PROPN")]
    listed = [at for at in nouns if lemma(page, at) in telling("exhibit")]
    own = mark.token in (listed or nouns)
    head = mark.token if own else next(iter(listed or nouns), mark.token)
    span = phrase(page, head)
    return span if span.end - span.start <= _NAMED else page.span(head, head + 1)
