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
    place: str = ""
    """The place of ``shares.yaml`` where the act stands: in ``BLAME`` and ``COMMAND`` the clause has no word for it."""
    led: tuple[int, ...] = ()
    """Those whom a word of command names as led."""


@cache
def _words() -> Shares:
    return words_of(Shares, "shares")


@cache
def _rows() -> dict[tuple[str, str], list[ShareRow]]:
    """Return the rows by part of speech (verbs, adjectives, nouns) and word."""
    found: dict[tuple[str, str], list[ShareRow]] = {}
    for part in ("verbs", "adjectives", "nouns"):
        for row in getattr(_words(), part):
            found.setdefault((part, row.word), []).append(row)
    return found


@cache
def _forms() -> dict[str, str]:
    return inflected({row.word for row in _words().verbs})


def shares_of(page: Page) -> tuple[Share, ...]:
    """Return the shares told on a page in text order, found once."""
    return page.once(_find)


def _find(page: Page) -> tuple[Share, ...]:
    reader = _Reader(page)
    return tuple(share for index in range(len(page.tokens)) for share in reader.at(index))


BLAME = frozenset({"bare", "armed", "copula"})
"""Places of an act that is the word of blame itself: the deed is what the text is about."""
COMMAND = frozenset({"led", "given"})
"""Places of an act that is the word of command itself."""
_PARTS = {
    **dict.fromkeys(("VERB", "AUX"), "verbs"), **dict.fromkeys(("ADJ", "ADP", "ADV"), "adjectives"), "NOUN": "nouns",
}  # fmt: skip


