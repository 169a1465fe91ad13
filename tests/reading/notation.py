"""Casualty claims in the short notation of the tables of harm.

``killed 36`` exact, ``31+`` no upper bound, ``-30`` no lower bound, ``27-33`` bounds, ``?`` no bounds; ``/children``
the subgroup, ``<`` a part of another claim.
"""

from __future__ import annotations

from recount.model.claims import CasualtyValue, Claim
from recount.reading import harm
from tests.reading.opened import open_text, sheet_of


def written(claim: Claim) -> str:
    """Return a casualty claim in the notation of the tables."""
    value = claim.value
    assert isinstance(value, CasualtyValue)
    low, high = value.count.low, value.count.high
    if low is None and high is None:
        bounds = "?"
    elif low == high:
        bounds = str(low)
    elif high is None:
        bounds = f"{low}+"
    else:
        bounds = f"{'' if low is None else low}-{high}"
    subgroup = f"/{value.subgroup}" if value.subgroup else ""
    return f"{value.outcome} {bounds}{subgroup}{'<' if value.subset_of else ''}"


def casualties(text: str) -> list[Claim]:
    """Return the casualty claims of a text, in its order."""
    return harm.read(sheet_of(open_text(text)))


def value_of(claim: Claim) -> CasualtyValue:
    """Return the value of a casualty claim."""
    assert isinstance(claim.value, CasualtyValue)
    return claim.value
