"""Who speaks where a pronoun does, and where nobody may be named."""

from __future__ import annotations

import pytest

from tests.reading.opened import open_text, traced


def speaker(text: str, words: str) -> tuple[str | None, bool]:
    """Return the name of the innermost voice of some words, and whether it is a name."""
    at = text.index(words)
    hop = traced(open_text(text)).chain(at, at + len(words))[-1]
    return hop.name, hop.named


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ('Natela Orbash chairs the council. "They were carters," she said.', "carters", "Natela Orbash"),
        (
            'Ana Koler had warned the mayor. Petar Vidal held to his version. "We did nothing wrong," he said.',
            "nothing wrong",
            "Petar Vidal",
        ),
        (
            'The toll has risen to 34, Regent Ana Koler said.\n\n"I saw young people there," she told reporters.',
            "young people",
            "Ana Koler",
        ),
        (
            'The Defence Ministry confirmed the strike. "Those who died were armed," it said.',
            "were armed",
            "Defence Ministry",
        ),
        (
            'Petar Vidal denied it. "The killers were paid by Ana Koler," he said. "She paid them."',
            "were paid by",
            "Petar Vidal",
        ),
    ],
)
def test_a_pronoun_is_the_one_it_can_mean(text: str, words: str, name: str) -> None:
    found, named = speaker(text, words)
    assert named
    assert found is not None
    assert name in found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Petar Vidal met Ana Koler in the camp. He said that the water was safe.", "the water"),
        ('A letter lay at the door of the Harbour Office. "We do not shoot at people," it says.', "not shoot"),
        ("Ana Koler spoke.\n\nThe hall was full. Nobody moved. He said that the water was safe.", "the water"),
    ],
)
def test_where_two_fit_or_none_nobody_is_named(text: str, words: str) -> None:
    assert speaker(text, words) == (None, False)
