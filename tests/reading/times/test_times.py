"""Time expressions by their words alone: what each phrase is, and what the document makes of it."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.model import dates
from recount.model.values import When
from recount.reading.page import Page
from recount.reading.times import read_times
from tests.reading.opened import open_text
from tests.reading.unread import only, page_of, times_of


@pytest.mark.parametrize(
    ("text", "quote", "earliest", "latest"),
    [
        ("on 12 March 1999 there", "12 March 1999", "1999-03-12", "1999-03-12"),
        ("on March 12th, 1999 there", "March 12th, 1999", "1999-03-12", "1999-03-12"),
        ("back in 1999 on March 12 they", "1999 on March 12", "1999-03-12", "1999-03-12"),
        ("on the 12th of March, 1999, they", "the 12th of March, 1999", "1999-03-12", "1999-03-12"),
        ("LIMA, 12 MAR 89 they", "12 MAR 89", "1989-03-12", "1989-03-12"),
        ("filed 1999-03-12 at", "1999-03-12", "1999-03-12", "1999-03-12"),
        ("filed 25/03/1999 at", "25/03/1999", "1999-03-25", "1999-03-25"),
        ("filed 03/25/1999 at", "03/25/1999", "1999-03-25", "1999-03-25"),
        ("in March 1999 they", "March 1999", "1999-03-01", "1999-03-31"),
        ("in March of 1999 they", "March of 1999", "1999-03-01", "1999-03-31"),
        ("in 1999 they", "1999", "1999-01-01", "1999-12-31"),
        ("in early March 1999 they", "early March 1999", "1999-03-01", "1999-03-10"),
        ("in mid-March 1999 they", "mid-March 1999", "1999-03-11", "1999-03-20"),
        ("by the end of March 1999 they", "the end of March 1999", "1999-03-21", "1999-03-31"),
        ("in late 1999 they", "late 1999", "1999-09-01", "1999-12-31"),
        ("in mid-1999 they", "mid-1999", "1999-05-01", "1999-08-31"),
        ("in the summer of 1999 they", "the summer of 1999", "1999-06-01", "1999-08-31"),
        ("in the 1980s they", "the 1980s", "1980-01-01", "1989-12-31"),
        ("in the late 1980's they", "the late 1980's", "1986-01-01", "1989-12-31"),
        ("in the 19th century they", "the 19th century", "1800-01-01", "1899-12-31"),
        ("in 264 BC they", "264 BC", "-0263-01-01", "-0263-12-31"),
        ("on Christmas Day, 1999, they", "Christmas Day, 1999", "1999-12-25", "1999-12-25"),
        ("in the first quarter of 1999 they", "the first quarter of 1999", "1999-01-01", "1999-03-31"),
        ("the night of March 12, 1999 was", "the night of March 12, 1999", "1999-03-12T18:00", "1999-03-13T05:59"),
        ("at 4:45 am on 12 March 1999 they", "4:45 am on 12 March 1999", "1999-03-12T04:45", "1999-03-12T04:45"),
        ("on 12 March 1999 at 7 P.M. they", "12 March 1999 at 7 P.M.", "1999-03-12T19:00", "1999-03-12T19:00"),
        ("on 12 March 1999 at 0900 hours they", "12 March 1999 at 0900 hours", "1999-03-12T09:00", "1999-03-12T09:00"),
        ("at noon on 12 March 1999 they", "noon on 12 March 1999", "1999-03-12T12:00", "1999-03-12T12:00"),
    ],
)
def test_dates_that_say_all(text: str, quote: str, earliest: str, latest: str) -> None:
    mention = only(text)
    assert mention.quote == quote
    assert (mention.when.earliest, mention.when.latest) == (earliest, latest)
    assert mention.when.basis == "stated"
    assert mention.needs is None


@pytest.mark.parametrize(
    ("text", "quote", "timex"),
    [
        ("it lasted two weeks.", "two weeks", "P2W"),
        ("it lasted more than three years.", "more than three years", "P3Y"),
        ("a 6-month siege", "6-month", "P6M"),
        ("for several days", "several days", "PXD"),
        ("they meet every day.", "every day", "XXXX-XX-XX"),
        ("they are shelled daily.", "daily", "XXXX-XX-XX"),
        ("they meet on Sundays.", "Sundays", "XXXX-WXX-7"),
        ("they are now in the hills", "now", "PRESENT_REF"),
        ("it has changed in recent years.", "recent years", "PAST_REF"),
    ],
)
def test_what_is_no_interval_keeps_its_value(text: str, quote: str, timex: str) -> None:
    mention = only(text)
    assert (mention.quote, mention.when.timex) == (quote, timex)
    assert mention.when.earliest is None
    assert mention.needs is None


@pytest.mark.parametrize(
    ("text", "needs", "timex"),
    [
        ("It happened on 8 November.", "year", "XXXX-11-08"),
        ("It happened on the night of November 8.", "year", "XXXX-11-08TNI"),
        ("It happened in November.", "year", "XXXX-11"),
        ("Last week they came.", "publication date", None),
        ("They came early this morning.", "publication date", "XXXX-XX-XXTMO"),
        ("They came two years ago.", "publication date", None),
        ("They came at 4:45 am.", "anchor", "XXXX-XX-XXT04:45"),
        ("They came at 2030 with trucks.", "anchor", "XXXX-XX-XXT20:30"),
        ("They came on Friday.", "anchor", "XXXX-WXX-5"),
        ("They came the next day.", "anchor", None),
    ],
)
def test_what_the_document_does_not_settle_stays_open(text: str, needs: str, timex: str | None) -> None:
    mention = only(text)
    assert mention.needs == needs
    assert (mention.when.earliest, mention.when.latest) == (None, None)
    assert mention.when.basis == "unresolvable"
    assert mention.when.timex == timex


@pytest.mark.parametrize(
    ("text", "quote", "earliest", "latest"),
    [
        ("They came today.", "today", "1999-03-12", "1999-03-12"),
        ("They came yesterday.", "yesterday", "1999-03-11", "1999-03-11"),
        ("They came last week.", "last week", "1999-03-01", "1999-03-07"),
        ("They came two days ago.", "two days ago", "1999-03-10", "1999-03-10"),
        ("They came a decade ago.", "a decade ago", "1989-01-01", "1989-12-31"),
        ("They came last Friday.", "last Friday", "1999-03-05", "1999-03-05"),
        ("They came last month.", "last month", "1999-02-01", "1999-02-28"),
        ("They came last night.", "last night", "1999-03-11T18:00", "1999-03-12T05:59"),
        ("They came this year.", "this year", "1999-01-01", "1999-12-31"),
        ("They came over the weekend.", "the weekend", "1999-03-06", "1999-03-07"),
        ("They came on Wednesday.", "Wednesday", "1999-03-10", "1999-03-10"),
    ],
)
def test_a_stated_day_of_writing_anchors(text: str, quote: str, earliest: str, latest: str) -> None:
    mention = only(text, published="1999-03-12")  # a Friday
    assert mention.quote == quote
    assert (mention.when.earliest, mention.when.latest) == (earliest, latest)
    assert mention.when.basis == "resolved"
    assert mention.when.trail


@pytest.mark.parametrize(
    ("text", "quote", "earliest"),
    [
        ("On 3 May 1943 they landed. Two days later the town fell.", "Two days later", "1943-05-05"),
        ("On 3 May 1943 they landed. The next day the town fell.", "The next day", "1943-05-04"),
        ("On 3 May 1943 they landed. On 9 May the town fell.", "9 May", "1943-05-09"),
        ("On 3 May 1943 they landed. In August the war ended.", "August", "1943-08-01"),
        ("In December 1943 they landed. In February the town fell.", "February", "1944-02-01"),
        ("On 3 May 1943 they landed. The following year the war ended.", "The following year", "1944-01-01"),
        ("On 3 May 1943 they landed. Later that month the town fell.", "Later that month", "1943-05-01"),
        ("On 3 May 1943 they landed. In August of that year it ended.", "August of that year", "1943-08-01"),
        ("On 3 May 1943 they landed. At 4:45 am the town fell.", "4:45 am", "1943-05-03T04:45"),
    ],
)
def test_the_telling_anchors_what_follows(text: str, quote: str, earliest: str) -> None:
    mention = times_of(text)[-1]
    assert mention.quote == quote
    assert mention.when.earliest == earliest
    assert mention.when.basis == "resolved"
    assert any("character" in step for step in mention.when.trail)


def test_a_look_back_does_not_rule_the_year() -> None:
    text = "On June 6, 1998, they came. A like raid, back in 1995 on July 2, failed. On June 7th they left."
    assert times_of(text)[-1].when.earliest == "1998-06-07"


def test_earlier_incidents_lend_no_year_to_the_one_told() -> None:
    text = "He led two prior raids at the mill in 1995 and 1998. What happened the night of June 1 is known."
    assert times_of(text)[-1].needs == "year"


def test_a_day_printed_in_full_gives_the_same_day_its_year() -> None:
    text = (
        "It began on June 8th, 1998. Guards had come in January 1997. From December 1998 they left. On June 8th we ran."
    )
    assert times_of(text)[-1].when.earliest == "1998-06-08"


def test_both_orders_of_a_numeric_date_stay_open() -> None:
    mention = only("filed 08/04/1999 at noon time".replace(" at noon time", ""))
    assert (mention.when.earliest, mention.when.latest) == ("1999-04-08", "1999-08-04")
    assert mention.when.flags == ("ambiguous: 8 April 1999 or 4 August 1999",)


def test_another_numeric_date_shows_the_order() -> None:
    first, second = times_of("from 08/04/1999 until 25/04/1999.")
    assert first.when.earliest == "1999-04-08"
    assert first.when.basis == "resolved"
    assert second.when.basis == "stated"


def test_a_pair_shares_its_year_and_month() -> None:
    assert [(m.quote, m.when.earliest) for m in times_of("from April to June 1955.")] == [
        ("April", "1955-04-01"),
        ("June 1955", "1955-06-01"),
    ]
    assert [(m.quote, m.when.earliest) for m in times_of("on 8-9 April 1955.")] == [
        ("8", "1955-04-08"),
        ("9 April 1955", "1955-04-09"),
    ]
    assert [(m.quote, m.when.earliest) for m in times_of("during 1958-59 they")] == [
        ("1958", "1958-01-01"),
        ("59", "1959-01-01"),
    ]


def test_a_weekday_that_does_not_fit_is_flagged_and_the_date_kept() -> None:
    mention = only("on Friday, 13 March 1999, they")
    assert mention.when.earliest == "1999-03-13"
    assert mention.when.flags == ("printed as a Friday, was a Saturday",)


def test_a_dateline_dates_the_document() -> None:
    text = "VALMERA, 12 March 1999 (Valley Press) - Two people died yesterday."
    assert times_of(text)[-1].when.earliest == "1999-03-11"
    shouted = "VALMERA, 12 MAR 89 (VALLEY PRESS) -- TWO PEOPLE DIED LAST NIGHT."
    assert times_of(shouted)[-1].when.earliest == "1989-03-11T18:00"


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the second town.",
        "The sun sat low over the fall of the city.",
        "About 2500 of them came, 1500 soldiers and 300 cars.",
        "She is 24 years old.",
        "He paid $1999 for it.",
        "The truck with plate AB-1630 stood there.",
        "The late president and the last house.",
    ],
)
def test_what_is_no_time_is_left_alone(text: str) -> None:
    assert times_of(text) == ()


def test_a_comment_is_a_story_of_its_own() -> None:
    text = "On 3 May 1943 they landed. On 9 May I was there."
    page = page_of(text, voices=(("article", 0, 27), ("comment", 27, len(text))))
    assert read_times(page)[-1].needs == "year"


# -- with a tree -----------------------------------------------------------------------------------------------


def test_a_day_counted_from_an_event_points_to_it() -> None:
    text = "They met on June 9th - a day before the raid - in the town hall."
    mention = next(item for item in read_times(open_text(text)) if item.offset_days is not None)
    assert mention.quote == "a day before the raid"
    assert mention.offset_days == -1
    assert mention.relative_to is not None
    assert text[mention.relative_to.start : mention.relative_to.end] == "the raid"
    assert mention.needs == "anchor"


def test_a_count_in_advance_keeps_its_distance() -> None:
    mention = only("They moved in five days in advance, with trucks.")
    assert (mention.offset_days, mention.when.timex, mention.needs) == (-5, "P5D", "anchor")


# -- properties ------------------------------------------------------------------------------------------------

_WORDS = (
    "on", "in", "the", "a", "of", "March", "May", "12", "1999", "Friday", "last", "next", "two", "days",
    "ago", "later", "early", "mid", "-", ",", ".", "(", ")", "/", ":", "am", "P.M.", "’s", "3rd", "BC",
    "1980s", "night", "morning", "summer", "year", "week", "before", "after", "raid", "of", "that", "same",
    "é", "漢字", "🌩", "00:61", "99/99/1999", "31/02/1999", "February", "30", "quarter", "century", "now",
    "every", "from", "to", "between", "and", "half", "dozen", "\n\n", "\n",
)  # fmt: skip
_PIECES = st.lists(
    st.sampled_from(_WORDS),
    max_size=25,
)


@given(st.one_of(st.text(max_size=80), _PIECES.map(" ".join)), st.sampled_from([None, "1999-03-12"]))
def test_any_text_is_read_without_a_fault_and_exactly_anchored(text: str, published: str | None) -> None:
    mentions = times_of(text, published)
    assert mentions == times_of(text, published)
    assert list(mentions) == sorted(mentions, key=lambda item: (item.start, -item.end))
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.quote == mention.when.raw
        when = mention.when
        if when.earliest is not None and when.latest is not None:
            assert dates.first_minute(when.earliest) <= dates.last_minute(when.latest)
        if when.basis == "unresolvable":
            assert when.earliest is None or when.latest is None


@given(
    st.dates(min_value=datetime.date(1600, 1, 1), max_value=datetime.date(2090, 12, 31)),
    st.text(alphabet="éß漢🌩 x\u00a0", max_size=12),
)
def test_a_full_date_is_that_day_wherever_it_stands(day: datetime.date, padding: str) -> None:
    printed = f"{day.day} {dates.MONTHS[day.month - 1]} {day.year}"
    text = f"{padding} on {printed} there"
    mention = only(text)
    assert mention.quote == printed
    assert mention.when.earliest == mention.when.latest == day.isoformat()


@given(st.dates(min_value=datetime.date(1950, 1, 1), max_value=datetime.date(2090, 12, 31)), st.integers(1, 60))
def test_days_ago_are_counted_as_the_calendar_counts(day: datetime.date, distance: int) -> None:
    mention = only(f"They came {distance} days ago.", day.isoformat())
    assert mention.when.earliest == (day - datetime.timedelta(days=distance)).isoformat()


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("In nineteen ninety-six the mill burned.", ["nineteen ninety-six"]),
        ("In June nineteen seventy-two it burned.", ["June nineteen seventy-two"]),
        ("They waited two to three weeks there.", ["two to three weeks"]),
        ("They waited 12 to 18 months there.", ["12 to 18 months"]),
        ("They held out for three more days there.", ["three more days"]),
        ("They held out for four consecutive nights there.", ["four consecutive nights"]),
        ("For three nights running sirens sounded.", ["three nights running"]),
        ("A week or so ago they left.", ["A week or so ago"]),
        ("It had been so for a long time there.", ["a long time"]),
        ("On the third day they left.", ["the third day"]),
        ("In the first hour forty came.", ["the first hour"]),
        ("She died on the 21st.", ["the 21st"]),
        ("In the years that followed mines killed more.", ["the years that followed"]),
        ("The gate opened at 5.40am.", ["5.40am"]),
        (
            "It began shortly after 3 p.m. and ended at about 4.15 p.m. in rain.",
            ["shortly after 3 p.m.", "about 4.15 p.m."],
        ),
        ("The bridge shook at 03:17 local time.", ["03:17 local time"]),
        ("KERN 0900 MONDAY. SEND BOATS.", ["0900 MONDAY"]),
        ("It fell late on Wednesday.", ["late on Wednesday"]),
        ("Earlier Sunday the road was closed.", ["Earlier Sunday"]),
        ("The hearing is due in the week of 7 May 2029.", ["the week of 7 May 2029"]),
        ("They came about 20 Sept. and left on 28 Sept.", ["about 20 Sept.", "28 Sept."]),
        ("He has been gone since Easter.", ["Easter"]),
        ("On Tuesday last, March 17, they came.", ["Tuesday last, March 17"]),
        ("None is older than 1920.", ["1920"]),
    ],
)
def test_the_span_of_a_time_is_the_whole_phrase(text: str, quotes: list[str]) -> None:
    assert [mention.quote for mention in times_of(text)] == quotes


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("on 3 May 1990 at six o'clock in the evening they", "1990-05-03T18:00", "1990-05-03T18:00"),
        ("on 3 May 1990 at 6:30 in the evening they", "1990-05-03T18:30", "1990-05-03T18:30"),
        ("on 3 May 1990 at eleven o'clock in the morning they", "1990-05-03T11:00", "1990-05-03T11:00"),
        ("on 3 May 1990 at six o'clock they", "1990-05-03T06:00", "1990-05-03T18:00"),
        ("on 3 May 1990 at 18:30 they", "1990-05-03T18:30", "1990-05-03T18:30"),
    ],
)
def test_a_clock_of_twelve_hours_needs_its_part_of_the_day(text: str, earliest: str, latest: str) -> None:
    mention = only(text)
    assert (mention.when.earliest, mention.when.latest) == (earliest, latest)


def test_a_clock_alone_in_a_report_is_not_taken_for_the_day_of_writing() -> None:
    (mention,) = times_of("The shooting began at 2.15 p.m. near the gate.", "1999-03-12")
    assert (mention.when.earliest, mention.when.basis, mention.needs) == (None, "unresolvable", "anchor")


@pytest.mark.parametrize(
    "text",
    [
        "He was sentenced to 22 years for arson.",
        "She spent six years in prison there.",
        "The rate stood at 4.7 percent.",
    ],
)
def test_sentences_and_rates_are_no_times(text: str) -> None:
    assert times_of(text) == ()


@pytest.mark.parametrize(
    ("text", "quote", "day"),
    [
        ("They have until Tuesday to leave the hall.", "Tuesday", "1999-03-16"),
        ("They came on Tuesday.", "Tuesday", "1999-03-09"),
    ],
)
def test_until_a_weekday_looks_ahead(text: str, quote: str, day: str) -> None:
    (mention,) = times_of(text, "1999-03-12")
    assert (mention.quote, mention.when.earliest) == (quote, day)


@pytest.mark.parametrize(
    ("text", "quote", "day"),
    [
        ("They hope to overturn Wednesday's ruling soon.", "Wednesday", "1999-03-10"),
        ("The court may lift an order issued Wednesday.", "Wednesday", "1999-03-10"),
        ("The council will meet on Wednesday.", "Wednesday", "1999-03-17"),
    ],
)
def test_the_tense_of_its_own_clause_places_a_weekday(text: str, quote: str, day: str) -> None:
    opened = open_text(text)
    written = When("12 March 1999", "1999-03-12", "1999-03-12", "day", "stated")
    page = Page(replace(opened.document, published=written), opened.analysis)
    (mention,) = (item for item in read_times(page) if item.quote.startswith(quote))
    assert (mention.when.earliest or "")[:10] == day


@pytest.mark.parametrize(
    ("text", "quote", "kinds"),
    [
        ("NORRIN, Wednesday (Vale Press) - Shells hit the dairy on Tuesday.", "Wednesday", {"writes"}),
        ("NORRIN, March 10 (Vale Press) - Shells hit the dairy on Monday.", "March 10", {"writes"}),
        ("The Vale Courier\nSunday, March 8\nThree died in a crush at the hall.", "Sunday, March 8", {"writes"}),
        ("Three men were shot, the mayor said on Tuesday.", "Tuesday", {"says"}),
        ("On the evening of 4 June 2031 a launch came alongside.", "the evening of 4 June 2031", {"opens"}),
        ("A launch came alongside on the evening of 4 June 2031.", "the evening of 4 June 2031", set()),
    ],
)
def test_what_a_time_is_to_its_text(text: str, quote: str, kinds: set[str]) -> None:
    time = next(one for one in read_times(open_text(text)) if one.quote == quote)
    held = {name for name, is_it in (("writes", time.writes), ("says", time.says), ("opens", time.opens)) if is_it}
    assert held - {"opens"} == kinds - {"opens"}
    if "writes" not in kinds:
        assert ("opens" in held) == ("opens" in kinds)


@pytest.mark.parametrize(
    ("text", "quote", "day"),
    [
        (
            "LOM, 26 September 2017 - A year ago, on Wednesday, 21 September, nine died.",
            "Wednesday, 21 September",
            2016,
        ),
        ("LOM, 26 September 2017 - On Wednesday, 21 September, nine died.", "Wednesday, 21 September", 2017),
        ("LOM, 26 September 2017 - On Thursday, 21 September, nine died.", "Thursday, 21 September", 2017),
    ],
)
def test_a_day_of_the_week_chooses_the_year_of_a_look_back_and_is_near_by_rather_a_misprint(
    text: str, quote: str, day: int
) -> None:
    found = next(time for time in read_times(open_text(text)) if time.quote == quote)
    assert found.when.earliest == f"{day}-09-21"


@pytest.mark.parametrize(
    ("text", "quote", "day"),
    [
        ("LOM, 16 February 1957\n\nOn Thursday, the 14th inst., it fell.", "Thursday, the 14th inst", "1957-02-14"),
        ("LOM, 16 February 1957\n\nA fire on the 28th ult. was put out.", "the 28th ult", "1957-01-28"),
        ("LOM GAZETTE, 16 February 1957\n\nOn the 18th a clerk was shot there.", "the 18th", "1957-01-18"),
        ("LOM GAZETTE, 16 February 1957\n\nThe hearing is put off until the 28th.", "the 28th", "1957-02-28"),
        ("Soldiers came on 3 May 1957. On the 5th they left.", "the 5th", "1957-05-05"),
    ],
)  # fmt: skip
def test_a_day_of_the_month_alone_is_of_the_month_of_writing_or_of_the_telling(text: str, quote: str, day: str) -> None:
    (found,) = [mention for mention in read_times(open_text(text)) if mention.quote == quote]
    assert (found.when.earliest, found.when.latest) == (day, day)


@pytest.mark.parametrize(
    ("text", "quote", "day"),
    [
        ("HILL WATCH\nBriefing, March 2004\n\nTwo men were shot on 11 October.", "11 October", "2003-10-11"),
        ("Report laid before the Assembly on 3 February 1975\n\nMen drowned on 13 June last.", "13 June", "1974-06-13"),
        ("HILL WATCH\nBriefing, March 2004\n\nThe trial is set for 28 April.", "28 April", "2004-04-28"),
    ],
)
def test_nothing_told_as_past_is_after_the_month_of_writing(text: str, quote: str, day: str) -> None:
    (found,) = [mention for mention in read_times(open_text(text)) if mention.quote == quote]
    assert found.when.earliest == day


def test_a_dateline_without_a_year_gives_last_night_its_day_of_the_year() -> None:
    text = "PORT LARK, June 14 (Coast Press) - Nineteen men were drowned last night when a bank burst."
    (found,) = [mention for mention in read_times(open_text(text)) if mention.quote == "last night"]
    assert (found.when.earliest, found.when.timex) == (None, "XXXX-06-13TNI")


def test_the_day_of_writing_and_of_saying_is_no_day_that_noon_is_of() -> None:
    text = "Sunday Mirror, 11 October 2009\n\nThe school is quiet now. By noon nine were dead on the steps."
    (found,) = [mention for mention in read_times(open_text(text)) if mention.quote == "noon"]
    assert found.when.earliest is None
