"""How a build tells what it is doing, without knowing who listens."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Hears of work as it is done."""

    def begin(self, stage: str, total: int | None) -> None:
        """A stage begins; ``total`` is the number of its steps, None if unknown."""

    def step(self, name: str) -> None:
        """One step of the current stage is done: a document, say."""

    def end(self) -> None:
        """The current stage is over."""


class SilentProgress:
    """Hears and says nothing."""

    def begin(self, stage: str, total: int | None) -> None:
        """Say nothing."""

    def step(self, name: str) -> None:
        """Say nothing."""

    def end(self) -> None:
        """Say nothing."""
