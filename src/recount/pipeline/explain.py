"""How one sentence was read: its tree, its acts and counts, its marks, and every reading weighed, told or refused.

Invariant: nothing is read anew here. The readers' own proposals, scores and floors are shown as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from recount.errors import IntakeError
from recount.intake import Unread, find_sources, make_document, read_source
from recount.model.analysis import ROOT, Mark, Sentence
from recount.model.claims import Claim
from recount.model.text import Document
from recount.pipeline.stages import load_engine_once
from recount.reading import open_sheet, read
from recount.reading.acts import acts_of, doers_of, sufferers_of
from recount.reading.harm.claims import proposals as harms_on
from recount.reading.harm.weighed import evidence as evidence_of_harms
from recount.reading.page import Page
from recount.reading.parts.doers import doers_on
from recount.reading.parts.roles import proposals as parts_on
from recount.reading.parts.weighed import evidence as evidence_of_parts
from recount.reading.phrases import counted_of
from recount.reading.sheet import Sheet
from recount.reading.trust import table_of
from recount.vocabulary.schema import TrustRow


@dataclass(frozen=True, slots=True)
class Word:
    """One token of a sentence: its number in the document, text, lemma, tag, relation, and the head it hangs on."""

    number: int
    text: str
    lemma: str
    tag: str
    relation: str
    head: int | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class ActSeen:
    """An act's words, its kind, outcome, and the words that suffer and do it."""

    words: str
    kind: str
    outcome: str
    sufferers: tuple[str, ...]
    doers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """One reading that frames or marks propose.

    ``score`` is its probability, ``floor`` the least that is told; ``reasons`` are what weighed most, by name, in
    units of log odds; ``claim`` is what it would say, ``told`` whether the record holds it.
    """

    kind: str
    says: str
    quote: str
    tie: str
    score: float
    floor: float
    told: bool
    reasons: tuple[tuple[str, float], ...]
    claim: Claim


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that was seen in one sentence."""

    sentence: str
    words: tuple[Word, ...]
    acts: tuple[ActSeen, ...]
    counted: tuple[tuple[str, str], ...]
    readings: tuple[Weighed, ...]
    others: tuple[Claim, ...]
    """Claims of other kinds that start in the sentence."""


_REASONS = 6
"""How many reasons are shown of each reading."""


def explain(text: str | Path, sought: str | None = None) -> Iterator[Explanation]:
    """Yield what was seen in each sentence of a text or file that holds ``sought`` (or the id of a claim in it).

    Raises ``IntakeError`` where the file cannot be read or nothing in it holds ``sought``.
    """
    document = _document(text)
    sheet = open_sheet(document, load_engine_once().analyse(document.text))
    claims = read(document, sheet.page.analysis).claims
    readings = [*_harms(sheet, claims), *_parts(sheet, claims)]
    found = False
    for sentence in sheet.page.analysis.sentences:
        if sought is None or _holds(document, sentence, sought, [*claims, *(one.claim for one in readings)]):
            found = True
            yield _explanation(sheet, sentence, readings, claims)
    if not found:
        raise IntakeError(f"{document.name}: no sentence holds “{sought}”, and no claim there has this id")


def _document(text: str | Path) -> Document:
    if isinstance(text, str):
        return make_document(text, name="the given text")
    read_one = [read_source(source, source.read_bytes()) for source in find_sources(text)]
    if len(read_one) != 1:
        raise IntakeError(f"{text}: {len(read_one)} accounts; name one file")
    if isinstance(read_one[0], Unread):
        raise IntakeError(f"{text}: {read_one[0].reason}")
    return read_one[0]


def _holds(document: Document, sentence: Sentence, sought: str, claims: list[Claim]) -> bool:
    if sought.casefold() in document.text[sentence.start : sentence.end].casefold():
        return True
    return any(claim.id == sought and sentence.start <= claim.start < sentence.end for claim in claims)


def _explanation(sheet: Sheet, sentence: Sentence, readings: list[Weighed], claims: tuple[Claim, ...]) -> Explanation:
    page = sheet.page
    inside = range(sentence.first, sentence.last)
    return Explanation(
        page.text[sentence.start : sentence.end],
        tuple(_word(page, index) for index in inside),
        tuple(
            ActSeen(
                " ".join(page.tokens[i].text for i in act.tokens), act.frame.type or "", act.frame.outcome or "",
                tuple(page.tokens[i].text for i in sufferers_of(page, act)),
                tuple(page.tokens[i].text for i in doers_of(page, act)),
            )
            for act in acts_of(page)
            if act.at in inside
        ),
        tuple(
            (page.quote(page.span(one.raw_first, max(one.raw_last, one.last))), f"{one.form}, {one.noun}")
            for one in counted_of(page)
            if one.anchor in inside
        ),
        tuple(one for one in readings if sentence.start <= one.claim.start < sentence.end),
        tuple(c for c in claims if c.kind not in ("casualty", "role") and sentence.start <= c.start < sentence.end),
    )  # fmt: skip


def _word(page: Page, index: int) -> Word:
    token = page.tokens[index]
    marks = tuple(
        mark for kind in ("count", "role", "voice", "event") for mark in page.marks.get((kind, index), {}).values()
    )
    head = None if token.head == ROOT else token.head
    return Word(index, token.text, token.lemma, token.xpos, token.deprel, head, marks)


def _harms(sheet: Sheet, claims: tuple[Claim, ...]) -> Iterator[Weighed]:
    pairs, table = harms_on(sheet), table_of(sheet.page, "counts")
    told = {claim.id for claim in claims}
    for (harm, claim), known in zip(pairs, evidence_of_harms(sheet.page, [harm for harm, _ in pairs]), strict=True):
        says = f"{harm.phrase.count.low}..{harm.phrase.count.high} {harm.outcome}"
        yield _weighed("casualty", says, harm.tie, harm.score, table, known, claim, told)


def _parts(sheet: Sheet, claims: tuple[Claim, ...]) -> Iterator[Weighed]:
    pairs, table = parts_on(sheet), table_of(sheet.page, "roles")
    told = {claim.id for claim in claims}
    every = evidence_of_parts(sheet.page, doers_on(sheet), [part for part, _ in pairs])
    for (part, claim), known in zip(pairs, every, strict=True):
        says = f"{part.doer.name.surface}: {part.role}, {sheet.page.tokens[part.act].text}"
        yield _weighed("role", says, part.tie, part.score, table, known, claim, told)


def _weighed(
    kind: str, says: str, tie: str, score: float, table: TrustRow, known: dict[str, float], claim: Claim,
    told: set[str],
) -> Weighed:  # fmt: skip
    weights = {name: table.weights[name] * value for name, value in known.items() if name in table.weights}
    most = sorted(weights.items(), key=lambda pair: (-abs(pair[1]), pair[0]))[:_REASONS]
    return Weighed(kind, says, claim.quote, tie, score, table.floor, claim.id in told, tuple(most), claim)
