"""Loaded words with their speaker, and the questions an author asks.

Invariant: a loaded word (``vocabulary/loaded_words.yaml``) is a claim of kind ``characterisation`` and nothing
else: it types no incident and labels no person. Words inside names of organisations and printed titles are kept
too, as what the text calls them. A question is a sentence of the segment's own voice that ends in a question mark.
"""

from __future__ import annotations

from functools import cache

from recount import vocabulary
from recount.model.analysis import ROOT
from recount.model.claims import Claim, TextValue
from recount.model.text import Span
from recount.reading.page import Page
from recount.reading.sheet import Sheet

READER = "characterisations"
QUESTIONS = "questions"


@cache
def _loaded() -> tuple[dict[str, str], dict[str, tuple[tuple[str, ...], ...]]]:
    """Return single words by class, and phrases by their first word, longest first."""
    single: dict[str, str] = {}
    several: dict[str, list[tuple[str, ...]]] = {}
    for group, listed in vocabulary.load("loaded_words").items():
        if group == "plain_before":
            continue
        for entry in listed:
            parts = tuple(entry.split())
            if len(parts) == 1:
                single.setdefault(entry, group)
            else:
                several.setdefault(parts[0], []).append(parts)
    ordered = {first: tuple(sorted(phrases, key=lambda p: (-len(p), p))) for first, phrases in several.items()}
    return single, ordered


def read(sheet: Sheet) -> list[Claim]:
    """Return the loaded words of the page and its author's questions, in order."""
    return [*_characterisations(sheet), *_questions(sheet)]


def _characterisations(sheet: Sheet) -> list[Claim]:
    single, several = _loaded()
    page = sheet.page
    claims: list[Claim] = []
    index = 0
    while index < len(page.tokens):
        lemma, word = page.tokens[index].lemma.lower(), page.lower[index]
        length = 0
        for phrase in (*several.get(word, ()), *(several.get(lemma, ()) if lemma != word else ())):
            stop = index + len(phrase)
            if stop <= len(page.tokens) and all(
                part in (page.lower[at], page.tokens[at].lemma.lower())
                for part, at in zip(phrase, range(index, stop), strict=True)
            ):
                length = len(phrase)
                break
        if not length and (lemma in single or word in single) and not _neutral(page, index, lemma):
            length = 1
        if length:
            span = page.span(index, index + length)
            claims.append(
                sheet.claim(
                    "characterisation",
                    span,
                    TextValue(page.quote(span), _about(sheet, index, index + length)),
                    reader=READER,
                    head=index + length - 1,
                    anchor=span,
                )
            )
        index += length or 1
    return claims


def _neutral(page: Page, index: int, lemma: str) -> bool:
    """True where the next word makes a plain term of it ("criminal court")."""
    following: dict[str, list[str]] = vocabulary.load("loaded_words")["plain_before"]
    if lemma not in following or index + 1 >= len(page.tokens):
        return False
    return page.tokens[index + 1].lemma.lower() in following[lemma]


def _about(sheet: Sheet, first: int, last: int) -> str | None:
    """Return the printed words of what is called so: subject, noun behind an adjective, object of "call", or None."""
    page = sheet.page
    inside = range(first, last)
    head = next((index for index in inside if page.tokens[index].head not in inside), first)
    token = page.tokens[head]
    if token.upos == "VERB":
        target = next((c for c in page.children[head] if page.tokens[c].deprel in ("obj", "nsubj:pass")), None)
        return _words(sheet, target, last)
    if any(page.tokens[c].deprel == "cop" for c in page.children[head]):
        return _words(sheet, next((c for c in page.children[head] if page.tokens[c].deprel == "nsubj"), None), None)
    relation = token.deprel.split(":")[0]
    if relation in ("amod", "compound", "appos") and token.head != ROOT:
        return page.tokens[token.head].text
    if relation in ("xcomp", "obl") and token.head != ROOT:
        return _words(sheet, next((c for c in page.children[token.head] if page.tokens[c].deprel == "obj"), None), None)
    of = next(
        (c for c in page.children[head] if page.tokens[c].deprel.startswith(("nmod", "appos")) and c >= last), None
    )
    return _words(sheet, of, None)


def _words(sheet: Sheet, index: int | None, limit: int | None) -> str | None:
    """Return the words from the start of a phrase to its head, without determiner or preposition."""
    if index is None:
        return None
    page = sheet.page
    members = [
        t for t in page.subtree(index) if t <= index + 2 and page.tokens[t].upos not in ("ADP", "PUNCT", "SCONJ")
    ]
    members = [t for t in members if t <= index or page.tokens[t].deprel.startswith("flat")]
    while members and page.tokens[members[0]].upos == "DET":
        members = members[1:]
    if not members:
        return page.tokens[index].text
    return page.quote(Span(page.tokens[members[0]].start, page.tokens[members[-1]].end))


def _questions(sheet: Sheet) -> list[Claim]:
    page = sheet.page
    claims: list[Claim] = []
    for sentence in page.analysis.sentences:
        if sentence.last <= sentence.first or "?" not in page.text[sentence.end - 2 : sentence.end]:
            continue
        span = page.span(sentence.first, sentence.last)
        if any(report.heard for report in sheet.attributions.covering(span.start, span.end)):
            continue
        head = next((t for t in range(sentence.first, sentence.last) if page.tokens[t].head == ROOT), sentence.first)
        claims.append(sheet.claim("question", span, TextValue(page.quote(span)), reader=QUESTIONS, head=head))
    return claims
