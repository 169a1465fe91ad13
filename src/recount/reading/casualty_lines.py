"""A sentence on the casualty desk: its phrases and triggers, and which phrases stand in one list.

Invariant: a list never runs into a clause of its own, and what renames or spells out a phrase is not counted again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from recount.reading.casualty_phrases import Phrase
from recount.reading.casualty_words import Trigger
from recount.reading.page import Page
from recount.vocabulary import load

MARKS = frozenset({",", "-", "–", "—", "(", ")", "--", ":", '"', "“", "”"})


BEFORE_PARTS = frozenset(
    {"including", "of", "in", "from", "with", "at", "near", "by", "among", "between", "for", "on", "to", "into",
    "like",
     "outside", "inside", "around", "during", "through", "against", "as", "than", "under", "over", "aboard",
     "after", "since"}
)  # fmt: skip


REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself"})


@dataclass(frozen=True)
class Line:
    """A sentence with its phrases and triggers."""

    page: Page
    first: int
    last: int
    phrases: Sequence[Phrase]
    triggers: Sequence[Trigger]
    starts: dict[int, Phrase]
    ends: dict[int, Phrase]
    covering: dict[int, Phrase]


@cache
def adverbs() -> frozenset[str]:
    """Return the adverbs that may stand between a victim and its outcome."""
    return frozenset(load("outcomes")["adverbs"])


@cache
def finding_words() -> frozenset[str]:
    """Return the verbs of finding and believing that may stand before a state ("was found dead")."""
    return frozenset(load("outcomes")["found"])


def draw(page: Page, first: int, last: int, phrases: Sequence[Phrase], triggers: Sequence[Trigger]) -> Line:
    """Return the sentence from token ``first`` to ``last`` with its phrases indexed."""
    covering = {index: phrase for phrase in phrases for index in range(phrase.first, phrase.last)}
    starts = {phrase.first: phrase for phrase in phrases}
    ends = {phrase.last: phrase for phrase in phrases}
    return Line(page, first, last, phrases, triggers, starts, ends, covering)


def looks_like_year(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase's number is four bare digits in the range of years, without any word that bounds it."""
    number = phrase.number
    if number is None or number.count is None or number.count.op != "=" or number.last - number.first != 1:
        return False
    text = page.tokens[number.core_first].text
    return len(text) == 4 and text.isdigit() and 1500 <= int(text) <= 2100


def is_year(line: Line, phrase: Phrase) -> bool:
    """Return whether a number reads as a year: bare digits after a preposition or comma."""
    before = line.page.lower[phrase.first - 1] if phrase.first > line.first else ""
    return looks_like_year(line.page, phrase) and (before in BEFORE_PARTS or before == ",")


def is_aside(line: Line, phrase: Phrase) -> bool:
    """Whether a bare number stands between marks after a noun or name, as an age does, or after ``aged``."""
    lower = line.page.lower
    before = lower[phrase.first - 1] if phrase.first > line.first else ""
    after = lower[phrase.last] if phrase.last < line.last else ""
    if {"aged", "age", "ages"} & set(lower[max(line.first, phrase.first - 5) : phrase.first]):
        return True
    number = phrase.number
    exact = number is not None and number.count is not None and number.count.op == "=" and not phrase.others
    if not exact or before not in (",", "(") or after not in (",", ")"):
        return False
    owner = line.ends.get(phrase.first - 1)
    return owner is not None and owner.number is None and owner.kind in ("name", "person", "unknown")


def starting(line: Line, at: int) -> Phrase | None:
    """Return the phrase that begins at ``at``, adverbs and marks of quotation skipped."""
    lower = line.page.lower
    for place in range(at, min(line.last, at + 3)):
        if place in line.starts:
            return line.starts[place]
        if lower[place] not in adverbs() and lower[place] not in ('"', "“", ":", "dead", "off", "down"):
            return None
    return None


def belongs_onward(line: Line, phrase: Phrase, trigger: Trigger) -> bool:
    """Whether another outcome word directly after ``phrase`` takes it: "200 killed, 30 wounded"."""
    at = phrase.last
    while at < line.last and line.page.lower[at] in adverbs():
        at += 1
    takes = ("transitive", "state", "intransitive", "described")
    return any(other.first == at and other.at != trigger.at and other.kind in takes
               for other in line.triggers) or (at < line.last and line.page.tokens[at].upos == "AUX"
               and line.page.lower[at] not in ("to",))  # fmt: skip


