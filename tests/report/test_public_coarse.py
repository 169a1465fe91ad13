"""The coarser public version: no day of a case and no small place is left, in page or JSON; months and regions are."""

from __future__ import annotations

import html
import json
import re
from calendar import day_name, month_abbr, month_name, monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.model.record import Record
from recount.pipeline import build
from recount.record import export_json
from recount.report import Coarseness, Dates, Places, publish, render_page, review_lines
from recount.report.public.coarse.days import printed, text_stretches
from recount.report.public.coarse.whens import coarse_bounds, coarse_value, is_coarse
from tests.report.planted_coarse import STANDS, Planted, notations, planted

WEEKDAY = re.compile(rf"\b(?:{'|'.join(day_name)})s?\b", re.IGNORECASE)
CLOCK = re.compile(r"(?<![\d.:])\d{1,2}[:.]\d\d ?[ap]\.?m|(?<![\d.:])[012]?\d:[0-5]\d(?!\d)|\bo.clock\b|\d\dh\d\d")
ISO = re.compile(r"(?<![\d-])(\d{4})-(\d\d)-(\d\d)")
MONTHS = "|".join([*month_name[1:], *month_abbr[1:]])
NAMED = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -](?:{MONTHS})\b|\b(?:{MONTHS})\.? \d{{1,2}}(?!\d)", re.IGNORECASE
)
COARSE = Coarseness(Dates.month, Places.region)


@dataclass(frozen=True, slots=True)
class Case:
    planted: Planted
    record: Record


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("harnfeld_coarse")
    (folder / "accounts").mkdir()
    made = planted()
    for name, text in made.texts.items():
        (folder / "accounts" / name).write_text(text, encoding="utf-8")
    return Case(made, build(folder / "accounts", folder / "c.case", workers=1).record)


def readable(page: str) -> str:
    """Return what a page prints and carries as data, without its markup, style and script."""
    page = re.sub(r"<style>.*?</style>|<script>.*?</script>|<head>.*?</head>", " ", page, flags=re.DOTALL)
    words = re.sub(
        r"\\u[0-9a-f]{4}", lambda match: json.loads(f'"{match.group()}"'), re.sub(r"<[^>]{0,400}>", "", page)
    )
    return html.unescape(words).replace("\\n", " ")


def both(record: Record, coarse: Coarseness) -> tuple[str, str]:
    made = publish(record, coarse=coarse)
    return readable(render_page(made.record, withheld=made.withheld, coarse=coarse.told)), export_json(made.record)


def test_no_day_and_no_hour_is_left(case: Case) -> None:
    for printed_form in both(case.record, Coarseness(dates=Dates.month)):
        assert [match.group() for match in WEEKDAY.finditer(printed_form)] == []
        assert [match.group() for match in NAMED.finditer(printed_form)] == []
        assert [match.group() for match in CLOCK.finditer(printed_form)] == []
        for year, month, day in ISO.findall(printed_form):
            assert int(day) in (1, monthrange(int(year), int(month))[1])
        left = [form for day in case.planted.days for form in notations(day) if form in printed_form]
        assert left == []
        assert f"{case.planted.days[0]:%B %Y}" in printed_form


def test_by_years_no_month_is_left(case: Case) -> None:
    for printed_form in both(case.record, Coarseness(dates=Dates.year)):
        assert re.findall(rf"\b(?:{'|'.join(month_name[1:])})\b", re.sub("May |march", "", printed_form)) == []
        assert {(int(month), int(day)) for _, month, day in ISO.findall(printed_form)} <= {(1, 1), (12, 31)}
        assert str(case.planted.days[0].year) in printed_form


def test_no_small_place_is_left(case: Case) -> None:
    regions = {"Homs", "Hama", "Idlib"}  # towns that their regions are named after
    page, data = both(case.record, COARSE)
    for printed_form in (page, data):
        bare = re.sub(r"\[place \d+[^\]]*\]", "", printed_form)
        assert [name for name in case.planted.places if re.search(name, bare, re.IGNORECASE)] == []
        assert [
            name for name in case.planted.places if name not in regions and name.lower() in printed_form.lower()
        ] == []
        assert [name for name in STANDS if name not in printed_form] == []
        assert re.search(r"\[place \d+ in Homs\]", printed_form)
        assert re.search(r"\[place \d+\]", printed_form)
    assert "] General Hospital" in page
    assert "] police" in page


