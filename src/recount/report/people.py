"""What became of each named person, arranged for reading: one row a person, every outcome told, each with its passages.

Invariant: rival outcomes stand side by side; what a text denies or holds possible says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from recount.model.claims import says_not_so
from recount.model.findings import Fate
from recount.model.record import ClaimNote, RoleNote
from recount.report.ledger import LedgerRow, LedgerView
from recount.report.neutral import quoted
from recount.report.sources import Desk, counted, is_label, some_names

_STANDINGS = {"said": "", "unsure": "perhaps ", "denied": "denied: "}
"""How the accounts put an outcome, with the words before it, in the order in which they are printed."""


def arrange_people(desk: Desk) -> tuple[LedgerView, ...]:
    """Return the row of every named person of whom an account tells what became of them."""
    rows = []
    for person in desk.record.people:
        name = desk.name(person.actor)
        actor = desk.actors.get(person.actor)
        private = ", a private person" if actor is not None and actor.private and not is_label(actor.name) else ""
        words = "; ".join(words for fate in person.fates for words in _words(desk, fate))
        claims = dict.fromkeys(claim for fate in person.fates for claim in fate.claims)
        rows.append(
            LedgerRow(f"{name}{private}: {words}", tuple(desk.source(desk.claims[claim]) for claim in claims), "", ())
        )
    return (LedgerView("people", counted(len(rows), "named person"), tuple(rows)),) if rows else ()


def _words(desk: Desk, fate: Fate) -> Iterator[str]:
    """Yield an outcome as it is said, held possible and denied, each with how many accounts and of which incident."""
    claims = [desk.claims[claim] for claim in fate.claims]
    if fate.outcome == "status":
        yield f"called {some_names(quoted(_status(claim)) for claim in claims)}"
        return
    where = f", {desk.labels[fate.incident]}" if fate.incident in desk.labels else ""
    for standing, lead in _STANDINGS.items():
        own = [claim for claim in claims if _standing(claim) == standing]
        if own:
            accounts = counted(len({claim.document for claim in own}), "account")
            yield f"{lead}{_outcome(fate.outcome, own)} ({accounts}{where})"


def _standing(claim: ClaimNote) -> str:
    if says_not_so(claim.certainty, claim.polarity):
        return "denied"
    return "unsure" if claim.certainty == "possible" else "said"


def _outcome(outcome: str, claims: list[ClaimNote]) -> str:
    if outcome != "harmed":
        return outcome.replace("_", " ")
    acts = (" ".join(claim.value.of.split()) for claim in claims if isinstance(claim.value, RoleNote))
    return f"harmed ({some_names(quoted(act) for act in acts)})"


def _status(claim: ClaimNote) -> str:
    return " ".join(str(getattr(claim.value, "status", "")).split())
