"""What must hold of every document, analysis, reading, weighing and record, whatever bytes they were made from.

Each check yields a line for each thing that does not hold and trusts nothing: tests ask it of drawn inputs
(``tests/**/test_any_*.py``), ``bench.fuzz`` of mutated ones.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from html.parser import HTMLParser
from itertools import pairwise

from recount.model.analysis import ENTITY_LABELS, ENTRY_SORTS, MARK_LABELS, ROOT, Analysis
from recount.model.claims import Claim
from recount.model.findings import Weighing
from recount.model.mentions import Reading
from recount.model.record import Record
from recount.model.text import Document, Span, document_id, text_hash
from recount.model.values import Count, When
from recount.record import export_json
from recount.record.faults import Fault
from recount.record.verify import _verify_content

_HALF = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_DAY = re.compile(r"(-?\d{4,})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?\Z", re.ASCII)


def faults_of_document(document: Document) -> Iterator[str]:
    """Yield what is wrong with a document that intake made."""
    text, size = document.text, len(document.text)
    if document.text_sha256 != text_hash(text):
        yield "its hash is not that of its text"
    if document.id != document_id(document.text_sha256, document.input_id or document.name):
        yield "its id does not follow from text and name"
    words = (text, document.title, document.author.name, document.input_id, document.language)
    notes = [part for issue in document.issues for part in (issue.what, *issue.examples)]
    if any(_HALF.search(part) for part in (*filter(None, words), *notes)):
        yield "it holds half a character"
    for one, other in pairwise(document.segments):
        if one.end > other.start:
            yield f"segments {one.id} and {other.id} overlap or stand out of order"
    for number, segment in enumerate(document.segments, 1):
        if segment.id != f"s{number}" or not 0 <= segment.start <= segment.end <= size:
            yield f"segment {segment.id} lies outside the text or is not numbered in order"
        if segment.speaker is not None and not segment.speaker.strip():
            yield f"segment {segment.id} has a speaker without a name"
    if any(not 0 <= span.start < span.end <= size for span in document.author.spans):
        yield "its author is printed outside the text"
    if not document.segments:
        yield "nobody speaks in it"
    if any(issue.document != document.id for issue in document.issues):
        yield "an issue of it is another's"


def faults_of_analysis(text: str, analysis: Analysis) -> Iterator[str]:
    """Yield what is wrong with an engine's analysis of ``text``."""
    tokens = analysis.tokens
    for token in tokens:
        if text[token.start : token.end] != token.text or not token.text:
            yield f"token at {token.start} is not the text's"
    if any(one.end > other.start for one, other in pairwise(tokens)):
        yield "tokens overlap or stand out of order"
    at = 0
    for sentence in analysis.sentences:
        if sentence.first != at or sentence.last <= sentence.first:
            yield f"sentence at {sentence.start} does not follow the one before it"
            return
        at = sentence.last
        inside = range(sentence.first, sentence.last)
        if (tokens[sentence.first].start, tokens[sentence.last - 1].end) != (sentence.start, sentence.end):
            yield f"sentence at {sentence.start} does not end with its tokens"
        if sum(tokens[index].head == ROOT for index in inside) != 1:
            yield f"sentence at {sentence.start} has not one root"
        if any(tokens[index].head != ROOT and tokens[index].head not in inside for index in inside):
            yield f"sentence at {sentence.start} has a head elsewhere"
        if any(not _reaches_root(analysis, index) for index in inside):
            yield f"sentence at {sentence.start} is no tree"
    if at != len(tokens):
        yield "a token stands in no sentence"
    for entity in analysis.entities:
        if entity.label not in ENTITY_LABELS or not 0 <= entity.first < entity.last <= len(tokens):
            yield f"entity at {entity.start} has no such label or tokens"
        elif (tokens[entity.first].start, tokens[entity.last - 1].end) != (entity.start, entity.end):
            yield f"entity at {entity.start} does not end with its tokens"
    for mark in analysis.marks or ():
        if mark.label not in MARK_LABELS.get(mark.kind, (mark.kind,)) or not 0 <= mark.token < len(tokens):
            yield f"mark of token {mark.token} has no such label or token"
        if mark.tie is not None and not 0 <= mark.tie < len(tokens):
            yield f"mark of token {mark.token} hangs on no token"
    for entry in analysis.entries or ():
        pointed = [at for at in (entry.by, *entry.to, entry.opens, entry.closes) if at is not None]
        if not 0 <= entry.first <= entry.token <= entry.last < len(tokens):
            yield f"entry of token {entry.token} does not hold it"
        if entry.kind not in ENTRY_SORTS or any(not 0 <= at < len(tokens) for at in pointed):
            yield f"entry of token {entry.token} has no such kind or tokens"
        if (entry.opens is None) != (entry.closes is None):
            yield f"entry of token {entry.token} has half of its contents"


