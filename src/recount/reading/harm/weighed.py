"""How sure each harm is: what frames, marks and the form of the phrase say for it and against it.

Invariant: weighing changes a harm's score only; which harms there are is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from recount.reading.evidence import around, fates, of_act, staged
from recount.reading.harm.found import Harm, is_union, parts_a_toll
from recount.reading.page import Page
from recount.reading.trust import UNSEEN, odds, score, table_of


def weighed(page: Page, harms: Iterable[Harm]) -> list[Harm]:
    """Return the harms with their scores, in the order given."""
    harms, table = list(harms), table_of(page, "counts")
    return [replace(harm, score=score(table, known)) for harm, known in zip(harms, evidence(page, harms), strict=True)]


def evidence(page: Page, harms: Iterable[Harm]) -> list[dict[str, float]]:
    """Return for each harm what speaks for it by name."""
    harms = list(harms)
    told: dict[int, set[str]] = {}
    carried: dict[int, set[str]] = {}
    for harm in harms:
        if harm.tie in ("frame", "list", "part"):
            told.setdefault(harm.phrase.anchor, set()).add(harm.outcome)
        elif harm.tie == "carried":
            carried.setdefault(harm.phrase.anchor, set()).add(harm.outcome)
    return [
        _evidence(page, harm, told.get(harm.phrase.anchor, set()))
        | _breakdown(page, harm, carried.get(harm.phrase.anchor, set()))
        for harm in harms
    ]


def _breakdown(page: Page, harm: Harm, carried: set[str]) -> dict[str, float]:
    """Return what "Seven were children" says behind a toll: it parts that one."""
    if not parts_a_toll(page, harm.phrase):
        return {}
    return {f"breakdown {harm.tie}": 1.0, "breakdown otherwise": float(bool(carried - {harm.outcome}))}


def _evidence(page: Page, harm: Harm, told: set[str]) -> dict[str, float]:
    """Return what speaks for one harm; ``told`` are the outcomes that frames give its phrase."""
    phrase = harm.phrase
    marks = page.marks.get(("count", phrase.anchor), {})
    meant = {harm.outcome, "killed", "wounded"} if is_union(harm) else {harm.outcome}
    own = odds(max((mark.score for label, mark in marks.items() if label in meant), default=UNSEEN))
    rival = max((mark.score for label, mark in marks.items() if label not in meant), default=UNSEEN)
    found = {
        "mark": own,
        f"tied by {harm.tie}": 1.0,
        f"{harm.tie} mark": own,
        "rival mark": odds(rival),
        f"form {phrase.form}": 1.0,
        f"noun {phrase.noun}": 1.0,
        f"outcome {harm.outcome}": 1.0,
    }
    if told - {harm.outcome}:
        found["rival frame"] = 1.0
    found.update(dict.fromkeys(harm.doubts, 1.0))
    found[f"{harm.tie} {phrase.form}"] = 1.0
    found[f"{harm.tie} noun {phrase.noun}"] = 1.0
    if phrase.of is not None:
        found["of"] = 1.0
    if phrase.count.op != "=":
        found["bounded"] = 1.0
    if harm.act is not None:
        found[f"{harm.tie} {harm.act.frame.part}"] = 1.0
        found[f"act {' '.join(harm.act.frame.words)}"] = 1.0
        found["told beside"] = float(bool(told))
    if harm.word is not None:
        found.update(dict.fromkeys(of_act(page, harm.word), 1.0))
    head = phrase.head if phrase.head is not None else phrase.anchor
    found.update(dict.fromkeys((*staged(page, head), *fates(page, head)), 1.0))
    found.update(dict.fromkeys(around(page, phrase.raw_first, max(phrase.last, phrase.raw_last), head), 1.0))
    if harm.outcome in marks:
        found[f"stance {marks[harm.outcome].stance}"] = 1.0
    return found
