"""Words that give somebody a share in an act told beside them: "carried out", "accused of", "on the orders of".

Invariant: each row of ``shares.yaml`` names where actor and act stand; one reader applies all rows, by the tree alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from recount.reading.acts import Act, acts_of, doers_of
from recount.reading.page import Page
from recount.reading.syntax import Arguments, arguments_of, inflected, lemma_of
from recount.vocabulary.schema import ShareRow, Shares, words_of


@dataclass(frozen=True, slots=True)
class Share:
    """``actor`` tokens take ``role`` in the act at token ``act``; ``head`` is the word that says so."""

    actors: tuple[int, ...]
    role: str
    act: int
    head: int


@dataclass(frozen=True)
class _Index:
    verbs: dict[str, tuple[ShareRow, ...]]
    adjectives: dict[str, tuple[ShareRow, ...]]
    nouns: dict[str, tuple[ShareRow, ...]]
    forms: dict[str, str]


@cache
def _words() -> Shares:
    return words_of(Shares, "shares")


@cache
def _index() -> _Index:
    def grouped(rows: tuple[ShareRow, ...]) -> dict[str, tuple[ShareRow, ...]]:
        found: dict[str, list[ShareRow]] = {}
        for row in rows:
            found.setdefault(row.word, []).append(row)
        return {word: tuple(listed) for word, listed in found.items()}

    words = _words()
    verbs = grouped(words.verbs)
    return _Index(verbs, grouped(words.adjectives), grouped(words.nouns), inflected(verbs))


def shares_of(page: Page) -> tuple[Share, ...]:
    """Return the shares told on a page in text order, found once."""
    return page.once(_find)


def _find(page: Page) -> tuple[Share, ...]:
    reader = _Reader(page)
    return tuple(share for index in range(len(page.tokens)) for share in reader.at(index))


class _Reader:
    """Applies the rows to one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.arguments: Arguments = arguments_of(page)
        self.acts: dict[int, Act] = {act.at: act for act in acts_of(page)}

    def at(self, index: int) -> Iterator[Share]:
        token, index_of = self.page.tokens[index], _index()
        lemma = lemma_of(self.page, index, index_of.forms)
        if token.upos in ("VERB", "AUX"):
            rows = index_of.verbs.get(lemma, ())
        elif token.upos in ("ADJ", "ADP", "ADV"):
            rows = index_of.adjectives.get(token.lemma.lower(), ())
        else:
            rows = index_of.nouns.get(token.lemma.lower(), ()) if token.upos == "NOUN" else ()
        if not rows or any(self.page.lower[child] in _words().unblamed for child in self.page.children[index]):
            return
        for row in rows:
            if row.beside is not None and not self._beside(index, row.beside):
                continue
            if row.cases and self.arguments.case(index) not in row.cases:
                continue
            yield from self._apply(row, index)

    def _beside(self, index: int, word: str) -> bool:
        near = [
            *self.page.children[index],
            *(one for child in self.page.children[index] for one in self.page.children[child]),
        ]
        return any(word in (self.page.lower[child], self.page.tokens[child].lemma.lower()) for child in near)

    def _apply(self, row: ShareRow, index: int) -> Iterator[Share]:
        actors = tuple(dict.fromkeys(one for place in row.actor for one in self._actor(place, index)))
        if not actors:
            return
        for place in row.act:
            for act, role in self._act(place, index, row.role):
                above = self.page.tokens[act].head
                if role == "commanded" and above >= 0 and is_over(self.page, above):
                    return  # who leads an inquiry into an act
                if act not in actors:
                    yield Share(actors, role, act, index)
                    return

    def _actor(self, place: str, index: int) -> list[int]:
        arguments, above = self.arguments, self.page.tokens[index].head
        if place == "subject":
            return arguments.agents(index)
        if place == "object":
            return arguments.patients(index) or arguments.children(index, "iobj")
        if place == "owner":
            return arguments.children(index, "nmod:poss") or (arguments.agents(above) if self._bears(above) else [])
        if place == "bearer":
            return self._bearer(index)
        if place == "holder":
            return arguments.children(index, "nmod:poss") or self._subject_above(index)
        if place == "held" and above >= 0:
            return arguments.patients(above) if self.page.tokens[above].upos == "VERB" else [above]
        if place == "giver":
            gives = above >= 0 and self.page.tokens[above].lemma.lower() in _words().gives
            return arguments.agents(above) if gives else []
        if place == "by":
            return arguments.under(index, "by") if arguments.is_passive(index) else []
        below = [one for patient in arguments.patients(index) for one in arguments.under(patient, place)]
        return arguments.under(index, place) or below

    def _bears(self, index: int) -> bool:
        """Whether a verb has a share as its object: "played a role", "bears responsibility"."""
        return index >= 0 and self.page.tokens[index].lemma.lower() in _words().bears

    def _bearer(self, index: int) -> list[int]:
        """Return of whom an adjective is said, or who stands before "behind the attack"."""
        token = self.page.tokens[index]
        own = self.arguments.children(index, "nsubj", "nsubj:pass")
        if own:
            return self.arguments.spread(own)
        if token.deprel == "amod" and token.head >= 0:
            return [token.head]
        if token.deprel == "xcomp" and token.head >= 0:
            held = self.arguments.patients(token.head) or self.arguments.children(token.head, "iobj")
            return held or self.arguments.subjects(token.head)
        if token.upos == "ADP" and token.head >= 0:
            return self._subject_above(token.head)
        return []

    def _subject_above(self, index: int) -> list[int]:
        """Return the subject of the clause that holds a word."""
        for above in (index, *self.page.ancestors(index)):
            found = [child for child in self.page.children[above] if self.page.tokens[child].deprel.startswith("nsubj")]
            if found:
                return found
        return []

    def _act(self, place: str, index: int, role: str) -> Iterator[tuple[int, str]]:
        """Yield the acts that stand at a place, each with the part taken in it."""
        page, arguments = self.page, self.arguments
        if place == "self":
            yield index, role
        elif place == "object":
            for token in arguments.patients(index):
                yield from self._acts_at(token, role)
        elif place == "clause":
            for token in arguments.children(index, "xcomp", "ccomp", "advcl", "acl"):
                yield from self._acts_at(token, role)
        elif place == "force":
            for token in arguments.patients(index):
                if page.tokens[token].upos in ("NOUN", "PROPN"):
                    yield index, role
        elif place == "above":
            head = page.tokens[index].head
            if head >= 0 and (head in self.acts or page.tokens[head].upos == "VERB"):
                yield head, role
        elif place == "below":
            head = page.tokens[index].head
            if head >= 0:
                yield from self._acts_at(head, role)
        elif place == "protect":
            yield from self._protecting(index, role)
        else:
            for token in [*self._below(index, place), *self._marked(index, place)]:
                yield from self._acts_at(token, role)

    def _below(self, index: int, case: str) -> list[int]:
        """Return what a preposition brings in under a word, its object or complement, or the verb of which it is one."""
        above = self.page.tokens[index].head
        heads = [
            index,
            *self.arguments.children(index, "obj", "xcomp", "nsubj:pass"),
            *([above] if self._bears(above) else []),
        ]
        return [token for head in heads for token in self.arguments.under(head, case)]

    def _marked(self, index: int, mark: str) -> list[int]:
        """Return the gerunds behind a preposition ("accused of killing"), also below what is done to the accused."""
        found = []
        for head in (index, *self.arguments.patients(index), *self.arguments.children(index, "obj")):
            for child in self.arguments.children(head, "advcl", "acl", "ccomp", "xcomp"):
                if self.arguments.mark(child) == mark:
                    found.append(child)
        return found

    def _acts_at(self, token: int, role: str) -> Iterator[tuple[int, str]]:
        """Yield the act that a token is, or holds below: "the killing", "a series of raids", "ordering the shooting"."""
        page = self.page
        if token in self.acts:
            if page.tokens[token].upos != "VERB" or page.tokens[token].deprel not in ("acl:relcl",):
                yield token, role
            return
        lemma = lemma_of(page, token, _index().forms)
        rows = _index().verbs.get(lemma, ()) if page.tokens[token].upos == "VERB" else ()
        for row in rows:
            if row.actor == ("subject",):
                for place in row.act:
                    for act, _ in self._act(place, token, row.role):
                        yield act, row.role if row.role != "carried_out" else role
                        return
        if page.tokens[token].lemma.lower() in _words().ends:
            return
        for child in self.arguments.children(token, "nmod", "obj", "conj"):
            if child in self.acts and self.arguments.case(child) in (None, "of", "in"):
                yield child, role
                return

    def _protecting(self, index: int, role: str) -> Iterator[tuple[int, str]]:
        words = _words()
        for child in self.arguments.children(index, "xcomp", "ccomp", "obj"):
            lemma = self.page.tokens[child].lemma.lower()
            if lemma in words.protects or lemma in words.protection:
                yield child, role
                return


def commanders_of(page: Page, act: Act) -> Iterator[tuple[int, int]]:
    """Yield who leads a doer of an act, with the word that says so: "the brigade led by X", "under the command of X"."""
    arguments = arguments_of(page)
    for doer in doers_of(page, act):
        for child in arguments.children(doer, "acl"):
            if page.lower[child] in ("led", "commanded", "headed"):
                for one in arguments.agents(child):
                    yield one, child


def is_over(page: Page, index: int) -> bool:
    """Whether a noun says that the act it is said of is over or not done: "a suspension of its attacks"."""
    return page.tokens[index].lemma.lower() in _words().ends
