"""Demands: who asks whom for what, under which condition.

Invariant: an entry has a passage with the asking word and what is asked; who is asked is printed there; a wish, a
question, a command to one's own soldiers and a demand that nobody made are none. What somebody "must" do is a demand
only where what is asked is of a kind that such accounts ask for (vocabulary/demands.yaml).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recount.model.claims import Claim, DemandValue
from recount.model.text import Span
from recount.reading.ledgers.phrases import (
    LONGEST,
    acts,
    below,
    category_of,
    clause,
    condition,
    is_another,
    is_somebody,
    is_told_of_harm,
    is_violent,
    parties,
    voice_of,
)
from recount.reading.ledgers.words import asking_forms, of_demands
from recount.reading.page import Page
from recount.reading.sheet import Sheet
from recount.reading.syntax import arguments_of, extent, lemma_of
from recount.reading.voices import Report

READER = "demands"
_UNREAL = frozenset({"question", "conditional", "predicted", "denied", "possible"})
_OWN = frozenset({"i", "we", "one", "us", "me"})


@dataclass(frozen=True, slots=True)
class Asked:
    """An asking word, the token that heads what is asked, the addressees' tokens, and where what is asked begins."""

    cue: int
    act: int
    to: tuple[int, ...]
    after: int


def read_demands(sheet: Sheet) -> list[Claim]:
    """Return the demands of a text that tells of harm, in order."""
    if not is_told_of_harm(sheet):
        return []
    page = sheet.page
    reports = {report.cue_token: report for report in sheet.attributions.reports}
    asked = [*((one, False) for one in _asked(page)), *((one, True) for one in (*_duties(page), *_orders(page)))]
    found: list[Claim] = []
    for one, told in sorted(asked, key=lambda row: (row[0].cue, row[1])):
        start = page.tokens[one.cue].start
        if any(claim.start <= start < claim.end for claim in found):
            continue  # what is demanded may be to demand something
        made = _claim(sheet, one, None if told else reports.get(one.cue), told=told)
        if made is not None:
            found.append(made)
    return found


# -- verbs and nouns that ask ----------------------------------------------------------------------------------


def _asked(page: Page) -> Iterator[Asked]:
    for index, token in enumerate(page.tokens):
        lemma = lemma_of(page, index, asking_forms())
        if token.upos == "VERB":
            asked = _by_verb(page, index, lemma)
        elif token.upos == "NOUN" and lemma in of_demands().asking_nouns:
            asked = _by_noun(page, index)
        else:
            asked = None
        if asked is not None:
            yield asked


def _by_verb(page: Page, verb: int, lemma: str) -> Asked | None:
    tree, asking = arguments_of(page), of_demands().asking
    groups = {group for group, verbs in asking.items() if lemma in verbs}
    if not groups and not any(lemma in verbs for verbs in of_demands().acts_behind.values()):
        return None
    passive = tree.is_passive(verb)
    objects = tree.children(verb, "nsubj") if passive else [*tree.children(verb, "iobj"), *tree.children(verb, "obj")]
    if passive:
        objects += tree.children(verb, "nsubj:pass")
    infinitives = [child for child in tree.children(verb, "xcomp") if tree.mark(child) == "to"]
    clauses = [child for child in tree.children(verb, "ccomp") if child > verb]
    upon = _under(page, verb, groups)
    if infinitives:
        to = upon or ([one for one in objects if "object" in groups or "of" in groups] if objects else [])
        if to and ("object" in groups or upon):
            return Asked(verb, infinitives[0], tuple(to), infinitives[0] - 1 if infinitives[0] > 0 else -1)
        return None
    behind = [case for case, verbs in of_demands().acts_behind.items() if lemma in verbs]
    acts_asked = [child for child in tree.children(verb, "obl", "nmod") if tree.case(child) in behind]
    if acts_asked:
        to = upon or [one for one in objects if acts(page, one)]
        return Asked(verb, acts_asked[0], tuple(to), _before(page, acts_asked[0]))
    if clauses and groups & {"nobody", "of", "from", "object"} and page.lower[clauses[0]] not in _OWN:
        if tree.mark(clauses[0]) in ("if", "whether") or "?" in page.quote(
            page.span(verb, max(below(page, clauses[0])) + 1)
        ):
            return None
        return Asked(verb, clauses[0], tuple(upon) or _subject(page, clauses[0]), clauses[0] - 1)
    wanted = [one for one in objects if not is_somebody(page, one)]
    if lemma in of_demands().asking_for and wanted and not passive:
        return Asked(verb, wanted[0], tuple(upon), _before(page, wanted[0]))
    return None


