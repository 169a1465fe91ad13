"""What became of named persons: one row a person, rival outcomes side by side, denials kept, bodies left out."""

from __future__ import annotations

from dataclasses import replace

from recount.model.claims import StatusValue
from recount.model.findings import PersonFates
from tests.weighing.cases import Account, Case, body, day

INES = replace(body("actor-ines", "Ines Varga"), type="person")
NAMED = {"Ines Varga": INES.id}


def people(*accounts: Account, **more: object) -> tuple[PersonFates, ...]:
    return Case(list(accounts), actors={INES.id: INES}, **more).build().weigh().people  # type: ignore[arg-type]


def test_one_person_of_two_accounts_is_one_row_with_every_claim() -> None:
    one = Account("a").killed(1, who=("Ines Varga",), actors=NAMED)
    two = Account("b").killed(1, who=("Ines Varga",), actors=NAMED, certainty="denied", polarity="-")
    (row,) = people(one, two)
    assert row.actor == INES.id
    (fate,) = row.fates
    assert (fate.outcome, fate.incident, len(fate.claims)) == ("killed", "incident-a", 2)


def test_outcomes_stand_in_the_order_of_their_incidents_and_none_is_chosen() -> None:
    account = (
        Account("a")
        .harmed("missing", 1, who=("Ines Varga",), actors=NAMED, incident="incident-b")
        .harmed("wounded", 1, who=("Ines Varga",), actors=NAMED)
        .killed(1, who=("Ines Varga",), actors=NAMED, incident="incident-b")
    )
    (row,) = people(account, whens={"incident-a": day("1951-05-02"), "incident-b": day("1951-03-02")})
    assert [fate.outcome for fate in row.fates] == ["killed", "missing", "wounded"]


def test_what_is_asked_or_demanded_is_no_fate_and_a_body_is_no_person() -> None:
    asked = Account("a").killed(1, who=("Ines Varga",), actors=NAMED, certainty="question")
    asked.killed(1, who=("Ines Varga",), actors=NAMED, certainty="demanded")
    asked.killed(1, who=("Vale Guard",), actors={"Vale Guard": "actor-guard"})
    assert people(asked) == ()


def test_a_status_is_told_of_whom_something_was_done_to_alone() -> None:
    held = StatusValue("Ines Varga", "a prisoner")
    alone = Account("a").says("status", held, actors=NAMED)
    assert people(alone) == ()
    both = Account("a").says("status", held, actors=NAMED).harmed("wounded", 1, who=("Ines Varga",), actors=NAMED)
    assert [fate.outcome for fate in people(both)[0].fates] == ["wounded", "status"]


def test_a_victim_in_other_words_is_listed_where_no_outcome_is_told_in_the_same_words() -> None:
    other = Account("a").role("Ines Varga", "victim", "Ines Varga was hurt", actors=NAMED)
    assert [fate.outcome for fate in people(other)[0].fates] == ["harmed"]


def test_who_says_it_is_not_taken_for_the_one_it_is_said_of() -> None:
    said = Account("a").role("Ines Varga", "victim", "missing, Ines Varga said", source="Ines Varga", actors=NAMED)
    assert people(said) == ()
