"""Of hundreds of planted identifiers none is in the public page or JSON; what may stand, stands and is readable."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from recount.model.record import Record
from recount.pipeline import build
from recount.record import export_json
from recount.report import publish, render_page
from tests.report.planted import PUBLIC, Accounts, planted_accounts

NAMES = frozenset({
    "victim", "witness", "relative", "child", "doctor", "rescuer", "commenter", "bystander", "initials", "foreign name",
    "name in a headline", "name in a title", "name in a quotation", "surname in small letters",
})  # fmt: skip
"""Kinds of which the surname alone may not be found either."""
WORD = re.compile(r"[^\W\d_]+")
READABLE = 0.95


@dataclass(frozen=True, slots=True)
class Case:
    accounts: Accounts
    record: Record
    public: Record
    page: str
    data: str


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("planted")
    (folder / "accounts").mkdir()
    accounts = planted_accounts()
    for name, text in accounts.texts.items():
        (folder / "accounts" / name).write_text(text, encoding="utf-8")
    record = build(folder / "accounts", folder / "c.case", workers=1).record
    published = publish(record)
    page = render_page(published.record, withheld=published.withheld)
    return Case(accounts, record, published.record, page, export_json(published.record))


def plain(printed: str) -> str:
    """Return what a reader can find: without markup and escapes, in small letters, each gap one space."""
    printed = re.sub(r"\\u[0-9a-f]{4}", lambda match: json.loads(f'"{match.group()}"'), printed)
    words = html.unescape(re.sub(r"<[^>]{0,400}>", "", printed)).replace("\\n", " ")
    return re.sub(r"\s+", " ", words).lower()


def stands_in(words: str, text: str) -> bool:
    return words in text and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def test_there_are_hundreds_of_plants_of_many_kinds() -> None:
    accounts = planted_accounts()
    assert len(accounts.texts) == 40
    assert sum(map(len, accounts.plants.values())) >= 200
    assert len(accounts.plants) >= 18
    assert accounts == planted_accounts()


@pytest.mark.parametrize("form", ["page", "data"])
def test_none_of_them_is_found(case: Case, form: str) -> None:
    printed = getattr(case, form)
    found, raw = plain(printed), html.unescape(printed).lower()
    leaks = [
        (kind, plant)
        for kind, plants in case.accounts.plants.items()
        for plant in plants
        for sought in ([plant, plant.split()[-1]] if kind in NAMES else [plant])
        if plant.lower() in raw or stands_in(sought.lower(), found)
    ]
    assert leaks == []


@pytest.mark.parametrize("form", ["page", "data"])
def test_what_is_public_by_rule_stands(case: Case, form: str) -> None:
    assert [name for name in PUBLIC if name not in html.unescape(getattr(case, form))] == []


def test_nearly_all_other_words_remain(case: Case) -> None:
    kept = total = 0
    for old, new in zip(case.record.documents, case.public.documents, strict=True):
        text = old.text or ""
        for plants in case.accounts.plants.values():
            for plant in plants:
                text = re.sub(re.escape(plant), " ", text, flags=re.IGNORECASE)
        before, after = (Counter(WORD.findall(words.lower())) for words in (text, new.text or ""))
        total += before.total()
        kept += (before & after).total()
    assert kept >= READABLE * total, (kept, total)


def test_every_figure_remains(case: Case) -> None:
    assert [f.value for f in case.public.findings] == [f.value for f in case.record.findings]
    assert len(case.public.claims) == len(case.record.claims)


def passages(value: Any, document: str = "") -> Iterator[tuple[str, int, int, str]]:
    """Yield every passage of the JSON: its document, offsets and quote."""
    if isinstance(value, list):
        for part in value:
            yield from passages(part, document)
    elif isinstance(value, dict):
        document = value.get("document") or document
        if value.get("start") is not None and "quote" in value:
            yield document, value["start"], value["end"], value["quote"]
        for part in value.values():
            yield from passages(part, document)


def test_every_quote_of_the_public_json_is_where_it_says(case: Case) -> None:
    data = json.loads(case.data)
    texts = {document["id"]: document["text"] for document in data["documents"]}
    found = [*passages(data)]
    for document in data["documents"]:
        found += [row for row in passages(document["times"], document["id"])]
        for segment in document["segments"]:
            assert 0 <= segment["start"] <= segment["end"] <= len(document["text"])
    assert len(found) > 500
    for document_id, start, end, quote in found:
        if document_id:
            assert quote
            assert texts[document_id][start:end] == quote


def test_ids_and_hashes_confirm_no_guess(case: Case) -> None:
    assert "-sha256-" not in case.data
    assert "-sha256-" not in case.page
    for old in case.record.documents:
        assert old.sha256 not in case.data
        assert old.text_sha256 not in case.data


def test_one_actor_has_one_label_everywhere(case: Case) -> None:
    mentions = {actor.id: {m.quote for m in actor.mentions} for actor in case.public.actors if actor.name[:1] == "["}
    assert mentions
    assert sum(len(quotes) == 1 for quotes in mentions.values()) >= 0.9 * len(mentions)


def test_two_exports_give_the_same_bytes(case: Case) -> None:
    again = publish(case.record)
    assert export_json(again.record) == case.data
    assert render_page(again.record, withheld=again.withheld) == case.page