def _reaches_root(analysis: Analysis, index: int) -> bool:
    for _ in analysis.tokens:
        if analysis.tokens[index].head == ROOT:
            return True
        index = analysis.tokens[index].head
    return False


def faults_of_reading(document: Document, reading: Reading) -> Iterator[str]:
    """Yield what is wrong with what was read in a document."""
    text, ids = document.text, [claim.id for claim in reading.claims]
    if len(ids) != len(set(ids)):
        yield "an id of a claim stands twice"
    segments = {segment.id for segment in document.segments}
    for claim in reading.claims:
        yield from (f"claim {claim.kind} “{claim.quote[:40]}”: {what}" for what in _of_claim(text, claim, set(ids)))
        if claim.segment and claim.segment not in segments:
            yield f"claim {claim.kind} “{claim.quote[:40]}”: no segment {claim.segment}"
    mentions = (*reading.names, *reading.places, *reading.times, *reading.events)
    for mention in mentions:
        if not 0 <= mention.start < mention.end <= len(text):
            yield f"{type(mention).__name__} at {mention.start} lies outside the text"
    for quoted in (*reading.times, *reading.events):
        if text[quoted.start : quoted.end] != quoted.quote:
            yield f"{type(quoted).__name__} at {quoted.start} is not the text's"
    for time in reading.times:
        yield from (f"time “{time.quote[:40]}”: {what}" for what in faults_of_when(time.when))
    for event in reading.events:
        if not set(event.claims) <= set(ids):
            yield f"event at {event.start} has a claim that was not read"
        parts = (*event.times, *event.places, *event.agents, *event.targets, *filter(None, [event.setting]))
        if any(not 0 <= span.start < span.end <= len(text) for span in parts):
            yield f"event at {event.start} has a part outside the text"


def _of_claim(text: str, claim: Claim, ids: set[str]) -> Iterator[str]:
    if text[claim.start : claim.end] != claim.quote or not claim.quote:
        yield "its quote is not the text's"
    spans: list[Span] = [*claim.spans, *filter(None, [claim.anchor])]
    for hop in claim.attribution:
        spans += [span for span in (hop.cue, hop.content) if span is not None]
        if hop.start is not None and hop.end is not None:
            spans.append(Span(hop.start, hop.end))
    if any(not 0 <= span.start < span.end <= len(text) for span in spans):
        yield "a passage of it lies outside the text or is empty"
    if not claim.attribution:
        yield "nobody says it"
    if not 0 <= claim.score <= 1:
        yield f"its score is {claim.score}"
    count = getattr(claim.value, "count", None)
    if isinstance(count, Count) and count.low is not None and count.high is not None:
        if not 0 <= count.low <= count.high:
            yield f"its bounds are {count.low} to {count.high}"
    whole = getattr(claim.value, "subset_of", None)
    if whole is not None and (whole not in ids or whole == claim.id):
        yield "it is a part of what was not read"
    when = getattr(claim.value, "when", None)
    if isinstance(when, When):
        yield from faults_of_when(when)


