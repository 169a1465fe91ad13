"""What a reader of the founding case sees (needs N15, N28, N31, N32 and N37)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from recount.model.record import Record
from recount.pipeline import build
from recount.report import publish, render_page
from recount.report.view import IncidentView, PageView, arrange


@pytest.fixture(scope="module")
def record(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Record:
    (folder,) = (path for path in (shared / "accounts").iterdir() if path.is_dir())
    return build(folder, tmp_path_factory.mktemp("founding") / "c.case", workers=1).record


@pytest.fixture(scope="module")
def view(record: Record) -> PageView:
    return arrange(record)


def incident(view: PageView, year: str) -> IncidentView:
    (found,) = (each for each in view.incidents if year in each.when)
    return found


def test_each_incident_has_its_answer_in_one_line(view: PageView) -> None:
    for year, first in (("2011", "36 killed"), ("2009", "11 killed"), ("2013", "52 killed")):
        assert incident(view, year).lead[0].figures[0] == first
    assert "United Nations" in incident(view, "2011").lead[0].by
    assert "the date" in incident(view, "2011").disputes


def test_details_of_one_voice_are_marked_so(view: PageView) -> None:
    grades = {figure.line: figure.grade for figure in incident(view, "2011").findings.figures}
    assert grades["time 04:45"] == "single source"
    grades = {figure.line: figure.grade for figure in incident(view, "2009").findings.figures}
    assert grades["500 wounded"] == "single source"
    assert {figure.grade for figure in incident(view, "2013").findings.figures} == {"single source"}


def test_whoever_is_accused_is_alleged_to_and_not_heard(view: PageView) -> None:
    accused = {each.name: each for i in view.incidents for each in i.accused if each.is_named}
    assert accused
    for each in accused.values():
        assert all(part.words.split()[0] in ("alleged", "asked", "denied") for part in each.parts)
        assert each.reply in ("no reply recorded", "whether it replied was not settled") or "relayed" in each.reply
    assert not [name for name in accused if "Hague" in name or "Clinton" in name or "Kobler" in name]


def test_the_gaps_say_what_is_missing_and_in_few_rows(view: PageView) -> None:
    texts = [gap.text for gap in (*view.gaps, *view.more_gaps)]
    assert len(texts) <= 14
    assert "Iraq" in texts[0]
    assert not [text for text in texts if "ISIS" in text]  # named beside the event, accused of no part in it
    for missing in ("names any of those killed", "medical or forensic", "date of publication", "which is unsigned"):
        assert any(missing in text for text in texts), missing


def test_accounts_are_described_without_a_stance(view: PageView) -> None:
    assert [document.author_basis for document in view.documents] == ["stated", "inferred", "stated", "", "stated"]
    assert any("8 comments" in voice for voice in view.documents[1].voices)
    assert all(document.judging[0].isdigit() for document in view.documents)


def public_page(record: Record) -> str:
    published = publish(record)
    return render_page(published.record, withheld=published.withheld)


def test_the_public_page_numbers_its_commenters(record: Record) -> None:
    public = public_page(record)
    named = {s.speaker for d in record.documents for s in d.segments if s.voice == "comment" and s.speaker}
    assert named
    assert not [name for name in named if name in public]
    assert re.findall(r"a commenter \(\d+\)", public)


@pytest.mark.parametrize("number", [2, 3])
def test_a_comment_accuses_somebody(record: Record, number: int) -> None:
    assert f"commenter {number}" in public_page(record)
