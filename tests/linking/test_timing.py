"""When accounts were written, as far as their own words and the incident they report allow."""

from __future__ import annotations

import pytest

from bench.readings import documents_of
from recount.language import load_engine
from recount.linking import link
from recount.reading import read

FULL = (
    "On Tuesday, 5 March 2019, shells fired from the Orlan ridge killed two people, Mira Dosk and her son, in Kharsang "
    "market. Captain Ilvo Brandt denied that his guns on the Orlan ridge had fired."
)
NEWS = (
    "NORRIN, {} (Vale Press) - Three people were killed by the shells that hit Kharsang market on Tuesday, among them "
    "Mira Dosk. Captain Ilvo Brandt denied that guns on the Orlan ridge had fired."
)


@pytest.mark.parametrize(
    ("dateline", "day"), [("Thursday", "2019-03-07"), ("March 10", "2019-03-10"), ("June 10", None)]
)
def test_a_dateline_without_a_year_dates_a_report_that_calls_days_by_the_week(dateline: str, day: str | None) -> None:
    documents = documents_of([{"id": "a", "text": FULL}, {"id": "b", "text": NEWS.format(dateline)}])
    readings = [read(document, load_engine().analyse(document.text)) for document in documents]
    published = next(one for one in link(documents, readings).documents if one.document == documents[1].id).published
    said = published.earliest if published is not None and published.latest is not None else None
    assert said == day
