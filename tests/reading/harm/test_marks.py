"""What marks add to frames: a count of their own, a doubt, a tie; by marks made by hand."""

from __future__ import annotations

from recount.model.analysis import Mark
from recount.model.claims import Claim, RoleValue
from recount.reading import harm
from recount.reading.parts import read_roles
from tests.reading.notation import value_of, written
from tests.reading.opened import marked, open_text, sheet_of


def _token(text: str, word: str) -> int:
    return next(i for i, token in enumerate(open_text(text).tokens) if token.text == word)


def _count(text: str, word: str, label: str, score: float, tie: str | None = None) -> Mark:
    at = _token(text, tie) if tie else None
    return Mark(_token(text, word), "count", label, score, at, 0.9 if tie else 0.0, "asserted")


def _claims(text: str, *marks: Mark) -> list[Claim]:
    return harm.read(sheet_of(marked(open_text(text), *marks)))


def test_a_mark_tells_what_no_frame_does() -> None:
    text = "The storm was hard on Lodva: six farmers."
    assert _claims(text) == []
    (claim,) = _claims(text, _count(text, "six", "killed", 0.9))
    assert written(claim) == "killed 6"
    assert (claim.quote, claim.anchor) == ("six farmers", None)
    assert 0.5 <= claim.score < 1


def test_an_unsure_mark_tells_nothing() -> None:
    text = "The storm was hard on Lodva: six farmers."
    assert _claims(text, _count(text, "six", "killed", 0.3)) == []


def test_a_mark_tied_to_an_act_hangs_on_it() -> None:
    text = "The blast was heard in Lodva: six farmers."
    (claim,) = _claims(text, _count(text, "six", "killed", 0.95, "blast"))
    assert claim.anchor is not None
    assert text[claim.anchor.start : claim.anchor.end] == "blast"


def test_frame_and_mark_of_one_count_are_one_claim() -> None:
    text = "Rebels killed six farmers."
    (claim,) = _claims(text, _count(text, "six", "killed", 0.99, "killed"))
    assert written(claim) == "killed 6"


def test_a_mark_on_a_word_that_counts_nobody_is_no_claim() -> None:
    text = "Rebels killed six farmers."
    assert [written(claim) for claim in _claims(text, _count(text, "Rebels", "wounded", 0.1))] == ["killed 6"]
    assert [written(claim) for claim in _claims(text, _count(text, "killed", "wounded", 0.99))] == ["killed 6"]


def test_who_the_dead_were_is_told_by_their_toll_and_not_by_what_follows() -> None:
    text = "Nine miners were killed. Four were bakers. Six men were wounded."
    assert "wounded 4" not in {written(claim) for claim in _claims(text, _count(text, "Four", "wounded", 0.99))}


def test_a_number_of_armed_bodies_counts_nobody() -> None:
    for text in ("Five battalions joined the assault.", "Five squads joined the assault."):
        assert _claims(text, _count(text, "Five", "killed", 0.99, "assault")) == []


def test_marks_change_no_quote_and_no_number() -> None:
    text = "At least 31 people, including 8 children, were killed."
    bare = _claims(text)
    with_marks = _claims(text, _count(text, "31", "killed", 0.9), _count(text, "8", "killed", 0.9))
    assert [(claim.quote, value_of(claim).count) for claim in bare] == [
        (claim.quote, value_of(claim).count) for claim in with_marks
    ]


def test_a_mark_of_a_part_names_its_actor_as_alleged() -> None:
    text = "The night belonged to Peter Varga, and so did the raid."
    assert read_roles(sheet_of(open_text(text))) == []
    mark = Mark(_token(text, "Varga"), "role", "ordered", 0.95, _token(text, "raid"), 0.9, "asserted")
    page = marked(open_text(text), mark)
    found = {
        (claim.value.actor, claim.value.role, claim.record_as)  # type: ignore[union-attr]
        for claim in read_roles(sheet_of(page))
    }
    expected = {("Peter Varga", "ordered", "alleged")}
    top = Mark(_token(text, "Peter"), "role", "ordered", 0.95, _token(text, "raid"), 0.9, "asserted")
    found |= {
        (claim.value.actor, claim.value.role, claim.record_as)  # type: ignore[union-attr]
        for claim in read_roles(sheet_of(marked(open_text(text), top)))
    }
    assert found == expected


def test_a_part_in_an_act_of_another_sentence_is_quoted_and_voiced_by_its_own() -> None:
    text = "The mayor said that rebels raided the mill. Colonel Varga had ordered it."
    mark = Mark(_token(text, "Varga"), "role", "ordered", 0.99, _token(text, "raided"), 0.9, "asserted")
    claims = read_roles(sheet_of(marked(open_text(text), mark)))
    (claim,) = [one for one in claims if isinstance(one.value, RoleValue) and one.value.role == "ordered"]
    assert claim.quote == "Varga had ordered"
    assert [text[span.start : span.end] for span in claim.spans] == ["raided"]
    assert [hop.name for hop in claim.attribution] == [None]
