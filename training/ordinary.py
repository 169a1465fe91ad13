"""Ordinary words of English: ``python -m training.ordinary`` writes ``vocabulary/ordinary.txt``.

A word is ordinary where texts print it mostly in small letters inside their sentences. The public version of a record
lets a capital at the head of a sentence stand only over such a word. Texts are those of ``training.usual``; only words
found in several texts are kept, so that no name of one case is. A star marks words that are names too ("rose").
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from training.usual import texts

OUT = Path(__file__).resolve().parent.parent / "src" / "recount" / "vocabulary" / "ordinary.txt"
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_LEAST = 2
"""Texts that print a word in small letters before it is listed."""
_SHARE = 0.6
"""Share of its places inside sentences at which it stands in small letters: names that are words too fall below."""
_SURE = 0.93
"""Share from which a word is no name besides; below it is starred. Set on "rose", "baker", "hope" and "miller"."""
_CAPITALS = 0.6
"""Texts with a larger share of capitals (telexes) say nothing of case."""


def main() -> None:
    """Count and write."""
    small: Counter[str] = Counter()
    small_texts: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts():
        letters = [mark for mark in text if mark.isalpha()]
        if not letters or sum(map(str.isupper, letters)) > _CAPITALS * len(letters):
            continue
        here: set[str] = set()
        for match in _WORD.finditer(text):
            word = match.group().replace("\u2019", "'")
            if word.islower():
                small[word] += 1
                here.add(word)
            elif re.search(r"[\w,;] $", text[max(0, match.start() - 2) : match.start()]):
                capital[word.lower()] += 1
        small_texts.update(here)
    kept = [w for w, n in small_texts.items() if n >= _LEAST and small[w] >= _SHARE * (small[w] + capital[w])]
    doubtful = {word for word in kept if small[word] < _SURE * (small[word] + capital[word])}
    lines = [word + "*" * (word in doubtful) for word in sorted(kept) if word.isascii()]
    OUT.write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
