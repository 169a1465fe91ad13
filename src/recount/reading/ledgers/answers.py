"""Answers and silences: denials, condemnations, inquiries, aid, apologies, refusals, and what is said not to have come.

Invariant: whoever answers is printed or is the text's own voice; a silence is what somebody alleges, never a fact; that
somebody "stood by" is the opinion of whoever says so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from recount.model.claims import Claim, ResponseValue
from recount.model.text import Span
from recount.reading.harm import read as read_casualties
from recount.reading.ledgers.phrases import LONGEST, clause, parties, phrase, voice_of
from recount.reading.ledgers.words import lemma, of_answers, of_promises, of_statuses
from recount.reading.page import Page
from recount.reading.sheet import Sheet
from recount.reading.syntax import arguments_of
from recount.reading.voices import Report
from recount.vocabulary.bodies import powers

READER = "answers"
SCORE = 0.76
"""Share of the entries that a careful reader lists too, on corpus/ledgers2 before anybody had read it."""
_UNREAL = frozenset({"question", "conditional", "demanded", "predicted"})
_IDLE_WORDS = 3
"""Words of such a judgement behind its verb ("turned a blind eye")."""
_TELLING = frozenset({"reported", "denied"})
_RELAYED = frozenset({"shows", "cites"})
_SAID = frozenset({"clause", "quotation"})
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
    """Return the answers and silences that rules find in a text, in order."""
    reports = sheet.attributions.by_cue
    found: list[Claim] = []
    for answered in _answered(sheet.page):
        made = _claim(sheet, answered, reports.get(answered.cue))
        if made is not None and not any(one.start <= made.start < one.end for one in found):
            found.append(made)
    taken = [(one.start, one.end) for one in found]
    for made in _statements(sheet):
        if not any(start < made.end and made.start < end for start, end in taken):
            found.append(made)
    return sorted(found, key=lambda claim: (claim.start, claim.end))


def _statements(sheet: Sheet) -> Iterator[Claim]:
    """Yield what a body that holds power says of its own part: no count of harm, no news that it passes on."""
    page = sheet.page
    counted = sorted(read_casualties(sheet), key=lambda claim: claim.start)
    starts, longest = [claim.start for claim in counted], max((claim.end - claim.start for claim in counted), default=0)
    for report in sheet.attributions.reports:
        if not report.heard or report.printed is None or report.first_person or report.manner not in _TELLING:
            continue
        if report.kind not in _SAID or lemma(page, report.cue_token) in of_promises().promising:
            continue  # a label, a document's contents, a promise
        first, last = report.content[0].start - longest, report.content[-1].end
        near = counted[bisect_left(starts, first) : bisect_left(starts, last)]
        if any(report.covers(claim.start, claim.end) for claim in near):
            continue
        heads = [i for i in page.tokens_in(report.printed.start, report.printed.end) if _holds_power(page, i)]
        passing = {lemma(page, i) for i in page.tokens_in(report.printed.start, report.printed.end)}
        if not heads or passing & of_answers().passing or any(one.relation in _RELAYED for one in report.voices):
            continue  # who passes news on, and what a document shows, answers nothing
        start = min(report.cue.start, report.content[0].start, report.printed.start)
        span = Span(start, max(report.cue.end, report.content[-1].end, report.printed.end))
        if span.end - span.start > LONGEST:
            continue
        by = report.voices[-1].name if report.voices else page.quote(report.printed)
        value = ResponseValue(by, page.quote(report.content[0]), page.quote(span))
        yield sheet.claim("response", span, value, reader=READER, score=SCORE, head=report.cue_token, report=report)


def _holds_power(page: Page, index: int) -> bool:
    """Whether a word is an office, or a body of a state, a force or an armed group."""
    words = {page.lower[index], lemma(page, index)}
    return not words.isdisjoint(of_statuses().offices | powers())


def _answered(page: Page) -> Iterator[Answered]:
    words, tree = of_answers(), arguments_of(page)
    for index, token in enumerate(page.tokens):
        word = lemma(page, index)
        if token.upos in ("ADJ", "ADV") and page.lower[index] in words.silent:
            yield from _kept(page, index)
        if token.upos == "NOUN" and word in words.unanswered and _is_none(page, index):
            owners = tree.under(index, "from", "by", "of") or _written_to(page, token.head)
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
        elif word in words.answering and negated:
            yield Answered(index, by, _first(behind, objects), silent=True)
        elif word in (*words.refusing, "fail") and not negated:
            yield from _refused(page, index, by, objects)
        elif word == "say" and (nothing := _nothing(page, index)) is not None:
            about = _first(tree.under(index, "about", "on"), tree.under(nothing, "about", "on"))
            yield Answered(index, by, about, silent=True, end=nothing)
        elif word in words.ignoring and objects and lemma(page, objects[0]) in words.written:
            yield Answered(index, by, objects[0], silent=True)
        elif objects and lemma(page, objects[0]) in words.unanswered and _is_none(page, objects[0]):
            yield Answered(index, by, _first(tree.under(objects[0], "on", "to")), silent=True, end=objects[0])
        elif word == "have" and "yet" in page.lower[index : index + 3]:
            for answer in tree.children(index, "xcomp"):
                if lemma(page, answer) in words.answering:
                    yield Answered(index, by, _first(tree.children(answer, "obj")), silent=True, end=answer)
        elif negated:
            continue
        elif word in words.voicing and objects and lemma(page, objects[0]) in words.feelings:
            yield Answered(index, by, _first(tree.under(index, "at", "over", "for", "on")), end=objects[0])
        elif word in words.denying or word in words.condemning:
            told = [*objects, *tree.children(index, "ccomp", "xcomp")]
            if told:
                yield Answered(index, by, told[0])
        elif word in words.apologizing:
            yield Answered(index, by, _first(behind, objects))
        elif word in words.opening and objects and lemma(page, objects[0]) in words.inquiries:
            yield Answered(index, by, objects[0])
        elif word == "investigate" and by:
            yield Answered(index, by, _first(objects))
        elif word in words.sending and objects and lemma(page, objects[0]) in words.help:
            yield Answered(index, by, None, end=objects[0])


def _is_none(page: Page, noun: int) -> bool:
    return any(page.lower[child] == "no" for child in page.children[noun])


def _nothing(page: Page, verb: int) -> int | None:
    """Return the "nothing" that somebody says."""
    said = arguments_of(page).children(verb, "obj", "ccomp")
    return next((one for one in said if page.lower[one] == "nothing"), None)


def _written_to(page: Page, verb: int) -> list[int]:
    """Return to whom was written what got no answer: "wrote to the ombudsman and had no reply"."""
    if verb < 0 or page.tokens[verb].upos != "VERB":
        return []
    tree, above = arguments_of(page), page.tokens[verb].head
    joined = [above] if page.tokens[verb].deprel == "conj" and above >= 0 else []
    return [one for each in (verb, *joined) for one in tree.under(each, "from", "to")]


def _first(*lists: list[int]) -> int | None:
    """Return the first token of the first list that has any."""
    return next((one for found in lists for one in found), None)


def _kept(page: Page, index: int) -> Iterator[Answered]:
    """ "has remained silent on"."""
    head, tree = page.tokens[index].head, arguments_of(page)
    verb = index if tree.children(index, "cop") else head
    if verb >= 0 and (verb == index or lemma(page, verb) in _KEEPING):
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
        silent = lemma(page, infinitive) in words.answering | words.speaking
        if silent or lemma(page, verb) in words.refusing:
            behind = tree.under(infinitive, "on", "to", "about") or tree.children(infinitive, "obj")
            yield Answered(verb, by, _first(behind, [infinitive]), silent=silent)
    elif objects and lemma(page, objects[0]) in words.asked_things:
        yield Answered(verb, by, objects[0])


def _is_idle(page: Page, verb: int) -> bool:
    said = page.text[page.tokens[verb].start : page.tokens[verb].start + 30].lower()
    return any(said.startswith(words) for words in of_answers().idleness)


def _claim(sheet: Sheet, answered: Answered, report: Report | None) -> Claim | None:
    page = sheet.page
    by = parties(page, answered.by)
    if answered.silent and _is_own(page, answered.by):
        return None  # who says that he was silent answers nobody
    if not by and any(page.tokens[one].upos == "PRON" for one in answered.by) and not _is_own(page, answered.by):
        return None  # nobody is guessed
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
    claim = sheet.claim("response", span, value, reader=READER, score=SCORE, head=answered.cue, accuses=answered.silent)
    if claim.certainty in _UNREAL:
        return None
    if answered.judged:
        return replace(claim, certainty="opinion", record_as="opinion", polarity="+", id="")
    return replace(claim, polarity="+", id="") if answered.silent else claim


def _is_own(page: Page, subjects: tuple[int, ...]) -> bool:
    return any(page.lower[one] in ("we", "i") for one in subjects)
