"""Forces, units, commanders, weapons, vehicles and methods, as printed.

Invariant: a unit is a noun for armed people with a designation, a number, a parent or a commander beside it; a weapon
or vehicle is a listed thing that is nobody's name. An ordinal in a name ("the 5th Division") is never a count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal

from recount.model.claims import Claim, ForceValue
from recount.model.mentions import NameMention
from recount.model.text import Span
from recount.reading.names import actor_types
from recount.reading.numbers import word_at
from recount.reading.page import Page
from recount.reading.parts.doers import Doers, doers_on
from recount.reading.phrases import Counted, counted_of
from recount.reading.sheet import Sheet
from recount.reading.syntax import arguments_of, extent
from recount.vocabulary import load
from recount.vocabulary.schema import BodyWords, words_of

Kind = Literal["force", "unit", "weapon", "vehicle", "method"]
READER = "forces"


def _bodies() -> BodyWords:
    return words_of(BodyWords, "organisations")


@cache
def _things() -> dict[str, tuple[tuple[tuple[str, ...], Kind], ...]]:
    """Words of things by their first word: (words, kind), the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Kind]]] = {}
    kinds: tuple[Kind, ...] = ("weapon", "vehicle", "method")
    for kind in kinds:
        for term in load("weapons")[kind]:
            words = tuple(str(term).replace("-", " - ").split())
            found.setdefault(words[0], []).append((words, kind))
            found.setdefault(words[0] + "s", []).append(((words[0] + "s", *words[1:]), kind))
    return {first: tuple(sorted(terms, key=lambda one: (-len(one[0]), one))) for first, terms in found.items()}


def read(sheet: Sheet) -> list[Claim]:
    """Return the claims on forces, units, weapons, vehicles and methods in text order."""
    reader = _Reader(sheet)
    claims = {claim.id: claim for claim in [*reader.units(), *reader.things()]}
    return sorted(claims.values(), key=lambda claim: (claim.start, claim.end, claim.id))


