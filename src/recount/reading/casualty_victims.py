"""Whom an outcome word is about: the counted phrases that a trigger takes as its victims.

Invariant: a phrase is taken by its place beside the trigger and confirmed by the tree, or by the tree alone;
what counts things, times, ages or years is never taken. A sentence is read once, from its triggers outwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from recount.model.claims import Outcome
from recount.reading.casualty_phrases import Phrase, thing_nouns
from recount.reading.casualty_words import Trigger, act_outcome, counts_persons
from recount.reading.page import Page
from recount.vocabulary import load

_BE = frozenset({"be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "got", "get", "gets", "getting"})
_HAVE = frozenset({"have", "has", "had", "having", "'ve", "'d"})
_RELATIVE = frozenset({"who", "that", "which"})
_MARKS = frozenset({",", "-", "–", "—", "(", ")", "--", ":", '"', "“", "”"})
_SUBJECTS = ("nsubj:pass", "nsubj", "nsubj:outer", "csubj")
_BEFORE_PARTS = frozenset(
    {"including", "of", "in", "from", "with", "at", "near", "by", "among", "between", "for", "on", "to", "into",
    "like",
     "outside", "inside", "around", "during", "through", "against", "as", "than", "under", "over", "aboard",
     "after", "since"}
)  # fmt: skip
_TOLL_LINKS = frozenset(
    {"to", "at", "of", "is", "was", "as", ":", "-", "–", "reached", "reaches", "reach", "hit", "hits", "passed",
    "passes",
     "exceeded", "topped", "surpassed", "tops", "stands", "stood", "than", "by", "past", "above"}
)  # fmt: skip
_HOLD = frozenset(
    {"took", "taken", "take", "taking", "takes", "hold", "held", "holding", "holds", "seized", "seize", "seizing"}
)
_LINKS = frozenset(
    {"found", "feared", "reported", "believed", "confirmed", "presumed", "left", "pronounced", "declared", "listed",
     "to", "have", "not", "n't"}
)  # fmt: skip
REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself"})
RISING = frozenset({"rising", "rises", "rise", "climbing", "climbs", "mounting", "growing", "grows", "mounts", "rose"})


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


@dataclass(frozen=True, slots=True)
class Act:
    """Triggers that share their victims ("shot and killed") with the outcome they give together."""

    triggers: tuple[Trigger, ...]
    outcome: Outcome
    main: Trigger
    doubt: str | None = None


@cache
def _adverbs() -> frozenset[str]:
    return frozenset(load("outcomes")["adverbs"])


@cache
def _found() -> frozenset[str]:
    return frozenset(load("outcomes")["found"])


def draw(page: Page, first: int, last: int, phrases: Sequence[Phrase], triggers: Sequence[Trigger]) -> Line:
    """Return the sentence from token ``first`` to ``last`` with its phrases indexed."""
    covering = {index: phrase for phrase in phrases for index in range(phrase.first, phrase.last)}
    starts = {phrase.first: phrase for phrase in phrases}
    ends = {phrase.last: phrase for phrase in phrases}
    return Line(page, first, last, phrases, triggers, starts, ends, covering)


def acts(line: Line) -> list[Act]:
    """Return the sentence's triggers grouped where they share their victims, with one outcome each."""
    result: list[Act] = []
    group: list[Trigger] = []
    for trigger in line.triggers:
        if group and not _shares(line, group[-1], trigger):
            result.extend(_outcomes(line, group))
            group = []
        group.append(trigger)
    if group:
        result.extend(_outcomes(line, group))
    return result


def _shares(line: Line, left: Trigger, right: Trigger) -> bool:
    verbs = ("transitive", "intransitive", "state")
    if left.kind not in verbs or right.kind not in verbs:
        return False
    lower = line.page.lower
    between = lower[left.last : right.first]
    if not between:
        return left.kind != "state" and right.kind == "state"
    links = [word for word in between if word in ("and", "or", ",", "/", "then", "but")]
    rest = [word for word in between if word not in links and not _is_adverb(line, word)]
    return bool(links) and not rest and len(between) <= 4


def _is_adverb(line: Line, word: str) -> bool:
    return word in _adverbs()


