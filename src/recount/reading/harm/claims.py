"""Casualty claims: a harm put on its shortest passage, with unit, part, status, cause, time of counting and stance.

Invariant: the passage holds the count with its words; the outcome word too where no other figure stands between them.
Nothing is summed and nothing is counted that no phrase counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from recount.model.claims import CasualtyValue, Claim
from recount.model.mentions import TimeMention
from recount.model.stretches import Stretches
from recount.model.text import Span
from recount.model.values import When
from recount.reading.harm.found import Harm, harms_of
from recount.reading.harm.parts import Part, key_of, with_parts
from recount.reading.harm.scope import covers_many
from recount.reading.page import Page
from recount.reading.phrases import Counted, counted_of
from recount.reading.phrases.nouns import kind_of_person, singulars
from recount.reading.sheet import Sheet
from recount.reading.syntax import extent
from recount.reading.trust import table_of
from recount.vocabulary.schema import HarmWords, words_of

READER = "harm"
_REACH = 12
"""Tokens between a count and its outcome word that one passage may span."""


@cache
def _words() -> HarmWords:
    return words_of(HarmWords, "harm")


def read(sheet: Sheet) -> list[Claim]:
    """Return the casualty claims of a document in text order; a sheet is read once."""
    return list(sheet.once(_read))


def _read(sheet: Sheet) -> tuple[Claim, ...]:
    return tuple(claim for _, claim in _made(sheet, table_of(sheet.page, "counts").floor))


def proposals(sheet: Sheet) -> list[tuple[Harm, Claim]]:
    """Return every harm that frames or marks propose with the claim it makes, however unsure, in text order."""
    return _made(sheet, 0.0)


def _made(sheet: Sheet, least: float) -> list[tuple[Harm, Claim]]:
    """Return the harms that are at least so sure with their claims; only what is told can be a whole."""
    page = sheet.page
    harms, parts = with_parts(page, harms_of(page))
    floor = table_of(page, "counts").floor
    harms = _without_lists_of_one(harms, parts.values(), floor)
    wholes = {part.whole for part in parts.values()}
    told = {
        harm.phrase.anchor: _claim(sheet, harm, parts.get(key_of(harm)), None)
        for harm in harms
        if harm.score >= floor and harm.phrase.anchor in wholes
    }
    made = []
    for harm in harms:
        if harm.score >= least:
            part = parts.get(key_of(harm))
            made.append((harm, _claim(sheet, harm, part, told.get(part.whole) if part is not None else None)))
    return sorted(made, key=lambda pair: (pair[1].start, pair[1].end, pair[1].id))


def _without_lists_of_one(harms: Sequence[Harm], parts: Iterable[Part], floor: float) -> list[Harm]:
    """Return the harms; one whose list names none but its own parts, or nobody that is told, is no member of a list."""
    members: dict[int, set[int]] = {}
    for harm in harms:
        if harm.listed is not None and harm.score >= floor:
            members.setdefault(harm.listed, set()).add(harm.phrase.anchor)
    below: dict[int, set[int]] = {}
    for part in parts:
        below.setdefault(part.whole, set()).add(part.harm.phrase.anchor)
    return [
        replace(harm, listed=None)
        if harm.listed is not None
        and members.get(harm.listed, set()) <= {harm.phrase.anchor, *below.get(harm.phrase.anchor, ())}
        else harm
        for harm in harms
    ]


def _claim(sheet: Sheet, harm: Harm, part: Part | None, whole: Claim | None) -> Claim:
    page, phrase = sheet.page, harm.phrase
    span, anchor = _span(page, harm)
    unit = unit_of(page, phrase)
    subgroup = None
    if part is not None or (harm.listed is not None and phrase.form != "name"):
        described = part.described if part is not None else None
        if described is not None:
            first, last = extent(page, described)
            unit = page.quote(page.span(first, last))
        subgroup = unit or page.quote(page.span(phrase.raw_first, phrase.raw_last))
    value = CasualtyValue(
        outcome=harm.outcome, count=phrase.count, unit=unit if phrase.form != "name" else None, subgroup=subgroup,
        side=_side(page, phrase), civil_status=status_of(page, phrase), cause=_cause(page, harm),
        subset_of=whole.id if whole is not None else None,
        who=(page.quote(page.span(phrase.first, phrase.last)),) if phrase.form == "name" else (),
        flags=tuple(_flags(page, harm, part)),
    )  # fmt: skip
    head = harm.word if harm.word is not None else phrase.head if phrase.head is not None else phrase.anchor
    moment = _as_of(sheet, page, phrase)
    claim = sheet.claim(
        "casualty",
        span,
        value,
        reader=READER,
        head=head,
        anchor=anchor,
        as_of=moment,
        score=harm.score,
        mark=page.marks.get(("count", phrase.anchor), {}).get(harm.outcome),
    )
    if claim.polarity == "-" and (phrase.count.value == 0 or (harm.act is not None and harm.act.frame.negated)):
        return replace(
            claim, polarity="+"
        )  # "no one was hurt": the "no" is the count; "did not survive": it is the act
    return claim


def _span(page: Page, harm: Harm) -> tuple[Span, Span | None]:
    """Return the passage of a claim and the span of its act's words."""
    phrase, act = harm.phrase, harm.act
    first = phrase.raw_first
    last = max(phrase.raw_last, phrase.head + 1 if phrase.head is not None else 0)
    if act is None:
        return page.span(first, last), None
    begin, end = min(act.tokens), max(act.tokens) + 1
    anchor = page.span(act.at, act.at + 1)
    low, high = min(first, begin), max(last, end)
    same = page.sentence_index[low] == page.sentence_index[high - 1]
    gap = range(last, begin) if begin >= last else range(end, first)
    if same and len(gap) <= _REACH and page.once(_figures).isdisjoint(gap):
        return page.span(low, high), anchor
    return page.span(first, last), anchor


