"""Pages of many kinds, written for these tests: every part in its voice, but for what is known to be wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.voices import read_page, score
from recount.intake import Unread
from recount.intake.formats.html import extract

FOLDER = Path(__file__).parent / "pages"
KNOWN = frozenset(
    {
        ("board.html", "author"),  # the posts are told as comments; nobody is left who wrote the first
        ("board.html", "furniture"),  # "Previous Thread | Next Thread" are two links and a bar
        ("letters.txt", "title"),  # name of the paper, headline and deck are all headings
        ("mailing.txt", "title"),  # nothing below the headline says who wrote it or when
        ("wall.txt", "title"),  # the name of the page that posted stands for a title
        ("wall.txt", "author"),
    }
)
"""Page and kind of what is wrong."""


@pytest.mark.parametrize("gold", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_a_page_in_its_voices(gold: Path) -> None:
    path = next(one for one in FOLDER.glob(f"{gold.stem}.*") if one.suffix != ".json")
    document = read_page(path)
    assert not isinstance(document, Unread)
    items = list(score(path.name, document, json.loads(gold.read_text(encoding="utf-8"))))
    assert [item for item in items if not item.right and (path.name, item.kind) not in KNOWN] == []


def test_a_sentence_in_a_box_named_for_furniture_is_kept_as_such() -> None:
    found = extract((FOLDER / "boxed.html").read_bytes())
    marked = {found.text[mark.start : mark.end]: mark.voice for mark in found.marks}
    assert marked == {"The list was read aloud at the gate on Tuesday.": "boilerplate"}


BODY = "".join(
    f"<p>On day {day} of the siege nobody left the upper town, and the bread was shared out again.</p>"
    for day in range(1, 7)
)


@pytest.mark.parametrize(
    "name", ["share", "related", "tag", "social", "newsletter", "sidebar", "promo", "comments-open"]
)
@pytest.mark.parametrize("tag", ["div", "section"])
def test_a_wrapper_that_holds_the_text_is_never_dropped(tag: str, name: str) -> None:
    wrapped = f"<{tag} class='{name}' id='{name}-wrap'>{BODY}</{tag}>"
    found = extract(f"<html><body><h1>Siege of the upper town</h1>{wrapped}</body></html>".encode())
    assert all(f"On day {day} of the siege" in found.text for day in range(1, 7))
    assert found.marks == ()


@pytest.mark.parametrize("name", ["share", "related-links", "newsletter", "social"])
def test_a_sentence_between_paragraphs_is_not_lost(name: str) -> None:
    odd = f"<div class='{name}'><p>The mayor died on the third day.</p></div>"
    found = extract(f"<html><body><article><h1>Siege</h1>{BODY}{odd}{BODY}</article></body></html>".encode())
    assert "The mayor died on the third day." in found.text
