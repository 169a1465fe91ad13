"""Answers and silences: denials, condemnations, inquiries, aid, apologies, refusals, and what is said not to have come.

Invariant: whoever answers is printed or is the text's own voice; a silence is what somebody alleges, never a fact; that
somebody "stood by" is the opinion of whoever says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from recount.model.claims import Claim, ResponseValue
from recount.model.text import Span
from recount.reading.ledgers.phrases import LONGEST, acts, clause, is_told_of_harm, parties, phrase, voice_of
from recount.reading.ledgers.words import of_answers
from recount.reading.page import Page
from recount.reading.sheet import Sheet
from recount.reading.syntax import arguments_of
from recount.reading.voices import Report

READER = "answers"
_UNREAL = frozenset({"question", "conditional", "demanded", "predicted"})
_IDLE_WORDS = 3
"""Words of such a judgement behind its verb ("turned a blind eye")."""
_KEEPING = frozenset({"remain", "keep", "stay", "be", "fall", "go"})


@dataclass(frozen=True, slots=True)
class Answered:
    """A word of answering, who answers, what is answered, and whether nothing was."""

    cue: int
    by: tuple[int, ...]
    to: int | None
    silent: bool = False
    judged: bool = False
    end: int = 0
    """The last token of its own words, 0 where the cue is the last."""


def read_answers(sheet: Sheet) -> list[Claim]:
    """Return the answers and silences of a text that tells of harm, in order."""
    if not is_told_of_harm(sheet):
        return []
    reports = {report.cue_token: report for report in sheet.attributions.reports}
    found: list[Claim] = []
    for answered in _answered(sheet.page):
        made = _claim(sheet, answered, reports.get(answered.cue))
        if made is not None and not any(one.start <= made.start < one.end for one in found):
            found.append(made)
    return found


def _answered(page: Page) -> Iterator[Answered]:
    words, tree = of_answers(), arguments_of(page)
    for index, token in enumerate(page.tokens):
        lemma = token.lemma.lower()
        if token.upos in ("ADJ", "ADV") and page.lower[index] in words.silent:
            yield from _kept(page, index)
        if (
            token.upos == "NOUN"
            and lemma in words.unanswered
            and any(page.lower[child] == "no" for child in page.children[index])
        ):
            owners = tree.under(index, "from", "by", "of")
            if owners:
                yield Answered(index, tuple(owners), None, silent=True)
        if token.upos != "VERB":
            continue
        passive = tree.is_passive(index)
        by = tuple(tree.children(index, "obl:agent" if passive else "nsubj"))
        objects: list[int] = tree.children(index, "nsubj:pass") if passive else tree.objects(index)
        negated = any(page.lower[child] in ("not", "n't", "never") for child in page.children[index])
        behind = tree.under(index, "to", "on", "for")
        if _is_idle(page, index):
            yield Answered(
                index,
                by,
                None,
                silent=True,
                judged=True,
                end=min(index + _IDLE_WORDS, page.sentence_of(index).last - 1),
            )
        elif lemma in words.answering and negated:
            yield Answered(index, by, _first(behind, objects), silent=True)
        elif lemma in (*words.refusing, "fail") and not negated:
            yield from _refused(page, index, by, objects)
        elif lemma == "say" and any(page.lower[one] == "nothing" for one in objects):
            yield Answered(index, by, _first(tree.under(index, "about", "on")), silent=True, end=objects[0])
        elif lemma in words.ignoring and objects and _lemma(page, objects[0]) in words.written:
            yield Answered(index, by, objects[0], silent=True)
        elif negated:
            continue
        elif lemma in words.denying or lemma in words.condemning:
            told = [*objects, *tree.children(index, "ccomp", "xcomp")]
            if told:
                yield Answered(index, by, told[0])
        elif lemma in words.apologizing:
            yield Answered(index, by, _first(behind, objects))
        elif lemma in words.opening and objects and _lemma(page, objects[0]) in words.inquiries:
            yield Answered(index, by, objects[0])
        elif lemma == "investigate" and by:
            yield Answered(index, by, _first(objects))
        elif lemma in words.sending and objects and _lemma(page, objects[0]) in words.help:
            yield Answered(index, by, None, end=objects[0])


def _first(*lists: list[int]) -> int | None:
    """Return the first token of the first list that has any."""
    return next((one for found in lists for one in found), None)


def _lemma(page: Page, index: int) -> str:
    return page.tokens[index].lemma.lower()


def _kept(page: Page, index: int) -> Iterator[Answered]:
    """ "has remained silent on"."""
    head, tree = page.tokens[index].head, arguments_of(page)
    verb = index if tree.children(index, "cop") else head
    if verb >= 0 and (verb == index or _lemma(page, verb) in _KEEPING):
        by = tree.children(verb, "nsubj")
        if by:
            yield Answered(
                verb,
                tuple(by),
                _first(tree.under(index, "about", "on"), tree.under(verb, "about", "on")),
                silent=True,
            )


def _refused(page: Page, verb: int, by: tuple[int, ...], objects: list[int]) -> Iterator[Answered]:
    """ "declined to comment", "failed to answer" are silences; "refused to let them in" is a refusal."""
    words, tree = of_answers(), arguments_of(page)
    infinitive = next((child for child in tree.children(verb, "xcomp")), None)
    if infinitive is not None:
        silent = _lemma(page, infinitive) in words.answering or _lemma(page, infinitive) in (
            "say",
            "speak",
            "discuss",
            "give",
        )
        if silent or _lemma(page, verb) in words.refusing:
            behind = tree.under(infinitive, "on", "to", "about") or tree.children(infinitive, "obj")
            yield Answered(verb, by, _first(behind, [infinitive]), silent=silent)
    elif objects and _lemma(page, objects[0]) in words.asked_things:
        yield Answered(verb, by, objects[0])


def _is_idle(page: Page, verb: int) -> bool:
    said = page.text[page.tokens[verb].start : page.tokens[verb].start + 30].lower()
    return any(said.startswith(words) for words in of_answers().idleness)


def _claim(sheet: Sheet, answered: Answered, report: Report | None) -> Claim | None:
    page = sheet.page
    by = parties(page, answered.by)
    if not by and not (report is not None and report.voices) and not _is_own(page, answered.by):
        return None
    what = None if answered.to is None else clause(page, answered.to)
    words = [page.tokens[answered.cue].start, page.tokens[answered.cue].end]
    words += [what.start, what.end] if what is not None else []
    words += [phrase(page, one).start for one in answered.by if one < answered.cue]
    words += [page.tokens[answered.end].end] if answered.end else []
    span = Span(min(words), max(words))
    if span.end - span.start > LONGEST:
        return None
    voice = by[0] if by else voice_of(sheet, span, answered.cue, report)
    value = ResponseValue(voice, page.quote(what) if what is not None else "", page.quote(span), answered.silent)
    claim = sheet.claim("response", span, value, reader=READER, head=answered.cue, accuses=answered.silent)
    if claim.certainty in _UNREAL:
        return None
    if answered.judged:
        return replace(claim, certainty="opinion", record_as="opinion", polarity="+", id="")
    return replace(claim, polarity="+", id="") if answered.silent else claim


def _is_own(page: Page, subjects: tuple[int, ...]) -> bool:
    return any(page.lower[one] in ("we", "i") or acts(page, one) for one in subjects)
