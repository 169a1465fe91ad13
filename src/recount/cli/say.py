"""Lines on the terminal: what a text or a name holds never steers it."""

from __future__ import annotations

import typer

from recount.model.text import printable


def say(words: str, *, err: bool = False) -> None:
    """Print lines on standard output, or on standard error, with their control characters written out."""
    typer.echo(printable(words, lines=True), err=err)
