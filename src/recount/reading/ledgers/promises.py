"""Promises: who bound himself to whom to do what, in which instrument, and what is said to have broken it.

Invariant: the giver is the subject of the promising word or the owner of its noun, the receiver its object or what
stands behind "to"; the two are never swapped. What is promised concerns people's safety, release, care, return, rights
or the truth about them; a vow of violence and a promise about other things are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from recount.model.claims import Claim, CommitmentValue
from recount.model.text import Span
from recount.reading.ledgers.phrases import (
    LONGEST,
    category_of,
    clause,
    condition,
    instrument,
    is_somebody,
    is_violent,
    others,
    parties,
    phrase,
    time_on,
    voice_of,
)
from recount.reading.ledgers.words import lemma, of_promises
from recount.reading.page import Page
from recount.reading.sheet import Sheet
from recount.reading.syntax import arguments_of
from recount.reading.voices import Report
from recount.vocabulary.lexical import event_words

READER = "promises"
SCORE = 0.89
"""Share of the entries that a careful reader lists too, on corpus/ledgers2 before anybody had read it."""
_UNREAL = frozenset({"question", "conditional", "denied", "possible", "demanded"})


@dataclass(frozen=True, slots=True)
class Promised:
    """A promising word, its giver's and receivers' tokens, and the token that heads what is promised."""

    cue: int
    by: tuple[int, ...]
    to: tuple[int, ...]
    act: int
    form: str | None = None


def read_promises(sheet: Sheet) -> list[Claim]:
    """Return the promises that rules find in a text, in order."""
    reports = sheet.attributions.by_cue
    found: list[Claim] = []
    for promised in _promised(sheet.page):
        made = _claim(sheet, promised, reports.get(promised.cue))
        if made is not None and not any(one.start <= made.start < one.end for one in found):
            found.append(made)
    return found


def _promised(page: Page) -> Iterator[Promised]:
    for index, token in enumerate(page.tokens):
        word, words = lemma(page, index), of_promises()
        if token.upos == "VERB" and word in words.promising and word != "agree":
            yield from _by_verb(page, index)
        elif token.upos == "VERB" and word == "agree":
            yield from (one for one in _by_verb(page, index) if page.tokens[one.act].deprel == "xcomp")
        elif token.upos in ("VERB", "ADJ") and page.lower[index] in words.bound:
            yield from _by_law(page, index)
        elif token.upos == "VERB" and word in words.oblige and _is_instrument(page, index):
            yield from _by_instrument(page, index)
        elif token.upos == "VERB" and _must(page, index) is not None and instrument(page, index):
            yield Promised(index, tuple(arguments_of(page).children(index, "nsubj")), (), index, "law")
        elif token.upos == "NOUN" and word in words.promise_nouns:
            yield from _by_noun(page, index)


def _by_verb(page: Page, verb: int) -> Iterator[Promised]:
    tree = arguments_of(page)
    passive = tree.is_passive(verb)
    by = tuple(tree.children(verb, "obl:agent") if passive else tree.children(verb, "nsubj"))
    objects = [*tree.children(verb, "iobj"), *tree.children(verb, "obj")]
    subjects = tree.children(verb, "nsubj:pass") if passive else []
    clauses = [child for child in tree.children(verb, "xcomp", "ccomp") if child > verb]
    told = [*objects, *subjects]  # whoever stands before what is promised hears it
    to = tuple(
        one for one in [*told, *tree.under(verb, "to")] if is_somebody(page, one) or (clauses and one in objects)
    )
    things = [one for one in told if not is_somebody(page, one)]
    behind = tree.under(verb, "of") if lemma(page, verb) in ("assure", "reassure") else []
    for act in (*clauses[:1], *things[:1], *behind[:1]):
        yield Promised(verb, by, to, act)
        return


def _by_law(page: Page, word: int) -> Iterator[Promised]:
    """ "is obliged under Article 3 to protect them"."""
    tree = arguments_of(page)
    if not tree.children(word, "aux:pass", "cop"):
        return
    for act in tree.children(word, "xcomp", "advcl"):
        if tree.mark(act) == "to":
            yield Promised(word, tuple(tree.children(word, "nsubj", "nsubj:pass")), (), act, "law")


def _is_instrument(page: Page, verb: int) -> bool:
    """Whether the subject of a verb is a law or an agreement."""
    return any(lemma(page, one) in of_promises().instruments for one in arguments_of(page).children(verb, "nsubj"))


def _by_instrument(page: Page, verb: int) -> Iterator[Promised]:
    """ "the agreement obliges the state not to return them": the instrument's party is bound."""
    tree = arguments_of(page)
    bound = [*tree.children(verb, "iobj"), *tree.children(verb, "obj")]
    for act in tree.children(verb, "xcomp", "advcl"):
        if bound and tree.mark(act) == "to":
            yield Promised(verb, tuple(bound), (), act, "law")
            return


