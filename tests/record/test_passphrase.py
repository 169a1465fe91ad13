"""The passphrase: any words open what they made, no message shows them, what is no text is refused."""

from __future__ import annotations

import sqlite3
import tempfile
import traceback
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recount.errors import PassphraseError
from recount.record import Passphrase, SqliteStore
from tests.sentences import bounded

pytest.importorskip("sqlcipher3")
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40)


@bounded(200)
@given(ANY)
@example("'")
@example("''; DROP TABLE record; --")
@example("\n")
def test_any_words_are_a_literal_that_means_them(words: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        kept = Passphrase(words)
        assert connection.execute(f"SELECT {kept.quoted()}").fetchone() == (unicodedata.normalize("NFC", words),)


@bounded(6)
@given(ANY)
@example("'")
@example("x'abc")
@example("caf\u00e9 \n")
def test_any_words_open_what_they_made_however_they_are_composed(words: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with SqliteStore(Path(folder), passphrase=Passphrase(words), encrypt=True) as store:
            store.put("reading", "v1", [("a", b"x")])
        composed = Passphrase(unicodedata.normalize("NFD", words))
        with SqliteStore(Path(folder), create=False, passphrase=composed) as store:
            assert store.get("reading", "a", "v1") == b"x"


@pytest.mark.parametrize("words", ["", "a\0b", "a\udcff", "x'" + "ab" * 32 + "'", "X'00'", "a" * 1001])
def test_words_that_are_none_are_refused_without_being_told(words: str) -> None:
    with pytest.raises(PassphraseError) as caught:
        Passphrase(words)
    assert words not in str(caught.value) or not words


def test_the_passphrase_stands_in_no_message_and_no_trace(tmp_path: Path) -> None:
    SqliteStore(tmp_path, passphrase=Passphrase("right"), encrypt=True).close()
    wrong = Passphrase("Wrong Marmoset Quadrille")
    with pytest.raises(PassphraseError) as caught:
        SqliteStore(tmp_path, create=False, passphrase=wrong)
    trace = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    shown = "".join(trace.format()) + repr(wrong) + f"{wrong} {caught.value!r}"
    assert "passphrase" in shown
    assert "Marmoset" not in shown
