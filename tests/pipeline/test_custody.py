"""Custody: accounts added and left out, captures, proofs that the script without the program checks, time stamps."""

from __future__ import annotations

import http.server
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from recount.errors import BadResponse, InputNotFound, StoreError
from recount.intake import Stated
from recount.pipeline import (
    add,
    build,
    compare_folder,
    enter_export,
    held_entries,
    list_sources,
    list_stamps,
    open_record,
    prove,
    prove_growth,
    stamp,
    verify_case,
)
from recount.record import SqliteStore

CHECK = Path(__file__).resolve().parents[2] / "docs" / "check_proof.py"
FIRST = "At least 11 people were killed at Mill Road on 4 March 2021 when guards fired on a queue, police said.\n"
SECOND = "Fourteen people died at Mill Road on 4 March 2021, the hospital said. Thirty were wounded.\n"
THIRD = "A guard was killed at Mill Road on 4 March 2021, the union said.\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("custody")
    accounts = root / "accounts"
    accounts.mkdir()
    (accounts / "first.txt").write_text(FIRST, encoding="utf-8")
    (accounts / "batch.jsonl").write_text(json.dumps({"id": "b", "text": SECOND}) + "\n", encoding="utf-8")
    build(accounts, root / "a.case", workers=1)
    (root / "letter.txt").write_text(THIRD, encoding="utf-8")
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """Accounts, a case built from them, and a letter that is in neither."""
    return Path(shutil.copytree(built, tmp_path / "root"))


def names(case: Path) -> list[str]:
    return [str(note.told["name"]) for note in list_sources(case)]


