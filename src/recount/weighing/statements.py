"""Statements: what the claims of one incident say of one figure, sorted into whole, floors and subgroups.

Invariant: a part is never a total. A subgroup, a named person or a smaller figure of the same voice only says
that the whole is at least as large; parts of one passage may be added, and then give a floor as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import get_args

from recount.model.claims import CasualtyValue, Claim, Outcome
from recount.model.dates import Interval as Time
from recount.model.values import Count
from recount.vocabulary.profiles import convert
from recount.weighing.as_of import Figures, change_of, changing, has_words, put_right, sentence
from recount.weighing.denials import voice_of
from recount.weighing.evidence import Evidence
from recount.weighing.intervals import Interval, interval_of
from recount.weighing.lists import words
from recount.weighing.origins import Key, origin_key

_SOME = "counts some of those harmed"
_BY_NAME = "counts persons by name"
_NEAR = 60
"""Characters between two figures of one enumeration ("two soldiers and, in the next street, ten ...")."""
_SENTENCE_END = re.compile(r"[.!?][”’\"')\]]*\s")


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure of one voice in one document, resting on one claim or on the parts that were added."""

    claims: tuple[Claim, ...]
    interval: Interval
    raw: str
    key: Key
    as_of: Time | None = None
    value: int | None = None
    approximate: bool = False
    vague: bool = False
    why: str | None = None
    changes: frozenset[str] = frozenset()
    """What its words say of its place in time (weighing/as_of.py)."""
    rejects: frozenset[int] = frozenset()
    """Numbers that its own sentence puts right."""
    added: bool = False
    """True where it is the sum of the members of one list ("two guards and a cook"), which print no total."""
    version: bool = False
    """True where it counts combatants and its voice denies that anybody else was harmed."""

    @property
    def claim(self) -> Claim:
        """The first claim it rests on."""
        return self.claims[0]

    @property
    def exact(self) -> int | None:
        """Its number where it allows only one and is not added up from parts."""
        return None if self.approximate else self.interval.exact

    def as_floor(self, why: str) -> Statement:
        """Return the statement as a lower bound."""
        return replace(self, interval=Interval(self.interval.low, None), why=why)


@dataclass
class Sorted:
    """Statements of one figure by what they count."""

    whole: list[Statement] = field(default_factory=list)
    floors: list[Statement] = field(default_factory=list)
    subgroups: dict[str, list[Statement]] = field(default_factory=dict)
    people: dict[str, tuple[Claim, ...]] = field(default_factory=dict)


def state(evidence: Evidence, claim: Claim, count: Count, profile: str) -> Statement:
    """Return what a claim's count says under ``profile``."""
    converted = convert(count, profile)
    text = evidence.documents[claim.document].text
    beside: Figures | None = None
    if isinstance(claim.value, CasualtyValue):
        beside = evidence.beside.get((claim.document, claim.value.outcome))
    return Statement(
        claims=(claim,),
        interval=interval_of(converted),
        raw=converted.raw,
        key=origin_key(evidence, claim)[0],
        as_of=evidence.as_of(claim),
        value=converted.value,
        approximate=converted.op == "~",
        vague=converted.op == "vague",
        changes=change_of(text, claim, beside) if beside else frozenset(),
        rejects=put_right(text, claim) if beside else frozenset(),
    )


