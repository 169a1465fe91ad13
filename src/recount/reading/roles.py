"""Who took which part: perpetrators, commanders, planners, victims, witnesses, as a text says.

Invariant: a role is read from syntax around a word for an act, never from nearness alone; the text's own blame
(``blamed on``, ``claimed responsibility``) is a role as much as a flat statement, and every role that accuses a
named person or body is recorded as alleged at firmest. Who condemns, demands, comments or outlaws has no role.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from recount.model.claims import Claim, RoleName, RoleValue
from recount.model.mentions import NameMention
from recount.model.text import Span
from recount.model.values import Count
from recount.reading.arguments import Arguments
from recount.reading.numbers import read_numbers
from recount.reading.role_words import role_words
from recount.reading.sheet import Sheet

READER = "roles"
_ACCUSING = frozenset({"carried_out", "ordered", "commanded", "planned", "enabled", "failed_to_protect"})
_NAMED = frozenset({"person", "organisation", "unit", "state", "office"})


@dataclass(frozen=True, slots=True)
class _Part:
    """One part in one act: whose, which, at which token the act stands, and the token that carries the statement."""

    name: NameMention
    role: RoleName
    act: int
    head: int
    score: float


def read(sheet: Sheet) -> list[Claim]:
    """Return the role claims of a page in text order."""
    if not sheet.names:
        return []
    finder = _Finder(sheet)
    claims: dict[str, Claim] = {}
    parts = list(finder.parts())
    parts += finder.supporters(parts)
    for part in parts:
        claim = _claim(sheet, finder, part)
        claims.setdefault(claim.id, claim)
    return sorted(claims.values(), key=lambda claim: (claim.start, claim.end, claim.id))


def _claim(sheet: Sheet, finder: _Finder, part: _Part) -> Claim:
    page = sheet.page
    token = page.tokens[part.act]
    anchor = Span(token.start, token.end)
    span = Span(min(part.name.start, anchor.start), max(part.name.end, anchor.end))
    claim = sheet.claim(
        "role",
        span,
        RoleValue(
            part.name.surface, part.role, token.text, finder.count_of(part.name) if part.role == "victim" else None
        ),
        reader=READER,
        head=part.head,
        anchor=anchor,
        accuses=part.role in _ACCUSING and part.name.type in _NAMED,
        score=part.score,
    )
    if part.role == "failed_to_protect" and part.act == part.head:
        return replace(claim, polarity="+")  # the "nothing" of "did nothing" is the role itself, not its denial
    return claim


class _Finder:
    """The parts that one page tells of."""

    def __init__(self, sheet: Sheet) -> None:
        self.page = sheet.page
        self.words = role_words()
        self.arguments = Arguments(sheet.page, sheet.names)
        self._numbers: dict[int, Count] | None = None

    def parts(self) -> Iterator[_Part]:
        """Yield all parts, act by act, in text order."""
        words = self.words
        for index, token in enumerate(self.page.tokens):
            lemma = self._lemma(index)
            if token.upos in ("VERB", "ADJ") and lemma in words.verbs:
                yield from self._verb(index, lemma)
            elif token.upos in ("NOUN", "PROPN") and lemma in words.nouns:
                yield from self._noun(index, lemma)
            elif token.upos == "NOUN" and lemma in words.lists["share"]:
                yield from self._share(index)
            if token.upos == "VERB":
                yield from self._light(index, lemma)
                yield from self._blame(index, lemma)
                yield from self._protection(index, lemma)
                if lemma in words.lists["dies"]:
                    yield from self._victims(self.arguments.subjects(index), index)
            elif token.upos == "ADJ" and lemma in words.lists["responsible"]:
                yield from self._responsible(index)

    def _lemma(self, index: int) -> str:
        token = self.page.tokens[index]
        if token.upos in ("VERB", "ADJ"):
            return self.words.forms.get(self.page.lower[index]) or token.lemma.lower()
        return token.lemma.lower()

    def count_of(self, name: NameMention) -> Count | None:
        """Return the number printed on a group."""
        if name.type != "group":
            return None
        if self._numbers is None:
            self._numbers = {}
            for number in read_numbers(self.page):
                if number.count is not None and number.form in ("cardinal", "vague"):
                    for index in range(number.core_first, number.core_last):
                        self._numbers[index] = number.count
        top = self.arguments.top(name)
        for child in self.arguments.children(top, "nummod"):
            if child in self._numbers:
                return self._numbers[child]
        return None

    def _verb(self, index: int, lemma: str) -> Iterator[_Part]:
        arguments = self.arguments
        if lemma in self.words.detaining and self._suspects(index):
            return
        agents = arguments.agents(index)
        if lemma not in ("hurt", "injure"):
            for part in self._actors(agents, "carried_out", index, index):
                yield part
                yield from self._commanders(part.name, index)
        if lemma in ("fire", "detonate", "explode"):
            patients: list[int] = []
        elif lemma in self.words.no_victim:
            patients = [
                i
                for i in arguments.patients(index)
                if any(n.type in ("person", "group") for n in arguments.names_of(i))
            ]
        else:
            patients = arguments.patients(index)
        yield from self._victims([i for i in patients if i not in agents], index)

    def _suspects(self, index: int) -> bool:
        """Tell whether the clause of an arrest makes the arrested a suspect."""
        return any(
            self.page.tokens[place].lemma.lower() in self.words.lists["suspicion"] for place in self.page.subtree(index)
        )

    def _noun(self, index: int, lemma: str) -> Iterator[_Part]:
        arguments = self.arguments
        head = self.page.tokens[index].head
        statement = head if head >= 0 and self.page.tokens[head].upos == "VERB" else index
        for part in self._actors(arguments.by_phrase(index), "carried_out", index, statement):
            yield part
            yield from self._commanders(part.name, index)
        owners = [child for child in arguments.children(index, "nmod") if self.page.tokens[child].deprel == "nmod:poss"]
        if lemma in self.words.suffered:
            sufferers = [
                child for child in arguments.children(index, "nmod") if arguments.case(child) in ("of", "against")
            ]
            sufferers = arguments.with_conjuncts(sufferers)
            yield from self._victims(sufferers, index, statement)
            if not sufferers and lemma not in (
                "massacre",
                "slaughter",
                "torture",
                "harassment",
                "intimidation",
                "persecution",
            ):
                yield from self._victims(owners, index, statement)
            else:
                yield from self._actors(owners, "carried_out", index, statement)
        else:
            targets = [
                child for child in arguments.children(index, "nmod") if arguments.case(child) in ("against", "on")
            ]
            yield from self._victims(targets, index, statement)
            yield from self._actors(owners, "carried_out", index, statement)

    def _light(self, index: int, lemma: str) -> Iterator[_Part]:
        words, arguments = self.words, self.arguments
        role = words.light.get(lemma)
        acts = self._acts_of(index, lemma)
        if role is not None and acts:
            for act in acts:
                for part in self._actors(arguments.agents(index), role, act, index):
                    yield part
                    if role == "carried_out":
                        yield from self._commanders(part.name, act)
        if role == "carried_out" and not arguments.is_passive(index):
            for act in arguments.subjects(index):
                if self.page.tokens[act].lemma.lower() in words.nouns:
                    agents = [child for child in arguments.children(index, "obl") if arguments.case(child) == "by"]
                    for part in self._actors(agents, role, act, index):
                        yield part
                        yield from self._commanders(part.name, act)
        if lemma in ("issue", "give", "sign") and not acts:
            for order in arguments.children(index, "obj"):
                if self.page.tokens[order].lemma.lower() in ("order", "command", "instruction"):
                    for act in self._acts_below(order):
                        yield from self._actors(arguments.agents(index), "ordered", act, index)
        if lemma in ("set", "make", "prepare", "lay"):
            for thing in arguments.children(index, "obj"):
                if self.page.tokens[thing].lemma.lower() in words.lists["planned_nouns"]:
                    for act in self._acts_below(thing) or self._acts_below(index):
                        yield from self._actors(arguments.agents(index), "planned", act, index)

    def _acts_of(self, index: int, lemma: str) -> list[int]:
        """Return the acts that a light verb takes as object, passive subject, infinitive or after ``in``."""
        arguments, tokens = self.arguments, self.page.tokens
        if lemma in self.words.needs_in:
            below = [child for child in arguments.children(index, "obl") if arguments.case(child) == "in"]
            if lemma == "take" and not any(tokens[child].lemma == "part" for child in arguments.children(index, "obj")):
                return []
        else:
            below = arguments.patients(index) + (
                arguments.children(index, "xcomp", "ccomp", "advcl")
                if self.words.light.get(lemma) in ("ordered", "planned", "enabled")
                else []
            )
        found = []
        for child in below:
            own = self._lemma(child)
            nominal = own in self.words.nouns and tokens[child].upos in ("NOUN", "PROPN")
            clause = tokens[child].upos == "VERB" and tokens[child].deprel in ("xcomp", "ccomp", "advcl")
            if nominal or (clause and own in self.words.verbs):
                found.append(child)
            else:
                found.extend(
                    lower
                    for lower in arguments.children(child, "nmod", "obj", "conj")
                    if tokens[lower].lemma.lower() in self.words.nouns and arguments.case(lower) in (None, "of")
                )
        return found

    def _acts_below(self, index: int) -> list[int]:
        """Return the acts directly under a noun or verb (``the order to attack``, ``preparations for the raid``)."""
        tokens = self.page.tokens
        return [
            child
            for child in self.page.children[index]
            if self._lemma(child) in (self.words.verbs if tokens[child].upos == "VERB" else self.words.nouns)
            and tokens[child].deprel.split(":")[0] in ("acl", "nmod", "obl", "xcomp")
        ]

    def supporters(self, parts: list[_Part]) -> list[_Part]:
        """Return who gave support, consent or arms to those who act on this page (``pledged support for X``)."""
        words, arguments = self.words, self.arguments
        acting = {part.name.surface.split()[-1] for part in parts if part.role in ("carried_out", "ordered")}
        found: list[_Part] = []
        for index, token in enumerate(self.page.tokens):
            if token.upos != "VERB" or self._lemma(index) not in words.lists["gives"]:
                continue
            for thing in arguments.children(index, "obj"):
                if self._lemma(thing) not in words.lists["support"]:
                    continue
                to = [*arguments.children(index, "iobj", "obl"), *arguments.children(thing, "nmod")]
                given = [name for child in to for name in arguments.names_of(child)]
                if any(name.surface.split()[-1] in acting for name in given):
                    found += self._actors(arguments.agents(index), "enabled", thing, index)
        return found

    def _share(self, index: int) -> Iterator[_Part]:
        """Read ``X's part in the attack`` and ``X is under indictment for the attack``."""
        arguments = self.arguments
        acts = [
            child
            for child in arguments.children(index, "nmod", "obl")
            if arguments.case(child) in ("in", "for", "of", "over") and self._lemma(child) in self.words.nouns
        ]
        owners = arguments.children(index, "nmod:poss")
        if not any(arguments.names_of(owner) for owner in owners):
            owners = self._clause_subject(index)
        for act in acts[:1]:
            yield from self._actors(owners, "carried_out", act, index)

    def _clause_subject(self, index: int) -> list[int]:
        """Return the subject of the clause that holds a noun, where it is the only name that could own it."""
        tokens = self.page.tokens
        for above in (index, *self.page.ancestors(index)):
            found = [child for child in self.page.children[above] if tokens[child].deprel.startswith("nsubj")]
            if found:
                return found if all(self.arguments.names_of(child) for child in found) else []
        return []

    def _blame(self, index: int, lemma: str) -> Iterator[_Part]:
        words, arguments = self.words, self.arguments
        if lemma in words.lists["blame_object"]:
            if lemma == "arrest" or (lemma == "hold" and not self._says_responsible(index)):
                return
            acts = self._blamed_acts(index) or (self._acts_told(index) if lemma == "blame" else [])
            if acts:
                blamed = arguments.patients(index)
                for act in acts[:2]:
                    yield from self._actors(blamed, "carried_out", act, index)
        preposition = words.blame_on.get(lemma)
        if preposition:
            acts = [i for i in arguments.patients(index) if self.page.tokens[i].lemma.lower() in words.nouns]
            acts = acts or [
                i
                for i in arguments.patients(index)
                if self.page.tokens[i].lemma.lower() in ("death", "explosion", "blast", "incident")
            ]
            blamed = [
                child for child in arguments.children(index, "obl", "nmod") if arguments.case(child) == preposition
            ]
            for patient in arguments.patients(index):
                blamed += [
                    child for child in arguments.children(patient, "nmod") if arguments.case(child) == preposition
                ]
            for act in acts[:1]:
                yield from self._actors(blamed, "carried_out", act, index)
        if lemma in words.lists["claim_responsibility"]:
            for thing in arguments.children(index, "obj"):
                if self.page.tokens[thing].lemma.lower() in ("responsibility", "credit"):
                    act = next(iter(self._acts_below(thing) or self._acts_below(index)), thing)
                    yield from self._actors(arguments.agents(index), "carried_out", act, index)

    def _acts_told(self, index: int) -> list[int]:
        """Return the one act that the sentence of a bare ``blamed X`` tells of, nothing where it tells of more."""
        sentence = self.page.sentence_of(index)
        acts = [
            place
            for place in range(sentence.first, index)
            if self.page.tokens[place].upos == "NOUN" and self._lemma(place) in self.words.nouns
        ]
        return acts if len(acts) == 1 else []

    def _says_responsible(self, index: int) -> bool:
        return any(self.page.lower[child] in ("responsible", "accountable") for child in self.page.children[index])

    def _blamed_acts(self, index: int) -> list[int]:
        tokens, words = self.page.tokens, self.words
        found = []
        for child in self.page.children[index]:
            mark = self.arguments.case(child) or next(
                (self.page.lower[i] for i in self.page.children[child] if tokens[i].deprel == "mark"), None
            )
            if mark not in words.lists["blame_prepositions"]:
                continue
            lemma = self._lemma(child)
            if lemma in words.nouns or (lemma in words.verbs and tokens[child].upos == "VERB") or lemma in words.light:
                found.append(child)
            else:
                found.extend(self._acts_below(child))
        for child in self.page.children[index]:
            if self.page.lower[child] == "responsible":
                found.extend(i for i in self.page.children[child] if tokens[i].lemma.lower() in words.nouns)
        return found

    def _responsible(self, index: int) -> Iterator[_Part]:
        """Read ``X is responsible for the attack``."""
        tokens = self.page.tokens
        acts = [
            i
            for i in self.page.children[index]
            if tokens[i].lemma.lower() in self.words.nouns and self.arguments.case(i) in ("for", "in")
        ]
        subjects = [i for i in self.page.children[index] if tokens[i].deprel.startswith("nsubj")]
        if tokens[index].deprel == "amod" and not subjects:
            subjects = [tokens[index].head]
        for act in acts[:1]:
            yield from self._actors(subjects, "carried_out", act, index)

    def _protection(self, index: int, lemma: str) -> Iterator[_Part]:
        """Read who failed to protect and who guaranteed protection."""
        words, arguments, tokens = self.words, self.arguments, self.page.tokens
        if lemma in words.lists["fails"]:
            for act in arguments.children(index, "xcomp"):
                if tokens[act].lemma.lower() in words.lists["protects"]:
                    yield from self._actors(arguments.agents(index), "failed_to_protect", act, index)
        if lemma == "stand" and any(self.page.lower[i] == "by" for i in self.page.children[index]):
            yield from self._actors(arguments.agents(index), "failed_to_protect", index, index)
        if lemma == "do" and any(self.page.lower[i] == "nothing" for i in arguments.children(index, "obj")):
            yield from self._actors(arguments.agents(index), "failed_to_protect", index, index)
        if lemma in words.lists["guarantees"]:
            for act in arguments.children(index, "xcomp", "ccomp", "obj"):
                own = self._lemma(act)
                if own in words.lists["protection"] or own in ("protect", "safeguard", "defend"):
                    yield from self._actors(arguments.agents(index), "guarantor", act, index)

    def _commanders(self, name: NameMention, act: int) -> Iterator[_Part]:
        """Read who leads a unit that acts: ``the brigade led by X``, ``under the command of X``."""
        arguments, tokens = self.arguments, self.page.tokens
        if name.type not in ("unit", "group", "organisation"):
            return
        top = arguments.top(name)
        for child in arguments.children(top, "acl"):
            if tokens[child].deprel == "acl" and tokens[child].lemma.lower() in self.words.lists["commanded_by"]:
                yield from self._actors(arguments.agents(child), "commanded", act, child)
        for child in arguments.children(top, "nmod"):
            if tokens[child].lemma.lower() == "command" and arguments.case(child) == "under":
                yield from self._actors(
                    [i for i in arguments.children(child, "nmod") if arguments.case(i) == "of"], "commanded", act, child
                )

    def _actors(self, tokens: list[int], role: RoleName, act: int, head: int) -> Iterator[_Part]:
        names = [name for index in tokens for name in self.arguments.names_of(index)]
        persons = any(name.type == "person" for name in names)
        for name in names:
            if not (persons and name.type == "office"):  # "X, the chief and ..." names one person
                if not name.start <= self.page.tokens[act].start < name.end:
                    yield _Part(name, role, act, head, 0.8)

    def _victims(self, tokens: list[int], act: int, head: int | None = None) -> Iterator[_Part]:
        for index in [*tokens, *(one for token in tokens for one in self.arguments.included(token))]:
            for name in self.arguments.names_of(index):
                if name.type in ("person", "group", "unit", "organisation", "office"):
                    yield _Part(name, "victim", act, act if head is None else head, 0.75)
