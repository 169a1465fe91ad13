"""Denials of harm: who denies whose harm, so that a denial stands against a toll and is never dropped.

Invariant: a denial takes nothing away from a figure and supports none; it makes the figure it concerns contested,
and its passage is listed with it. A denial of responsibility is no denial of harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from recount.model.claims import CasualtyValue, Claim, TextValue, says_not_so
from recount.vocabulary import load
from recount.weighing.evidence import Evidence
from recount.weighing.lists import words

_SHORTEST = 3
"""Different words of a denial that says what it denies."""
_BEFORE = 40
"""Characters before a statement within which its verb of denying stands."""
_NO = re.compile(r"\b(?:no|not any|none of the|neither)\s+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Denial:
    """A claim that denies an outcome for a group: ``civilians``, ``combatants`` or ``all``."""

    claim: Claim
    outcomes: frozenset[str]
    group: str

    def concerns(self, outcome: str, subgroup: str | None) -> bool:
        """Return whether it denies what a figure counts: its group by name, or everybody."""
        return outcome in self.outcomes and (self.group == "all" or subgroup == self.group)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, frozenset[str]], ...]:
    table: Any = load("changes")
    both = frozenset({"killed", "wounded"})
    rows = []
    for group, nouns in table["denied_groups"].items():
        who = "|".join(nouns)
        for outcome, listed in table["denied_outcomes"].items():
            harm = "|".join(listed)
            meant = both if outcome == "both" else frozenset({outcome})
            rows.append((re.compile(rf"\b(?:{who})\b(?:\s+[\w’']+){{0,3}}?\s+(?:{harm})\b", re.I), group, meant))
        for outcome, listed in table["denied_nouns"].items():
            meant = both if outcome == "both" else frozenset({outcome})
            rows.append((re.compile(rf"\b(?:{who})\s+(?:{'|'.join(listed)})\b", re.I), group, meant))
    for outcome, listed in table["denied_nouns"].items():
        meant = both if outcome == "both" else frozenset({outcome})
        rows.append((re.compile(rf"\b(?:any|no|were)\s+(?:{'|'.join(listed)})\b", re.I), "all", meant))
    return tuple(rows)


def find_denials(evidence: Evidence, incident: str) -> tuple[Denial, ...]:
    """Return the denials of harm that stand in claims of an incident, or in no incident of an account about it."""
    found = [
        denial
        for claim in evidence.statements.get(incident, ())
        if isinstance(claim.value, TextValue)
        for denial in [_denial(claim, claim.value.text)]
        if denial is not None
    ]
    return tuple(found)


def _denial(claim: Claim, text: str) -> Denial | None:
    for pattern, group, outcomes in _patterns():
        match = pattern.search(text)
        if match is None:
            continue
        if claim.certainty == "denied" or _NO.search(text, 0, match.start()) or match[0].lower().startswith("no "):
            return Denial(claim, outcomes, group)
    return None


@cache
def _no_orders() -> re.Pattern[str]:
    table: Any = load("changes")["denied_orders"]
    orders, verbs, nobody = ("|".join(table[name]) for name in ("orders", "verbs", "nobody"))
    return re.compile(
        rf"\b(?:no|not any|never any)\s+(?:such\s+|other\s+)?(?:{orders})\b"
        rf"|\b(?:{nobody})\b[^.!?;]{{0,60}}?\b(?:{verbs})\b|\b(?:not|never|any)\s+(?:\w+\s+)?(?:such\s+)?(?:{orders})\b|\b(?:not|never)\s+(?:{verbs})\b",
        re.IGNORECASE,
    )


def denials_of_orders(evidence: Evidence, incident: str) -> list[Claim]:
    """Return the statements of an incident that deny an order, in order: of somebody, or of anybody at all."""
    said = (claim for claim in evidence.statements.get(incident, ()) if isinstance(claim.value, TextValue))
    return [claim for claim in said if _no_orders().search(claim.quote)]


def is_denial(evidence: Evidence, claim: Claim) -> bool:
    """Whether a statement denies something in words: not by "this" alone, and not by declining to speak."""
    own = _words(claim.quote)
    if len(own) < _SHORTEST or own & words("declining_words"):
        return False
    before = evidence.documents[claim.document].text[max(0, claim.start - _BEFORE) : claim.start]
    return bool(own & words("negating_words")) or "n't" in claim.quote or bool(_words(before) & words("denying_words"))


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.lower()))


def denials_of_groups(claims: Iterable[Claim]) -> tuple[Denial, ...]:
    """Return the denials among casualty claims that name a side: "no civilian was killed" read as a negated count."""
    found = []
    for claim in claims:
        value = claim.value
        if isinstance(value, CasualtyValue) and says_not_so(claim.certainty, claim.polarity):
            if value.civil_status == "civilian":
                found.append(Denial(claim, frozenset({value.outcome}), "civilians"))
            elif value.civil_status == "combatant" and value.count.value is None:
                found.append(Denial(claim, frozenset({value.outcome}), "combatants"))
    return tuple(found)


def voice_of(claim: Claim) -> tuple[str, str]:
    """Return whose words a claim is: its document and the innermost voice with a name, empty for the account's own."""
    named = [hop.name for hop in claim.attribution[1:] if hop.name]
    return claim.document, " ".join((named[-1] if named else "").lower().split()).removeprefix("the ")


def deniers(denials: Iterable[Denial], outcome: str, group: str) -> frozenset[tuple[str, str]]:
    """Return the voices that deny ``outcome`` for ``group``."""
    return frozenset(voice_of(denial.claim) for denial in denials if denial.concerns(outcome, group))
