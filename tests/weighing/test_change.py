"""Figures that change: which is the latest, which was put right, and from which day each is."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.model.claims import CasualtyValue, Claim, DateValue, Hop
from recount.model.dates import Interval
from recount.model.incidents import DocumentLink, Incident
from recount.model.mentions import Reading, TimeMention
from recount.model.text import Author, Document, Passage, Segment, Span
from recount.model.values import When
from recount.weighing.as_of import Figures, change_of, has_words, phrases, put_right, put_right_at, sentence, written
from tests.weighing.cases import Account, Case, conflicts, count, day, exactly, finding, told, vague

# 7 April 2031 is a Monday.
MONDAY = day("2031-04-07")


def test_a_toll_that_rises_from_day_to_day_is_superseded_and_not_contested() -> None:
    weighing = told(
        Account("a", published=MONDAY).killed(count(">=", 4)),
        Account("b", published=day("2031-04-08")).killed(19, "rose to 19"),
        Account("c", published=day("2031-04-17")).killed(26, source="the Harbour Office"),
    )
    found = finding(weighing)
    assert (found.value, found.low, found.high, found.grade) == (26, 26, 26, "single_source")
    assert found.headline == "26 killed"
    assert [row.reason for row in found.rejected] == ["Superseded by the later figure 26 (17 April 2031)."]
    assert "26 (17 April 2031) replaces the earlier 19 (8 April 2031)." in found.reasons
    assert not conflicts(weighing, verdict="contradictory")
    (step,) = conflicts(weighing, "as_of", "superseded")
    assert step.conclusion == "19 killed was said earlier, 26 later."


@pytest.mark.parametrize(
    "quote", ["toll rises to 19", "death toll climbed to 19", "initial reports spoke of 19 dead", "19 dead so far"]
)
def test_words_of_change_date_a_figure_where_no_account_has_a_date(quote: str) -> None:
    found = finding(told(Account("a").killed(19, quote), Account("b").killed(26)))
    assert (found.value, found.low, found.high) == (26, 26, 26)
    assert found.grade != "contested"


def test_what_follows_in_the_sentence_says_that_a_figure_was_overtaken() -> None:
    account = Account("a").killed(4, source="the Town Post", after=", but later reports were higher.\n")
    found = finding(told(account.killed(6, source="the Ferry Guild")))
    assert (found.value, found.grade) == (6, "single_source")
    assert "Superseded by the later figure 6." in found.rejected[0].reason


def test_a_figure_that_has_risen_replaces_lower_ones_that_are_not_shown_to_be_later() -> None:
    accounts = (Account("a").killed(17), Account("b").killed(19, "rose to 19"))
    assert finding(told(*accounts)).value == 19
    later = Account("a", published=day("2031-04-20")).killed(17)
    earlier = Account("b", published=day("2031-04-08")).killed(19, "rose to 19")
    assert finding(told(later, earlier)).grade == "contested"


def test_two_plain_figures_without_dates_stay_contested() -> None:
    found = finding(told(Account("a").killed(19), Account("b").killed(26)))
    assert (found.low, found.high, found.grade) == (19, 26, "contested")


def test_a_figure_that_another_sentence_rejects_is_corrected() -> None:
    weighing = told(
        Account("a").harmed("missing", count("~", 30)),
        Account("b").harmed("missing", 34, "34 men, not 30, had been missing"),
    )
    found = finding(weighing, "missing")
    assert (found.value, found.low, found.high) == (34, 34, 34)
    assert [conflict.verdict for conflict in conflicts(weighing, "as_of")] == ["corrected"]
    assert "Corrected to 34." in found.rejected[0].reason


def test_those_missing_grow_fewer_and_do_not_contradict() -> None:
    weighing = told(
        Account("a", published=MONDAY).harmed("missing", 34),
        Account("b", published=day("2031-04-08")).harmed("missing", 7),
        Account("c", published=day("2031-04-17")).harmed("missing", 0, "nobody was missing"),
    )
    found = finding(weighing, "missing")
    assert (found.value, found.grade) == (0, "single_source")
    assert not conflicts(weighing, verdict="contradictory")
    assert len(conflicts(weighing, "as_of", "superseded")) == 1


def test_still_missing_is_later_than_missing_in_one_account() -> None:
    account = Account("a").harmed("missing", 34, source="the clinic").harmed("missing", 7, "seven were still missing")
    assert finding(told(account), "missing").value == 7


def test_figures_of_those_missing_on_one_day_are_contested() -> None:
    accounts = [Account(name, published=MONDAY).harmed("missing", number) for name, number in (("a", 34), ("b", 7))]
    assert finding(told(*accounts), "missing").grade == "contested"


def test_a_lower_figure_of_the_same_source_that_says_it_corrects_needs_no_date() -> None:
    weighing = told(
        Account("a").killed(30, source="the clinic"),
        Account("b").killed(28, "revised the toll to 28", source="the clinic"),
    )
    assert finding(weighing).value == 28
    assert conflicts(weighing, "as_of", "corrected")


# -- when an account was written -------------------------------------------------------------------------------

TEXT = (
    "Monday's fire at Alder Quay killed many. The toll rose to 19 on Tuesday. 10 days after the fire a list appeared."
)


def _document(text: str = TEXT) -> Document:
    segment = Segment("s1", "article", None, 0, len(text))
    return Document(
        "document-a", None, "a.txt", "0", "0", "text/plain", "utf-8", "en", text, None, "article", Author(None), None,
        (segment,),
    )  # fmt: skip


def _time(quote: str, timex: str | None, **more: object) -> TimeMention:
    start = TEXT.index(quote)
    return TimeMention(start, start + len(quote), quote, When(quote, timex=timex), "s1", **more)  # type: ignore[arg-type]


def _date_claim(quote: str, dates: str) -> Claim:
    start = TEXT.index(quote)
    return Claim(
        "document-a", "date", "s1", start, start + len(quote), quote, DateValue(When(quote), dates),
        (Hop(None, "speaks", False),), "asserted", "+", "asserted", "test",
    )  # fmt: skip


def _written(*times: TimeMention, claims: tuple[Claim, ...] = (), text: str = TEXT) -> Interval | None:
    fire = Passage("document-a", TEXT.index("fire"), TEXT.index("fire") + 4, "fire")
    again = Passage("document-a", TEXT.rindex("fire"), TEXT.rindex("fire") + 4, "fire")
    incident = Incident("i", "fire", "disaster", MONDAY, None, (), ("document-a",), (), mentions=(fire, again))
    link = DocumentLink("document-a", "i", When("", "2031-04-07", None, "unknown", "inferred"))
    return written(_document(text), Reading("document-a", claims, times=times), link, {}, {"i": incident})[0]


def test_a_bare_weekday_for_the_event_puts_the_account_within_a_week() -> None:
    assert _written(_time("Monday", "XXXX-WXX-1")) == Interval("2031-04-07", "2031-04-13")


def test_a_rise_on_a_later_weekday_puts_the_account_after_it() -> None:
    times = (_time("Monday", "XXXX-WXX-1"), _time("Tuesday", "XXXX-WXX-2"))
    assert _written(*times, claims=(_date_claim("Tuesday", "rose"),)) == Interval("2031-04-08", "2031-04-13")


def test_a_weekday_that_is_not_the_events_says_nothing() -> None:
    assert _written(_time("Monday", "XXXX-WXX-4")) == Interval("2031-04-07", None)


def test_days_counted_from_the_event_put_the_account_after_them() -> None:
    span = Span(TEXT.rindex("the fire"), TEXT.rindex("the fire") + 8)
    counted = _time("10 days after the fire", "P10D", relative_to=span, offset_days=10)
    assert _written(counted) == Interval("2031-04-17", None)
    planned = TEXT.replace("a list appeared", "they will meet")
    assert _written(counted, text=planned) == Interval("2031-04-07", None)


# -- words of change -------------------------------------------------------------------------------------------


def _toll(text: str, quote: str) -> Claim:
    start = text.index(quote)
    return Claim(
        "document-a", "casualty", "s1", start, start + len(quote), quote, CasualtyValue("killed", exactly(4)),
        (Hop(None, "speaks", False),), "asserted", "+", "asserted", "test",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("The toll rose to 4 dead.", "4 dead", {"rising"}),
        ("Initially 4 dead were counted.", "4 dead", {"first"}),
        ("There were 4 dead. The price rose.", "4 dead", set()),
        ("Only 4 dead were found, though later reports differ.", "4 dead", {"overtaken"}),
        ("They still have 4 dead.", "4 dead", {"still"}),
        ("The mayor corrected the list: 4 dead.", "4 dead", {"corrected"}),
    ],
)
def test_words_of_change_are_read_in_the_figures_own_sentence(text: str, quote: str, expected: set[str]) -> None:
    claim = _toll(text, quote)
    assert change_of(text, claim, Figures((claim,))) == expected


def test_words_before_a_neighbouring_figure_belong_to_that_one() -> None:
    text = "At first 4 dead were counted and then 6 dead."
    first, second = _toll(text, "4 dead"), _toll(text, "6 dead")
    assert change_of(text, first, Figures((first, second))) == {"first"}
    assert change_of(text, second, Figures((first, second))) == set()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("34 men, not 30, were gone.", {30}),
        ("34 men instead of about 1,200 were gone.", {1200}),
        ("34 men rather than the earlier thirty were gone.", {30}),
        ("34 men were gone, not one of them a smith.", set()),
        ("34 men were gone. It was not 30.", set()),
    ],
)
def test_numbers_that_a_sentence_puts_right(sentence: str, expected: set[int]) -> None:
    assert put_right(sentence, _toll(sentence, "34 men")) == expected


_TEXTS = st.lists(
    st.sampled_from(["was withdrawn", "the figure", "first", "not 30", "not", "30", "so far", "men", ". ", "!\n", "."]),
    max_size=10,
).map(" ".join)


@given(_TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_words_looked_up_by_place_are_those_that_a_search_finds(text: str, start: int, end: int) -> None:
    for name in ("withdrawn", "figures", "first"):
        assert has_words(name, text, start, end) == bool(phrases(name).search(text, start, end))
    stops = re.compile(r"[.!?][”’\"')\]]*\s|\n")
    stop = stops.search(text, end)
    assert sentence(text, start, end)[1] == (stop.start() if stop else len(text))
    numbers = [(int(m[1]), m.end()) for m in re.compile(r"\bnot\s+(\d+)\b").finditer(text, start, end)]
    assert list(put_right_at(text, start, end)) == numbers


def test_a_vague_word_is_not_superseded_into_a_contradiction() -> None:
    weighing = told(Account("a", published=MONDAY).killed(vague("several")), Account("b").killed(26))
    assert finding(weighing).value == 26
    assert not conflicts(weighing, "as_of")


def test_what_linking_published_counts_where_the_document_prints_nothing() -> None:
    case = Case([Account("a").killed(19), Account("b", published=day("2031-04-17")).killed(26)]).build()
    assert case.linkage is not None
    links = tuple(
        replace(link, published=MONDAY) if link.document == case.documents[0].id else link
        for link in case.linkage.documents
    )
    case.linkage = replace(case.linkage, documents=links)
    assert finding(case.weigh()).value == 26


def test_a_number_that_its_own_sentence_puts_right_is_never_the_figure() -> None:
    account = Account("a").harmed("missing", count("~", 30), after=". It was 34, not ")
    account.harmed("missing", 30, "30, that were missing")
    weighing = told(account)
    found = finding(weighing, "missing")
    assert found.headline.startswith("30 missing (approximate")
    assert [row.reason for row in found.rejected] == ["Its own sentence puts this number right."]


def test_fewer_missing_in_one_account_are_those_left() -> None:
    account = Account("a").harmed("missing", 34)
    account.harmed("missing", 7, "seven men were still missing", unit="men", subgroup="men",
                   flags=("inferred: part of a larger figure of the document",))  # fmt: skip
    weighing = told(account)
    assert finding(weighing, "missing").value == 7
    assert not [found for found in weighing.findings if found.subgroup]


def test_counts_of_the_first_weeks_may_have_grown_and_are_no_contradiction() -> None:
    early, undated = Account("a", published=day("2031-04-08")).killed(16), Account("b").killed(17)
    whens = {"incident-a": MONDAY}
    (open_,) = conflicts(told(early, undated, whens=whens), "value")
    assert open_.verdict == "unresolved"
    assert "counts of different days" in open_.conclusion
    late = Account("a", published=day("2032-04-08")).killed(16)
    assert conflicts(told(late, undated, whens=whens), "value", "contradictory"), "a year later a toll has settled"
    one = Account("a", published=MONDAY).killed(16, source="the Mayor").killed(17, source="the Vale Guild")
    (both,) = conflicts(told(one, whens=whens), "value")
    assert both.verdict == "contradictory", "one account gives both, each by somebody"
    (own,) = conflicts(
        told(Account("a", published=MONDAY).killed(16).killed(17, source="the Mayor"), whens=whens), "value"
    )
    assert own.verdict == "unresolved", "one account gives both and does not say that they differ"


def test_one_kind_of_people_is_a_part_where_the_account_counts_more_in_all() -> None:
    account = Account("a").killed(14, "14 people died", unit="people")
    found = finding(told(account.killed(12, "12 prisoners", unit="prisoners", source="the Vale Guild")))
    assert (found.low, found.high) == (14, 14)


@pytest.mark.parametrize(
    "after", [". That figure was wrong and we withdraw it.\n", ", a number that has been withdrawn.\n"]
)
def test_a_figure_that_its_account_takes_back_is_corrected_wherever_it_is_given(after: str) -> None:
    paper = Account("paper").killed(61, "61 were killed", after=after).killed(47, "the number of the dead is 47")
    weighing = told(paper, Account("radio").killed(61))
    found = finding(weighing)
    assert (found.value, found.low, found.high) == (47, 47, 47)
    assert {row.reason for row in found.rejected} == {"Corrected to 47."}
    assert [conflict.verdict for conflict in conflicts(weighing, "as_of")] == ["corrected"]


def test_a_mistake_of_another_kind_takes_no_figure_back() -> None:
    paper = Account("paper").killed(61, "61 were killed", after=". The ministry was wrong to deny it.\n")
    assert finding(told(paper.killed(47, "47 were men"), Account("radio").killed(61))).value == 61


def test_what_one_sentence_says_of_a_number_holds_for_it_throughout_its_account() -> None:
    rising = Account("a").killed(52, "toll rises to 52").killed(52, "52 people died", source="the ministry")
    found = finding(told(rising, Account("b").killed(61)))
    assert (found.value, found.low, found.high) == (61, 61, 61)


def test_another_number_of_wounded_beside_the_dead_is_the_whole_one() -> None:
    beside = Account("a").killed(23).harmed("wounded", 46, "another 46 were wounded", flags=("additional: others",))
    assert finding(told(beside), "wounded").headline == "46 wounded"
    more = Account("a").harmed("wounded", 20).harmed("wounded", 46, "46 more", flags=("additional: others",))
    assert finding(told(more), "wounded").value == 20


def test_what_is_reported_without_a_word_for_who_says_it_is_the_author_s() -> None:
    anon = {"chain": ((None, False),)}
    found = finding(told(Account("a").killed(19, "19 died").killed(7, "seven were enrolled", **anon)))
    assert (found.value, found.low, found.high) == (19, 19, 19)
    rivals = finding(told(Account("a").killed(19, "19 died").killed(7, "seven died", source="the ministry")))
    assert (rivals.low, rivals.high) == (7, 19)


def _two_counts(first: str, second: str, later: str) -> list[str]:
    """Return what is left open of a lower count and a later, larger one, by the sources named."""
    weighing = told(
        Account("wire", published=day("2031-04-02")).killed(5, "five killed", source=first),
        Account("report", published=day(later)).killed(9, "nine killed", source=second),
    )
    assert finding(weighing).value == 9
    assert len(conflicts(weighing, "as_of")) == 1
    return [each.conclusion for each in conflicts(weighing, "as_of", "unresolved")]


def test_a_count_that_its_source_never_took_back_is_open_beside_a_later_one_of_somebody_else() -> None:
    (said,) = _two_counts("the Company", "the Inquiry", "2031-09-02")
    assert said == "5 killed, and later by others 9: no account takes the first back."


def test_a_toll_of_the_first_weeks_or_of_one_source_just_grows() -> None:
    assert _two_counts("the Company", "the Inquiry", "2031-04-12") == []
    assert _two_counts("the Company", "the Company", "2031-09-02") == []
