"""Persons: which printed forms name the same person.

Invariant: forms whose first names clash are never joined; a word that is one person's first name and another's
surname joins nothing; a surname alone is joined only where one bearer comes into question. Comparison is
blocked by letters of name words, never all pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from recount.linking.folding import same_spelling, skeleton
from recount.linking.forms import Form, Node
from recount.linking.merging import Joins
from recount.vocabulary import load

SMALL_CASE = 10
"""Up to this many documents a name standing alone is joined across documents without further shared names."""

_MALE = frozenset({"mr", "sir", "lord", "don", "senor", "father", "monsieur"})
_FEMALE = frozenset({"mrs", "ms", "miss", "lady", "dame", "madam", "madame", "dona", "senora", "sister"})


def name_words(form: Form, particles: frozenset[str]) -> tuple[str, ...]:
    """Return the words of a person's name without particles; all words where nothing else is left."""
    words = tuple(word for word in form.words if word not in particles)
    return words or form.words


def join_persons(forms: dict[Node, Form], joins: Joins[Node], shared: dict[str, set[str]]) -> None:
    """Join the persons among ``forms``; ``shared`` maps a document to the other names it prints in full."""
    particles = frozenset(map(str, load("titles")["particles"]))
    words = {
        node: name_words(form, particles) for node, form in sorted(forms.items()) if form.type == "person"
    }
    full = {node: found for node, found in words.items() if len(found) > 1}
    single = {node: found[0] for node, found in words.items() if len(found) == 1}
    _join_full(full, forms, joins)
    _join_short(full, joins)
    _join_single(single, full, forms, joins, shared)


def _join_full(full: dict[Node, tuple[str, ...]], forms: dict[Node, Form], joins: Joins[Node]) -> None:
    """Join names of as many words, each alike: the same name in the same or another spelling."""
    blocks: dict[tuple[str, ...], dict[tuple[str, ...], list[Node]]] = defaultdict(lambda: defaultdict(list))
    for node, words in full.items():
        blocks[tuple(skeleton(word) for word in words)][words].append(node)
    for _, found in sorted(blocks.items()):
        spellings = sorted(found)
        for words in spellings:
            for other in found[words][1:]:
                joins.join(found[words][0], other, f"the same full name is printed: {forms[other].surface}")
        for place, one in enumerate(spellings):
            for other_words in spellings[place + 1 :]:
                if all(same_spelling(a, b) for a, b in zip(one, other_words, strict=True)):
                    joins.join(
                        found[one][0], found[other_words][0],
                        f"spellings of one name: {forms[found[one][0]].surface}, {forms[found[other_words][0]].surface}",
                    )  # fmt: skip


def _join_short(full: dict[Node, tuple[str, ...]], joins: Joins[Node]) -> None:
    """Join a shorter form (initial, left-out middle or second surname) to the one longer name that it fits."""
    by_word: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    nodes: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node, words in full.items():
        nodes[words].append(node)
    for words in sorted(nodes):
        for word in sorted({skeleton(word) for word in words[1:]}):
            by_word[word].append(words)
    roots = {words: joins.root(nodes[words][0]) for words in sorted(nodes)}
    wanted: list[tuple[Node, Node, str]] = []
    for words in sorted(nodes):
        fits: dict[Node, tuple[str, ...]] = {}
        for longer in by_word[skeleton(words[-1])]:
            if roots[longer] != roots[words] and _shortens(words, longer):
                fits.setdefault(roots[longer], longer)
        given = {longer[0] for longer in fits.values()}
        if fits and (len(fits) == 1 or (len(words[0]) > 1 and _one_name(sorted(fits.values())) and len(given) == 1)):
            for root, longer in sorted(fits.items()):
                wanted.append((nodes[words][0], root, f"'{' '.join(words)}' is a shorter form of '{' '.join(longer)}'"))
    for one, other, reason in wanted:
        joins.join(one, other, reason)


def _one_name(longer: list[tuple[str, ...]]) -> bool:
    """Tell whether all longer names could be forms of the longest of them."""
    longest = max(longer, key=lambda words: (len(words), words))
    return all(words == longest or _shortens(words, longest) for words in longer)


