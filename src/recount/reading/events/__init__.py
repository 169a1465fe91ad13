"""Reads which passages mention an incident, of what type, and which times, places, names and claims go with it.

Invariant: every casualty claim hangs on a mention: on the event word of its clause, or, where the clause has
none, on a mention made at the claim's own anchor. A mention never decides which incident it belongs to; that is
linking's work, over the whole document and over all documents.
"""

from __future__ import annotations

from recount.model.claims import CasualtyValue, Claim
from recount.model.mentions import EventMention
from recount.model.text import Span
from recount.reading.events.scope import read_scope
from recount.reading.events.ties import Ties, tie
from recount.reading.events.triggers import Trigger, find_triggers, words
from recount.reading.sheet import Sheet

_OUTCOME_TYPES = {
    "killed": "killing",
    "executed": "execution",
    "abducted": "abduction",
    "detained": "detention",
    "raped": "rape",
    "tortured": "torture",
    "displaced": "displacement",
    "threatened": "threat",
}
"""Type of a mention made at a casualty claim that no event word governs; other outcomes say no type."""


def read_events(sheet: Sheet, claims: tuple[Claim, ...]) -> tuple[EventMention, ...]:
    """Return the mentions of incidents of one document, in text order.

    ``claims`` are all claims read on the sheet: a mention names those that its clause ties to it. Mentions that
    are negated, hypothetical, planned or habitual have number ``generic`` and never become incidents alone.
    """
    triggers = find_triggers(sheet.page)
    ties = tie(sheet, triggers, claims)
    triggers, ties = _add_bare_claims(sheet, triggers, ties, claims)
    kept = [position for position, trigger in enumerate(triggers) if _is_kept(sheet, trigger, ties, position, triggers)]
    mentions = [_mention(sheet, triggers[position], ties, position) for position in kept]
    return tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end)))


def _is_kept(sheet: Sheet, trigger: Trigger, ties: Ties, position: int, triggers: list[Trigger]) -> bool:
    """A vague word (death, wounded, fire) counts only beside a casualty claim, or as the subject of a definite."""
    if trigger.core or ties.harm[position]:
        return True
    if trigger.lemma in words().happening:
        return bool(ties.times[position])
    if trigger.is_noun and (ties.times[position] or ties.places[position] or ties.targets[position]):
        segment = sheet.page.segment_at(sheet.page.tokens[trigger.head].start)
        if segment is not None and segment.voice == "title":
            return True
    if trigger.is_noun and read_scope(sheet, trigger, has_claims=False).definite:
        return trigger.lemma in words().recalling
    return False


def _add_bare_claims(
    sheet: Sheet, triggers: list[Trigger], ties: Ties, claims: tuple[Claim, ...]
) -> tuple[list[Trigger], Ties]:
    """Make a trigger at the anchor of each casualty claim that no trigger governs, and tie again."""
    page = sheet.page
    bare: dict[int, Trigger] = {}
    taken = {index for trigger in triggers for index in range(trigger.first, trigger.last)}
    for claim in claims:
        if not isinstance(claim.value, CasualtyValue) or claim.id in ties.tied:
            continue
        span = claim.anchor or Span(claim.start, claim.end)
        inside = page.tokens_in(span.start, span.end)
        if not inside:
            continue
        head = next((i for i in inside if page.tokens[i].head not in inside), inside[0])
        if head in taken:
            continue
        bare.setdefault(
            head,
            Trigger(head, head + 1, head, page.tokens[head].lemma.lower(), _type_of(claim.value), False, False),
        )
    if not bare:
        return triggers, ties
    merged = sorted([*triggers, *bare.values()], key=lambda trigger: trigger.first)
    return merged, tie(sheet, merged, claims)


def _type_of(value: CasualtyValue) -> str:
    return _OUTCOME_TYPES.get(value.outcome, "other")


def _mention(sheet: Sheet, trigger: Trigger, ties: Ties, position: int) -> EventMention:
    page = sheet.page
    span = page.span(trigger.first, trigger.last)
    scope = read_scope(
        sheet, trigger, has_claims=ties.harm[position], times=len(ties.times[position]), present=ties.real[position]
    )
    segment = page.segment_at(span.start, quotations=True)
    return EventMention(
        start=span.start,
        end=span.end,
        quote=page.quote(span),
        lemma=trigger.lemma,
        type=trigger.type,
        segment=segment.id if segment else "",
        sentence=page.sentence_index[trigger.head],
        number=scope.number,
        count=scope.count,
        definite=scope.definite,
        similar_to_other=scope.other,
        times=tuple(sorted(ties.times[position])),
        places=tuple(sorted(ties.places[position])),
        agents=tuple(sorted(ties.agents[position])),
        targets=tuple(sorted(ties.targets[position])),
        claims=tuple(sorted(ties.claims[position])),
    )
