"""Loaded words keep their speaker; questions are the author's own."""

from __future__ import annotations

from recount.model.claims import Claim, TextValue
from recount.reading import small
from tests.reading.opened import open_text, sheet_of


def _read(text: str) -> list[Claim]:
    return small.read_characterisations(sheet_of(open_text(text)))


def _words(claims: list[Claim], kind: str) -> list[str]:
    return [claim.quote for claim in claims if claim.kind == kind]


def test_loaded_words_are_found_singly_and_in_phrases() -> None:
    claims = _read("The massacre was a crime against humanity by terrorists of the puppet regime.")
    assert _words(claims, "characterisation") == [
        "massacre",
        "crime against humanity",
        "terrorists",
        "puppet",
        "regime",
    ]


def test_a_loaded_word_has_its_speaker() -> None:
    text = "Survivors said it was a massacre. The raid lasted an hour."
    (claim,) = _read(text)
    assert [hop.name for hop in claim.attribution] == [None, "Survivors"]
    assert claim.certainty == "reported"


def test_what_is_called_so_is_kept() -> None:
    (claim,) = _read("They attacked the brutal commander.")
    assert isinstance(claim.value, TextValue)
    assert claim.value.about == "commander"


def test_questions_of_the_author_and_not_of_others() -> None:
    claims = _read('Why did the guards leave? "Did you see them?" the judge asked.')
    assert _words(claims, "question") == ["Why did the guards leave?"]
    assert claims[-1].certainty == "question"


def test_neutral_words_give_nothing() -> None:
    assert _read("The convoy reached the town at noon.") == []


def test_plain_terms_judge_nothing() -> None:
    assert _read("The criminal court opened a murder case.") == []


def test_a_loaded_word_is_an_opinion_however_firmly_it_is_used() -> None:
    for claim in _read("They attacked the brutal commander. The massacre lasted an hour."):
        assert (claim.certainty, claim.record_as) == ("opinion", "opinion")
