"""The rooms of reading are tested on what frames and tree tell, whatever the fitted table of trust says of it."""

from __future__ import annotations

from typing import Any

import pytest

from recount.reading import trust
from recount.vocabulary.schema import Trust, TrustRow

_TIES = {"frame": 4.0, "list": 4.0, "part": 4.0, "leader": 4.0, "modifier": 4.0, "share": 4.0}
_EVIDENCE = {**_TIES, "mark mark": 1.0, "lesser": -4.0}
"""A frame is believed, a mark alone as far as its probability; of one doer's acts the one that harms is the deed."""
_ROW = TrustRow(floor=0.5, bias=-1.0, weights=_EVIDENCE)
TABLE = Trust(counts=_ROW, counts_alone=_ROW, roles=_ROW, roles_alone=_ROW)


@pytest.fixture(autouse=True)
def _believe_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a table that believes every frame in the place of the fitted one, which says how often frames are right."""

    def words_of(cls: type[Any], name: str) -> Trust:
        assert (cls, name) == (Trust, "trust")
        return TABLE

    monkeypatch.setattr(trust, "words_of", words_of)
