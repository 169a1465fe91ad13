"""Names of one actor that are spelled differently: worth a row, because a reader may take them for two.

Invariant: shorter forms, titles and acronyms are no other spelling; one row an actor.
"""

from __future__ import annotations

import unicodedata

from rapidfuzz.distance import Levenshtein

from recount.model.actors import Actor
from recount.model.findings import Conflict
from recount.model.text import Passage
from recount.weighing.evidence import Evidence
from recount.weighing.figures import conflict_id
from recount.weighing.wording import in_words

_REASONS = 3
"""Reasons of a row; an actor with many forms has one for each pair of them."""
_SHORTEST = 4
"""Letters a word needs before another spelling of it is looked for: shorter ones differ by chance."""
_FURTHEST = 0.34
"""Share of letters that may differ between two spellings of one word (an l-i for an l-e, one vowel more, a
hyphen); set on transliterations of Arabic, Persian and Russian names made up for the tests."""


def check_names(evidence: Evidence) -> list[Conflict]:
    """Return one conflict, verdict compatible, for each actor whose name is spelled in clearly different ways."""
    found = []
    for actor in sorted(evidence.actors.values(), key=lambda actor: actor.id):
        spellings = variants(actor)
        if not spellings:
            continue
        first: dict[str, Passage] = {}
        for passage in actor.mentions:
            for spelling in spellings:
                if spelling in passage.quote:
                    first.setdefault(spelling, passage)
        said = in_words([" / ".join(f"“{word}”" for word in group) for group in _groups(spellings)])
        conclusion = f"{said}: different spellings of one name."
        reasons = actor.reasons[:_REASONS] or ("The forms differ in letters only.",)
        found.append(
            Conflict(
                conflict_id("naming", None, "name", actor.id), "naming", "compatible", None, "name", (),
                tuple(sorted(set(first.values()))), conclusion, reasons,
            )
        )  # fmt: skip
    return found


def variants(actor: Actor) -> list[str]:
    """Return the words of an actor's printed names that are spelled in more than one way, most frequent first."""
    counts: dict[str, int] = {}
    for form in actor.names:
        for word in form.surface.replace("\u2019", "'").split():
            plain = word.strip(".,;:()[]\"'“”‘’").removesuffix("'s")
            if plain[:1].isupper() or plain[:3].lower() in ("al-", "el-"):
                counts[plain] = counts.get(plain, 0) + form.count
    words = sorted(counts, key=lambda word: (-counts[word], word))
    chosen: list[str] = []
    for word in words:
        for other in words:
            if word != other and _other_spelling(word, other) and word not in chosen:
                chosen.append(word)
    folded: dict[str, str] = {}
    for word in chosen:
        folded.setdefault(_fold(word), word)
    return list(folded.values()) if len(folded) > 1 else []


def _groups(spellings: list[str]) -> list[list[str]]:
    """Return spellings of the same word together."""
    groups: list[list[str]] = []
    for spelling in spellings:
        home = next((group for group in groups if any(_other_spelling(spelling, other) for other in group)), None)
        if home is None:
            groups.append([spelling])
        else:
            home.append(spelling)
    return groups


def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.lower())
    return "".join(character for character in plain if character.isalnum())


def _other_spelling(one: str, other: str) -> bool:
    first, second = _fold(one), _fold(other)
    if min(len(first), len(second)) < _SHORTEST or first == second:
        return False
    if first.startswith(second) or second.startswith(first) or first[0] != second[0]:
        return False  # an inflected or shortened form: a state and its adjective, a plural
    return Levenshtein.normalized_distance(first, second) <= _FURTHEST
