"""``recount demo``: builds a record from the example accounts that come with the program."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from recount.cli.build import run_build
from recount.cli.options import Profile
from recount.errors import InputNotFound


def demo_command(
    example: Annotated[str, typer.Argument(help="Which example; a wrong name lists them.")] = "salt_quay",
    case: Annotated[Path | None, typer.Option("--case", metavar="DIR", help="Where the case is kept.")] = None,
) -> None:
    """Build a record from shipped example accounts (invented people, places and years)."""
    root = resources.files("recount.examples")
    names = sorted(child.name for child in root.iterdir() if child.is_dir() and not child.name.startswith(("_", ".")))
    if example not in names:
        raise InputNotFound(f"no example named {example}; there are: {', '.join(names)}")
    with resources.as_file(root / example) as folder:
        run_build(folder, case or Path(f"{example}.case"), None, Profile.strict, None, example)
