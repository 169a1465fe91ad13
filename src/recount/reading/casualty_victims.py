"""Whom an outcome word is about: the counted phrases that a trigger takes as its victims.

Invariant: a phrase is taken by its place beside the trigger and confirmed by the tree, or by the tree alone;
what counts things, times, ages or years is never taken. A sentence is read once, from its triggers outwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from recount.model.claims import Outcome
from recount.reading.casualty_context import leaves
from recount.reading.casualty_lines import (
    Line,
    adverbs,
    belongs_onward,
    chain,
    finding_words,
    is_aside,
    is_year,
    looks_like_year,
    starting,
)
from recount.reading.casualty_phrases import Phrase, person_nouns
from recount.reading.casualty_subjects import BE, HAVE, RELATIVE, adjacent, edge_of, skip_left, subject_of
from recount.reading.casualty_words import Trigger, act_outcome, counts_persons, participles

_TOLL_LINKS = frozenset(
    {"now", "to", "at", "of", "is", "was", "as", ":", "-", "–", "reached", "reaches", "reach", "hit", "hits", "passed",
    "passes",
     "exceeded", "topped", "surpassed", "tops", "stands", "stood", "than", "by", "past", "above"}
)  # fmt: skip


_SELF = frozenset({"himself", "herself"})


_NO_VERBS = frozenset({"including", "according", "following", "regarding"})


_UNKNOWN = frozenset({"unknown", "unclear", "unconfirmed", "unreported", "uncertain"})


_HOLD = frozenset(
    {"took", "taken", "take", "taking", "takes", "hold", "held", "holding", "holds", "seized", "seize", "seizing"}
)


RISING = frozenset({"rising", "rises", "rise", "climbing", "climbs", "mounting", "growing", "grows", "mounts", "rose"})


@dataclass(frozen=True, slots=True)
class Act:
    """Triggers that share their victims ("shot and killed") with the outcome they give together."""

    triggers: tuple[Trigger, ...]
    outcome: Outcome
    main: Trigger
    doubt: str | None = None


def acts(line: Line) -> list[Act]:
    """Return the sentence's triggers grouped where they share their victims, with one outcome each."""
    result: list[Act] = []
    group: list[Trigger] = []
    for trigger in line.triggers:
        if trigger.kind == "listed":
            continue  # "among the dead" names no count of its own; see casualty_parts
        if group and not _shares(line, group[-1], trigger):
            result.extend(_outcomes(line, group))
            group = []
        group.append(trigger)
    if group:
        result.extend(_outcomes(line, group))
    return result


def _shares(line: Line, left: Trigger, right: Trigger) -> bool:
    verbs = ("transitive", "intransitive", "state", "described")
    if left.kind not in verbs or right.kind not in verbs:
        return False
    lower = line.page.lower
    between = lower[left.last : right.first]
    if not between:
        return left.kind != "state" and right.kind == "state"
    links = [word for word in between if word in ("and", "or", ",", "/", "then")]
    rest = [word for word in between if word not in links and word not in adverbs()]
    return bool(links) and not rest and len(between) <= 4


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
    if kind == "heading":
        return _headed(line, first)
    if kind == "toll":
        return _toll(line, first)
    if kind == "lives":
        return _lives(line, first)
    if kind == "bodies":
        return _bodies(line, first)
    reflexive = next((i for i in range(first.at + 1, last.last) if line.page.lower[i] in _SELF), None)
    if reflexive is not None and reflexive in line.covering and not first.subject:
        return [line.covering[reflexive]]  # "turned the gun on himself"
    if kind == "noun":
        return _noun(line, first)
    if kind == "state":
        return _state(line, first)
    if kind == "described":
        return _described(line, first)
    if first.subject:
        return subject_of(line, first) or adjacent(line, first.first)
    found = _verb(line, first, last)
    return found + _company(line, last, found) if found else found


def _company(line: Line, trigger: Trigger, found: Sequence[Phrase]) -> list[Phrase]:
    """Return who shared the fate of the victims: "was killed along with two guards"."""
    if not found or found[-1].first >= trigger.last:
        return []
    lower, at = line.page.lower, trigger.last
    while at < line.last and (lower[at] in adverbs() or lower[at] in ("along", "together", ",")):
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
    return chain(line, phrase, line.last, onward=True)


