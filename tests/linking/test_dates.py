"""Dates over documents: lent years, dates counted from an event, readings not followed, weekends, bounds."""

from __future__ import annotations

from recount.linking import link
from recount.model.incidents import Linkage
from recount.model.mentions import Reading
from recount.model.text import Document, Span
from recount.model.values import When
from tests.linking.tellings import tell

DAY = "2031-03-03"
PLAIN = tell("plain.txt", "On <t:2031-03-03|3 March 2031> <e:raid|soldiers stormed> <p|Orsel Mill>: <k:24|24 dead>.")
YEARLESS = tell("yearless.txt", "The <e:raid!|raid> of <t:XXXX-03-03|3 March> on <p|Orsel Mill> left <k:24|24 dead>.")
MISDATED = tell(
    "misdated.txt",
    "On <t:2031-03-01|1 March 2031> <e:raid|soldiers raided> <p|Orsel Mill>: <k:24|24 dead>.\n"
    "They had met on <u:2031-03-02|2 March> - <r:-1|a day before> <e:raid!|the raid>.",
)


def linked(*told: tuple[Document, Reading]) -> Linkage:
    return link([document for document, _ in told], [reading for _, reading in told])


def time_of(linkage: Linkage, told: tuple[Document, Reading], words: str) -> When:
    document = told[0]
    start = document.text.index(words)
    times = next(dict(found.times) for found in linkage.documents if found.document == document.id)
    return times[Span(start, start + len(words))]


def test_a_year_is_lent_and_the_trail_names_the_lender() -> None:
    when = time_of(linked(PLAIN, YEARLESS), YEARLESS, "3 March")
    assert (when.earliest, when.latest, when.basis) == (DAY, DAY, "resolved")
    assert "plain.txt" in when.trail[-1]


def test_without_a_lender_the_year_stays_open() -> None:
    linkage = linked(YEARLESS)
    assert linkage.incidents[0].when.earliest is None
    assert linkage.incidents[0].when.basis == "unresolvable"
    assert linkage.documents[0].times == ()


def test_the_day_most_accounts_give_is_followed_and_the_other_kept() -> None:
    incident = linked(PLAIN, YEARLESS, MISDATED).incidents[0]
    assert (incident.when.earliest, incident.when.latest) == (DAY, DAY)
    assert incident.when.basis == "stated"
    assert [when.earliest for when, _ in incident.rejected_times] == ["2031-03-01"]
    assert "misdated.txt" in incident.rejected_times[0][1]
    assert "a day before" in " ".join(incident.when.trail)


def test_a_phrase_counted_from_the_event_follows_the_event() -> None:
    counted = tell(
        "counted.txt",
        "<e:raid|Soldiers stormed> <p|Orsel Mill> on <t:2031-03-03|3 March 2031>: <k:24|24 dead>.\n"
        "Lorries came <r:-5|five days before> <e:raid!|the raid>.",
    )
    when = time_of(linked(counted), counted, "five days before")
    assert (when.earliest, when.latest, when.basis) == ("2031-02-26", "2031-02-26", "derived")


def test_counting_shows_what_the_rejected_day_would_give() -> None:
    counted = tell(
        "counted.txt",
        "<e:raid|Soldiers stormed> <p|Orsel Mill> on <t:2031-03-03|3 March 2031>: <k:24|24 dead>.\n"
        "Lorries came <r:-5|five days before> <e:raid!|the raid>.",
    )
    when = time_of(linked(PLAIN, MISDATED, counted), counted, "five days before")
    assert when.earliest == "2031-02-26"
    assert any("2031-02-24" in step for step in when.trail)


def test_this_morning_is_dated_by_link_and_dates_its_document() -> None:
    told = tell(
        "today.txt",
        "<t:?|This morning> soldiers <e:raid|stormed> <p|Orsel Mill>; <k:24|24 weavers killed>, <w:70|70 wounded>.",
    )
    other = tell(
        "other.txt",
        "On <t:2031-03-03|3 March 2031> <e:raid|soldiers raided> <p|Orsel Mill>: <k:24|24 dead>, <w:70|70 wounded>.",
    )
    linkage = linked(told, other)
    assert time_of(linkage, told, "This morning").earliest == DAY
    published = next(found.published for found in linkage.documents if found.document == told[0].id)
    assert published is not None
    assert (published.earliest, published.latest, published.basis) == (DAY, DAY, "inferred")


def test_publication_is_bounded_by_what_a_text_tells_never_dated() -> None:
    published = linked(PLAIN).documents[0].published
    assert published is not None
    assert (published.earliest, published.latest, published.basis) == (DAY, None, "inferred")


def weekend(last: str) -> tuple[Document, Reading]:
    return tell(
        "weekend.txt",
        "Over <t:?|the weekend> gunmen <e:attack|attacked> <p|Orsel Mill>: <k:24|24 dead>.\n"
        "To prepare for <e:attack!|the attack>, men came on <u:XXXX-08-31TNI|the night of August 31>.\n"
        f"They are blamed for <e:killing+|an earlier killing> of <k:3|three> in <t:{last}-01-01/{last}-12-31|{last}>.",
    )


def test_a_year_is_inferred_from_a_weekend_with_all_other_readings_listed() -> None:
    incident = next(found for found in linked(weekend("2039")).incidents if found.when.basis == "inferred")
    # 31 August is a Friday in 2040, a Saturday in 2041, a Sunday in 2042: only in 2041 do both days of the night lie
    # in one weekend.
    assert (incident.when.earliest, incident.when.latest) == ("2041-08-31", "2041-09-01")
    assert any("2040 (Friday), 2042 (Sunday)" in step for step in incident.when.trail)
    assert any("«2039»" in step for step in incident.when.trail)


def test_a_year_far_from_every_dated_fact_is_not_inferred() -> None:
    linkage = linked(weekend("2032"))
    assert all(found.when.basis != "inferred" for found in linkage.incidents)


def test_a_weekend_alone_infers_nothing() -> None:
    told = tell("alone.txt", "Over <t:?|the weekend> gunmen <e:attack|attacked> <p|Orsel Mill>: <k:24|24 dead>.")
    assert linked(told).incidents[0].when.basis == "unresolvable"
