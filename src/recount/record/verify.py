"""Verification: every hash, id and quote of a case is made again from its content and compared.

Invariant: a fault found here is a fault of the file, never of the reading; verification trusts nothing stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from recount.model.ids import hash_id, sha256_hex
from recount.model.record import ClaimNote, DocumentNote, Record
from recount.model.text import Passage, document_id, text_hash
from recount.record.faults import Fault
from recount.record.ledger import DOCUMENT, STAMP, head_of, imprint, last_record
from recount.record.store import Store

_FROM_SOURCE = "build again with its source in the folder: a copy is repaired where the source's hash fits"
_KEPT_ELSEWHERE = "compare the head with the one you kept elsewhere; an altered entry cannot be made anew"


def verify(store: Store, record: Record) -> Iterator[Fault]:
    """Yield every fault of a case: evidentiary copies, documents, claims, mentions, references of its record.

    The ledger is checked by ``verify_ledger``, which needs no record that can be read.
    """
    yield from _verify_raw(store, record)
    try:
        yield from _verify_content(record)
    except (AttributeError, TypeError) as error:
        yield Fault("record", f"it holds a value of another type ({error})")


def _verify_content(record: Record) -> Iterator[Fault]:
    texts = {document.id: document.text for document in record.documents}
    for document in record.documents:
        yield from _verify_document(document)
    for claim in record.claims:
        yield from _verify_claim(claim, texts)
    for where, passage in _passages(record):
        yield from _verify_passage(where, passage, texts)
    yield from _verify_references(record)


def _verify_raw(store: Store, record: Record) -> Iterator[Fault]:
    held = set()
    for sha256 in store.raw_hashes():
        held.add(sha256)
        data = store.raw(sha256)
        if data is None or sha256_hex(data) != sha256:
            yield Fault(f"evidentiary copy {sha256}", "its bytes do not match its hash", _FROM_SOURCE)
    captured = {(source.name, source.sha256) for source in store.sources()}
    for document in record.documents:
        if document.sha256 not in held:
            yield Fault(f"document {document.name}", "its evidentiary copy is missing", _FROM_SOURCE)
        if captured and (document.name, document.sha256) not in captured:
            yield Fault(f"document {document.name}", "it is not in the list of sources")


def verify_ledger(store: Store) -> Iterator[Fault]:
    """Yield what breaks the ledger: an entry that is not what was entered, a head that does not follow from them, a
    record that the last entry about one does not name, sources and time stamps that no entry tells of."""
    entries: dict[int, dict[str, Any]] = {}
    leaves = []
    for number, entry in enumerate(store.ledger(), 1):
        leaves.append(entry.leaf)
        entries[entry.number] = entry.told()
        if entry.number != number:
            yield Fault(f"ledger entry {entry.number}", "it does not follow the one before it", _KEPT_ELSEWHERE)
            return
        if not entry.is_sound():
            yield Fault(f"ledger entry {entry.number}", "it is not what was entered", _KEPT_ELSEWHERE)
    if store.head() != head_of(leaves):
        yield Fault("ledger", "its head does not follow from its entries", _KEPT_ELSEWHERE)
    last = last_record(store.ledger(newest_first=True))
    current = store.record()
    if current is None and last:
        yield Fault("record", "the ledger names one and none is held")
    if current is not None and sha256_hex(current) != last:
        yield Fault("record", "it is not the one the ledger's last entry names")
    for source in store.sources():
        told = entries.get(source.entry, {})
        if (told.get("what"), told.get("name"), told.get("sha256")) != (DOCUMENT, source.name, source.sha256):
            yield Fault(f"source {source.name}", "no entry of the ledger tells of its capture", _KEPT_ELSEWHERE)
    yield from _verify_stamps(store, leaves, list(entries.values()))


def _verify_stamps(store: Store, leaves: list[str], entries: list[dict[str, Any]]) -> Iterator[Fault]:
    told = [entry.get("sha256") for entry in entries if entry.get("what") == STAMP]
    for stamp in store.stamps():
        where = f"time stamp of {stamp.service} over {stamp.head}"
        if sha256_hex(stamp.response) not in told:
            yield Fault(where, "no entry of the ledger tells of it", _KEPT_ELSEWHERE)
        elif head_of(leaves[: stamp.head.size]) != stamp.head:
            yield Fault(where, "the ledger had another head then", _KEPT_ELSEWHERE)
        elif imprint(stamp.head) not in stamp.response:
            yield Fault(where, "it is a stamp over something else", _KEPT_ELSEWHERE)


def _verify_document(document: DocumentNote) -> Iterator[Fault]:
    where = f"document {document.name}"
    if document.text is None:
        yield Fault(where, "its text is not in the record")
        return
    digest = text_hash(document.text)
    if digest != document.text_sha256:
        yield Fault(where, "its text does not match text_sha256")
    if document_id(digest, document.input_id or document.name) != document.id:
        yield Fault(where, "its id does not follow from its text and name")
    if document.characters != len(document.text):
        yield Fault(where, f"it has {len(document.text)} characters, not {document.characters}")
    for time in document.times:
        if document.text[time.start : time.end] != time.quote:
            yield Fault(where, f"time at {time.start}: the text does not hold the quote")
    for segment in document.segments:
        if not 0 <= segment.start <= segment.end <= len(document.text):
            yield Fault(where, f"segment {segment.id} lies outside the text")


def _verify_claim(claim: ClaimNote, texts: dict[str, str | None]) -> Iterator[Fault]:
    where = f"claim {claim.id}"
    text = texts.get(claim.document)
    if text is None:
        yield Fault(where, f"its document {claim.document} is not in the record")
        return
    if text[claim.start : claim.end] != claim.quote or not claim.quote:
        yield Fault(where, "the text does not hold its quote")
    for hop in claim.attribution:
        if hop.start is not None and text[hop.start : hop.end] != hop.quote:
            yield Fault(where, f"the text does not hold the words of its source {hop.name}")


def _passages(record: Record) -> Iterator[tuple[str, Passage]]:
    for actor in record.actors:
        for mention in actor.mentions:
            yield f"actor {actor.id}", mention
    for place in record.places:
        for mention in place.mentions:
            yield f"place {place.id}", mention
    for incident in record.incidents:
        for mention in incident.mentions:
            yield f"incident {incident.id}", mention
        for relation in incident.relations:
            for passage in relation.passages:
                yield f"incident {incident.id}", passage
    for claim in record.claims:
        for passage in claim.spans:
            yield f"claim {claim.id}", passage
    for conflict in record.conflicts:
        for passage in conflict.passages:
            yield f"conflict {conflict.id}", passage
    for origin in record.origins:
        for passage in origin.passages:
            yield f"origin {origin.id}", passage


def _verify_passage(where: str, passage: Passage, texts: dict[str, str | None]) -> Iterator[Fault]:
    text = texts.get(passage.document)
    if text is None or text[passage.start : passage.end] != passage.quote:
        yield Fault(where, f"no text holds its passage at {passage.start}")


def _verify_references(record: Record) -> Iterator[Fault]:
    known = {
        "claim": {claim.id for claim in record.claims},
        "incident": {incident.id for incident in record.incidents},
        "document": {document.id for document in record.documents},
    }
    for kind, ids in known.items():
        items: Any = getattr(record, f"{kind}s")
        if len(ids) != len(items):
            yield Fault(f"{kind}s", "an id stands twice")
    for where, kind, reference in _references(record):
        if reference not in known[kind]:
            yield Fault(where, f"{kind} {reference} is not in the record")
    for finding in record.findings:
        if finding.id != hash_id("finding", [finding.incident, finding.attribute, finding.subgroup]):
            yield Fault(f"finding {finding.id}", "its id does not follow from incident, attribute and subgroup")


def _references(record: Record) -> Iterator[tuple[str, str, str]]:
    for claim in record.claims:
        if claim.incident is not None:
            yield f"claim {claim.id}", "incident", claim.incident
    for incident in record.incidents:
        yield from ((f"incident {incident.id}", "claim", claim) for claim in incident.claims)
        yield from ((f"incident {incident.id}", "document", document) for document in incident.documents)
    for finding in record.findings:
        where = f"finding {finding.id}"
        yield where, "incident", finding.incident
        yield from ((where, "claim", claim) for claim in (*finding.supports, *finding.compatible))
        yield from ((where, "claim", rejection.claim) for rejection in finding.rejected)
        yield from ((where, "document", document) for document in finding.documents)
    for conflict in record.conflicts:
        yield from ((f"conflict {conflict.id}", "claim", claim) for claim in conflict.claims)
