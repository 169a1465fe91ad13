"""Figures that count a part of another: "including 8 children", "of whom five", "(15 women, 8 men)", "two of the dead".

Invariant: a part points to a figure before it in the same text that is at least as large; where two figures may be that
whole, the nearer one is taken and the doubt is said. Nothing here gives a part an outcome that its whole has not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from recount.model.claims import Outcome
from recount.reading.harm.found import Harm
from recount.reading.harm.weighed import weighed
from recount.reading.numbers import read_numbers
from recount.reading.page import Page
from recount.reading.phrases import Counted, counted_at, counted_of
from recount.reading.trust import table_of
from recount.vocabulary.schema import PartWords, words_of

_REACH = 60
"""Tokens back to the figure of which "two of the dead" may be a part."""
_CUE = 4
"""Tokens between a word that opens parts and the first of them ("among them, at least, two")."""
_LIST_GAP = 4
_FRONT = 8
"""Tokens up to the comma behind a whole that opens its sentence ("Of the eleven bodies found, ...")."""

Key = tuple[int, str]
"""The anchor of a phrase and an outcome: what tells two harms apart."""


@dataclass(frozen=True, slots=True)
class Part:
    """A harm that counts some of another: ``whole`` is that one's anchor; ``doubt`` a flag where it may be
    another's."""

    harm: Harm
    whole: int
    doubt: str | None = None
    described: int | None = None


@cache
def _words() -> PartWords:
    return words_of(PartWords, "parts_of_counts")


def parts_of(page: Page, harms: Sequence[Harm]) -> list[Part]:
    """Return the parts among the harms and those that only their whole gives an outcome."""
    known = {harm.phrase.anchor: harm for harm in harms}
    found: dict[int, Part] = {}
    for make in (_of_pronoun, _of_named, _of_state, _fronted, _opened, _bracketed, _spelled_out):
        for part in make(page, known):
            if part.harm.phrase.anchor not in found and part.harm.phrase.anchor != part.whole:
                found[part.harm.phrase.anchor] = part
    for part in list(found.values()):
        for other in _elided(page, part):
            if other.anchor not in found and part.whole in known and _fits(other, known[part.whole]):
                found[other.anchor] = _part(page, other, known[part.whole], known)
    return [found[anchor] for anchor in sorted(found)]


def _part(page: Page, phrase: Counted, whole: Harm, known: dict[int, Harm], doubt: str | None = None) -> Part:
    """Return the part that a phrase counts: with its own outcome where it has one, else with its whole's."""
    own = known.get(phrase.anchor)
    harm = own or Harm(phrase, whole.outcome, whole.act, whole.word, "part")
    return Part(harm, whole.phrase.anchor, doubt, _described(page, phrase))


def _described(page: Page, phrase: Counted) -> int | None:
    """Return the noun that says what a part's members are: "six of the dead were nurses"."""
    token = page.tokens[phrase.anchor]
    if phrase.of is None or token.deprel != "nsubj" or page.tokens[token.head].upos != "NOUN":
        return None
    return token.head if any(page.tokens[child].deprel == "cop" for child in page.children[token.head]) else None


def _fits(part: Counted, whole: Harm) -> bool:
    low, high = part.count.low, whole.phrase.count.high
    return whole.phrase.form != "zero" and not (low is not None and high is not None and low > high)


def _before(page: Page, known: dict[int, Harm], phrase: Counted, outcome: Outcome | None = None) -> list[Harm]:
    """Return the harms before a phrase that may be its whole, the nearest first."""
    found = [
        harm
        for harm in known.values()
        if harm.phrase.raw_last <= phrase.raw_first
        and phrase.raw_first - harm.phrase.raw_last <= _REACH
        and (outcome is None or harm.outcome == outcome)
        and _fits(phrase, harm)
        and harm.phrase.form in ("number", "vague", "both", "plural", "group")
    ]
    return sorted(found, key=lambda harm: -harm.phrase.raw_first)


def _of_pronoun(page: Page, known: dict[int, Harm]) -> Iterator[Part]:
    """ "six of them children", "more than 200 of which were hit by gunfire"."""
    for phrase in counted_of(page):
        if phrase.of is None or page.lower[phrase.of] not in _words().pronouns:
            continue
        same = page.sentence_index[phrase.first]
        wholes = [harm for harm in _before(page, known, phrase) if page.sentence_index[harm.phrase.first] >= same - 1]
        if not wholes:
            continue
        beside = [
            h for h in known.values() if h.phrase.last <= phrase.first and page.sentence_index[h.phrase.first] == same
        ]
        others = {harm.outcome for harm in beside} - {wholes[0].outcome}
        far = page.lower[phrase.raw_first - 1] in (";", ".") if phrase.raw_first else False
        doubt = f"ambiguous: subset of {wholes[0].outcome} or of total" if others and far else None
        own = known.get(phrase.anchor)
        if own is not None and own.tie != "part" and own.outcome != wholes[0].outcome:
            continue  # "of whom five died": a part of those on board, not of the wounded
        yield _part(page, phrase, wholes[0], known, doubt)


