"""How sure each part in an act is: what frames, shares and marks say for it and against it.

Invariant: weighing changes a part's score only. Victims are not weighed here: their harm was (``reading/harm``); nor is
who is blamed, or said to have commanded, without a word for the deed, of which the table knows nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from recount.model.text import Span
from recount.reading.acts import Act, acts_of
from recount.reading.evidence import around, fates, marks_at, of_act, staged
from recount.reading.page import Page
from recount.reading.parts.doers import Doer, Doers
from recount.reading.trust import UNSEEN, odds, score, table_of

_VICTIM = 0.75
"""Score of a victim's part, and of one who is blamed by name: precision of named victims on round 01
(bench/rounds/01.json), rounded down; of those blamed, all 14 in dev1
and the open halves of dev2 and dev3 were accused, 12 of this part."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part in one act: whose (``token`` heads their words), which, at which token the act stands.

    ``head`` is the token that carries the statement, ``tie`` what ties them: a ``frame`` or its ``modifier``, a
    ``share``, ``blame`` or ``command`` without a word for the deed, or a ``mark`` alone; ``score`` the probability that
    actor, part and act are read rightly.
    """

    doer: Doer
    token: int
    role: str
    act: int
    head: int
    tie: str
    score: float = _VICTIM


def is_elsewhere(page: Page, part: Part) -> bool:
    """Whether the act stands in another sentence than the one who took part in it."""
    return page.sentence_index[part.act] != page.sentence_index[part.token]


def weighed(page: Page, doers: Doers, parts: Iterable[Part]) -> list[Part]:
    """Return the parts with their scores, in the order given."""
    parts, table = list(parts), table_of(page, "roles")
    every = evidence(page, doers, parts)
    return [
        part if part.role == "victim" or part.tie == "blame" else replace(part, score=score(table, known))
        for part, known in zip(parts, every, strict=True)
    ]


def evidence(page: Page, doers: Doers, parts: list[Part]) -> list[dict[str, float]]:
    """Return for each part what speaks for it by name."""
    acts = {token: act for act in acts_of(page) for token in act.tokens}
    ruled = {(part.doer.at, part.role) for part in parts if part.tie != "mark"}
    graver = {
        (part.doer.at, page.sentence_index[part.act])
        for part in parts
        if part.role == "carried_out" and part.act in acts and "grave" in acts[part.act].frame.marks
    }
    beside = _beside(page, parts)
    return [
        _evidence(page, doers, part, acts.get(part.act), ruled, graver) | others
        for part, others in zip(parts, beside, strict=True)
    ]


def _beside(page: Page, parts: list[Part]) -> list[dict[str, float]]:
    """Return how each part stands to the others: to the surest of the same act, and to the same actor elsewhere."""
    own = [_mark(page, part) for part in parts]
    of_act: dict[tuple[int, str], list[tuple[int, float]]] = {}
    of_name: dict[tuple[int, int], list[tuple[int, float]]] = {}
    for part, mark in zip(parts, own, strict=True):
        of_act.setdefault((part.act, part.role), []).append((part.token, mark))
        of_name.setdefault((part.doer.name.start, part.doer.name.end), []).append((part.token, mark))
    found: list[dict[str, float]] = []
    for part, mark in zip(parts, own, strict=True):
        rivals = [other for token, other in of_act[part.act, part.role] if token != part.token]
        again = [other for token, other in of_name[part.doer.name.start, part.doer.name.end] if token != part.token]
        known = {f"{part.role} mark": mark}
        if rivals:
            known["outdone" if max(rivals) > mark else "ahead"] = abs(max(rivals) - mark)
        if again:
            known |= {"elsewhere too": 1.0, "mark elsewhere": max(again)}
        found.append(known)
    return found


def _mark(page: Page, part: Part) -> float:
    """Return the log odds that the net gives a part."""
    marks = page.marks.get(("role", part.token), {})
    return odds(marks[part.role].score if part.role in marks else UNSEEN)


def _evidence(
    page: Page,
    doers: Doers,
    part: Part,
    act: Act | None,
    ruled: set[tuple[Span, str]],
    graver: set[tuple[Span, int]],
) -> dict[str, float]:
    marks = page.marks.get(("role", part.token), {})
    own = _mark(page, part)
    tied = part.role in marks and marks[part.role].tie == part.act
    grave = act is not None and "grave" in act.frame.marks
    name = part.doer.name
    found = {
        "mark": own,
        f"tied by {part.tie}": 1.0,
        f"{part.tie} mark": own,
        "rival mark": odds(max((m.score for label, m in marks.items() if label != part.role), default=UNSEEN)),
        f"role {part.role}": 1.0,
        f"actor {'common' if part.doer.common else name.type}": 1.0,
    }
    flags = {
        "tied": tied,
        "pronoun": (name.start, name.end) != (part.doer.at.start, part.doer.at.end),
        "armed": doers.is_armed(part.doer),
        "grave": grave,
        "vague": act is not None and "vague" in act.frame.marks,
        "no act": act is None,
        "by noun": act is not None and act.frame.part == "noun",
        "lesser": not grave and (part.doer.at, page.sentence_index[part.act]) in graver,
        "beside a rule": part.tie == "mark" and (part.doer.at, part.role) in ruled,
        "elsewhere": is_elsewhere(page, part),
    }
    found.update({flag: 1.0 for flag, holds in flags.items() if holds})
    if part.doer.doubt:
        found[f"doer {part.doer.doubt}"] = 1.0
        found[f"{part.doer.doubt} mark"] = own
    found.update(dict.fromkeys(of_act(page, part.act), 1.0))
    found.update(marks_at(page, part.act))
    found[f"act word {page.tokens[part.act].lemma.lower()}"] = 1.0
    inside = page.tokens_in(part.doer.at.start, part.doer.at.end)
    found.update(dict.fromkeys(around(page, inside[0], inside[-1] + 1, part.token), 1.0))
    found.update(dict.fromkeys((*staged(page, part.token), *fates(page, part.token)), 1.0))
    if part.role in marks:
        found[f"stance {marks[part.role].stance}"] = 1.0
    return found
