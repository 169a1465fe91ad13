"""Casualty claims: outcome, count and subgroup of what a passage says was done to people.

Invariant: a figure is a casualty only where an outcome word of its own clause takes it; what cannot be tied is
left to the reader of populations. A part is never a whole, "others" are never added, nothing is summed across
sentences. To add words, edit ``vocabulary/outcomes.yaml``; to add a construction, ``casualty_victims.py``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

from recount.model.claims import CasualtyValue, Claim, Outcome
from recount.model.text import Span
from recount.model.values import Count, Operator, When
from recount.reading.casualty_parts import Whole, find_listed, find_parts
from recount.reading.casualty_phrases import Phrase, chunk, person_nouns
from recount.reading.casualty_scope import as_of, cause_of, cumulative
from recount.reading.casualty_victims import REFLEXIVE, RISING, Act, Line, accepts, acts, draw, rises, victims
from recount.reading.casualty_words import Trigger, find_triggers, listing_words
from recount.reading.numbers import Number, read_numbers
from recount.reading.page import Page
from recount.reading.sheet import Sheet
from recount.vocabulary.profiles import bounds

READER = "casualties"
_TAG = re.compile(r"[A-Z]+_\d+")


@dataclass
class _Desk:
    """What has been read of one sheet so far."""

    sheet: Sheet
    claims: list[Claim] = field(default_factory=list)
    used: dict[tuple[int, str], int] = field(default_factory=dict)


def read(sheet: Sheet) -> list[Claim]:
    """Return the casualty claims of a document in text order."""
    page = sheet.page
    desk = _Desk(sheet)
    numbers: dict[int, Number] | None = None
    names: dict[int, tuple[int, str]] | None = None
    for sentence in page.analysis.sentences:
        triggers = find_triggers(page, sentence.first, sentence.last)
        if not triggers:
            continue
        if numbers is None or names is None:
            numbers = {number.first: number for number in read_numbers(page)}
            names = person_ranges(sheet)
        verbs = frozenset(
            trigger.first if trigger.kind == "noun" else trigger.at
            for trigger in triggers
            if trigger.kind in ("transitive", "intransitive")
            or (trigger.kind == "noun" and trigger.first > 0 and page.tokens[trigger.first - 1].xpos == "POS")
        )
        phrases = chunk(page, sentence.first, sentence.last, numbers, names, verbs)
        _read_line(desk, draw(page, sentence.first, sentence.last, phrases, triggers))
    return _settle(desk.claims)


def person_ranges(sheet: Sheet) -> dict[int, tuple[int, str]]:
    """Return persons' names by first token, with the token after the last and the printed name.

    Names come from the sheet, else from the engine's entities; bracketed tags that stand for a withheld name
    ("[PERSON_1]") are names too.
    """
    page = sheet.page
    nouns = person_nouns()
    spans = [(mention.start, mention.end) for mention in sheet.names if mention.type == "person"]
    if not spans:
        spans = [(entity.start, entity.end) for entity in page.analysis.entities if entity.label == "PERSON"]
    ranges: dict[int, int] = {}
    for start, end in spans:
        inside = page.tokens_in(start, end)
        first = inside.start
        while first < inside.stop and (page.lower[first] in nouns or not page.tokens[first].text[:1].isalpha()):
            first += 1
        if first < inside.stop:
            ranges[first] = inside.stop
    for index, token in enumerate(page.tokens):
        if "_" in token.text and _TAG.fullmatch(token.text):
            first, last = index, index + 1
            if first > 0 and page.lower[first - 1] == "[" and last < len(page.lower) and page.lower[last] == "]":
                first, last = first - 1, last + 1
            ranges[first] = last
    merged: dict[int, tuple[int, str]] = {}
    taken = -1
    for first in sorted(ranges):
        if first < taken:
            continue
        last = ranges[first]
        while last in ranges:
            last = ranges[last]
        taken = last
        merged[first] = (last, page.text[page.tokens[first].start : page.tokens[last - 1].end])
    return merged


def _read_line(desk: _Desk, line: Line) -> None:
    wholes: list[Whole] = []
    taken: set[int] = set()
    for act in acts(line):
        phrases = [phrase for phrase in victims(line, act) if accepts(line, phrase, act)]
        if not phrases:
            if act.main.kind == "toll" and rises(line, act.main):
                _rising(desk, line, act)
            continue
        made = _claims(desk, line, act, phrases)
        taken.update(phrase.first for phrase in phrases)
        if made and not any(phrase.zero for phrase in phrases):
            wholes.append(Whole(made[0], phrases[0].first))
        desk.claims.extend(made)
    for at, outcome, phrase in find_listed(line, listing_words()):
        count, subgroup = _count(line.page, phrase), _noun_text(line.page, phrase)
        if phrase.first in taken or count is None or subgroup is None:
            continue
        whole = next((claim for claim in reversed(desk.claims) if _is_whole(claim, outcome)), None)
        desk.claims.append(
            _claim(
                desk, line, phrase, count, outcome, head=at, anchor=line.page.span(at, at + 1), begin=at,
                subgroup=subgroup, subset_of=whole.id if whole is not None else None,
            )
        )  # fmt: skip
    wholes.sort(key=lambda whole: whole.at)
    for part in find_parts(line, wholes, taken):
        value = part.whole.claim.value
        if not isinstance(value, CasualtyValue):
            continue
        count = _count(line.page, part.phrase)
        if count is None:
            continue
        flags = (part.doubt,) if part.doubt else ()
        if count.low is not None and value.count.high is not None and count.low > value.count.high:
            continue
        phrase = part.phrase
        subgroup = part.described or _noun_text(line.page, phrase)
        if subgroup is None:
            continue
        claim = _claim(
            desk,
            line,
            phrase,
            count,
            value.outcome,
            head=_token_at(line, part.whole.claim),
            anchor=part.whole.claim.anchor,
            subgroup=subgroup,
            subset_of=part.whole.claim.id,
            flags=flags,
            also=part.described,
        )
        desk.claims.append(claim)


def _is_whole(claim: Claim, outcome: Outcome) -> bool:
    value = claim.value
    return isinstance(value, CasualtyValue) and value.outcome == outcome and value.subgroup is None


def _token_at(line: Line, claim: Claim) -> int:
    anchor = claim.anchor
    index = line.page.token_at(anchor.start) if anchor is not None else None
    return index if index is not None else line.first


def _claims(desk: _Desk, line: Line, act: Act, phrases: Sequence[Phrase]) -> list[Claim]:
    """Return the claim of one act; with several phrases first their total, then each as its part."""
    page = line.page
    fresh = []
    for phrase in phrases:
        key = (phrase.number.core_first if phrase.number is not None else phrase.last - 1, act.outcome)
        if key not in desk.used:
            desk.used[key] = 1
            fresh.append(phrase)
    counted = [(phrase, count) for phrase in fresh if (count := _count(page, phrase)) is not None]
    if not counted:
        return []
    if len(counted) == 1 or _apposed([count for _, count in counted]):
        phrase, count = counted[0]
        whole = _one(desk, line, act, phrase, count, None, None)
        rest = [_one(desk, line, act, item, one, _noun_text(page, item), whole.id) for item, one in counted[1:]]
        return [whole, *rest]
    first, last = counted[0][0], counted[-1][0]
    raw = page.text[page.tokens[first.first].start : page.tokens[last.last - 1].end]
    total = _sum([count for _, count in counted], raw)
    printed = " + ".join(count.raw if count.value is None else str(count.value) for _, count in counted)
    lasting = ("cumulative", "additional")
    flags = [flag for flag in _flags(desk, line, act, first) if flag.startswith(lasting)]
    whole = _claim(
        desk,
        line,
        replace(first, last=last.last),
        total,
        act.outcome,
        head=act.main.at,
        anchor=_anchor(page, act.main),
        triggers=act.triggers,
        unit=None,
        who=tuple(name for phrase, _ in counted for name in (phrase.who, *phrase.named) if name),
        flags=(f"sum: {printed}", *flags),
        total=True,
    )
    parts = [_one(desk, line, act, phrase, count, _noun_text(page, phrase), whole.id) for phrase, count in counted]
    return [whole, *parts]


def _apposed(counts: Sequence[Count]) -> bool:
    """Whether the first count is the sum of the others, which then are its parts: "three, two men and a boy"."""
    if len(counts) < 3 or any(count.op != "=" for count in counts):
        return False
    return counts[0].value == sum(count.value or 0 for count in counts[1:])


def _one(
    desk: _Desk, line: Line, act: Act, phrase: Phrase, count: Count, subgroup: str | None, subset_of: str | None
) -> Claim:
    return _claim(
        desk, line, phrase, count, act.outcome, head=act.main.at, anchor=_anchor(line.page, act.main),
        triggers=act.triggers, subgroup=subgroup if subgroup is not None else _self(line, act, phrase),
        subset_of=subset_of, flags=_flags(desk, line, act, phrase) if subset_of is None else (),
    )  # fmt: skip


def _self(line: Line, act: Act, phrase: Phrase) -> str | None:
    """Return the printed subject of a reflexive act, so that a killer's own death is no toll of its own."""
    if phrase.head is None or line.page.lower[phrase.head] not in REFLEXIVE:
        return None
    return line.page.tokens[phrase.head].text


