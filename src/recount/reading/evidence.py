"""What stands around a reading's words, by name: evidence that tables of trust weigh.

Invariant: names are made of relations of the tree and of single lemmas; none counts unless a table gives it a weight.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

from recount.reading.page import Page
from recount.reading.phrases import counted_at
from recount.reading.trust import UNSEEN, odds
from recount.vocabulary.schema import HarmWords, words_of

_CLOSED = frozenset({"AUX", "PART", "ADP", "CCONJ", "SCONJ", "DET", "PRON", "PUNCT", "ADV"})


def around(page: Page, first: int, last: int, head: int) -> Iterator[str]:
    """Yield what stands beside the words from ``first`` to ``last``, what ``head`` is there, and what governs it."""
    sentence = page.sentence_of(first)
    yield f"before {page.lower[first - 1]}" if first > sentence.first else "opens the sentence"
    yield f"behind {page.lower[last]}" if last < sentence.last else "ends the sentence"
    token = page.tokens[head]
    yield f"as {token.deprel}"
    if token.upos not in ("PROPN", "NUM"):
        yield f"word {token.lemma.lower()}"
    above = governor(page, head)
    if above is not None:
        yield f"below {page.tokens[above].lemma.lower()}"
        yield f"{token.deprel.partition(':')[0]} of {page.tokens[above].lemma.lower()}"
    if second_name(page, head):
        yield "second name"


def governor(page: Page, index: int) -> int | None:
    """Return the first word above a token that is neither of its list nor its own name, None at the root."""
    while page.tokens[index].head >= 0:
        relation, index = page.tokens[index].deprel.partition(":")[0], page.tokens[index].head
        if relation not in ("conj", "flat", "nummod", "appos"):
            return index
    return None


def second_name(page: Page, head: int) -> bool:
    """Whether a word says again who was counted: "Aneta, a seamstress and mother", "the driver, Sedat Alkan"."""
    token, known = page.tokens[head], counted_at(page)
    if not 0 <= token.head < head or token.head not in known or known[token.head].count.value != 1:
        return False
    one, two = known[token.head], known.get(head)
    if token.deprel.startswith(("appos", "flat")):
        return two is None or two.count.value == 1
    if token.deprel != "conj" or two is None:
        return False
    if page.lower[one.last : two.first] == [","]:
        return {one.form, two.form} == {"one", "name"}
    inside = any(page.tokens[other].deprel == "appos" and other < head for other in page.children[token.head])
    return inside and two.form == "one" and two.raw_first == two.head


def of_act(page: Page, index: int) -> Iterator[str]:
    """Yield how the clause of an act's word is put: its auxiliaries, what stands below it, the verb above."""
    token = page.tokens[index]
    yield f"act as {token.deprel}"
    yield f"act tag {token.xpos}"
    for child in page.children[index]:
        below = page.tokens[child]
        if below.upos in _CLOSED and below.deprel.partition(":")[0] in ("aux", "mark", "advmod", "case", "cop"):
            yield f"act with {below.lemma.lower()}"
    if token.head >= 0:
        yield f"act under {page.tokens[token.head].lemma.lower()}"


def staged(page: Page, index: int) -> Iterator[str]:
    """Yield what stands in a token's sentence, or in those beside it, that belongs to drills, stories, games, farms."""
    kinds, sentence = page.once(_staged), page.sentence_index[index]
    yield from (f"staged {kind} here" for kind in sorted(kinds.get(sentence, ())))
    near = sorted({*kinds.get(sentence - 1, ()), *kinds.get(sentence + 1, ())})
    yield from (f"staged {kind} beside" for kind in near)


def _staged(page: Page) -> dict[int, set[str]]:
    """Return the kinds of such words in each sentence that has any."""
    found: dict[int, set[str]] = {}
    kinds = _kinds("staged")
    for index, token in enumerate(page.tokens):
        kind = kinds.get(token.lemma.lower())
        if kind is not None and token.upos in ("NOUN", "VERB", "ADJ"):
            found.setdefault(page.sentence_index[index], set()).add(kind)
    return found


def fates(page: Page, index: int) -> Iterator[str]:
    """Yield what a group is, undergoes or does besides harm: by its own word, by those around it."""
    tokens, kinds, above = page.tokens, _kinds("fates"), governor(page, index)
    places = {"is": [index], "of": [k for k in page.children[index] if tokens[k].deprel.startswith(("amod", "acl"))]}
    if above is not None:
        taken = [k for k in page.children[above] if tokens[k].deprel in ("xcomp", "advmod", "conj") and k > above]
        places |= {tokens[index].deprel.partition(":")[0]: [above], "then": taken}
    found = ((place, kinds.get(tokens[k].lemma.lower())) for place, words in places.items() for k in words)
    yield from sorted({f"fate {place} {kind}" for place, kind in found if kind is not None})


@cache
def _kinds(table: Literal["staged", "fates"]) -> dict[str, str]:
    """Return the kind of each word of a table."""
    return {word: kind for kind, words in getattr(words_of(HarmWords, "harm"), table).items() for word in words}


def marks_at(page: Page, index: int) -> dict[str, float]:
    """Return what the net sees at an act's word: an event, figures that hang on it, figures beside and behind it."""
    surest = page.once(_surest)
    sentence = page.sentence_index[index]
    return {
        "event mark": odds(surest.get(("event", index), UNSEEN)),
        "figure tied": odds(surest.get(("count", index), UNSEEN)),
        "figure beside": odds(surest.get(("figures", sentence), UNSEEN)),
        "figure behind": odds(surest.get(("figures", sentence + 1), UNSEEN)),
    }


def _surest(page: Page) -> dict[tuple[str, int], float]:
    """Return the highest mark of events by their own word, of figures by the word they hang on and by sentence."""
    found: dict[tuple[str, int], float] = {}
    for (kind, token), marks in page.marks.items():
        for mark in marks.values() if kind in ("event", "count") else ():
            places = [(kind, token)] if kind == "event" else [("figures", page.sentence_index[token])]
            if kind == "count" and mark.tie is not None:
                places.append((kind, mark.tie))
            for place in places:
                found[place] = max(found.get(place, 0.0), mark.score)
    return found