def chain(line: Line, phrase: Phrase, limit: int, *, onward: bool = False) -> list[Phrase]:
    """Return ``phrase`` and what is coordinated with it to its right, up to token ``limit``."""
    found, pending = [phrase], []
    current, lower = phrase, line.page.lower
    while True:
        at, strong = _link(line, current.last, limit)
        if (
            at is None
            and current is phrase
            and phrase.number is not None
            and lower[phrase.last : phrase.last + 1] == [":"]
        ):
            listed = line.starts.get(phrase.last + 1)
            at = phrase.last + 1 if listed is not None and listed.kind == "name" else None
        if at is None or at not in line.starts:
            break
        following = line.starts[at]
        if following.last > limit or (onward and belongs_onward(line, following, line.triggers[0])):
            break
        if following.kind == "none" and is_aside(line, following):
            current = following
            continue
        if onward and not strong and phrase.number is not None and _speaks(line, following):
            break
        if shares_number(current, following):
            current = following
            continue
        if (following.kind == "pronoun" and following.lemma not in REFLEXIVE) or (
            not strong and following.kind in ("thing",)
        ):
            break
        pending.append(following)
        current = following
        if strong:
            if not _clause_follows(line, following, limit) or not onward:
                found.extend(pending)
            pending = []
    if pending and not onward and pending[-1].last == limit and all(item.number is not None for item in pending):
        found.extend(pending)  # headlines: "19 fighters, three soldiers die"
    return _without_lists(_without_appositions(line, found))


def _speaks(line: Line, phrase: Phrase) -> bool:
    """Whether a plural without number or article after a comma is who says so: "40 hurt, hospital officials said"."""
    return phrase.number is None and phrase.plural and phrase.determiner is None and phrase.kind == "person"


def _without_lists(found: list[Phrase]) -> list[Phrase]:
    """Return the phrases with a list that spells out a number folded into it: "two guards, A and B"."""
    for place, phrase in enumerate(found):
        rest = found[place + 1 :]
        count = phrase.number.count if phrase.number is not None else None
        if count is None or not rest or not all(item.singular for item in rest):
            continue
        if len(rest) == count.value or all(item.kind == "name" for item in rest):
            return [*found[:place], replace(phrase, named=tuple(item.who for item in rest if item.who))]
    return found


def shares_number(left: Phrase, right: Phrase) -> bool:
    """Whether the number of ``left`` counts ``right`` as well: "10 women and children"."""
    bare = right.number is None and right.determiner is None and right.plural and right.kind == "person"
    return left.number is not None and bare and left.head is not None and right.who is None


def _clause_follows(line: Line, phrase: Phrase, limit: int) -> bool:
    """Whether a finite verb follows, so that the phrase is the subject of a clause of its own."""
    at = phrase.last
    while at < min(limit, line.last) and (line.page.lower[at] in adverbs() or line.page.lower[at] == "also"):
        at += 1
    if at >= min(limit, line.last):
        return False
    token = line.page.tokens[at]
    return token.upos == "AUX" or token.xpos in ("VBD", "VBZ", "VBP", "MD")


def _link(line: Line, at: int, limit: int) -> tuple[int | None, bool]:
    """Return where the next coordinated phrase begins and whether a conjunction (not only a comma) ties it."""
    lower = line.page.lower
    strong = linked = False
    if at < min(limit, line.last) and lower[at] == "(":  # an age between the members of a list
        close = next((i for i in range(at + 1, min(limit, line.last, at + 6)) if lower[i] == ")"), None)
        if close is not None and line.page.tokens[at + 1].xpos == "CD":
            at = close + 1
    while at < min(limit, line.last):
        word = lower[at]
        if word in ("and", "&", "plus") or (
            word == "or" and line.starts.get(at + 1) is not None and line.starts[at + 1].number is None
        ):
            strong = linked = True
        elif word in (",", ";"):
            linked = True
        elif word == "as" and tuple(lower[at : at + 3]) == ("as", "well", "as"):
            strong = linked = True
            at += 2
        elif word in ("along", "together") and lower[at + 1 : at + 2] == ["with"]:
            strong = linked = True
            at += 1
        elif word in ("also",) and linked:
            pass
        else:
            break
        at += 1
    return (at, strong) if linked else (None, False)


def _without_appositions(line: Line, found: list[Phrase]) -> list[Phrase]:
    """Drop what renames the phrase before it: "Omar Sedi, a teacher, and his brother"."""
    kept: list[Phrase] = []
    for phrase in found:
        if kept and phrase.number is None and line.page.lower[phrase.first - 1] == ",":
            last = kept[-1]
            renames = last.kind == "name" and phrase.kind == "person" and phrase.determiner in ("a", "an", "the", None)
            named = last.kind == "person" and last.singular and phrase.kind == "name"
            closed = phrase.last < line.last and line.page.lower[phrase.last] in (",", ";")
            if (renames or named) and closed:
                if named and phrase.who:
                    kept[-1] = replace(last, named=(phrase.who,))
                continue
        kept.append(phrase)
    return kept


def chain_from(line: Line, at: int) -> list[Phrase]:
    """Return the coordinated phrases that begin at ``at``, [] where none does."""
    phrase = starting(line, at)
    return chain(line, phrase, line.last, onward=True) if phrase is not None else []


def accepts_part(line: Line, phrase: Phrase) -> bool:
    """Whether a phrase may count a part: a number or one person, but no thing, age or year."""
    if phrase.kind == "thing" or phrase.kind == "pronoun" or phrase.zero:
        return False
    if phrase.number is None:
        return phrase.singular and phrase.kind in ("person", "name")
    return phrase.kind != "none" or not (is_year(line, phrase) or is_aside(line, phrase))
