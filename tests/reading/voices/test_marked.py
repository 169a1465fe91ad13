"""Sources that only the net sees, with marks given by hand."""

from __future__ import annotations

import pytest

from recount.model.analysis import Mark
from recount.reading import harm
from recount.reading.page import Page
from recount.reading.voices.marked import CUE, SOURCE
from tests.reading.opened import marked, open_text, sheet_of, traced


def _at(page: Page, word: str) -> int:
    return next(index for index, token in enumerate(page.tokens) if token.text == word)


def _with_source(text: str, source: str, cue: str | None, score: float = 0.9) -> Page:
    page = open_text(text)
    at, tie = _at(page, source), _at(page, cue) if cue else None
    marks = [Mark(at, "voice", "source", score, tie, score)]
    if tie is not None:
        marks.append(Mark(tie, "voice", "cue", score))
    return marked(page, *marks)


@pytest.mark.parametrize(
    ("text", "source", "cue", "name", "held", "not_held"),
    [
        ("The parish book has nine names of the drowned.", "book", "has", "The parish book", "nine", "parish"),
        ("Three dead, per the fire brigade.", "brigade", None, "the fire brigade", "Three", "brigade"),
    ],
)
def test_a_marked_source_holds_what_its_cue_governs_or_what_stands_before_it(
    text: str, source: str, cue: str | None, name: str, held: str, not_held: str
) -> None:
    page = _with_source(text, source, cue)
    start, own = text.index(held), text.index(not_held)
    chain = traced(page).chain(start, start + len(held))
    assert [hop.name for hop in chain] == [None, name]
    assert text[chain[1].start : chain[1].end] == name
    assert len(traced(page).chain(own, own + len(not_held))) == 1


@pytest.mark.parametrize("score", [SOURCE - 0.01, CUE - 0.01])
def test_an_unsure_mark_is_no_source(score: float) -> None:
    text = "The parish book has nine names of the drowned."
    assert not traced(_with_source(text, "book", "has", score)).reports


def test_a_source_that_a_rule_found_is_not_told_twice() -> None:
    text = "The mayor said nine people drowned."
    page = _with_source(text, "mayor", "said")
    assert traced(page).reports == traced(open_text(text)).reports


def _told(stance: str) -> tuple[str, list[str | None], bool]:
    page = open_text("Nine people drowned at the ford.")
    mark = Mark(_at(page, "Nine"), "count", "killed", 0.9, stance=stance)
    (claim,) = harm.read(sheet_of(marked(page, mark)))
    return claim.certainty, [hop.name for hop in claim.attribution], any(hop.named for hop in claim.attribution)


def test_a_report_without_a_voice_in_sight_ends_in_an_unnamed_one() -> None:
    assert _told("reported") == ("reported", [None, None], False)
    assert _told("asserted") == ("asserted", [None], False)