def sort_casualties(
    evidence: Evidence,
    claims: Iterable[Claim],
    profile: str,
    deniers: frozenset[tuple[str, str]] = frozenset(),
    *,
    presumed: bool = False,
) -> Sorted:
    """Sort usable casualty claims of one incident and outcome by what they count.

    ``deniers`` are the voices that deny that any civilian was harmed: the combatants they count are all of their
    version. ``presumed`` says that all of ``claims`` count civilians, by their words or by presumption.
    """
    found = Sorted()
    claims = tuple(claims)
    most = _most_counted(claims)
    harmed = {voice_of(c) for c in claims if isinstance(c.value, CasualtyValue) and (c.value.count.low or 0) > 0}
    totals: list[Statement] = []
    limited: dict[str, list[Statement]] = {}
    parts: list[Statement] = []
    named: list[Statement] = []
    for claim in claims:
        value = claim.value
        if not isinstance(value, CasualtyValue):
            continue
        statement = state(evidence, claim, value.count, profile)
        label = subgroup_label(value)
        status = civil_label(value)
        if statement.exact == 0 and voice_of(claim) in harmed and not is_state(statement):
            found.floors.append(statement.as_floor("says of some that they were not harmed"))
            continue
        if statement.exact == 0 and _beyond(claim):
            found.floors.append(statement.as_floor("says that there were no others"))
            continue
        if is_state(statement) and any(flag.startswith("inferred") for flag in value.flags):
            totals.append(statement)  # fewer missing in the same account are those left, not a part
        elif label is not None:
            found.subgroups.setdefault(label, []).append(statement)
            found.floors.append(statement.as_floor(f"counts a part ({label})"))
        elif value.who and value.count.op == "=" and value.count.value == len(value.who):
            named.append(statement)
        elif _comes_on_top_of_other_harm(evidence, claim, claims) or _is_all(evidence, claim):
            totals.append(statement)
        elif _counts_some(value) or _names_fewer(claim, most) or _counts_kind(claim, most):
            parts.append(statement)
        else:
            totals.append(statement)
        if label is None and status is not None:
            limited.setdefault(status, []).append(statement)
    parts.extend(_listed(evidence, claims, profile))
    for label, statements in limited.items():
        kept, smaller = _one_a_voice(evidence, statements)
        found.subgroups.setdefault(label, []).extend([*kept, *smaller])
    found.subgroups = {label: found.subgroups[label] for label in sorted(found.subgroups)}
    if totals and all(_civil(statement) for statement in totals):
        # Only civilians or only combatants are counted: what was added up over all groups is nearer to the whole.
        least = max(statement.interval.low or 0 for statement in totals)
        sums = [s for s in parts if _civil(s) is None and is_sum(s) and (s.interval.low or 0) >= least]
        totals, parts = [*totals, *sums], without(parts, sums)
    if presumed:
        found.whole, found.floors[len(found.floors) :] = _one_a_voice(evidence, totals)
    else:
        _add_totals(evidence, totals, found, deniers)
    _name_people(evidence, claims, found)
    _add_parts(evidence, parts, named, found)
    if not found.whole and all(statement.interval.low == 0 for statement in found.floors):
        found.floors = []  # that there were no others gives no figure
    return found


def _beyond(claim: Claim) -> bool:
    """Return whether a figure counts those beside others who are told of ("no other injuries", "nobody else")."""
    flags = claim.value.flags if isinstance(claim.value, CasualtyValue) else ()
    marked = any(flag.startswith(("additional", "disjoint")) for flag in flags)
    return marked or bool(words("beside_words") & {word.strip(".,;:'\"“”") for word in claim.quote.lower().split()})


def counts_whole(value: CasualtyValue) -> bool:
    """Return whether a figure is about all those harmed and neither about a part nor about one side."""
    return subgroup_label(value) is None and civil_label(value) is None and not _counts_some(value)


def _counts_some(value: CasualtyValue) -> bool:
    """Return whether a figure counts some of those harmed by its own words, so that it is a total only alone."""
    if value.who or any(flag.split(":")[0] in words("part_flags") for flag in value.flags):
        return True
    unit = _head(value.unit)
    if value.count.value == 1 and value.count.raw.lower().strip() in words("articles"):
        return True  # "a victim" tells of one, "one victim" counts
    if unit is None or unit in words("general_units"):
        return False
    return unit in words("part_units") or (value.count.op == "=" and value.count.value == 1)


def _is_all(evidence: Evidence, claim: Claim) -> bool:
    """Return whether the words behind a figure say that there were no others ("one man was killed and nobody else")."""
    text = evidence.documents[claim.document].text
    _, last = sentence(text, claim.start, claim.end)
    return has_words("exclusive", text, claim.end, last)