def faults_of_when(when: When) -> Iterator[str]:
    """Yield what is wrong with the bounds of a time: each is a day or minute of the calendar, in order."""
    found = [_DAY.match(bound) for bound in (when.earliest, when.latest) if bound is not None]
    if not all(found):
        yield f"{when.earliest} or {when.latest} is no date"
        return
    keys = [
        tuple(int(part or default) for part, default in zip(m.groups(), (0, 1, 1, 0, 0), strict=True))
        for m in found
        if m
    ]
    if any(not (1 <= key[1] <= 12 and 1 <= key[2] <= 31 and key[3] <= 23 and key[4] <= 59) for key in keys):
        yield f"{when.earliest} or {when.latest} is no day of the calendar"
    if len(keys) == 2 and keys[0][:3] > keys[1][:3]:
        yield f"it begins {when.earliest} and ends {when.latest}"


def faults_of_weighing(readings: Sequence[Reading], weighing: Weighing) -> Iterator[str]:
    """Yield what is wrong with findings and conflicts: their claims exist, their bounds stand in order."""
    claims = {claim.id for reading in readings for claim in reading.claims}
    for finding in weighing.findings:
        where = f"finding {finding.attribute} ({finding.headline[:40]})"
        listed = [*finding.supports, *finding.compatible, *(row.claim for row in finding.rejected)]
        if not set(listed) <= claims or not finding.supports or len(listed) != len(set(listed)):
            yield f"{where}: its claims were not read, stand twice or there is none"
        if finding.low is not None and finding.high is not None and finding.low > finding.high:
            yield f"{where}: its bounds are {finding.low} to {finding.high}"
        if isinstance(finding.value, int) and not (finding.low or 0) <= finding.value <= (
            finding.high or finding.value
        ):
            yield f"{where}: {finding.value} lies outside {finding.low} to {finding.high}"
        if sorted(claim for origin in finding.origins for claim in origin.claims) != sorted(finding.supports):
            yield f"{where}: its origins do not say what supports it"
        if not finding.reasons:
            yield f"{where}: no reason is given"
    for conflict in weighing.conflicts:
        if not set(conflict.claims) <= claims:
            yield f"conflict {conflict.kind}: a claim of it was not read"


def faults_of_record(record: Record) -> Iterator[str]:
    """Yield what verification finds in the content of a record."""
    found: Iterable[Fault] = _verify_content(record)
    yield from (f"{fault.where}: {fault.what}" for fault in found)


_LIVE = frozenset(
    {"img", "svg", "iframe", "object", "embed", "link", "base", "form", "input", "video", "audio", "math"}
)
"""Elements that no template of the page has."""


class _Markup(HTMLParser):
    """What elements a page has, and what of them is live."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.live: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        names = [
            name for name, value in attrs if name.startswith("on") or (value or "").strip().startswith("javascript:")
        ]
        if tag in ("img", "svg", "iframe", "object", "embed", "link", "base", "form", "b2") or names:
            self.live.append(f"<{tag} {' '.join(names)}>")


def faults_of_page(page: str) -> Iterator[str]:
    """Yield what of an account came to life in a page: elements, handlers, scripts, control characters."""
    markup = _Markup()
    markup.feed(page)
    markup.close()
    yield from (f"live markup: {live}" for live in markup.live)
    if markup.scripts != 2:
        yield f"the page has {markup.scripts} scripts"
    control = _CONTROL.search(page)
    if control:
        yield f"a raw control character {control.group()!r}: {page[max(0, control.start() - 60) : control.start()]!r}"


def faults_of_export(record: Record) -> Iterator[str]:
    """Yield what is wrong with the JSON of a record: it is JSON in UTF-8 without raw control characters."""
    written = export_json(record)
    if json.loads(written)["schema"] != record.schema:
        yield "the export is not the record's"
    try:
        written.encode("utf-8")
    except UnicodeEncodeError:
        yield "the export is no UTF-8"
    if re.search("[\x00-\x09\x0b-\x1f]", written):
        yield "a raw control character in the export"
