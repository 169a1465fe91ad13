"""Incidents that may be one: offered both ways with the reason, never where something excludes it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from types import SimpleNamespace
from typing import Any

from recount.linking import link
from recount.linking.comparing import Comparison
from recount.linking.possible import find_possible
from recount.model.incidents import Incident, Relation
from recount.model.mentions import Reading
from recount.model.text import Document
from tests.linking.tellings import tell

Told = tuple[Document, Reading]
WIRE = tell(
    "wire.txt",
    "<e:raid|Soldiers stormed> <p|Orsel Mill> on <t:2031-03-03|3 March 2031>. <k:24|24 weavers were killed>, "
    "<n:person|Ada Vormund> of the spinning hall said.",
)
LETTER = tell(
    "letter.txt",
    "Dear sister, since they <e:killing|came for us> at the looms I cannot spin. <k:7+|Seven at least> lie there. "
    "<n:person|Ada Vormund> sends you her love.",
)
ELSEWHERE = tell(
    "elsewhere.txt",
    "<e:bombing|A bomb exploded> in <p|Vell Harbour> on <t:2034-09-20|20 September 2034>, <k:3|killing three sailors>.",
)


def incidents(*told: Told) -> tuple[Incident, ...]:
    return link([document for document, _ in told], [reading for _, reading in told]).incidents


def offers(found: Sequence[Incident]) -> list[tuple[str, Relation]]:
    return [(one.id, each) for one in found for each in one.relations if each.type == "possibly_same"]


def test_an_undated_letter_that_names_the_same_person_is_offered_both_ways_and_not_joined() -> None:
    found = incidents(WIRE, LETTER)
    assert len(found) == 2
    offered = offers(found)
    assert {(one, each.incident) for one, each in offered} == {(a.id, b.id) for a, b in permutations(found)}
    assert {each.record_as for _, each in offered} == {"possible"}
    (reason,) = {each.reason for _, each in offered}
    assert "both" in reason
    assert "against it: " in reason


def test_events_of_other_days_and_places_are_not_offered() -> None:
    assert not offers(incidents(WIRE, ELSEWHERE))


def test_an_account_of_another_event_changes_no_offer() -> None:
    before = offers(incidents(WIRE, LETTER))
    assert before
    assert offers(incidents(ELSEWHERE, LETTER, WIRE)) == before


def test_two_events_that_one_account_tells_apart_are_not_offered() -> None:
    both = tell(
        "both.txt",
        "<e:raid|Soldiers stormed> <p|Orsel Mill> on <t:2031-03-03|3 March 2031>. <k:24|24 weavers were killed>.\n"
        "<e:attack+|A similar attack> in <t:2029-07-01/2029-07-31|July 2029> on <p|Orsel Mill> took <k:9|nine lives>.",
    )
    assert not offers(incidents(both))


def test_of_many_that_are_as_near_only_the_nearest_are_offered() -> None:
    keys = [(f"d{number}", 0) for number in range(6)]
    account = SimpleNamespace(account=SimpleNamespace(main=True))
    case: Any = SimpleNamespace(evidence=dict.fromkeys(keys, account))
    near = {(keys[0], other): Comparison(-number, 0.0, None, ("near",), ()) for number, other in enumerate(keys[1:])}
    found = find_possible([(key,) for key in keys], near, case)
    assert [(one.other, one.weight) for one in found] == [(keys[1], 0), (keys[2], -1), (keys[3], -2)]
    vetoed = {**near, (keys[0], keys[1]): Comparison(3.0, 0.0, "their dates lie apart", (), ())}
    assert keys[1] not in [one.other for one in find_possible([(key,) for key in keys], vetoed, case)]
