"""Neutral words: what is said in the record's own voice, and what only an account says.

Invariant: a word that judges (vocabulary/loaded_words.yaml) is printed between quotation marks or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from recount.model.record import ActorNote
from recount.vocabulary import load

_MARKS = str.maketrans({"“": "«", "”": "»"})
_GROUPS = ("acts", "persons", "bodies", "qualities")


@cache
def _loaded() -> re.Pattern[str]:
    listed: Any = load("loaded_words")
    plain: dict[str, list[str]] = listed.get("plain_before", {})
    words = sorted({str(word) for group in _GROUPS for word in listed[group]}, key=lambda word: (-len(word), word))
    forms = []
    for word in words:
        after = "|".join(map(re.escape, plain.get(word, ())))
        stem = re.escape(word).replace(r"\ ", r"\s+")
        forms.append(rf"{stem}(?:e?s|e?d)?" + (rf"(?!\s+(?:{after}))" if after else ""))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])", re.IGNORECASE)


def loaded_words(text: str) -> list[str]:
    """Return the words of ``text`` that judge while they name, as printed."""
    return [match.group() for match in _loaded().finditer(text)]


def one_kind_of_marks(text: str) -> str:
    """Return ``text`` with all words of accounts between the same quotation marks."""
    return text.translate(_MARKS)


def quoted(words: str) -> str:
    """Return words of an account in quotation marks."""
    return f"«{words}»"


def neutral_name(name: str) -> str:
    """Return a name as the record may print it: a description or a judging word only in quotation marks."""
    return quoted(name) if loaded_words(name) or not any(map(str.isupper, name)) else name


def name_of(actor: ActorNote) -> str:
    """Return an actor's name in neutral words: its own, else its fullest form that judges nothing, else quoted."""
    if not loaded_words(actor.name):
        return neutral_name(actor.name)
    return neutral_name(max(_plain_forms(actor), key=lambda form: (len(form), form), default=actor.name))


def _plain_forms(actor: ActorNote) -> Iterable[str]:
    return (form.surface for form in actor.names if neutral_name(form.surface) == form.surface)
