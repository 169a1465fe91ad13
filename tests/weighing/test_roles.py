"""Who is said to have done it: rival versions, and what the accused say."""

from __future__ import annotations

from tests.weighing.cases import Account, conflicts, told


def test_two_doers_of_two_voices_in_one_account_are_rivals_and_two_of_one_voice_are_not() -> None:
    apart = (
        Account("a")
        .role("Falcons", "carried_out", source="the Bloc")
        .role("Guard", "carried_out", source="the Minister")
    )
    (rivals,) = [c for c in conflicts(told(apart), "role") if c.attribute == "carried_out"]
    assert rivals.verdict == "unresolved"
    assert "each by other voices" in rivals.conclusion
    joint = (
        Account("a").role("Falcons", "carried_out", source="the Bloc").role("Guard", "carried_out", source="the Bloc")
    )
    assert not [c for c in conflicts(told(joint), "role") if c.attribute == "carried_out"]
