"""Who an argument's word stands for: a name, a common noun that acts (``snipers``, ``his men``), or a pronoun.

Invariant: a pronoun gets an actor only where its paragraph leaves one that fits; where it leaves two or none there
is no actor and no guess. A common noun is an actor as printed, without article and number, and is nobody's name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from recount.model.mentions import ActorType, NameMention
from recount.model.text import Span
from recount.reading.arguments import Arguments
from recount.reading.page import Page
from recount.reading.role_words import RoleWords

_GROUPS = frozenset({"group", "unit", "organisation", "state"})
_SINGLE = frozenset({"person"})
_BODIES = frozenset({"unit", "organisation", "state"})
_FITS: dict[str, frozenset[str]] = {
    "they": _GROUPS, "them": _GROUPS, "he": _SINGLE, "she": _SINGLE, "him": _SINGLE, "her": _SINGLE, "it": _BODIES,
}  # fmt: skip
_MODIFIERS = frozenset({"amod", "compound", "nmod:desc"})


@dataclass(frozen=True, slots=True)
class Doer:
    """Who is meant and where that is printed: ``at`` is the pronoun's span for a pronoun; ``common`` for a noun."""

    name: NameMention
    at: Span
    common: bool = False


class Doers:
    """Lookups of doers on one page. ``acted`` is told of those who act, as they are found, in text order."""

    def __init__(self, page: Page, arguments: Arguments, words: RoleWords) -> None:
        self.page = page
        self._arguments = arguments
        self._words = words
        self._acting: set[str] = set()
        self._phrases: dict[int, NameMention | None] = {}

    def of(self, index: int, depth: int = 0) -> list[Doer]:
        """Return whom an argument's token stands for."""
        names = self._arguments.names_of(index)
        if names:
            return [Doer(name, Span(name.start, name.end)) for name in names]
        token = self.page.tokens[index]
        if token.upos == "PRON":
            meant = self._meant(index)
            return [Doer(meant, Span(token.start, token.end), meant.score < _COMMON_SCORE)] if meant else []
        if token.lemma.lower() in self._words.lists["containers"] and depth < 2:
            for child in self._arguments.children(index, "nmod"):
                if self._arguments.case(child) == "of":
                    found = self.of(child, depth + 1)
                    if found:
                        return found
        phrase = self.phrase(index)
        if phrase is None:
            return []
        body = self._body_of(index)
        if body is not None:
            return [Doer(body, Span(body.start, body.end))]
        return [Doer(phrase, Span(phrase.start, phrase.end), phrase.type != "organisation")]

    def _body_of(self, index: int) -> NameMention | None:
        """Return the body that armed people are of: ``officers of the Harran Guard``."""
        armed = self._words.armed
        if self.page.lower[index] not in armed and self.page.tokens[index].lemma.lower() not in armed:
            return None
        for child in self._arguments.children(index, "nmod"):
            if self._arguments.case(child) in ("of", "from"):
                name = self._arguments.name_at(child)
                if name is not None and name.type in ("organisation", "unit"):
                    return name
        return None

    def acted(self, doer: Doer) -> None:
        """Note that somebody has done something on this page."""
        self._acting.add(_key(doer.name))

    def is_armed(self, doer: Doer) -> bool:
        """Tell whether the words themselves say armed people or a force."""
        words = doer.name.surface.lower().split()
        if words[0] in ("his", "her", "their") and words[-1] in self._words.lists["followers"]:
            return True
        return any(word in self._words.armed or word.removesuffix("s") in self._words.armed for word in words)

    def phrase(self, index: int) -> NameMention | None:
        """Return a common noun for people or a force with its modifiers, without article and number."""
        if index not in self._phrases:
            self._phrases[index] = self._phrase(index)
        return self._phrases[index]

    def _phrase(self, index: int) -> NameMention | None:
        tokens, lower = self.page.tokens, self.page.lower
        token = tokens[index]
        if token.upos not in ("NOUN", "PROPN", "ADJ"):
            return None
        word = lower[index]
        inner = self._proper_kind(index)
        if inner is not None:
            return self._mention(*inner, "organisation")
        first = index
        floor = self.page.sentence_of(index).first
        while first > floor:
            before = tokens[first - 1]
            owner = before.deprel == "nmod:poss" and before.upos == "PRON"
            if not (before.deprel in _MODIFIERS or owner) or not first <= before.head <= index:
                break
            first -= 1
            if owner:
                break
        if not self._acts(index):
            if not (self._is_proper(index) and first > 0 and lower[first - 1] == "the"):
                return None
            return self._mention(first, index + 1, "group" if token.xpos == "NNPS" else "organisation")
        return self._mention(
            first, index + 1, "group" if token.xpos in ("NNS", "NNPS") or word in self._words.collective else "person"
        )

    def _is_proper(self, index: int) -> bool:
        """Tell whether a word may be the name of a body that was not read as one: ``the Sons``, ``the Red Lantern``."""
        token = self.page.tokens[index]
        return (
            token.xpos in ("NNP", "NNPS")
            and token.deprel not in _MODIFIERS
            and token.lemma.lower() not in self._words.lists["no_actors"]
            and token.lemma.lower() not in self._words.nouns
            and self._arguments.name_at(index) is None
        )

    def _proper_kind(self, index: int) -> tuple[int, int] | None:
        """Return the tokens of a name before its kind: ``the "Red Lantern" group``."""
        if self.page.tokens[index].lemma.lower() not in self._words.lists["kinds"]:
            return None
        for child in self._arguments.children(index, "compound"):
            if child < index and self.page.tokens[child].xpos in ("NNP", "NNPS"):
                first = min([child, *(i for i in self.page.children[child] if self.page.tokens[i].xpos == "NNP")])
                return first, child + 1
        return None

    def _mention(self, first: int, last: int, kind: ActorType) -> NameMention:
        span = self.page.span(first, last)
        segment = self.page.segment_at(span.start)
        surface = " ".join(self.page.quote(span).split())
        return NameMention(span.start, span.end, surface, kind, segment.id if segment else "", score=0.5)

    def _acts(self, index: int) -> bool:
        """Tell whether a word is a common noun for people or a force, also where its lemma is odd."""
        word, doers = self.page.lower[index], self._words.doers
        return word in doers or word.removesuffix("s") in doers or self.page.tokens[index].lemma.lower() in doers

    @cached_property
    def _candidates(self) -> list[tuple[int, NameMention]]:
        """All names and acting nouns of the page with their top tokens, in text order."""
        arguments = self._arguments
        found = [(arguments.top(name), name) for name in arguments.names]
        for index, token in enumerate(self.page.tokens):
            if token.xpos == "NNPS" or self._acts(index):
                if arguments.name_at(index) is None and token.deprel not in _MODIFIERS:
                    phrase = self.phrase(index)
                    if phrase is not None:
                        found.append((index, phrase))
        return sorted(found, key=lambda pair: (pair[1].start, pair[1].end))

    def _meant(self, index: int) -> NameMention | None:
        """Return the one actor of the paragraph so far that a pronoun can stand for."""
        types = _FITS.get(self.page.lower[index])
        if types is None:
            return None
        start = self.page.tokens[index].start
        begin = self._paragraph(start)
        before = [
            (top, name)
            for top, name in self._candidates
            if begin <= name.start
            and name.end <= start
            and name.type in types
            and not self._suffers(top)
            and self.page.tokens[top].head != self.page.tokens[index].head
        ]
        if self.page.tokens[index].deprel in ("obj", "iobj"):
            doing = {name for i in self._arguments.agents(self.page.tokens[index].head) for name in self._names(i)}
            before = [pair for pair in before if _key(pair[1]) not in doing]
        if self.page.lower[index] == "it":
            sentence = self.page.tokens[self.page.sentence_of(index).first].start
            before = [pair for pair in before if pair[1].start >= sentence] or before
        every = [name for _, name in before]
        if types is _SINGLE:  # a person is accused only where nobody else can be meant
            return max(every, key=_length) if len({_key(name) for name in every}) == 1 else None
        leading = [name for top, name in before if self._leads(top)]
        if not leading:
            leading = every
        if leading and (len({_key(name) for name in leading}) == 1 or _key(leading[-1]) in self._acting):
            return leading[-1]
        return None

    def _names(self, index: int) -> list[str]:
        """Return the keys of the names and acting nouns that a token stands for, pronouns left out."""
        if self.page.tokens[index].upos == "PRON":
            return []
        return [_key(doer.name) for doer in self.of(index)]

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

    def _suffers(self, top: int) -> bool:
        """Tell whether a word is the one to whom an act is done: what follows is not told of his deeds."""
        token = self.page.tokens[top]
        if token.head < 0 or self.page.tokens[token.head].lemma.lower() not in self._words.verbs:
            return False
        return token.deprel in ("obj", "nsubj:pass")


_COMMON_SCORE = 0.55


def _length(name: NameMention) -> tuple[int, int]:
    return name.end - name.start, -name.start


def _key(name: NameMention) -> str:
    """Return what makes two mentions one for a pronoun: the last word, without a plural mark."""
    return name.surface.split()[-1].lower().removesuffix("s")
