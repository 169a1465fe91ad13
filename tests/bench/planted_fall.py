"""A target with a fall behind a prefix that only coverage finds: four letters, each seen by a branch of its own."""

from __future__ import annotations

from collections.abc import Callable


def entry() -> Callable[[bytes], None]:
    """Return the target."""

    def run(raw: bytes) -> None:
        if len(raw) > 3 and raw[0] == ord("f"):
            if raw[1] == ord("a"):
                if raw[2] == ord("l"):
                    if raw[3] == ord("l"):
                        raise ValueError("planted")

    return run