def accepts(line: Line, phrase: Phrase, act: Act) -> bool:
    """Whether a phrase may be counted as the victims of ``act``."""
    if phrase.kind != "person" and looks_like_year(line.page, phrase):
        return False
    lower = line.page.lower
    if phrase.number is not None and phrase.first > line.first and lower[phrase.first - 1] == "how":
        return False  # "how many"
    if phrase.number is not None and lower[phrase.last : phrase.last + 1] in (["every"], ["per"]):
        return False  # a rate
    if phrase.kind == "name" and phrase.last < line.last and lower[phrase.last] in ("were", "are"):
        if phrase.first == line.first or lower[phrase.first - 1] not in ("and", "&"):
            return False  # "Calder were thrashed": a side, no person
    if act.main.verb == "flee" and not _flees(phrase):
        return False
    own = act.main.kind in ("noun", "bodies", "lives") and phrase.head is not None
    if own and act.main.first <= (phrase.head or 0) < act.main.last:
        return True
    if phrase.kind == "thing":
        return False
    if act.main.verb == "hurt" and phrase.number is None and phrase.first >= act.main.last:
        return False  # "hurt the president" is seldom a wound
    person = any(trigger.person for trigger in act.triggers)
    if phrase.lemma == "rest":
        return phrase.determiner == "the"
    if phrase.kind == "unknown":
        return phrase.number is not None and not person and phrase.plural and not _is_place(line, phrase)
    if phrase.kind == "none":
        if phrase.number is None:
            return phrase.singular
        return not (is_year(line, phrase) or is_aside(line, phrase))
    return phrase.kind in ("person", "name", "pronoun")


def _flees(phrase: Phrase) -> bool:
    """Whether a group that fled was driven out; two or three who flee are more often suspects.

    The bound was set on the reading half of the gun violence reports (2026).
    """
    number = phrase.number
    if number is None or number.count is None or person_nouns().get(phrase.lemma) == "combatant":
        return False
    return (number.count.low or 0) >= 20


def _is_place(line: Line, phrase: Phrase) -> bool:
    return any(
        entity.label in ("PLACE", "TIME") and entity.first <= (phrase.head or -1) < entity.last
        for entity in line.page.analysis.entities
        if line.first <= entity.first < line.last
    )


def _verb(line: Line, first: Trigger, last: Trigger) -> list[Phrase]:
    """Return the victims of a transitive verb: its object, or its subject where it is passive."""
    lower = line.page.lower
    if first.shape != "past":
        inner = _inside(line, first)
        return inner or _object(line, last)
    left = skip_left(line, first.first)
    before = lower[left - 1] if left > line.first else ""
    inner = _inside(line, first)
    if before in BE:
        return subject_of(line, first)
    if before in HAVE:
        return inner or _object(line, last)
    objects = inner or _object(line, last)
    beside = adjacent(line, first.first)
    if objects and not belongs_onward(line, objects[-1], last) and any(item.kind != "thing" for item in objects):
        counted = bool(beside) and beside[0].number is not None
        passive = counted and line.page.tokens[first.at].xpos == "VBN"
        if not passive and not _line_ends(line, last.last):  # a headline has no point before the next line
            return objects
    if before in RELATIVE:
        return []
    if beside and _reduced(line, first, beside[-1], bool(objects)):
        if beside[-1].inner is not None and len(beside) == 1:
            return [replace(beside[0], number=beside[0].inner, partitive=False)]
        return beside
    if _has_passive_subject(line, first) or _continues_passive(line, first):
        return subject_of(line, first)
    return _inverted(line, last)


def _line_ends(line: Line, at: int) -> bool:
    """Whether the text breaks right before token ``at``, where lines of that text are not wrapped.

    A text is taken for wrapped where the broken line is 60 to 90 characters long, as typed reports are.
    """
    page = line.page
    if at >= line.last or "\n" not in page.text[page.tokens[at - 1].end : page.tokens[at].start]:
        return False
    end = page.tokens[at - 1].end
    start = page.text.rfind("\n", 0, end) + 1
    return not 60 <= end - start <= 90 or "\n\n" in page.text[end : page.tokens[at].start]


def _inverted(line: Line, trigger: Trigger) -> list[Phrase]:
    """Return who follows an inverted passive: "Also wounded were four guards"."""
    if trigger.last < line.last and line.page.lower[trigger.last] in ("was", "were"):
        phrase = starting(line, trigger.last + 1)
        if phrase is not None:
            return chain(line, phrase, line.last, onward=True)
    return []


def _reduced(line: Line, trigger: Trigger, phrase: Phrase, followed: bool) -> bool:
    """Whether a participle without auxiliary may take the phrase before it as its victim."""
    if phrase.number is not None or phrase.zero:
        return True
    token = line.page.tokens[trigger.at]
    if line.page.lower[trigger.at] in participles() and phrase.plural and phrase.determiner is None:
        return True
    passive = token.xpos == "VBN" or token.deprel.startswith("acl")
    passive = passive or (not followed and not trigger.person and phrase.determiner is None)  # "Guard killed in raid"
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


