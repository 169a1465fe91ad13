"""What is known of names before a text is read: which stand, by which rule, and which are withheld.

Invariant: a name is on the list of those that stand only by a rule of ``rules`` or because a person put it there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from recount.linking.folding import fold
from recount.report.public.coarse.places import SmallPlaces

Kind = Literal["person", "body", "place"]


@dataclass(frozen=True, slots=True)
class Known:
    """A name: its folded words, whether it stands, by which rule, of whom it is, and the form that is shown."""

    words: tuple[str, ...]
    stands: bool
    rule: str
    key: str
    kind: Kind
    form: str


@dataclass(slots=True)
class Names:
    """Every name that is known, by its first word, and the words of names withheld so far."""

    loose: set[str] = field(default_factory=set)
    """Words of withheld names: each is withheld on its own too, wherever it stands with a capital."""
    borne: set[str] = field(default_factory=set)
    """Days, nations, titles and small words that are a private person's name, too."""
    small: SmallPlaces = field(default_factory=SmallPlaces)
    """Places smaller than was asked for."""
    _by_first: dict[str, dict[tuple[str, ...], Known]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, form: str, *, stands: bool, rule: str, key: str, kind: Kind) -> None:
        """Add a printed name. Where a name is added twice, what a person said stands, else the first."""
        words = tuple(fold(form).split())
        if words:
            self._by_first[words[0]].setdefault(words, Known(words, stands, rule, key, kind, " ".join(form.split())))

    def starting(self, word: str) -> Iterable[Known]:
        """Return the names that begin with a word, longest first."""
        rows = self._by_first.get(word)
        return sorted(rows.values(), key=lambda known: -len(known.words)) if rows else ()

    def find(self, form: str) -> Known | None:
        """Return what is known of a whole printed name."""
        words = tuple(fold(form).split())
        return self._by_first[words[0]].get(words) if words and words[0] in self._by_first else None

    def all(self) -> list[Known]:
        """Return every name."""
        return [known for rows in self._by_first.values() for known in rows.values()]
