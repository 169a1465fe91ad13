"""Comments told by their openings, and those who speak inside an article and write none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.intake.openings import find_openings, is_name, name_in
from recount.intake.voices import find_voices

ARTICLE = """Dam gives way above Tarn

At least nine people were killed when the dam above Tarn gave way on Monday night, the district office said.

The water reached the lower street within minutes. Rescue teams were still digging on Tuesday, and the school was
opened for those who had lost their homes.
"""


def comments_of(text: str) -> list[tuple[str | None, str]]:
    found = find_voices(text, "page").segments
    return [(s.speaker, " ".join(text[s.start : s.end].split())) for s in found if s.voice == "comment"]


@pytest.mark.parametrize(
    ("opening", "name"),
    [
        ("Nora Finch says:", "Nora Finch"),
        ("Nora Finch 3 days ago", "Nora Finch"),
        ("Nora Finch · 12 March 2021 at 10:14 am", "Nora Finch"),
        ("nora_12 wrote:", "nora_12"),
        ("Anonymous said...", "Anonymous"),
        ("B. Lund on March 12, 2021 at 10:14 am said:", "B. Lund"),
        ("B. Lund said on March 12, 2021 at 10:14 am:", "B. Lund"),
        ("Posted by Ola van Berg, 12/03/2021", "Ola van Berg"),
        ("@ola77 • 5h", "@ola77"),
        ("The minister says:", None),
        ("Witness 3 says:", None),
        ("Police said:", None),
        ("Published 12 March 2021", None),
        ("He said the dam had been inspected on 12 March 2021", None),
        ("A dam above Tarn 3 days ago", None),
    ],
)
def test_the_name_in_an_opening(opening: str, name: str | None) -> None:
    assert name_in(opening) == name


@pytest.mark.parametrize("name", ["Witness 3", "The Mayor", "Major Orr", "police", "Published", "Yesterday"])
def test_a_label_is_no_name(name: str) -> None:
    assert not is_name(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nora Finch 3 days ago", "Pavel 2 days ago"),
        ("Nora Finch · 12 March 2021 at 10:14 am", "Pavel · 12 March 2021 at 11:02 am"),
        ("Nora Finch\n3 days ago", "Pavel\n2 days ago"),
    ],
)
def test_comments_are_told_by_the_time_of_writing(one: str, other: str) -> None:
    text = f"{ARTICLE}\n{one}\nI know that street. Thank you for the article.\n\n{other}\nThey were warned for years.\n"
    found = comments_of(text)
    assert [speaker for speaker, _ in found] == ["Nora Finch", "Pavel"]
    assert found[0][1].endswith("for the article.")
    assert found[1][1].endswith("for years.")


def test_controls_below_comments_tell_them_and_are_furniture() -> None:
    text = (
        f"{ARTICLE}\nNora Finch says:\nI know that street.\nReply\n\nnora_12 wrote:\nSo do I.\nReply\n\n"
        "Anonymous said...\nMy uncle lost two cows there.\nReply\nReport\n"
    )
    assert [speaker for speaker, _ in comments_of(text)] == ["Nora Finch", "nora_12", "Anonymous"]
    segments = find_voices(text, "page").segments
    assert [text[s.start : s.end] for s in segments if s.voice == "boilerplate"] == [
        "Reply",
        "Reply",
        "Reply",
        "Report",
    ]


def test_a_heading_tells_comments() -> None:
    text = f"{ARTICLE}\n2 comments\n\nNora Finch says:\nI know that street.\n\nPavel says:\nSo do I.\n"
    assert [speaker for speaker, _ in comments_of(text)] == ["Nora Finch", "Pavel"]


@pytest.mark.parametrize(
    "body",
    [
        "Witness 3 says:\nI saw the water come down the street.\n\nWitness 4 says:\nWe ran. I held my son.\n",
        'The minister says:\n"Nobody warned us."\n\nThe mayor says:\n"I did."\n',
        'Amina Roth says:\n"I was in the yard."\n\nBela Orr says:\n"I was on the roof."\n',
        "Amina Roth says:\nI was in the yard when it came.\n\nBela Orr says:\nI was on the roof with my brother.\n",
        "Tarn, 3 May 1999\nThe first cracks are seen.\n\nMarl, 4 June 1999\nThe inspectors come and go.\n",
        "Q: What did you see?\n\nA: Water, and then nothing.\n\nQ: And then?\n\nA: The street was gone.\n",
    ],
)
def test_those_who_speak_inside_an_article_write_no_comments(body: str) -> None:
    text = f"{ARTICLE}\n{body}\nThe inquiry goes on.\n"
    assert comments_of(text) == []
    assert {s.voice for s in find_voices(text, "page").segments} <= {"title", "article"}


def test_an_interview_of_two_is_no_thread() -> None:
    turns = "".join(f"{name} says:\nThe article of the law is plain to you and me.\n\n" for name in ("Ines", "Ola") * 3)
    assert comments_of(f"{ARTICLE}\n{turns}") == []


_PIECES = st.sampled_from(
    [
        "Nora Finch says:", "Pavel 2 days ago", "Pavel", "3 days ago", "12 March 2021 at 10:14", "Reply", "Like 3",
        "2 comments", "Home", "News", "Sport", "Home | News | Sport", "Related stories", "Dam gives way above Tarn",
        "Dam gives way above Tarn | Site", "At least nine people were killed on Monday night, the office said.", "", "",
        "1. Thank you for this post.", "2. I agree with you.", "Photo: the dam", "By Ola Berg", "\u2003", "\x0c",
    ]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=30), st.sampled_from(["\n", "\r\n", "\n\n", "\n  "]))
def test_segments_of_any_page_lie_in_order_and_a_speaker_is_printed(pieces: list[str], joint: str) -> None:
    text = joint.join(pieces)
    edge = 0
    for segment in find_voices(text, "page").segments:
        assert edge <= segment.start <= segment.end <= len(text)
        edge = segment.end
        if segment.voice == "comment" and segment.speaker:
            assert segment.speaker in text[segment.start : segment.end]


@given(st.text(max_size=120))
def test_any_line_is_read_for_its_shape(text: str) -> None:
    name = name_in(text)
    assert name is None or name in text
    assert find_openings([]) == []
