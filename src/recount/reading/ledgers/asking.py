"""Where a text asks for an act: verbs and nouns that ask, what somebody must do, orders.

Invariant: what is asked and who is asked hang on the asking word in the tree, whatever relation the parser gave them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recount.reading.ledgers.phrases import acts, below, is_another, is_joined_act, is_somebody
from recount.reading.ledgers.words import lemma, of_demands
from recount.reading.page import Page
from recount.reading.syntax import Arguments, arguments_of, extent

_OWN = frozenset({"i", "we", "one", "us", "me"})
_CASES: dict[str, tuple[str, ...]] = {
    "upon": ("on", "upon"), "to": ("to",), "with": ("with",), "of": ("of",), "from": ("from",),
}  # fmt: skip


_PAST = frozenset({"was", "were", "had", "did", "has", "is", "are"})
_OPENERS = frozenset({":", "“", '"', "‘", "'", ",", "–", "—"})
"""Marks behind which words of their own begin."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An asking word, the token that heads what is asked, the addressees' tokens, and where what is asked begins.

    ``told`` says that nobody asks in words: somebody must do it, or is ordered to.
    """

    cue: int
    act: int
    to: tuple[int, ...]
    after: int
    told: bool = False


def find_asked(page: Page) -> list[Asked]:
    """Return all that a page asks for, in order of the asking words."""
    found = [*_in_words(page), *_duties(page), *_orders(page)]
    return sorted(found, key=lambda asked: (asked.cue, asked.told, asked.act))


# -- verbs and nouns that ask ----------------------------------------------------------------------------------


def _in_words(page: Page) -> Iterator[Asked]:
    for index, token in enumerate(page.tokens):
        word = lemma(page, index)
        if token.upos == "VERB":
            yield from _by_verb(page, index, word)
        elif token.upos == "NOUN" and word in of_demands().asking_nouns:
            yield from _by_noun(page, index)


def _by_verb(page: Page, verb: int, word: str) -> Iterator[Asked]:
    tree, words = arguments_of(page), of_demands()
    groups = {group for group, verbs in words.asking.items() if word in verbs}
    behind = [case for case, verbs in words.acts_behind.items() if word in verbs]
    if not groups and not behind:
        return
    passive = tree.is_passive(verb)
    objects = [*tree.children(verb, "iobj"), *tree.children(verb, "obj")]
    objects = [*tree.children(verb, "nsubj:pass"), *tree.children(verb, "nsubj")] if passive else objects
    upon = tuple(_under(tree, verb, groups))
    infinitive = _infinitive(page, verb, objects)
    if infinitive is not None and (upon or (objects and "object" in groups)):
        yield Asked(verb, infinitive, upon or tuple(objects), infinitive - 1)
        for other in _joined(page, infinitive):
            yield Asked(verb, other, upon or tuple(objects), other - 1)
        return
    done = [(child, [*objects, *tree.children(child, "nsubj")]) for child in tree.children(verb, "xcomp", "ccomp")]
    granted = [(child, to[0]) for child, to in done if child > verb and to]
    if word in words.wanting and granted and not passive:
        yield Asked(verb, granted[0][0], (), _before(page, granted[0][1]))
        return
    beside = [child for one in (verb, *upon) for child in tree.children(one, "obl", "nmod")]
    acts_asked = [child for child in beside if tree.case(child) in behind]
    acts_asked = [child for child in acts_asked if page.tokens[child].upos != "NUM"]
    if acts_asked:
        yield Asked(verb, acts_asked[0], upon or tuple(objects), _before(page, acts_asked[0]))
        return
    clauses = [child for child in tree.children(verb, "ccomp") if child > verb]
    if clauses and word in words.asking_that:
        if not _asks_whether(page, verb, clauses[0]):
            yield Asked(verb, clauses[0], upon or _subject(page, clauses[0], anybody=True), verb)
            for other in tree.children(clauses[0], "conj"):
                if is_another(page, other):
                    yield Asked(other, other, _subject(page, other), min(below(page, other, joined=False)) - 1)
        return
    things = [one for one in objects if not is_somebody(page, one)]
    listed = [child for child in tree.children(verb, "parataxis", "appos") if page.tokens[child].upos == "NOUN"]
    if word in words.asking_for and word not in words.wanting and not passive:
        for thing in things[:1]:
            yield Asked(verb, thing, upon, _before(page, thing))
        for thing in () if things else [item for one in listed for item in (one, *tree.children(one, "appos", "conj"))]:
            yield Asked(thing, thing, upon, _before(page, thing))


def _infinitive(page: Page, verb: int, objects: list[int]) -> int | None:
    """Return the infinitive of what is asked: below the verb, or below its object where the parser hung it there."""
    tree = arguments_of(page)
    below_verb = tree.children(verb, "xcomp", "advcl")
    below_object = [child for one in objects for child in tree.children(one, "acl")]
    for child in (*below_verb, *below_object):
        asks = any(page.tokens[one].xpos in ("WP", "WRB", "WDT") for one in page.children[child])
        if child > verb and tree.mark(child) == "to" and not asks:
            return child
    return None


def _joined(page: Page, verb: int) -> list[int]:
    """Return the further acts of a list of acts."""
    return [child for child in page.children[verb] if is_joined_act(page, child)]


def _asks_whether(page: Page, verb: int, clause: int) -> bool:
    """Whether a clause is a question, or tells what has been: neither asks for an act."""
    tree = arguments_of(page)
    asks = any(page.tokens[one].xpos in ("WP", "WRB", "WDT") for one in page.children[clause])
    if page.tokens[clause].xpos == "VBD" or {page.lower[child] for child in page.children[clause]} & _PAST:
        return True  # "insisted that nobody had been shot" tells, and asks for nothing
    open_ = "?" in page.quote(page.span(verb, max(below(page, clause)) + 1))
    return asks or open_ or tree.mark(clause) in ("if", "whether") or page.lower[clause] in _OWN


def _under(tree: Arguments, verb: int, groups: Iterable[str]) -> list[int]:
    cases = [case for group in groups for case in _CASES.get(group, ())]
    return tree.under(verb, *cases) if cases else []


def _before(page: Page, head: int) -> int:
    """Return the token before a noun phrase."""
    return extent(page, head)[0] - 1


def _by_noun(page: Page, noun: int) -> Iterator[Asked]:
    """ "the lawyers' call for an inquiry", "a demand that the army leave", "an appeal to the state to free them"."""
    tree, token = arguments_of(page), page.tokens[noun]
    if token.deprel.startswith(("compound", "flat")):
        return
    to = tuple(
        one for one in tree.children(noun, "nmod", "obl") if tree.case(one) in ("to", "on", "upon") and one > noun
    )
    for child in page.children[noun]:
        relation = page.tokens[child].deprel.partition(":")[0]
        if child > noun and relation == "acl" and tree.mark(child) in ("to", "that"):
            yield Asked(noun, child, to or _subject(page, child), noun)
            return
        if child > noun and relation in ("nmod", "obl") and tree.case(child) == "for":
            yield Asked(noun, child, to, _before(page, child))
            return


def _subject(page: Page, verb: int, *, anybody: bool = False) -> tuple[int, ...]:
    """Return who is to act in a clause that is asked for: its active subject, or the agent of a passive.

    ``anybody`` takes any noun for one that can act, where somebody asks it in words to.
    """
    tree = arguments_of(page)
    if tree.is_passive(verb):
        return tuple(tree.children(verb, "obl:agent"))
    subjects = tree.children(verb, "nsubj") if page.tokens[verb].upos == "VERB" else []
    asked = anybody and not tree.children(verb, "cop")
    return tuple(one for one in subjects if acts(page, one) or page.lower[one] == "you" or (asked and _noun(page, one)))


def _noun(page: Page, index: int) -> bool:
    return page.tokens[index].upos == "NOUN"


# -- what somebody must do -------------------------------------------------------------------------------------


def _duties(page: Page) -> Iterator[Asked]:
    tree = arguments_of(page)
    for index, token in enumerate(page.tokens):
        if token.upos != "VERB":
            continue
        auxiliaries = [child for child in page.children[index] if page.tokens[child].deprel.startswith("aux")]
        words = {page.lower[child] for child in auxiliaries}
        if not words & of_demands().duties or words & {"have", "has"}:
            continue
        subjects = [*tree.children(index, "nsubj"), *tree.children(index, "nsubj:pass")]
        if not subjects or any(page.lower[one] in _OWN for one in subjects):
            continue
        if page.lower[subjects[0]] == "you" and token.lemma.lower() in of_demands().mental:
            continue
        before = min(below(page, min(subjects))) - 1
        yield Asked(min(auxiliaries), index, _subject(page, index), before, told=True)
        for other in _joined(page, index):
            yield Asked(min(auxiliaries), other, _subject(page, index), other - 1, told=True)
        for child in tree.children(index, "conj"):
            if is_another(page, child) and not tree.children(child, "aux"):
                before = min(below(page, child, joined=False)) - 1
                yield Asked(child, child, _subject(page, child), before, told=True)


def _orders(page: Page) -> Iterator[Asked]:
    """Yield imperatives: a bare verb without a subject that heads its sentence, or words behind a colon or mark."""
    for index, token in enumerate(page.tokens):
        relation = token.deprel.partition(":")[0]
        if token.xpos != "VB" or relation not in ("root", "ccomp", "parataxis", "conj"):
            continue
        if token.lemma.lower() in of_demands().mental or not _is_bare(page, index):
            continue
        if relation == "conj" and (page.tokens[token.head].xpos != "VB" or not _is_bare(page, token.head)):
            continue
        if relation == "ccomp" and page.lower[_first(page, index) - 1] not in _OPENERS:
            continue
        sentence = page.sentence_of(index)
        if page.text[sentence.start : sentence.end].rstrip().endswith("?"):
            continue
        yield Asked(index, index, (), _first(page, index) - 1, told=True)


def _first(page: Page, index: int) -> int:
    """Return the first token of an order: its verb, or the "do not" and "please" before it."""
    near = {page.lower[child] for child in page.children[index]}
    first = index
    while first > 0 and page.lower[first - 1] in ({"do", "not", "n't", "never"} & near | of_demands().polite):
        first -= 1
    return first


def _is_bare(page: Page, index: int) -> bool:
    """Whether a verb has no subject, no auxiliary but "do", and no mark."""
    for child in page.children[index]:
        relation = page.tokens[child].deprel.partition(":")[0]
        if relation in ("nsubj", "expl", "cop", "csubj", "mark") or (relation == "aux" and page.lower[child] != "do"):
            return False
    return True
