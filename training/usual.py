"""How usual each word is in texts of many kinds: ``python -m training.usual`` writes ``vocabulary/usual.txt``.

What is rare or usual may not come from the folder at hand: one more account would change what all others prove. The
counts come from texts that may train shipped weights (data/SOURCES.tsv) and from the project's own rounds; only
counts are kept, of words found in several texts.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from corpus import fresh
from recount.linking.similarity import words_of

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data" / "train"
OUT = ROOT / "src" / "recount" / "vocabulary" / "usual.txt"
_LEAST = 4
"""Texts in which a word is found before it is listed; rarer ones count as found in none."""
_PER = 100_000
"""Counts are given for so many texts."""
_SHORTEST = 40
"""Words from which a text counts as one; shorter ones say little of what stands beside what."""


def texts() -> Iterator[str]:
    """Yield every text once."""
    for number in fresh.folders():
        yield from (row["text"] for row in fresh.rows(number))
    for path in sorted(DATA.glob("ud_ewt/*.conllu")) + sorted(DATA.glob("gum/**/*.conllu")):
        for block in path.read_text(encoding="utf-8").split("# newdoc")[1:]:
            yield "\n".join(line[9:] for line in block.splitlines() if line.startswith("# text = "))
    for path in sorted(DATA.glob("wikievents/*.jsonl")):
        yield from (" ".join(json.loads(line)["tokens"]) for line in path.read_text(encoding="utf-8").splitlines())
    for path in sorted(DATA.glob("ecbplus/*/*.xml")):
        yield " ".join(token.text or "" for token in ElementTree.parse(path).getroot().iter("token"))
    for path in sorted(DATA.glob("muc4/*/*")):
        if path.is_file() and not path.name.startswith("key"):
            yield from re.split(r"\n(?=(?:DEV|TST\d)-MUC\d-\d+)", path.read_text(encoding="latin-1"))
    for row in json.loads((DATA / "hrdsattack" / "train.json").read_text(encoding="utf-8")):
        yield re.sub(r"<[^>]*>", " ", row["sample"]["Input.article_interface"])


def main() -> None:
    """Count and write."""
    found_in: Counter[str] = Counter()
    total = 0
    for text in texts():
        words = words_of(text)
        if len(words) >= _SHORTEST:
            total += 1
            found_in.update(set(words))
    lines = [
        f"{word}\t{round(count * _PER / total)}"
        for word, count in sorted(found_in.items())
        if count >= _LEAST and not any(letter.isdigit() for letter in word)
    ]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{total} texts, {len(lines)} words, written to {OUT}")


if __name__ == "__main__":
    main()
