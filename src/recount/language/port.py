"""The port that language engines fill: any text in, an analysis out."""

from __future__ import annotations

from typing import Protocol

from recount.model.analysis import Analysis


class LanguageEngine(Protocol):
    """What the pipeline asks of an engine. Implementations are pure: the same text gives the same analysis."""

    @property
    def name(self) -> str:
        """The engine's name."""

    @property
    def version(self) -> str:
        """The version of its weights."""

    @property
    def weights_sha256(self) -> str:
        """The hash of its weights' files, in hexadecimal."""

    def analyse(self, text: str) -> Analysis:
        """Return sentences, tokens, trees and named entities of ``text``, with exact offsets."""
