"""A measured figure, printed three ways where answers can be missing: over all, over those answered, coverage."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    """One figure of one protocol. ``trivial`` is what a trivial system gets, ``anchor`` a published value."""

    protocol: str
    metric: str
    value: float
    answered: float | None = None
    coverage: float | None = None
    n: int = 0
    trivial: float | None = None
    anchor: str = ""
    command: str = ""


def over_answers(protocol: str, metric: str, rows: Iterable[float | None], **more: object) -> Measured:
    """Return a figure from one score a case, None where nothing was answered (which counts as 0 over all)."""
    scores = list(rows)
    given = [score for score in scores if score is not None]
    return Measured(
        protocol,
        metric,
        value=sum(given) / len(scores) if scores else 0.0,
        answered=sum(given) / len(given) if given else None,
        coverage=len(given) / len(scores) if scores else None,
        n=len(scores),
        **more,  # type: ignore[arg-type]
    )


def table(figures: Iterable[Measured]) -> str:
    """Return figures as a Markdown table."""
    lines = [
        "| protocol | metric | n | over all | answered | coverage | trivial | anchor |",
        "|---|---|---:|---:|---:|---:|---:|---|",
    ]
    for f in figures:
        cells = [f.protocol, f.metric, str(f.n), _number(f.value), _number(f.answered), _number(f.coverage)]
        lines.append("| " + " | ".join([*cells, _number(f.trivial), f.anchor]) + " |")
    return "\n".join(lines) + "\n"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if abs(value) < 10 else f"{value:,.0f}"


def commit() -> str:
    """Return what git calls the state that is measured. Raises ``CalledProcessError`` outside a repository."""
    command = ["git", "describe", "--always", "--dirty"]
    folder = Path(__file__).resolve().parent
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder).stdout.strip()
