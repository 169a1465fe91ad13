"""Which year rules a date printed without one: what the dates around it, before and after, show."""

from __future__ import annotations

import pytest

from recount.model import dates
from tests.reading.unread import times_of


def year_of(text: str, quote: str) -> int | None:
    """Return the year read for the one phrase with these words."""
    (found,) = (mention for mention in times_of(text) if mention.quote == quote)
    return dates.split(found.when.earliest)[0] if found.when.earliest is not None else None


@pytest.mark.parametrize(
    ("text", "quote", "year"),
    [
        # The dates that follow show that a printed year was an aside.
        (
            "In March 1941 the dam was begun. The siege of Orlo lasted until its fall in May 1942. "
            "In June work stopped. By August 1941 the men had left.",
            "June",
            1941,
        ),
        # A year that goes on ahead moves the telling with it.
        ("In March 1941 the dam was begun. In May 1942 it broke. In June the men left.", "June", 1942),
        # Past the year's end.
        ("In November 1941 the dam was begun. In February it broke.", "February", 1942),
        ("In November 1941 the dam was begun. In August it had been planned.", "August", 1941),
        # A new paragraph may begin earlier again.
        (
            "In March 1942 the dam broke. In June the men left.\n\nIn May 1941 a road was laid. In July it was paved.",
            "July",
            1941,
        ),
        # A heading rules what stands below it.
        ("In May 1941 a road was laid.\n\nThe year 1942\n\nIn April the bridge at Tarn fell.", "April", 1942),
        # "The following year" moves the telling on.
        ("In March 1941 the dam was begun. The following year it broke. In June the men left.", "June", 1942),
        # A weekday decides between years that are else alike: 5 January 1942 was a Monday.
        ("In July 1941 the dam was begun. On Monday, January 5, it broke.", "Monday, January 5", 1942),
        # Before Christ.
        ("In the spring of 218 BC he crossed the river. In October he came to Orlo.", "October", -217),
    ],
)
def test_the_year_of_the_best_telling(text: str, quote: str, year: int) -> None:
    assert year_of(text, quote) == year


@pytest.mark.parametrize(
    "text",
    [
        "On 3 June the road was laid. Nobody was paid for it.",
        "The mill had burned in a similar raid in 1941. On 3 June the road was laid.",
        "On 3 June the road was laid. It was paved in 1941.",
    ],
)
def test_no_year_is_taken_where_no_telling_has_one(text: str) -> None:
    assert year_of(text, "3 June") is None


def test_the_trail_names_the_printed_year() -> None:
    *_, last = times_of("In November 1941 the dam was begun. In February it broke.")
    assert last.when.basis == "resolved"
    assert last.when.trail == ('year from "November 1941" at character 3', "the telling has gone on to 1942")


def test_that_same_year_is_the_one_mentioned_last() -> None:
    text = "In 1937 she studied in Orlo, where she took her degree in 1939. In that same year she left."
    assert year_of(text, "that same year") == 1939
