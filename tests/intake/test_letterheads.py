"""Whose a text is that a body issues in its own name."""

from __future__ import annotations

import pytest

from recount.intake.voices import find_voices


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("MINISTRY OF WAR\nCommuniqué No. 4\n\nNo shot was fired by the Guard.", "MINISTRY OF WAR"),
        ("REPUBLIC OF OSK\nGeneral Staff of the Army\nPress release\n\nAll is calm.", "General Staff of the Army"),
        ("PRESS NOTE No. 3\nNorth Shore Police, Lom, 4 May 2031\n\nTwo men were held.", "North Shore Police"),
        ("HARLAN MILLS LTD\nFor immediate release\n\nThe company regrets the deaths.", "HARLAN MILLS LTD"),
        ("ASSEMBLY\nWritten answer of the Minister of Ports\n\nThe gate was open.", "Minister of Ports"),
    ],
)
def test_a_notice_is_its_letterhead_s(text: str, body: str) -> None:
    found = find_voices(text, "page")
    assert found.author.name == body
    assert found.author.basis == "stated"
    assert [text[span.start : span.end] for span in found.author.spans] == [body]
    assert {segment.speaker for segment in found.segments if segment.voice == "article"} == {body}


@pytest.mark.parametrize(
    "text",
    [
        "The Lom Courier\nPolice hold two\n\nLOM, 4 May 2031 - Police held two men, a press release said.",
        "Police statement awaited\n\nThe ministry has said nothing. A communiqué was promised for Friday.",
        "MINISTRY OF WAR\n\nA history of the ministry in three chapters, by many hands, of which this is the first.",
        "CORRECTION AND APOLOGY\n\nOn Monday we wrote that nine had died, and that was not so.",
    ],
)
def test_a_report_and_a_page_that_is_no_notice_have_no_issuer(text: str) -> None:
    assert find_voices(text, "page").author.name is None
