"""Outcome words on a page: which tokens say that people were killed, wounded, detained, and in what form.

Invariant: a trigger is a whole word or fixed phrase of ``vocabulary/outcomes.yaml``; nothing here decides who
the victims are or how many.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from recount.model.claims import Outcome
from recount.reading.casualty_idioms import context_outcome, idiom_at, idiom_starters
from recount.reading.page import Page
from recount.vocabulary import load

Shape = Literal["base", "third", "past", "gerund"]
TriggerKind = Literal[
    "transitive", "intransitive", "state", "noun", "toll", "lives", "bodies", "listed", "described", "heading"
]

_IRREGULAR: dict[str, tuple[str, str, str, str]] = {
    "slay": ("slays", "slew", "slain", "slaying"),
    "shoot": ("shoots", "shot", "shot", "shooting"),
    "hurt": ("hurts", "hurt", "hurt", "hurting"),
    "beat": ("beats", "beat", "beaten", "beating"),
    "run": ("runs", "ran", "run", "running"),
    "gun": ("guns", "gunned", "gunned", "gunning"),
    "mow": ("mows", "mowed", "mown", "mowing"),
    "die": ("dies", "died", "died", "dying"),
    "strike": ("strikes", "struck", "struck", "striking"),
    "burn": ("burns", "burned", "burnt", "burning"),
    "put": ("puts", "put", "put", "putting"),
    "take": ("takes", "took", "taken", "taking"),
    "hold": ("holds", "held", "held", "holding"),
    "go": ("goes", "went", "gone", "going"),
    "bleed": ("bleeds", "bled", "bled", "bleeding"),
    "freeze": ("freezes", "froze", "frozen", "freezing"),
    "stab": ("stabs", "stabbed", "stabbed", "stabbing"),
    "nab": ("nabs", "nabbed", "nabbed", "nabbing"),
    "whip": ("whips", "whipped", "whipped", "whipping"),
    "flog": ("flogs", "flogged", "flogged", "flogging"),
    "kidnap": ("kidnaps", "kidnapped", "kidnapped", "kidnapping"),
    "fall": ("falls", "fell", "fallen", "falling"),
    "meet": ("meets", "met", "met", "meeting"),
    "hang": ("hangs", "hanged", "hanged", "hanging"),
    "flee": ("flees", "fled", "fled", "fleeing"),
    "lose": ("loses", "lost", "lost", "losing"),
    "cut": ("cuts", "cut", "cut", "cutting"),
    "slit": ("slits", "slit", "slit", "slitting"),
    "have": ("has", "had", "had", "having"),
    "blow": ("blows", "blew", "blown", "blowing"),
    "make": ("makes", "made", "made", "making"),
    "leave": ("leaves", "left", "left", "leaving"),
    "drive": ("drives", "drove", "driven", "driving"),
    "drag": ("drags", "dragged", "dragged", "dragging"),
}


@dataclass(frozen=True, slots=True)
class Trigger:
    """Tokens ``first`` to ``last`` (exclusive) that carry an outcome; ``at`` is the token that heads them.

    ``subject`` is true where the victim is the subject of the active form; ``person`` where the word is used
    of things as well, so that its victim must be a known person. ``verb`` is the lemma; ``negated`` says that the
    words hold their own negation ("have not been seen").
    """

    at: int
    first: int
    last: int
    outcome: Outcome
    kind: TriggerKind
    verb: str
    shape: Shape | None = None
    subject: bool = False
    person: bool = False
    negated: bool = False


@dataclass(frozen=True)
class _Lexicon:
    verbs: dict[str, list[tuple[str, Shape, Outcome, str, bool]]]
    """Form to (lemma, shape, outcome, particle, subject)."""
    fixed: dict[str, list[tuple[str, Shape, Outcome, tuple[str, ...], bool]]]
    states: dict[str, Outcome]
    nouns: dict[str, Outcome]
    acts: dict[str, Outcome]
    persons_only: frozenset[str]
    deadly: frozenset[str]
    lives: frozenset[str]
    bodies: frozenset[str]
    finds: frozenset[str]
    body_parts: frozenset[str]
    authorities: frozenset[str]
    lost: frozenset[str]


def _forms(lemma: str) -> Iterator[tuple[str, Shape]]:
    """Yield the inflected forms of a verb with their shapes (past and participle are one shape)."""
    if lemma in _IRREGULAR:
        third, past, participle, gerund = _IRREGULAR[lemma]
    else:
        stem = lemma[:-1] if lemma.endswith("e") else lemma
        third = lemma + ("es" if lemma.endswith(("sh", "ch", "s", "x")) else "s")
        past = participle = stem + "ed"
        gerund = stem + "ing"
        if lemma.endswith("ry"):
            third, past = lemma[:-1] + "ies", lemma[:-1] + "ied"
            participle = past
    yield lemma, "base"
    yield third, "third"
    yield past, "past"
    yield participle, "past"
    yield gerund, "gerund"


@cache
def _lexicon() -> _Lexicon:
    table = load("outcomes")
    verbs: dict[str, list[tuple[str, Shape, Outcome, str, bool]]] = {}
    for group, subject in (("transitive", False), ("intransitive", True)):
        for outcome, phrases in table[group].items():
            for phrase in phrases:
                lemma, _, particle = phrase.partition(" ")
                for form, shape in dict.fromkeys(_forms(lemma)):
                    verbs.setdefault(form, []).append((lemma, shape, cast(Outcome, outcome), particle, subject))
    fixed: dict[str, list[tuple[str, Shape, Outcome, tuple[str, ...], bool]]] = {}
    for row in table["fixed"]:
        for form, shape in dict.fromkeys(_forms(row["verb"])):
            entry = (row["verb"], shape, row["outcome"], tuple(row["with"]), bool(row.get("subject")))
            fixed.setdefault(form, []).append(entry)
    nouns: dict[str, Outcome] = {}
    for outcome, words in table["nouns"].items():
        for word in words:
            nouns[word] = outcome
            nouns[word[:-1] + "ies" if word.endswith("y") else word + "s"] = outcome
    return _Lexicon(
        verbs=verbs,
        fixed=fixed,
        states={word: outcome for outcome, words in table["states"].items() for word in words},
        nouns=nouns,
        acts={word: outcome for outcome, words in table["acts"].items() for word in words},
        persons_only=frozenset(table["persons_only"]),
        deadly=frozenset(table["deadly"]),
        lives=frozenset(table["lives"]["verbs"]),
        bodies=frozenset(table["bodies"]["nouns"]),
        finds=frozenset(table["bodies"]["verbs"]),
        body_parts=frozenset(table["body_parts"]),
        authorities=frozenset(table["authorities"]),
        lost=frozenset(table["lost"]),
    )


_MASSES = frozenset({"water", "work", "evidence", "law", "literature", "knowledge", "research", "opinion"})


_LOSING = frozenset({"lost", "lose", "loses", "losing"})


_TAKING = frozenset({"took", "taken", "take", "takes", "taking"})


_INCIDENTS = frozenset(
    {"homicide", "homicides", "murder", "murders", "killing", "killings", "slaying", "slayings", "assassination",
     "assassinations", "beheading", "beheadings", "drowning", "disappearances"}
)  # fmt: skip


@cache
def _starters() -> frozenset[str]:
    words = _lexicon()
    return frozenset(
        [*words.verbs, *words.fixed, *words.states, *words.nouns, *words.acts, *words.bodies,
         *idiom_starters(), *_TAKING, *_LOSING, *listing_words(), "lost", "died", "toll", "count", "number", "lives",
         "life"]
    )  # fmt: skip


def act_outcome(word: str) -> Outcome | None:
    """Return the outcome of an act noun ("killing", "deaths"), None for other words."""
    return _lexicon().acts.get(word)


@cache
def listing_words() -> dict[str, Outcome]:
    """Return the words that name the harmed as a group ("the dead", "the fatalities") with their outcomes."""
    lexicon = _lexicon()
    plain: dict[str, Outcome] = {"killed": "killed", "victims": "killed_or_wounded"}
    return {**{word: outcome for word, outcome in lexicon.nouns.items() if word != "death"}, **lexicon.states, **plain}


@cache
def participles() -> frozenset[str]:
    """Return the participles that are no past tense ("beaten")."""
    return frozenset(load("outcomes")["participles"])


@cache
def fiction() -> frozenset[str]:
    """Return the nouns for works in which nothing happens to anybody."""
    return frozenset(load("outcomes")["fiction"])


def counts_persons(noun: str) -> bool:
    """Whether a number on the noun counts persons ("two deaths") and not events ("two massacres")."""
    return noun in _lexicon().nouns or noun in _INCIDENTS


def find_triggers(page: Page, first: int, last: int) -> list[Trigger]:
    """Return the triggers among tokens ``first`` to ``last`` (exclusive), in order, without overlaps."""
    starters = _starters()
    lower = page.lower
    if any(lower[index] in fiction() and page.tokens[index].xpos.startswith("NN") for index in range(first, last)):
        return []
    found: list[Trigger] = []
    at = first
    while at < last:
        trigger = _at(page, at, first, last) if lower[at] in starters else None
        if trigger is None:
            at += 1
            continue
        found.append(trigger)
        at = max(at + 1, trigger.last if trigger.first == at and _whole(trigger) else at + 1)
    return _without_overlaps(found)


def _whole(trigger: Trigger) -> bool:
    return trigger.last - trigger.first <= 3


def _without_overlaps(triggers: list[Trigger]) -> list[Trigger]:
    kept: list[Trigger] = []
    for trigger in triggers:
        if kept and trigger.at < kept[-1].last and (trigger.kind == "state" or kept[-1].kind == "toll"):
            continue  # "dead" of "shot dead"
        kept.append(trigger)
    return kept


def _at(page: Page, at: int, first: int, last: int) -> Trigger | None:
    words, lower = _lexicon(), page.lower
    word, token = lower[at], page.tokens[at]
    listed = listing_words().get(word)
    if listed is not None or word in ("lost", "died"):
        colon = _colon(page, at, last)
        if colon is not None:
            return Trigger(at, at, colon + 1, listed or "killed", "heading", word)
    for lemma, shape, outcome, phrase, subject in words.fixed.get(word, ()):
        place = _phrase_after(lower, at + 1, last, phrase)
        if place is not None and _is_verb(page, at, shape, last):
            if subject and "fatal" in lower[at:place]:
                outcome = "killed"
            return Trigger(
                at, at, place, outcome, "intransitive" if subject else "transitive", lemma, shape, subject, True
            )
    if word in idiom_starters():
        idiom = idiom_at(page, at, first, last)
        if idiom is not None:
            head = _heading(page, at, idiom.last, idiom.last - 1 if idiom.negated else at)
            return Trigger(
                head, at, idiom.last, idiom.outcome, "described", word,
                subject=idiom.subject, negated=idiom.negated, person=idiom.outcome != "wounded",
            )  # fmt: skip
    if word in _TAKING:
        taken = _taking(page, at, first, last)
        if taken is not None:
            form: Shape = "gerund" if word == "taking" else "past" if word != "takes" else "third"
            return Trigger(at, at, at + 1, taken, "transitive", "take", form, person=True)
    if word in _LOSING and at + 2 < last and page.tokens[at + 1].xpos == "CD" and lower[at + 2] in words.lost:
        form = "past" if word == "lost" else "base"
        return Trigger(at, at, at + 1, "killed", "transitive", "lose", form, person=True)
    if word in ("lives", "life") and token.xpos.startswith("NN"):
        return _lives(page, at, first)
    if word == "number":
        return _number_of(page, at, last)
    if at - 2 >= first and lower[at - 1] in ("the", "those") and lower[at - 2] == "among":
        listed = listing_words().get(word)
        return Trigger(at, at, at + 1, listed, "listed", word) if listed is not None else None
    if word == "toll" or (word == "count" and at > first and lower[at - 1] == "body"):
        return _toll(page, at, first)
    if word in words.bodies and token.xpos.startswith("NN"):
        if lower[at + 1 : at + 2] == ["of"] and lower[at + 2 : at + 3] and lower[at + 2] in _MASSES:
            return None
        after = lower[at + 1] if at + 1 < last else ""
        if at > first and page.tokens[at - 1].xpos == "CD" and after not in ("of", "that", "which"):
            return Trigger(at, at, at + 1, "killed", "bodies", "body")
        near = range(max(first, at - 12), min(last, at + 25))
        if any(lower[index] in words.finds for index in near):
            return Trigger(at, at, at + 1, "killed", "bodies", "body")
        return None
    for lemma, shape, outcome, particle, subject in words.verbs.get(word, ()):
        end = at + 1
        if particle:
            if end >= last or lower[end] != particle:
                continue
            end += 1
        if not _is_verb(page, at, shape, last):
            continue
        whole = f"{lemma} {particle}".strip()
        if outcome in ("killed_or_wounded", "wounded") and (_near(lower, at, words.deadly, first, last)):
            outcome = "killed"
        elif outcome == "killed_or_wounded" and _hit(lower, at + 1, last, words.body_parts):
            outcome = "wounded"
        if word in words.states and token.xpos.startswith("JJ") and not particle:
            break  # "wounded", "hurt" as an adjective
        person = whole in words.persons_only
        if whole == "pick up" and not words.authorities & set(lower[first:last]):
            continue
        if lemma in ("seize", "snatch") and words.authorities & set(lower[first:last]):
            outcome = "detained"
        return Trigger(at, at, end, outcome, "intransitive" if subject else "transitive", lemma, shape, subject, person)
    counted = at > first and page.tokens[at - 1].xpos == "CD"
    if word in words.states and (counted or not (word == "hurt" and token.xpos.startswith("NN"))):
        return Trigger(at, at, at + 1, words.states[word], "state", word)
    if (word in words.nouns or word in words.acts) and token.xpos.startswith("NN"):
        outcome = words.nouns.get(word) or words.acts[word]
        follow = lower[at + 1] if at + 1 < last else ""
        if outcome == "killed_or_wounded" and words.acts.get(follow) == "killed":
            return Trigger(at + 1, at, at + 2, "killed", "noun", follow)
        if outcome == "killed_or_wounded" and at > first and lower[at - 1] in ("fatal", "deadly"):
            return Trigger(at, at - 1, at + 1, "killed", "noun", word)
        return Trigger(at, at, at + 1, outcome, "noun", word)
    return None


def _heading(page: Page, first: int, last: int, default: int) -> int:
    """Return the token of ``first`` to ``last`` whose head lies outside them."""
    inside = range(first, last)
    return next((index for index in inside if page.tokens[index].head not in inside), default)


def _colon(page: Page, at: int, last: int) -> int | None:
    """Return the colon of a heading such as "Killed:", "Lost with the Arrow:" that a list follows."""
    for place in range(at + 1, min(last - 1, at + 7)):
        if page.lower[place] == ":":
            token = page.tokens[place + 1]
            opens = token.xpos == "CD" or token.upos == "PROPN" or page.lower[place + 1] in ("a", "an")
            return place if opens and page.tokens[place].start + 1 < token.start else None
        if page.tokens[place].upos in ("VERB", "AUX", "NUM", "PUNCT") or page.tokens[place].xpos == "CD":
            return None
    return None


def _taking(page: Page, at: int, first: int, last: int) -> Outcome | None:
    """Return what "took seven nuns", "23 taken" is in an account that speaks of abduction or of arrest."""
    word, after = page.lower[at], page.lower[at + 1] if at + 1 < last else "."
    if word == "taken":
        counted = at > first and any(page.tokens[i].xpos == "CD" for i in range(max(first, at - 2), at))
        ends = not after[:1].isalnum() or after in ("on", "from", "by", "and", "in", "at")
        return context_outcome(page) if counted and ends else None
    if at + 2 < last and page.tokens[at + 1].xpos == "CD" and page.tokens[at + 2].upos == "NOUN":
        follow = page.lower[at + 3] if at + 3 < last else "."
        return context_outcome(page) if follow not in ("to", "into", "on", "aboard", "home", "part") else None
    return None


def _phrase_after(lower: list[str], at: int, last: int, phrase: tuple[str, ...]) -> int | None:
    """Return the end of ``phrase`` where it follows ``at`` with at most six words between, None elsewhere."""
    for place in range(at, min(last, at + 7)):
        if tuple(lower[place : place + len(phrase)]) == phrase:
            return place + len(phrase)
        if lower[place] in (".", ";", "and", "but", "when", "while", "who", "by", "in"):
            if place > at or lower[place] not in ("and",):
                return None
    return None


def _near(lower: list[str], at: int, words: frozenset[str], first: int, last: int) -> bool:
    return (at > first and lower[at - 1] in words) or (at + 1 < last and lower[at + 1] in words)


def _hit(lower: list[str], at: int, last: int, parts: frozenset[str]) -> bool:
    """Whether "in the leg", "in his back" follows within four words."""
    for place in range(at, min(last, at + 5)):
        if lower[place] in ("in", "through") and any(word in parts for word in lower[place + 1 : min(last, place + 4)]):
            return not {"head", "chest", "neck", "face"} & set(lower[place + 1 : min(last, place + 4)])
    return False


def _is_verb(page: Page, at: int, shape: Shape, last: int) -> bool:
    """Whether the word is used as a verb here; the tagger is overruled for forms that are no noun."""
    token = page.tokens[at]
    tag = token.xpos
    if shape == "past":
        return not (tag.startswith("NN") and page.lower[at] in ("shot", "run", "put", "hurt"))
    if shape == "gerund":
        return tag.startswith("V") or (
            tag.startswith("NN") and token.deprel in ("acl", "advcl", "conj", "xcomp", "ccomp")
        )
    if shape == "third":
        return tag.startswith("V") or (at + 1 < last and page.tokens[at + 1].xpos == "CD")
    if page.lower[at] in ("die", "perish"):
        return tag.startswith(("V", "NN"))  # taken for a noun in headlines
    return tag in ("VB", "VBP")  # "hurt", "shot" as VBD or VBN are read as past


def _lives(page: Page, at: int, first: int) -> Trigger | None:
    """Return "claimed the lives of", "lost their lives", "cost nine lives", "lives were lost"."""
    words, lower = _lexicon(), page.lower
    for place in range(at - 1, max(first, at - 9) - 1, -1):
        if lower[place] in words.lives and page.tokens[place].upos in ("VERB", "AUX", "ADJ", "NOUN"):
            return Trigger(place, place, at + 1, "killed", "lives", lower[place])
        if lower[place] in (".", ";", "and", "but", ","):
            break
    for place in range(at + 1, min(len(lower), at + 5)):
        if lower[place] in ("lost", "claimed", "taken"):
            return Trigger(place, at, place + 1, "killed", "lives", "lives")
    if at > first and lower[at - 1] == "of" and lower[max(first, at - 2)] == "loss":
        return Trigger(at - 2, at - 2, at + 1, "killed", "lives", "loss")
    for place in range(at - 1, max(first, at - 6) - 1, -1):
        if lower[place] == "loss" and "of" in lower[place:at]:
            return Trigger(place, place, at + 1, "killed", "lives", "loss")
    return None


_COUNTED = frozenset(
    {"of", "the", "those", "people", "persons", "victims", "civilians", "reported", "confirmed", "total"}
)


def _number_of(page: Page, at: int, last: int) -> Trigger | None:
    """Return "the number of dead", "the number of people killed", "the number killed" as a toll."""
    words, lower = _lexicon(), page.lower
    for place in range(at + 1, min(last, at + 5)):
        word = lower[place]
        outcome = words.states.get(word) or words.nouns.get(word) or ("killed" if word == "killed" else None)
        if outcome is not None:
            return Trigger(at, at, place + 1, outcome, "toll", "toll")
        if word not in _COUNTED:
            break
    return None


def _toll(page: Page, at: int, first: int) -> Trigger | None:
    """Return "death toll", "toll", "body count" with the outcome it counts."""
    before = page.lower[at - 1] if at > first else ""
    if page.lower[at] == "count":
        return Trigger(at, at - 1, at + 1, "killed", "toll", "toll")
    if before in ("injury", "injured", "wounded"):
        return Trigger(at, at - 1, at + 1, "wounded", "toll", "toll")
    if before == "casualty":
        return Trigger(at, at - 1, at + 1, "killed_or_wounded", "toll", "toll")
    begin = at - 1 if before in ("death", "deaths", "overall", "total", "official", "final") else at
    return Trigger(at, begin, at + 1, "killed", "toll", "toll")
