"""Accounts to incidents: planted crossings, vetoes, undated accounts, open assignments, independence of order."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from recount.linking import accounts, joining, link
from recount.linking.comparing import signs
from recount.linking.evidence import open_case
from recount.model.claims import CasualtyValue
from recount.model.incidents import Incident, Linkage
from recount.model.mentions import Reading
from recount.model.text import Document, Span
from tests.linking.tellings import tell

Told = tuple[Document, Reading]

MILL = tell(
    "mill.txt",
    "<e:raid|Soldiers stormed> <p|Orsel Mill> on <t:2031-03-03|3 March 2031>. <k:24|24 weavers were killed> and "
    "<w:70|70 others wounded>.",
)
RIVER = tell(
    "river.txt",
    "The <e:raid!|raid> on <p|Orsel Mill> of <t:XXXX-03-03|3 March> left <k:24|24 people dead> and <w:70|70 wounded>.\n"
    "<e:attack+|A similar attack> in <t:2029-07-01/2029-07-31|July 2029> on <p|Orsel Mill> took <k:9|nine lives>.",
)
LETTER = tell(
    "letter.txt",
    "On <t:2029-07-14|14 July 2029> troops <e:attack|attacked> <p|Orsel Mill>, <k:~9|killing about nine>.\n"
    "At <p|Orsel Mill> itself <e:attack|the troops shot> <k:20+|at least 20 weavers> and wounded <w:60+|more than 60> "
    "on <t:2031-03-03|3 March 2031>.",
)
UNDATED = tell(
    "undated.txt",
    "<t:?|This morning> soldiers <e:raid|stormed> <p|Orsel Mill>; <k:22+|at least 22 weavers were killed> and "
    "<w:60+|more than 60 wounded>.\n"
    "<e:attack+|A similar attack> in <t:2029-07-01/2029-07-31|July 2029> killed <k:9|nine people> at <p|Orsel Mill>.",
)
ELSEWHERE = tell(
    "elsewhere.txt",
    "<e:bombing|A bomb exploded> in <p|Vell Harbour> on <t:2031-09-20|20 September 2031>, <k:3|killing three sailors>.",
)
CASE = (MILL, RIVER, LETTER, UNDATED, ELSEWHERE)


def linked(*told: Told) -> Linkage:
    return link([document for document, _ in told], [reading for _, reading in told])


def by_figure(told: Sequence[Told], linkage: Linkage) -> dict[tuple[str, str], str | None]:
    """Return the label of the incident of each casualty claim, by document name and words."""
    names = {document.id: document.name for document, _ in told}
    labels = {incident.id: incident.when.earliest for incident in linkage.incidents}
    where = {assignment.claim: assignment.incident for assignment in linkage.assignments}
    return {
        (names[claim.document], claim.quote): labels.get(where[claim.id] or "")
        for _, reading in told
        for claim in reading.claims
        if isinstance(claim.value, CasualtyValue)
    }


def of(linkage: Linkage, earliest: str) -> Incident:
    return next(incident for incident in linkage.incidents if incident.when.earliest == earliest)


def test_no_figure_crosses_into_another_incident() -> None:
    assert by_figure(CASE, linked(*CASE)) == {
        ("mill.txt", "24 weavers were killed"): "2031-03-03",
        ("mill.txt", "70 others wounded"): "2031-03-03",
        ("river.txt", "24 people dead"): "2031-03-03",
        ("river.txt", "70 wounded"): "2031-03-03",
        ("river.txt", "nine lives"): "2029-07-14",
        ("letter.txt", "killing about nine"): "2029-07-14",
        ("letter.txt", "at least 20 weavers"): "2031-03-03",
        ("letter.txt", "more than 60"): "2031-03-03",
        ("undated.txt", "at least 22 weavers were killed"): "2031-03-03",
        ("undated.txt", "more than 60 wounded"): "2031-03-03",
        ("undated.txt", "nine people"): "2029-07-14",
        ("elsewhere.txt", "killing three sailors"): "2031-09-20",
    }


def test_documents_are_about_their_main_incident() -> None:
    linkage = linked(*CASE)
    about = {found.document: found.about for found in linkage.documents}
    assert about[MILL[0].id] == about[RIVER[0].id] == about[UNDATED[0].id] == of(linkage, "2031-03-03").id
    assert about[ELSEWHERE[0].id] == of(linkage, "2031-09-20").id


def test_an_undated_account_is_joined_with_its_reasons() -> None:
    why = "\n".join(of(linked(*CASE), "2031-03-03").why)
    assert "undated.txt" in why
    assert "killed can both be true" in why


@pytest.mark.parametrize("seed", range(6))
def test_order_of_documents_changes_nothing(seed: int) -> None:
    shuffled = list(CASE)
    random.Random(seed).shuffle(shuffled)
    documents = [document for document, _ in shuffled]
    readings = [reading for _, reading in reversed(shuffled)]
    assert link(documents, readings) == linked(*CASE)


def test_a_new_account_leaves_other_incidents_as_they_were() -> None:
    late = tell(
        "late.txt", "On <t:2031-03-03|3 March 2031> <e:raid|soldiers raided> <p|Orsel Mill>: <k:22|22 were killed>."
    )
    before, after = linked(*CASE), linked(*CASE, late)
    assert of(before, "2031-09-20") == of(after, "2031-09-20")
    assert of(before, "2029-07-14") == of(after, "2029-07-14")
    assert len(before.incidents) == len(after.incidents) == 3


def test_dates_far_apart_are_never_joined() -> None:
    told = [
        tell(f"{day}.txt", f"On <t:2031-03-{day}|{int(day)} March 2031> <e:raid|police raided> <p|Orsel Mill>, killing "
             "<k:24|24 people> and wounding <w:70|70>.")
        for day in ("03", "21")
    ]  # fmt: skip
    assert len(linked(*told).incidents) == 2


def test_no_two_accounts_of_one_document_are_joined() -> None:
    linkage = linked(*CASE)
    for incident in linkage.incidents:
        others = [found for found in linkage.incidents if found.id != incident.id]
        assert not any(set(incident.claims) & set(other.claims) for other in others)
    for one, other in itertools.combinations(linkage.incidents, 2):
        assert one.id != other.id


def test_a_claim_on_several_events_stays_open() -> None:
    both = tell(
        "both.txt",
        "On <t:2031-03-03|3 March 2031> <e:raid|soldiers stormed> <p|Orsel Mill>: <k:24|24 dead>.\n"
        "On <t:2029-07-14|14 July 2029> troops <e:attack|attacked> <p|Orsel Mill>: <k:9|nine dead>.\n"
        "<e:attack!*2|The two attacks> took <k:30+|more than thirty lives>.",
    )
    linkage = linked(both)
    claim = next(claim for claim in both[1].claims if claim.quote == "more than thirty lives")
    assignment = next(found for found in linkage.assignments if found.claim == claim.id)
    assert assignment.incident is None
    assert set(assignment.candidates) == {of(linkage, "2031-03-03").id, of(linkage, "2029-07-14").id}
    assert "several events" in assignment.reason


def test_events_in_general_belong_to_no_incident() -> None:
    general = tell("general.txt", "For years there were <e:attack~|periodic attacks> on <p|Orsel Mill>.")
    linkage = linked(MILL, general)
    assert len(linkage.incidents) == 1
    assert linkage.incidents[0].documents == (MILL[0].id,)


def test_an_account_without_casualties_or_roles_makes_no_incident_beside_the_main_one() -> None:
    told = tell(
        "visit.txt",
        "On <t:2031-03-03|3 March 2031> <e:raid|soldiers stormed> <p|Orsel Mill>: <k:24|24 dead>.\n"
        "After <e:siege+|an earlier siege> of <t:2020-01-01/2020-12-31|2020> the mill was rebuilt.",
    )
    assert [incident.when.earliest for incident in linked(told).incidents] == ["2031-03-03"]


def test_the_same_people_behind_two_events_is_alleged_never_more() -> None:
    told = tell(
        "orders.txt",
        "On <t:2031-03-03|3 March 2031> <e:raid|soldiers stormed> <p|Orsel Mill>: <k:24|24 dead>.\n"
        "Their captain is charged with participation in <e:attack+|an earlier attack> of "
        "<t:2029-07-14|14 July 2029> on <p|Orsel Mill>, <k:9|nine dead>.",
    )
    linkage = linked(told)
    relation = of(linkage, "2031-03-03").relations[0]
    assert (relation.type, relation.record_as) == ("same_actors", "alleged")
    assert relation.incident == of(linkage, "2029-07-14").id
    passage = relation.passages[0]
    assert told[0].text[passage.start : passage.end] == passage.quote


def test_reasons_of_assignments_are_sentences_for_every_claim() -> None:
    linkage = linked(*CASE)
    claims = {claim.id for _, reading in CASE for claim in reading.claims}
    assert {assignment.claim for assignment in linkage.assignments} == claims
    assert all(assignment.reason for assignment in linkage.assignments)


def test_the_killing_of_somebody_else_is_another_event() -> None:
    told = tell(
        "names.txt",
        "On <t:2031-03-03|3 March 2031> gunmen shot at the mill. The <e:killing!|killing of> <n:person|Ada Orm> and "
        "<k:2|two weavers> shocked the town.\n"
        "The council met for three days and heard the owners, the foremen, the doctor and the priest of the town; it "
        "then closed the canal road, asked the province for more policemen and sent a letter to the minister, who did "
        "not answer before the end of the month, as everybody in the town had expected from the first day.\n"
        "Nobody was tried for the <e:killing!|killing of> <n:person|Bela Vost>, <k:1|a priest>, either.",
    )
    document, reading = told
    victims = {event.start: name for event, name in zip(reading.events, reading.names, strict=True)}
    events = tuple(
        replace(event, targets=(Span(victims[event.start].start, victims[event.start].end),))
        for event in reading.events
    )
    linkage = linked((document, replace(reading, events=events)))
    assert len(linkage.incidents) == 2


def test_the_likeness_of_two_lines_counts_for_less_than_that_of_two_texts() -> None:
    line = "<e:raid|A raid> on <p|Orsel Mill> killed <k:2|two millers>."
    more = " ".join(f"word{number} lane{number}" for number in range(40))

    def likeness(one: str, other: str) -> float:
        told = [tell("a.txt", one), tell("b.txt", other)]
        documents, readings = [document for document, _ in told], [reading for _, reading in told]
        stories = [accounts.tell(document, reading) for document, reading in told]
        case = open_case(documents, readings, stories, (), ())
        left, right = (case.evidence[key] for key in sorted(case.evidence))
        return next(sign.value for sign in signs(left, right, case) if sign.name == "texts")

    assert 0 < likeness(line, line) < 0.5
    assert likeness(f"{line} {more}.", f"{line} {more}.") > 0.99


def test_two_accounts_of_a_day_that_share_nothing_rare_stay_two() -> None:
    day = "<t:2031-03-14|14 March 2031>"
    there = f"<e:shooting|Gunmen opened fire> in <p|Orselmark> on {day}: <k:14|14 dead>, <n:person|Ada Vormund> said."
    away = (
        f"Convoy <e:shooting|shot at> by <p|Tesk Zelenova>. It was {day}. <n:person|Ilya Brodnik> lists <k:14|14 dead>."
    )
    again = f"The <e:shooting!|shooting> of {day} at <p|Orselmark> cost <k:14|14 lives>, <n:person|Ada Vormund> says."
    told = [
        tell(f"{number}.txt", text, published=f"2031-03-1{5 + number}")
        for number, text in enumerate((there, away, again))
    ]
    assert [len(incident.documents) for incident in linked(*told[:2]).incidents] == [1, 1]
    assert [len(incident.documents) for incident in linked(told[0], told[2]).incidents] == [2]


def test_an_event_that_more_accounts_tell_than_can_each_be_compared_with_each_is_one() -> None:
    """Above the size of a block its parts are joined first, then what they have joined."""
    many = [
        tell(
            f"mill{number}.txt",
            f"No. {number}. <e:raid|Soldiers stormed> <p|Orsel Mill> on <t:2031-03-03|3 March 2031>. "
            f"<k:24|24 weavers were killed> and <w:70|70 others wounded>.",
        )
        for number in range(joining._LARGE + 60)
    ]
    others = [
        tell(
            f"ferry{number}.txt",
            f"No. {number}. <e:bombing|A bomb exploded> at <p|Vell Harbour> on <t:2031-03-03|3 March 2031>, "
            f"<k:3|killing three sailors>.",
        )
        for number in range(5)
    ]
    sizes = sorted(len(incident.documents) for incident in linked(*many, *others).incidents)
    assert sizes == [5, len(many)]
    backwards = linked(*reversed([*many, *others]))
    assert backwards.incidents == linked(*many, *others).incidents
