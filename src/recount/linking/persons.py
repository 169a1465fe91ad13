"""Persons: which printed forms name the same person.

Invariant: forms whose first names clash are never joined; a word that is one person's first name and another's
surname joins nothing; a surname alone is joined only where one bearer comes into question. Comparison is
blocked by letters of name words, never all pairs.
"""

from __future__ import annotations

from collections import defaultdict

from recount.linking.folding import same_spelling, skeleton
from recount.linking.forms import Form, Node
from recount.linking.merging import Joins, Kinship
from recount.vocabulary import load

_MALE = frozenset({"mr", "sir", "lord", "don", "senor", "father", "monsieur"})
_FEMALE = frozenset({"mrs", "ms", "miss", "lady", "dame", "madam", "madame", "dona", "senora", "sister"})


def name_words(form: Form, particles: frozenset[str]) -> tuple[str, ...]:
    """Return the words of a person's name without particles; all words where nothing else is left."""
    words = tuple(word for word in form.words if word not in particles)
    return words or form.words


def join_persons(forms: dict[Node, Form], joins: Joins[Node], kinship: Kinship) -> None:
    """Join the persons among ``forms``."""
    particles = frozenset(map(str, load("titles")["particles"]))
    words = {node: name_words(form, particles) for node, form in sorted(forms.items()) if form.type == "person"}
    full = {node: found for node, found in words.items() if len(found) > 1}
    single = {node: found[0] for node, found in words.items() if len(found) == 1}
    _join_full(full, forms, joins)
    _join_short(full, joins)
    _join_single(single, full, forms, joins, kinship)


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
                    first, second = found[one][0], found[other_words][0]
                    joins.join(first, second, f"spellings of one name: {forms[first].surface}, {forms[second].surface}")


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
                wanted.append((nodes[words][0], root, f"'{' '.join(words)}' shortens '{' '.join(longer)}'"))
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
    return len(short) >= 2 and all(same_spelling(a, b) for a, b in zip(short, longer[-len(short) :], strict=True))


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
    kinship: Kinship,
) -> None:
    """Join a name of one word to its one possible bearer: in its document first, then in the case."""
    bearers = _Bearers(full, forms, {node: joins.root(node) for node in full}, kinship)
    wanted: list[tuple[Node, Node, str]] = []
    open_: list[Node] = []
    for node, word in single.items():
        here = bearers.here(node, word)
        found = here or bearers.elsewhere(node, word)
        if found is not None and found[0] is not None:
            wanted.append((node, found[0], f"'{forms[node].surface}' {found[1]} {forms[found[0]].surface}"))
        elif found is None:
            open_.append(node)
    for one, other, reason in wanted:
        joins.join(one, other, reason)
    _join_open(open_, single, forms, joins, kinship)


class _Bearers:
    """Who may be meant by a name of one word.

    The lookups return a bearer with the words that explain the choice, a pair without a bearer where several
    come into question, and None where nobody does.
    """

    def __init__(
        self,
        full: dict[Node, tuple[str, ...]],
        forms: dict[Node, Form],
        roots: dict[Node, Node],
        kinship: Kinship,
    ) -> None:
        self._full, self._forms, self._roots, self._kinship = full, forms, roots, kinship
        self._local: dict[str, list[Node]] = defaultdict(list)
        self._by_surname: dict[str, list[Node]] = defaultdict(list)
        self._by_given: dict[str, list[Node]] = defaultdict(list)
        for node, words in full.items():
            self._local[node[0]].append(node)
            self._by_given[skeleton(words[0])].append(node)
            for key in sorted({skeleton(word) for word in words[1:]}):
                self._by_surname[key].append(node)

    def here(self, node: Node, word: str) -> tuple[Node | None, str] | None:
        """Return the bearer in the name's own document."""
        local, form = self._local[node[0]], self._forms[node]
        found = [other for other in local if self._fits(other, word, form)]
        if found:
            chosen = self._only(found) or self._only(
                [other for other in found if _titles(form) & set(self._forms[other].titles)]
            )
            return chosen, "alone: its only bearer in the document is"
        chosen = self._only(
            [other for other in local if _misprinted(form, word, self._full[other][-1], self._forms[other])]
        )
        if chosen:
            return chosen, "with a letter or apostrophe misplaced: the same title is borne by"
        first = [other for other in local if same_spelling(self._full[other][0], word)]
        if first:
            return (
                None if form.titles else self._only(first)
            ), "alone: the only first name of this kind in the document is of"
        return None

    def elsewhere(self, node: Node, word: str) -> tuple[Node | None, str] | None:
        """Return the bearer in the other documents of the case."""
        form = self._forms[node]
        found = [
            other
            for other in self._by_surname[skeleton(word)]
            if other[0] != node[0] and self._fits(other, word, form) and self._is_kin(node, other, word)
        ]
        if not found:
            return None
        doubtful = any(
            same_spelling(self._full[other][0], word) and (other[0] == node[0] or self._is_kin(node, other, word))
            for other in self._by_given[skeleton(word)]
        )
        return (None if doubtful else self._only(found)), "alone: its only bearer in accounts of kin is"

    def _is_kin(self, node: Node, other: Node, word: str) -> bool:
        return self._kinship.is_between(node[0], other[0], f"{word} {' '.join(self._full[other])}")

    def _fits(self, other: Node, word: str, form: Form) -> bool:
        surnames = self._full[other][1:]
        return any(same_spelling(surname, word) for surname in surnames) and not _clash(form, self._forms[other])

    def _only(self, nodes: list[Node]) -> Node | None:
        """Return the smallest of the nodes if all of them are one person, else None."""
        return min(nodes) if len({self._roots[node] for node in nodes}) == 1 else None


def _join_open(
    open_: list[Node],
    single: dict[Node, str],
    forms: dict[Node, Form],
    joins: Joins[Node],
    kinship: Kinship,
) -> None:
    """Join names of one word without a full bearer anywhere: in one document, or across documents that agree."""
    blocks: dict[str, list[Node]] = defaultdict(list)
    for node in open_:
        blocks[skeleton(single[node])].append(node)
    for _, nodes in sorted(blocks.items()):
        for place, one in enumerate(nodes):
            for other in nodes[place + 1 : place + 200]:
                if _clash(forms[one], forms[other]) or not same_spelling(single[one], single[other]):
                    continue
                if one[0] == other[0] or kinship.is_between(one[0], other[0], single[one]):
                    joins.join(one, other, f"the same name alone, and no other bearer of it: {forms[other].surface}")


def _titles(form: Form) -> set[str]:
    return set(form.titles) - _MALE - _FEMALE


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