class _Reader:
    """Applies the rows to one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.arguments: Arguments = arguments_of(page)
        self.acts: dict[int, Act] = {act.at: act for act in acts_of(page)}

    def at(self, index: int) -> Iterator[Share]:
        """Yield the shares that a word gives."""
        token, children = self.page.tokens[index], self.page.children[index]
        part = _PARTS.get(token.upos, "")
        lemma = lemma_of(self.page, index, _forms()) if part == "verbs" else token.lemma.lower()
        rows = _rows().get((part, lemma), ())
        if not rows or any(self.page.lower[child] in _words().unblamed for child in children):
            return
        near = [*children, *(one for child in children for one in self.page.children[child])]
        beside = {word for one in near for word in (self.page.lower[one], self.page.tokens[one].lemma.lower())}
        for row in rows:
            cased = not row.cases or self.arguments.case(index) in row.cases
            if cased and (row.beside is None or row.beside in beside):
                yield from self._apply(row, index)

    def _apply(self, row: ShareRow, index: int) -> Iterator[Share]:
        actors = tuple(dict.fromkeys(one for place in row.actor for one in self._actor(place, index)))
        acts = (
            (place, *pair) for place in row.act for pair in self._act(place, index, row.role) if pair[0] not in actors
        )
        place, act, role = next(acts, ("", None, "")) if actors else ("", None, "")
        if act is None:
            return
        above = self.page.tokens[act].head
        if role != "commanded" or above < 0 or not is_over(self.page, above):  # who leads an inquiry commanded nothing
            verb = self.page.tokens[index].head
            head = verb if place == "given" or ("undone" in row.act and self._bears(verb)) else index
            yield Share(actors, role, act, head, place, tuple(self._led(index)) if place == "led" else ())

    def _actor(self, place: str, index: int) -> list[int]:
        """Return the actors that stand at a place of ``shares.yaml``, else behind the preposition it names."""
        arguments, above = self.arguments, self.page.tokens[index].head
        owners = arguments.children(index, "nmod:poss")
        found = {
            "subject": lambda: arguments.agents(index),
            "object": lambda: arguments.patients(index) or arguments.children(index, "iobj"),
            "owner": lambda: owners or (arguments.agents(above) if self._bears(above) else []),
            "bearer": lambda: self._bearer(index),
            "holder": lambda: owners or self._subject_above(index),
            "held": lambda: self._held(above),
            "giver": lambda: [one for one in self._giver(index) if self._lemma(one) not in _words().courts],
            "after": lambda: [above] if above >= 0 else [],
            "by": lambda: [] if self._is_active(index) else arguments.under(index, "by"),
        }.get(place)
        if found is not None:
            return found()
        below = [one for patient in arguments.patients(index) for one in arguments.under(patient, place)]
        return arguments.under(index, place) or below

    def _giver(self, index: int) -> list[int]:
        """Return whose order it is: who gives it, or from whom it comes."""
        above, relation = self.page.tokens[index].head, self.page.tokens[index].deprel
        if self._lemma(above) in _words().gives:
            return [] if self._is_asked(above) else self.arguments.agents(above)
        if self._lemma(above) in (_words().comes if relation.startswith("nsubj") else _words().takes):
            return [*self.arguments.under(above, "from"), *self.arguments.under(index, "from")]
        return []

    def _is_asked(self, verb: int) -> bool:
        """Whether a question asks who did something: "they asked the minister who gave the order"."""
        who = [one for one in self.arguments.children(verb, "nsubj") if self.page.lower[one] == "who"]
        above = self.page.tokens[verb].head
        noun = above if self.page.tokens[verb].deprel.startswith("acl") else -1
        asking = self._lemma(self.page.tokens[noun].head) in _words().asks if noun >= 0 else False
        return bool(who) and (noun < 0 or asking)

    def _held(self, above: int) -> list[int]:
        """Return whom a word says something of: what the verb above is done to, or the noun above."""
        if above < 0:
            return []
        return self.arguments.patients(above) if self.page.tokens[above].upos == "VERB" else [above]

    def _lemma(self, index: int) -> str:
        return self.page.tokens[index].lemma.lower() if index >= 0 else ""

    def _bears(self, index: int) -> bool:
        """Whether a verb has a share as its object: "played a role", "bears responsibility"."""
        return self._lemma(index) in _words().bears

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
        arguments, head = self.arguments, self.page.tokens[index].head
        if place == "self" or (place == "undone" and self._is_undone(index)):
            yield index, role
        elif place in ("bare", "armed"):
            yield from [] if self._says_of_what(index) else [(index, role)]
        elif place == "copula":
            yield from [(index, role)] if arguments.children(index, "cop") and arguments.subjects(index) else []
        elif place == "given":
            yield from [(index, role)] if head >= 0 and self._is_the_order(index) else []
        elif place == "led":
            led = self._led(index)
            deed = self._deed_of(led)
            yield from [(index if deed is None else deed, role)] if led else []
        elif place == "theirs":
            yield from ((act, role) for act in self._theirs(index) or [index])
        elif place == "force":
            if any(self.page.tokens[token].upos in ("NOUN", "PROPN") for token in arguments.patients(index)):
                yield index, role
        elif place == "above":
            if head >= 0 and (head in self.acts or self.page.tokens[head].upos == "VERB"):
                yield head, role
        elif place == "protect":
            guarded = _words().protects | _words().protection
            yield from (
                (child, role)
                for child in arguments.children(index, "xcomp", "ccomp", "obj")
                if self._lemma(child) in guarded
            )
        else:
            for token in self._told(place, index):
                yield from self._acts_at(token, role)

    def _says_of_what(self, index: int) -> bool:
        """Whether a word of blame says for what: then that is the act, or none is told."""
        below = [index, *self.arguments.patients(index), *self.arguments.children(index, "obj")]
        told = {child for one in below for child in self.page.children[one]}
        clauses = ("ccomp", "xcomp", "advcl", "acl", "acl:relcl")
        if any(self.page.tokens[child].deprel in clauses for child in self.page.children[index]):
            return True
        return any(self.arguments.case(child) in _words().counts for child in told)

    def _is_the_order(self, index: int) -> bool:
        """Whether the order for the deed told of is meant: "the order", and not to do something else."""
        head = self.page.tokens[index].head
        told = [*self.arguments.children(index, "acl", "advcl", "xcomp", "ccomp")]
        told += [one for one in self.arguments.children(head, "advcl", "xcomp") if self.arguments.mark(one) == "to"]
        told += self.arguments.under(index, "to", "for")
        definite = any(self.page.lower[child] in _words().definite for child in self.page.children[index])
        return definite and all(one in self.acts or self._lemma(one) in _words().fires for one in told)

    def _led(self, index: int) -> list[int]:
        """Return those whom a word of command names as led, none where it says where they are led to."""
        token = self.page.tokens[index]
        if token.upos == "ADP":  # "men under X", also where the tree hangs X on the verb
            above = self.page.tokens[token.head].head if token.head >= 0 else -1
            near = (above, index - 1) if above >= 0 else (index - 1,)
            return [one for one in near if one >= 0 and self.page.tokens[one].upos in ("NOUN", "PROPN")][:1]
        below = list(self.page.children[index])
        if self.arguments.is_passive(index):  # "were led down to the river by his men"
            below += [one for child in below for one in self.page.children[child]]
        if _words().ways & {self.page.lower[one] for one in below}:
            return []
        led = self.arguments.patients(index) or ([token.head] if token.deprel.startswith("acl") else [])
        return [one for one in led if one not in self.acts]

    def _deed_of(self, led: list[int]) -> int | None:
        """Return the act that those led do, None where they do none."""
        return next((at for at, act in self.acts.items() if set(led) & set(doers_of(self.page, act))), None)

    def _is_active(self, index: int) -> bool:
        return self.page.tokens[index].upos == "VERB" and not self.arguments.is_passive(index)

    def _theirs(self, index: int) -> list[int]:
        """Return the acts done by those whom a participle describes: "raiders armed by X burned the mill"."""
        described = {self.page.tokens[index].head} if self.page.tokens[index].deprel in ("acl", "amod") else set()
        described |= set(self.arguments.patients(index))
        return [at for at, act in self.acts.items() if described & set(doers_of(self.page, act))]

    def _is_undone(self, index: int) -> bool:
        """Whether a word is denied beside it: "did not intervene", "had no part", "denied any role"."""
        above = self.page.tokens[index].head
        verb = above if self._bears(above) else index
        beside = {self.page.lower[child] for one in (index, verb) for child in self.page.children[one]}
        return bool(beside & _words().denials) or (verb == above and self._lemma(above) == "deny")

    def _told(self, place: str, index: int) -> list[int]:
        """Return the words that are an act, or hold one below, at a place: a relation, or behind a preposition."""
        if place == "object":
            return self.arguments.patients(index)
        if place == "clause":
            return self.arguments.children(index, "xcomp", "ccomp", "advcl", "acl")
        if place == "below":
            return [head for head in (self.page.tokens[index].head,) if head >= 0]
        return [*self._below(index, place), *self._marked(index, place)]

    def _below(self, index: int, case: str) -> list[int]:
        """Return what a preposition brings in under a word, its object, its complement, or the verb it belongs to."""
        above = self.page.tokens[index].head
        heads = [index, *self.arguments.children(index, "obj", "xcomp", "nsubj:pass")]
        heads += [above] if self._bears(above) else []
        return [token for head in heads for token in self.arguments.under(head, case)]

    def _marked(self, index: int, mark: str) -> list[int]:
        """Return the gerunds behind a preposition ("accused of killing"), also below what is done to the accused."""
        heads = (index, *self.arguments.patients(index), *self.arguments.children(index, "obj"))
        clauses = (child for head in heads for child in self.arguments.children(head, "advcl", "acl", "ccomp", "xcomp"))
        return [child for child in clauses if self.arguments.mark(child) == mark]

    def _acts_at(self, token: int, role: str) -> Iterator[tuple[int, str]]:
        """Yield the act that a token is, or holds below: "the killing", "a series of raids", "ordering the raid"."""
        verb = self.page.tokens[token].upos == "VERB"
        if token in self.acts:
            if not verb or self.page.tokens[token].deprel != "acl:relcl":
                yield token, role
            return
        shared = next(self._by_share(token, role), None) if verb else None
        if shared is not None:
            yield shared
            return
        below = () if is_over(self.page, token) else self.arguments.children(token, "nmod", "obj", "conj")
        held = (child for child in below if child in self.acts and self.arguments.case(child) in (None, "of", "in"))
        yield from ((child, role) for child in list(held)[:1])

    def _by_share(self, token: int, role: str) -> Iterator[tuple[int, str]]:
        """Yield the acts of which a verb itself gives its subject a share."""
        for row in _rows().get(("verbs", lemma_of(self.page, token, _forms())), ()):
            for place in row.act if row.actor == ("subject",) else ():
                for act, _ in self._act(place, token, row.role):
                    yield act, role if row.role == "carried_out" else row.role


def is_over(page: Page, index: int) -> bool:
    """Whether a noun says that the act it is said of is over or not done: "a suspension of its attacks"."""
    return page.tokens[index].lemma.lower() in _words().ends
