"""Menus, share lines and repeated headlines are furniture; sentences stay what they are."""

from __future__ import annotations

import pytest

from recount.intake.furniture import is_furniture, is_tool
from recount.intake.headlines import without_site
from recount.intake.voices import find_voices

BODY = """At least nine people were killed when the dam above Tarn gave way on Monday night, the district office said.

The water reached the lower street within minutes, and the school was opened for those who had lost their homes.
"""


def voices_of(text: str) -> list[tuple[str, str]]:
    return [(s.voice, " ".join(text[s.start : s.end].split())) for s in find_voices(text, "page").segments]


@pytest.mark.parametrize(
    "line",
    [
        "Home | News | Sport | Opinion", "Skip to content", "Share this article", "Facebook Twitter WhatsApp Email",
        "We use cookies to give you the best experience.", "Accept all", "© 2021 Tarn Post. All rights reserved.",
        "Sign up to our newsletter", "Read also: The dam that nobody checked", "4 min read", "Advertisement",
        "12 shares",
    ],
)  # fmt: skip
def test_lines_of_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Nine people were killed.", "The police said on Monday that the search was over.", "Share of the dead: a half",
        "More than forty houses fell.", "Follow the river to the north and you see the wall.",
        "Asia, Africa and Europe",
        "Killed | 9 | wounded | 14", "Health workers reached Tarn", "Video shows the wall falling",
        "Live shells were found.",
        "Subscribers of the dam company met.", "Print workers on strike",
    ],
)  # fmt: skip
def test_lines_of_an_article(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize(
    ("line", "tool"), [("Reply", True), ("Like 3 Reply Report", True), ("Reply · Share", True), ("Liked it", False)]
)
def test_controls_of_comments(line: str, tool: bool) -> None:
    assert is_tool(line) is tool


def test_a_page_pasted_whole() -> None:
    text = (
        "Home\nNews\nSport\nOpinion\n\nDam gives way above Tarn | Tarn Post\n\nDam gives way above Tarn\n\n"
        "By Ola Berg\n\n"
        f"Share this article\n\n{BODY}\nRelated stories\nThe dam that nobody wanted to check\n"
        f"Tarn votes on its new wall\n"
    )
    assert voices_of(text) == [
        *[("boilerplate", word) for word in ("Home", "News", "Sport", "Opinion")],
        ("boilerplate", "Dam gives way above Tarn | Tarn Post"),
        ("title", "Dam gives way above Tarn"),
        ("byline", "By Ola Berg"),
        ("boilerplate", "Share this article"),
        ("article", " ".join(BODY.split())),
        ("boilerplate", "Related stories"),
        ("boilerplate", "The dam that nobody wanted to check"),
        ("boilerplate", "Tarn votes on its new wall"),
    ]
    assert find_voices(text, "page").title == "Dam gives way above Tarn"


def test_a_title_that_says_itself_twice() -> None:
    text = f"Dam gives way above Tarn | Tarn Post | Dam gives way above Tarn\n\n{BODY}"
    found = voices_of(text)
    assert found[0] == ("title", "Dam gives way above Tarn")
    assert [voice for voice, _ in found] == ["title", "boilerplate", "boilerplate", "article"]


def test_a_headline_repeated_below_is_not_article() -> None:
    text = f"Dam gives way above Tarn\n\nNine dead, many missing\n\nDam gives way above Tarn\n\n{BODY}"
    assert [voice for voice, _ in voices_of(text)].count("boilerplate") == 1


def test_a_question_asked_twice_in_an_article_stays() -> None:
    text = f"Dam gives way above Tarn\n\n{BODY}\nWhat did you see?\n\nWater.\n\nWhat did you see?\n\nThe wall went.\n"
    assert {voice for voice, _ in voices_of(text)} == {"title", "article"}


@pytest.mark.parametrize(
    ("title", "headings", "site", "headline"),
    [
        ("Dam gives way above Tarn | World | Tarn Post", (), None, "Dam gives way above Tarn"),
        ("Tarn Post - Dam gives way above Tarn, nine dead", (), None, "Dam gives way above Tarn, nine dead"),
        ("Tarn Post - Dam gives way", (), "Tarn Post", "Dam gives way"),
        ("Dam gives way - nine dead - Tarn Post", (), "Tarn Post", "Dam gives way - nine dead"),
        ("Dam gives way above Tarn - Tarn Post", ("Dam gives way above Tarn",), None, "Dam gives way above Tarn"),
        ("Dam gives way above Tarn: nine dead", (), None, "Dam gives way above Tarn: nine dead"),
        ("Nine dead", (), "Nine dead", "Nine dead"),
    ],
)
def test_a_headline_without_its_site(title: str, headings: tuple[str, ...], site: str | None, headline: str) -> None:
    assert without_site(title, headings=headings, site=site) == headline
