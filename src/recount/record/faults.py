"""What verification finds: where, what, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

BUILD_AGAIN = "build the case again from its sources"
RESTORE = "restore case.sqlite from a copy, or move it away and build the case again from its sources"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not match: where, what, and what to do."""

    where: str
    what: str
    remedy: str = BUILD_AGAIN