def _flags(desk: _Desk, line: Line, act: Act, phrase: Phrase) -> tuple[str, ...]:
    flags: list[str] = []
    scope = cumulative(line, act) if not phrase.singular else None
    if scope is not None:
        flags.append(f"cumulative: {scope}")
    if phrase.kind == "pronoun" and phrase.head is not None:
        word = line.page.lower[phrase.head]
        flags.append("self-inflicted" if word in REFLEXIVE else f"anaphoric: {word}")
    if phrase.definite and phrase.number is None and phrase.plural:
        flags.append("anaphoric: a group named before")
    if act.doubt is not None:
        flags.append(act.doubt)
    if phrase.others:
        earlier = any(
            isinstance(claim.value, CasualtyValue)
            and claim.value.outcome == act.outcome
            and claim.value.count.value != 0
            for claim in desk.claims
        )
        flags.append("additional: others" if earlier else "disjoint: others")
    if phrase.partitive:
        flags.append("part: of a larger number")
    if act.main.kind == "bodies":
        flags.append("bodies: counts the dead who were found")
    return tuple(flags)


def _count(page: Page, phrase: Phrase) -> Count | None:
    """Return the count of a phrase: its number, none, one for a single person, a floorless plural."""
    raw = page.text[page.tokens[phrase.first].start : page.tokens[phrase.last - 1].end]
    if phrase.zero:
        return Count("=", 0, 0, 0, raw)
    if phrase.number is not None:
        return phrase.number.count
    if phrase.singular:
        return Count("=", 1, 1, 1, raw)
    if phrase.lemma == "couple" or (phrase.determiner == "both" and phrase.plural):
        return Count("=", 2, 2, 2, raw)
    if phrase.plural and phrase.kind == "person" and not phrase.generic:
        return Count("vague", None, *bounds("vague", None, raw), raw)
    return None


