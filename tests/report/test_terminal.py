"""The terminal: whole lines at 80 columns, no ids, no colour into a pipe."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from recount.model.incidents import Relation
from recount.model.record import Record
from recount.pipeline import build
from recount.report import print_summary, render_page
from recount.report.terminal import _MOST_INCIDENTS, _MOST_LEADS
from recount.report.view import arrange

EXAMPLES = Path(__file__).resolve().parents[2] / "src" / "recount" / "examples"


@pytest.fixture(scope="module", params=["salt_quay", "night_market", "north_shaft"])
def record(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Record:
    return build(EXAMPLES / request.param, tmp_path_factory.mktemp("terminal") / "c.case", workers=1).record


def printed(record: Record, width: int = 80) -> str:
    out = io.StringIO()
    print_summary(record, Console(file=out, width=width))
    return out.getvalue()


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_longer_than_the_terminal_and_none_is_cut(record: Record, width: int) -> None:
    text = printed(record, width)
    assert max(len(line) for line in text.splitlines()) <= width
    assert "…" not in text


def test_every_headline_is_printed_whole(record: Record) -> None:
    words = " ".join(printed(record, 400).split())
    for incident in arrange(record).incidents[:_MOST_LEADS]:
        assert incident.label in words
    for incident in arrange(record).incidents[:_MOST_INCIDENTS]:
        for figure in incident.findings.shown:
            assert " ".join(figure.line.split()) in words


def test_the_answer_comes_first(record: Record) -> None:
    lines = printed(record).splitlines()
    first = arrange(record).incidents[0]
    assert lines[0].startswith("In short")
    assert first.label.split(",")[0] in lines[1]
    assert first.lead[0].figures[0] in " ".join(line.strip() for line in lines[1:5])


def test_incidents_that_may_be_one_say_so_first(record: Record) -> None:
    one, other = (view.id for view in arrange(record).incidents[:2])
    doubled = replace(
        record,
        incidents=tuple(
            replace(i, relations=(*i.relations, Relation("possibly_same", other, "possible", reason="both name Orsel")))
            if i.id == one
            else i
            for i in record.incidents
        ),
    )
    label = next(incident.label for incident in record.incidents if incident.id == other)
    assert f"Possibly the same event: {label}." in " ".join(printed(doubled, 400).split())
    page = render_page(doubled)
    assert f'Possibly the same event as <a href="#{other}">' in page
    assert "both name Orsel" in page


def test_no_id_and_no_colour_in_a_pipe(record: Record) -> None:
    text = printed(record)
    assert "\x1b" not in text
    assert "sha256" not in text
    assert not re.search(r"[0-9a-f]{24}", text)


def test_lines_of_a_batch_go_by_their_ids_and_a_large_case_stays_short(tmp_path: Path) -> None:
    lines = [
        {
            "id": f"wire-{n}",
            "text": f"On {n} May 2001, {n + 1} people were killed in a bombing in Port{'abcdefghijklmnopqrst'[n]}.",
        }
        for n in range(1, 20)
    ]
    (tmp_path / "batch.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    record = build(tmp_path / "batch.jsonl", tmp_path / "c.case", workers=1).record
    assert len(arrange(record).incidents) > 12
    text = printed(record)
    assert "wire-1" in text
    assert "batch" not in text
    assert "more incidents; the page lists them" in text
    assert text.count("\n") < 120
