"""Neutral words: what is said in the record's own voice, and what only an account says.

Invariant: a word that judges (vocabulary/loaded_words.yaml) is printed between quotation marks or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from recount.model.record import ActorNote
from recount.vocabulary.loaded import loaded_pattern, loaded_words

_MARKS = str.maketrans({"“": "«", "”": "»"})
_QUOTED = re.compile(r"(«[^«»]*»)")


def neutral(text: str) -> str:
    """Return a sentence of the record with all words of accounts between the same marks, judging words too."""
    parts = _QUOTED.split(text.translate(_MARKS))
    return "".join(part if _QUOTED.fullmatch(part) else loaded_pattern().sub(r"«\g<0>»", part) for part in parts)


def quoted(words: str) -> str:
    """Return words of an account in quotation marks."""
    return f"«{words}»"


def neutral_name(name: str) -> str:
    """Return a name as the record may print it: a description or a judging word only in quotation marks."""
    name = " ".join(name.split())
    return quoted(name) if loaded_words(name) or not any(map(str.isupper, name)) else name


def name_of(actor: ActorNote) -> str:
    """Return an actor's name in neutral words: its own, else its fullest form that judges nothing, else quoted."""
    if not loaded_words(actor.name):
        return neutral_name(actor.name)
    return neutral_name(max(_plain_forms(actor), key=lambda form: (len(form), form), default=actor.name))


def _plain_forms(actor: ActorNote) -> Iterable[str]:
    return (form.surface for form in actor.names if neutral_name(form.surface) == form.surface)
