"""The encrypted case file: only its passphrase opens it, no byte of it is plain, damage is told as damage."""

from __future__ import annotations

import hashlib
import hmac
import os
import random
import signal
import sqlite3
import subprocess
import sys
import types
from contextlib import closing
from pathlib import Path

import pytest

from recount.errors import MissingExtra, PassphraseError, StoreError
from recount.pipeline import encrypt_case
from recount.record import Passphrase, SqliteStore
from recount.record.driver import is_encrypted
from recount.record.sqlite import FILE_NAME

pytest.importorskip("sqlcipher3")
WORDS = "it's “Quollhaven”; -- \U0001f5dd x"
KEY = Passphrase(WORDS)
PLANTED = b"Zephyrine Quollhaven saw it"
SOURCE = Path(__file__).resolve().parents[2] / "src"
PAGE = 4096


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encrypted case with a value, a copy, and a record of several pages."""
    folder = tmp_path_factory.mktemp("built") / "a.case"
    with SqliteStore(folder, passphrase=KEY, encrypt=True) as store:
        fill(store)
    return folder


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Path:
    """A copy of the case that a test may damage."""
    folder = tmp_path / "copy.case"
    folder.mkdir()
    (folder / FILE_NAME).write_bytes((built / FILE_NAME).read_bytes())
    return folder


def fill(store: SqliteStore) -> None:
    store.keep_raw([(hashlib.sha256(PLANTED).hexdigest(), PLANTED)])
    store.put("reading", "v1", [("a", PLANTED)])
    store.commit_record(b'{"text": "%s"}' % (PLANTED * 1000), {"inputs": PLANTED.decode()})


def opened(folder: Path, passphrase: Passphrase | None = KEY) -> SqliteStore:
    return SqliteStore(folder, create=False, passphrase=passphrase)


def plain_places(*folders: Path) -> list[str]:
    """Return the files below folders that hold the planted words."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if PLANTED in path.read_bytes() or PLANTED.decode() in str(path)]


def test_values_come_back_and_no_byte_of_the_file_is_plain(case: Path, tmp_path: Path) -> None:
    with opened(case) as store:
        assert store.get("reading", "a", "v1") == PLANTED
        assert list(store.damage()) == []
        record, head = store.record(), store.head()
    assert is_encrypted(case / FILE_NAME)
    assert plain_places(case) == []
    with SqliteStore(tmp_path / "plain") as store:
        fill(store)
        assert record == store.record()
        assert head is not None
    assert plain_places(tmp_path / "plain") == [FILE_NAME], "the search finds what is plain"
    with closing(sqlite3.connect(case / FILE_NAME)) as connection, pytest.raises(sqlite3.DatabaseError):
        connection.execute("SELECT * FROM record")


