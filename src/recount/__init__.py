"""Recount reads many written accounts of the same events and writes one sourced, cross-checked record.

The public face: ``build`` makes or renews a case from a folder of accounts, ``open_record`` opens its record;
``Passphrase`` holds the words of an encrypted one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recount.pipeline import Passphrase, build, open_record

__version__ = "0.1.0"
__all__ = ["Passphrase", "__version__", "build", "open_record"]


def __getattr__(name: str) -> Any:
    """Import the pipeline only when it is asked for, so that the command starts quickly."""
    if name in ("Passphrase", "build", "open_record"):
        from recount import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
