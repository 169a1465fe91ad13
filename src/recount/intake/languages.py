"""Which language a text is in: English by its function words, others by a character model.

Invariant: a text whose language cannot be told is ``und``, never a guess.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from recount.vocabulary import load

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
_ENGLISH_SHARE = 0.18
"""Share of function words from which a text is English. English news and comments of the train sets lie
between 0.3 and 0.5, captions and headlines above 0.1; French, Spanish, German and Dutch texts below 0.08."""
_SURE = 0.5
"""Normalised probability from which the character model's answer is taken."""


def identify(text: str) -> str:
    """Return the ISO 639-1 code of the language of ``text``, or ``und`` where it cannot be told."""
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    if not words:
        return "und"
    english = _english()
    share = sum(word in english for word in words) / len(words)
    if share >= _ENGLISH_SHARE:
        return "en"
    identifier = _identifier()
    code, probability = identifier.classify(text[:_SAMPLE].lower())
    if probability >= _SURE:
        return str(code)
    return "en" if share > 0 and text.isascii() else "und"


@cache
def _english() -> frozenset[str]:
    return frozenset(load("function_words")["english"])


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