def _comes_on_top_of_other_harm(evidence: Evidence, claim: Claim, claims: Sequence[Claim]) -> bool:
    """Return whether a figure counts "another 26" wounded beside the dead: no others of its own outcome came before."""
    value = claim.value
    assert isinstance(value, CasualtyValue)
    flags = [flag.split(":")[0] for flag in value.flags if flag.split(":")[0] in words("part_flags")]
    if flags != ["additional"] or value.who:
        return False
    if any(other.document == claim.document and other.start < claim.start for other in claims):
        return False
    others = (evidence.figures.get((claim.document, each), ()) for each in get_args(Outcome) if each != value.outcome)
    return any(other.start < claim.start for found in others for other in found)


@dataclass(frozen=True, slots=True)
class _Most:
    """The largest number that each document counts in all, and that it counts of people of no kind."""

    whole: dict[str, int]
    general: dict[str, int]


def _most_counted(claims: Sequence[Claim]) -> _Most:
    found = _Most({}, {})
    for claim in claims:
        if isinstance(claim.value, CasualtyValue) and counts_whole(claim.value):
            low = claim.value.count.low or 0
            found.whole[claim.document] = max(low, found.whole.get(claim.document, 0))
            if _head(claim.value.unit) in words("general_units"):
                found.general[claim.document] = max(low, found.general.get(claim.document, 0))
    return found


def _names_fewer(claim: Claim, most: _Most) -> bool:
    """Return whether a figure counts those whose names are known, and its own account counts more in all."""
    assert isinstance(claim.value, CasualtyValue)
    if not any(flag.startswith("named") for flag in claim.value.flags):
        return False
    return most.whole.get(claim.document, 0) > (claim.value.count.low or 0)


def _counts_kind(claim: Claim, most: _Most) -> bool:
    """Return whether a figure counts one kind of people ("twelve prisoners") where its account counts more in all."""
    assert isinstance(claim.value, CasualtyValue)
    unit, high = _head(claim.value.unit), claim.value.count.high
    if unit is None or unit in words("general_units") or high is None or claim.value.count.op != "=":
        return False
    return most.general.get(claim.document, 0) > high


def _add_totals(
    evidence: Evidence, totals: list[Statement], found: Sorted, deniers: frozenset[tuple[str, str]]
) -> None:
    """Enter figures for all those harmed; one limited to civilians or combatants is a floor beside others.

    A part is no larger than its whole: beside figures that are all smaller, a limited one is their rival.
    """
    kept, smaller = _one_a_voice(evidence, totals)
    statuses = {_civil(statement) for statement in kept if voice_of(statement.claim) not in deniers} - {None}
    open_ = [statement for statement in kept if _civil(statement) is None]
    for statement in kept:
        label = _civil(statement)
        if label is None:
            found.whole.append(statement)
            continue
        if label == "combatants" and voice_of(statement.claim) in deniers and len(kept) > 1:
            found.whole.append(replace(statement, version=True))
            continue
        allowed = len(statuses) == 1 and all(other.interval.meets(statement.interval) for other in open_)
        same = any(other.exact == statement.exact is not None for other in open_)
        larger = bool(open_) and all(other.interval.below(statement.interval) for other in open_)
        if allowed or same or larger:
            found.whole.append(statement)
        else:
            found.floors.append(statement.as_floor(f"counts {label} only"))
    found.floors.extend(smaller)


