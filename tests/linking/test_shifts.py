"""What in a passage shows that it tells of another event than the one told of before it."""

from __future__ import annotations

import pytest

from recount.linking import accounts, link
from recount.model.incidents import Linkage
from tests.linking.tellings import tell

MAIN = (
    "<e:shooting|Police shot> at strikers in <p|Orsel> on <t:2031-03-03|3 March 2031>. <k:9|Nine men were killed>.\n"
    "The mayor has called for calm. The shops are shut.\n"
)


def figures(marked: str) -> list[int]:
    """Return for each figure of a text the number of the account it went to."""
    document, reading = tell("told.txt", marked)
    story = accounts.tell(document, reading)
    found = [story.choices[claim.id].account for claim in reading.claims]
    assert None not in found
    return [number for number in found if number is not None]


@pytest.mark.parametrize(
    "passage",
    [
        "The same night a gang came to <p|Dorn>, up the coast. <k:2|Two guards were killed> there.",
        "At <p|Dorn>, six miles off, <k:2|two guards were killed> within the hour.",
        "The post at <p|Dorn>, in which <k:2|two guards were killed>, has been rebuilt.",
        "The raid was a reprisal for <e:killing|the murder> of <k:2|two guards>.",
    ],
)
def test_another_place_or_what_is_answered_is_another_event(passage: str) -> None:
    assert figures(MAIN + passage) == [0, 1]


@pytest.mark.parametrize(
    "passage",
    [
        "At the hospital of <p|Dorn>, six miles off, <k:2|two more were killed> by their wounds.",
        "In <p|Orsel> the same night <k:2|two guards were killed>.",
        "The mayor was in <p|Dorn>. Of the dead <k:2|two men were killed> by one shot.",
    ],
)
def test_a_hospital_the_same_place_and_a_place_by_itself_are_not(passage: str) -> None:
    assert figures(MAIN + passage) == [0, 0]


def test_what_hangs_on_a_date_is_dated_by_it() -> None:
    told = MAIN + "Nobody forgot the fire of <u:2029-01-01/2029-12-31|2029>, in which <k:5|five men were killed>."
    assert figures(told) == [0, 1]


@pytest.mark.parametrize(("day", "accounts_of"), [("Friday", [0, 1]), ("Thursday", [0, 0])])
def test_days_of_the_week_far_apart_are_two_events(day: str, accounts_of: list[int]) -> None:
    number = {"Friday": 5, "Thursday": 4}[day]
    told = (
        "On <t:XXXX-WXX-3|Wednesday> police <e:shooting|shot> at strikers. <k:9|Nine men were killed>.\n"
        f"On <t:XXXX-WXX-{number}|{day}> guards <e:shooting|shot> at the porters: <k:2|two men were killed>."
    )
    assert figures(told) == accounts_of


def test_people_arrested_belong_to_the_attack_and_people_who_had_been_moved_before_it_do_not() -> None:
    arrested = MAIN + "Forty were <e:detention|arrested>: <k:40|40 men killed no one>."
    assert figures(arrested) == [0, 0]
    moved = MAIN + "It is the camp of those who had been <e:displacement|driven> off, <k:3|three of them killed>."
    assert figures(moved) == [0, 1]


def linked(*marked: str) -> Linkage:
    told = [tell(f"{number}.txt", text) for number, text in enumerate(marked)]
    return link([document for document, _ in told], [reading for _, reading in told])


def test_an_event_told_beside_another_of_the_same_day_takes_its_day() -> None:
    told = MAIN + "The same night a gang came to <p|Dorn>, up the coast. <k:2|Two guards were killed> there."
    (lent,) = [incident for incident in linked(told).incidents if "Dorn" in incident.label]
    assert (lent.when.earliest, lent.when.basis) == ("2031-03-03", "derived")
    assert any("same night" in reason for reason in lent.why)


def test_a_month_alone_is_the_last_one_before_the_report_and_without_its_day_stays_open() -> None:
    passing = "In <t:XXXX-11|November> guards <e:shooting|shot> at porters in <p|Dorn>: <k:2|two men were killed>."
    dated = tell("dated.txt", MAIN + passing, published="2031-03-05")
    (november,) = [i for i in link([dated[0]], [dated[1]]).incidents if "Dorn" in i.label]
    assert (november.when.earliest, november.when.latest) == ("2030-11-01", "2030-11-30")
    undated = linked(passing)
    assert all(incident.when.earliest is None for incident in undated.incidents)