def _before(page: Page, head: int) -> int:
    """Return the token before a noun phrase."""
    return extent(page, head)[0] - 1


_CASES: dict[str, tuple[str, ...]] = {
    "upon": ("on", "upon"), "to": ("to",), "with": ("with",), "of": ("of",), "from": ("from",),
}  # fmt: skip


def _under(page: Page, verb: int, groups: Iterable[str]) -> list[int]:
    cases = [case for group in groups for case in _CASES.get(group, ())]
    return arguments_of(page).under(verb, *cases) if cases else []


def _by_noun(page: Page, noun: int) -> Asked | None:
    """ "the lawyers' call for an inquiry", "a demand that the army leave", "an appeal to the state to free them"."""
    tree, token = arguments_of(page), page.tokens[noun]
    if token.deprel.startswith(("compound", "flat")):
        return None
    to = [child for child in tree.children(noun, "nmod", "obl") if tree.case(child) in ("to", "on") and child > noun]
    for child in page.children[noun]:
        relation = page.tokens[child].deprel.partition(":")[0]
        if child < noun or relation not in ("nmod", "acl", "obl"):
            continue
        if relation == "acl" and (tree.mark(child) in ("to", "that")):
            return Asked(noun, child, tuple(to) or _subject(page, child), child - 1)
        if relation != "acl" and tree.case(child) == "for":
            return Asked(noun, child, tuple(to), _before(page, child))
    return None


def _subject(page: Page, verb: int) -> tuple[int, ...]:
    """Return who is to act in a clause that is asked for: its active subject, or the agent of a passive."""
    tree = arguments_of(page)
    if tree.is_passive(verb):
        return tuple(tree.children(verb, "obl:agent"))
    return tuple(one for one in tree.children(verb, "nsubj") if acts(page, one))


# -- what somebody must do -------------------------------------------------------------------------------------


def _duties(page: Page) -> Iterator[Asked]:
    tree = arguments_of(page)
    for index, token in enumerate(page.tokens):
        if token.upos != "VERB":
            continue
        auxiliaries = [child for child in page.children[index] if page.tokens[child].deprel.startswith("aux")]
        words = {page.lower[child] for child in auxiliaries}
        if not words & of_demands().duties or "have" in words or "has" in words:
            continue
        subjects = [*tree.children(index, "nsubj"), *tree.children(index, "nsubj:pass")]
        if not subjects or any(page.lower[one] in _OWN for one in subjects):
            continue
        before = min(below(page, min(subjects))) - 1
        if page.lower[subjects[0]] == "you" and token.lemma.lower() in of_demands().mental:
            continue
        yield Asked(min(auxiliaries), index, _subject(page, index), before)
        for child in page.children[index]:
            if is_another(page, child) and not {page.tokens[one].deprel for one in page.children[child]} & {"aux"}:
                yield Asked(child, child, _subject(page, child), min(below(page, child, joined=False)) - 1)


def _orders(page: Page) -> Iterator[Asked]:
    """Yield imperatives: a bare verb that opens its sentence ("Release our sons", "Stop the killing")."""
    for sentence in page.analysis.sentences:
        for index in range(sentence.first, min(sentence.first + _OPENING, sentence.last)):
            token = page.tokens[index]
            if token.upos == "PUNCT" or page.lower[index] in of_demands().polite:
                continue
            if token.xpos == "VB" and token.deprel in ("root", "ccomp", "parataxis"):
                if not any(page.tokens[c].deprel.startswith(("nsubj", "aux", "mark")) for c in page.children[index]):
                    yield Asked(index, index, (), index - 1)
            break


_OPENING = 4
"""Words of a sentence before its first verb where it is an order: marks and "please"."""


# -- the entry -------------------------------------------------------------------------------------------------


def _claim(sheet: Sheet, asked: Asked, report: Report | None, *, told: bool = False) -> Claim | None:
    page = sheet.page
    what = clause(page, asked.act, after=asked.after)
    if what is None or (report is not None and report.negated):
        return None
    first = min(page.tokens[asked.cue].start, what.start)
    span = Span(first, max(page.tokens[asked.cue].end, what.end))
    category = category_of(page, what)
    if span.end - span.start > LONGEST or (told and category is None) or is_violent(page, asked.act):
        return None
    to = parties(page, asked.to)
    if category is None and not to:
        return None
    by = voice_of(sheet, span, asked.cue, report)
    value = DemandValue(by, page.quote(what), to, condition(page, asked.act), category or "other")
    claim = sheet.claim("demand", span, value, reader=READER, head=asked.cue, anchor=None, report=report)
    if claim.polarity == "-" or (claim.certainty in _UNREAL and not told):
        return None
    return claim
