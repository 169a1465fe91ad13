"""``recount build``: a folder of accounts in, a cross-checked record and its page out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from recount.cli.options import CaseOption, InputPath, Profile, ProfileOption, WorkersOption, case_folder
from recount.cli.passphrase import Keys, PassphraseFile
from recount.cli.progress import TerminalProgress
from recount.cli.say import say
from recount.intake import READ
from recount.model.text import printable
from recount.pipeline import NOT_READ, BuildResult, build, current_hash, is_case_encrypted, open_held
from recount.record import Passphrase, write_json
from recount.report import print_changes, print_summary, write_page

PAGE_NAME = "record.html"


def build_command(
    path: InputPath,
    case: CaseOption = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Also write the record as JSON.")
    ] = None,
    profile: ProfileOption = Profile.strict,
    workers: WorkersOption = None,
    name: Annotated[str | None, typer.Option("--name", help="The case's name [default: INPUT's name].")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Stop where a stage fails on an account.")] = False,
    encrypt: Annotated[
        bool, typer.Option("--encrypt", help="Make a new case encrypted, with no page; see docs/encrypted.md.")
    ] = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Read accounts, cross-check them, and write the record and its page; exit 1 where none could be read."""
    folder = case_folder(path, case)
    passphrase = Keys(passphrase_file).of(folder, encrypt=encrypt)
    run_build(path, folder, json_file, profile, workers, name, strict, passphrase, encrypt)


def run_build(
    path: Path,
    folder: Path,
    json_file: Path | None,
    profile: Profile,
    workers: int | None,
    name: str | None,
    strict: bool = False,
    passphrase: Passphrase | None = None,
    encrypt: bool = False,
) -> None:
    """Build a case, write its page, and print what it says and what changed."""
    with TerminalProgress() as progress:
        result = build(
            path, folder, profile=profile.value, workers=workers, name=name, progress=progress, strict=strict,
            passphrase=passphrase, encrypt=encrypt,
        )  # fmt: skip
    finish_build(result, folder, json_file)


def finish_build(result: BuildResult, folder: Path, json_file: Path | None = None) -> None:
    """Write the page of a case and print what it says and what changed; exit 1 where no account could be read.

    Beside an encrypted case nothing is written.
    """
    page = folder / PAGE_NAME
    encrypted = is_case_encrypted(folder)
    if not encrypted:
        write_page(result.record, page, sha256=result.sha256)
        _follow(folder, page, result.sha256)
    if json_file is not None:
        write_json(result.record, json_file)
    console = Console()
    _print_unread(result, console)
    print_summary(result.record, console)
    print_changes(result.changes, console)
    _print_counts(result, console)
    where = f"Page: {page}"
    if encrypted:
        way = f"`recount export {folder} --format html --out FILE`"
        where = f"Encrypted, with no page beside it; {way} writes one that anybody can read."
    console.print(printable(where), highlight=False, markup=False, soft_wrap=True)
    if encrypted and page.exists():
        say(f"{page}: this page of the case lies beside it in the clear; delete it.", err=True)
    if not result.record.documents:
        raise typer.Exit(1)


def _print_unread(result: BuildResult, console: Console) -> None:
    """Say first how many accounts are not in what follows."""
    foreign = sum(document.language not in READ for document in result.record.documents)
    failed = sum(issue.what.startswith(NOT_READ) and issue.stage != "intake" for issue in result.record.issues)
    rows = (
        (len(result.unread) + failed, "could not be read"),
        (foreign, f"in a language without readers (only {', '.join(sorted(READ))} is read)"),
    )
    for number, why in rows:
        if number:
            verb = "" if why.startswith("could") else ("is " if number == 1 else "are ")
            console.print(f"{number} of {result.seen} accounts {verb}{why}.", style="red", highlight=False)


def _follow(folder: Path, page: Path, written: str) -> None:
    """Write the page again while another build has made a newer record: the last one to look finds its own."""
    while current_hash(folder) != written:
        held = open_held(folder)
        if held.sha256 == written:
            return
        write_page(held.record, page, sha256=held.sha256)
        written = held.sha256


def _print_counts(result: BuildResult, console: Console) -> None:
    for missing in result.unread:
        text = printable(f"Not read: {missing.name}: {missing.reason}")
        console.print(text, markup=False, highlight=False, soft_wrap=True)
    for mended in result.mended:
        console.print(printable(f"Mended: {mended}"), markup=False, highlight=False, soft_wrap=True)
    for sha256 in result.damaged:
        console.print(
            f"Damaged: evidentiary copy {sha256}; put its source back into the folder and build again",
            markup=False, highlight=False, soft_wrap=True,
        )  # fmt: skip
    console.print(
        f"{result.seen} accounts: {result.read} read now, {result.kept} kept from before, "
        f"{len(result.unread)} set aside.",
        highlight=False,
    )
