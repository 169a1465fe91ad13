"""The public version: names stand by a rule alone, commenters are numbers, passages still point to their words."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.pipeline import build, open_record
from recount.report import publish, render_page
from recount.report.public.redaction import Redaction
from recount.report.view import arrange

ACCOUNT = """The Shore Post

On 3 May 2001, 14 people were killed in Dorn, police said.

Comments

1. Wanda Prell says:
May 4, 2001 at 9:15 am
My neighbour saw five more killed. Wanda here, WANDA PRELL to you.

2. harbour_owl says:
May 5, 2001 at 7:02 pm
Thank you, Wanda. Two of my cousins were wounded in Dorn.
"""
LABEL = re.compile(r"\[[^\]\n]{3,40}\]")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("public")
    (folder / "accounts").mkdir()
    (folder / "accounts" / "post.txt").write_text(ACCOUNT, encoding="utf-8")
    build(folder / "accounts", folder / "c.case", workers=1)
    return folder / "c.case"


def public_page(case: Path) -> str:
    published = publish(open_record(case))
    return render_page(published.record, withheld=published.withheld)


def test_no_name_of_a_commenter_is_left_anywhere_on_the_public_page(case: Path) -> None:
    record = open_record(case)
    assert [s.voice for d in record.documents for s in d.segments].count("comment") == 2
    page = public_page(case)
    assert not re.search(r"wanda|prell|harbour_owl", page, re.IGNORECASE)
    assert "[a commenter (1)]" in page
    assert "14 killed" in page
    assert re.search(r"wanda prell", render_page(record), re.IGNORECASE)


def test_passages_of_the_public_page_point_to_their_words(case: Path) -> None:
    page = public_page(case)
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]
    (text,) = data["texts"].values()
    view = arrange(publish(open_record(case)).record, withheld=0)
    sources = [s for i in (*view.incidents, *view.minor) for f in i.findings.figures for s in f.supports]
    assert sources
    for source in sources:
        assert text[source.start : source.end] == source.quote


@given(st.data())
def test_offsets_move_with_what_is_withheld(case: Path, data: st.DataObject) -> None:
    record = open_record(case)
    redaction = Redaction(record)
    (document,) = record.documents
    text = document.text or ""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    public = redaction.text(document.id)
    first, last = redaction.moved(document.id, start, end)
    assert 0 <= first < last <= len(public)
    labels = [match.span() for match in LABEL.finditer(public)]
    assert not any(begin < edge < stop for begin, stop in labels for edge in (first, last))
    if not any(begin < last and first < stop for begin, stop in labels):
        assert public[first:last] == text[start:end]
