"""Which event of its document a passage tells of: the table beside the rules, and what it can never overrule."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from recount.linking import accounts
from recount.linking.accounts import Story
from recount.linking.placing import NEW, Placings, score, why
from recount.linking.shifts import Shifts
from recount.vocabulary.schema import Placing, words_of
from tests.linking.tellings import tell

RAID = "<e:raid|Raiders> came to <p|Harn> on <t:2031-03-03|3 March 2031> and <k:9|nine people> fell. "


def story(text: str) -> Story:
    return accounts.tell(*tell("a", text))


def homes(told: Story) -> list[int | None]:
    """Numbers of the events of the figures, in the order of the text."""
    return [choice.account for choice in told.choices.values()]


def test_what_the_table_outweighs_is_told_with_its_grounds(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        RAID + "The count was read in church.\n\nWord came of the mill of <p|Tesk>. <k:2|Two millers perished> there."
    )
    by_rules = story(text)
    monkeypatch.setattr(accounts, "score", lambda evidence: 9.0 if "new place since" in evidence else 0.0)
    by_table = story(text)
    assert len(set(homes(by_rules))) == 1
    assert len(set(homes(by_table))) == 2
    assert "more speaks for another event: " in list(by_table.choices.values())[-1].reason
    assert "names" in list(by_table.choices.values())[-1].reason


def test_the_injured_of_the_next_sentence_are_of_the_same_event() -> None:
    told = story(RAID + "<w:17|Seventeen persons were injured>.")
    assert len(set(homes(told))) == 1


@pytest.mark.parametrize("weight", [50.0, -50.0])
def test_no_weight_parts_passages_of_one_day(weight: float, monkeypatch: pytest.MonkeyPatch) -> None:
    def biased(evidence: Sequence[str]) -> float:
        return weight if "new" in evidence else 0.0

    monkeypatch.setattr(accounts, "score", biased)
    told = story(
        RAID + "In the market of Harn, on <t:2031-03-03|3 March>, men <e:shooting|shot> <k:4|four porters>.\n\n"
        "A <e:bombing|bombing> on <t:2030-07-09|9 July 2030> left <k:2|two guards dead>."
    )  # fmt: skip
    first, second, earlier = homes(told)
    assert first == second
    assert (earlier == first) == (weight < 0)


def test_evidence_is_a_function_of_the_text_before_and_at_the_passage() -> None:
    short, longer = RAID + "<w:5|Five were hurt>.", RAID + "<w:5|Five were hurt>.\n\nNobody spoke of it again."
    found = []
    for text in (short, longer):
        document, reading = tell("a", text)
        placings = Placings(document, reading, Shifts(document, reading))
        first, second = reading.events
        placings.add(0, first)
        found.append(placings.evidence(second, accounts.Move(0, "as told")))
    assert found[0] == found[1]
    assert set(found[0]) == {0, NEW}
    assert {"last", "first", "rule"} <= set(found[0][0])


def test_the_same_evidence_weighs_the_same_in_any_order() -> None:
    names = sorted(words_of(Placing, "placing").weights)
    assert score(names) == score(reversed(names))
    assert score(["no such evidence"]) == 0


def test_grounds_are_told_in_words_the_heaviest_first() -> None:
    told = why(["new", "new beside", "opens «another»"], ["gap far last", "place other"])
    assert told.startswith("more speaks for another event: ")
    grounds = told.split(": ", 1)[1].split("; ")
    assert 1 <= len(grounds) <= 3
    assert all(ground.startswith(("it", "its", "that", "the", "a", "what", "all")) for ground in grounds)


def test_every_weight_is_of_evidence_that_can_be_found() -> None:
    known = (
        "new", "rule", "gap ", "last", "back", "first", "most told", "shares a ", "dates ", "since ", "place ",
        "words ", "figure ", "kind told", "family told", "word told", "definite ", "opens «", "before «",
        "violence ", "taking ", "moving ", "mishap ", "word ",
    )  # fmt: skip
    assert [name for name in words_of(Placing, "placing").weights if not name.startswith(known)] == []
