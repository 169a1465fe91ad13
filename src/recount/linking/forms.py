"""Printed forms of names: one node for each form of each document, with what its mentions say of it.

Invariant: within one document the same printed form (folded) is one node; a node keeps every mention.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from recount.linking.folding import fold
from recount.model.mentions import ActorType, NameMention, Reading
from recount.model.text import Document
from recount.vocabulary import load

Node = tuple[str, str]
"""A document id and a folded printed form."""

STOPWORDS = frozenset({"the", "of", "for", "and", "in", "a", "an", "on", "s", "to", "its"})


@dataclass(slots=True)
class Form:
    """A printed form of one document."""

    node: Node
    type: ActorType
    words: tuple[str, ...]
    surface: str
    mentions: list[NameMention] = field(default_factory=list)

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles printed before the form, folded, in order."""
        return tuple(sorted({fold(name.title) for name in self.mentions if name.title}))

    @property
    def ties(self) -> tuple[str, ...]:
        """Folded surfaces that the text itself says are another name of this one."""
        return tuple(sorted({fold(name.acronym_of) for name in self.mentions if name.acronym_of}))

    @property
    def appositions(self) -> tuple[str, ...]:
        """Folded surfaces in apposition to this one."""
        return tuple(sorted({fold(name.apposition_to) for name in self.mentions if name.apposition_to}))


@cache
def nations() -> tuple[dict[str, str], dict[str, str]]:
    """Return folded names and peoples, and folded capitals, each to ``@`` and the country's code."""
    names: dict[str, str] = {}
    capitals: dict[str, str] = {}
    for code, entry in load("countries").items():
        for name in (*entry["names"], *entry["people"]):
            names[fold(name)] = f"@{code}"
            names[fold(name) + "s"] = f"@{code}"
        for name in (entry["capital"], *entry.get("spellings", ())):
            capitals[fold(name)] = f"@{code}"
    return names, capitals


def words_of(surface: str) -> tuple[str, ...]:
    """Return the folded words of a name."""
    return tuple(fold(surface).split())


def with_nations(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return words with each country's name or people's word replaced by its code (``@NO``)."""
    names, _ = nations()
    result: list[str] = []
    index = 0
    while index < len(words):
        for size in range(min(6, len(words) - index), 0, -1):
            code = names.get(" ".join(words[index : index + size]))
            if code:
                result.append(code)
                index += size
                break
        else:
            result.append(words[index])
            index += 1
    return tuple(result)


def collect(documents: Sequence[Document], readings: Sequence[Reading]) -> dict[Node, Form]:
    """Return the forms of all documents by node; a form's type is that of most of its mentions."""
    known = {document.id for document in documents}
    grouped: dict[Node, list[NameMention]] = defaultdict(list)
    for reading in readings:
        if reading.document not in known:
            continue
        for name in reading.names:
            key = fold(name.surface)
            if key:
                grouped[reading.document, key].append(name)
    forms: dict[Node, Form] = {}
    for node in sorted(grouped):
        mentions = sorted(grouped[node], key=lambda name: (name.start, name.end))
        tally: Counter[ActorType] = Counter()
        for name in mentions:
            tally[name.type] += 2 if name.title and name.type == "person" else 1
        kind = min(tally, key=lambda one: (-tally[one], one))
        surface = _commonest(mentions)
        forms[node] = Form(node, kind, words_of(surface), surface, mentions)
    return forms


def _commonest(mentions: Sequence[NameMention]) -> str:
    tally = Counter(name.surface for name in mentions)
    return min(tally, key=lambda surface: (-tally[surface], surface.isupper(), surface))
