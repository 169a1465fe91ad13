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
from recount.reading.role_actors import Doer, Doers
from recount.reading.role_words import role_words
from recount.reading.sheet import Sheet

READER = "roles"
_ACCUSING = frozenset({"carried_out", "ordered", "commanded", "planned", "enabled", "failed_to_protect"})
_PARTS_OF_MANY = frozenset({"carried_out", "ordered", "commanded", "planned"})
_NAMED = frozenset({"person", "organisation", "unit", "state", "office"})
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "myself", "ourselves"})


@dataclass(frozen=True, slots=True)
class _Part:
    """One part in one act: whose, which, at which token the act stands, and the token that carries the statement.

    ``at`` is where the actor is printed: the name, or the pronoun that stands for it.
    """

    name: NameMention
    at: Span
    role: RoleName
    act: int
    head: int
    score: float


def read(sheet: Sheet) -> list[Claim]:
    """Return the role claims of a page in text order."""
    finder = _Finder(sheet)
    claims: dict[str, Claim] = {}
    parts = list(finder.parts())
    parts += finder.supporters(parts)
    for part in finder.foremost(parts):
        claim = _claim(sheet, finder, part)
        claims.setdefault(claim.id, claim)
    return sorted(claims.values(), key=lambda claim: (claim.start, claim.end, claim.id))