def _shortens(short: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Tell whether ``short`` is ``longer`` with words left out or its first name as an initial."""
    if len(short) > len(longer):
        return False
    initial = len(short[0]) == 1 and len(longer[0]) > 1
    if len(short) == len(longer) and not initial:
        return False
    if initial:
        first_fits = longer[0].startswith(short[0])
    else:
        first_fits = same_spelling(short[0], longer[0])
    if first_fits:
        return _within(short[1:], longer[1:])
    return len(short) >= 2 and all(
        same_spelling(a, b) for a, b in zip(short, longer[-len(short) :], strict=True)
    )


def _within(short: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    place = 0
    for word in short:
        while place < len(longer) and not same_spelling(word, longer[place]):
            place += 1
        if place == len(longer):
            return False
        place += 1
    return True


def _join_single(
    single: dict[Node, str],
    full: dict[Node, tuple[str, ...]],
    forms: dict[Node, Form],
    joins: Joins[Node],
    shared: dict[str, set[str]],
) -> None:
    """Join a name of one word to its one possible bearer: in its document first, then in the case."""
    bearers: dict[str, list[Node]] = defaultdict(list)
    given: dict[str, list[Node]] = defaultdict(list)
    local: dict[str, list[Node]] = defaultdict(list)
    for node, words in full.items():
        local[node[0]].append(node)
        for key in sorted({skeleton(word) for word in words[1:]}):
            bearers[key].append(node)
        given[skeleton(words[0])].append(node)
    roots = {node: joins.root(node) for node in full}
    small = len(shared) <= SMALL_CASE
    wanted: list[tuple[Node, Node, str]] = []
    open_: list[Node] = []
    for node, word in single.items():
        here = [other for other in local[node[0]] if _bears(full[other][1:], word) and not _clash(forms[node], forms[other])]
        chosen = _only(here, roots) or _by_title(node, here, forms, roots)
        if chosen:
            wanted.append((node, chosen, f"'{forms[node].surface}' alone: its only bearer in the document is {forms[chosen].surface}"))
            continue
        if here:
            continue
        misprint = _only([other for other in local[node[0]] if _misprinted(forms[node], word, full[other][-1], forms[other])], roots)
        if misprint:
            wanted.append((node, misprint, f"'{forms[node].surface}' with a misplaced apostrophe or letter: {forms[misprint].surface} bears the same title"))
            continue
        first = [other for other in local[node[0]] if same_spelling(full[other][0], word)]
        if first:
            chosen = _only(first, roots)
            if chosen and not forms[node].titles:
                wanted.append((node, chosen, f"'{forms[node].surface}': the only person of that first name in the document"))
            continue
        others = [
            other
            for other in bearers[skeleton(word)]
            if other[0] != node[0] and _bears(full[other][1:], word) and not _clash(forms[node], forms[other])
        ]
        near = [other for other in others if small or shared[other[0]] & shared[node[0]]]
        chosen = _only(near, roots)
        if chosen and not any(same_spelling(full[other][0], word) for other in given[skeleton(word)]):
            wanted.append((node, chosen, f"'{forms[node].surface}' alone: its only bearer in the case is {forms[chosen].surface}"))
        elif not others:
            open_.append(node)
    for one, other, reason in wanted:
        joins.join(one, other, reason)
    _join_open(open_, single, forms, joins, shared, small=small)


def _join_open(
    open_: list[Node], single: dict[Node, str], forms: dict[Node, Form], joins: Joins[Node],
    shared: dict[str, set[str]], *, small: bool,
) -> None:  # fmt: skip
    """Join names of one word without a full bearer anywhere: in one document, or across documents that agree."""
    blocks: dict[str, list[Node]] = defaultdict(list)
    for node in open_:
        blocks[skeleton(single[node])].append(node)
    for _, nodes in sorted(blocks.items()):
        for place, one in enumerate(nodes):
            for other in nodes[place + 1 : place + 200]:
                if _clash(forms[one], forms[other]) or not same_spelling(single[one], single[other]):
                    continue
                if one[0] == other[0] or small or shared[one[0]] & shared[other[0]]:
                    joins.join(one, other, f"the same name alone, and no other bearer of it: {forms[other].surface}")


def _bears(surnames: Iterable[str], word: str) -> bool:
    return any(same_spelling(surname, word) for surname in surnames)


def _only(nodes: list[Node], roots: dict[Node, Node]) -> Node | None:
    """Return the smallest of the nodes if all of them are one person, else None."""
    return min(nodes) if len({roots[node] for node in nodes}) == 1 else None


def _by_title(node: Node, nodes: list[Node], forms: dict[Node, Form], roots: dict[Node, Node]) -> Node | None:
    """Return the one bearer whose title is the one printed before the name alone."""
    titles = set(forms[node].titles) - _MALE - _FEMALE
    return _only([other for other in nodes if titles & set(forms[other].titles)], roots) if titles else None


def _misprinted(form: Form, word: str, surname: str, other: Form) -> bool:
    """Tell whether ``Gate's`` may stand for ``Gates'``: one final s apart, and the same title."""
    if surname != word + "s" and word != surname + "s":
        return False
    words = {part for title in form.titles for part in title.split()}
    others = {part for title in (*other.titles, *other.appositions) for part in title.split()}
    return bool(words & others - {"former", "the", "of"})


def _clash(one: Form, other: Form) -> bool:
    """Tell whether titles say that two forms name persons of different sex."""
    first = {title.split()[0] for title in one.titles}
    second = {title.split()[0] for title in other.titles}
    return bool((first & _MALE and second & _FEMALE) or (first & _FEMALE and second & _MALE))
