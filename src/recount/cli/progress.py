"""Progress of a build on the terminal: a bar where one is watched, silence where output goes to a file."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn


class TerminalProgress:
    """A progress bar on standard error; a context manager."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> TerminalProgress:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def begin(self, stage: str, total: int | None) -> None:
        """Begin a stage's bar, ending the one before."""
        self.end()
        self._task = self._bar.add_task(stage, total=total)

    def step(self, name: str) -> None:
        """Advance the bar by one document."""
        if self._task is not None:
            self._bar.advance(self._task)

    def end(self) -> None:
        """End the current stage's bar."""
        if self._task is not None:
            self._bar.remove_task(self._task)
            self._task = None
