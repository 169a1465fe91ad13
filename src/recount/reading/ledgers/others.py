"""What the net alone proposes: parts that no verb of harm carries, and loaded words that no list has.

Invariant: a part that the reader of roles tells of the same actor in the same words, and a word that the list of loaded
words holds, is not told twice.
"""

from __future__ import annotations

from recount.model.claims import Claim, RoleValue
from recount.reading.ledgers.trusted import read_ledger
from recount.reading.parts import read_roles
from recount.reading.sheet import Sheet
from recount.reading.small import read_characterisations


def no_rule(sheet: Sheet) -> list[Claim]:
    """Return nothing: of some kinds only the net proposes."""
    return []


def read_parts(sheet: Sheet) -> list[Claim]:
    """Return the parts of those who did nothing with their own hands: who knew, allowed, looked on, concealed."""
    known = read_roles(sheet)
    return [part for part in read_ledger("part", no_rule, sheet) if not any(_is_one(part, other) for other in known)]


def _is_one(part: Claim, other: Claim) -> bool:
    mine, theirs = part.value, other.value
    assert isinstance(mine, RoleValue)
    assert isinstance(theirs, RoleValue)
    same = mine.actor in theirs.actor or theirs.actor in mine.actor
    return same and mine.role == theirs.role and _meet(part, other)


def read_labels(sheet: Sheet) -> list[Claim]:
    """Return loaded words that are in no list."""
    labels = read_ledger("label", no_rule, sheet)
    known = (
        [claim for claim in sheet.once(read_characterisations) if claim.kind == "characterisation"] if labels else []
    )
    return [label for label in labels if not any(_meet(label, other) for other in known)]


def _meet(one: Claim, other: Claim) -> bool:
    return one.start < other.end and other.start < one.end
