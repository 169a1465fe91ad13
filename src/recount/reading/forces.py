"""Forces, units, weapons, vehicles and methods: what a text says was brought to an act, and how many.

Invariant: a number is a force's count only if it counts the noun (a numeral on it, ``a 300-strong force``);
ordinals and the numbers in names (``5th Division``, ``AK-47``) never are. A unit's parent and commander are
printed beside it; who commands what over several passages is for linking.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from recount.model.claims import Claim, ForceValue, Kind
from recount.model.mentions import NameMention
from recount.model.text import Span
from recount.model.values import Count
from recount.reading.arguments import Arguments
from recount.reading.lexicon import bodies
from recount.reading.numbers import Number, read_numbers
from recount.reading.sheet import Sheet
from recount.vocabulary import load

READER = "forces"
_COMMAND = frozenset({"lead", "command", "head"})
_MODIFIERS = frozenset({"amod", "compound", "nmod:desc", "nmod:poss"})


@dataclass(frozen=True, slots=True)
class _Terms:
    """Words of things, by their first word: (words, kind), the longest first."""

    by_first: dict[str, tuple[tuple[tuple[str, ...], Kind], ...]]


@cache
def _terms() -> _Terms:
    found: dict[str, list[tuple[tuple[str, ...], Kind]]] = defaultdict(list)
    kinds: tuple[Kind, ...] = ("weapon", "vehicle", "method")
    for kind in kinds:
        for term in load("weapons")[kind]:
            words = tuple(str(term).replace("-", " - ").split())
            found[words[0]].append((words, kind))
            found[words[0] + "s"].append(((words[0] + "s", *words[1:]), kind))
    return _Terms({first: tuple(sorted(terms, key=lambda one: (-len(one[0]), one))) for first, terms in found.items()})


def read(sheet: Sheet) -> list[Claim]:
    """Return the claims on forces, units, weapons, vehicles and methods in text order."""
    reader = _Reader(sheet)
    claims: dict[str, Claim] = {}
    for claim in [*reader.units(), *reader.things()]:
        claims.setdefault(claim.id, claim)
    return sorted(claims.values(), key=lambda claim: (claim.start, claim.end, claim.id))


class _Reader:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.page = sheet.page
        self.arguments = Arguments(sheet.page, sheet.names)
        self._numbers: tuple[Number, ...] | None = None

    def units(self) -> list[Claim]:
        """Read bodies of armed people: a unit with a designation, or a force with a number, parent or commander."""
        known = bodies()
        claims = []
        for index, word in enumerate(self.page.lower):
            singular = word.removesuffix("s")
            designated = word in known.designations or singular in known.designations
            if not designated and known.type_of.get(word) != "unit" and word not in known.personnel:
                continue
            if self.page.tokens[index].upos not in ("NOUN", "PROPN"):
                continue
            claim = self._unit(index, designated=designated)
            if claim is not None:
                claims.append(claim)
        return claims

    def _unit(self, index: int, *, designated: bool) -> Claim | None:
        page = self.page
        if page.tokens[index].deprel in ("compound", "amod") and page.tokens[index].head == index + 1:
            return None
        name = self.arguments.name_at(index)
        first = self._first(index)
        if name is not None and name.type == "unit":
            inside = page.tokens_in(name.start, name.end)
            if inside[-1] > index:
                return None
            first = min(first, inside[0])
        counted = self._count(first, index)
        commander = self._commander(index)
        parent = self._parent(index, first, name)
        kind: Kind = "unit" if designated else "force"
        modifiers = index > first
        if designated and page.lower[index].removesuffix("s") in (
            "company",
            "front",
            "column",
            "unit",
            "wing",
            "command",
            "corps",
            "battery",
            "legion",
            "bloc",
        ):
            if not (name is not None and name.type == "unit") and not self._military(first, index):
                return None
        if not designated and counted is None and commander is None:
            return None
        if designated and not modifiers and counted is None and commander is None and parent is None:
            return None
        start = (
            counted.start
            if counted is not None and counted.start < page.tokens[first].start
            else page.tokens[first].start
        )
        span = Span(start, page.tokens[index].end)
        designation = " ".join(page.text[page.tokens[first].start : page.tokens[index].end].split())
        return self._claim(kind, span, designation, index, counted, parent, commander)

    def _first(self, index: int) -> int:
        """Return the first token of the noun's modifiers, without article, number and owner."""
        tokens = self.page.tokens
        first = index
        place = index - 1
        floor = self.page.sentence_of(index).first
        while place >= floor and tokens[place].upos in ("ADJ", "NOUN", "PROPN", "PUNCT"):
            if tokens[place].upos == "PUNCT" and self.page.lower[place] != "-":
                break
            if tokens[place].deprel not in _MODIFIERS and tokens[place].upos != "PUNCT" and tokens[place].head != index:
                break
            place -= 1
            first = place + 1
        while first < index and (
            self.page.lower[first] in ("-", "other", "more", "same", "strong") or self._in_number(first)
        ):
            first += 1
        return first

    def _military(self, first: int, index: int) -> bool:
        return any(self.page.lower[place] in bodies().military for place in range(first, index))

    @property
    def numbers(self) -> tuple[Number, ...]:
        if self._numbers is None:
            self._numbers = read_numbers(self.page)
        return self._numbers

    def _in_number(self, index: int) -> bool:
        return any(
            number.first <= index < number.last and number.form in ("cardinal", "vague") for number in self.numbers
        )

    def _count(self, first: int, index: int) -> Number | None:
        """Return the number that counts a noun: a numeral on it, ``N-strong``, or ``N of`` before it."""
        tokens, lower = self.page.tokens, self.page.lower
        for number in self.numbers:
            if number.last <= max(0, first - 12):
                continue
            if number.first > index + 8:
                break
            if number.count is None or number.form not in ("cardinal", "vague"):
                continue
            head = tokens[number.core_last - 1].head
            if number.core_first <= index and (
                head == index or any(tokens[i].head == index for i in range(number.core_first, number.core_last))
            ):
                if tokens[number.core_last - 1].deprel == "nummod" and number.last <= index:
                    return number
            after = lower[number.last : number.last + 3]
            if number.first > index:
                if after[:2] == ["of", "them"] and head == index:
                    return number
                continue
            if (
                number.last <= index
                and (after[:2] == ["-", "strong"] or after[:1] == ["strong"])
                and index - number.last <= 5
            ):
                return number
            if (
                after[:1] == ["of"]
                and number.last < index <= number.last + 6
                and tokens[index].head in range(number.first, number.last)
            ):
                return number
        return None

    def _commander(self, index: int) -> str | None:
        """Return who leads a unit by ``led by X``, ``under X``, ``under the command of X``."""
        arguments, tokens = self.arguments, self.page.tokens
        participles = [child for child in arguments.children(index, "acl") if tokens[child].deprel == "acl"]
        if index + 2 < len(tokens) and self.page.lower[index + 2] == "by" and index + 1 not in participles:
            participles.append(index + 1)  # "the division led by X", wherever the tree hangs it
        for child in participles:
            if tokens[child].lemma.lower() in _COMMAND or self.page.lower[child] in ("led", "commanded", "headed"):
                for agent in arguments.agents(child):
                    for name in arguments.names_of(agent):
                        return name.surface
        for child in arguments.children(index, "nmod"):
            if arguments.case(child) == "under":
                holders = [child] if tokens[child].lemma.lower() != "command" else arguments.children(child, "nmod")
                for holder in holders:
                    holding = arguments.name_at(holder)
                    if holding is not None and holding.type in ("person", "office"):
                        return holding.surface
        return None

    def _parent(self, index: int, first: int, name: NameMention | None) -> str | None:
        """Return the body a unit is part of: after ``of`` or ``from``, its owner, or the first words of its name."""
        arguments = self.arguments
        for child in arguments.children(index, "nmod"):
            if arguments.case(child) in ("of", "from"):
                whole = arguments.name_at(child)
                if whole is not None and whole.type in ("unit", "organisation", "state") and whole is not name:
                    return whole.surface
        if index + 2 < len(self.page.tokens) and self.page.lower[index + 1] in ("of", "from"):
            place = (
                index + 3 if self.page.lower[index + 2] == "the" and index + 3 < len(self.page.tokens) else index + 2
            )
            beside = arguments.name_at(place)
            if beside is not None and beside.type in ("unit", "organisation") and beside is not name:
                return beside.surface
        for child in self.page.children[index]:
            if self.page.tokens[child].deprel == "nmod:poss":
                owner = arguments.name_at(child)
                if owner is not None and owner is not name and owner.type not in ("group", "office"):
                    return owner.surface
        known = bodies()
        for place in range(first, index):
            if known.type_of.get(self.page.lower[place]) == "unit" and self.page.tokens[place].text[:1].isupper():
                return " ".join(self.page.text[self.page.tokens[first].start : self.page.tokens[place].end].split())
        return None

    def things(self) -> list[Claim]:
        """Read weapons, vehicles and methods."""
        page, terms = self.page, _terms()
        claims: list[Claim] = []
        index = 0
        while index < len(page.tokens):
            found = None
            word = page.lower[index]
            if word in terms.by_first:
                found = self._match(index, terms.by_first[word])
            if found is None:
                index += 1
                continue
            last, kind = found
            head = last - 1
            if self._modifies_thing(head, terms):
                index = last
                continue
            if page.tokens[head].upos in ("NOUN", "PROPN", "ADJ") and not self._of_a_person(index, last):
                first = self._first(index) if kind != "method" else index
                counted = self._count(first, head) if kind != "method" else None
                start = page.tokens[first].start
                if counted is not None:
                    start = min(start, counted.start)
                designation = " ".join(page.text[page.tokens[first].start : page.tokens[head].end].split())
                claims.append(
                    self._claim(kind, Span(start, page.tokens[head].end), designation, head, counted, None, None)
                )
            index = last
        return claims

    def _modifies_thing(self, index: int, terms: _Terms) -> bool:
        """Tell whether a thing only modifies the next thing (``Kalashnikov rifles``)."""
        token = self.page.tokens[index]
        return (
            token.deprel == "compound" and 0 < token.head - index <= 3
            and any(self.page.lower[place] in terms.by_first for place in range(index + 1, token.head + 1))
        )  # fmt: skip

    def _match(self, index: int, terms: tuple[tuple[tuple[str, ...], Kind], ...]) -> tuple[int, Kind] | None:
        """Return the end and kind of the longest term at a token; its last word may be a plural."""
        lower = self.page.lower
        for words, kind in terms:
            last = index + len(words)
            if last > len(lower):
                continue
            printed = lower[index:last]
            if printed[:-1] == list(words[:-1]) and printed[-1] in (words[-1], words[-1] + "s", words[-1] + "es"):
                return last, kind
        return None

    def _of_a_person(self, first: int, last: int) -> bool:
        """Tell whether the words are part of a person's name or stand for something else (``arms control``)."""
        name = self.arguments.name_at(first)
        if name is not None and name.type == "person":
            return True
        if last >= len(self.page.tokens):
            return False
        return self.page.tokens[last - 1].deprel == "compound" and self.page.lower[last] in bodies().no_thing

    def _claim(
        self,
        kind: Kind,
        span: Span,
        designation: str,
        head: int,
        counted: Number | None,
        parent: str | None,
        commander: str | None,
    ) -> Claim:
        count: Count | None = counted.count if counted is not None else None
        value = ForceValue(designation, count, parent, commander)
        anchor = self._act(head)
        return self.sheet.claim(kind, span, value, reader=READER, head=head, anchor=anchor, score=0.8)

    def _act(self, head: int) -> Span | None:
        """Return the span of the nearest verb over a noun, which says what the force did or the weapon was used for."""
        for above in self.page.ancestors(head):
            token = self.page.tokens[above]
            if token.upos == "VERB":
                return Span(token.start, token.end)
        return None