def _outcomes(line: Line, group: list[Trigger]) -> list[Act]:
    """Return one act for the group, or one for each outcome where they exclude no other."""
    outcomes = {trigger.outcome for trigger in group}
    triggers = tuple(group)
    if len(outcomes) == 1:
        return [Act(triggers, group[0].outcome, group[0])]
    if "killed" in outcomes and "wounded" in outcomes:
        if any(trigger.subject for trigger in group):
            outcomes.discard("wounded")
        else:
            outcomes -= {"killed", "wounded"}
            outcomes.add("killed_or_wounded")
    elif "killed_or_wounded" in outcomes and outcomes & {"killed", "wounded", "executed"}:
        outcomes.discard("killed_or_wounded")
    doubt = None
    if len(outcomes) > 1 and "or" in line.page.lower[group[0].last : group[-1].first]:
        doubt = f"ambiguous: {' or '.join(sorted(outcomes))}"
    result = []
    for outcome in sorted(outcomes):
        main = next((trigger for trigger in group if trigger.outcome == outcome), group[0])
        result.append(Act(triggers, outcome, main, doubt))
    return result


def victims(line: Line, act: Act) -> list[Phrase]:
    """Return the phrases that ``act`` takes as its victims, [] where it has none that may be counted."""
    first, last = act.triggers[0], act.triggers[-1]
    kind = first.kind
    if first.first > line.first and line.page.lower[first.first - 1] in ("nearly", "almost"):
        return []
    if kind == "toll":
        return _toll(line, first)
    if kind == "lives":
        return _lives(line, first)
    if kind == "bodies":
        return _bodies(line, first)
    if kind == "noun":
        return _noun(line, first)
    if kind == "state":
        return _state(line, first)
    if first.subject:
        return _subject(line, first) or _adjacent(line, first.first)
    found = _verb(line, first, last)
    return found + _company(line, last, found) if found else found


def _company(line: Line, trigger: Trigger, found: Sequence[Phrase]) -> list[Phrase]:
    """Return who shared the fate of the victims: "was killed along with two guards"."""
    if not found or found[-1].first >= trigger.last:
        return []
    lower, at = line.page.lower, trigger.last
    while at < line.last and (lower[at] in _adverbs() or lower[at] in ("along", "together", ",")):
        at += 1
    if at >= line.last or lower[at] not in ("with", "alongside"):
        return []
    phrase = line.starts.get(at + 1)
    if (
        phrase is None
        or phrase.kind not in ("person", "unknown", "none", "name")
        or (phrase.number is None and not phrase.singular)
    ):
        return []
    if phrase.kind == "unknown" and not phrase.plural:
        return []
    return _chain(line, phrase, line.last, onward=True)


def accepts(line: Line, phrase: Phrase, act: Act) -> bool:
    """Whether a phrase may be counted as the victims of ``act``."""
    if phrase.kind != "person" and looks_like_year(line.page, phrase):
        return False
    own = act.main.kind in ("noun", "bodies", "lives") and phrase.head is not None
    if own and act.main.first <= (phrase.head or 0) < act.main.last:
        return True
    if phrase.kind == "thing":
        return False
    if act.main.verb == "hurt" and phrase.number is None and phrase.first >= act.main.last:
        return False  # "hurt the president" is seldom a wound
    person = any(trigger.person for trigger in act.triggers)
    if phrase.kind == "unknown":
        return phrase.number is not None and not person and phrase.plural and not _is_place(line, phrase)
    if phrase.kind == "none":
        if phrase.number is None:
            return phrase.singular
        return not (_is_year(line, phrase) or _is_aside(line, phrase))
    return phrase.kind in ("person", "name", "pronoun")


def _is_place(line: Line, phrase: Phrase) -> bool:
    return any(
        entity.label in ("PLACE", "TIME") and entity.first <= (phrase.head or -1) < entity.last
        for entity in line.page.analysis.entities
        if line.first <= entity.first < line.last
    )


