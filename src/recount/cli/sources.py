"""``recount sources``: the accounts that a case holds, how each came into it, and what became of it."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from recount.cli.build import finish_build
from recount.cli.options import CaseFolder
from recount.cli.passphrase import Keys, PassphraseFile
from recount.cli.progress import TerminalProgress
from recount.cli.say import say
from recount.pipeline import add, list_sources


def sources_command(
    case: CaseFolder,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    left_out: Annotated[
        list[str] | None,
        typer.Option("--leave-out", metavar="NAME", help="Take an account that was added out of the record again."),
    ] = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """List the accounts of a case: when, how, from where and by which version each was taken in."""
    passphrase = Keys(passphrase_file).of(case)
    if left_out:
        with TerminalProgress() as progress:
            result = add(case, [], without=left_out, progress=progress, passphrase=passphrase)
        finish_build(result, case)
        return
    for note in list_sources(case, passphrase=passphrase):
        told = note.told
        if as_json:
            say(json.dumps({**told, "standing": note.standing}, ensure_ascii=False))
            continue
        origin = " from ".join(str(told[key]) for key in ("path", "from") if key in told)
        say(f"{told.get('name')}  {note.standing}")
        say(f"  {told.get('how', 'captured before captures were noted')} {told.get('at', '')}  {origin}".rstrip())
        say(f"  sha256 {told.get('sha256')}, {told.get('bytes', '?')} bytes, recount {told.get('version', '?')}")
        if "note" in told:
            say(f"  note: {told['note']}")
