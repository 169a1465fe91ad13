"""Words of withheld names, learned from every account before one is read: each is withheld on its own, too.

Invariant: a word is learned from a name that is withheld, never from one that stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recount.linking.folding import fold
from recount.model.record import Record
from recount.report.public.known import Names
from recount.report.public.persons import SHORTEST
from recount.report.public.spans import find
from recount.report.public.words import is_doubtful, is_ordinary, kin_words, particles, structure


def learn(names: Names, record: Record) -> None:
    """Add the words of every withheld name to those withheld on their own."""
    for known in names.all():
        if not known.stands and known.kind == "person":
            words = [word for word in known.words if not _is_placed(names, word)]
            names.loose.update(_name_words(words, all_of=len(known.words) > 1))
    for document in record.documents:
        text = document.text or ""
        for one in find(text, names).withheld:
            if not one.identifier and (one.known is None or one.known.kind == "person"):
                words = [word for word in fold(text[one.start : one.end]).split() if not _is_placed(names, word)]
                names.loose.update(word for word in _name_words(words, all_of=len(words) > 1) if not _is_plain(word))


def _name_words(words: Iterable[str], *, all_of: bool) -> Iterator[str]:
    """Yield the words of a name that are withheld alone; of the language's own words only with ``all_of``."""
    for word in words:
        if len(word) >= SHORTEST and word not in particles() | structure() | kin_words():
            if all_of or not is_ordinary(word):
                yield word


def _is_placed(names: Names, word: str) -> bool:
    """Tell whether a word alone is a place that stands."""
    known = names.find(word)
    return known is not None and known.stands and known.kind == "place"


def _is_plain(word: str) -> bool:
    """Tell whether a word is of the language and no name besides."""
    return is_ordinary(word) and not is_doubtful(word)