def _add_parts(evidence: Evidence, parts: list[Statement], named: list[Statement], found: Sorted) -> None:
    """Enter figures for some of those harmed and persons counted by name: floors beside a total.

    Where no total is stated, one figure on which all agree is the figure; several that do not are floors, of
    which the largest counts, and so is the number of different persons named in all.
    """
    people = len(found.people)
    if any(s.interval.bounded and (not s.vague or (s.interval.low or 0) > people) for s in found.whole):
        totals = {s.exact for s in found.whole if _civil(s) is None} - {None, 0, 1}
        own = _largest_by_document(found.whole)
        equal = [s for s in parts if s.exact in totals and (s.exact or 0) >= own.get(s.claim.document, 0)]
        found.whole.extend(equal)  # "14 others" beside a total of 14 is that total, but for an account that counts more
        parts = without(parts, equal)
        found.floors.extend(statement.as_floor(_SOME) for statement in parts)
        found.floors.extend(statement.as_floor(_BY_NAME) for statement in named)
        return
    kept, smaller = _one_a_voice(evidence, parts)
    complete = [statement for statement in named if statement.exact == people]
    if complete and not any((statement.interval.low or 0) > 0 for statement in [*kept, *smaller]):
        found.whole.extend(complete)
        found.floors.extend(statement.as_floor(_BY_NAME) for statement in without(named, complete))
        return
    alike = len({statement.interval for statement in kept}) == 1
    if alike and (not named or all(statement.interval.holds(max(people, 1)) for statement in kept)):
        found.whole.extend(kept)
        found.floors.extend(statement.as_floor(_BY_NAME) for statement in named)
    else:
        found.floors.extend(s if len(s.claims) > 1 else s.as_floor(_SOME) for s in kept)
        found.floors.extend(statement.as_floor(_BY_NAME) for statement in named)
        largest = max((statement.interval.low or 0 for statement in found.floors), default=0)
        certain = _certain_people(found)
        if certain > max(largest, 1):
            found.floors.append(_all_named(evidence, found, certain))
    found.floors.extend(smaller)


def _largest_by_document(whole: Sequence[Statement]) -> dict[str, int]:
    """Return the largest least number that each document counts in all."""
    found: dict[str, int] = {}
    for statement in whole:
        document = statement.claim.document
        found[document] = max(found.get(document, 0), statement.interval.low or 0)
    return found


def _all_named(evidence: Evidence, found: Sorted, count: int) -> Statement:
    """Return the number of different persons that the claims name."""
    claims = evidence.sorted(claim for members in found.people.values() for claim in members)
    return Statement(
        claims=claims,
        interval=Interval(count, None),
        raw=str(count),
        key=origin_key(evidence, claims[0])[0],
        why=f"{count} persons are named one by one; no total is stated",
    )


def sort_plain(evidence: Evidence, statements: Sequence[Statement]) -> Sorted:
    """Sort counts that have no subgroups, such as the strength of a force."""
    kept, smaller = _one_a_voice(evidence, list(statements))
    return Sorted(whole=kept, floors=smaller)


def subgroup_label(value: CasualtyValue) -> str | None:
    """Return the neutral name of the part that a casualty figure counts, None where it counts all."""
    if value.subgroup:
        plain = " ".join(value.subgroup.lower().split())
        last = plain.split()[-1]
        if last in words("civilian_words"):
            return "civilians"
        return plain
    if value.subset_of:
        if value.cause:
            return f"by {' '.join(value.cause.lower().split())}"
        if value.unit:
            return " ".join(value.unit.lower().split())
        return "a part of a stated total"
    return None


def civil_label(value: CasualtyValue) -> str | None:
    """Return ``civilians`` or ``combatants`` where a figure is limited to them by its own words."""
    if value.civil_status == "civilian":
        return "civilians"
    unit = _head(value.unit)
    if value.civil_status == "combatant" or unit in words("combatant_words"):
        return "combatants"
    return "civilians" if unit in words("civilian_words") else None


def _civil(statement: Statement) -> str | None:
    value = statement.claim.value
    if len(statement.claims) > 1 or not isinstance(value, CasualtyValue):
        return None
    return civil_label(value)


