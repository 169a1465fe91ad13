"""What stands before an outcome word: the subject of its clause, or the phrases right beside it.

Invariant: the tree proposes, the words beside the verb confirm; a noun after a preposition is no subject.
"""

from __future__ import annotations

from recount.reading.casualty_lines import (
    BEFORE_PARTS,
    MARKS,
    Line,
    adverbs,
    chain,
    finding_words,
    shares_number,
)
from recount.reading.casualty_phrases import Phrase, thing_nouns
from recount.reading.casualty_words import Trigger
from recount.reading.page import Page

BE = frozenset({"be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "got", "get", "gets", "getting"})


HAVE = frozenset({"have", "has", "had", "having", "'ve", "'d"})


RELATIVE = frozenset({"who", "that", "which"})


_SUBJECTS = ("nsubj:pass", "nsubj", "nsubj:outer", "csubj")


_LINKS = frozenset(
    {"found", "feared", "reported", "believed", "confirmed", "presumed", "left", "pronounced", "declared", "listed",
     "to", "have", "not", "n't"}
)  # fmt: skip


def skip_left(line: Line, at: int) -> int:
    """Return the place after skipping adverbs and words of finding to the left of ``at``."""
    while at > line.first and _skips(line, at - 1):
        at -= 1
    return at


def _skips(line: Line, at: int) -> bool:
    page = line.page
    word = page.lower[at]
    if word in adverbs() or (page.tokens[at].xpos == "RB" and word not in ("not", "n't")):
        return True
    return word in _LINKS and at > line.first and at not in line.covering and _is_passive_chain(line, at)


def _is_passive_chain(line: Line, at: int) -> bool:
    before = line.page.lower[at - 1]
    return (
        before in BE
        or before in HAVE
        or before in adverbs()
        or before in ("feared", "believed", "reported", "to", "have")
    )


def adjacent(line: Line, at: int) -> list[Phrase]:
    """Return the phrases that end right before ``at``, with what is coordinated to their left."""
    lower = line.page.lower
    place = at
    while place > line.first and (lower[place - 1] in adverbs() or lower[place - 1] in ("'s", "is", "are")):
        if place in line.ends:
            break
        place -= 1
    phrase = line.ends.get(place)
    if phrase is None:
        return []
    while phrase.number is None and phrase.first > line.first and lower[phrase.first - 1] in BEFORE_PARTS:
        owner = line.ends.get(phrase.first - 1)
        if owner is None or owner.kind == "thing" or (owner.number is None and owner.kind != "person"):
            return []
        phrase = owner  # "3 residents of Tanvar killed"
    found = [phrase]
    while True:
        at = found[0].first
        word = lower[at - 1] if at > line.first else ""
        partner = line.ends.get(at - 1)
        if word in ("and", "or") and partner is not None and len(found) == 1 and shares_number(partner, found[0]):
            found[0] = partner
            continue
        strong = word in ("and", "&", "plus")
        if strong and at - 2 >= line.first and lower[at - 2] == ",":
            at -= 1
        previous = line.ends.get(at - 1)
        if previous is None or word not in ("and", "&", "plus", ",") or previous.kind in ("thing", "pronoun", "none"):
            break
        bare = found[0].singular and found[0].determiner is None and previous.number is not None
        if word == "," and not (found[0].number is not None or len(found) > 1 or bare):
            break
        if previous.number is None and not previous.singular:
            break
        if word == "," and previous.number is None and previous.kind != "person":
            break
        if previous.kind == "name" and _verb_between(line, previous, phrase):
            break
        opening = lower[previous.first - 1] if previous.first > line.first else ""
        if opening in BEFORE_PARTS:
            break
        found.insert(0, previous)
    return found


def _verb_between(line: Line, left: Phrase, right: Phrase) -> bool:
    return any(line.page.tokens[i].upos in ("VERB", "AUX") for i in range(left.last, right.first))


def subject_of(line: Line, trigger: Trigger) -> list[Phrase]:
    """Return the subject phrases of a passive, intransitive or predicate trigger."""
    page = line.page
    edge = edge_of(line, trigger.first)
    token = _subject_token(page, trigger.at)
    subject = line.covering.get(token) if token is not None and line.first <= token < trigger.first else None
    if token is not None and page.lower[token] in RELATIVE and page.tokens[token].xpos in ("WP", "WDT", "IN"):
        subject = _before_relative(line, token)
        edge = token
    if subject is not None and _too_far(line, subject, edge):
        subject = None
    if subject is None:
        near = _ending(line, edge)
        if near is not None and page.lower[near.last - 1] in RELATIVE:
            near = None
        gerund = near is not None and page.lower[near.last] == "being"
        while near is not None and near.number is None and _is_part(line, near) and not gerund:
            near = _ending(line, near.first - 1)
        if near is None:
            word = page.lower[edge - 1] if edge > line.first else ""
            near = _before_relative(line, edge - 1) if word in RELATIVE else None
        return adjacent(line, near.last) if near is not None else []
    if subject.kind == "thing" and thing_nouns().get(subject.lemma) == "group" and _of(page, subject.last):
        inner = line.starts.get(subject.last + 1)
        return [inner] if inner is not None and inner.number is not None else []
    if (
        subject.kind == "person"
        and subject.number is None
        and subject.lemma in ("family", "crew", "group")
        and _of(page, subject.last)
    ):
        inner = line.starts.get(subject.last + 1)
        if inner is not None and inner.number is not None:
            return [inner]
    return chain(line, subject, edge)


def _too_far(line: Line, subject: Phrase, edge: int) -> bool:
    """Whether a counted phrase right before the verb is the better subject than the tree's distant one."""
    near = _ending(line, edge)
    if near is None or near is subject or near.number is None or near.kind == "thing" or _is_part(line, near):
        return False
    if subject.kind == "thing" and near.kind == "none":
        return True  # "Ferry sinks, 9 feared drowned"
    between = line.page.lower[subject.last : near.first]
    if len(between) > 25 or ";" in between or ":" in between or (bool(between) and between[-1] == "that"):
        return True
    opens = between[-1] if between else ""
    return opens in ("and", "but", ",", "while") and any(
        subject.last <= other.at < near.first for other in line.triggers
    )


def _is_part(line: Line, phrase: Phrase) -> bool:
    return phrase.first > line.first and line.page.lower[phrase.first - 1] in BEFORE_PARTS


def _of(page: Page, at: int) -> bool:
    return at < len(page.lower) and page.lower[at] == "of"


def edge_of(line: Line, at: int) -> int:
    """Return where the verb group that ends at ``at`` begins: auxiliaries, negations and adverbs skipped."""
    page = line.page
    while at > line.first and at - 1 not in line.covering:
        token, word = page.tokens[at - 1], page.lower[at - 1]
        if (
            token.upos in ("AUX", "PART", "ADV")
            or word in BE
            or word in HAVE
            or word in adverbs()
            or word in finding_words()
        ):
            at -= 1
            continue
        break
    return at


def _ending(line: Line, at: int) -> Phrase | None:
    """Return the phrase that ends at ``at``, closing marks and bracketed asides skipped."""
    lower = line.page.lower
    if at > line.first and lower[at - 1] in (")", "]"):
        opening = "(" if lower[at - 1] == ")" else "["
        for place in range(at - 2, max(line.first, at - 14), -1):
            if lower[place] == opening:
                if line.ends.get(place) is not None:
                    return line.ends[place]
                break
    for place in range(at, max(line.first, at - 2), -1):
        if place in line.ends:
            return line.ends[place]
        if lower[place - 1] not in MARKS:
            return None
    return None


def _before_relative(line: Line, at: int) -> Phrase | None:
    return _ending(line, at)


def _subject_token(page: Page, at: int) -> int | None:
    """Return the subject of the clause that ``at`` heads or is coordinated into."""
    current = at
    for _ in range(4):
        for child in page.children[current]:
            if page.tokens[child].deprel in _SUBJECTS and child < at:
                return child
        head, relation = page.tokens[current].head, page.tokens[current].deprel
        if (
            head < 0
            or head > at
            or not (relation.startswith(("conj", "xcomp", "parataxis")) or relation in ("dep", "aux:pass"))
        ):
            return None
        if relation.startswith("xcomp"):
            objects = [c for c in page.children[head] if page.tokens[c].deprel == "obj" and c < at]
            if objects:
                return objects[0]
        current = head
    return None
