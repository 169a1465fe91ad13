"""Reads which passages mention an incident, of what type, and which times, places, names and claims go with it.

Invariant: every casualty claim hangs on a mention: on the event word of its clause, or, where the clause has
none, on a mention made at the claim's own anchor. A mention never decides which incident it belongs to; that is
linking's work, over the whole document and over all documents.
"""

from __future__ import annotations

from recount.model.claims import CasualtyValue, Claim
from recount.model.mentions import EventMention
from recount.model.text import Span
from recount.reading.events.scope import is_definite, read_scope
from recount.reading.events.settings import settings
from recount.reading.events.ties import Tied, tie
from recount.reading.events.triggers import Trigger, find_triggers, words
from recount.reading.page import Page
from recount.reading.sheet import Sheet
from recount.reading.syntax import top_of

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
    ties = tie(sheet, find_triggers(sheet.page), claims)
    bare = _bare_triggers(sheet.page, ties, claims)
    if bare:
        triggers = [*(one.trigger for one in ties), *bare]
        ties = tie(sheet, sorted(triggers, key=lambda trigger: trigger.first), claims)
    told = settings(sheet, ties)
    mentions = [_mention(sheet, one, told.get(one)) for one in ties if _is_kept(sheet.page, one)]
    return tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end)))


def _is_kept(page: Page, one: Tied) -> bool:
    """A vague word (death, wounded, fire) counts only beside a casualty claim, or as the subject of a definite."""
    trigger = one.trigger
    if trigger.core or one.harm:
        return True
    if trigger.lemma in words().happening:
        return bool(one.times)
    segment = page.segment_at(page.tokens[trigger.head].start)
    titled = segment is not None and segment.voice == "title" and (one.times or one.places or one.targets)
    return trigger.is_noun and bool(titled or (trigger.lemma in words().recalling and is_definite(page, trigger)))


def _bare_triggers(page: Page, ties: list[Tied], claims: tuple[Claim, ...]) -> list[Trigger]:
    """Return a trigger for the anchor of each casualty claim that no trigger governs."""
    bare: dict[int, Trigger] = {}
    taken = {index for one in ties for index in range(one.trigger.first, one.trigger.last)}
    tied = {claim for one in ties for claim in one.claims}
    for claim in claims:
        if not isinstance(claim.value, CasualtyValue) or claim.id in tied:
            continue
        span = claim.anchor or Span(claim.start, claim.end)
        head = top_of(page, span.start, span.end)
        if head is not None and head not in taken:
            kind = _OUTCOME_TYPES.get(claim.value.outcome, "other")
            bare.setdefault(head, Trigger(head, head + 1, head, page.tokens[head].lemma.lower(), kind, False, False))
    return list(bare.values())


def _mention(sheet: Sheet, one: Tied, setting: Span | None) -> EventMention:
    page, trigger = sheet.page, one.trigger
    span = page.span(trigger.first, trigger.last)
    scope = read_scope(sheet, trigger, has_claims=one.harm, times=len(one.times), present=one.real)
    segment = page.segment_at(span.start, quotations=True)
    return EventMention(
        span.start, span.end, page.quote(span), trigger.lemma, trigger.type, segment.id if segment else "",
        page.sentence_index[trigger.head], scope.number, scope.count, scope.definite, scope.other,
        times=tuple(sorted(one.times)), places=tuple(sorted(one.places)), agents=tuple(sorted(one.agents)),
        targets=tuple(sorted(one.targets)), claims=tuple(sorted(one.claims)), setting=setting,
    )  # fmt: skip
