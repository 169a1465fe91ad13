"""What may have happened to those whom each counted phrase counts: said by a frame, by a mark, or by both.

Invariant: every harm rests on a counted phrase; a frame speaks by the tree alone. What is sure enough to be told is decided
in ``weighed``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from recount.model.claims import Outcome
from recount.reading.acts import Act, acts_of, doers_of, sufferers_of
from recount.reading.page import Page
from recount.reading.phrases import Counted, class_of, counted_at, counted_of
from recount.reading.syntax import arguments_of
from recount.vocabulary.schema import HarmWords, words_of

_LIST_GAP = 4
"""Tokens between two members of a list ("two guards, a cook and three drivers")."""


@dataclass(frozen=True, slots=True)
class Harm:
    """One counted phrase with an outcome; ``word`` the token of the act it hangs on, ``act`` that act where a frame has it.

    ``tie`` says who ties them: a ``frame``, a ``list`` behind one, a ``part`` its whole, a ``mark`` alone; ``score`` is the
    probability that outcome and phrase are read rightly; ``listed`` is shared by the members of one list.
    """

    phrase: Counted
    outcome: Outcome
    act: Act | None
    word: int | None
    tie: str
    score: float = 0.0
    listed: int | None = None


@cache
def _words() -> HarmWords:
    return words_of(HarmWords, "harm")


def harms_of(page: Page) -> tuple[Harm, ...]:
    """Return what frames and marks propose on a page, in text order, at most one a phrase and outcome, not weighed."""
    return page.once(_find)


def _find(page: Page) -> tuple[Harm, ...]:
    found: dict[tuple[int, str], Harm] = {}
    for act in acts_of(page):
        for harm in _of_act(page, act):
            found.setdefault((harm.phrase.anchor, harm.outcome), harm)
    acts = {token: act for act in acts_of(page) for token in act.tokens}
    for phrase in counted_of(page):
        for mark in page.marks.get(("count", phrase.anchor), {}).values():
            act = acts.get(mark.tie) if mark.tie is not None else None
            harm = Harm(phrase, cast("Outcome", mark.label), act, mark.tie, "mark")
            found.setdefault((phrase.anchor, harm.outcome), harm)
    return tuple(sorted(found.values(), key=lambda harm: (harm.phrase.first, harm.phrase.last, harm.outcome)))


def _of_act(page: Page, act: Act) -> Iterator[Harm]:
    """Yield what one act says of those who suffer it."""
    frame = act.frame
    if frame.outcome is None or _is_no_act(page, act):
        return
    at = counted_at(page)
    phrases: list[Counted] = []
    for token in sufferers_of(page, act):
        phrase = at.get(token) or _below(page, token)
        if phrase is not None and phrase not in phrases and _may_suffer(page, act, phrase):
            phrases.append(phrase)
    if not phrases:
        return
    phrases += [p for p in _listed(page, phrases[-1], act) if p not in phrases]
    outcome = _outcome(page, act)
    if outcome is None:
        return
    listed = phrases[0].anchor if len(phrases) > 1 else None
    for place, phrase in enumerate(phrases):
        yield Harm(phrase, outcome, act, act.at, "frame" if place == 0 else "list", listed=listed)


def _below(page: Page, token: int) -> Counted | None:
    """Return the number below a noun that is no phrase of its own ("12 Ashanti", "the 40 or so")."""
    at = counted_at(page)
    return next((at[child] for child in page.children[token] if child in at and at[child].form == "number"), None)


def _is_no_act(page: Page, act: Act) -> bool:
    """Whether an act's word only modifies another noun ("murder trial"), or is a body that nobody found."""
    token = page.tokens[act.at]
    if act.frame.part == "noun" and token.deprel.startswith("compound"):
        return True
    before = page.lower[max(page.sentence_of(act.at).first, act.at - 2) : act.at]
    if _words().attempts.intersection(before):
        return True
    if "found" in act.frame.needs:
        sentence = page.sentence_of(act.at)
        near = range(max(sentence.first, act.at - 12), min(sentence.last, act.at + 20))
        return not any(page.tokens[i].lemma.lower() in _words().finding for i in near)
    return False


def _may_suffer(page: Page, act: Act, phrase: Counted) -> bool:
    """Whether those whom a phrase counts may be persons who suffered the act."""
    if phrase.form in ("code", "other", "share") and phrase.count.value is None:
        return False
    if phrase.anchor in act.tokens or phrase.head in act.tokens:
        return phrase.form in ("number", "vague", "zero", "ordinal", "plural", "one") and phrase.form != "one"
    if phrase.definite and phrase.form in ("plural", "number", "vague", "group") and phrase.of is None:
        return phrase.form == "number" and page.lower[phrase.raw_first] == "all"
    if phrase.head is not None and page.lower[phrase.head] in _words().taken_up and phrase.definite:
        return False
    if phrase.noun in ("person", "perhaps_person"):
        return True
    if phrase.form == "group":
        return phrase.count.value is not None
    if phrase.noun == "unknown":
        return phrase.form in ("number", "zero", "vague", "both") and "person" not in act.frame.needs
    return False


def _listed(page: Page, last: Counted, act: Act) -> Iterator[Counted]:
    """Yield what goes on a list behind a phrase where the tree lost it: ", a cook and three drivers"."""
    current = last
    for phrase in counted_of(page):
        if phrase.first <= current.first:
            continue
        gap = range(max(current.last, current.raw_last), phrase.first)
        if len(gap) > _LIST_GAP or page.sentence_index[phrase.first] != page.sentence_index[current.first]:
            return
        between = [page.lower[index] for index in gap]
        if not between or not _words().joins.issuperset(between) or not _may_suffer(page, act, phrase):
            return
        if phrase.form not in ("number", "one", "name", "plural", "vague") or _has_own_verb(page, phrase, act):
            return
        yield phrase
        current = phrase


def _has_own_verb(page: Page, phrase: Counted, act: Act) -> bool:
    """Whether a phrase is the subject of another verb, or another act's word follows it ("and nine wounded")."""
    token = page.tokens[phrase.head if phrase.head is not None else phrase.anchor]
    if token.deprel.startswith("nsubj") and token.head != act.at:
        return True
    after = max(phrase.last, phrase.raw_last)
    return any(other.at != act.at and 0 <= other.at - after <= 1 for other in acts_of(page))


def _outcome(page: Page, act: Act) -> Outcome | None:
    """Return the outcome of an act: by who does it, by "fatally", by where a shot hit."""
    frame = act.frame
    outcome = frame.outcome
    if "authority" in frame.needs and not _is_authority(page, doers_of(page, act)):
        sentence = page.sentence_of(act.at)
        if not _words().authorities.intersection(page.lower[sentence.first : sentence.last]):
            outcome = frame.otherwise
    if outcome in ("killed_or_wounded", "wounded"):
        near = page.lower[max(0, act.at - 2) : act.at + 2]
        if _words().deadly.intersection(near):
            return "killed"
        if outcome == "killed_or_wounded" and frame.part == "verb" and _hit_where(page, act):
            return "wounded"
    return outcome


def _is_authority(page: Page, doers: Iterable[int]) -> bool:
    return any(page.lower[index] in _words().authorities for index in doers)


def _hit_where(page: Page, act: Act) -> bool:
    """Whether a part of the body stands behind a shot or stab: "shot in the leg"."""
    below = arguments_of(page).under(act.at, "in", "through", "on", "across")
    return any(class_of(page, index) == "part" for index in below)

