"""Warnings and signs before an event: who said or saw what, and who was told.

Invariant: what is warned of is harm to people; a sign counts only where the text sets it before the event or names who
saw it; whoever is told stands in the passage.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recount.model.claims import Claim, WarningValue
from recount.model.text import Span
from recount.reading.ledgers.phrases import LONGEST, acts, clause, is_somebody, time_on
from recount.reading.ledgers.words import lemma, of_warnings
from recount.reading.page import Page
from recount.reading.sheet import Sheet
from recount.reading.syntax import arguments_of, extent

READER = "warnings"
SCORE = 0.90
"""Share of the entries that a careful reader lists too, on corpus/ledgers2 before anybody had read it."""
_OF = ("of", "about", "against")
"""Prepositions before what is warned of."""
_UNREAL = frozenset({"question", "conditional", "denied", "demanded"})


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning word, who was told, and the token that heads what was warned of, None where nothing says."""

    cue: int
    to: tuple[int, ...]
    act: int | None


def read_warnings(sheet: Sheet) -> list[Claim]:
    """Return the warnings and signs that rules find in a text, in order."""
    reports = sheet.attributions.by_cue
    found: list[Claim] = []
    for warned in _warned(sheet.page):
        report = reports.get(warned.cue)
        if report is not None and report.negated:
            continue
        made = _claim(sheet, warned)
        if made is not None and not any(one.start <= made.start < one.end for one in found):
            found.append(made)
    return found


def _warned(page: Page) -> Iterator[Warned]:
    words, tree = of_warnings(), arguments_of(page)
    for index, token in enumerate(page.tokens):
        word = lemma(page, index)
        early = (word in words.telling or word in words.signs) and _is_before(page, index)
        told = (
            token.upos == "VERB"
            and word in words.telling
            and (early or _is_past(page, index) or _foresees(page, index))
        )
        if token.upos == "VERB" and (word in words.warning or told):
            passive = tree.is_passive(index)
            objects = tree.children(index, "nsubj:pass") if passive else []
            objects += [*tree.children(index, "iobj"), *tree.children(index, "obj"), *tree.under(index, "to")]
            to = tuple(one for one in objects if is_somebody(page, one))
            acts = [c for c in tree.children(index, "ccomp", "xcomp") if c > index]
            acts += [*tree.under(index, *_OF), *(act for one in to for act in tree.under(one, *_OF))]
            acts += [one for one in objects if one not in to]
            if word in words.warning or to:
                yield Warned(index, to, acts[0] if acts else None)
        elif token.upos == "NOUN" and (word in words.warning_nouns or (word in words.signs and early)):
            acts = [*tree.under(index, "of", "about"), *tree.children(index, "acl", "ccomp")]
            to = tuple(one for one in tree.under(index, "to") if is_somebody(page, one))
            yield Warned(index, to, acts[0] if acts else None)


def _is_before(page: Page, index: int) -> bool:
    """Whether the word's sentence says that it was before the event ("in advance", "three days before")."""
    sentence = page.sentence_of(index)
    said = page.text[sentence.start : sentence.end].lower()
    return any(words in said for words in of_warnings().beforehand)


def _is_confided(page: Page, warned: Warned) -> bool:
    """Whether something was told to somebody who is no reporter or court."""
    return bool(warned.to) and all(lemma(page, one) not in of_warnings().public for one in warned.to)


def _foresees(page: Page, verb: int) -> bool:
    """Whether what is told was under way or to come ("that trucks were massing", "that the office would be raided")."""
    for clause_of in arguments_of(page).children(verb, "ccomp"):
        words = {page.lower[child] for child in page.children[clause_of] if page.tokens[child].deprel.startswith("aux")}
        under_way = page.tokens[clause_of].xpos == "VBG" and words & {"was", "were", "had", "been"}
        to_come = "would" in words and any(
            lemma(page, at) in of_warnings().dangers for at in range(clause_of, min(clause_of + 4, len(page.tokens)))
        )
        if under_way or to_come:
            return True
    return False


def _is_past(page: Page, verb: int) -> bool:
    """Whether a verb tells of what came before what is told of ("had told")."""
    return any(page.lower[child] == "had" and page.tokens[child].deprel == "aux" for child in page.children[verb])


def _claim(sheet: Sheet, warned: Warned) -> Claim | None:
    page = sheet.page
    what = None if warned.act is None else clause(page, warned.act)
    inside = page.tokens_in(what.start, what.end) if what is not None else _around(page, warned.cue)
    dangerous = any(lemma(page, index) in of_warnings().dangers for index in inside if index != warned.cue)
    confided = _is_confided(page, warned)
    if lemma(page, warned.cue) in of_warnings().telling and not confided and not _is_before(page, warned.cue):
        return None
    if not dangerous and not (confided and (_is_past(page, warned.cue) or _foresees(page, warned.cue))):
        return None
    if what is None and not _is_before(page, warned.cue):
        return None
    words = [page.tokens[warned.cue].start, page.tokens[warned.cue].end]
    words += [what.start, what.end] if what is not None else []
    words += [page.tokens[one].start for one in warned.to] + [page.tokens[one].end for one in warned.to]
    span = Span(min(words), max(words))
    if span.end - span.start > LONGEST:
        return None
    named = [page.quote(page.span(*extent(page, one))) for one in warned.to if acts(page, one)]
    told = page.quote(what) if what is not None else ""
    value = WarningValue(page.quote(span), told, time_on(sheet, (warned.cue,)), named[0] if named else None)
    claim = sheet.claim("warning", span, value, reader=READER, score=SCORE, head=warned.cue)
    return None if claim.polarity == "-" or claim.certainty in _UNREAL else claim


def _around(page: Page, index: int) -> range:
    sentence = page.sentence_of(index)
    return range(sentence.first, sentence.last)
