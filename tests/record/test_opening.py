"""Opening a case: readers change nothing, writers say why they cannot, two at once end well."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from recount.errors import StoreError
from recount.record import opening
from recount.record.export import sweep, write_whole
from recount.record.migrations import MIGRATIONS
from recount.record.seals import seal
from recount.record.sqlite import FILE_NAME, SqliteStore

NOBODY = 65534
"""A user without rights, as whom a test that runs as root tries what root could do anyway."""
SOURCE = Path(__file__).resolve().parents[2] / "src"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case with a value, a copy, and a record."""
    with SqliteStore(tmp_path / "a.case") as store:
        store.keep_raw([(("2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"), b"foo")])
        store.put("reading", "v1", [("a", b"x")])
        store.commit_record(b"{}", {"inputs": "1"})
    return tmp_path / "a.case"


def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
    )  # fmt: skip


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


def test_reading_changes_no_byte_and_leaves_no_file(case: Path) -> None:
    before = files(case)
    with SqliteStore(case, create=False) as store:
        assert store.record() == b"{}"
        assert list(store.damage()) == []
        assert files(case) == before
    assert files(case) == before


def test_a_case_that_a_build_left_open_is_read_with_its_log_and_left_so(case: Path) -> None:
    with SqliteStore(case) as writer:
        writer.commit_record(b"[]", {})
        before = files(case)
        assert f"{FILE_NAME}-wal" in before
        with SqliteStore(case, create=False) as store:
            assert store.record() == b"[]"
        assert files(case) == before


def test_a_record_read_while_a_build_writes_the_case_is_refused(case: Path) -> None:
    with SqliteStore(case, create=False) as reader:
        with SqliteStore(case) as writer:
            writer.commit_record(b"[1]", {})
        with pytest.raises(StoreError, match="while it was read"):
            reader.record()


def test_a_reader_cannot_write(case: Path) -> None:
    with SqliteStore(case, create=False) as store, pytest.raises(StoreError, match="cannot be written"):
        store.put("reading", "v1", [("a", b"y")])


def test_a_case_of_the_first_form_is_read_as_it_is_and_sealed_when_it_is_written(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as old:
        for statement in MIGRATIONS[0]:
            old.execute(statement)
        old.execute("INSERT INTO stage VALUES ('reading', 'a', 'v1', x'00ff')")
        old.execute("INSERT INTO note VALUES ('inputs', '1')")
        old.execute("PRAGMA user_version=1")
        old.commit()
    before = files(tmp_path)
    with SqliteStore(tmp_path, create=False) as store:
        assert (store.get("reading", "a", "v1"), store.note("inputs")) == (b"\x00\xff", "1")
        assert list(store.damage()) == []
    assert files(tmp_path) == before
    with SqliteStore(tmp_path) as store:
        assert (store.get("reading", "a", "v1"), store.note("inputs")) == (b"\x00\xff", "1")
        assert list(store.damage()) == []
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as new:
        assert new.execute("SELECT sha256 FROM stage").fetchone() == (seal("stage", "reading", "a", "v1", b"\x00\xff"),)


@pytest.fixture
def locked() -> Iterator[Path]:
    """A folder that a user without rights can enter and nobody but root can write."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(folder)


READS = """
import os, sys
from pathlib import Path
from recount.errors import StoreError
from recount.record import SqliteStore
if os.geteuid() == 0:
    os.setuid(int(sys.argv[2]))
with SqliteStore(Path(sys.argv[1]), create=False) as store:
    print(store.record(), list(store.damage()))
try:
    SqliteStore(Path(sys.argv[1])).put("reading", "v1", [("a", b"y")])
except StoreError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
@pytest.mark.parametrize("logged", [False, True])
def test_a_folder_that_cannot_be_written_is_read_and_a_build_names_the_remedy(
    case: Path, locked: Path, logged: bool
) -> None:
    kept = locked / "a.case"
    if logged:
        with SqliteStore(case) as writer:
            writer.commit_record(b"{}", {"inputs": "2"})
            shutil.copytree(case, kept)
        (kept / f"{FILE_NAME}-shm").unlink()
    else:
        shutil.copytree(case, kept)
    for path in (*kept.iterdir(), kept, locked):
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = files(kept)
    done = run(READS, kept, str(NOBODY))
    assert done.stdout.startswith("b'{}' []"), done.stderr
    assert "copy the case to a folder that can be written" in done.stdout
    assert files(kept) == before


def test_a_full_disk_is_named_and_the_record_stays(case: Path) -> None:
    with SqliteStore(case) as store:
        (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
        store._connection.execute(f"PRAGMA max_page_count={pages}")
        with pytest.raises(StoreError, match="disk is full"):
            store.commit_record(b"x" * 100_000, {"inputs": "9"})
        with pytest.raises(StoreError, match="disk is full"):
            store.put("reading", "v1", [("b", b"y" * 100_000)])
    with SqliteStore(case, create=False) as store:
        assert (store.record(), store.note("inputs"), store.get("reading", "b", "v1")) == (b"{}", "1", None)
        assert list(store.damage()) == []


LIMITED = """
import resource, sys
from pathlib import Path
from recount.errors import StoreError
from recount.record import SqliteStore
from recount.record.export import write_whole
folder = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
for act in (
    lambda: SqliteStore(folder).commit_record(b"x" * 300_000, {}),
    lambda: write_whole(folder / "record.html", b"x" * 300_000),
):
    try:
        act()
    except StoreError as error:
        print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_limit_on_files_is_named_and_record_and_page_stay(case: Path) -> None:
    (case / "record.html").write_bytes(b"old")
    done = run(LIMITED, case)
    told = done.stdout.splitlines()
    assert len(told) == 2, done.stderr
    assert "limits on the size of files" in told[0]
    assert "File too large" in told[1]
    assert "rollback" not in done.stdout
    assert (case / "record.html").read_bytes() == b"old"
    assert not list(case.glob("*.part")) + list(case.glob(".*.part"))
    with SqliteStore(case, create=False) as store:
        assert (store.record(), list(store.damage())) == (b"{}", [])


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "record.html"
    write_whole(target, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="No space left on device"):
        write_whole(target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["record.html"]
    assert target.read_bytes() == b"old"


def test_what_a_killed_program_left_is_swept_and_what_another_writes_now_is_not(tmp_path: Path) -> None:
    left, fresh, other = (tmp_path / name for name in (".a.html.1.part", ".a.html.2.part", ".b.html.3.part"))
    for path in (left, fresh, other):
        path.write_bytes(b"")
    for path in (left, other):
        os.utime(path, (0, 0))
    sweep(tmp_path / "a.html")
    assert sorted(path.name for path in tmp_path.iterdir()) == [fresh.name, other.name]


def test_a_case_in_use_says_so(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "PATIENCE", 0.1)
    with SqliteStore(case) as first, SqliteStore(case) as second:
        first._connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="in use by another program"):
            second.put("reading", "v1", [("b", b"y")])
        first._connection.execute("ROLLBACK")


OPENS = "import sys; from pathlib import Path; from recount.record import SqliteStore; SqliteStore(Path(sys.argv[1]))"


def test_programs_that_make_a_case_at_once_all_end_well(tmp_path: Path) -> None:
    folder = tmp_path / "new.case"
    command = [sys.executable, "-c", OPENS, str(folder)]
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    started = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) for _ in range(4)]
    assert [process.communicate()[1] for process in started] == [""] * 4
    with SqliteStore(folder, create=False) as store:
        assert list(store.damage()) == []
