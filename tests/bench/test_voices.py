"""The scorer of voices on a page of its own, and the counts on the open half of the pages, which must not fall."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from bench.voices import PAGES, measure, pages

RIGHT = {
    "article": 150,
    "comments": 51,
    "speakers": 51,
    "captions": 13,
    "biography": 4,
    "furniture": 190,
    "title": 16,
    "author": 14,
}
"""Items of the open half in their voice."""
PAGE = """Shots at the landing

By Ola Berg

Two people were hurt when somebody fired at the landing on Sunday night, the harbour master said to the paper.

3 comments
"""
GOLD = {
    "title": "Shots at the landing",
    "author": "Nora Finch",
    "biography": None,
    "article_has": ["somebody fired at the landing", "a sentence that is nowhere"],
    "comments": [{"has": "fired at the landing", "speaker": "Nora Finch"}],
    "captions": [],
    "furniture": ["Home", "the harbour master said"],
}


def test_a_page_is_scored(tmp_path: Path) -> None:
    (tmp_path / "p01.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "p01.json").write_text(json.dumps(GOLD), encoding="utf-8")
    found = {(item.kind, item.asked): item.right for item in measure(tmp_path)}
    assert found == {
        ("article", "somebody fired at the landing"): True,
        ("article", "a sentence that is nowhere"): False,
        ("comments", "fired at the landing"): False,
        ("speakers", "Nora Finch: fired at the landing"): False,
        ("furniture", "Home"): True,
        ("furniture", "the harbour master said"): False,
        ("title", "Shots at the landing"): True,
        ("author", "Nora Finch"): False,
    }


def test_the_halves_share_no_page() -> None:
    open_half, closed = ({gold.stem for _, gold in pages(PAGES, half)} for half in ("open", "closed"))
    assert len(open_half) == len(closed) == 16
    assert not open_half & closed


@pytest.fixture(scope="module")
def counts() -> Counter[str]:
    return Counter(item.kind for item in measure(PAGES, "open") if item.right)


@pytest.mark.parametrize("kind", sorted(RIGHT))
def test_the_open_half_does_not_fall(counts: Counter[str], kind: str) -> None:
    assert counts[kind] >= RIGHT[kind]
