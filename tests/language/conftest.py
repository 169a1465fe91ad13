"""The engine is loaded once: its weights ship with the package, so no test here skips."""

from __future__ import annotations

import pytest

from recount.language.engine import Engine


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine()
