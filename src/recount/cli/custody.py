"""``recount custody``: the ledger of a case, proofs that something stands in it, time stamps over its head."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from recount.cli.options import CaseFolder
from recount.cli.passphrase import Keys, PassphraseFile
from recount.cli.say import say
from recount.pipeline import held_entries, list_stamps, prove, prove_growth, stamp
from recount.record import Passphrase, write_whole

_HEAD = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


def custody_command(
    case: CaseFolder,
    entries: Annotated[bool, typer.Option("--entries", help="Print every entry, one JSON object a line.")] = False,
    what: Annotated[
        str | None,
        typer.Option(
            "--prove", metavar="WHAT", help="Write the proof for a claim's id, a source's name or hash, `record`."
        ),
    ] = None,
    size: Annotated[
        int | None,
        typer.Option("--since", metavar="SIZE", help="Write the proof that the first SIZE entries still stand."),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against", metavar="SIZE:ROOT", help="Compare with a head kept elsewhere; exit 1 if not of this ledger."
        ),
    ] = None,
    service: Annotated[
        str | None,
        typer.Option("--stamp", metavar="URL", help="Have the head stamped by this RFC 3161 service (network)."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Where a proof is written [default: standard output].")
    ] = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Print the head of a case's ledger, write proofs from it, compare it with a head that you kept."""
    passphrase = Keys(passphrase_file).of(case)
    if what is not None:
        _write(prove(case, what, passphrase=passphrase), out)
    elif size is not None:
        _write(prove_growth(case, size, passphrase=passphrase), out)
    elif against is not None:
        _compare(case, against, passphrase)
    elif service is not None:
        made = stamp(case, service, passphrase=passphrase)
        say(f"Stamped {made.head} by {made.service}; the stamp is kept in the case.")
    elif entries:
        for entry in held_entries(case, passphrase=passphrase)[0]:
            say(entry.text)
    else:
        _print_head(case, passphrase)


def _print_head(case: Path, passphrase: Passphrase | None) -> None:
    entries, head = held_entries(case, passphrase=passphrase)
    kinds = Counter(str(entry.told().get("what", "damaged")) for entry in entries)
    say(f"Head: {head}")
    say(f"Entries: {', '.join(f'{count} {kind}' for kind, count in sorted(kinds.items())) or 'none'}")
    for made in list_stamps(case, passphrase=passphrase):
        say(f"Stamped: {made.head} by {made.service}, asked for at {made.at}")
    say("Keep the head elsewhere: with it anybody can check that nothing before it was altered (docs/custody.md).")


def _compare(case: Path, against: str, passphrase: Passphrase | None) -> None:
    match = _HEAD.fullmatch(against)
    if match is None:
        raise typer.BadParameter("give a head as it was printed, SIZE:ROOT", param_hint="--against")
    entries, head = held_entries(case, passphrase=passphrase)
    held = int(match.group(1))
    root = prove_growth(case, held, passphrase=passphrase)["old_root"] if 0 < held <= len(entries) else None
    if root != match.group(2):
        say(f"The ledger does not continue {against}: its head is {head}. Something before it was altered.", err=True)
        raise typer.Exit(1)
    say(f"The ledger continues {against}: {len(entries) - held} entries since, head {head}.")


def _write(proof: dict[str, Any], out: Path | None) -> None:
    text = json.dumps(proof, ensure_ascii=False, indent=1) + "\n"
    if out is None:
        typer.echo(text, nl=False)
        return
    write_whole(out, text.encode("utf-8", "surrogatepass"))
    say(f"Proof under head {proof['size']}:{proof['root']} written to {out}", err=True)
