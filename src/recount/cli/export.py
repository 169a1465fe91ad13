"""``recount export``: the record for other programs."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from recount.cli.options import CaseFolder
from recount.pipeline import open_held
from recount.record import export_json, record_schema, write_whole
from recount.report import render_page


class Format(StrEnum):
    """What a record can be exported as."""

    json = "json"
    html = "html"
    schema = "schema"


def export_command(
    case: CaseFolder,
    form: Annotated[Format, typer.Option("--format", help="json: the record; html: the page; schema: its schema.")] = (
        Format.json
    ),
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Where to write [default: standard output].")
    ] = None,
    public: Annotated[
        bool, typer.Option("--public", help="html: commenters as numbers, names of private persons withheld.")
    ] = False,
    texts: Annotated[bool, typer.Option("--texts/--no-texts", help="With or without the documents' texts.")] = True,
) -> None:
    """Write the record of a case as JSON, as the page, or the JSON Schema of records."""
    if public and form is not Format.html:
        raise typer.BadParameter("only the page has a public version", param_hint="--public")
    held = None if form is Format.schema else open_held(case)
    if held is None:
        content = json.dumps(record_schema(), indent=1) + "\n"
    elif form is Format.html:
        content = render_page(held.record, public=public, sha256=held.sha256)
    else:
        content = export_json(held.record, texts=texts)
    if out is None:
        typer.echo(content, nl=False)
        return
    write_whole(out, content.encode("utf-8", "surrogatepass"))
    if held is not None:
        typer.echo(f"Record sha256 {held.sha256} written to {out}", err=True)