class _Reader:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.page: Page = sheet.page
        self.arguments = arguments_of(sheet.page)
        self.doers: Doers = doers_on(sheet)
        self.counts: dict[int, Counted] = {
            phrase.head: phrase
            for phrase in counted_of(sheet.page)
            if phrase.head is not None and phrase.form in ("number", "vague")
        }

    def units(self) -> Iterator[Claim]:
        """Read bodies of armed people: a unit with a designation, or a force with a number, parent or commander."""
        known = _bodies()
        for index, word in enumerate(self.page.lower):
            designated = word in known.unit_designation or word.removesuffix("s") in known.unit_designation
            armed = designated or actor_types().get(word) == "unit" or word in known.personnel
            token = self.page.tokens[index]
            if armed and token.upos in ("NOUN", "PROPN"):
                if token.deprel not in ("compound", "amod") or token.head != index + 1:
                    yield from self._unit(index, designated=designated)

    def _unit(self, index: int, *, designated: bool) -> Iterator[Claim]:
        page, first = self.page, self._first(index)
        name = self.doers.name_at(index)
        named = name is not None and name.type == "unit"
        if name is not None and named:
            inside = page.tokens_in(name.start, name.end)
            if inside[-1] > index:
                return
            first = min(first, inside[0])
        known = named or not _bodies().military_marks.isdisjoint(page.lower[first:index])
        if designated and page.lower[index].removesuffix("s") in _bodies().needs_mark and not known:
            return
        counted, commander, parent = self._count(index), self._commander(index), self._parent(index, first)
        if counted or commander or (designated and (first < index or parent)):
            yield self._claim("unit" if designated else "force", first, index, counted, parent, commander)

    def _first(self, index: int) -> int:
        """Return the first token of the noun's modifiers, without article, number and owner."""
        page = self.page
        first, _ = extent(page, index)
        owners = [i for i in range(first, index) if page.lower[i] in ("'s", "'", "’s") or page.tokens[i].xpos == "PRP$"]
        first = owners[-1] + 1 if owners else first
        counted = self.counts.get(index)
        if counted is not None and first < counted.raw_last <= index:
            first = counted.raw_last
        while first < index and (
            page.tokens[first].upos in ("DET", "PUNCT", "ADV")
            or page.lower[first] in ("other", "more", "same", "strong")
        ):
            first += 1
        return first

    def _count(self, index: int) -> Counted | None:
        """Return the number that counts a noun: a numeral on it, ``N-strong``, or ``N of`` before it."""
        counted = self.counts.get(index)
        if counted is not None:
            return counted
        for phrase in counted_of(self.page):
            strong = "strong" in self.page.lower[phrase.raw_last : phrase.raw_last + 2]
            if strong and phrase.form == "number" and 0 <= index - phrase.raw_last <= 5:
                return phrase
            if phrase.raw_first > index and phrase.of is not None and self.page.tokens[phrase.anchor].head == index:
                return phrase
        return None

    def _commander(self, index: int) -> str | None:
        """Return who leads a unit by ``led by X``, ``under X``, ``under the command of X``."""
        arguments, page = self.arguments, self.page
        led = arguments.children(index, "acl")
        if word_at(page.lower, index + 2) == "by" and index + 1 not in led:
            led.append(index + 1)  # "the division led by X", wherever the tree hangs it
        leading = (child for child in led if page.lower[child] in ("led", "commanded", "headed"))
        holders = [one for child in leading for one in arguments.agents(child)]
        for child in arguments.under(index, "under"):
            command = page.tokens[child].lemma.lower() in ("command", "leadership")
            holders += arguments.under(child, "of") if command else [child]
        return self._named(holders, "person", "office")

    def _parent(self, index: int, first: int) -> str | None:
        """Return the body a unit is part of: after ``of`` or ``from``, its owner, or the first words of its name."""
        page, near = self.page, self.arguments.under(index, "of", "from")
        if word_at(page.lower, index + 1) in ("of", "from"):
            near.append(index + 2 + (word_at(page.lower, index + 2) == "the"))
        own, owners = self.doers.name_at(index), self.arguments.children(index, "nmod:poss")
        found = self._named(near, "unit", "organisation", "state", but=own)
        found = found or self._named(owners, "unit", "organisation", "state", "person", "place", but=own)
        for place in range(first, index if found is None else first):
            if actor_types().get(page.lower[place]) == "unit" and page.tokens[place].text[:1].isupper():
                return " ".join(page.quote(page.span(first, place + 1)).split())
        return found

    def _named(self, tokens: Iterable[int], *types: str, but: NameMention | None = None) -> str | None:
        """Return the first name of one of the types that a token belongs to."""
        names = (self.doers.name_at(token) for token in tokens if token < len(self.page.tokens))
        return next((name.surface for name in names if name and name is not but and name.type in types), None)

    def things(self) -> Iterator[Claim]:
        """Read weapons, vehicles and methods."""
        index = 0
        while index < len(self.page.tokens):
            found = self._match(index)
            if found is None:
                index += 1
                continue
            last, kind = found
            if self.page.tokens[last - 1].upos in ("NOUN", "PROPN", "ADJ") and not self._is_none(index, last):
                if kind == "method":
                    yield self._claim(kind, index, last - 1, None)
                else:
                    yield self._claim(kind, min(index, self._first(last - 1)), last - 1, self.counts.get(last - 1))
            index = last

    def _match(self, index: int) -> tuple[int, Kind] | None:
        """Return the end and kind of the longest term at a token; its last word may be a plural."""
        lower = self.page.lower
        for words, kind in _things().get(lower[index], ()):
            printed = lower[index : index + len(words)]
            if printed[:-1] == list(words[:-1]) and printed[-1] in (words[-1], words[-1] + "s", words[-1] + "es"):
                return index + len(words), kind
        return None

    def _is_none(self, first: int, last: int) -> bool:
        """Whether the words only modify the next thing, are part of a person's name, or stand for something else."""
        token, name = self.page.tokens[last - 1], self.doers.name_at(first)
        if name is not None and name.type == "person":
            return True
        if token.deprel != "compound" or last >= len(self.page.tokens):
            return False
        nexts = self.page.lower[last : token.head + 1] if 0 < token.head - last + 1 <= 3 else []
        return self.page.lower[last] in _bodies().no_thing or any(word in _things() for word in nexts)

    def _claim(
        self, kind: Kind, first: int, head: int, counted: Counted | None,
        parent: str | None = None, commander: str | None = None,
    ) -> Claim:  # fmt: skip
        page = self.page
        designation = " ".join(page.quote(page.span(first, head + 1)).split())
        value = ForceValue(designation, counted.count if counted is not None else None, parent, commander)
        verbs = (page.span(above, above + 1) for above in page.ancestors(head) if page.tokens[above].upos == "VERB")
        start = page.tokens[min(first, counted.raw_first if counted is not None else first)].start
        span = Span(start, page.tokens[head].end)
        return self.sheet.claim(kind, span, value, reader=READER, head=head, anchor=next(verbs, None), score=0.8)
