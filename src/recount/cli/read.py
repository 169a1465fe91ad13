"""``recount read``: claims only, one line a document, for benchmarks and other programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from recount.cli.options import InputPath, WorkersOption
from recount.cli.passphrase import forget_environment
from recount.intake import Unread
from recount.model.codec import encode
from recount.pipeline import read_claims


def read_command(
    path: InputPath,
    out: Annotated[Path, typer.Option("--jsonl", metavar="OUT", help="Where to write, one JSON object a line.")],
    workers: WorkersOption = None,
) -> None:
    """Read accounts one by one and write their claims; nothing is linked or weighed."""
    forget_environment()  # parsers run in processes of their own
    done = aside = 0
    with out.open("w", encoding="utf-8") as stream:
        for result in read_claims(path, workers):
            if isinstance(result, Unread):
                aside += 1
                line: dict[str, Any] = {"name": result.name, "unread": result.reason}
            else:
                done += 1
                document, reading = result
                line = {"id": document.id, "input_id": document.input_id, "name": document.name, **encode(reading)}
            stream.write(json.dumps(line, ensure_ascii=False) + "\n")
    typer.echo(f"{done} documents read, {aside} set aside: {out}")
