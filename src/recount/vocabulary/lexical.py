"""What a word is by the vocabularies alone: its class as a noun, its outcome as an act.

Invariant: a pure lookup of lower-case words; it says what a word may be, never what it is in a text.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from recount.vocabulary import load

NOUN_CLASSES = (
    "unknown", "person", "perhaps_person", "group", "vehicle", "animal", "weapon", "building", "time", "measure",
    "document", "part", "thing",
)  # fmt: skip
_OF_THINGS = {
    "time": "time", "distance": "measure", "area": "measure", "weight": "measure", "money": "measure",
    "share": "measure", "temperature": "measure", "vehicle": "vehicle", "animal": "animal", "building": "building",
    "weapon": "weapon", "document": "document",
}  # fmt: skip
_ENDINGS = ("man", "woman", "men", "women", "person", "people", "child", "children", "boy", "girl")
_AGENTS = ("er", "or", "ist", "eer", "ian", "ant", "ee")
_LEAST = 7
"""Letters of a word that may be taken for a person by its ending alone: shorter ones are other words too often."""


@cache
def noun_classes() -> dict[str, str]:
    """Return every listed noun (singular, and irregular plurals) with its class; hand-made lists win over WordNet."""
    found: dict[str, str] = {}
    for kind, nouns in load("persons").items():
        for noun in nouns:
            found[noun] = "group" if kind == "groups" else "person"
    for kind, nouns in load("things").items():
        for noun in nouns:
            if kind != "force":
                found.setdefault(noun, _OF_THINGS.get(kind, "thing"))
    lines = (resources.files(__package__) / "nouns.txt").read_text(encoding="ascii").splitlines()
    for line in lines:
        name, *nouns = line.split(" ")
        for noun in nouns:
            found.setdefault(noun, "thing" if name == "artefact" else name)
    return found


def singulars(word: str) -> list[str]:
    """Return a word and what it may be the plural of."""
    found = [word]
    for ending, instead in (
        ("ies", "y"),
        ("es", ""),
        ("s", ""),
        ("men", "man"),
        ("children", "child"),
        ("wives", "wife"),
    ):
        if word.endswith(ending) and len(word) > len(ending):
            found.append(word[: -len(ending)] + instead)
    return found


@cache
def noun_class(word: str, lemma: str) -> str:
    """Return the class of a noun: by its own form, its lemma, its singular, its last part, its ending."""
    known = noun_classes()
    for form in (word, lemma, *singulars(word)):
        if form in known:
            return known[form]
    tail = word.rpartition("-")[2]
    if tail and tail != word:
        return noun_class(tail, tail)
    if word.endswith(_ENDINGS) and len(word) > 5:
        return "person"
    if len(lemma) >= _LEAST and lemma.endswith(_AGENTS):
        return "perhaps_person"
    return "unknown"


@cache
def act_outcomes() -> dict[str, str]:
    """Return the head words of acts with their outcome, or their type where nobody need be hurt; the first row wins."""
    found: dict[str, str] = {}
    for part in ("verbs", "nouns", "states"):
        for row in load("acts")[part]:
            words = row["act"].split()
            head = words[1] if words[0] in ("not", "never") and len(words) > 1 else words[0]
            if len(words) == 1 or part == "states":
                found.setdefault(head, row.get("outcome") or "event")
    return found


@cache
def event_words(part: str | None = None) -> dict[str, str]:
    """Return the single words that mention events with their incident types; ``part`` is verbs, nouns or both."""
    found: dict[str, str] = {}
    for name in ("verbs", "nouns"):
        if part in (None, name):
            for row in load("acts")[name]:
                if row.get("type") and " " not in row["act"]:
                    found.setdefault(row["act"], row["type"])
    return found
