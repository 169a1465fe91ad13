"""The rows of ``acts.yaml`` indexed by the word that heads them.

Invariant: a frame is a row with its defaults filled in; nothing about any one word stands in code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from recount.model.claims import Outcome
from recount.reading.syntax import inflected
from recount.vocabulary.schema import ActPart, ActRow, Acts, Place, words_of


@dataclass(frozen=True, slots=True)
class Frame:
    """How one act is told: its head with the ``words`` that complete it, ``before`` what a hyphen joins to it."""

    words: tuple[str, ...]
    before: tuple[str, ...]
    negated: bool
    part: ActPart
    type: str | None
    outcome: Outcome | None
    suffers: frozenset[Place]
    does: Place
    needs: frozenset[str]
    otherwise: Outcome | None
    marks: frozenset[str]

    @property
    def name(self) -> str:
        """The row's own words."""
        words = ("".join((*self.before, self.words[0])), *self.words[1:])
        return " ".join(("not", *words) if self.negated else words)


@dataclass(frozen=True)
class Lexicon:
    """Frames by head lemma and part, the longest first, and the forms of the verbs."""

    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    states: dict[str, tuple[Frame, ...]]
    forms: dict[str, str]


@cache
def frames() -> Lexicon:
    """Return all frames."""
    table = words_of(Acts, "acts")
    verbs = _indexed("verb", table.verbs)
    return Lexicon(verbs, _indexed("noun", table.nouns), _indexed("state", table.states), inflected(verbs))


def _indexed(part: ActPart, rows: tuple[ActRow, ...]) -> dict[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = {}
    for row in rows:
        frame = _frame(part, row)
        found.setdefault(frame.words[0], []).append(frame)
        if frame.before:  # some hyphens are left in the word
            whole = "".join((*frame.before, frame.words[0]))
            found.setdefault(whole, []).append(replace(frame, words=(whole, *frame.words[1:]), before=()))
    return {
        word: tuple(sorted(listed, key=lambda frame: (not frame.negated, -len(frame.words) - len(frame.before))))
        for word, listed in found.items()
    }


_HYPHEN = re.compile("(-)")
"""The tokeniser splits hyphens off: rows are matched token by token."""
_SUFFERS: dict[ActPart, Place] = {"verb": "object", "noun": "of", "state": "subject"}
_DOES: dict[ActPart, Place] = {"verb": "subject", "noun": "by", "state": "none"}


def _frame(part: ActPart, row: ActRow) -> Frame:
    words = row.act.split()
    *before, words[0] = _HYPHEN.split(words[0])
    negated = words[0] in ("not", "never") and len(words) > 1
    suffers = frozenset(row.suffers or (_SUFFERS[part],))
    does = row.does or ("none" if part == "verb" and "subject" in suffers else _DOES[part])
    outcome = cast("Outcome | None", row.outcome)
    otherwise = cast("Outcome | None", None if row.otherwise == "none" else row.otherwise)
    return Frame(
        tuple(words[negated:]), tuple(before), negated, part, row.type, outcome, suffers - {"none"}, does,
        row.needs, otherwise, row.marks,
    )  # fmt: skip
