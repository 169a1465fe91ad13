"""The table of patterns: each row compiles, names what exists, and is written in words whose class is sure."""

from __future__ import annotations

import pytest

from recount.errors import VocabularyError
from recount.reading.times import context, notation
from recount.reading.times.lexer import vocabulary


def test_every_pattern_compiles_and_matches_something_only_where_words_stand() -> None:
    table = notation.patterns()
    for pattern in (*(row.pattern for row in (*table.phrases, *table.before)), table.pair):
        assert notation.compiled(pattern).fullmatch("") is None, pattern


def test_every_guard_that_a_row_names_exists() -> None:
    assert {row.only for row in notation.patterns().phrases} - {""} == set(context.GUARDS)


def test_no_pattern_is_written_with_a_word_of_doubtful_class() -> None:
    atoms = " ".join(row.pattern for row in notation.patterns().phrases).replace("|", " ").split()
    assert not vocabulary().doubtful & {atom.strip("()?+*") for atom in atoms}


def test_a_malformed_pattern_is_refused() -> None:
    with pytest.raises(VocabularyError, match="cannot read"):
        notation.compiled("MONTH & DAY")
