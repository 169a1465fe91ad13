"""Who speaks where, on pages of our own making."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from recount.intake.blocks import split_blocks
from recount.intake.voices import find_voices

COMMENTED = """A quiet town votes

On the road to Marl

Nobody in Marl expected the result. The old mayor had ruled for twenty years.

He left the hall without a word.

  1. Thank you for this article, Sir Aldous. I agree with all of it.

  2. Sir Aldous is wrong, and your readers know it.

    I was in the hall and I saw it.

  Hello,
    I read your post twice. Great work!

  4. See what I filmed here:

  a voter
    Dear Sir
    We ask you to come and see for yourself.

    Kind regards,
    Nora Finch
"""


def voices_of(text: str) -> list[tuple[str, str]]:
    return [(s.voice, text[s.start : s.end]) for s in find_voices(text, "page").segments]


def test_title_article_and_comments_also_without_numbers() -> None:
    found = voices_of(COMMENTED)
    assert [voice for voice, _ in found] == ["title", "article", *["comment"] * 5]
    assert found[0][1].startswith("A quiet town votes")
    assert found[0][1].endswith("On the road to Marl")
    assert found[3][1].endswith("I saw it.")
    assert found[4][1].startswith("Hello")
    assert found[6][1].startswith("a voter")


def test_a_lost_number_and_a_lost_link_are_noted() -> None:
    whats = [issue.what for issue in find_voices(COMMENTED, "page").issues]
    assert sum("lost its number" in what for what in whats) == 2
    assert any("comment 3" in what for what in whats)
    assert any("colon" in what for what in whats)


def test_the_writer_is_inferred_from_those_who_address_him_and_a_commenter_from_his_signature() -> None:
    found = find_voices(COMMENTED, "page")
    assert (found.author.name, found.author.basis) == ("Sir Aldous", "inferred")
    assert all(COMMENTED[s.start : s.end] == "Sir Aldous" for s in found.author.spans)
    assert found.segments[-1].speaker == "Nora Finch"


def test_a_byline_under_a_title() -> None:
    text = "Fire in the mill\n\nOla Berg\nA fire broke out in the mill of Varn last night, and nobody was hurt.\n"
    found = find_voices(text, "page")
    assert [(s.voice, text[s.start : s.end]) for s in found.segments][:2] == [
        ("title", "Fire in the mill"),
        ("byline", "Ola Berg"),
    ]
    assert (found.author.name, found.author.basis) == ("Ola Berg", "stated")


def test_a_byline_without_a_title() -> None:
    text = "By Ola Berg\n\nA fire broke out in the mill of Varn last night, and nobody was hurt.\n"
    found = find_voices(text, "page")
    assert [s.voice for s in found.segments] == ["byline", "article"]
    assert found.author.name == "Ola Berg"


def test_a_biography_at_the_end_names_the_writer() -> None:
    text = (
        "The bridge has to be rebuilt, and soon. It carried the whole trade of the valley.\n\n"
        "Dr Ines Malo is a professor of engineering and the author of two books on bridges.\n"
    )
    found = find_voices(text, "page")
    assert [s.voice for s in found.segments] == ["article", "biography"]
    assert found.author.name == "Dr Ines Malo"


def test_a_closing_sentence_on_a_person_of_the_story_is_no_biography() -> None:
    text = (
        "The court heard Pavel Orr for three hours. Orr denied everything.\n\n"
        "Pavel Orr is a member of the council since 1990.\n"
    )
    assert [s.voice for s in find_voices(text, "page").segments] == ["article"]


def test_a_caption_has_its_own_voice() -> None:
    text = "The flood came at night. See the pictures:\n\nVIDEO: Flood in Marl, toll at 5\n\nThe water fell later.\n"
    assert [s.voice for s in find_voices(text, "page").segments] == ["article", "caption", "article"]


def test_a_heading_for_comments_with_none_below_changes_nothing() -> None:
    text = "The vote is over and the count has begun in Marl.\n\nComments\n\nNobody has written anything yet.\n"
    assert "comment" not in [s.voice for s in find_voices(text, "page").segments]


def test_comments_under_a_heading_are_told_by_who_says_them() -> None:
    text = "The vote is over.\n\nComments\n\nIda Roth says:\nI agree with you.\n\nB. Lund wrote:\nNo.\n"
    comments = [s for s in find_voices(text, "page").segments if s.voice == "comment"]
    assert [s.speaker for s in comments] == ["Ida Roth", "B. Lund"]


def test_a_numbered_list_is_no_comments() -> None:
    text = "What the law says\n\nThree rules hold.\n\n1. Doors stay open.\n\n2. Lamps stay lit.\n\n3. Dogs stay out.\n"
    assert "comment" not in [s.voice for s in find_voices(text, "page").segments]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_segments_lie_in_order_inside_any_text(text: str) -> None:
    segments = find_voices(text, "page").segments
    edge = 0
    for segment in segments:
        assert edge <= segment.start <= segment.end <= len(text)
        edge = segment.end


@given(st.text(alphabet="ab \n\t.:1)", max_size=200))
def test_blocks_hold_every_character_that_is_no_white_space(text: str) -> None:
    held = sum(len("".join(line.text.split())) for block in split_blocks(text) for line in block.lines)
    assert held == len("".join(text.split()))
    for block in split_blocks(text):
        for line in block.lines:
            assert text[line.start : line.end] == line.text