def _sum(counts: Sequence[Count], raw: str) -> Count:
    """Return the sum of coordinated counts; it is exact only where every part is."""
    low = sum(count.low or 0 for count in counts)
    high = sum(count.high or 0 for count in counts) if all(count.high is not None for count in counts) else None
    if all(count.op == "=" for count in counts):
        return Count("=", low, low, low, raw)
    if high is not None:
        return Count("range", None, low, high, raw)
    return Count(">=", low, low, None, raw) if low else Count("vague", None, None, None, raw)


def _noun_text(page: Page, phrase: Phrase) -> str | None:
    if phrase.who is not None:
        return phrase.who
    if phrase.head is None:
        return None
    start = phrase.number.last if phrase.number is not None and phrase.number.last <= phrase.head else phrase.first
    while start < phrase.head and page.tokens[start].upos in ("DET", "PRON", "ADP"):
        start += 1
    return page.text[page.tokens[start].start : page.tokens[phrase.head].end]


def _unit(page: Page, phrase: Phrase) -> str | None:
    """Return the counted noun as printed, None for bare numbers, names, lives and "no one"."""
    if phrase.head is None or phrase.kind not in ("person", "unknown") or phrase.lemma in ("life", "one"):
        return None
    return _noun_text(page, phrase) if phrase.lemma == "old" else page.tokens[phrase.head].text


def _anchor(page: Page, trigger: Trigger) -> Span:
    return page.span(trigger.first, trigger.last)


@cache
def _classes() -> dict[str, Literal["civilian", "combatant"]]:
    table: dict[str, Literal["civilian", "combatant"]] = {}
    for noun, kind in person_nouns().items():
        if kind == "civilian":
            table[noun] = "civilian"
        elif kind == "combatant":
            table[noun] = "combatant"
    return table


def _status(page: Page, phrase: Phrase) -> Literal["civilian", "combatant", "unknown"]:
    if phrase.head is None:
        return "unknown"
    words = page.lower[phrase.first : phrase.last]
    if "civilian" in words or "civilians" in words:
        return "civilian"
    return _classes().get(phrase.lemma, "unknown")


def _side(page: Page, phrase: Phrase) -> str | None:
    """Return the printed side of combatants: the capitalised words before their noun."""
    if phrase.head is None or (_status(page, phrase) != "combatant" and phrase.kind != "unknown"):
        return None
    first = phrase.head
    while (
        first > phrase.first
        and page.tokens[first - 1].upos in ("PROPN", "ADJ")
        and page.tokens[first - 1].text[:1].isupper()
    ):
        first -= 1
    if page.tokens[phrase.head].text.isupper() and len(page.tokens[phrase.head].text) > 4:
        while first < phrase.head and page.tokens[first].upos != "PROPN":
            first += 1
    if first == phrase.head:
        return None
    return page.text[page.tokens[first].start : page.tokens[phrase.head - 1].end]


