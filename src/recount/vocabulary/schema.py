"""Every vocabulary file as a frozen class: what its fields are, and that they are what they say.

Invariant: a file has exactly the fields of its class (those with a default may be left out), each of its type, and no
word twice in one list; anything else raises ``VocabularyError`` with the file and the field. To add words, edit the
YAML file; to add a field, add it here too.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from recount.errors import VocabularyError
from recount.vocabulary import load

Words = frozenset[str]
"""Words in no order."""
Table = TypeVar("Table")
Hint = Any


@cache
def words_of(cls: type[Table], name: str) -> Table:
    """Return ``vocabulary/<name>.yaml`` as an instance of ``cls``. Raises ``VocabularyError`` where it does not fit."""
    made: Table = _read(cls, load(name), name)
    return made


def _read(hint: Hint, data: Any, where: str) -> Any:
    """Return ``data`` as what ``hint`` says, or raise ``VocabularyError`` naming ``where``."""
    if is_dataclass(hint) and isinstance(hint, type):
        return _row(hint, data, where)
    reader = _READERS.get(get_origin(hint) or hint)
    if reader is None:
        raise TypeError(f"no vocabulary field can be a {hint}")
    return reader(hint, data, where)


def _row(cls: type[Any], data: Any, where: str) -> Any:
    if not isinstance(data, dict):
        raise VocabularyError(f"{where}: a mapping is wanted, not {data!r}")
    hints = get_type_hints(cls)
    known = {one.metadata.get("key", one.name): one for one in fields(cls)}
    unknown = sorted(set(data) - set(known))
    if unknown:
        raise VocabularyError(f"{where}: no field {', '.join(map(str, unknown))}; there are {', '.join(known)}")
    made = {}
    for key, one in known.items():
        if key in data:
            made[one.name] = _read(hints[one.name], data[key], f"{where}.{key}")
        elif one.default is MISSING and one.default_factory is MISSING:
            raise VocabularyError(f"{where}: field {key} is missing")
    return cls(**made)


def _scalar(hint: Hint, data: Any, where: str) -> Any:
    if type(data) is not hint and not (hint is float and type(data) is int):
        raise VocabularyError(f"{where}: {hint.__name__} is wanted, not {data!r}")
    return hint(data)


def _words(hint: Hint, data: Any, where: str) -> Any:
    """Return a list of words as a set or tuple of their type; a lone word is a list of one."""
    kinds = get_args(hint)
    rows = data if isinstance(data, list) else [data]
    if get_origin(hint) is tuple and len(kinds) == 2 and kinds[1] is not Ellipsis:
        return tuple(_read(kind, row, where) for kind, row in zip(kinds, rows, strict=True))
    made = [_read(kinds[0], row, f"{where}[{at}]") for at, row in enumerate(rows)]
    if get_origin(hint) is frozenset:
        twice = sorted({str(word) for word in made if made.count(word) > 1}) if len(set(made)) < len(made) else []
        if twice:
            raise VocabularyError(f"{where}: twice: {', '.join(twice)}")
        return frozenset(made)
    return tuple(made)


def _mapping(hint: Hint, data: Any, where: str) -> Any:
    key, value = get_args(hint)
    if not isinstance(data, dict):
        raise VocabularyError(f"{where}: a mapping is wanted, not {data!r}")
    return {_read(key, name, where): _read(value, row, f"{where}.{name}") for name, row in data.items()}


def _choice(hint: Hint, data: Any, where: str) -> Any:
    if data not in get_args(hint):
        raise VocabularyError(f"{where}: {data!r} is none of {', '.join(map(str, get_args(hint)))}")
    return data


def _either(hint: Hint, data: Any, where: str) -> Any:
    kinds = [kind for kind in get_args(hint) if kind is not type(None)]
    if data is None and len(kinds) < len(get_args(hint)):
        return None
    return _read(kinds[0], data, where)


_READERS: dict[Hint, Callable[[Hint, Any, str], Any]] = {
    str: _scalar, int: _scalar, float: _scalar, bool: _scalar,
    frozenset: _words, tuple: _words, dict: _mapping, Literal: _choice, Union: _either, types.UnionType: _either,
}  # fmt: skip


Manner = Literal["reported", "alleged", "denied", "possible", "predicted", "demanded", "question", "opinion"]
"""How a reporting word puts what it reports."""
VerbGroup = Literal[
    "reported", "found", "alleged", "denied", "possible", "predicted", "demanded", "question", "wished", "named",
    "judged", "told",
]  # fmt: skip
Frame = Literal[
    "object", "infinitive", "asking", "promising", "factive", "informing", "commanding", "calling", "relaying", "hearing",
    "counting", "placing",
]  # fmt: skip
NounFrame = Literal["of", "voiced", "answer"]


@dataclass(frozen=True)
class AttributionWords:
    """Words with which somebody else is given the word; the fields are explained in ``attribution.yaml``."""

    verbs: dict[VerbGroup, Words]
    frames: dict[Frame, Words]
    prepositions: dict[str, Words]
    tolls: Words
    particles: Words
    negators: Words
    nouns: dict[Manner, Words]
    noun_frames: dict[NounFrame, Words]
    according: tuple[tuple[str, ...], ...]
    accounts: dict[str, Words]
    rules: Words
    documents: Words
    occasions: Words
    accusing: Words
    makers: Words
    publishers: Words
    publisher_names: Words
    relaying: Words
    news: Words
    bodies: Words
    pronouns: dict[str, str]


Effect = Literal[
    "alleged", "reported", "possible", "denied", "opinion", "predicted", "conditional", "demanded", "negative"
]  # fmt: skip
"""What a word does to what it governs: the certainty that it gives, or that it turns the polarity."""


@dataclass(frozen=True)
class CertaintyWords:
    """Words that say how firmly a statement is put; the fields are explained in ``certainty.yaml``."""

    auxiliaries: dict[Effect, Words]
    adverbs: dict[Effect, Words]
    adjectives: dict[Effect, Words]
    negators: Words
    conditions: Words
    infinitive: dict[Effect, Words]
    under_adjective: dict[Effect, Words]
    under_noun: dict[Effect, Words]
    evaluative: Words
    views: Words
    occurrence: Words
    given: Words
    later: Words
    definite: Words
