"""Entries over a case: what is one act, what replies to what; groups of claims made by hand."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.linking.entries import act_of, link_entries, may_be_one
from recount.model.claims import (
    Claim,
    CommitmentValue,
    DemandValue,
    Kind,
    ResponseValue,
    StatusValue,
    Value,
    WarningValue,
)
from recount.model.values import When
from tests.sentences import bounded


def entry(kind: Kind, quote: str, value: Value, document: str = "d1", start: int = 0) -> Claim:
    return Claim(
        document, kind, "s1", start, start + len(quote), quote, value, (), "asserted", "+", "asserted", "test"
    )  # fmt: skip


def day(iso: str) -> When:
    return When(iso, iso, iso, "day")


PLEDGE = "the garrison pledged to escort the orchard families to Lodva"
SWORN = "its colonel swore that orchard families would have an escort as far as Lodva"


def test_one_promise_of_two_accounts_is_one_act_and_says_why() -> None:
    one = entry("commitment", PLEDGE, CommitmentValue("the garrison", "to escort them", ("the elders",)))
    two = entry("commitment", SWORN, CommitmentValue(None, "an escort", ("elders",)), "d2")
    other = entry("commitment", "the mine would pay for the funerals", CommitmentValue("the mine", "pay"), "d3")
    ((same,), answers) = link_entries([one, two, other], lambda claim: {})
    assert set(same.claims) == {one.id, two.id}
    assert same.kind == "commitment"
    assert "orchard" in same.why
    assert "Lodva" not in same.why
    assert "lodva" not in same.why
    assert answers == ()


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (CommitmentValue("the garrison", "x"), CommitmentValue("the bishop", "x")),
        (CommitmentValue("the garrison", "x", ("the elders",)), CommitmentValue("the garrison", "x", ("the consul",))),
        (
            CommitmentValue("the garrison", "x", made=day("2031-04-01")),
            CommitmentValue("the garrison", "x", made=day("2031-06-01")),
        ),
    ],
)
def test_other_parties_or_another_day_are_another_act(mine: Value, theirs: Value) -> None:
    claims = [entry("commitment", PLEDGE, mine), entry("commitment", PLEDGE, theirs, "d2")]
    assert link_entries(claims, lambda claim: {})[0] == ()
    assert not may_be_one(*(act_of(claim, {}) for claim in claims))


def test_a_party_of_another_name_is_known_by_its_actor() -> None:
    mine, theirs = CommitmentValue("the garrison", "x"), CommitmentValue("Orm", "x")
    claims = [entry("commitment", PLEDGE, mine), entry("commitment", PLEDGE, theirs, "d2")]
    ids = {"the garrison": "actor-1", "Orm": "actor-1"}
    assert len(link_entries(claims, lambda claim: ids)[0]) == 1


def test_statuses_of_two_persons_in_one_office_stay_two() -> None:
    one = entry("status", "Ada Orm, governor of the orchard province", StatusValue("Ada Orm", "governor"))
    two = entry("status", "Ilva Tarn, governor of the orchard province", StatusValue("Ilva Tarn", "governor"), "d2")
    assert link_entries([one, two], lambda claim: {})[0] == ()


def test_what_stands_right_behind_a_demand_answers_it_unless_somebody_else_was_asked() -> None:
    asked = entry("demand", "the widows asked for the list", DemandValue("the widows", "the list"))
    reply = entry("response", "it was refused", ResponseValue("the mayor", "", "it was refused"), start=asked.end + 4)
    (answer,) = link_entries([asked, reply], lambda claim: {})[1]
    assert (answer.answer, answer.to, answer.why) == (reply.id, asked.id, "it stands right behind")
    bishop = entry("demand", asked.quote, DemandValue("the widows", "the list", ("the bishop",)))
    assert link_entries([bishop, reply], lambda claim: {})[1] == ()
    far = entry("response", "it was refused", ResponseValue("the mayor", "", "x"), start=asked.end + 300)
    assert link_entries([asked, far], lambda claim: {})[1] == ()


_WORDS = st.lists(
    st.sampled_from(["orchard", "escort", "garrison", "widows", "ledger", "mill", "harbour", "names"]), min_size=2
).map(" ".join)
_PARTY = st.sampled_from([None, "the garrison", "the mayor", "Ada Orm"])


@st.composite
def _entries(draw: st.DrawFn) -> Claim:
    kind: Kind = draw(st.sampled_from(["commitment", "demand", "warning", "response", "status"]))
    quote, by, to = draw(_WORDS), draw(_PARTY), draw(_PARTY)
    values: dict[str, Value] = {
        "commitment": CommitmentValue(by, quote, (to,) if to else ()),
        "demand": DemandValue(by, quote, (to,) if to else ()),
        "warning": WarningValue(quote, "", None, to),
        "response": ResponseValue(by, "", quote),
        "status": StatusValue(by or "nobody", quote),
    }
    return entry(kind, quote, values[kind], draw(st.sampled_from(["d1", "d2", "d3"])), draw(st.integers(0, 400)))


@bounded(60)
@given(st.lists(_entries(), max_size=12, unique_by=lambda claim: claim.id), st.randoms(use_true_random=False))
def test_order_changes_nothing_and_members_may_all_be_one(claims: list[Claim], dice: object) -> None:
    same, answers = link_entries(claims, lambda claim: {})
    assert link_entries(claims[::-1], lambda claim: {}) == (same, answers)
    by_id = {claim.id: claim for claim in claims}
    listed = [claim for one in same for claim in one.claims]
    assert len(listed) == len(set(listed))
    for one in same:
        for first, second in combinations(one.claims, 2):
            assert may_be_one(act_of(by_id[first], {}), act_of(by_id[second], {}))
    for answer in answers:
        assert by_id[answer.answer].kind == "response"
        assert by_id[answer.to].kind in ("demand", "warning")
