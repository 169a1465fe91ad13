"""Calendar and order checks on invented accounts, built span by span."""

from __future__ import annotations

from dataclasses import replace

from recount.model.claims import Claim, DateValue, Hop
from recount.model.findings import Conflict
from recount.model.incidents import DocumentLink, Incident, Linkage
from recount.model.mentions import EventMention, Reading, TimeMention
from recount.model.text import Author, Document, Passage, Segment, Span
from recount.model.values import When
from recount.weighing.calendar import check_calendar
from tests.reading.unread import times_of


def at(text: str, words: str, occurrence: int = 0) -> Span:
    """Return the span of some words of a text."""
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


class Account:
    """One invented account: its text, what dates what, and which words mention its one incident."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.times = list(times_of(text))
        self.events: list[EventMention] = []
        self.claims: list[Claim] = []

    def event(self, words: str, *dated: str, occurrence: int = 0) -> Account:
        """Add a mention of the incident, dated by some expressions."""
        span = at(self.text, words, occurrence)
        times = tuple(at(self.text, item) for item in dated)
        self.events.append(EventMention(span.start, span.end, words, words, "attack", "s1", 0, times=times))
        for item in dated:
            self.dated(item, words, occurrence)
        return self

    def dated(self, time: str, words: str, occurrence: int = 0) -> Account:
        """Add a date claim: the expression dates the words."""
        span = at(self.text, time)
        when = next(mention.when for mention in self.times if mention.start == span.start)
        self.claims.append(
            Claim(
                "document", "date", "s1", span.start, span.end, time, DateValue(when, words),
                (Hop(None, "speaks", False),), "asserted", "+", "asserted", "dates",
                anchor=at(self.text, words, occurrence),
            )
        )  # fmt: skip
        return self

    def counted(self, time: str, event: str, offset: int) -> Account:
        """Give a counted phrase its event, as a tree would."""
        span = at(self.text, time)
        for index, mention in enumerate(self.times):
            if mention.start == span.start:
                self.times[index] = replace(
                    mention,
                    end=span.end,
                    quote=time,
                    when=When(time),
                    relative_to=at(self.text, event),
                    offset_days=offset,
                )
        return self

    def check(self, resolved: dict[str, When] | None = None, when: When | None = None) -> tuple[Conflict, ...]:
        """Return the conflicts of the account."""
        document = Document(
            "document", None, "a.txt", "", "", "text/plain", "utf-8", "en", self.text, None, "article", Author(), None,
            (Segment("s1", "article", None, 0, len(self.text)),),
        )  # fmt: skip
        mentions = tuple(Passage("document", item.start, item.end, item.quote) for item in self.events)
        incident = Incident("i1", "attack", "attack", when or When(""), None, (), ("document",), (), mentions=mentions)
        times = tuple((at(self.text, words), value) for words, value in (resolved or {}).items())
        linkage = Linkage((), (), (incident,), (), (), (DocumentLink("document", "i1", None, times),))
        reading = Reading("document", tuple(self.claims), times=tuple(self.times), events=tuple(self.events))
        found = check_calendar(document, reading, linkage)
        for conflict in found:
            assert all(self.text[p.start : p.end] == p.quote for p in conflict.passages)
            assert len(conflict.passages) >= 2
            assert conflict.verdict == "contradictory"
        return found


def test_a_weekday_that_does_not_fit_names_the_nearest_that_does() -> None:
    (conflict,) = Account("The guard left on Friday evening of March 13th, 1999.").check()
    assert conflict.kind == "calendar"
    assert "13 March 1999 was a Saturday, not a Friday" in conflict.conclusion
    assert "the nearest Friday is 12 March 1999" in conflict.conclusion


def test_a_weekday_that_fits_is_no_conflict() -> None:
    assert Account("The guard left on Saturday, 13 March 1999.").check() == ()


def test_a_weekday_without_a_year_waits_for_linking() -> None:
    account = Account("The guard left on Friday, 13 March.")
    assert account.check() == ()
    lent = When("Friday, 13 March", "1999-03-13", "1999-03-13", "day", "resolved")
    (conflict,) = account.check({"Friday, 13 March": lent})
    assert "was a Saturday" in conflict.conclusion


def test_a_counted_day_contradicts_the_date_of_its_event() -> None:
    text = "On 6 June 1998 they stormed the mill. They had met on June 8th - a day before the raid - in town."
    account = (
        Account(text).event("stormed", "6 June 1998").event("raid").counted("a day before the raid", "the raid", -1)
    )
    (conflict,) = account.check()
    assert conflict.kind == "calendar"
    assert "was on 9 June 1998" in conflict.conclusion
    assert "6 June 1998" in conflict.conclusion
    assert [passage.quote for passage in conflict.passages] == ["6 June 1998", "June 8th", "a day before the raid"]


def test_a_counted_day_that_agrees_is_no_conflict() -> None:
    text = "On 9 June 1998 they stormed the mill. They had met on June 8th - a day before the raid - in town."
    account = (
        Account(text).event("stormed", "9 June 1998").event("raid").counted("a day before the raid", "the raid", -1)
    )
    assert account.check() == ()


def test_what_left_before_the_raid_may_not_leave_after_it() -> None:
    text = (
        "On 6 June 1998, early in the morning, they stormed the mill. "
        "On the evening of 6 June 1998 the patrol moved out. "
        "Why was the patrol removed before the raid?"
    )
    (conflict,) = (
        Account(text)
        .event("stormed", "6 June 1998, early in the morning")
        .event("raid")
        .dated("the evening of 6 June 1998", "moved out")
        .check(when=When("", "1998-06-08", "1998-06-08", "day", "stated"))
    )
    assert conflict.kind == "order_of_events"
    assert "before the raid" in conflict.conclusion
    assert any("With 8 June 1998" in reason for reason in conflict.reasons)


def test_another_thing_that_moved_is_no_conflict() -> None:
    text = (
        "On 6 June 1998, early in the morning, they stormed the mill. "
        "On the evening of 6 June 1998 the nurses moved out. "
        "Why was the patrol removed before the raid?"
    )
    account = Account(text).event("stormed", "6 June 1998, early in the morning").event("raid")
    assert account.dated("the evening of 6 June 1998", "moved out").check() == ()


def test_preparation_after_the_act_offers_the_month_that_fits() -> None:
    text = (
        "To prepare for the raid, men were sent on the night of June 30 to the mill. "
        "What happened the night of June 1 is known."
    )
    (conflict,) = (
        Account(text)
        .event("raid")
        .event("happened", "the night of June 1")
        .dated("the night of June 30", "sent")
        .check()
    )
    assert conflict.kind == "order_of_events"
    assert any("1 July" in reason and "the text itself is kept" in reason for reason in conflict.reasons)
    assert {passage.quote for passage in conflict.passages} >= {"the night of June 30", "the night of June 1"}


def test_preparation_before_the_act_is_no_conflict() -> None:
    text = "To prepare for the raid, men were sent on June 1 to the mill. What happened on June 30 is known."
    account = Account(text).event("raid").event("happened", "June 30").dated("June 1", "sent")
    assert account.check() == ()


def test_what_followed_may_not_be_dated_before() -> None:
    text = "On 6 June 1998 they stormed the mill. After the raid, the council met on 2 June 1998 in town."
    account = Account(text).event("stormed", "6 June 1998").event("raid").dated("2 June 1998", "met")
    (conflict,) = account.check()
    assert conflict.kind == "order_of_events"


def _mention(account: Account, words: str) -> TimeMention:
    return next(item for item in account.times if item.quote == words)


def test_ids_do_not_depend_on_the_run() -> None:
    text = "The guard left on Friday evening of March 13th, 1999."
    assert Account(text).check() == Account(text).check()
    assert _mention(Account(text), "Friday evening of March 13th, 1999").when.earliest == "1999-03-13T17:00"
