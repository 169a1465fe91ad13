"""The public version: commenters are numbers, private persons are withheld, passages still point to their words."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.pipeline import build, open_record
from recount.report import render_page
from recount.report.view import arrange
from recount.report.withholding import MARK, Withholding

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


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("public")
    (folder / "accounts").mkdir()
    (folder / "accounts" / "post.txt").write_text(ACCOUNT, encoding="utf-8")
    build(folder / "accounts", folder / "c.case", workers=1)
    return folder / "c.case"


def test_no_name_of_a_commenter_is_left_anywhere_on_the_public_page(case: Path) -> None:
    record = open_record(case)
    assert [s.voice for d in record.documents for s in d.segments].count("comment") == 2
    page = render_page(record, public=True)
    assert not re.search(r"wanda|prell|harbour_owl", page, re.IGNORECASE)
    assert MARK in page
    assert "commenter 1" in page
    assert "14 killed" in page
    assert re.search(r"wanda prell", render_page(record), re.IGNORECASE)


def test_passages_of_the_public_page_point_to_their_words(case: Path) -> None:
    page = render_page(open_record(case), public=True)
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]
    (text,) = data["texts"].values()
    view = arrange(open_record(case), public=True)
    sources = [s for i in (*view.incidents, *view.minor) for f in i.findings.figures for s in f.supports]
    assert sources
    for source in sources:
        assert text[source.start : source.end] == source.quote


@given(st.data())
def test_offsets_move_with_what_is_withheld(case: Path, data: st.DataObject) -> None:
    record = open_record(case)
    withholding = Withholding(record)
    (document,) = record.documents
    text = document.text or ""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = withholding.moved(document.id, start, end)
    assert withholding.text(document.id)[first:last].replace(MARK, "") in withholding.text(document.id).replace(
        MARK, ""
    )
    if MARK not in withholding.text(document.id)[max(0, first - len(MARK)) : last + len(MARK)]:
        assert withholding.text(document.id)[first:last] == text[start:end]
