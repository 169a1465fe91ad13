"""One account that a stage cannot stand: the others go on, it is said, and ``strict`` stops."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from recount.errors import BuildError
from recount.intake import Unread
from recount.linking import link
from recount.model.mentions import Reading
from recount.model.text import Document
from recount.pipeline import build, builder, stages, verify_case
from recount.pipeline.conclusion import conclude_what_can_be
from recount.pipeline.guard import Failure, TooSlow, attempt
from recount.reading import read

GOOD = "At least 11 people were killed at Mill Road on 4 March 2021 when guards fired on a queue, police said.\n"
BAD = "Three people were killed in Orsel on 3 May 2020, police said.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of a good account and one that a stage will not stand."""
    accounts = tmp_path / "accounts"
    accounts.mkdir()
    (accounts / "good.txt").write_text(GOOD, encoding="utf-8")
    (accounts / "bad.txt").write_text(BAD, encoding="utf-8")
    return accounts


def _fail_on_bad(document: Document, analysis: object) -> Reading:
    if document.name == "bad.txt":
        raise KeyError("\x1b[2Jno such frame")
    return read(document, analysis)  # type: ignore[arg-type]


def test_what_fails_on_one_account_is_said_and_costs_the_others_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stages, "read", _fail_on_bad)
    result = build(folder, tmp_path / "case", workers=1)
    assert [document.name for document in result.record.documents] == ["bad.txt", "good.txt"]
    (issue,) = [issue for issue in result.record.issues if issue.stage == "reading"]
    assert issue.what.startswith("not read: reading failed (KeyError: ")
    assert "\x1b" not in issue.what
    assert {claim.document for claim in result.record.claims} == {result.record.documents[1].id}
    assert list(verify_case(tmp_path / "case")) == []


def test_what_failed_is_made_anew_by_the_next_build(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(stages, "read", _fail_on_bad)
        build(folder, tmp_path / "case", workers=1)
    mended = build(folder, tmp_path / "case", workers=1)
    assert (mended.read, mended.kept) == (1, 1)
    assert mended.record == build(folder, tmp_path / "clean", workers=1, name=mended.record.case.name).record
    assert not [issue for issue in mended.record.issues if issue.stage == "reading"]


def test_strict_stops_at_the_first_failure(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "read", _fail_on_bad)
    with pytest.raises(KeyError):
        build(folder, tmp_path / "case", workers=1, strict=True)


def test_an_account_that_cannot_be_put_together_is_kept_without_its_claims(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(documents: list[Document], readings: list[Reading]) -> object:
        if any(
            document.name == "bad.txt" for document, reading in zip(documents, readings, strict=True) if reading.claims
        ):
            raise ZeroDivisionError
        return link(documents, readings)

    monkeypatch.setattr(builder, "link", broken)
    record = build(folder, tmp_path / "case", workers=1).record
    assert [document.name for document in record.documents] == ["bad.txt", "good.txt"]
    assert record.incidents
    assert [issue.stage for issue in record.issues if "ZeroDivisionError" in issue.what] == ["linking"]


def test_accounts_that_cannot_be_put_together_at_all_end_with_a_clear_error() -> None:
    def never(pairs: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(BuildError, match="ZeroDivisionError"):
        conclude_what_can_be(never, [])  # type: ignore[arg-type]


def test_a_stage_that_does_not_end_is_ended() -> None:
    found = attempt("reading", lambda: time.sleep(5), seconds=0.05)
    assert isinstance(found, Failure)
    assert "did not end within" in found.what
    with pytest.raises(TooSlow):
        attempt("reading", lambda: time.sleep(5), seconds=0.05, strict=True)
    assert attempt("reading", lambda: 7, seconds=0.05) == 7
    time.sleep(0.1)  # no bell rings after the work is done


def test_a_line_that_stands_twice_is_one_account(tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    rows = [{"id": "x", "text": BAD}, {"id": "x", "text": BAD}, {"id": "x", "text": GOOD}]
    batch.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    result = build(batch, tmp_path / "case", workers=1)
    assert [document.name for document in result.record.documents] == ["batch.jsonl:1", "batch.jsonl:3"]
    assert result.unread == (Unread("batch.jsonl:2", result.unread[0].sha256, result.unread[0].reason),)
    assert "batch.jsonl:1 again" in result.unread[0].reason
    assert list(verify_case(tmp_path / "case")) == []