def _claim(
    desk: _Desk,
    line: Line,
    phrase: Phrase,
    count: Count,
    outcome: Outcome,
    *,
    head: int,
    anchor: Span | None,
    triggers: Sequence[Trigger] = (),
    subgroup: str | None = None,
    subset_of: str | None = None,
    unit: str | None = "",
    who: tuple[str, ...] = (),
    flags: tuple[str, ...] = (),
    also: str | None = None,
    total: bool = False,
    begin: int | None = None,
) -> Claim:
    """Return the claim on the shortest passage that holds outcome word, number and noun."""
    page = line.page
    first = min([phrase.first, *(trigger.first for trigger in triggers)])
    last = max([phrase.last, *(trigger.last for trigger in triggers)])
    if phrase.number is not None and not total:
        first = min([phrase.number.first, *(trigger.first for trigger in triggers)])
    if begin is not None:
        first = min(begin, first)
    span = page.span(first, last)
    if also is not None:
        end = page.text.find(also, page.tokens[phrase.first].start)
        if end >= 0:
            span = Span(span.start, max(span.end, end + len(also)))
    if unit == "":
        unit = _unit(page, phrase)
    value = CasualtyValue(
        outcome=outcome,
        count=count,
        unit=unit,
        subgroup=subgroup,
        side=None if total else _side(page, phrase),
        civil_status="unknown" if total else _status(page, phrase),
        cause=cause_of(line, head, last),
        subset_of=subset_of,
        who=who or phrase.named or ((phrase.who,) if phrase.who and not total else ()),
        flags=flags,
    )
    moment: When | None = as_of(desk.sheet, line)
    claim = desk.sheet.claim(
        "casualty", span, value, reader=READER, head=head, anchor=anchor, as_of=moment, score=_score(phrase, count)
    )
    if count.op == "=" and count.value == 0 and claim.polarity == "-":
        claim = replace(claim, polarity="+")  # "no one was hurt" asserts a toll of none
    return claim


def _score(phrase: Phrase, count: Count) -> float:
    """Return a first guess of how sure the reading is; the bench calibrates it."""
    if phrase.kind == "pronoun":
        return 0.6
    if phrase.kind == "unknown":
        return 0.7
    if count.op == "vague":
        return 0.7
    return 0.8 if phrase.number is None else 0.9


def _rising(desk: _Desk, line: Line, act: Act) -> None:
    page = line.page
    trigger = act.main
    first = max(line.first, trigger.first - 2)
    near = range(first, min(line.last, trigger.last + 4))
    words = [index for index in near if page.lower[index] in RISING]
    low, high = min([trigger.first, *words]), max([trigger.last, *(i + 1 for i in words)])
    span = page.span(low, high)
    op: Operator = "rising"
    value = CasualtyValue(act.outcome, Count(op, None, None, None, page.quote(span)))
    desk.claims.append(
        desk.sheet.claim(
            "casualty", span, value, reader=READER, head=trigger.at, anchor=_anchor(page, trigger), score=0.8
        )
    )


def _settle(claims: list[Claim]) -> list[Claim]:
    """Return the claims with groups of age or sex marked as parts where the document gives a larger whole."""
    nouns = person_nouns()
    settled: list[Claim] = []
    for claim in claims:
        value = claim.value
        if isinstance(value, CasualtyValue) and value.subgroup is None and value.unit and value.count.value:
            if nouns.get(value.unit.lower()) == "demographic" and _has_larger(claims, claim, value):
                flags = (*value.flags, "inferred: part of a larger figure of the document")
                claim = replace(claim, value=replace(value, subgroup=value.unit, flags=flags), id="")
        settled.append(claim)
    return sorted(settled, key=lambda claim: (claim.start, claim.end, claim.id))


def _has_larger(claims: Sequence[Claim], claim: Claim, value: CasualtyValue) -> bool:
    nouns = person_nouns()
    for other in claims:
        seen = other.value
        if other is claim or not isinstance(seen, CasualtyValue) or seen.outcome != value.outcome:
            continue
        if seen.subgroup is not None or any(flag.startswith("cumulative") for flag in seen.flags):
            continue
        if (seen.count.low or 0) > (value.count.value or 0):
            unit = (seen.unit or "people").lower()
            if nouns.get(unit) != "demographic":
                return True
    return False
