"""A text as blocks: runs of lines between blank lines, with their indentation. Offsets are the text's own."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its surrounding white space: characters ``start`` to ``end`` and its indentation."""

    start: int
    end: int
    indent: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """Lines between two blank lines."""

    lines: tuple[Line, ...]

    @property
    def start(self) -> int:
        """Where the block's first word begins."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.lines[-1].end

    @property
    def indent(self) -> int:
        """The indentation of its first line."""
        return self.lines[0].indent

    @property
    def text(self) -> str:
        """Its lines, joined by single spaces."""
        return " ".join(line.text for line in self.lines)


def split_blocks(text: str) -> list[Block]:
    """Return the blocks of ``text``, in order. Every character that is no white space is in one block."""
    blocks: list[Block] = []
    lines: list[Line] = []
    for match in _LINE.finditer(text):
        raw = match.group().rstrip("\r\n")
        stripped = raw.strip()
        if stripped:
            indent = len(raw) - len(raw.lstrip())
            start = match.start() + indent
            lines.append(Line(start, start + len(stripped), indent, stripped))
        elif lines:
            blocks.append(Block(tuple(lines)))
            lines = []
        if match.end() == len(text):
            break
    if lines:
        blocks.append(Block(tuple(lines)))
    return blocks
