"""An encrypted copy of a case, and one under another passphrase: the same content, and nothing of it plain."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.errors import PassphraseError, StoreError
from recount.pipeline import encrypt_case
from recount.record import Passphrase, SqliteStore
from recount.record.sqlite import FILE_NAME

pytest.importorskip("sqlcipher3")
KEY = Passphrase("it's “Quollhaven”")
PLANTED = b"Zephyrine Quollhaven saw it"
PAGE = 4096


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """An encrypted case with a value and a record of several pages."""
    with SqliteStore(tmp_path / "safe.case", passphrase=KEY, encrypt=True) as store:
        fill(store)
    return tmp_path / "safe.case"


def fill(store: SqliteStore) -> None:
    store.put("reading", "v1", [("a", PLANTED)])
    store.commit_record(b'{"text": "%s"}' % (PLANTED * 1000), {"inputs": PLANTED.decode()})


def flip(case: Path, at: int) -> None:
    data = bytearray((case / FILE_NAME).read_bytes())
    data[at] ^= 4
    (case / FILE_NAME).write_bytes(data)


def opened(folder: Path, passphrase: Passphrase = KEY) -> SqliteStore:
    return SqliteStore(folder, create=False, passphrase=passphrase)


def plain_places(*folders: Path) -> list[str]:
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if PLANTED in path.read_bytes()]


def test_an_encrypted_copy_holds_the_same_and_leaves_the_plain_case_alone(tmp_path: Path) -> None:
    plain, safe = tmp_path / "plain", tmp_path / "safe"
    with SqliteStore(plain) as store:
        fill(store)
        encrypt_case(plain, tmp_path / "logged", KEY)  # with what stands in the log alone
    before = (plain / FILE_NAME).read_bytes()
    encrypt_case(plain, safe, KEY)
    assert [path.name for path in safe.iterdir()] == [FILE_NAME]
    assert ((plain / FILE_NAME).read_bytes(), len(list(plain.iterdir()))) == (before, 1)
    assert plain_places(safe, tmp_path / "logged") == []
    for folder in (safe, tmp_path / "logged"):
        with opened(folder) as copy, SqliteStore(plain, create=False) as store:
            assert (copy.record(), copy.head()) == (store.record(), store.head())
            assert list(copy.damage()) == []
    for source, target, words in ((plain, safe, "already"), (tmp_path, safe, "no case here")):
        with pytest.raises(StoreError, match=words):
            encrypt_case(source, target, KEY)


def test_a_copy_under_another_passphrase_opens_with_that_alone(case: Path, tmp_path: Path) -> None:
    for held, words in ((None, "--passphrase-file"), (Passphrase("wrong"), "check capital letters")):
        with pytest.raises(PassphraseError, match=words):
            encrypt_case(case, tmp_path / "new", Passphrase("other"), held=held)
    encrypt_case(case, tmp_path / "new", Passphrase("other"), held=KEY)
    assert [path.name for path in (tmp_path / "new").iterdir()] == [FILE_NAME]
    assert plain_places(tmp_path) == []
    with opened(tmp_path / "new", Passphrase("other")) as copy, opened(case) as store:
        assert (copy.record(), copy.head()) == (store.record(), store.head())
    with pytest.raises(PassphraseError):
        opened(tmp_path / "new")


def test_a_damaged_case_is_not_copied(case: Path, tmp_path: Path) -> None:
    whole = (case / FILE_NAME).read_bytes()
    for number in (2, len(whole) // PAGE - 1):
        flip(case, number * PAGE + 100)
        with pytest.raises(StoreError, match="the file is damaged"):
            encrypt_case(case, tmp_path / "new", KEY, held=KEY)
        assert list((tmp_path / "new").iterdir()) == []
        (case / FILE_NAME).write_bytes(whole)