def _continues_passive(line: Line, trigger: Trigger) -> bool:
    """Whether the tree ties a bare participle to a passive before it: "were not killed but wounded"."""
    tokens = line.page.tokens
    token = tokens[trigger.at]
    return (
        token.deprel.startswith("conj")
        and line.first <= token.head < trigger.at
        and line.page.lower[trigger.first - 1] in ("but", "and", "or", "then", "later")
        and any(tokens[child].deprel == "aux:pass" for child in line.page.children[token.head])
    )


def _inside(line: Line, trigger: Trigger) -> list[Phrase]:
    """Return an object between a verb and its fixed partner: "took 14 workers hostage"."""
    if trigger.last - trigger.at <= 2 or line.page.lower[trigger.last - 1] == "of":
        return []
    phrase = starting(line, trigger.at + 1)
    return chain(line, phrase, trigger.last) if phrase is not None and phrase.last <= trigger.last else []


def _object(line: Line, trigger: Trigger) -> list[Phrase]:
    lower = line.page.lower
    if trigger.last < line.last and lower[trigger.last] == "them":
        return _them(line, trigger)
    phrase = starting(line, trigger.last)
    if phrase is None:
        return []
    return chain(line, phrase, line.last, onward=True)


def _them(line: Line, trigger: Trigger) -> list[Phrase]:
    """Return the counted persons of the sentence that ``them`` after a verb stands for: the object named last."""
    tokens = line.page.tokens
    for phrase in reversed(line.phrases):
        if phrase.last > trigger.first or phrase.number is None or phrase.kind != "person" or not phrase.plural:
            continue
        relation = tokens[phrase.head].deprel if phrase.head is not None else ""
        if relation == "obj" or relation.startswith("nsubj:pass"):
            return [phrase]
    return []


def _state(line: Line, trigger: Trigger) -> list[Phrase]:
    """Return the victims of "dead", "wounded", "missing": before it, around it, or its subject."""
    around = line.covering.get(trigger.at)
    if around is not None and around.first < trigger.at:
        return [around] if around.number is not None else []
    if around is not None and around.first == trigger.at:
        return []
    beside = adjacent(line, trigger.first)
    if beside and (beside[-1].number is not None or beside[-1].zero):
        return beside
    left = edge_of(line, trigger.first)
    if left < trigger.first and any(
        line.page.lower[i] in BE or line.page.lower[i] in finding_words() for i in range(left, trigger.first)
    ):
        return subject_of(line, trigger)
    if beside and beside[-1].kind in ("person", "none") and not beside[-1].definite:
        return beside
    return subject_of(line, trigger) if _continues_passive(line, trigger) else []


def _described(line: Line, trigger: Trigger) -> list[Phrase]:
    """Return who is in the described state: the phrase before it, or the subject or object of the verb before it."""
    if trigger.subject or trigger.negated:
        return subject_of(line, trigger) or adjacent(line, trigger.first)
    left = edge_of(line, trigger.first)
    if any(line.page.lower[i] in BE or line.page.lower[i] in finding_words() for i in range(left, trigger.first)):
        return subject_of(line, trigger)
    if trigger.last - trigger.first == 1 and line.page.tokens[trigger.at].upos == "VERB":
        return _object(line, trigger) or subject_of(line, trigger)
    beside = adjacent(line, trigger.first)
    if beside and all(phrase.kind in ("person", "name", "pronoun", "none") for phrase in beside):
        return beside
    if beside and beside[-1].kind == "unknown" and beside[-1].number is not None:
        return beside
    tokens = line.page.tokens
    head = tokens[trigger.first].head if trigger.first < len(tokens) else -1
    for place in range(trigger.first - 1, max(line.first, trigger.first - 10) - 1, -1):
        if (tokens[place].upos != "VERB" and place != head) or line.page.lower[place] in _NO_VERBS:
            continue
        verb = replace(trigger, at=place, first=place, last=place + 1)
        left = skip_left(line, place)
        if left > line.first and line.page.lower[left - 1] in BE:
            return subject_of(line, verb)
        return _object(line, verb) or subject_of(line, verb)
    return subject_of(line, trigger)


def _headed(line: Line, trigger: Trigger) -> list[Phrase]:
    """Return what is listed after a heading and its colon: "Killed: Ada Brill, 34; Per Sund, 41"."""
    lower = line.page.lower
    found: list[Phrase] = []
    for phrase in line.phrases:
        if phrase.first < trigger.last:
            continue
        if found and not _listed(lower, found[-1].last, phrase.first):
            break
        if phrase.kind in ("none", "thing", "pronoun") and (is_aside(line, phrase) or phrase.kind != "none"):
            continue
        if found and phrase.number is None and phrase.kind == "person" and lower[phrase.first - 1] == ",":
            if found[-1].kind == "name" and phrase.determiner is None:
                continue  # what somebody named was: "J. Brill, master"
        found.append(phrase)
    return found