def _claim(sheet: Sheet, finder: _Finder, part: _Part) -> Claim:
    page = sheet.page
    token = page.tokens[part.act]
    anchor = Span(token.start, token.end)
    span = Span(min(part.at.start, anchor.start), max(part.at.end, anchor.end))
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
        self.doers = Doers(sheet.page, self.arguments, self.words)
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
            if token.upos == "NOUN" and lemma in words.lists["order_nouns"]:
                yield from self._on_orders(index, lemma)
            elif token.upos == "NOUN" and lemma in ("hand", "work"):
                yield from self._hands(index, lemma)
            elif token.upos == "NOUN" and lemma in words.nouns and self.arguments.case(index) == "behind":
                yield from self._actors(self._clause_subject(index), "carried_out", index, index)
            if token.upos in ("VERB", "NOUN") and lemma in words.phrases:
                yield from self._phrase(index, lemma)
            if token.upos == "VERB":
                yield from self._light(index, lemma)
                yield from self._led(index, lemma)
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
        if self.page.lower[index] in self.words.nouns:
            return self.page.lower[index]  # a verbal noun's lemma may be its verb
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
        if self.page.tokens[index].xpos in ("VBN", "VBD", "JJ") and self._suffers_loss(index):
            return
        if lemma in ("explode", "detonate", "disappear", "burn") and not arguments.children(index, "obj", "nsubj:pass"):
            return  # bombs explode, houses burn, victims disappear
        agents = arguments.agents(index)
        if lemma not in ("hurt", "injure"):
            for part in self._actors(agents, "carried_out", index, index, self._weak(index, lemma)):
                yield part
                yield from self._commanders(part.name, index)
        if lemma in self.words.detaining and self._suspects(index):
            yield from self._suspected(index)
            return
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

    def _suffers_loss(self, index: int) -> bool:
        """Tell whether a participle says what a side suffered (``the regiment lost 40 men killed and 90 wounded``)."""
        head = self.page.tokens[index].head
        while head >= 0 and self.page.tokens[head].deprel in ("conj", "obj", "ccomp", "xcomp", "acl"):
            if self._lemma(head) in ("lose", "suffer"):
                return True
            head = self.page.tokens[head].head
        return head >= 0 and self._lemma(head) in ("lose", "suffer")

    def _weak(self, index: int, lemma: str) -> str:
        """Return why a common noun may not be the doer of a verb: ``all`` of them, the ``unarmed``, or none."""
        arguments, tokens = self.arguments, self.page.tokens
        passive = arguments.is_passive(index)
        if not passive and all(self.page.lower[i] in _REFLEXIVE for i in arguments.children(index, "obj") or [index]):
            if arguments.children(index, "obj") and lemma != "blow":
                return "all"
            if lemma in self.words.lists["needs_object"] and tokens[index].deprel != "conj":
                if not any(arguments.case(i) in ("at", "into", "on") for i in arguments.children(index, "obl")):
                    return "all"
        if lemma not in self.words.lists["ambiguous"] or any(self._is_person(i) for i in arguments.patients(index)):
            return ""
        return "unarmed"

    def _is_person(self, index: int) -> bool:
        name = self.arguments.name_at(index)
        if name is not None:
            return name.type in ("person", "group", "unit", "office")
        return self.page.tokens[index].upos == "PRON" or self.doers.phrase(index) is not None

    def _suspected(self, index: int) -> Iterator[_Part]:
        """Read ``police arrested a man on suspicion of murdering her``: the arrested is said to have done it."""
        arguments = self.arguments
        below = [child for patient in arguments.patients(index) for child in arguments.children(patient, "nmod")]
        for child in [*arguments.children(index, "obl", "advcl"), *below]:
            acts = [child] if arguments.case(child) in ("for", "over") and self._is_act(child) else []
            if self._lemma(child) in ("suspicion", "connection", "relation", "charge", "count"):
                acts = self._acts_below(child)
            if acts:
                yield from self._actors(arguments.patients(index), "carried_out", acts[0], acts[0])
                return

    def _is_act(self, index: int) -> bool:
        return self._lemma(index) in self.words.nouns and self.page.tokens[index].upos in ("NOUN", "PROPN")

    def _does_act(self, index: int) -> bool:
        return self.page.tokens[index].upos == "VERB" and self._lemma(index) in self.words.verbs

    def _phrase(self, index: int, lemma: str) -> Iterator[_Part]:
        """Read a verb that is an act with one of its words: ``opened fire``, ``picked off``, ``took hostage``."""
        arguments, tokens, wanted = self.arguments, self.page.tokens, self.words.phrases[lemma]
        if lemma == "hold" and arguments.is_passive(index) and arguments.agents(index):  # "held by rebels"
            if any(self._is_person(i) for i in arguments.patients(index)):
                yield from self._actors(arguments.agents(index), "carried_out", index, index)
            return
        if lemma in self.words.verbs or (tokens[index].upos != "VERB" and tokens[index].xpos != "VBD"):
            return
        beside = [child for child in self.page.children[index] if tokens[child].deprel.split(":")[0] != "nsubj"]
        if not any(tokens[child].lemma.lower() in wanted or self.page.lower[child] in wanted for child in beside):
            beside = [one for child in beside for one in arguments.children(child, "conj", "case", "nmod")]
            if not any(tokens[one].lemma.lower() in wanted or self.page.lower[one] in wanted for one in beside):
                return
        weak = "" if lemma in ("throw", "hurl", "lob", "slit") else self._weak(index, lemma)
        for part in self._actors(arguments.agents(index), "carried_out", index, index, weak):
            yield part
            yield from self._commanders(part.name, index)
        persons = [i for i in arguments.patients(index) if self._is_person(i)]
        yield from self._victims(persons, index)

    def _on_orders(self, index: int, lemma: str) -> Iterator[_Part]:
        """Read ``shot on the orders of X`` and ``under the command of X``: who ordered or commanded the act above."""
        arguments, tokens = self.arguments, self.page.tokens
        case = arguments.case(index)
        if case not in ("on", "at", "upon", "under") or tokens[index].head < 0:
            return
        role: RoleName = "commanded" if lemma == "command" and case == "under" else "ordered"
        head = tokens[index].head
        if not (self._is_act(head) or tokens[head].upos == "VERB"):
            return
        act = head
        if self._lemma(head) not in self.words.verbs and not self._is_act(head):
            near = [i for i in [*arguments.children(head, "conj", "obj", "nsubj"), tokens[head].head] if i >= 0]
            acts = [i for i in near if self._is_act(i) or self._does_act(i)]
            if not acts:
                return
            act = acts[0]
        holders = [i for i in arguments.children(index, "nmod") if arguments.case(i) in ("of", "from")]
        holders += arguments.children(index, "nmod:poss")
        yield from self._actors(arguments.with_conjuncts(holders), role, act, head)

    def _hands(self, index: int, lemma: str) -> Iterator[_Part]:
        """Read ``died at the hands of X``, ``are in the hands of X`` and ``the raid was the work of X``."""
        arguments, tokens = self.arguments, self.page.tokens
        holders = [i for i in arguments.children(index, "nmod") if arguments.case(i) == "of"]
        if lemma == "work":
            acts = [i for i in arguments.children(index, "nsubj") if self._is_act(i)]
        elif tokens[index].xpos == "NNS" and arguments.case(index) == "at":
            acts = [tokens[index].head] if tokens[index].head >= 0 else []
        elif tokens[index].xpos == "NNS" and arguments.case(index) == "in":
            held = arguments.children(index, "nsubj") or arguments.subjects(tokens[index].head)
            acts = [index] if any(self._is_person(i) for i in held) else []
        else:
            return
        for act in acts[:1]:
            yield from self._actors(arguments.with_conjuncts(holders), "carried_out", act, act)

    def _led(self, index: int, lemma: str) -> Iterator[_Part]:
        """Read ``a unit led by X`` and ``X, who commanded the checkpoint``: a commander, whatever the act."""
        arguments, things = self.arguments, self.words.lists["commanded_things"]
        if lemma not in self.words.lists["commanded_by"] and self.page.lower[index] not in ("led", "headed"):
            return
        led = [i for i in arguments.patients(index) if self._lemma(i) in things or self._is_force(i)]
        if arguments.is_passive(index):
            led += [i for i in arguments.patients(index) if self.page.tokens[i].xpos == "NNPS"]
        if not led and index > 0 and self.page.tokens[index].xpos == "VBN" and self._ends_a_force(index - 1):
            led = [index - 1]  # the unit stands right before, whatever the tree hangs "led by" on
        if led and (arguments.is_passive(index) or lemma == "command"):
            below = self.page.children[index]
            agents = [child for child in below if self.page.tokens[child].deprel == "obl:agent"]
            yield from self._actors(arguments.agents(index) or agents, "commanded", index, index)

    def _ends_a_force(self, index: int) -> bool:
        """Tell whether a unit's name ends with this word."""
        name = self.arguments.name_at(index)
        return name is not None and name.type == "unit" and name.end == self.page.tokens[index].end

    def _is_force(self, index: int) -> bool:
        return any(name.type in ("unit", "group") for name in self.arguments.names_of(index))

    def _suspects(self, index: int) -> bool:
        """Tell whether the clause of an arrest makes the arrested a suspect."""
        return any(
            self.page.tokens[place].lemma.lower() in self.words.lists["suspicion"] for place in self.page.subtree(index)
        )

    def _noun(self, index: int, lemma: str) -> Iterator[_Part]:
        arguments = self.arguments
        head = self.page.tokens[index].head
        statement = head if head >= 0 and self.page.tokens[head].upos == "VERB" else index
        doers = arguments.by_phrase(index)
        if lemma in self.words.lists["between"]:
            doers = arguments.with_conjuncts(
                i for i in arguments.children(index, "nmod") if arguments.case(i) == "between"
            )
        for part in self._actors(doers, "carried_out", index, statement):
            yield part
            yield from self._commanders(part.name, index)
        owners = [child for child in arguments.children(index, "nmod") if self.page.tokens[child].deprel == "nmod:poss"]
        if lemma in self.words.suffered:
            sufferers = [
                child for child in arguments.children(index, "nmod") if arguments.case(child) in ("of", "against")
            ]
            sufferers = arguments.with_conjuncts(sufferers)
            yield from self._victims(sufferers, index, statement)
            owned = lemma in self.words.lists["owned_harm"] and not any(
                name.type == "person" for owner in owners for name in arguments.names_of(owner)
            )
            if not sufferers and not owned and lemma not in ("massacre", "slaughter"):
                yield from self._victims(owners, index, statement)
            elif lemma not in ("death", "disappearance", "injury", "homicide"):
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
                    below = self._acts_below(order) or ([order] if self._is_the_order(order) else [])
                    for act in below:
                        yield from self._actors(arguments.agents(index), "ordered", act, index)
        if lemma in ("set", "make", "prepare", "lay"):
            for thing in arguments.children(index, "obj"):
                if self.page.tokens[thing].lemma.lower() in words.lists["planned_nouns"]:
                    for act in self._acts_below(thing) or self._acts_below(index):
                        yield from self._actors(arguments.agents(index), "planned", act, index)

    def _is_the_order(self, order: int) -> bool:
        """Tell whether ``the order`` stands alone, so that it is that for the act told before."""
        below = self.page.children[order]
        return [self.page.lower[i] for i in below] == ["the"] and self.page.tokens[order].xpos in ("NN", "NNP")

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
                if own in self.words.lists["ends"]:
                    continue
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

    def foremost(self, parts: list[_Part]) -> list[_Part]:
        """Return the parts without those that only lead up to, or follow from, another act of the same words.

        Of ``dragged the men out and shot them`` and ``opened fire, killing nine`` one act is the harm done to persons;
        a clause beside it with the same printed doer adds no second deed.
        """
        grave = {
            (part.at, self.page.sentence_index[part.act])
            for part in parts
            if part.role == "carried_out" and self._is_grave(part.act)
        }
        return [
            part
            for part in parts
            if part.role != "carried_out"
            or self._is_grave(part.act)
            or (part.at, self.page.sentence_index[part.act]) not in grave
            or self.page.tokens[part.act].upos != "VERB"
        ]

    def _is_grave(self, act: int) -> bool:
        """Tell whether a word is a harm to persons by itself."""
        return self._lemma(act) in self.words.lists["grave"]

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
            head = self.page.tokens[index].head
            bearing = head >= 0 and self._lemma(head) in self.words.lists["bears"]
            owners = self._clause_subject(index) if bearing or self._lemma(index) == "indictment" else []
            if bearing and not acts:
                below = arguments.children(head, "obl")
                acts = [child for child in below if arguments.case(child) == "in" and self._is_act(child)]
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
        if any(self.page.lower[i] in ("neither", "longer") for i in self.page.children[index]):
            return
        if lemma in words.lists["blame_object"]:
            if lemma == "arrest" or (lemma == "hold" and not self._says_responsible(index)):
                return
            acts = self._blamed_acts(index) or (self._acts_told(index) if lemma == "blame" else [])
            if acts:
                blamed = arguments.patients(index) or arguments.children(index, "iobj")
                for act in acts[:2]:
                    role = words.light.get(self._lemma(act)) if self.page.tokens[act].upos == "VERB" else None
                    if role not in ("witness", "investigator"):
                        below = self._acts_of(act, self._lemma(act)) if role else []
                        yield from self._actors(blamed, role or "carried_out", below[0] if below else act, index)
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
                for part in self._actors(blamed, "carried_out", act, index):
                    yield part
                    yield from self._commanders(part.name, act)
        if lemma in words.lists["claim_responsibility"]:
            if arguments.is_passive(index):  # "an attack claimed by X"
                for act in [i for i in arguments.patients(index) if self._is_act(i)][:1]:
                    yield from self._actors(arguments.agents(index), "carried_out", act, index)
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
            if tokens[i].lemma.lower() in self.words.nouns and self.arguments.case(i) in ("for", "in", "of", "to")
        ]
        subjects = [i for i in self.page.children[index] if tokens[i].deprel.startswith("nsubj")]
        if tokens[index].deprel == "xcomp" and not subjects:
            head = tokens[index].head
            subjects = self.arguments.subjects(head) if self._lemma(head) == "plead" else self.arguments.patients(head)
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

    def _actors(self, tokens: list[int], role: RoleName, act: int, head: int, weak: str = "") -> Iterator[_Part]:
        """Yield the part of everybody that the tokens stand for; ``weak`` as said in ``_weak``."""
        doers = [doer for index in tokens for doer in self.doers.of(index)]
        persons = any(doer.name.type == "person" for doer in doers)
        for doer in doers:
            if persons and doer.name.type == "office":  # "X, the chief and ..." names one person
                continue
            if doer.common and (weak == "all" or (weak == "unarmed" and not self.doers.is_armed(doer))):
                continue
            if doer.common and role not in _PARTS_OF_MANY:
                continue
            if not doer.name.start <= self.page.tokens[act].start < doer.name.end:
                if role == "carried_out":
                    self.doers.acted(doer)
                yield _Part(doer.name, doer.at, role, act, head, self._score(doer))

    def _score(self, doer: Doer) -> float:
        if doer.at.start != doer.name.start:
            return 0.6
        return 0.7 if doer.common else 0.8

    def _victims(self, tokens: list[int], act: int, head: int | None = None) -> Iterator[_Part]:
        for index in [*tokens, *(one for token in tokens for one in self.arguments.included(token))]:
            for name in self.arguments.names_of(index):
                if name.type in ("person", "group", "unit", "organisation", "office"):
                    where = Span(name.start, name.end)
                    yield _Part(name, where, "victim", act, act if head is None else head, 0.75)
