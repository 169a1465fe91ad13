"""Word lists learned from the training treebanks: abbreviations, kept hyphens, lemmas of seen forms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from training.examples import Example

_LISTED = Path(__file__).with_name("abbreviations.txt")


@dataclass(frozen=True, slots=True)
class Words:
    """What the tokeniser needs: see :class:`recount.language.tokeniser.Tokeniser`."""

    abbreviations: list[str]
    prefixes: list[str]
    compounds: list[str]


def words(examples: Iterable[Example]) -> Words:
    """Learn abbreviations and kept hyphens; the team's own list of abbreviations is added."""
    pointed: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    split: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for example in examples:
        spaces = example.spaces or [True] * len(example.words)
        for index, word in enumerate(example.words):
            if len(word) > 2 and word.endswith(".") and word[:-1].isalpha():
                pointed[word[:-1].lower()] += 1
            if "-" in word[1:-1] and word.replace("-", "").isalpha():
                kept[word.split("-")[0].lower()] += 1
                whole[word.lower()] += 1
            if index + 1 < len(example.words) and example.words[index + 1] == "-" and not spaces[index]:
                split[word.lower()] += 1
    listed = {line.strip() for line in _LISTED.read_text(encoding="utf8").splitlines() if line.strip()}
    return Words(
        abbreviations=sorted(set(pointed) | listed),
        prefixes=sorted(p for p, n in kept.items() if n >= 2 and n > split[p]),
        compounds=sorted(whole),
    )


def lemmas(examples: Iterable[Example]) -> dict[str, str]:
    """Return ``form<TAB>UPOS`` to lemma for every form whose lemma never varies."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for example in examples:
        if example.lemmas is None or example.upos is None:
            continue
        for word, upos, lemma in zip(example.words, example.upos, example.lemmas, strict=True):
            found[f"{word.lower()}\t{upos}"][lemma] += 1
    return {key: next(iter(counts)) for key, counts in sorted(found.items()) if len(counts) == 1}