def _listed(lower: Sequence[str], first: int, last: int) -> bool:
    """Whether only marks, ages and conjunctions stand between two members of a list."""
    return last - first < 12 and all(
        word in (",", ";", "and", "(", ")", "-", "–", "aged", "of", "year", "years", "old") or word[:1].isdigit()
        for word in lower[first:last]
    )


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
        if phrase.partitive and leaves(line, phrase.last):
            return []  # "four of the hostages were freed"
        return [phrase] if counts_persons(trigger.verb) else []
    if (
        trigger.outcome == "killed_or_wounded"
        and lower[trigger.last : trigger.last + 1]
        and (lower[trigger.last] in _UNKNOWN and phrase is not None)
    ):
        return [phrase]
    after = _after_aside(line, trigger.last)
    if after is not None:
        return chain(line, after, line.last, onward=True)
    if trigger.last < line.last and lower[trigger.last] == "of" and trigger.last + 1 in line.starts:
        inner = line.starts[trigger.last + 1]
        found = chain(line, inner, line.last, onward=True)
        size = _size(line, found)
        return [size] if size is not None else found
    if trigger.first > line.first and line.page.tokens[trigger.first - 1].xpos == "POS":
        owner = line.ends.get(trigger.first - 1)
        if owner is not None and act_outcome(trigger.verb):
            return [owner] if owner.kind in ("name", "person") and (owner.singular or owner.number) else []
    if trigger.verb in ("injury", "injuries") and trigger.last < line.last and lower[trigger.last] == "to":
        hurt = line.starts.get(trigger.last + 1)
        return [hurt] if hurt is not None and hurt.number is not None else []
    return []


def _size(line: Line, found: Sequence[Phrase]) -> Phrase | None:
    """Return the number that an apposition gives a group: "the killing of the Marl family, six people in all"."""
    if len(found) != 1 or found[0].number is not None or not found[0].plural:
        return None
    at = found[0].last
    number = line.starts.get(at + 1) if at < line.last and line.page.lower[at] == "," else None
    if number is None or number.number is None or number.kind not in ("person", "none") or is_year(line, number):
        return None
    closes = line.page.lower[number.last : number.last + 2]
    return number if closes[:1] in ([","], ["."]) or closes == ["in", "all"] else None


def _after_aside(line: Line, at: int) -> Phrase | None:
    """Return what follows "of" after an aside between commas: "the murder, in 1996, of a farmer"."""
    lower = line.page.lower
    if at >= line.last or lower[at] != ",":
        return None
    for place in range(at + 1, min(line.last - 1, at + 8)):
        if lower[place] == "," and lower[place + 1] == "of":
            return line.starts.get(place + 2)
    return None


def _lives(line: Line, trigger: Trigger) -> list[Phrase]:
    lower = line.page.lower
    at = next(i for i in range(trigger.first, trigger.last) if lower[i] in ("lives", "life"))
    phrase = line.covering.get(at)
    if phrase is not None and phrase.number is not None:
        return [phrase]
    if at + 1 < line.last and lower[at + 1] == "of" and at + 2 in line.starts:
        return chain(line, line.starts[at + 2], line.last, onward=True)
    if trigger.verb.startswith("los") and trigger.verb != "loss":
        return subject_of(
            line, Trigger(trigger.at, trigger.first, trigger.last, "killed", "intransitive", "lose", subject=True)
        )
    return []


def _bodies(line: Line, trigger: Trigger) -> list[Phrase]:
    lower = line.page.lower
    phrase = line.covering.get(trigger.at)
    if phrase is not None and phrase.number is not None and phrase.head == trigger.at:
        return [phrase]
    if trigger.at - 2 >= line.first and line.page.tokens[trigger.at - 1].xpos == "POS" and phrase is not None:
        owner = trigger.at - 2  # "the cook's body was found"
        noun = line.page.lower[owner]
        if person_nouns().get(noun) is not None and line.page.tokens[owner].xpos == "NN":
            return [replace(phrase, last=owner + 1, head=owner, lemma=noun, kind="person", plural=False, singular=True)]
        name = line.ends.get(owner + 1)
        return [name] if name is not None and name.kind == "name" else []
    if trigger.last < line.last and lower[trigger.last] == "of" and trigger.last + 1 in line.starts:
        return chain(line, line.starts[trigger.last + 1], line.last, onward=True)
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
        if before not in _TOLL_LINKS or is_year(line, phrase):
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
