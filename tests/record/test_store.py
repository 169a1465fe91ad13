"""The case file: whole or not at all, migrations, the ledger, and faults that verification must find."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from recount.errors import StoreError
from recount.record.migrations import MIGRATIONS
from recount.record.seals import next_head
from recount.record.sqlite import FILE_NAME, SqliteStore


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


def test_the_ledger_grows_only_when_the_record_changes_and_each_head_follows_from_the_last(tmp_path: Path) -> None:
    with SqliteStore(tmp_path) as store:
        assert store.commit_record(b"one", {"inputs": "1"}) is not None
        assert store.commit_record(b"one", {"inputs": "2"}) is None
        assert store.note("inputs") == "2"
        assert store.commit_record(b"two", {}) is not None
        leaves = list(store.ledger())
        assert [leaf.number for leaf in leaves] == [1, 2]
        head = "0" * 64
        for leaf in leaves:
            head = next_head(head, leaf.what, leaf.sha256, leaf.at)
            assert leaf.head == head
        assert store.record() == b"two"