def test_places_have_no_coordinates_below_the_level(case: Case) -> None:
    assert any(place.latitude is not None for place in case.record.places)
    for level in (Places.region, Places.country):
        for place in publish(case.record, coarse=Coarseness(places=level)).record.places:
            if place.name not in STANDS:
                assert (place.latitude, place.longitude, place.gazetteer, place.city) == (None, None, None, None)
    assert not re.search(r"\[place \d+ in Homs\]", both(case.record, Coarseness(places=Places.country))[0])


def test_passages_are_where_they_say(case: Case) -> None:
    made = json.loads(both(case.record, COARSE)[1])
    texts = {document["id"]: document["text"] for document in made["documents"]}
    found = [row for document in made["documents"] for row in passages(document["times"], document["id"])]
    found += list(passages(made))
    assert len(found) > 500
    for document_id, start, end, quote in found:
        if document_id:
            assert quote
            assert texts[document_id][start:end] == quote


def passages(value: Any, document: str = "") -> Iterator[tuple[str, int, int, str]]:
    if isinstance(value, list):
        for part in value:
            yield from passages(part, document)
    elif isinstance(value, dict):
        document = value.get("document") or document
        if value.get("start") is not None and "quote" in value:
            yield document, value["start"], value["end"], value["quote"]
        for part in value.values():
            yield from passages(part, document)


def test_without_texts_nothing_fine_is_left_either(case: Case) -> None:
    made = publish(case.record, coarse=COARSE)
    page = readable(render_page(made.record, texts=False, withheld=made.withheld, coarse=COARSE.told))
    for printed_form in (page, export_json(made.record, texts=False)):
        assert not WEEKDAY.search(printed_form)
        assert not NAMED.search(printed_form)
        assert not re.search("Dorvel|Harnfeld|Ranvik", printed_form, re.IGNORECASE)


def test_counts_and_figures_remain(case: Case) -> None:
    made = publish(case.record, coarse=COARSE).record
    numbers = [finding.value for finding in case.record.findings if isinstance(finding.value, int)]
    assert [finding.value for finding in made.findings if isinstance(finding.value, int)] == numbers
    assert len(made.claims) == len(case.record.claims)


def test_the_page_says_what_was_made_coarser_and_the_review_lists_it(case: Case) -> None:
    page = both(case.record, COARSE)[0]
    assert "Dates are given to the month and no finer" in page
    assert "Places are given to the region and no finer" in page
    assert "no finer" not in both(case.record, Coarseness())[0]
    lines = "\n".join(review_lines(case.record, coarse=COARSE))
    assert "a time finer than was asked for" in lines
    assert re.search(r"  Dorvel  \d+  \[place \d+[^\]]*\]  a place smaller than was asked for", lines)


@given(
    st.dates(date(1950, 1, 1), date(2029, 12, 31)),
    st.integers(0, 14),
    st.sampled_from(["killed on {} in", "{}", "({})"]),
)
def test_every_notation_of_every_day_is_read(day: date, notation: int, sentence: str) -> None:
    text = sentence.format(notations(day)[notation])
    left, last = "", 0
    for one in text_stretches(text, Dates.month):
        left += text[last : one.start] + printed(one, Dates.month)
        last = one.end
    left += text[last:]
    assert not re.search(rf"(?<!\d)0?{day.day}(?:st|nd|rd|th)?(?!\d)", left), left
    assert not WEEKDAY.search(left)
    assert text_stretches(left, Dates.month) == []


@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.sampled_from([Dates.month, Dates.year]),
)
def test_coarse_bounds_hold_the_fine_ones(one: date, two: date, level: Dates) -> None:
    first, last = (day.isoformat() for day in sorted((one, two)))
    earliest, latest = coarse_bounds(first, f"{last}T04:45", level)
    assert (earliest or "") <= first
    assert (latest or "") >= last
    assert is_coarse(earliest, latest, level)
    assert coarse_value(f"{first}/{last}", level) == "/".join(filter(None, coarse_bounds(first, last, level)))


@pytest.mark.parametrize(
    "text",
    [
        "Of the 30, 4 may have died.", "At 9.30 per cent, 12 of 31 households.", "Ten to twelve people fled.",
        "They waited for three days in March 2021.", "Resolution 1325 and 4,500 men, 12.5 million crowns.",
        "In 2011 and in the summer of 2012, two to three years after.", "The toll rose from 14 to 23.",
    ],
)  # fmt: skip
def test_counts_and_longer_times_are_no_days(text: str) -> None:
    assert text_stretches(text, Dates.month) == []


def test_a_case_with_nothing_asked_for_is_as_before(case: Case) -> None:
    assert publish(case.record) == publish(case.record, coarse=Coarseness())