def _of_named(page: Page, known: dict[int, Harm]) -> Iterator[Part]:
    """ "two of the dead were girls", "four of those killed": the outcome is in the word itself."""
    for phrase in counted_of(page):
        if phrase.of is None:
            continue
        outcome = _words().by_name.get(page.lower[phrase.of])
        follow = page.lower[phrase.of + 1] if phrase.of + 1 < len(page.lower) else ""
        if page.lower[phrase.of] in ("those", "these"):
            outcome = _words().by_name.get(follow)
        if _leaves(page, phrase):
            continue
        wholes = _before(page, known, phrase, outcome)
        if outcome is None:  # "four of the eleven"
            said = {one.count.value for one in read_numbers(page) if one.first <= phrase.of < one.last and one.count}
            wholes = [whole for whole in wholes if whole.phrase.count.value in said - {None}]
        if wholes:
            yield _part(page, phrase, wholes[0], known)


def _of_state(page: Page, known: dict[int, Harm]) -> Iterator[Part]:
    """ "the 21 dead include six firemen", "a baker was among the dead": the state names the whole."""
    for phrase in counted_of(page):
        token = page.tokens[phrase.head if phrase.head is not None else phrase.anchor]
        near = page.children[token.head] if token.head >= 0 else ()
        if token.deprel == "obj" and page.tokens[token.head].lemma.lower() in _words().include:
            named = [child for child in near if page.tokens[child].deprel.startswith("nsubj")]
        else:
            beside = token.deprel.startswith("nsubj") and any(page.lower[child] == "among" for child in near)
            named = [token.head] if beside else []
        outcome = _words().by_name.get(page.lower[named[0]]) if named else None
        wholes = _before(page, known, phrase, outcome) if outcome is not None else []
        if wholes:
            yield _part(page, phrase, wholes[0], known)


def _fronted(page: Page, known: dict[int, Harm]) -> Iterator[Part]:
    """ "Of these eleven, three were minors": the whole opens the sentence."""
    phrases = counted_of(page)
    for sentence in page.analysis.sentences:
        first = sentence.first
        if page.lower[first] != "of" or first + 1 >= sentence.last or page.lower[first + 1] not in _words().wholes:
            continue
        comma = next((at for at in range(first, min(first + _FRONT, sentence.last)) if page.lower[at] == ","), None)
        phrase = next((one for one in phrases if comma is not None and comma < one.raw_first <= comma + 2), None)
        if phrase is None or phrase.form not in ("number", "vague", "one", "both"):
            continue
        said = {one.count.value for one in phrases if first < one.first < phrase.first} - {None}
        wholes = [h for h in _before(page, known, phrase) if h.phrase.last <= first]
        wholes = [h for h in wholes if not said or h.phrase.count.value in said]
        if wholes:
            yield _part(page, phrase, wholes[0], known)


def _elided(page: Page, part: Part) -> Iterator[Counted]:
    """ "Three of them are under age, two are soldiers, and four come from the hamlet": bare figures that go on."""
    phrase = part.harm.phrase
    last = page.sentence_of(phrase.first).last
    for other in counted_of(page):
        if other.raw_first < phrase.last or other.first >= last:
            continue
        token = page.tokens[other.anchor]
        bare = other.head is None and other.form in ("number", "one", "vague") and other.of is None
        if bare and token.deprel.startswith("nsubj") and page.lower[other.raw_first - 1] in (",", "and", ";", "while"):
            yield other


def _leaves(page: Page, phrase: Counted) -> bool:
    """Whether what follows says that they came off ("four of the hostages were freed")."""
    last = page.sentence_of(phrase.first).last
    return bool(_words().freed.intersection(page.lower[phrase.last : min(last, phrase.last + 6)]))


def _opened(page: Page, known: dict[int, Harm]) -> Iterator[Part]:
    """What stands behind "including", "among them", "of whom": the first phrase and those on its list."""
    phrases = counted_of(page)
    for at, phrase in enumerate(phrases):
        cue = _cue(page, phrase)
        if cue is None or _says_what(page, phrase) or (phrase.definite and phrase.form in ("plural", "group")):
            continue
        wholes = [h for h in _before(page, known, phrase) if h.phrase.raw_last <= cue]
        same = [h for h in wholes if page.sentence_index[h.phrase.first] == page.sentence_index[phrase.first]]
        own = known.get(phrase.anchor)
        if not same or (own is not None and own.act is not None and own.outcome != same[0].outcome):
            continue
        yield _part(page, phrase, same[0], known)
        for other in _list(page, phrases[at:]):
            if _fits(other, same[0]) and (other.anchor not in known or known[other.anchor].outcome == same[0].outcome):
                yield _part(page, other, same[0], known)


