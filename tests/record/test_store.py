"""The case file: whole or not at all, migrations, the ledger, and faults that verification must find."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from recount.errors import StoreError
from recount.record.ledger import head_of
from recount.record.migrations import MIGRATIONS
from recount.record.seals import seal
from recount.record.sqlite import FILE_NAME, SqliteStore
from recount.record.store import Capture


def test_values_come_back_as_the_same_bytes(tmp_path: Path) -> None:
    with SqliteStore(tmp_path) as store:
        store.put("reading", "v1", [("a", b"\x00\xff"), ("b", b"")])
        assert store.get("reading", "a", "v1") == b"\x00\xff"
        assert store.get("reading", "a", "v2") is None
    with SqliteStore(tmp_path, create=False) as store:
        assert store.get("reading", "b", "v1") == b""


def test_nothing_of_a_put_is_kept_when_it_fails(tmp_path: Path) -> None:
    with SqliteStore(tmp_path) as store:
        with pytest.raises(TypeError):
            store.put("reading", "v1", [("a", b"x"), ("b", None)])  # type: ignore[list-item]
        assert store.get("reading", "a", "v1") is None


def test_the_file_is_set_to_survive_a_crash(tmp_path: Path) -> None:
    SqliteStore(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)


def test_a_file_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    SqliteStore(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        connection.execute(f"PRAGMA user_version={len(MIGRATIONS) + 1}")
    with pytest.raises(StoreError, match="newer version"):
        SqliteStore(tmp_path)


def test_a_missing_case_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="recount build"):
        SqliteStore(tmp_path / "none", create=False)


def test_a_file_that_is_no_case_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"this is no database, only words" * 40)
    with pytest.raises(StoreError, match="cannot be opened"):
        SqliteStore(tmp_path)


def test_the_ledger_grows_only_when_something_is_new_and_its_head_follows_from_its_entries(tmp_path: Path) -> None:
    account = Capture("a.txt", "ab", 3, "found", None, "/in/a.txt", None, None, "0.1")
    with SqliteStore(tmp_path) as store:
        first = store.commit_record(b"one", {"inputs": "1"}, captures=[account])
        assert first.size == 2
        assert store.commit_record(b"one", {"inputs": "2"}, captures=[account]) == first
        assert store.note("inputs") == "2"
        store.commit_record(b"two", {}, told={"claims": 0}, captures=[])
        store.enter("export", {"form": "json"})
        entries = list(store.ledger())
        assert [entry.number for entry in entries] == [1, 2, 3, 4, 5]
        assert [entry.told()["what"] for entry in entries] == ["document", "record", "left out", "record", "export"]
        assert all(entry.is_sound() for entry in entries)
        assert store.head() == head_of(entry.leaf for entry in entries)
        assert store.record() == b"two"
        assert list(store.sources()) == []
        assert list(store.ledger(newest_first=True)) == entries[::-1]


def test_a_ledger_kept_as_a_chain_becomes_a_tree_and_is_read_as_one_before(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        connection.create_function("seal", -1, seal)
        for statement in (statement for step in MIGRATIONS[:2] for statement in step):
            connection.execute(statement)
        rows = [(1, "record", "aa", "h1", "2020"), (2, "record", "bb", "h2", "2021")]
        connection.executemany("INSERT INTO ledger (number, what, sha256, head, at) VALUES (?, ?, ?, ?, ?)", rows)
        connection.execute("PRAGMA user_version=2")
        connection.commit()
    with SqliteStore(tmp_path, create=False) as store:
        before, head = list(store.ledger()), store.head()
    with SqliteStore(tmp_path) as store:
        assert list(store.ledger()) == before
        assert store.head() == head
        assert [(entry.told()["sha256"], entry.told()["chain"]) for entry in before] == [("aa", "h1"), ("bb", "h2")]
        assert all(entry.is_sound() for entry in before)
        assert list(store.damage()) == []
