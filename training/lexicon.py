"""Word lists learned from the training treebanks: abbreviations, kept hyphens, lemmas of seen forms."""

from __future__ import annotations

import gzip
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from training.examples import Example

WORD_LIST_SHA256 = "fd6f807e796da07f2a430d073cefae17004f7147abda065bb48b129dc29a850f"
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


def _listed_lemmas() -> dict[str, str]:
    """Return lemmas of irregular forms from the word list of lemminflect (MIT), where it names only one.

    Forms that merely add ``s``, ``ed`` or ``ing`` are left to the rules. Raises ``RuntimeError`` if the list is
    absent or not the pinned one.
    """
    spec = find_spec("lemminflect")
    path = Path(spec.origin).parent / "resources/lemma_lu.csv.gz" if spec and spec.origin else None
    if path is None or hashlib.sha256(path.read_bytes()).hexdigest() != WORD_LIST_SHA256:
        raise RuntimeError("the pinned word list is missing: pip install lemminflect==0.2.3")
    table = {}
    tags = {"verb": "VERB", "noun": "NOUN", "adj": "ADJ", "adv": "ADV"}
    for line in gzip.decompress(path.read_bytes()).decode("utf8").splitlines():
        form, tag, *lemmas_ = line.split(",")
        if tag in tags and len(lemmas_) == 1 and "/" not in lemmas_[0] and form.islower():
            lemma = lemmas_[0]
            kept_s = lemma == form and tag == "noun" and form.endswith("s")
            if kept_s or (lemma != form and form not in (lemma + "s", lemma + "ed", lemma + "ing")):
                table[f"{form}\t{tags[tag]}"] = lemma
    return table


def lemmas(examples: Iterable[Example]) -> dict[str, str]:
    """Return ``form<TAB>UPOS`` to lemma for every form whose lemma never varies, and for listed irregular forms."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for example in examples:
        if example.lemmas is None or example.upos is None:
            continue
        for word, upos, lemma in zip(example.words, example.upos, example.lemmas, strict=True):
            found[f"{word.lower()}\t{upos}"][lemma] += 1
    seen = {key: next(iter(counts)) for key, counts in found.items() if len(counts) == 1}
    listed = {key: lemma for key, lemma in _listed_lemmas().items() if key not in found}
    return dict(sorted((listed | seen).items()))
