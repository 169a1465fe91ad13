"""The command line: one file a command, errors that name the remedy, exit codes that scripts can use.

Exit codes: 0 done; 1 ``verify`` found faults, ``diff`` differences, ``custody`` another ledger, ``build`` no account
that could be read; 2 wrong use of the command; 3 the input cannot be read; 4 the case or an output cannot be opened or
written; 5 the language engine is missing or altered; 6 the accounts cannot be put together; 7 a library that was not
installed is needed; 8 a service that was named does not answer as it should; 9 the passphrase of an encrypted case is
missing or wrong.
"""

from __future__ import annotations

import io
import os
import sys
from typing import Annotated

import typer

import recount
from recount.cli.add import add_command
from recount.cli.build import build_command
from recount.cli.custody import custody_command
from recount.cli.demo import demo_command
from recount.cli.diff import diff_command
from recount.cli.encrypt import encrypt_command
from recount.cli.explain import explain_command
from recount.cli.export import export_command
from recount.cli.read import read_command
from recount.cli.say import say
from recount.cli.show import show_command
from recount.cli.sources import sources_command
from recount.cli.verify import verify_command
from recount.cli.withhold import withhold_command
from recount.errors import (
    BadResponse,
    BuildError,
    EngineError,
    IntakeError,
    MissingExtra,
    PassphraseError,
    RecountError,
    StoreError,
)

app = typer.Typer(
    name="recount",
    help="Read many written accounts of the same events and write one sourced, cross-checked record.",
    epilog="Example: recount build accounts/",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _tell_version(wanted: bool) -> None:
    if wanted:
        say(f"recount {recount.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Read many written accounts of the same events and write one sourced, cross-checked record."""


COMMANDS = (
    ("build", build_command, "recount build accounts/"),
    ("read", read_command, "recount read accounts/ --jsonl claims.jsonl"),
    ("add", add_command, "recount add accounts.case letter.txt --from 'town archive'"),
    ("sources", sources_command, "recount sources accounts.case"),
    ("show", show_command, "recount show accounts.case"),
    ("export", export_command, "recount export accounts.case --public --dates month --out r.json"),
    ("withhold", withhold_command, "recount withhold accounts.case --review --dates month"),
    ("explain", explain_command, 'recount explain "Soldiers shot dead three farmers, the mayor said."'),
    ("encrypt", encrypt_command, "recount encrypt accounts.case --to safe.case"),
    ("diff", diff_command, "recount diff earlier.case later.case"),
    ("verify", verify_command, "recount verify accounts.case"),
    ("custody", custody_command, "recount custody accounts.case"),
    ("demo", demo_command, "recount demo"),
)
"""Every command with its runnable example, in the order of the help."""
for _name, _function, _example in COMMANDS:
    app.command(_name, epilog=f"Example: {_example}")(_function)

_EXIT_CODES: tuple[tuple[type[RecountError], int], ...] = (
    (IntakeError, 3),
    (PassphraseError, 9),
    (StoreError, 4),
    (EngineError, 5),
    (BuildError, 6),
    (MissingExtra, 7),
    (BadResponse, 8),
)


def main() -> None:
    """Run the command line; turn errors a user can mend into one line and an exit code."""
    _speak_any_locale()
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody listens any more: nothing is said of it
        sys.exit(141)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        say(f"recount: {where}{error.strerror or error}; check the path, its rights and the space", err=True)
        sys.exit(4)
    except RecountError as error:
        say(f"recount: {error}", err=True)
        sys.exit(next((code for kind, code in _EXIT_CODES if isinstance(error, kind)), 1))


def _speak_any_locale() -> None:
    """Let no character that the locale lacks stop the output: plain ASCII becomes UTF-8, others write it out."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            plain = stream.encoding.lower() in ("ascii", "ansi_x3.4-1968", "us-ascii", "646")
            stream.reconfigure(encoding="utf-8" if plain else None, errors="backslashreplace")
