"""From text to analysis: the embedded engine (tokeniser, windows, encoder, heads, marks) behind one port.

Importing this package is quick: the inference runtime is loaded only when an engine is.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from recount.errors import EngineError
from recount.language.port import LanguageEngine

if TYPE_CHECKING:
    from recount.language.engine import Engine

__all__ = ["LanguageEngine", "load_engine"]


def load_engine(folder: Path | None = None) -> Engine:
    """Load the embedded engine, from the package's own weights unless another folder is given.

    Raises ``EngineError`` if the weights are missing.
    """
    from recount.language.engine import WEIGHTS, Engine  # loads onnxruntime, which a command line's help must not

    try:
        return Engine(folder or WEIGHTS)
    except FileNotFoundError as error:
        raise EngineError(f"{error.filename}: the engine's weights are missing; reinstall recount-record") from error
