"""The year of a date and the number of a code count nobody, whatever tree stands over them."""

from __future__ import annotations

import pytest

from recount.intake import make_document
from recount.reading import read
from recount.reading.numbers import read_numbers
from recount.reading.phrases.counted import _is_year
from tests.reading.opened import engine_alone, open_text


@pytest.mark.parametrize(
    "text",
    [
        "On 14 May 2031 guards shot dead 16 people.",
        "On May 14, 2031 guards shot dead 16 people.",
        "On 14th May 2031 guards shot dead 16 people.",
        "On 4 Sept. 2031 guards shot dead 16 people.",
    ],
)
def test_the_year_of_a_date_is_a_year_before_any_noun(text: str) -> None:
    page = open_text(text)
    assert [number.raw for number in read_numbers(page) if _is_year(page, number)] == ["2031"]
    claims = read(page.document, page.analysis).claims
    assert {claim.value.count.value for claim in claims if claim.kind == "casualty"} == {16}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text", ["In May 2,031 guards were killed.", "On 14 May 16 guards were killed.", "2031 guards fell."]
)
def test_other_numbers_beside_a_month_still_count(text: str) -> None:
    page = open_text(text)
    assert not any(_is_year(page, number) for number in read_numbers(page))


def test_a_figure_behind_a_stroke_counts_only_before_a_word() -> None:
    told = "14 people were wounded, the hospital said.\n\n{} The market was closed."
    for code in ("See recount/record/1.", "Case orsel/7, mill."):
        document = make_document(told.format(code), name="a.txt", language="en")
        claims = read(document, engine_alone().analyse(document.text)).claims
        assert {claim.value.count.value for claim in claims if claim.kind == "casualty"} == {14}  # type: ignore[union-attr]
    forms = [number.form for number in read_numbers(open_text("Attack in Orsel: 6 killed/1 wounded."))]
    assert forms == ["cardinal", "cardinal"]
