"""Who an argument's word stands for: a name, a common noun that acts (``snipers``, ``his men``), or a pronoun.

Invariant: a pronoun gets an actor only where its paragraph leaves one that fits; where it leaves two or none it stands
for itself and nobody is guessed. A common noun is an actor as printed, without article and number, and is nobody's
name.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property

from recount.model.mentions import ActorType, NameMention
from recount.model.text import Span
from recount.reading.acts import acts_of, sufferers_of
from recount.reading.page import Page
from recount.reading.phrases import class_of
from recount.reading.phrases.nouns import singulars
from recount.reading.sheet import Sheet
from recount.reading.syntax import arguments_of, extent, top_of
from recount.vocabulary.schema import DoerWords, words_of

_GROUPS = frozenset({"group", "unit", "organisation", "state"})
_SINGLE = frozenset({"person", "office"})
_FITS: dict[str, frozenset[str]] = {
    "they": _GROUPS, "them": _GROUPS, "their": _GROUPS, "he": _SINGLE, "she": _SINGLE, "him": _SINGLE, "her": _SINGLE,
    "his": _SINGLE, "it": _GROUPS, "its": _GROUPS, "who": frozenset(), "whose": frozenset(),
}  # fmt: skip
_COMMON = 0.5
_REACH = 300
"""Names and acting nouns of a paragraph that are looked at for a pronoun: a paragraph of 3,000 words has fewer."""


@dataclass(frozen=True, slots=True)
class Doer:
    """Who is meant, where that is printed (a pronoun's own place), and whether it is a common noun.

    ``doubt`` names why nobody may be meant: a pronoun, or "the same men", that stands for nobody in sight
    (``unresolved``), a noun that seldom acts (``unlikely``), the people of somebody named (``followers``); empty where
    none does.
    """

    name: NameMention
    at: Span
    common: bool = False
    doubt: str = ""


def doers_on(sheet: Sheet) -> Doers:
    """Return the lookups of a sheet, made once."""
    return sheet.once(Doers)


class Doers:
    """Lookups of actors on one sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self.page: Page = sheet.page
        self.words = words_of(DoerWords, "doers")
        self._armed = frozenset(self.words.armed)
        self._arguments = arguments_of(sheet.page)
        self._names = sorted(sheet.names, key=lambda name: (name.start, -name.end))
        self._at: dict[int, NameMention] = {}
        for name in sorted(sheet.names, key=lambda one: one.start - one.end):
            for index in self.page.tokens_in(name.start, name.end):
                self._at[index] = name

    def name_at(self, index: int) -> NameMention | None:
        """Return the shortest name that holds a token, or that a title or apposition is of."""
        name = self._at.get(index)
        if name is None:
            near = [*self._arguments.children(index, "flat"), *self._arguments.children(index, "appos")]
            token = self.page.tokens[index]
            near += [token.head] if token.deprel == "appos" and token.head >= 0 else []
            name = next((self._at[one] for one in near if one in self._at and self._at[one].type == "person"), None)
        return name

    def of(self, index: int, depth: int = 0) -> list[Doer]:
        """Return whom an argument's token stands for."""
        token = self.page.tokens[index]
        if token.upos == "PRON" or (token.xpos == "PRP$"):
            meant = self._meant(index)
            if meant is None:
                return [self._printed(index, "unresolved")]
            return [Doer(meant, Span(token.start, token.end), meant.score <= _COMMON)]
        if any(self.page.lower[child] in self.words.again for child in self._arguments.children(index, "amod")):
            return [self._printed(index, "unresolved")]
        name = self._holder(index) or self.name_at(index) or self._named_as(index)
        if name is not None and name.surface.islower():
            owned = self._followers(index, name)
            if owned is not None:
                return [owned]
        if name is not None and not (name.type == "group" and self._inner(name, index)):
            body = self._body_of(index) if name.type in ("group", "unit") else None
            whole = body or name
            return [Doer(whole, Span(whole.start, whole.end), whole.score <= _COMMON)]
        if token.lemma.lower() in self.words.containers and depth < 2:
            for child in self._arguments.under(index, "of"):
                found = self.of(child, depth + 1)
                held = "," not in self.page.lower[index:child]  # "by a crowd from the fair, of Selvaraj": the victim
                if found and held and token.lemma.lower() not in ("leader", "commander"):
                    return found
        body = self._body_of(index)
        if body is not None:
            return [Doer(body, Span(body.start, body.end))]
        phrase = self.phrase(index)
        if phrase is None:
            return [self._printed(index, "unlikely")] if self._may_be_printed(index) else []
        return [self._followers(index, phrase) or Doer(phrase, Span(phrase.start, phrase.end), True)]

    def _holder(self, index: int) -> NameMention | None:
        """Return who holds an office where the text names him beside it: "the mayor, Peter Varga"."""
        office = self._at.get(index)
        common = office is not None and (office.type == "office" or office.surface.islower())
        beside = self._arguments.children(index, "appos") if common else []
        beside += [one for each in beside for one in self._arguments.children(each, "flat")]  # "Col. T. Vask"
        return next((self._at[one] for one in beside if one in self._at and self._at[one].type == "person"), None)

    def _named_as(self, index: int) -> NameMention | None:
        """Return whom "they named X as the man who did it" means by the man."""
        above = self.page.tokens[index].head
        if above < 0 or self._arguments.case(index) != "as":
            return None
        beside = [above] if above in self._at else self._arguments.children(above, "obj", "xcomp", "nsubj:pass")
        verb = self.page.tokens[above].head if above in self._at else above
        naming = verb >= 0 and self.page.tokens[verb].lemma.lower() in self.words.naming
        named = [self._at[one] for one in beside if one in self._at and self._at[one].type in _SINGLE]
        return named[0] if naming and len(named) == 1 else None

    def _followers(self, index: int, phrase: NameMention) -> Doer | None:
        """Return whose people "his men" and "its guards" are: the body itself, or the people of a person."""
        owner = next(iter(self._arguments.children(index, "nmod:poss")), None)
        follows = self.page.lower[index] in self.words.followers or self.is_armed_word(index)
        meant = self._meant(owner) if owner is not None and follows else None
        if meant is None or meant.score <= _COMMON:
            return None
        if meant.type in _SINGLE:
            people = phrase.surface.split(" ", 1)[-1]
            meant = replace(meant, surface=f"{meant.surface}'s {people}", type="group")
        return Doer(meant, Span(phrase.start, phrase.end), doubt="followers")

    def _may_be_printed(self, index: int) -> bool:
        """Whether a word can stand for somebody: what a mark or a frame takes for an actor, and no table knows."""
        token = self.page.tokens[index]
        return token.upos in ("NOUN", "PROPN", "NUM", "ADJ") and token.lemma.lower() not in self.words.no_actors

    def _printed(self, index: int, doubt: str) -> Doer:
        """Return whom a word names as it is printed: nobody is resolved."""
        first, last = extent(self.page, index)
        while first < index and self.page.tokens[first].upos in ("DET", "PUNCT", "ADP", "CCONJ"):
            first += 1
        name = self._mention(first, max(last, index + 1), "person")
        return Doer(name, Span(name.start, name.end), True, doubt)

    def _inner(self, name: NameMention, index: int) -> bool:
        """Whether a group's name holds the name of its body, which then is meant ("Vesk Front fighters")."""
        return any(
            name.start <= other.start and other.end < name.end and other.type in ("organisation", "unit")
            for other in self._names
        )

    def _body_of(self, index: int) -> NameMention | None:
        """Return the body that armed people are of: ``officers of the Harran Guard``, ``Vesk Front fighters``."""
        token = self.page.tokens[index]
        if not self.is_armed_word(index) and token.lemma.lower() not in self.words.containers:
            return None
        for child in self._arguments.under(index, "of", "from", "with"):
            name = self._at.get(child)
            if name is not None and name.type in ("organisation", "unit"):
                return name
        for child in self._arguments.children(index, "compound"):
            name = self._at.get(child)
            if name is not None and name.type in ("organisation", "unit") and name.end <= token.start:
                return name
        return None

    def is_armed_word(self, index: int) -> bool:
        """Tell whether a word means armed people, a force or a machine they act with."""
        words = (*singulars(self.page.lower[index]), self.page.tokens[index].lemma.lower())
        return any(word in self._armed or word in self.words.machines for word in words)

    def is_force(self, index: int) -> bool:
        """Tell whether a word means a force: armed people, a unit by name, or the people of somebody."""
        name = self._at.get(index)
        return (
            self.is_armed_word(index)
            or self.page.lower[index] in self.words.followers
            or (name is not None and name.type == "unit")
        )

    def is_fighting(self, doer: Doer) -> bool:
        """Tell whether a body's name says that it may fight: a front, a league, a movement."""
        return doer.name.type == "organisation" and doer.name.surface.split()[-1].lower() in self.words.fighting

    def is_armed(self, doer: Doer) -> bool:
        """Tell whether the words of a doer say armed people or a force."""
        inside = self.page.tokens_in(doer.name.start, doer.name.end)
        if doer.name.type in ("unit", "group") and not doer.common:
            return True
        first, last = self.page.lower[inside[0]], self.page.lower[inside[-1]]
        return (first in ("his", "her", "their") and last in self.words.followers) or any(
            map(self.is_armed_word, inside)
        )

    def phrase(self, index: int) -> NameMention | None:
        """Return a common noun for people or a force with its modifiers, without article and number."""
        token = self.page.tokens[index]
        if token.upos not in ("NOUN", "PROPN", "ADJ") or not self._may_act(index):
            return None
        first, last = extent(self.page, index)
        while first < index and (
            self.page.tokens[first].upos in ("DET", "NUM", "PUNCT", "ADV", "ADP")
            or self.page.lower[first] in ("some", "about")
        ):
            first += 1
        kind: ActorType = (
            "group" if token.xpos in ("NNS", "NNPS") or class_of(self.page, index) == "group" else "person"
        )
        return self._mention(first, max(last, index + 1), kind)

    def _may_act(self, index: int) -> bool:
        lemma = self.page.tokens[index].lemma.lower()
        if lemma in self.words.no_actors or lemma in self.words.no_doers:
            return False
        if self.is_armed_word(index):
            return True
        kind = class_of(self.page, index)
        if kind in ("person", "perhaps_person", "group"):
            return True
        return self.page.tokens[index].upos == "PROPN" and kind == "unknown"

    def _mention(self, first: int, last: int, kind: ActorType) -> NameMention:
        span = self.page.span(first, last)
        segment = self.page.segment_at(span.start)
        surface = " ".join(self.page.quote(span).split())
        return NameMention(span.start, span.end, surface, kind, segment.id if segment else "", score=_COMMON)

    @cached_property
    def _candidates(self) -> list[tuple[int, NameMention]]:
        """All names and acting nouns of the page with their top tokens, in text order."""
        found = [(top, name) for name in self._names if (top := top_of(self.page, name.start, name.end)) is not None]
        for index, token in enumerate(self.page.tokens):
            titles = token.head in self._at and token.deprel in ("nmod:desc", "flat", "appos")
            modifies = titles or token.deprel.startswith(("compound", "amod"))
            if index in self._at or modifies or not self._may_act(index):
                continue
            phrase = self.phrase(index)
            if phrase is not None:
                found.append((index, phrase))
        return sorted(found, key=lambda pair: (pair[1].start, pair[1].end))

    @cached_property
    def _starts(self) -> list[int]:
        return [name.start for _, name in self._candidates]

    @cached_property
    def suffering(self) -> frozenset[int]:
        """The tokens of those who suffer an act: what follows is not told of their deeds."""
        return frozenset(index for act in acts_of(self.page) for index in sufferers_of(self.page, act))

    def _meant(self, index: int) -> NameMention | None:
        """Return the one actor of the paragraph so far that a pronoun can stand for."""
        types = _FITS.get(self.page.lower[index])
        if types is None:
            return None
        token = self.page.tokens[index]
        begin = self._paragraph(token.start)
        own = {token.head, *(self._arguments.joined(token.head) if token.head >= 0 else ())}
        end = bisect_right(self._starts, token.start)
        so_far = slice(max(bisect_left(self._starts, begin), end - _REACH), end)
        before = [
            (top, name)
            for top, name in self._candidates[so_far]
            if name.end <= token.start and (name.type in types or not types)
            and top not in self.suffering and self.page.tokens[top].head not in own
        ]  # fmt: skip
        if self.page.lower[index] in ("it", "its"):
            sentence = self.page.tokens[self.page.sentence_of(index).first].start
            before = [pair for pair in before if pair[1].start >= sentence] or before
        every = [name for _, name in before]
        if types is _SINGLE:  # a person is accused only where nobody else can be meant
            return max(every, key=_length) if len({_key(name) for name in every}) == 1 else None
        leading = [name for top, name in before if self._leads(top)] or every
        if leading and (len({_key(name) for name in leading}) == 1 or self._has_acted(leading[-1])):
            return leading[-1]
        return None

    def _has_acted(self, name: NameMention) -> bool:
        """Whether somebody stands as the agent of an act."""
        top = top_of(self.page, name.start, name.end)
        return top is not None and any(
            top in self._arguments.agents(act.at) for act in acts_of(self.page) if act.frame.part == "verb"
        )

    def _paragraph(self, start: int) -> int:
        segment = self.page.segment_at(start)
        return max(self.page.text.rfind("\n\n", 0, start) + 1, segment.start if segment else 0)

    def _leads(self, top: int) -> bool:
        """Tell whether a word is the subject or agent of its clause."""
        token = self.page.tokens[top]
        if token.deprel == "conj" and token.head >= 0:
            return self._leads(token.head)
        return token.deprel.startswith("nsubj") or (
            token.deprel.startswith("obl") and self._arguments.case(top) == "by"
        )


def _length(name: NameMention) -> tuple[int, int]:
    return name.end - name.start, -name.start


def _key(name: NameMention) -> str:
    """Return what makes two mentions one for a pronoun: the last word, without a plural mark."""
    return name.surface.split()[-1].lower().removesuffix("s")