def test_a_day_without_a_year_is_the_last_of_its_weekday_before_the_first_account() -> None:
    told = tell(
        "late.txt",
        "On <t:XXXX-09-21|Wednesday, 21 September> gunmen <e:shooting|shot> at readers in <p|Orsel>: "
        "<k:9|nine were killed>.",
        published="2017-09-26",
    )
    (incident,) = link([told[0]], [told[1]]).incidents
    assert (incident.when.earliest, incident.when.basis) == ("2016-09-21", "inferred")
    assert any("Wednesday" in step for step in incident.when.trail)


def days(marked: str) -> list[list[str | None]]:
    """Return for each account of a text the days that date it."""
    return [
        [time.when.earliest for _, time in account.dates]
        for account in accounts.tell(*tell("told.txt", marked)).accounts
    ]


def test_the_day_of_a_head_line_dates_what_the_text_is_about_and_no_bound_or_count_does() -> None:
    told = "The yard was full. <e:shooting|Police shot> at strikers there. <k:9|Nine men were killed>.\n"
    assert days(f"The clearing of the yard, <t:2031-03-03|3 March 2031>\n\n{told}") == [["2031-03-03"]]
    for before in ("Since", "As of"):
        assert days(f"{before} <t:2031-03-03|3 March 2031> all was quiet.\n{told}") == [[]]


def test_who_dies_in_hospital_on_a_day_does_not_date_the_event() -> None:
    assert (
        days(
            "<e:shooting|Police shot> at strikers. <k:9|Nine men were killed>.\n"
            "Two of the nine met their <e:killing|death> in hospital on <t:2031-04-02|2 April 2031>."
        )[0]
        == []
    )


def test_the_last_of_several_deaths_does_not_date_the_event() -> None:
    told = "<e:shooting|Police shot> at strikers. <k:9|Nine men were killed>.\n"
    last = "The last death, that of a driver, <e:killing|occurred> on <t:2031-05-06|6 May 2031>."
    assert days(told + last)[0] == []
    assert days(told + last.replace("The last death, that of a driver,", "It all"))[0] == ["2031-05-06"]


def test_a_day_of_the_year_told_in_passing_is_the_last_one_before_the_report() -> None:
    passing = (
        "On <t:XXXX-11-25|25 November> guards <e:shooting|shot> at porters in <p|Dorn>: <k:2|two men were killed>."
    )
    dated = tell("dated.txt", MAIN + passing, published="2031-03-05")
    (lent,) = [incident for incident in link([dated[0]], [dated[1]]).incidents if "Dorn" in incident.label]
    assert (lent.when.earliest, lent.when.latest) == ("2030-11-25", "2030-11-25")


def test_no_later_paragraph_returns_to_one_of_several_events_that_a_paragraph_lists() -> None:
    listed = (
        "It is not the first time. In <t:2028-05-02|2 May 2028> guards <e:shooting|shot> at porters in <p|Dorn>:"
        " <k:2|two men were killed>. On <t:2030-01-09|9 January 2030> there was <e:shooting|a shooting> at <p|Vell>:"
        " <k:1|one man was killed>.\n"
    )
    main = "Last week guards <e:shooting|shot> at strikers here. <k:9|Nine men were killed>."
    assert figures(listed + main) == [0, 1, 2]
    assert days(listed + main) == [["2028-05-02"], ["2030-01-09"], []]
    near = listed.replace("2030-01-09|9 January 2030", "2028-05-04|4 May 2028")
    assert figures(near + main)[2] == 0


def test_who_dies_of_wounds_on_a_later_day_belongs_to_what_was_told_before() -> None:
    told = "On <t:2031-03-03|3 March 2031> <e:shooting|police shot> at strikers. <k:9|Nine men were killed>.\n"
    later = "One man met his <e:killing|death> of his wounds on <t:2031-07-02|2 July 2031>."
    assert days(told + later) == [["2031-03-03"]]
    assert days(told + later.replace(" of his wounds", "")) == [["2031-03-03"], ["2031-07-02"]]


def test_a_day_counted_from_another_one_dates_nothing_beside_it() -> None:
    told = "<e:shooting|Police shot> at strikers. <k:9|Nine men were killed>.\n"
    assert days("<u:2031-03-05|Two days later> the mayor came. " + told) == [[]]
    assert days("<u:2031-03-05|On Wednesday> the mayor came. " + told) == [["2031-03-05"]]
