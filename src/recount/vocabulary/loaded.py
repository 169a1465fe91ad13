"""Words that judge while they name, as a matcher: where a record speaks itself, they stand in quotation marks."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from recount.vocabulary import load

_GROUPS = ("acts", "persons", "bodies", "qualities")


@cache
def loaded_pattern() -> re.Pattern[str]:
    """Return the matcher of the words in loaded_words.yaml, with their plurals and past forms."""
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
    return [match.group() for match in loaded_pattern().finditer(text)]