def test_the_file_is_what_sqlcipher_4_says_it_is(case: Path) -> None:
    """Keys and the check over a page made anew from the documented form: 256,000 rounds of PBKDF2, HMAC-SHA512."""
    data = (case / FILE_NAME).read_bytes()
    salt = data[:16]
    key = hashlib.pbkdf2_hmac("sha512", WORDS.encode(), salt, 256_000, 32)
    check = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    for number in range(1, len(data) // PAGE + 1):
        page = data[(number - 1) * PAGE : number * PAGE]
        content, kept = page[16 if number == 1 else 0 : -64], page[-64:]
        assert hmac.digest(check, content + number.to_bytes(4, "little"), "sha512") == kept


@pytest.mark.parametrize("create", [False, True])
def test_a_wrong_or_missing_passphrase_tells_nothing_of_the_file(
    case: Path, tmp_path: Path, create: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.case"
    other.mkdir()
    (other / FILE_NAME).write_bytes(random.Random(1).randbytes(8 * PAGE))
    for passphrase, words in ((Passphrase("wrong"), "check capital letters"), (None, "--passphrase-file")):
        told = set()
        for folder in (case, other):
            before = (folder / FILE_NAME).read_bytes()
            with pytest.raises(PassphraseError, match=words) as caught:
                SqliteStore(folder, create=create, passphrase=passphrase)
            told.add(str(caught.value).replace(str(folder), "CASE"))
            assert (folder / FILE_NAME).read_bytes() == before
        assert len(told) == 1
    assert capfd.readouterr() == ("", ""), "the library itself prints nothing"


def test_a_plain_case_is_not_encrypted_in_place_and_a_new_one_only_where_it_is_said(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    with SqliteStore(plain) as store:
        fill(store)
    with pytest.raises(StoreError, match="recount encrypt"):
        SqliteStore(plain, passphrase=KEY, encrypt=True)
    with SqliteStore(plain, passphrase=KEY) as store:
        assert store.note("inputs") == PLANTED.decode()
    for passphrase, encrypt in ((KEY, False), (None, True)):
        with pytest.raises(PassphraseError):
            SqliteStore(tmp_path / "new", passphrase=passphrase, encrypt=encrypt)
        assert not (tmp_path / "new" / FILE_NAME).exists()


def test_plain_cases_need_no_sqlcipher_and_encrypted_ones_name_it(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    monkeypatch.delitem(sys.modules, "sqlcipher3.dbapi2", raising=False)
    with SqliteStore(tmp_path / "plain") as store:
        fill(store)
    with SqliteStore(tmp_path / "plain", create=False) as store:
        assert list(store.damage()) == []
    for create, encrypt, folder in ((False, False, case), (True, False, case), (True, True, tmp_path / "new")):
        with pytest.raises(MissingExtra, match=r"recount-record\[encrypt\]"):
            SqliteStore(folder, create=create, passphrase=KEY, encrypt=encrypt)
    with pytest.raises(MissingExtra):
        encrypt_case(tmp_path / "plain", tmp_path / "safe", KEY)


def test_a_library_that_takes_no_notice_of_keys_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3", types.SimpleNamespace(dbapi2=sqlite3))  # type: ignore[arg-type]
    with pytest.raises(MissingExtra, match="cannot encrypt"):
        SqliteStore(tmp_path / "new", passphrase=KEY, encrypt=True)
    assert not is_encrypted(tmp_path / "new" / FILE_NAME)
    assert (tmp_path / "new" / FILE_NAME).stat().st_size == 0


def flip(case: Path, at: int) -> None:
    data = bytearray((case / FILE_NAME).read_bytes())
    data[at] ^= 4
    (case / FILE_NAME).write_bytes(data)


def test_every_flip_is_found_page_by_page(case: Path) -> None:
    whole = (case / FILE_NAME).read_bytes()
    drawn = random.Random(7)
    for number in drawn.sample(range(1, len(whole) // PAGE), 8):
        flip(case, number * PAGE + drawn.randrange(PAGE))
        with opened(case) as store:
            (fault,) = store.damage()
            assert f"page {number + 1}" in fault.what
        (case / FILE_NAME).write_bytes(whole)


def test_no_page_that_does_not_fit_is_given_out_as_zeros(case: Path) -> None:
    """SQLCipher itself gives zeros for the last page of a long value, and tells of it with the next statement only."""
    whole, refused = (case / FILE_NAME).read_bytes(), 0
    with opened(case) as store:
        record = store.record()
    for number in range(len(whole) // PAGE - 8, len(whole) // PAGE):
        flip(case, number * PAGE + 100)
        with opened(case) as store:
            try:
                assert store.record() == record
            except StoreError as error:
                assert "the file is damaged" in str(error)  # noqa: PT017
                refused += 1
        (case / FILE_NAME).write_bytes(whole)
    assert refused >= 4


def test_a_damaged_first_page_is_damage_and_no_wrong_passphrase(case: Path) -> None:
    flip(case, 1000)
    with pytest.raises(StoreError, match="the file is damaged") as caught:
        opened(case)
    assert not isinstance(caught.value, PassphraseError)
    with pytest.raises(PassphraseError):
        opened(case, Passphrase("wrong"))


def test_a_file_that_was_cut_off_is_damage(case: Path) -> None:
    data = (case / FILE_NAME).read_bytes()
    (case / FILE_NAME).write_bytes(data[: len(data) // 2 + 100])
    with pytest.raises(StoreError, match="the file is damaged"), opened(case) as store:
        store.record()


def test_a_plain_case_with_a_damaged_first_byte_is_not_taken_for_an_encrypted_one(tmp_path: Path) -> None:
    SqliteStore(tmp_path).close()
    for at in range(16):
        flip(tmp_path, at)
        with pytest.raises(StoreError, match="damaged or no case") as caught:
            SqliteStore(tmp_path, create=False)
        assert not isinstance(caught.value, PassphraseError)
        flip(tmp_path, at)


KILLED = """
import os, signal, sys, tempfile
from pathlib import Path
from recount.record import Passphrase, SqliteStore
store = SqliteStore(Path(sys.argv[1]), passphrase=Passphrase(sys.stdin.read()), encrypt=True)
planted = sys.argv[2].encode()
store.keep_raw([("ab", planted * 50)])
store._connection.execute("BEGIN IMMEDIATE")
store._connection.execute("PRAGMA cache_size = 5")
for number in range(300):
    store._connection.execute("INSERT INTO raw VALUES (?, ?)", (str(number), planted * 100))
store._connection.execute("SELECT data FROM raw ORDER BY data DESC").fetchone()
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_writer_leaves_no_plain_byte_and_a_case_that_goes_on(tmp_path: Path) -> None:
    folder, aside = tmp_path / "a.case", tmp_path / "tmp"
    aside.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), PLANTED.decode()], input=WORDS, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(SOURCE), "TMPDIR": str(aside), "SQLITE_TMPDIR": str(aside)},
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL
    assert (folder / f"{FILE_NAME}-wal").stat().st_size > 50 * PAGE, "pages of the open transaction were written"
    assert plain_places(folder, aside) == []
    assert list(aside.iterdir()) == []
    with opened(folder) as store:
        assert list(store.raw_hashes()) == ["ab"]
    with SqliteStore(folder, passphrase=KEY) as store:
        fill(store)
        assert list(store.damage()) == []


def test_the_copy_that_is_read_beside_a_log_is_encrypted_too(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    aside = case.parent / "tmp"
    aside.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(aside))
    with SqliteStore(case, passphrase=KEY) as writer:
        writer.put("reading", "v1", [("b", PLANTED)])
        with opened(case) as store:
            assert store.get("reading", "b", "v1") == PLANTED
            assert any(path.is_file() for path in aside.rglob("*"))
            assert plain_places(aside, case) == []
    assert list(aside.iterdir()) == []


LIMITS = """
import resource, sys
from pathlib import Path
from recount.record import Passphrase, SqliteStore
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
SqliteStore(Path(sys.argv[1]) / "plain")
print(resource.getrlimit(resource.RLIMIT_CORE)[0], "sqlcipher3" in sys.modules)
SqliteStore(Path(sys.argv[1]) / "new", passphrase=Passphrase("words"), encrypt=True)
print(resource.getrlimit(resource.RLIMIT_CORE)[0], "sqlcipher3" in sys.modules)
"""


def test_a_crash_writes_no_memory_to_disk_once_an_encrypted_case_is_open(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITS, str(tmp_path)], capture_output=True, text=True, check=True,
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
    )  # fmt: skip
    before, after = (line.split() for line in done.stdout.splitlines())
    assert before[1] == "False"
    assert after == ["0", "True"]
