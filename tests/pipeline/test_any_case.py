"""Whatever accounts say, a case of them is linked, weighed, kept, printed and verified, in any order the same."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bench.invariants import faults_of_export, faults_of_page, faults_of_record, faults_of_weighing
from recount.intake import make_document
from recount.linking import link
from recount.model.incidents import Linkage
from recount.model.mentions import Reading
from recount.model.record import CaseNote, EngineNote, Record
from recount.model.text import Document
from recount.pipeline import build, verify_case
from recount.pipeline.assemble import assemble
from recount.pipeline.stages import pack, unpack
from recount.reading import read
from recount.record.export import pack_record, unpack_outline, unpack_record
from recount.report import print_summary, publish, render_page
from recount.weighing import weigh
from tests.reading.opened import engine_alone
from tests.reading.test_any_analysis import spoil
from tests.sentences import HOSTILE, bounded, texts

_CASE = CaseNote("A <b>case</b>", "0", "strict", EngineNote("engine", "1", "0"))
_STATED = st.one_of(st.none(), st.sampled_from(("2020-05-03", "9999-12-31", "0001-01-01", "Dead <b>", *HOSTILE)))
_SPOILT = st.sampled_from((0.0, 0.0, 0.1, 0.5))
_PROFILES = st.sampled_from(("strict", "acled", "ucdp", "airwars"))
Pair = tuple[Document, Reading]


@st.composite
def cases(draw: st.DrawFn, most: int = 4) -> list[Pair]:
    """Return documents of hostile texts, some of them copies, with readings, some of a wrong analysis."""
    drawn = draw(st.lists(st.tuples(texts(most=3), _STATED, _SPOILT), min_size=1, max_size=most))
    dice, pairs = draw(st.randoms(use_true_random=False)), []
    for number, (text, stated, share) in enumerate(drawn):
        text = drawn[0][0] if number and dice.random() < 0.2 else text
        document = make_document(text, name=f"{number}.txt", language="en", title=stated, published=stated)
        analysis = engine_alone().analyse(document.text)
        pairs.append((document, read(document, spoil(analysis, dice, share) if share else analysis)))
    return pairs


def concluded(pairs: list[Pair], profile: str = "strict") -> tuple[Linkage, Record, list[str]]:
    """Return the linkage and the record of a case, and what is wrong with its weighing."""
    documents, readings = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    linkage = link(documents, readings)
    weighing = weigh(documents, readings, linkage, profile)
    faults = list(faults_of_weighing(readings, weighing))
    return linkage, assemble(_CASE, documents, readings, linkage, weighing), faults


def _unordered(record: Record) -> Record:
    """Return a record without the order in which its documents came."""
    return replace(
        record,
        documents=tuple(sorted(record.documents, key=lambda document: document.id)),
        claims=tuple(sorted(record.claims, key=lambda claim: claim.id)),
        issues=tuple(sorted(record.issues, key=repr)),
    )


@bounded(70)
@given(cases(), st.randoms(use_true_random=False), _PROFILES)
def test_any_case_is_concluded_kept_and_printed(pairs: list[Pair], dice: Random, profile: str) -> None:
    linkage, record, faults = concluded(pairs, profile)
    assert faults == []
    assert list(faults_of_record(record)) == []
    packed = pack_record(record)
    assert unpack_record(packed) == record
    assert pack_record(unpack_record(packed)) == packed
    assert unpack_outline(packed).findings == record.findings
    assert list(faults_of_export(record)) == []
    assert list(faults_of_page(render_page(record))) == []

    shuffled = dice.sample(pairs, len(pairs))
    again, other, _ = concluded(shuffled, profile)
    assert again == linkage
    assert _unordered(other) == _unordered(record)
    for found in (pairs, shuffled):
        reopened = [(unpack(Document, pack(document)), unpack(Reading, pack(reading))) for document, reading in found]
        assert link([d for d, _ in reopened], [r for _, r in reopened]) == linkage


@bounded(25)
@given(cases(most=3))
def test_what_is_printed_for_others_holds_no_control_character_and_no_markup(pairs: list[Pair]) -> None:
    _, record, _ = concluded(pairs)
    screen = io.StringIO()
    print_summary(record, Console(file=screen, width=80))
    assert all(character.isprintable() or character in "\n\t" for character in screen.getvalue())
    published = publish(record)
    assert list(faults_of_page(render_page(published.record, withheld=published.withheld))) == []
    assert list(faults_of_page(render_page(record, texts=False))) == []


@bounded(6)
@given(st.lists(texts(most=3, halves=True), min_size=1, max_size=3), st.lists(st.text(max_size=9), max_size=2))
def test_any_case_is_built_and_verified_on_disk(rows: list[str], names: list[str]) -> None:
    with TemporaryDirectory() as root:
        batch = Path(root) / "batch.jsonl"
        lines = [
            {"id": name, "text": text, "title": name, "published": name, "language": "en"}
            for text, name in zip(rows, [*names, "x", "2020-05-03\ud800", "y"], strict=False)
        ]
        batch.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        result = build(batch, Path(root) / "case", workers=1, strict=True)
        assert result.seen == result.read + result.kept + len(result.unread) <= len(lines)
        assert list(verify_case(Path(root) / "case")) == []
        assert build(batch, Path(root) / "case", workers=1).read == 0


@pytest.mark.parametrize(
    "text",
    [
        "Guards shot six people on 4 March 2021. 9999999999 days later nine people were killed.",
        "Guards shot six people on 4 March 264 BC. That morning nine people were killed. On 5 March ten were wounded.",
        "ROME, 5 March - Six people were killed on Tuesday, 4 March 264 BC, police said. On Friday ten were wounded.",
        "Six people were killed on 31 December 9999. The next day nine were wounded. A year later ten died.",
    ],
)
def test_days_that_no_four_digits_write_are_linked_and_weighed(text: str) -> None:
    document = make_document(text, name="a.txt", language="en")
    copy = make_document(text, name="b.txt", language="en", published="2021-03-05")
    pairs = [(each, read(each, engine_alone().analyse(text))) for each in (document, copy)]
    _, record, faults = concluded(pairs)
    assert faults == []
    assert record.incidents


@pytest.mark.parametrize("field", ["title", "published", "language", "id", "text"])
def test_half_a_character_anywhere_in_a_line_costs_no_build(field: str, tmp_path: Path) -> None:
    line = {"id": "x", "text": "Three people were killed in Orsel on 3 May 2020.", "title": "A", "language": "en"}
    batch = tmp_path / "batch.jsonl"
    batch.write_text(json.dumps(line | {field: f"{line.get(field, '')}\ud800"}) + "\n", encoding="utf-8")
    result = build(batch, tmp_path / "case", workers=1, strict=True)
    assert len(result.record.documents) == 1
    assert list(verify_case(tmp_path / "case")) == []


def test_control_characters_are_written_out_on_the_page_and_kept_in_the_text() -> None:
    text = "Three \x1b[2J people \u202e were killed \x00 in Orsel on 3 May 2020,\x94 police said.\r\nTwo\rwere wounded."
    document = make_document(text, name="a.txt", language="en", title="A \x07 title")
    _, record, _ = concluded([(document, read(document, engine_alone().analyse(text)))])
    page = render_page(record)
    assert list(faults_of_page(page)) == []
    assert "A \\x07 title" in page
    data = json.loads(page.split('id="data">')[1].split("</script>")[0])
    assert data["texts"][document.id] == text


PAYLOADS = (
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!--",
    '"><svg onload=alert(1)>', "'><iframe src=javascript:alert(1)>", "{{7*7}}", "{% for x in y %}", "]]><b>",
    "&lt;b&gt;", "<b", "</title><base href=//x>", "\x00<script>", "\u2028<script>",
)  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_wherever_words_can_stand_is_never_markup(payload: str) -> None:
    text = (
        f"{payload} mourns\n\nBy Ana {payload}\n\nThree men of the {payload} Front were killed in {payload} on 3 May "
        f"2020, said Ivo {payload} Marn. “It was {payload},” he said.\n\n"
        f"Comments\n\n1. {payload}:\nIt was {payload} 30 killed.\n"
    )
    made = [
        make_document(words, name=f"{payload}{number}.txt", input_id=payload, title=payload, language=language)
        for number, (words, language) in enumerate(((text, "en"), (text + "More.", payload)))
    ]
    documents = [replace(document, author=replace(document.author, name=payload)) for document in made]
    record = concluded([(document, read(document, engine_alone().analyse(document.text))) for document in documents])[1]
    record = replace(record, case=CaseNote(payload, payload, payload, EngineNote(payload, payload, payload)))
    page = render_page(record)
    assert list(faults_of_page(page)) == []
    assert "{{7*7}}" in page or payload != "{{7*7}}", "no template is filled in"
    planted = page.replace("<h1>", "<h1><img src=x onerror=alert(1)>")
    assert list(faults_of_page(planted)), "the check sees markup that lives"
