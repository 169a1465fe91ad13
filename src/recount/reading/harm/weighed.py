"""How sure each harm is: what frames, marks and the form of the phrase say for it and against it.

Invariant: weighing changes a harm's score only; which harms there are is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from recount.reading.harm.found import Harm
from recount.reading.page import Page
from recount.reading.trust import UNSEEN, odds, score, table_of


def weighed(page: Page, harms: Iterable[Harm]) -> list[Harm]:
    """Return the harms with their scores, in the order given."""
    harms, table = list(harms), table_of(page, "counts")
    told: dict[int, set[str]] = {}
    for harm in harms:
        if harm.tie != "mark":
            told.setdefault(harm.phrase.anchor, set()).add(harm.outcome)
    return [replace(harm, score=score(table, evidence(page, harm, told))) for harm in harms]


def evidence(page: Page, harm: Harm, told: dict[int, set[str]]) -> dict[str, float]:
    """Return what speaks for a harm by name; ``told`` are the outcomes that frames give each phrase."""
    phrase = harm.phrase
    marks = page.marks.get(("count", phrase.anchor), {})
    own = odds(marks[harm.outcome].score if harm.outcome in marks else UNSEEN)
    rival = max((mark.score for label, mark in marks.items() if label != harm.outcome), default=UNSEEN)
    found = {
        "mark": own,
        harm.tie: 1.0,
        f"{harm.tie} mark": own,
        "rival mark": odds(rival),
        f"form {phrase.form}": 1.0,
        f"noun {phrase.noun}": 1.0,
        f"outcome {harm.outcome}": 1.0,
    }
    if told.get(phrase.anchor, set()) - {harm.outcome}:
        found["rival frame"] = 1.0
    if phrase.definite:
        found["definite"] = 1.0
    if phrase.of is not None:
        found["of"] = 1.0
    if phrase.count.op != "=":
        found["bounded"] = 1.0
    if harm.act is not None:
        found[f"part {harm.act.frame.part}"] = 1.0
    return found
