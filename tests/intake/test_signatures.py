"""Who signs a letter or a statement, and what is no signature."""

from __future__ import annotations

import pytest

from recount.intake.voices import find_voices

LETTER = (
    "Sir, - Your paper has me marching on the camp. In the night of the ninth I lay in hospital with a fever, as the "
    "sisters will confirm. I know nothing of any boy, and nobody of mine was there that night."
)


@pytest.mark.parametrize(
    ("tail", "name"),
    [
        ("Rafael Orm, Captain, Hill Guard", "Rafael Orm"),
        ("I am, Sir, etc.,\n\nH. T. WILDE, Secretary,\nHarlan Mills, Limited.\nLom, July 21st.", "H. T. WILDE"),
        ("Signed for the committee: Neus Ferran", "Neus Ferran"),
        ("For the Chief of Staff,\nBrigadier Josué Lwama", "Josué Lwama"),
        ("Burn this.\nYour Luz", "Luz"),
    ],
)  # fmt: skip
def test_a_letter_is_its_signer_s(tail: str, name: str) -> None:
    text = f"{LETTER}\n\n{tail}\n"
    found = find_voices(text, "page")
    assert (found.author.name, found.author.basis) == (name, "stated")
    assert [text[span.start : span.end] for span in found.author.spans] == [name]


@pytest.mark.parametrize(
    "text",
    [
        f"{LETTER}\n\nSee also: Hill Guard; Lom, history of",
        f"{LETTER}\n\nThe editors will not print any more of this.",
        "Two men were shot at the mill on Friday, police said. The mill has been closed since. The owner has left the "
        "town, and his brother too, neighbours say. The dead were brought to the hospital in Lom.\n\nMarsh Junction",
        "I was there.\n\nAna Orm",
    ],
)
def test_what_is_no_signature_names_nobody(text: str) -> None:
    assert find_voices(text, "page").author.name is None


def test_a_body_over_a_text_that_says_we_issues_it_though_somebody_signs() -> None:
    text = f"HARLAN FUEL COMPANY\n\nTo the public.\n\n{LETTER}\n\nADA ORM,\nSuperintendent."
    assert find_voices(text, "page").author.name == "HARLAN FUEL COMPANY"
    assert (
        find_voices("A STATEMENT FROM THE FURROW LEAGUE\n\nWe put no bomb there.", "page").author.name
        == "FURROW LEAGUE"
    )
