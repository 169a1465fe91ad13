"""What may have happened to those whom each counted phrase counts: said by a frame, by a mark, or by both.

Invariant: every harm rests on a counted phrase; a frame speaks by the tree alone. What is sure enough to be told is
decided in ``weighed``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from recount.model.claims import Outcome
from recount.reading.acts import Act, acts_of, doers_of, sufferers_of
from recount.reading.page import Page
from recount.reading.phrases import Counted, class_of, counted_at, counted_of
from recount.reading.phrases.nouns import singulars
from recount.reading.syntax import arguments_of
from recount.vocabulary.schema import HarmWords, words_of

_LIST_GAP = 4
"""Tokens between two members of a list ("two guards, a cook and three drivers")."""
_NEAR = 14
"""Tokens between a count and an act that may be meant together though the tree does not say so."""
_TAKEN = 2
"""Counts before a pronoun that it may take up."""
_BACK = 3
"""Sentences back to the act that a count without one may go on from ("Monday, four. Tuesday, nine.")."""
_NEAR_FORMS = ("number", "vague", "zero", "one", "name", "ordinal", "both", "group", "other")


@dataclass(frozen=True, slots=True)
class Harm:
    """One counted phrase with an outcome; ``word`` the token of the act it hangs on, ``act`` that act if a frame has
    it.

    ``tie`` says who ties them: a ``frame``, a ``list`` behind one, a ``part`` its whole, a ``mark`` alone, an act
    ``near`` by or ``carried`` on, a ``pronoun`` that takes it up. ``doubts`` name what else bears on it, ``score`` is
    the probability that both are read rightly; ``listed`` is shared by the members of one list.
    """

    phrase: Counted
    outcome: Outcome
    act: Act | None
    word: int | None
    tie: str
    doubts: frozenset[str] = frozenset()
    score: float = 0.0
    listed: int | None = None


@cache
def _words() -> HarmWords:
    return words_of(HarmWords, "harm")


def is_union(harm: Harm) -> bool:
    """Whether two verbs share one figure of those killed or wounded: "killing and wounding twelve"."""
    own = harm.act.frame.outcome if harm.act is not None else None
    return harm.outcome == "killed_or_wounded" and own in ("killed", "wounded")


def harms_of(page: Page) -> tuple[Harm, ...]:
    """Return what frames and marks propose on a page, in text order, at most one a phrase and outcome, not weighed."""
    return page.once(_find)


def _find(page: Page) -> tuple[Harm, ...]:
    found: dict[tuple[int, str], Harm] = {}
    coded = {n: act.at for act in acts_of(page) if "code" in act.frame.marks for n in sufferers_of(page, act)}
    for propose in (_by_frames, _taken_up, _by_nearness, _carried_on, _by_marks):
        for harm in propose(page, {anchor for anchor, _ in found}):
            alone = coded.get(harm.phrase.anchor, harm.word) == harm.word  # the code of a figure speaks for it alone
            if alone and not _counts_bodies(page, harm.phrase):
                found.setdefault((harm.phrase.anchor, harm.outcome), harm)
    for anchor in [harm.phrase.anchor for harm in found.values() if is_union(harm)]:
        for outcome in ("killed", "wounded"):  # nothing tells how many of "killing and wounding twelve" were either
            found.pop((anchor, outcome), None)
    parting = {
        harm.phrase.anchor for harm in found.values() if harm.tie == "carried" and parts_a_toll(page, harm.phrase)
    }
    for key in [key for key, harm in found.items() if harm.tie == "mark" and key[0] in parting]:
        del found[key]  # what it parts was told before, whatever the net expects from the words behind
    return tuple(sorted(found.values(), key=lambda harm: (harm.phrase.first, harm.phrase.last, harm.outcome)))


def parts_a_toll(page: Page, phrase: Counted) -> bool:
    """Whether a bare number says only who they were: "Seven were children", behind a toll."""
    token = page.tokens[phrase.anchor]
    if phrase.head is not None or token.deprel != "nsubj" or phrase.count.value in (None, 0, 1):
        return False
    copula = any(page.tokens[child].deprel == "cop" for child in page.children[token.head])
    return copula and page.tokens[token.head].upos == "NOUN" and class_of(page, token.head) == "person"


def _by_frames(page: Page, told: set[int]) -> Iterator[Harm]:
    for act in acts_of(page):
        yield from _of_act(page, act)


def _taken_up(page: Page, told: set[int]) -> Iterator[Harm]:
    """Yield counts that a pronoun who suffers an act may take up: "pulled eight women from a cart and raped them"."""
    for act in acts_of(page):
        outcome = _outcome(page, act)
        words = [one for one in sufferers_of(page, act) if page.lower[one] in _words().pronouns] if outcome else []
        for word in words[:1]:
            many, sentence = page.lower[word] in _words().plural_pronouns, page.sentence_index[word]
            before = [
                phrase
                for phrase in counted_of(page)
                if phrase.last <= word
                and sentence - page.sentence_index[phrase.anchor] <= 1
                and (phrase.count.value == 1) != many
                and phrase.form not in ("code", "share", "zero")
                and phrase.noun in ("person", "perhaps_person", "unknown", "group")
                and not {phrase.anchor, phrase.head}.intersection(doers_of(page, act))
            ]
            for place, phrase in enumerate(reversed(before[-_TAKEN:])):
                same = "same" if page.sentence_index[phrase.anchor] == sentence else "last"
                token = page.tokens[phrase.head if phrase.head is not None else phrase.anchor]
                doubts = {f"pronoun {page.lower[word]}", f"pronoun back {place} {same}", f"pronoun for {token.deprel}"}
                if outcome is not None and phrase.anchor not in act.tokens:
                    yield Harm(phrase, outcome, act, act.at, "pronoun", _doubts(page, act, phrase) | doubts)


def _by_marks(page: Page, told: set[int]) -> Iterator[Harm]:
    acts = {token: act for act in acts_of(page) for token in act.tokens}
    for phrase in counted_of(page):
        for mark in page.marks.get(("count", phrase.anchor), {}).values():
            act = acts.get(mark.tie) if mark.tie is not None else None
            yield Harm(phrase, cast("Outcome", mark.label), act, mark.tie, "mark", _doubts(page, act, phrase))


def _by_nearness(page: Page, told: set[int]) -> Iterator[Harm]:
    """Yield counts beside an act of their sentence that the tree ties to none: headlines, lists, broken trees."""
    acts = harmful_acts(page)
    for phrase in counted_of(page):
        if not _counts(phrase) or phrase.form not in _NEAR_FORMS:
            continue
        own = [act for act in acts.get(page.sentence_index[phrase.anchor], ()) if phrase.anchor not in act.tokens]
        before = [act for act in own if max(act.tokens) < phrase.first and phrase.first - max(act.tokens) <= _NEAR]
        after = [act for act in own if min(act.tokens) >= phrase.last and min(act.tokens) - phrase.last < _NEAR]
        for act, gap, side in (
            *((act, range(max(act.tokens) + 1, phrase.first), "before") for act in before[-1:]),
            *((act, range(phrase.last, min(act.tokens)), "after") for act in after[:1]),
        ):
            outcome = _outcome(page, act)
            if outcome is not None:
                doubts = _doubts(page, act, phrase) | _between(page, phrase, gap, side)
                if phrase.anchor in told:
                    doubts |= {"near though told"}
                elif side == "before" and _gapped(page, phrase, gap):
                    doubts |= {"gapped", f"gapped {phrase.form}"}
                yield Harm(phrase, outcome, act, act.at, "near", doubts)


def _gapped(page: Page, phrase: Counted, gap: range) -> bool:
    """Whether a count goes on an act without its verb: "two died on Monday and three on Tuesday"."""
    if phrase.form not in ("number", "vague", "zero") or not gap or page.lower[gap[-1]] not in _words().joins:
        return False
    behind, rest = max(phrase.last, phrase.raw_last), range(gap.start, page.sentence_of(phrase.anchor).last)
    if phrase.head is not None and phrase.noun not in ("person", "perhaps_person"):
        return False
    return not any(page.tokens[i].upos in ("VERB", "AUX") for i in rest) and (
        behind < rest.stop and page.tokens[behind].upos in ("ADP", "ADV", "ADJ")
    )


def _between(page: Page, phrase: Counted, gap: range, side: str) -> set[str]:
    """Return what stands between a count and the act that stands before or after it."""
    words = set(page.lower[gap.start : gap.stop])
    size = "at once" if not gap else "close" if len(gap) <= 2 else "apart" if len(gap) <= 6 else "far"
    found = {f"near {side}", f"near {size}", f"near {side} {size}", f"near {side} {phrase.form}"}
    found |= {f"near across {mark}" for mark in (",", ";", ":", "and", "by", "but", "after", "of") if mark in words}
    if any(page.tokens[index].upos == "VERB" for index in gap):
        found.add("near across verb")
    if not page.once(_numbers).isdisjoint(gap):
        found.add("near across number")
    token = page.tokens[phrase.head if phrase.head is not None else phrase.anchor]
    return {*found, f"near as {token.deprel.partition(':')[0]}"}


def _numbers(page: Page) -> frozenset[int]:
    """Return the anchors of the counts that are numbers."""
    return frozenset(phrase.anchor for phrase in counted_of(page) if phrase.form == "number")


def _carried_on(page: Page, told: set[int]) -> Iterator[Harm]:
    """Yield counts of a sentence without an act, with the outcome told last before it."""
    acts = harmful_acts(page)
    for phrase in counted_of(page):
        sentence = page.sentence_index[phrase.anchor]
        if sentence in acts or phrase.form not in _NEAR_FORMS or not _counts(phrase):
            continue
        for back in range(1, _BACK + 1):
            if sentence - back in acts:
                last = {_outcome(page, act): act for act in acts[sentence - back]}
                for outcome, act in reversed(last.items()):
                    if outcome is None:
                        continue
                    doubts = {
                        f"carried {back}",
                        f"carried of {len(last)}",
                        f"carried {'last' if act is acts[sentence - back][-1] else 'other'}",
                        f"carried {phrase.form}",
                        f"carried noun {phrase.noun}",
                    }
                    yield Harm(phrase, outcome, act, None, "carried", _doubts(page, act, phrase) | doubts)
                break


def harmful_acts(page: Page) -> dict[int, list[Act]]:
    """Return the acts of each sentence that say what became of somebody, in order; sentences without are left out."""
    return page.once(_harmful)


def _harmful(page: Page) -> dict[int, list[Act]]:
    found: dict[int, list[Act]] = {}
    for act in acts_of(page):
        if act.frame.outcome is not None:
            found.setdefault(page.sentence_index[act.at], []).append(act)
    return found


def _of_act(page: Page, act: Act) -> Iterator[Harm]:
    """Yield what one act says of those who suffer it."""
    if act.frame.outcome is None:
        return
    at = counted_at(page)
    phrases: list[Counted] = []
    for token in sufferers_of(page, act):
        phrase = at.get(token) or _below(page, token)
        if phrase is None or phrase in phrases or not _counts(phrase):
            continue
        if not phrases or not _beside(page, phrase, act):
            phrases.append(phrase)
    outcome = _outcome(page, act)
    if not phrases or outcome is None:
        return
    own = len(phrases)
    phrases += [p for p in _listed(page, phrases[-1], act) if p not in phrases]
    listed = phrases[0].anchor if len(phrases) > 1 else None
    for place, phrase in enumerate(phrases):
        tie = "frame" if place < own else "list"
        yield Harm(phrase, outcome, act, act.at, tie, _doubts(page, act, phrase), listed=listed)


def _beside(page: Page, phrase: Counted, act: Act) -> bool:
    """Whether another act's word stands right beside a phrase: what a list hangs on the first act is the other's."""
    acts = harmful_acts(page).get(page.sentence_index[phrase.anchor], ())
    edges = (phrase.raw_first - 1, max(phrase.last, phrase.raw_last))
    return any(other.at != act.at and (max(other.tokens) == edges[0] or other.at == edges[1]) for other in acts)


def _counts_bodies(page: Page, phrase: Counted) -> bool:
    """Whether a number counts battalions and the like: how many people that is, nobody says."""
    if phrase.form != "number" or phrase.count.value == 1 or phrase.head is None:
        return False
    return not _words().bodies.isdisjoint((page.tokens[phrase.head].lemma.lower(), *singulars(page.lower[phrase.head])))


def _counts(phrase: Counted) -> bool:
    return phrase.form not in ("code", "other", "share") or phrase.count.value is not None


def _below(page: Page, token: int) -> Counted | None:
    """Return the number below a noun that is no phrase of its own ("12 Ashanti", "the 40 or so")."""
    at = counted_at(page)
    return next((at[child] for child in page.children[token] if child in at and at[child].form == "number"), None)


def _doubts(page: Page, act: Act | None, phrase: Counted) -> frozenset[str]:
    """Return the names of what speaks against an act that harms, or against a phrase that counts those harmed."""
    found = set(_doubts_of_act(page, act)) if act is not None else set()
    if act is not None and (phrase.anchor in act.tokens or phrase.head in act.tokens):
        found.add(f"act counted by {phrase.form}")
    if act is not None and "person" in act.frame.needs and phrase.noun not in ("person", "perhaps_person"):
        found.add("no person")
    if act is not None and "code" in act.frame.marks:
        found.add("code before" if act.at < phrase.anchor else "code behind")
    if phrase.definite:
        found.add(f"definite {phrase.form}")
        if page.lower[phrase.raw_first] == "all":
            found.add("definite all")
    if phrase.head is not None and page.lower[phrase.head] in _words().taken_up:
        found.add("taken up definite" if phrase.definite else "taken up")
    return frozenset(found)


def _doubts_of_act(page: Page, act: Act) -> Iterator[str]:
    """Yield what speaks against an act: it only modifies another noun, it failed, it is a body that nobody found."""
    token = page.tokens[act.at]
    if act.frame.part == "noun" and token.deprel.startswith("compound") and token.head not in act.tokens:
        yield "modifier"
    if _words().attempts.intersection(page.lower[max(page.sentence_of(act.at).first, act.at - 2) : act.at]):
        yield "attempt"
    if "found" in act.frame.needs:
        sentence = page.sentence_of(act.at)
        near = range(max(sentence.first, act.at - 12), min(sentence.last, act.at + 20))
        if not any(page.tokens[i].lemma.lower() in _words().finding for i in near):
            yield "not found"


def _listed(page: Page, last: Counted, act: Act) -> Iterator[Counted]:
    """Yield what goes on a list behind a phrase where the tree lost it: ", a cook and three drivers"."""
    current, phrases = last, counted_of(page)
    for number in range(bisect_right(phrases, last.first, key=lambda phrase: phrase.first), len(phrases)):
        phrase = phrases[number]
        if phrase.first <= current.first:
            continue
        gap = range(max(current.last, current.raw_last), phrase.first)
        if len(gap) > _LIST_GAP or page.sentence_index[phrase.first] != page.sentence_index[current.first]:
            return
        between = [page.lower[index] for index in gap]
        if not between or not _words().joins.issuperset(between) or not _counts(phrase):
            return
        if phrase.definite and phrase.form != "one":
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
    outcome = _shared(page, act) or frame.outcome
    if "authority" in frame.needs and not _is_authority(page, doers_of(page, act)):
        sentence = page.sentence_of(act.at)
        if not _words().authorities.intersection(page.lower[sentence.first : sentence.last]):
            outcome = frame.otherwise
    if outcome in ("killed_or_wounded", "wounded"):
        if frame.type == "shooting" and _is_posed(page, act):
            return "executed"
        near = page.lower[max(0, act.at - 2) : act.at + 2]
        if _words().deadly.intersection(near):
            return "killed"
        if outcome == "killed_or_wounded" and frame.part == "verb" and _hit_where(page, act):
            return "wounded"
    return outcome


def _is_posed(page: Page, act: Act) -> bool:
    """Whether those who are shot were put up for it by a verb beside: "lined up and shot", "put against the wall"."""
    arguments, words = arguments_of(page), _words()
    token = page.tokens[act.at]
    before = [token.head] if token.deprel == "conj" and token.head >= 0 else []
    for verb in (act.at, *before):
        below = {page.lower[child] for child in page.children[verb]}
        if page.tokens[verb].lemma.lower() in words.posed_by and "up" in below:
            return True
        if any(page.lower[index] in words.posed_at for index in arguments.under(verb, "against", "to")):
            return True
    return False


def _shared(page: Page, act: Act) -> Outcome | None:
    """Return what two verbs say of one object: "shot and wounded", "killed and wounded"."""
    if act.frame.part != "verb" or act.frame.outcome not in ("killed", "wounded", "killed_or_wounded"):
        return None
    beside = arguments_of(page).joined(act.at)
    told = page.once(_outcomes_by_token)
    others = {told[index] for index in beside if index in told}
    if act.frame.outcome == "killed_or_wounded":
        return min((one for one in others if one is not None), default=None)
    return "killed_or_wounded" if {act.frame.outcome, *others} >= {"killed", "wounded"} else None


def _outcomes_by_token(page: Page) -> dict[int, Outcome | None]:
    return {act.at: act.frame.outcome for act in acts_of(page)}


def _is_authority(page: Page, doers: Iterable[int]) -> bool:
    return any(page.lower[index] in _words().authorities for index in doers)


def _hit_where(page: Page, act: Act) -> bool:
    """Whether a part of the body stands behind a shot or stab: "shot in the leg"."""
    below = arguments_of(page).under(act.at, "in", "through", "on", "across")
    return any(class_of(page, index) == "part" for index in below)