def checked(proof: dict[str, object], folder: Path, *head: str) -> bool:
    path = folder / "proof.json"
    path.write_text(json.dumps(proof), encoding="utf-8")
    done = subprocess.run([sys.executable, "-I", CHECK, path, *head], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode == 0


def test_an_added_account_is_in_the_record_with_how_it_came_and_stays(root: Path) -> None:
    case, letter = root / "a.case", root / "letter.txt"
    alone = build(root / "accounts", root / "b.case", workers=1)
    result = add(case, [letter], stated=Stated("the town archive", "a typed copy"))
    assert (result.read, result.kept) == (1, 2)
    assert names(case) == ["batch.jsonl:1", "first.txt", "letter.txt"]
    told = list_sources(case)[2].told
    assert (told["how"], told["from"], told["note"]) == ("added", "the town archive", "a typed copy")
    assert told["path"] == str(letter)
    assert list_sources(case)[0].told["line"] == 1
    letter.unlink()
    again = build(root / "accounts", case, workers=1)
    assert (again.read, again.kept, again.sha256) == (0, 3, result.sha256)
    assert list(verify_case(case)) == []
    assert [fault.where for fault in compare_folder(again.record, root / "accounts")] == ["source letter.txt"]
    assert list(compare_folder(again.record, root / "accounts", {"letter.txt"})) == []
    gone = add(case, [], without=["letter.txt"])
    assert names(case) == ["batch.jsonl:1", "first.txt"]
    assert gone.record.incidents == alone.record.incidents
    assert gone.record.documents == alone.record.documents
    assert [entry.told()["what"] for entry in held_entries(case)[0]][-2:] == ["left out", "record"]
    assert list(verify_case(case)) == []


def test_a_case_is_added_to_without_its_folder(root: Path) -> None:
    expected = list_sources(root / "a.case")
    shutil.rmtree(root / "accounts")
    result = add(root / "a.case", [root / "letter.txt"])
    assert len(result.record.documents) == 3
    assert list_sources(root / "a.case")[:2] == expected


def test_an_added_account_and_another_of_its_name_are_never_confused(root: Path) -> None:
    case = root / "a.case"
    (root / "first.txt").write_text(THIRD, encoding="utf-8")
    with pytest.raises(InputNotFound, match="--as"):
        add(case, [root / "first.txt"])
    add(case, [root / "first.txt"], name="letter.txt")
    assert add(case, [root / "letter.txt"]).kept == 3, "the same account again changes nothing"
    (root / "accounts" / "letter.txt").write_text(SECOND, encoding="utf-8")
    result = build(root / "accounts", case, workers=1)
    assert [(one.name, "--as" in one.reason) for one in result.unread] == [("letter.txt", True)]
    assert len(result.record.documents) == 3


def test_only_what_was_added_is_left_out(root: Path) -> None:
    with pytest.raises(StoreError, match=r"first\.txt"):
        add(root / "a.case", [], without=["first.txt"])


def test_every_claim_source_and_record_is_proven_under_the_head_and_under_no_other(root: Path, tmp_path: Path) -> None:
    case = root / "a.case"
    record = open_record(case)
    before = str(held_entries(case)[1])
    enter_export(case, {"form": "json"})
    head = str(held_entries(case)[1])
    for what in (record.claims[0].id, record.claims[-1].id, "first.txt", record.documents[0].sha256, "record", "4"):
        proof = prove(case, what)
        assert checked(proof, tmp_path, head), what
        assert not checked(proof, tmp_path, before), what
    claim = prove(case, record.claims[0].id)
    assert claim["claim"]["quote"] == record.claims[0].quote
    for part, other in (("quote", "another quote"), ("incident", "incident-of-others")):
        assert not checked(claim | {"claim": claim["claim"] | {part: other}}, tmp_path), part
    assert not checked(claim | {"entry": claim["entry"].replace("20", "19", 1)}, tmp_path)
    assert not checked(claim | {"within": claim["within"] | {"index": 1}}, tmp_path)
    assert checked(prove_growth(case, 3), tmp_path, head)


def test_what_is_not_there_is_not_proven(root: Path) -> None:
    for what in ("claim-sha256-0", "nobody.txt", "99"):
        with pytest.raises(StoreError):
            prove(root / "a.case", what)
    for size in (0, 99):
        with pytest.raises(StoreError, match="entries"):
            prove_growth(root / "a.case", size)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[str]:
    """A time stamp service on this machine: OpenSSL's, behind a server of one route; ``/other`` stamps other data."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl on this machine")
    made = tmp_path / "tsa"
    made.mkdir()
    (made / "tsa.cnf").write_text(
        f"[tsa]\ndefault_tsa=one\n[one]\nserial={made}/serial\nsigner_cert={made}/cert.pem\nsigner_key={made}/key.pem\n"
        "default_policy=1.2.3.4\ndigests=sha256,sha512\nsigner_digest=sha256\ness_cert_id_alg=sha256\n",
        encoding="ascii",
    )
    (made / "serial").write_text("01\n", encoding="ascii")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", made / "key.pem", "-out",
         made / "cert.pem", "-days", "2", "-subj", "/CN=a stamp", "-addext", "extendedKeyUsage=critical,timeStamping"],
        check=True, capture_output=True,
    )  # fmt: skip

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            query = made / "asked.tsq"
            query.write_bytes(asked)
            if self.path == "/other":
                (made / "data").write_bytes(b"other")
                subprocess.run(
                    ["openssl", "ts", "-query", "-data", made / "data", "-sha256", "-out", query],
                    check=True, capture_output=True,
                )  # fmt: skip
            answer = b"no stamp" if self.path == "/none" else subprocess.run(
                ["openssl", "ts", "-reply", "-config", made / "tsa.cnf", "-section", "one", "-queryfile", query],
                check=True, capture_output=True,
            ).stdout  # fmt: skip
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_head_is_stamped_by_the_service_that_was_named(root: Path, service: str, tmp_path: Path) -> None:
    pytest.importorskip("rfc3161_client")
    case = root / "a.case"
    head = held_entries(case)[1]
    made = stamp(case, f"{service}/")
    assert made.head == head
    assert list_stamps(case) == [made]
    assert list(verify_case(case)) == []
    (tmp_path / "head").write_text(str(head), encoding="ascii")
    (tmp_path / "stamp.tsr").write_bytes(made.response)
    done = subprocess.run(
        ["openssl", "ts", "-verify", "-data", tmp_path / "head", "-in", tmp_path / "stamp.tsr", "-CAfile",
         tmp_path / "tsa" / "cert.pem", "-untrusted", tmp_path / "tsa" / "cert.pem"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Verification: OK" in done.stdout, done.stderr
    enter_export(case, {"form": "json"})
    assert list(verify_case(case)) == [], "a stamp stays one over the head it was made for"


@pytest.mark.parametrize("route", ["other", "none"])
def test_what_is_no_stamp_over_the_head_is_not_kept(root: Path, service: str, route: str) -> None:
    pytest.importorskip("rfc3161_client")
    before = held_entries(root / "a.case")
    with pytest.raises(BadResponse):
        stamp(root / "a.case", f"{service}/{route}")
    assert held_entries(root / "a.case") == before


@pytest.mark.parametrize("address", ["file:///etc/hostname", "nothing", "http://127.0.0.1:9/"])
def test_a_service_that_is_none_is_told(root: Path, address: str) -> None:
    pytest.importorskip("rfc3161_client")
    with pytest.raises(BadResponse, match=r"time stamp service|does not answer"):
        stamp(root / "a.case", address)


def test_an_export_is_entered_and_a_case_that_cannot_be_written_is_still_proven(root: Path) -> None:
    case = root / "a.case"
    enter_export(case, {"form": "html", "sha256": "ab"})
    with SqliteStore(case, create=False) as store:
        assert next(store.ledger(newest_first=True)).told()["form"] == "html"
        with pytest.raises(StoreError):
            store.enter("export", {})
