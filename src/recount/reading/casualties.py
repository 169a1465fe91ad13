"""Casualty claims: outcome, count and subgroup of what a passage says was done to people.

Invariant: a figure is a casualty only where an outcome word of its own clause takes it; what cannot be tied is
left to the reader of populations. A part is never a whole, "others" are never added, nothing is summed across
sentences. To add words, edit ``vocabulary/outcomes.yaml``; to add a construction, ``casualty_victims.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from recount.model.claims import CasualtyValue, Claim, Outcome
from recount.model.text import Span
from recount.model.values import Count, Operator, When
from recount.reading.casualty_context import Carried, bare, context_cues, members, spelled
from recount.reading.casualty_idioms import closing_words
from recount.reading.casualty_lines import REFLEXIVE, Line, draw
from recount.reading.casualty_names import person_ranges
from recount.reading.casualty_parts import Whole, find_listed, find_parts, predicate
from recount.reading.casualty_phrases import Phrase, chunk, person_nouns
from recount.reading.casualty_scope import as_of, cause_of, cumulative
from recount.reading.casualty_values import (
    count_of,
    noun_text,
    score_of,
    side_of,
    spells_out,
    status_of,
    sum_of,
    unit_of,
)
from recount.reading.casualty_victims import RISING, Act, accepts, acts, rises, victims
from recount.reading.casualty_words import Trigger, find_triggers, listing_words
from recount.reading.numbers import Number, read_numbers
from recount.reading.page import Page
from recount.reading.sheet import Sheet

READER = "casualties"


@dataclass
class _Desk:
    """What has been read of one sheet so far."""

    sheet: Sheet
    claims: list[Claim] = field(default_factory=list)
    outcome: Outcome | None = None
    """The outcome said last, and ``said`` the number of the sentence that said it."""
    said: int = -9
    used: dict[tuple[int, str], int] = field(default_factory=dict)


def read(sheet: Sheet) -> list[Claim]:
    """Return the casualty claims of a document in text order; a sheet is read once."""
    return list(sheet.once(_read))


def _read(sheet: Sheet) -> tuple[Claim, ...]:
    page = sheet.page
    desk = _Desk(sheet)
    numbers: dict[int, Number] | None = None
    names: dict[int, tuple[int, str]] | None = None
    cues = context_cues()
    for place, sentence in enumerate(page.analysis.sentences):
        triggers = find_triggers(page, sentence.first, sentence.last)
        words = page.lower[sentence.first : sentence.last]
        if not triggers and "loss" not in words and (place - desk.said > 2 or cues.isdisjoint(words)):
            continue
        if numbers is None or names is None:
            numbers = {number.first: number for number in read_numbers(page)}
            names = person_ranges(sheet)
        if not triggers and not any(number in numbers for number in range(sentence.first, sentence.last)):
            continue
        verbs = frozenset(
            trigger.first if trigger.kind == "noun" else trigger.at
            for trigger in triggers
            if trigger.kind in ("transitive", "intransitive")
            or (trigger.kind == "noun" and trigger.first > 0 and page.tokens[trigger.first - 1].xpos == "POS")
        )
        phrases = chunk(page, sentence.first, sentence.last, numbers, names, verbs)
        line = draw(page, sentence.first, sentence.last, phrases, triggers)
        carried = desk.outcome if place - desk.said <= 2 else triggers[0].outcome if triggers else None
        if triggers:
            desk.outcome, desk.said = triggers[-1].outcome, place
        _read_line(desk, line, carried)
    return tuple(_settle(desk.claims))


def _read_line(desk: _Desk, line: Line, carried: Outcome | None) -> None:
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
        count, subgroup = count_of(line.page, phrase), noun_text(line.page, phrase)
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
        count = count_of(line.page, part.phrase)
        if count is None:
            continue
        flags = (part.doubt,) if part.doubt else ()
        if count.low is not None and value.count.high is not None and count.low > value.count.high:
            continue
        phrase = part.phrase
        subgroup = part.described or noun_text(line.page, phrase)
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
        taken.add(phrase.first)
        desk.claims.append(claim)
    _read_context(desk, line, carried, taken)


def _read_context(desk: _Desk, line: Line, outcome: Outcome | None, taken: set[int]) -> None:
    """Add the figures that take their outcome from the words before."""
    start = line.page.tokens[line.first].start
    for found in [*members(line, desk.claims, taken), *spelled(line, [c for c in desk.claims if c.end > start], taken)]:
        _carry(desk, line, found, taken)
    for found in bare(line, outcome, taken):
        before = [trigger.outcome for trigger in line.triggers if trigger.at < found.at]
        _carry(desk, line, replace(found, outcome=before[-1] if before else found.outcome), taken)


def _carry(desk: _Desk, line: Line, found: Carried, taken: set[int]) -> None:
    phrase, page = found.phrase, line.page
    count = count_of(page, phrase)
    if count is None or phrase.first in taken:
        return
    taken.add(phrase.first)
    last = found.last if found.last is not None else phrase.last
    described = predicate(line, last, True) if found.part and found.tie != "parts" else None
    subgroup = described or noun_text(page, phrase)
    if subgroup is None and found.part:
        subgroup = page.quote(page.span(phrase.first, last))
    begin = None if found.part and last == phrase.last else last - 1 if found.part else found.at
    claim = _claim(
        desk, line, phrase, count, found.outcome, head=found.at, anchor=page.span(found.at, found.at + 1), begin=begin,
        subgroup=subgroup, subset_of=found.whole.id if found.whole is not None else None, also=described,
        flags=(f"carried: {found.tie}",),
    )  # fmt: skip
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
    counted = [(phrase, count) for phrase in fresh if (count := count_of(page, phrase)) is not None]
    if not counted:
        return []
    if len(counted) == 1 or spells_out([count for _, count in counted]):
        phrase, count = counted[0]
        whole = _one(desk, line, act, phrase, count, None, None)
        rest = [_one(desk, line, act, item, one, noun_text(page, item), whole.id) for item, one in counted[1:]]
        return [whole, *rest]
    first, last = counted[0][0], counted[-1][0]
    raw = page.text[page.tokens[first.first].start : page.tokens[last.last - 1].end]
    total = sum_of([count for _, count in counted], raw)
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
    parts = [_one(desk, line, act, phrase, count, noun_text(page, phrase), whole.id) for phrase, count in counted]
    return [whole, *parts]


def _one(
    desk: _Desk, line: Line, act: Act, phrase: Phrase, count: Count, subgroup: str | None, subset_of: str | None
) -> Claim:
    if subset_of is None:
        subgroup, subset_of = _grade(desk, line, act, phrase)
    return _claim(
        desk, line, phrase, count, act.outcome, head=act.main.at, anchor=_anchor(line.page, act.main),
        triggers=act.triggers, subgroup=subgroup if subgroup is not None else _self(line, act, phrase),
        subset_of=subset_of, flags=_flags(desk, line, act, phrase) if subset_of is None else (),
    )  # fmt: skip


def _grade(desk: _Desk, line: Line, act: Act, phrase: Phrase) -> tuple[str | None, str | None]:
    """Return the printed part word and the whole of "18 were hurt, five critically", "four of those killed were girls".

    Both are None where the phrase counts a whole.
    """
    trigger, page = act.main, line.page
    if trigger.kind == "described" and trigger.verb in closing_words():
        whole = next((claim for claim in reversed(desk.claims) if _is_whole(claim, act.outcome)), None)
        return (page.tokens[trigger.at].text, whole.id) if whole is not None else (None, None)
    if phrase.partitive and phrase.last == trigger.first and page.lower[phrase.last - 1] in ("those", "these"):
        described = predicate(line, trigger.last, False)
        whole = next((claim for claim in reversed(desk.claims) if _is_whole(claim, act.outcome)), None)
        return described, whole.id if whole is not None and described is not None else None
    return None, None


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


def _anchor(page: Page, trigger: Trigger) -> Span:
    return page.span(trigger.first, trigger.last)


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
        first, last = min(begin, first), max(begin + 1, last)
    span = page.span(first, last)
    if also is not None:
        end = page.text.find(also, page.tokens[phrase.first].start)
        if end >= 0:
            span = Span(span.start, max(span.end, end + len(also)))
    if unit == "":
        unit = unit_of(page, phrase)
    value = CasualtyValue(
        outcome=outcome,
        count=count,
        unit=unit,
        subgroup=subgroup,
        side=None if total else side_of(page, phrase),
        civil_status="unknown" if total else status_of(page, phrase),
        cause=cause_of(line, head, last),
        subset_of=subset_of,
        who=who or phrase.named or ((phrase.who,) if phrase.who and not total else ()),
        flags=flags,
    )
    moment: When | None = as_of(desk.sheet, line)
    claim = desk.sheet.claim(
        "casualty", span, value, reader=READER, head=head, anchor=anchor, as_of=moment, score=score_of(phrase, count)
    )
    if count.op == "=" and count.value == 0 and claim.polarity == "-":
        claim = replace(claim, polarity="+", id="")  # "no one was hurt" asserts a toll of none
    if any(trigger.negated for trigger in triggers) and claim.polarity == "-":
        claim = replace(claim, polarity="+", id="")  # "have not been seen" says that they are missing
    return claim


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
        if seen.subgroup is not None or any(flag.startswith(("cumulative", "carried")) for flag in seen.flags):
            continue
        if (seen.count.low or 0) > (value.count.value or 0):
            unit = (seen.unit or "people").lower()
            if nouns.get(unit) != "demographic":
                return True
    return False
