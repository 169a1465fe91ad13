"""Statuses and offices: what somebody is said to be under law, on a list or in an office, and under which instrument.

Invariant: the system gives nobody a status; an entry is what a passage says of a subject that is printed there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recount.model.claims import Claim, StatusValue
from recount.model.text import Span
from recount.reading.ledgers.phrases import LONGEST, clause, instrument, parties, phrase
from recount.reading.ledgers.words import lemma, of_statuses
from recount.reading.page import Page
from recount.reading.sheet import Sheet
from recount.reading.syntax import arguments_of, extent

READER = "statuses"
SCORE = 0.70
"""Share of the entries that a careful reader lists too, on corpus/ledgers2 before anybody had read it."""
_TITLE = 6
"""Words between an office and the name beside it."""


@dataclass(frozen=True, slots=True)
class Held:
    """A status word, the subject's token, and the words from the first to the last that say it."""

    cue: int
    subject: int
    first: int
    last: int


def read_statuses(sheet: Sheet) -> list[Claim]:
    """Return the statuses and offices that rules find in a text, in order."""
    found: list[Claim] = []
    for held in _held(sheet.page):
        made = _claim(sheet, held)
        if made is not None and not any(one.start <= made.start < one.end or one.value == made.value for one in found):
            found.append(made)  # who is called by his office at every mention is told once
    return sorted(found, key=lambda claim: claim.start)


def _held(page: Page) -> Iterator[Held]:
    words, tree = of_statuses(), arguments_of(page)
    for index, token in enumerate(page.tokens):
        word = lemma(page, index)
        if token.upos == "NOUN" and _is_status(page, index):
            for subject in tree.children(index, "nsubj") if tree.children(index, "cop") else ():
                yield Held(index, subject, subject, index)
        if token.upos == "VERB" and word in words.granting:
            yield from _granted(page, index)
        if token.upos == "VERB" and word in words.custody and tree.is_passive(index):
            for subject in tree.children(index, "nsubj:pass") or tree.children(index, "nsubj"):
                yield Held(index, subject, subject, index)
        if token.upos in ("NOUN", "PROPN") and word in words.offices:
            yield from _office(page, index)


def _is_status(page: Page, index: int) -> bool:
    words = of_statuses().statuses
    word = lemma(page, index)
    before = page.lower[index - 1] if index else ""
    return word in words or f"{before} {word}" in words or f"{before} {page.lower[index]}" in words


def _granted(page: Page, verb: int) -> Iterator[Held]:
    """ "were granted refugee status", "was designated a terrorist organisation", "recognised them as refugees"."""
    tree = arguments_of(page)
    passive = tree.is_passive(verb)
    objects = [*tree.children(verb, "iobj"), *tree.children(verb, "obj")]
    subjects = tree.children(verb, "nsubj:pass") if passive else objects[:1]
    behind = [*tree.children(verb, "xcomp"), *tree.under(verb, "as", "on", "from")]
    given = [*(objects if passive else objects[1:]), *behind]
    for status in given:
        inside = clause(page, status)
        if inside is None or not subjects:
            continue
        said = {lemma(page, at) for at in page.tokens_in(inside.start, inside.end)}
        if said & (of_statuses().standing | of_statuses().statuses):
            yield Held(verb, subjects[0], min(subjects[0], verb), status)
            return


def _office(page: Page, index: int) -> Iterator[Held]:
    """ "the former governor, Ada Orm", "Prime Minister Oren Varga": an office beside the name of whoever holds it."""
    if page.lower[index + 1 : index + 2] == ["-"] or page.lower[index - 1] == "-":
        return  # part of a longer word
    named = [child for child in page.children[index] if page.tokens[child].upos == "PROPN" and child > index]
    named = [one for one in named if page.tokens[one].deprel.partition(":")[0] in ("appos", "flat")]
    above = page.tokens[index].head
    title = above >= 0 and page.tokens[above].upos == "PROPN" and abs(above - index) <= _TITLE
    relation = page.tokens[index].deprel
    if not named and title and (relation.startswith("appos") or relation == "nmod:desc" or above > index):
        named = [above]
    if named and page.tokens[named[0]].text[:1].isupper():
        places = [place for place in range(max(0, index - 3), index) if page.lower[place] in of_statuses().former]
        at = places[0] if places else extent(page, index)[0]
        yield Held(index, named[0], min(at, named[0]), index)


def _claim(sheet: Sheet, held: Held) -> Claim | None:
    page = sheet.page
    subject = parties(page, (held.subject,))
    if not subject or phrase(page, held.subject) == phrase(page, held.last):
        return None
    end = page.tokens[held.last].end if page.tokens[held.last].upos == "VERB" else phrase(page, held.last).end
    start = min(phrase(page, held.subject).start, page.tokens[held.first].start)
    span = Span(start, max(end, page.tokens[held.cue].end, phrase(page, held.subject).end))
    if span.end - span.start > LONGEST:
        return None
    verbal = page.tokens[held.last].upos == "VERB"
    status = page.tokens[held.last].text if verbal else page.quote(phrase(page, held.last))
    value = StatusValue(subject[0], status, instrument(page, held.cue, "under"), None)
    claim = sheet.claim("status", span, value, reader=READER, score=SCORE, head=held.cue)
    return None if claim.certainty in ("question", "conditional", "demanded") else claim