def looks_like_year(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase's number is four bare digits in the range of years, without any word that bounds it."""
    number = phrase.number
    if number is None or number.count is None or number.count.op != "=" or number.last - number.first != 1:
        return False
    text = page.tokens[number.core_first].text
    return len(text) == 4 and text.isdigit() and 1500 <= int(text) <= 2100


def _is_year(line: Line, phrase: Phrase) -> bool:
    before = line.page.lower[phrase.first - 1] if phrase.first > line.first else ""
    return looks_like_year(line.page, phrase) and (before in _BEFORE_PARTS or before == ",")


def _is_aside(line: Line, phrase: Phrase) -> bool:
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


def _verb(line: Line, first: Trigger, last: Trigger) -> list[Phrase]:
    """Return the victims of a transitive verb: its object, or its subject where it is passive."""
    lower = line.page.lower
    if first.shape != "past":
        inner = _inside(line, first)
        return inner or _object(line, last)
    left = _skip_left(line, first.first)
    before = lower[left - 1] if left > line.first else ""
    inner = _inside(line, first)
    if before in _BE:
        return _subject(line, first)
    if before in _HAVE:
        return inner or _object(line, last)
    objects = inner or _object(line, last)
    adjacent = _adjacent(line, first.first)
    if objects and not _belongs_onward(line, objects[-1], last) and any(item.kind != "thing" for item in objects):
        if not (adjacent and adjacent[0].number is not None and line.page.tokens[first.at].xpos == "VBN"):
            return objects
    if before in _RELATIVE:
        return []
    if adjacent and _reduced(line, first, adjacent[-1]):
        return adjacent
    if _has_passive_subject(line, first):
        return _subject(line, first)
    return _inverted(line, last)


def _inverted(line: Line, trigger: Trigger) -> list[Phrase]:
    """Return who follows an inverted passive: "Also wounded were four guards"."""
    if trigger.last < line.last and line.page.lower[trigger.last] in ("was", "were"):
        phrase = _starting(line, trigger.last + 1)
        if phrase is not None:
            return _chain(line, phrase, line.last, onward=True)
    return []


def _reduced(line: Line, trigger: Trigger, phrase: Phrase) -> bool:
    """Whether a participle without auxiliary may take the phrase before it as its victim."""
    if phrase.number is not None or phrase.zero:
        return True
    token = line.page.tokens[trigger.at]
    passive = token.xpos == "VBN" or token.deprel.startswith("acl")
    passive = passive or (
        len(line.triggers) > 1
        and any(
            other.kind == "transitive" and not other.person and other.at - trigger.at in (2, 3)
            for other in line.triggers
        )
    )
    return passive and (phrase.singular or phrase.plural or phrase.kind == "none") and phrase.kind != "pronoun"


def _has_passive_subject(line: Line, trigger: Trigger) -> bool:
    tokens = line.page.tokens
    return any(tokens[child].deprel == "nsubj:pass" for child in line.page.children[trigger.at])


def _inside(line: Line, trigger: Trigger) -> list[Phrase]:
    """Return an object between a verb and its fixed partner: "took 14 workers hostage"."""
    if trigger.last - trigger.at <= 2:
        return []
    phrase = _starting(line, trigger.at + 1)
    return _chain(line, phrase, trigger.last) if phrase is not None and phrase.last < trigger.last else []


def _object(line: Line, trigger: Trigger) -> list[Phrase]:
    phrase = _starting(line, trigger.last)
    if phrase is None:
        return []
    return _chain(line, phrase, line.last, onward=True)


def _starting(line: Line, at: int) -> Phrase | None:
    """Return the phrase that begins at ``at``, adverbs and marks of quotation skipped."""
    lower = line.page.lower
    for place in range(at, min(line.last, at + 3)):
        if place in line.starts:
            return line.starts[place]
        if lower[place] not in _adverbs() and lower[place] not in ('"', "“", ":", "dead", "off", "down"):
            return None
    return None


def _belongs_onward(line: Line, phrase: Phrase, trigger: Trigger) -> bool:
    """Whether another outcome word directly after ``phrase`` takes it: "200 killed, 30 wounded"."""
    at = phrase.last
    while at < line.last and line.page.lower[at] in _adverbs():
        at += 1
    return any(other.first == at and other.at != trigger.at and other.kind in ("transitive", "state", "intransitive")
               for other in line.triggers) or (at < line.last and line.page.tokens[at].upos == "AUX"
               and line.page.lower[at] not in ("to",))  # fmt: skip


def _chain(line: Line, phrase: Phrase, limit: int, *, onward: bool = False) -> list[Phrase]:
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
        if following.last > limit or (onward and _belongs_onward(line, following, line.triggers[0])):
            break
        if following.kind == "none" and _is_aside(line, following):
            current = following
            continue
        if _shares_number(current, following):
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


def _shares_number(left: Phrase, right: Phrase) -> bool:
    """Whether the number of ``left`` counts ``right`` as well: "10 women and children"."""
    bare = right.number is None and right.determiner is None and right.plural and right.kind == "person"
    return left.number is not None and bare and left.head is not None and right.who is None


def _clause_follows(line: Line, phrase: Phrase, limit: int) -> bool:
    """Whether a finite verb follows, so that the phrase is the subject of a clause of its own."""
    at = phrase.last
    while at < min(limit, line.last) and (line.page.lower[at] in _adverbs() or line.page.lower[at] == "also"):
        at += 1
    if at >= min(limit, line.last):
        return False
    token = line.page.tokens[at]
    return token.upos == "AUX" or token.xpos in ("VBD", "VBZ", "VBP", "MD")


def _link(line: Line, at: int, limit: int) -> tuple[int | None, bool]:
    """Return where the next coordinated phrase begins and whether a conjunction (not only a comma) ties it."""
    lower = line.page.lower
    strong = linked = False
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


def _skip_left(line: Line, at: int) -> int:
    """Return the place after skipping adverbs and words of finding to the left of ``at``."""
    while at > line.first and _skips(line, at - 1):
        at -= 1
    return at


def _skips(line: Line, at: int) -> bool:
    page = line.page
    word = page.lower[at]
    if word in _adverbs() or (page.tokens[at].xpos == "RB" and word not in ("not", "n't")):
        return True
    return word in _LINKS and at > line.first and at not in line.covering and _is_passive_chain(line, at)


def _is_passive_chain(line: Line, at: int) -> bool:
    before = line.page.lower[at - 1]
    return (
        before in _BE
        or before in _HAVE
        or before in _adverbs()
        or before in ("feared", "believed", "reported", "to", "have")
    )


def _adjacent(line: Line, at: int) -> list[Phrase]:
    """Return the phrases that end right before ``at``, with what is coordinated to their left."""
    lower = line.page.lower
    place = at
    while place > line.first and (lower[place - 1] in _adverbs() or lower[place - 1] in ("'s", "is", "are")):
        if place in line.ends:
            break
        place -= 1
    phrase = line.ends.get(place)
    if phrase is None:
        return []
    before = lower[phrase.first - 1] if phrase.first > line.first else ""
    if before in _BEFORE_PARTS and phrase.number is None:
        return []
    found = [phrase]
    while True:
        at = found[0].first
        word = lower[at - 1] if at > line.first else ""
        partner = line.ends.get(at - 1)
        if word in ("and", "or") and partner is not None and len(found) == 1 and _shares_number(partner, found[0]):
            found[0] = partner
            continue
        strong = word in ("and", "&", "plus")
        if strong and at - 2 >= line.first and lower[at - 2] == ",":
            at -= 1
        previous = line.ends.get(at - 1)
        if previous is None or word not in ("and", "&", "plus", ",") or previous.kind in ("thing", "pronoun", "none"):
            break
        if word == "," and not (found[0].number is not None or len(found) > 1):
            break
        if previous.number is None and not previous.singular:
            break
        if word == "," and previous.number is None and previous.kind != "person":
            break
        if previous.kind == "name" and _verb_between(line, previous, phrase):
            break
        opening = lower[previous.first - 1] if previous.first > line.first else ""
        if opening in _BEFORE_PARTS:
            break
        found.insert(0, previous)
    return found


def _verb_between(line: Line, left: Phrase, right: Phrase) -> bool:
    return any(line.page.tokens[i].upos in ("VERB", "AUX") for i in range(left.last, right.first))


def _subject(line: Line, trigger: Trigger) -> list[Phrase]:
    """Return the subject phrases of a passive, intransitive or predicate trigger."""
    page = line.page
    edge = _edge(line, trigger.first)
    token = _subject_token(page, trigger.at)
    subject = line.covering.get(token) if token is not None and line.first <= token < trigger.first else None
    if token is not None and page.lower[token] in _RELATIVE and page.tokens[token].xpos in ("WP", "WDT", "IN"):
        subject = _before_relative(line, token)
        edge = token
    if subject is not None and _too_far(line, subject, edge):
        subject = None
    if subject is None:
        near = _ending(line, edge)
        if near is not None and page.lower[near.last - 1] in _RELATIVE:
            near = None
        gerund = near is not None and page.lower[near.last] == "being"
        while near is not None and near.number is None and _is_part(line, near) and not gerund:
            near = _ending(line, near.first - 1)
        if near is None:
            word = page.lower[edge - 1] if edge > line.first else ""
            near = _before_relative(line, edge - 1) if word in _RELATIVE else None
        return _adjacent(line, near.last) if near is not None else []
    if subject.kind == "thing" and thing_nouns().get(subject.lemma) == "group" and _of(page, subject.last):
        inner = line.starts.get(subject.last + 1)
        return [inner] if inner is not None and inner.number is not None else []
    if (
        subject.kind == "person"
        and subject.number is None
        and subject.lemma in ("family", "crew", "group")
        and _of(page, subject.last)
    ):
        inner = line.starts.get(subject.last + 1)
        if inner is not None and inner.number is not None:
            return [inner]
    return _chain(line, subject, edge)


def _too_far(line: Line, subject: Phrase, edge: int) -> bool:
    """Whether a counted phrase right before the verb is the better subject than the tree's distant one."""
    near = _ending(line, edge)
    if near is None or near is subject or near.number is None or near.kind == "thing" or _is_part(line, near):
        return False
    between = line.page.lower[subject.last : near.first]
    if len(between) > 25 or ";" in between or ":" in between or (bool(between) and between[-1] == "that"):
        return True
    opens = between[-1] if between else ""
    return opens in ("and", "but", ",", "while") and any(
        subject.last <= other.at < near.first for other in line.triggers
    )


def _is_part(line: Line, phrase: Phrase) -> bool:
    return phrase.first > line.first and line.page.lower[phrase.first - 1] in _BEFORE_PARTS


def _of(page: Page, at: int) -> bool:
    return at < len(page.lower) and page.lower[at] == "of"


def _edge(line: Line, at: int) -> int:
    """Return where the verb group that ends at ``at`` begins: auxiliaries, negations and adverbs skipped."""
    page = line.page
    while at > line.first and at - 1 not in line.covering:
        token, word = page.tokens[at - 1], page.lower[at - 1]
        if (
            token.upos in ("AUX", "PART", "ADV")
            or word in _BE
            or word in _HAVE
            or word in _adverbs()
            or word in _found()
        ):
            at -= 1
            continue
        break
    return at


def _ending(line: Line, at: int) -> Phrase | None:
    """Return the phrase that ends at ``at``, closing marks and bracketed asides skipped."""
    lower = line.page.lower
    if at > line.first and lower[at - 1] in (")", "]"):
        opening = "(" if lower[at - 1] == ")" else "["
        for place in range(at - 2, max(line.first, at - 14), -1):
            if lower[place] == opening:
                if line.ends.get(place) is not None:
                    return line.ends[place]
                break
    for place in range(at, max(line.first, at - 2), -1):
        if place in line.ends:
            return line.ends[place]
        if lower[place - 1] not in _MARKS:
            return None
    return None


def _before_relative(line: Line, at: int) -> Phrase | None:
    return _ending(line, at)


def _subject_token(page: Page, at: int) -> int | None:
    """Return the subject of the clause that ``at`` heads or is coordinated into."""
    current = at
    for _ in range(4):
        for child in page.children[current]:
            if page.tokens[child].deprel in _SUBJECTS and child < at:
                return child
        head, relation = page.tokens[current].head, page.tokens[current].deprel
        if (
            head < 0
            or head > at
            or not (relation.startswith(("conj", "xcomp", "parataxis")) or relation in ("dep", "aux:pass"))
        ):
            return None
        if relation.startswith("xcomp"):
            objects = [c for c in page.children[head] if page.tokens[c].deprel == "obj" and c < at]
            if objects:
                return objects[0]
        current = head
    return None


def _state(line: Line, trigger: Trigger) -> list[Phrase]:
    """Return the victims of "dead", "wounded", "missing": before it, around it, or its subject."""
    around = line.covering.get(trigger.at)
    if around is not None and around.first < trigger.at:
        return [around] if around.number is not None else []
    if around is not None and around.first == trigger.at:
        return []
    adjacent = _adjacent(line, trigger.first)
    if adjacent and (adjacent[-1].number is not None or adjacent[-1].zero):
        return adjacent
    left = _edge(line, trigger.first)
    if left < trigger.first and any(
        line.page.lower[i] in _BE or line.page.lower[i] in _found() for i in range(left, trigger.first)
    ):
        return _subject(line, trigger)
    if adjacent and adjacent[-1].kind in ("person", "none") and not adjacent[-1].definite:
        return adjacent
    return []


def _noun(line: Line, trigger: Trigger) -> list[Phrase]:
    """Return the count of "12 deaths", or what follows "the killing of"."""
    lower = line.page.lower
    phrase = line.covering.get(trigger.at)
    if "attempted" in lower[max(line.first, trigger.at - 3) : trigger.at]:
        return []
    if trigger.outcome == "abducted" and trigger.verb.startswith("hostage"):
        if not any(word in _HOLD for word in lower[line.first : line.last]):
            return []
    if phrase is not None and phrase.head == trigger.at and (phrase.number is not None or phrase.zero):
        return [phrase] if counts_persons(trigger.verb) else []
    if trigger.last < line.last and lower[trigger.last] == "of" and trigger.last + 1 in line.starts:
        inner = line.starts[trigger.last + 1]
        return _chain(line, inner, line.last, onward=True)
    if trigger.first > line.first and line.page.tokens[trigger.first - 1].xpos == "POS":
        owner = line.ends.get(trigger.first - 1)
        if owner is not None and act_outcome(trigger.verb):
            return [owner] if owner.kind in ("name", "person") and (owner.singular or owner.number) else []
    if trigger.verb in ("injury", "injuries") and trigger.last < line.last and lower[trigger.last] == "to":
        hurt = line.starts.get(trigger.last + 1)
        return [hurt] if hurt is not None and hurt.number is not None else []
    return []


def _lives(line: Line, trigger: Trigger) -> list[Phrase]:
    lower = line.page.lower
    at = next(i for i in range(trigger.first, trigger.last) if lower[i] in ("lives", "life"))
    phrase = line.covering.get(at)
    if phrase is not None and phrase.number is not None:
        return [phrase]
    if at + 1 < line.last and lower[at + 1] == "of" and at + 2 in line.starts:
        return _chain(line, line.starts[at + 2], line.last, onward=True)
    if trigger.verb.startswith("los") and trigger.verb != "loss":
        return _subject(
            line, Trigger(trigger.at, trigger.first, trigger.last, "killed", "intransitive", "lose", subject=True)
        )
    return []


def _bodies(line: Line, trigger: Trigger) -> list[Phrase]:
    lower = line.page.lower
    phrase = line.covering.get(trigger.at)
    if phrase is not None and phrase.number is not None and phrase.head == trigger.at:
        return [phrase]
    if trigger.last < line.last and lower[trigger.last] == "of" and trigger.last + 1 in line.starts:
        return _chain(line, line.starts[trigger.last + 1], line.last, onward=True)
    return []


def _toll(line: Line, trigger: Trigger) -> list[Phrase]:
    """Return the figure of a toll: the last of "from 3 to 5", else the first after a linking word."""
    lower = line.page.lower
    best: Phrase | None = None
    for at in range(trigger.last, min(line.last, trigger.last + 18)):
        phrase = line.starts.get(at)
        if phrase is None or phrase.number is None or phrase.kind == "thing":
            continue
        before = lower[phrase.first - 1]
        if before not in _TOLL_LINKS or _is_year(line, phrase):
            continue
        if before == "from":
            continue
        best = phrase
        break
    return [best] if best is not None else []


def rises(line: Line, trigger: Trigger) -> bool:
    """Whether a toll without a figure is said to rise."""
    near = line.page.lower[max(line.first, trigger.first - 2) : min(line.last, trigger.last + 4)]
    return any(word in RISING for word in near)


def chain_from(line: Line, at: int) -> list[Phrase]:
    """Return the coordinated phrases that begin at ``at``, [] where none does."""
    phrase = _starting(line, at)
    return _chain(line, phrase, line.last, onward=True) if phrase is not None else []


def accepts_part(line: Line, phrase: Phrase) -> bool:
    """Whether a phrase may count a part: a number or one person, but no thing, age or year."""
    if phrase.kind == "thing" or phrase.kind == "pronoun" or phrase.zero:
        return False
    if phrase.number is None:
        return phrase.singular and phrase.kind in ("person", "name")
    return phrase.kind != "none" or not (_is_year(line, phrase) or _is_aside(line, phrase))