def _listed(evidence: Evidence, claims: Sequence[Claim], profile: str) -> list[Statement]:
    """Return the sums of the lists that claims stand in: members of one list have the same list flag."""
    lists: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        flags = claim.value.flags if isinstance(claim.value, CasualtyValue) else ()
        for flag in flags:
            if flag.startswith("list:") and isinstance(claim.value, CasualtyValue) and claim.value.subset_of is None:
                lists.setdefault((claim.document, flag), []).append(claim)
    found = []
    for members in lists.values():
        counts = [convert(m.value.count, profile) for m in members if isinstance(m.value, CasualtyValue)]
        if len(counts) < 2 or all(count.low is None for count in counts):
            continue
        low = sum(count.low or 0 for count in counts)
        if any(2 * (count.low or 0) == low for count in counts):
            continue  # one of them is the total of the others: "ten persons: nine officers and a teacher"
        bounded = all(count.high is not None for count in counts)
        high = sum(count.high or 0 for count in counts) if bounded else None
        printed = " + ".join(str(count.value) if count.value is not None else count.raw for count in counts)
        total = str(low) if low == high else f"{low} to {high}" if high is not None else f"{low} or more"
        found.append(
            Statement(
                claims=tuple(members),
                interval=Interval(low, high),
                raw=total,
                key=origin_key(evidence, members[0])[0],
                as_of=evidence.as_of(members[0]),
                value=low if low == high else None,
                why=f"{total} is added up from parts in one passage ({printed})",
                added=True,
            )
        )
    return found


def is_sum(statement: Statement) -> bool:
    """Return whether a figure was added up from parts of one passage."""
    value = statement.claim.value
    flagged = isinstance(value, CasualtyValue) and any(flag.startswith("sum:") for flag in value.flags)
    return statement.added or flagged


def _head(unit: str | None) -> str | None:
    return unit.lower().split()[-1] if unit and unit.split() else None


def _unit(statement: Statement) -> str | None:
    value = statement.claim.value
    return _head(value.unit) if isinstance(value, CasualtyValue) else None


def _one_a_voice(evidence: Evidence, statements: list[Statement]) -> tuple[list[Statement], list[Statement]]:
    """Keep the largest exact figure of each voice; its smaller ones are parts and become floors.

    One voice in one document is not taken to contradict itself: where it gives two figures at one time, the
    smaller counts a part of the larger. Figures of one enumeration are added ("two soldiers and ten miners").
    """
    kept: list[Statement] = []
    floors: list[Statement] = []
    voices: dict[tuple[str, Key], list[Statement]] = {}
    keys: dict[str, set[Key]] = {}
    for statement in statements:
        keys.setdefault(statement.claim.document, set()).add(statement.key)
    for statement in statements:
        document = statement.claim.document
        voices.setdefault((document, _speaker(statement, keys[document])), []).append(statement)
    for (document, _), voice in voices.items():
        withdrawn = [statement for statement in voice if "withdrawn" in statement.changes]
        kept.extend(withdrawn)  # no other figure is a part of one that was taken back
        voice = without(voice, withdrawn)
        exact = [statement for statement in voice if statement.exact is not None]
        rest = [statement for statement in voice if statement.exact is None]
        least = (s.interval.low or 0 for s in rest if not s.vague and not s.approximate)
        largest = max([*(statement.exact or 0 for statement in exact), *least], default=0)
        total = _enumerated(evidence.documents[document].text, exact)
        if total is not None and (total.interval.low or 0) > largest:
            kept.append(total)
            floors.extend(
                s.as_floor("counts a part of what the account counts") for s in exact if s.claim not in total.claims
            )
            kept.extend(rest)
            continue
        timed = {statement.as_of for statement in exact}
        at_largest = {statement.as_of for statement in exact if statement.exact == largest}
        for statement in exact:
            apart = len(timed) > 1 and statement.as_of not in at_largest
            if statement.exact == largest or apart or is_state(statement):
                kept.append(statement)
            else:
                floors.append(statement.as_floor("is the smaller figure of one voice, read as a part of the larger"))
        for statement in rest:
            if exact and statement.interval.high is not None and statement.interval.high < largest:
                floors.append(statement.as_floor("is the smaller figure of one voice, read as a part of the larger"))
            else:
                kept.append(statement)
    return kept, floors