def _figures(page: Page) -> frozenset[int]:
    """Return the tokens of the figures and names that part a count from the word of its act."""
    return frozenset(one.anchor for one in counted_of(page) if one.form in ("number", "name", "one", "vague"))


def unit_of(page: Page, phrase: Counted) -> str | None:
    """Return the counted noun with its modifiers as printed, the name of a person counted by name, None without
    noun."""
    if phrase.form == "name":
        return page.quote(page.span(phrase.first, phrase.last))
    if phrase.head is None:
        return None
    first, last = extent(page, phrase.head)
    if phrase.head >= phrase.raw_last or phrase.raw_last <= first:
        first = max(first, phrase.raw_last) if phrase.raw_last <= phrase.head else first
    while first < phrase.head and page.tokens[first].upos in ("DET", "PRON", "NUM", "ADP", "PUNCT"):
        first += 1
    return page.quote(page.span(first, max(last, phrase.head + 1)))


def status_of(page: Page, phrase: Counted) -> Literal["civilian", "combatant", "unknown"]:
    """Return whether the noun names civilians or combatants; unknown where it says neither."""
    if phrase.head is None:
        return "unknown"
    first, last = extent(page, phrase.head)
    if {"civilian", "civilians"}.intersection(page.lower[first:last]):
        return "civilian"
    for word in singulars(page.lower[phrase.head]):
        kind = kind_of_person(word)
        if kind == "civilian":
            return "civilian"
        if kind == "combatant":
            return "combatant"
    return "unknown"


def _side(page: Page, phrase: Counted) -> str | None:
    """Return the printed side of combatants: the capitalised words before their noun."""
    if phrase.head is None or status_of(page, phrase) != "combatant":
        return None
    first = phrase.head
    low, _ = extent(page, phrase.head)
    while first > low and page.tokens[first - 1].text[:1].isupper() and page.tokens[first - 1].upos in ("PROPN", "ADJ"):
        first -= 1
    return page.quote(page.span(first, phrase.head)) if first < phrase.head else None


def _cause(page: Page, harm: Harm) -> str | None:
    """Return the printed cause behind the outcome word or the figure: "by gunfire", "in an airstrike"."""
    start = max(harm.phrase.last, max(harm.act.tokens) + 1 if harm.act is not None else 0)
    last = page.sentence_of(harm.phrase.first).last
    for index in range(start, min(last, start + _REACH)):
        if page.tokens[index].lemma.lower() in _words().causes and page.tokens[index].upos == "NOUN":
            first, end = extent(page, index)
            if first > 0 and page.lower[first - 1] in ("by", "in", "from", "during"):
                while first < index and page.tokens[first].upos in ("DET", "PRON"):
                    first += 1
                return page.quote(page.span(first, end))
    return None


def _flags(page: Page, harm: Harm, part: Part | None) -> list[str]:
    phrase = harm.phrase
    flags = [part.doubt] if part is not None and part.doubt else []
    scope = covers_many(page, harm)
    if scope is not None:
        flags.append(f"cumulative: {scope}")
    if phrase.more and phrase.count.value != 0:
        flags.append("additional: others")
    if phrase.of is not None and part is None:
        flags.append("part: of a larger number")
    if part is None and _is_roll(page, phrase):
        flags.append("named: those whose names are known")
    if harm.listed is not None and part is None:
        flags.append(f"list: {page.tokens[harm.listed].start}")
    if page.lower[phrase.raw_first] in _words().reflexive:
        flags.append("self-inflicted")
    if harm.act is not None and "found" in harm.act.frame.needs:
        flags.append("bodies: counts the dead who were found")
    if harm.outcome == "killed_or_wounded" and harm.act is not None and harm.act.frame.part == "verb":
        flags.append("ambiguous: outcome")
    return flags


def _is_roll(page: Page, phrase: Counted) -> bool:
    """Whether a figure counts names: "identified four members", "the names of 19 individuals"."""
    head = phrase.head if phrase.head is not None else phrase.anchor
    above = page.tokens[head].head
    if above < 0 or phrase.count.value in (None, 0, 1):
        return False
    lemma, relation = page.tokens[above].lemma.lower(), page.tokens[head].deprel
    if lemma == "name" and relation == "nmod":
        return True
    return lemma in _words().naming and (relation == "obj" or (relation == "nsubj:pass" and not phrase.definite))


def _as_of(sheet: Sheet, page: Page, phrase: Counted) -> When | None:
    """Return when the sentence's figures were counted: "as of Tuesday", "by nightfall"."""
    sentence = page.sentence_of(phrase.first)
    for mention in sheet.once(_times).beginning_in(sentence.start, sentence.end):
        index = page.token_at(mention.start)
        if index is None or index <= sentence.first:
            continue
        before = page.lower[index - 1]
        if before == "by" or (before == "of" and index - 1 > sentence.first and page.lower[index - 2] == "as"):
            return mention.when
    return None


def _times(sheet: Sheet) -> Stretches[TimeMention]:
    return Stretches(sheet.times)
