"""Reported speech as claims of kind ``statement``: one a reported stretch, with its whole chain.

Invariant: a statement's passage is what is reported, fragment by fragment, without its source and cue; its chain
ends with the voice that says it. Wishes and attitudes told of somebody are statements too; the author's own words
are not. Which statements say the same as a claim of another kind is for the caller to see (their spans overlap).
"""

from __future__ import annotations

from recount.model.claims import Claim, TextValue
from recount.reading.sheet import Sheet
from recount.reading.voices import Report

READER = "statements"


def read(sheet: Sheet) -> list[Claim]:
    """Return one statement for each reported stretch of the page."""
    claims: list[Claim] = []
    for report in sheet.attributions.reports:
        if report.first_person or not report.content:
            continue
        claims.append(_statement(sheet, report))
    return claims


def _statement(sheet: Sheet, report: Report) -> Claim:
    text = " … ".join(sheet.page.quote(part) for part in report.content)
    about = sheet.page.quote(report.printed) if not report.heard and report.printed else None
    return sheet.claim(
        "statement",
        report.content[0],
        TextValue(text, about),
        reader=READER,
        head=_head(sheet, report),
        spans=report.content[1:],
        anchor=report.cue,
        report=report,
    )


def _head(sheet: Sheet, report: Report) -> int | None:
    """Return the token that governs the content, None where the sheet is to find it."""
    if report.content_head is None:
        return None
    token = sheet.page.tokens[report.content_head]
    return report.content_head if any(part.start <= token.start < part.end for part in report.content) else None
