"""The small readers: counts that are no casualties, loaded words, questions, reported speech.

Invariant: a number that a casualty claim rests on gets no other claim; a loaded word is what a voice calls something
and types nothing; a statement's passage is what is reported, without its source and cue.
"""

from __future__ import annotations

from functools import cache

from recount import vocabulary
from recount.model.analysis import ROOT
from recount.model.claims import Claim, PopulationValue, TextValue
from recount.model.text import Span
from recount.reading.harm import read as read_casualties
from recount.reading.numbers import Number
from recount.reading.page import Page
from recount.reading.phrases import Counted
from recount.reading.phrases.roles import Role, roles_of
from recount.reading.sheet import Sheet
from recount.reading.syntax import arguments_of, extent, top_of

_PEOPLE = frozenset(
    {"residents", "members", "survivors", "attendance", "captives", "group", "persons", "attacked", "victims"}
)
_MEASURED = frozenset({"distance", "area", "weight", "money", "percentage"})
_CLAIMED = _PEOPLE | _MEASURED | {"vehicle", "animal", "building", "weapon", "event", "object", "document"}
_HOMES = frozenset({"home to", "is home to", "was home to", "are home to", "houses", "housed", "hosts"})


def read_populations(sheet: Sheet) -> list[Claim]:
    """Return the claims on numbers that count people who were not harmed, distances and things.

    Numbers of forces have their role here and their claims in ``reading/parts``.
    """
    made = (_population(sheet, *row) for row in roles_of(sheet, read_casualties(sheet)))
    return [claim for claim in made if claim is not None]


def _population(sheet: Sheet, number: Number, phrase: Counted | None, role: Role) -> Claim | None:
    """Return the claim a number makes, None for roles that are no counts."""
    page, count = sheet.page, number.count
    if count is None or (count.op == "vague" and count.low is None) or role not in _CLAIMED:
        return None
    first, last, head = number.first, number.last, number.core_first
    if phrase is not None and phrase.head is not None and phrase.head >= number.core_first:
        head, last = phrase.head, max(last, phrase.last)
    elif role in _MEASURED and last < len(page.lower) and page.tokens[last].upos in ("NOUN", "SYM"):
        last += 1
    span, of = page.span(first, last), _words_after(page, number, last)
    if not of and role in _PEOPLE:
        return None
    value = PopulationValue(count, of or number.raw, _where(sheet, span), role)
    return sheet.claim(
        "population", span, value, reader="populations", head=head, score=0.9 if role in _PEOPLE else 0.8
    )


def _words_after(page: Page, number: Number, last: int) -> str:
    """Return the printed words after the figure up to token ``last``: what is counted."""
    first = number.last
    while first < last and page.lower[first] in ("-", "of", "the", "strong", "–"):
        first += 1
    return page.quote(page.span(first, last)) if first < last else ""


def _where(sheet: Sheet, span: Span) -> str | None:
    """Return the place printed right after the counted phrase, or the place that is "home to" it."""
    text = sheet.page.text
    for place in sheet.places:
        if place.start >= span.end:
            return place.surface if text[span.end : place.start].strip().lower() in ("in", "at") else None
        if text[place.end : span.start].strip(" ,").lower() in _HOMES:
            first = sheet.page.sentence_of(sheet.page.tokens_in(place.start, place.end)[0]).start
            return next(other.surface for other in sheet.places if other.start >= first)
    return None


@cache
def _loaded() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return loaded words and phrases by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for group, listed in vocabulary.load("loaded_words").items():
        for entry in listed if group != "plain_before" else ():
            parts = tuple(entry.split())
            found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(phrases, key=lambda p: (-len(p), p))) for first, phrases in found.items()}


def read_characterisations(sheet: Sheet) -> list[Claim]:
    """Return the loaded words of the page and its author's questions, in order."""
    page, claims, index = sheet.page, [], 0
    while index < len(page.tokens):
        length = _loaded_at(page, index)
        if length:
            span = page.span(index, index + length)
            value = TextValue(page.quote(span), _about(page, index, index + length))
            claims.append(
                sheet.claim(
                    "characterisation", span, value, reader="characterisations", head=index + length - 1, anchor=span
                )
            )
        index += length or 1
    return [*claims, *_questions(sheet)]


def _loaded_at(page: Page, index: int) -> int:
    """Return how many tokens a loaded word or phrase has that begins here, 0 where none does."""
    lemma, word = page.tokens[index].lemma.lower(), page.lower[index]
    after = page.tokens[index + 1].lemma.lower() if index + 1 < len(page.tokens) else ""
    plain = after in vocabulary.load("loaded_words")["plain_before"].get(lemma, ())  # "criminal court"
    for phrase in (*_loaded().get(word, ()), *(_loaded().get(lemma, ()) if lemma != word else ())):
        stop = index + len(phrase)
        if stop <= len(page.tokens) and all(
            part in (page.lower[at], page.tokens[at].lemma.lower())
            for part, at in zip(phrase, range(index, stop), strict=True)
        ):
            return 0 if len(phrase) == 1 and plain else len(phrase)
    return 0


def _about(page: Page, first: int, last: int) -> str | None:
    """Return the printed words of what is called so: subject, noun behind an adjective, object of "call", or None."""
    arguments, inside = arguments_of(page), range(first, last)
    head = next((index for index in inside if page.tokens[index].head not in inside), first)
    token = page.tokens[head]
    relation = token.deprel.split(":")[0]
    if token.upos == "VERB":
        found = arguments.children(head, "obj", "nsubj:pass")
    elif arguments.children(head, "cop"):
        found = arguments.children(head, "nsubj")
    elif relation in ("amod", "compound", "appos") and token.head != ROOT:
        return page.tokens[token.head].text
    elif relation in ("xcomp", "obl") and token.head != ROOT:
        found = arguments.children(token.head, "obj")
    else:
        found = [child for child in arguments.children(head, "nmod", "appos") if child >= last]
    if not found:
        return None
    first, end = extent(page, found[0])
    first += next(at for at in range(end - first) if first + at == found[0] or page.tokens[first + at].upos != "DET")
    return page.quote(page.span(first, end))


def _questions(sheet: Sheet) -> list[Claim]:
    """Return the questions that the author asks: sentences of the segment's own voice with a question mark."""
    page, claims = sheet.page, []
    for sentence in page.analysis.sentences:
        if sentence.last <= sentence.first or "?" not in page.text[sentence.end - 2 : sentence.end]:
            continue
        span = page.span(sentence.first, sentence.last)
        if any(report.heard for report in sheet.attributions.covering(span.start, span.end)):
            continue
        head = top_of(page, span.start, span.end)
        claims.append(sheet.claim("question", span, TextValue(page.quote(span)), reader="questions", head=head))
    return claims


def read_statements(sheet: Sheet) -> list[Claim]:
    """Return one statement for each reported stretch of the page, with its whole chain."""
    page, claims = sheet.page, []
    for report in sheet.attributions.reports:
        if not report.content or report.first_person:
            continue
        text = " … ".join(page.quote(part) for part in report.content)
        about = page.quote(report.printed) if not report.heard and report.printed else None
        start = page.tokens[report.content_head].start if report.content_head is not None else -1
        head = report.content_head if any(part.start <= start < part.end for part in report.content) else None
        claims.append(
            sheet.claim(
                "statement", report.content[0], TextValue(text, about), reader="statements", head=head,
                spans=report.content[1:], anchor=report.cue, report=report,
            )
        )  # fmt: skip
    return claims