def without(statements: Sequence[Statement], left_out: Sequence[Statement]) -> list[Statement]:
    """Return the statements that are not among others; equal ones rest on one claim."""
    by_claim: dict[str, list[Statement]] = {}
    for statement in left_out:
        by_claim.setdefault(statement.claim.id, []).append(statement)
    return [statement for statement in statements if statement not in by_claim.get(statement.claim.id, ())]


def _speaker(statement: Statement, keys: Set[Key]) -> Key:
    """Return whose figure a statement is beside the others of its document (``keys``).

    What is reported without a word for who says it ("is said to", a passive) is the author's, or that of the one voice
    without a name whom the author relays.
    """
    document, key = statement.claim.document, statement.key
    if key != ("unnamed", document, ""):
        return key
    others = keys - {key}
    if any(other[0] == "voice" for other in others):
        return min(other for other in others if other[0] == "voice")
    nameless = {other for other in others if other[:2] == ("unnamed", document)}
    return nameless.pop() if len(nameless) == 1 else key


def is_state(statement: Statement) -> bool:
    """Return whether what a statement counts goes down as well as up (vocabulary/changes.yaml)."""
    value = statement.claim.value
    return isinstance(value, CasualtyValue) and changing(value.outcome)


def _enumerated(text: str, exact: list[Statement]) -> Statement | None:
    """Return the sum of figures that stand in one enumeration with different nouns, None where there is none."""
    best: list[Statement] = []
    run: list[Statement] = []
    for statement in sorted(exact, key=lambda s: (s.claim.start, s.claim.end)):
        unit = _unit(statement)
        if unit is None or unit in words("general_units"):
            run = []
            continue
        if run:
            between = text[run[-1].claim.end : statement.claim.start]
            apart = len(between) > _NEAR or _SENTENCE_END.search(between) or "includ" in between or "\n" in between
            overlap = statement.claim.start < run[-1].claim.end and statement.claim.end > run[-1].claim.end
            if apart or overlap or unit in {_unit(other) for other in run}:
                run = []
        run.append(statement)
        if len(run) > len(best):
            best = list(run)
    if len(best) < 2:
        return None
    total = sum(statement.exact or 0 for statement in best)
    parts = ", ".join(f"{statement.exact} {_unit(statement)}" for statement in best)
    return Statement(
        claims=tuple(statement.claim for statement in best),
        interval=Interval(total, None),
        raw=str(total),
        key=best[0].key,
        as_of=best[0].as_of,
        why=f"{total} is the sum of the parts in one passage ({parts}); no total is stated",
    )


def _name_people(evidence: Evidence, claims: Iterable[Claim], found: Sorted) -> None:
    """Collect the different persons whom claims count by name: those of one actor or of names that fit are one."""
    groups: list[tuple[str, set[str], frozenset[str], list[Claim]]] = []
    for claim in claims:
        for name in claim.value.who if isinstance(claim.value, CasualtyValue) else ():
            actor, parts = evidence.actor_of(claim, name), _name_parts(name)
            for _, actors, known, members in groups:
                if actor in actors or parts <= known or known <= parts:
                    actors.update({actor} if actor else ())
                    members.append(claim)
                    break
            else:
                groups.append((name, {actor} if actor else set(), parts, [claim]))
    found.people = {name: evidence.sorted(members) for name, _, _, members in groups}


def _name_parts(name: str) -> frozenset[str]:
    plain = name.lower().replace("-", " ").replace("’", "'").split()
    return frozenset(word.strip(".,;:()'\"") for word in plain if word not in words("name_particles"))


def _certain_people(found: Sorted) -> int:
    """Return how many of the persons named are shown to be different ones.

    Full names that do not fit each other are; a single name may be short for one of them, unless one passage
    lists it beside them.
    """
    full = sum(len(_name_parts(name)) > 1 for name in found.people)
    claims = [claim for members in found.people.values() for claim in members]
    listed = max((len(c.value.who) for c in claims if isinstance(c.value, CasualtyValue)), default=0)
    return max(full, listed)
