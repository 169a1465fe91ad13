"""Words as data: YAML files in this folder, loaded once and frozen.

Invariant: a vocabulary is general English (or general names of kinds of things); nothing about one case.
Every file opens with a comment that says what it lists, who reads it, and where its classes come from.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml

from recount.errors import VocabularyError


@cache
def load(name: str) -> Any:
    """Return the content of ``vocabulary/<name>.yaml`` (mappings, lists and scalars). Do not change it.

    Raises ``VocabularyError`` where the file is missing or malformed.
    """
    path = resources.files(__package__) / f"{name}.yaml"
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except FileNotFoundError as error:
        raise VocabularyError(f"no vocabulary {name}.yaml in the package; reinstall recount-record") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: no UTF-8, a date of no calendar
        raise VocabularyError(f"vocabulary {name}.yaml is malformed: {error}") from error