def _says_what(page: Page, phrase: Counted) -> bool:
    """Whether a noun only says what others are: "five of whom were children"."""
    subjects = [one for one in page.children[phrase.anchor] if page.tokens[one].deprel == "nsubj"]
    return phrase.form == "plural" and any(one in counted_at(page) for one in subjects)


def _cue(page: Page, phrase: Counted) -> int | None:
    """Return the token of the word that opens the parts right before a phrase."""
    floor = max(page.sentence_of(phrase.first).first, phrase.raw_first - _CUE)
    for index in range(phrase.raw_first - 1, floor - 1, -1):
        word = page.lower[index]
        if word in _words().openers:
            return index
        pair = f"{word} {page.lower[index + 1]}" if index + 1 < phrase.raw_first else ""
        if pair in _words().openers:
            return index
        if page.tokens[index].upos in ("VERB", "NUM") and word not in _words().between:
            return None
    return None


def _list(page: Page, phrases: Sequence[Counted]) -> Iterator[Counted]:
    """Yield the phrases that go on a list behind the first."""
    current = phrases[0]
    for phrase in phrases[1:]:
        gap = range(max(current.last, current.raw_last), phrase.raw_first)
        words = [page.lower[index] for index in gap]
        if not words or len(words) > _LIST_GAP or not _words().joins.issuperset(words) or phrase.form == "code":
            return
        yield phrase
        current = phrase


def _bracketed(page: Page, known: dict[int, Harm]) -> Iterator[Part]:
    """ "27 dead (15 women, 8 men)": phrases in brackets right behind a figure, as far as they add up to it."""
    phrases = counted_of(page)
    for at, phrase in enumerate(phrases):
        opening = phrase.raw_first - 1
        if opening < 1 or page.lower[opening] not in ("(", "[") or phrase.anchor in known:
            continue
        wholes = [h for h in _before(page, known, phrase) if 0 <= opening - max(h.phrase.last, h.phrase.raw_last) <= 2]
        if not wholes or phrase.form not in ("number", "vague", "one", "both"):
            continue
        if phrase.noun in ("time", "measure", "document", "vehicle", "building"):
            continue
        for one in [phrase, *_list(page, phrases[at:])]:
            if _fits(one, wholes[0]) and one.anchor not in known:
                yield _part(page, one, wholes[0], known)


def _spelled_out(page: Page, known: dict[int, Harm]) -> Iterator[Part]:
    """ "two people, a teacher and his nephew, were killed": an apposition that adds up to the figure before it."""
    phrases = sorted(counted_of(page), key=lambda phrase: phrase.raw_first)
    starts = [phrase.raw_first for phrase in phrases]
    for harm in known.values():
        whole = harm.phrase
        value = whole.count.value
        if value is None or value < 2 or whole.form not in ("number", "both"):
            continue
        after = phrases[bisect_right(starts, max(whole.last, whole.raw_last)) :]
        if not after or page.lower[after[0].first - 1] not in (",", ":", "–", "—", "-", "("):
            continue
        if after[0].first - max(whole.last, whole.raw_last) > 2 or after[0].first == max(whole.last, whole.raw_last):
            continue
        members = [after[0], *_list(page, after)]
        total = 0
        used: list[Counted] = []
        for member in members:
            if member.count.op != "=" or not member.count.value or member.form in ("code", "other"):
                break
            total, used = total + member.count.value, [*used, member]
            if total >= value:
                break
        if len(used) > 1 and total == value:
            for member in used:
                own = known.get(member.anchor)
                if own is None or own.outcome == harm.outcome:
                    yield _part(page, member, harm, known)


def with_parts(page: Page, harms: Sequence[Harm]) -> tuple[list[Harm], dict[Key, Part]]:
    """Return all harms weighed, parts included, and the part that each such harm is, by anchor and outcome.

    A part is sought of what is told without it; what only its whole gives an outcome is weighed as such.
    """
    floor = table_of(page, "counts").floor
    made: dict[Key, Harm] = {key_of(harm): harm for harm in weighed(page, harms)}
    told = [harm for harm in sorted(made.values(), key=lambda harm: harm.score) if harm.score >= floor]
    found: dict[Key, Part] = {key_of(part.harm): part for part in parts_of(page, told)}
    for key, part in found.items():
        if key not in made or made[key].tie not in ("frame", "list"):
            made[key] = replace(part.harm, tie="part")
    table = weighed(page, made.values())
    parts = {key: replace(found[key], harm=harm) for harm in table if (key := key_of(harm)) in found}
    return sorted(table, key=lambda harm: (harm.phrase.first, harm.phrase.last, harm.outcome)), parts


def key_of(harm: Harm) -> Key:
    """Return what tells a harm from every other of its page."""
    return harm.phrase.anchor, harm.outcome
