"""``recount build``: a folder of accounts in, a cross-checked record and its page out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from recount.cli.options import CaseOption, InputPath, Profile, ProfileOption, WorkersOption, case_folder
from recount.cli.progress import TerminalProgress
from recount.pipeline import BuildResult, build, current_hash, open_held
from recount.record import write_json
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
) -> None:
    """Read accounts, cross-check them, and write the record and its page."""
    run_build(path, case_folder(path, case), json_file, profile, workers, name)


def run_build(
    path: Path, folder: Path, json_file: Path | None, profile: Profile, workers: int | None, name: str | None
) -> None:
    """Build a case, write its page, and print what it says and what changed."""
    with TerminalProgress() as progress:
        result = build(path, folder, profile=profile.value, workers=workers, name=name, progress=progress)
    page = folder / PAGE_NAME
    write_page(result.record, page, sha256=result.sha256)
    _follow(folder, page, result.sha256)
    if json_file is not None:
        write_json(result.record, json_file)
    console = Console()
    print_summary(result.record, console)
    print_changes(result.changes, console)
    _print_counts(result, console)
    console.print(f"Page: {page}", highlight=False, soft_wrap=True)


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
        console.print(f"Not read: {missing.name}: {missing.reason}", markup=False, highlight=False, soft_wrap=True)
    for mended in result.mended:
        console.print(f"Mended: {mended}", markup=False, highlight=False, soft_wrap=True)
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
