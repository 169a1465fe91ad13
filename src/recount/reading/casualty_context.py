"""Figures whose outcome was said before: "six of the dead", "he counted four", "killed 5 (two on Monday, ...)".

Invariant: an outcome is carried only to a bare figure that fixed words bring in (a word for a number, a verb of
counting or saying, an earlier figure of the same value), only within a sentence or from the one before, and the
claim says that it was carried.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from recount.model.claims import CasualtyValue, Claim, Outcome
from recount.model.values import Count
from recount.reading.casualty_lines import Line, accepts_part, is_aside, is_year, looks_like_year
from recount.reading.casualty_phrases import Phrase
from recount.reading.casualty_values import count_of
from recount.reading.casualty_words import listing_words
from recount.vocabulary import load

_ENDS = frozenset({".", ",", ";", ")", "!", '"', "”", "'", ":", "-", "–", "—"})
_LISTED = frozenset({"killed", "executed", "missing"})
_MEMBERS = frozenset({"the", "those", "these"})


@dataclass(frozen=True, slots=True)
class Carried:
    """A phrase with the outcome it takes from elsewhere, the token of the word that ties it, and how it is tied.

    ``whole`` is the claim of which it counts a part; ``described`` its printed predicate.
    """

    phrase: Phrase
    outcome: Outcome
    at: int
    tie: str
    part: bool = False
    whole: Claim | None = None
    last: int | None = None


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load("outcomes")["carried"].items()}


@cache
def context_cues() -> frozenset[str]:
    """Return the words without which no outcome is carried into a sentence."""
    words = _words()
    return frozenset(["of", *words["nouns"], *words["verbs"], *words["loss"], *words["names"]])


def members(line: Line, claims: Sequence[Claim], taken: set[int]) -> Iterator[Carried]:
    """Yield the figures that count some of a group named by its outcome or number: "six of the dead were women"."""
    lower = line.page.lower
    listing = listing_words()
    for phrase in line.phrases:
        if phrase.number is None or phrase.first in taken or phrase.kind not in ("none", "person", "unknown"):
            continue
        after = lower[phrase.last : phrase.last + 6]
        if phrase.inner is not None and phrase.head is None and not leaves(line, phrase.last):
            whole = _same_value(claims, phrase.inner.count)
            if whole is not None and isinstance(whole.value, CasualtyValue):
                yield Carried(phrase, whole.value.outcome, phrase.last - 1, "number", True, whole)
            continue
        if len(after) < 3 or after[0] != "of" or after[1] not in _MEMBERS or phrase.last + 3 > line.last:
            continue
        place = phrase.last + 2
        if line.page.tokens[place].xpos == "CD" and place + 1 < line.last:
            place += 1
        outcome = listing.get(lower[place])
        if outcome is None or leaves(line, place + 1) or _noun_at(line, place + 1):
            continue
        yield Carried(phrase, outcome, place, lower[place], True, _whole(claims, outcome), place + 1)


def _noun_at(line: Line, at: int) -> bool:
    return at < line.last and line.page.tokens[at].upos == "NOUN"


def leaves(line: Line, at: int) -> bool:
    """Return whether what follows says that they came off: "four of the hostages were freed"."""
    return bool(_words()["freed"] & set(line.page.lower[at : min(line.last, at + 5)]))


def _same_value(claims: Sequence[Claim], count: Count | None) -> Claim | None:
    if count is None or count.value is None:
        return None
    for claim in reversed(claims):
        value = claim.value
        if isinstance(value, CasualtyValue) and value.count.value == count.value and value.subset_of is None:
            return claim
    return None


def _whole(claims: Sequence[Claim], outcome: Outcome) -> Claim | None:
    for claim in reversed(claims):
        value = claim.value
        if isinstance(value, CasualtyValue) and value.outcome == outcome and value.subgroup is None:
            return claim
    return None


def bare(line: Line, said: Outcome | None, taken: set[int]) -> Iterator[Carried]:
    """Yield bare figures that take the outcome ``said`` before: "he counted four", "put their number at five"."""
    words, lower = _words(), line.page.lower
    for phrase in line.phrases:
        if phrase.number is None or phrase.first in taken or phrase.partitive:
            continue
        if phrase.lemma in words["names"] and said in _LISTED and said is not None:
            yield Carried(phrase, said, phrase.last - 1, "names")
            continue
        if phrase.kind != "none":
            continue
        count = phrase.number.count
        if phrase.number.form != "cardinal" or count is None or looks_like_year(line.page, phrase):
            continue
        if is_year(line, phrase) or is_aside(line, phrase) or phrase.others:
            continue
        at = phrase.first - 1
        if at > line.first and lower[at - 1 : at + 1] == ["loss", "of"]:
            if lower[phrase.last : phrase.last + 1] in (["on"], ["aboard"]):
                yield Carried(phrase, "killed", at - 1, "loss")
                continue
        if said is None:
            continue
        if _rival(line, phrase):
            yield Carried(phrase, said, phrase.first, "rival")
            continue
        if phrase.last < line.last and lower[phrase.last] not in _ENDS:
            if lower[phrase.last] in words["places"] and at > line.first and lower[at] in words["before"]:
                if taken and _place_or_day(line, phrase.last + 1) and not _trigger_after(line, phrase.last):
                    yield Carried(phrase, said, at, "clause")
            continue
        loss = lower[at] == "of" and lower[at - 1] in words["loss"] if at > line.first else False
        while at > line.first and lower[at] in words["links"]:
            at -= 1
        if at < line.first:
            continue
        linked = at < phrase.first - 1
        noun = lower[at] in words["nouns"] and linked and not lower[at + 1].startswith("of")
        verb = lower[at] in words["verbs"] and line.page.tokens[at].upos == "VERB"
        if loss or noun or verb:
            yield Carried(phrase, said, at, line.page.lower[at])


def _rival(line: Line, phrase: Phrase) -> bool:
    """Whether another voice gives its own figure after a semicolon: "12 killed, say the rebels; 40, says the army"."""
    lower, at = line.page.lower, phrase.first - 1
    if at <= line.first or phrase.last + 1 >= line.last:
        return False
    if lower[at] in (";", "but") and lower[phrase.last] == ",":
        return line.page.tokens[phrase.last + 1].lemma.lower() in ("say", "report", "claim", "insist", "accord")
    if lower[at] != "," or lower[phrase.last] not in (".", ";"):
        return False
    for place in range(at - 1, max(line.first, at - 6), -1):
        if lower[place] == ";":
            return True
        if line.page.tokens[place].upos in ("VERB", "AUX", "NUM", "PUNCT"):
            return False
    return False


def _place_or_day(line: Line, at: int) -> bool:
    return at < line.last and line.page.tokens[at].upos == "PROPN"


def _trigger_after(line: Line, at: int) -> bool:
    return any(at <= trigger.at < at + 6 for trigger in line.triggers)


def spelled(line: Line, claims: Sequence[Claim], taken: set[int]) -> Iterator[Carried]:
    """Yield the parts that spell out a figure right after it and add up to it: "killed 5 (two men, three boys)"."""
    lower = line.page.lower
    ends = {phrase.last: phrase for phrase in line.phrases}
    for claim in claims:
        value = claim.value
        if not isinstance(value, CasualtyValue) or value.subset_of is not None or value.who:
            continue
        if (value.count.value or 0) < 2:
            continue
        at = next((i for i in line.page.tokens_in(claim.end - 1, claim.end)), line.last) + 1
        if at >= line.last or at <= line.first or lower[at] not in ("(", ":", "–", "—", "-", ","):
            continue
        if value.count.op != "=" or (ends.get(at) is None and lower[at] == ","):
            continue
        parts: list[Phrase] = []
        total = 0
        for phrase in line.phrases:
            if phrase.first <= at:
                continue
            if (not parts and phrase.first > at + 1) or lower[phrase.first - 1] in (")", "."):
                break
            item = _counted(phrase)
            count = count_of(line.page, item)
            if phrase.first in taken or count is None or count.op != "=" or not accepts_part(line, item):
                if phrase.kind == "thing" or phrase.kind == "unknown":
                    continue
                break
            parts.append(item)
            total += count.value or 0
            if total >= (value.count.value or 0):
                break
        if len(parts) > 1 and total == value.count.value:
            for part in parts:
                yield Carried(part, value.outcome, part.first, "parts", True, claim)


def _counted(phrase: Phrase) -> Phrase:
    """Return a figure beside a time as a bare figure: "two Tuesday night"."""
    if phrase.kind == "thing" and phrase.number is not None:
        return replace(phrase, last=phrase.number.last, head=None, lemma="", kind="none")
    return phrase
