"""The rooms of reading are tested on what frames and tree tell, whatever the fitted table of trust says of it."""

from __future__ import annotations

from typing import Any

import pytest

from recount.reading import trust
from recount.vocabulary.schema import Trust, TrustRow

_COUNT_TIES = ("frame", "list", "part", "pronoun")
_ROLE_TIES = ("frame", "leader", "modifier", "share")
_NO_PERSONS = (
    "thing",
    "part",
    "place",
    "time",
    "measure",
    "vehicle",
    "building",
    "animal",
    "weapon",
    "document",
    "group",
)
_AGAINST = (
    "no person", "modifier", "attempt", "not found", "second name", "taken up definite", "act counted by one",
    *(f"definite {form}" for form in ("number", "plural", "vague", "group")),
    *(f"noun {kind}" for kind in _NO_PERSONS),
)  # fmt: skip
_FOR = (
    "definite all",
    "form group",
    "gapped",
    *(f"act counted by {form}" for form in ("number", "vague", "zero", "ordinal", "plural")),
)
_COUNTS = TrustRow(
    floor=0.5,
    bias=-1.0,
    weights={
        **{f"tied by {tie}": 4.0 for tie in _COUNT_TIES},
        **dict.fromkeys(_AGAINST, -9.0),
        **dict.fromkeys(_FOR, 9.0),
        "mark mark": 1.0,
    },
)
"""A frame is believed unless one doubt speaks against it, a mark alone as far as its probability; what only stands near
an act is not told."""
_ROLES = TrustRow(
    floor=0.5, bias=-1.0, weights={**{f"tied by {tie}": 4.0 for tie in _ROLE_TIES}, "mark mark": 1.0, "lesser": -4.0}
)
"""The same for parts; of one doer's acts the one that harms is the deed."""
TABLE = Trust(counts=_COUNTS, counts_alone=_COUNTS, roles=_ROLES, roles_alone=_ROLES)


@pytest.fixture(autouse=True)
def _believe_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a table that believes every frame in the place of the fitted one, which says how often frames are right."""

    def words_of(cls: type[Any], name: str) -> Trust:
        assert (cls, name) == (Trust, "trust")
        return TABLE

    monkeypatch.setattr(trust, "words_of", words_of)