def _must(page: Page, verb: int) -> int | None:
    """Return the auxiliary by which a verb is a duty."""
    auxiliaries = (child for child in page.children[verb] if page.tokens[child].deprel == "aux")
    return next((child for child in auxiliaries if page.lower[child] in of_promises().duties), None)


def _by_noun(page: Page, noun: int) -> Iterator[Promised]:
    """ "its promise to protect them", "guarantees given by the army to the residents that ..."."""
    tree = arguments_of(page)
    above = page.tokens[noun].head
    verb = above if above >= 0 and page.tokens[above].upos == "VERB" else None
    by = [*tree.children(noun, "nmod:poss"), *tree.under(noun, "by", "from")]
    to = [one for one in tree.under(noun, "to") if is_somebody(page, one)]
    if verb is not None and page.tokens[noun].deprel.startswith("obj"):
        by = by or tree.children(verb, "nsubj")
        to += [one for one in [*tree.children(verb, "iobj"), *tree.under(verb, "to")] if is_somebody(page, one)]
    for child in tree.children(noun, "acl"):
        if page.tokens[child].xpos == "VBN" and not tree.mark(child):
            by += tree.children(child, "obl:agent")
            to += [one for one in tree.under(child, "to") if is_somebody(page, one)]
    acts = [c for c in tree.children(noun, "acl", "ccomp") if tree.mark(c) in ("to", "that") and c > noun]
    acts += [c for c in tree.under(noun, "of") if not is_somebody(page, c)]
    if acts:
        yield Promised(noun, tuple(by), tuple(to), acts[0])


def _claim(sheet: Sheet, promised: Promised, report: Report | None) -> Claim | None:
    page = sheet.page
    what = clause(page, promised.act, after=promised.cue if promised.act > promised.cue else -1)
    harm = page.tokens[promised.act].upos == "NOUN" and lemma(page, promised.act) in event_words()
    if what is None or harm or is_violent(page, promised.act) or (report is not None and report.negated):
        return None
    category = category_of(page, what)
    spared = any(page.lower[index] in of_promises().none for index in page.tokens_in(what.start, what.end))
    written = instrument(page, promised.cue)
    if not spared and not written and (category is None or category in of_promises().kept_out):
        return None  # that nothing will be done to somebody is promised in any words
    words = [page.tokens[promised.cue].start, page.tokens[promised.cue].end, what.start, what.end]
    words += [phrase(page, one).start for one in promised.by if one < promised.cue]
    span = Span(min(words), max(words))
    if span.end - span.start > LONGEST:
        return None
    given = parties(page, promised.by)
    by = given[0] if given else voice_of(sheet, span, promised.cue, report)
    to = others(parties(page, promised.to, anybody=True), by)
    value = CommitmentValue(
        by, page.quote(what), to, None, condition(page, promised.act), written,
        time_on(sheet, _heads(page, promised.cue)), promised.form, _broken_by(page, promised.cue),
    )  # fmt: skip
    claim = sheet.claim("commitment", span, value, reader=READER, score=SCORE, head=promised.cue, report=report)
    if claim.certainty in _UNREAL or _is_negated(page, promised.cue):
        return None
    return replace(claim, polarity="+", id="")  # what is promised not to be done is promised


def _heads(page: Page, cue: int) -> tuple[int, ...]:
    """Return a promising word and, of a noun, the verb above it."""
    above = page.tokens[cue].head
    return (cue, above) if page.tokens[cue].upos == "NOUN" and above >= 0 else (cue,)


def _is_negated(page: Page, cue: int) -> bool:
    """Whether nothing was promised: "did not promise", "never gave a guarantee", "no promise"."""
    near = [child for verb in _heads(page, cue) for child in page.children[verb] if child < cue]
    return any(page.lower[child] in of_promises().none for child in near)


def _broken_by(page: Page, cue: int) -> str | None:
    """Return who is said in the same clause to have broken the promise: the subject of "broke its promise to ..."."""
    above, tree = page.tokens[cue].head, arguments_of(page)
    if above < 0 or lemma(page, above) not in of_promises().breaking:
        return None
    named = parties(page, tree.children(above, "obl:agent" if tree.is_passive(above) else "nsubj"))
    return named[0] if named else None
