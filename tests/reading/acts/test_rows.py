"""Every row of the acts that tells an outcome is read in a sentence of its own, with its count and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from recount.model.claims import CasualtyValue
from recount.reading import harm
from recount.reading.acts import acts_of
from recount.vocabulary.schema import Acts, words_of
from tests.reading.opened import open_text, sheet_of

SENTENCES: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(
    Path(__file__).with_name("sentences.yaml").read_text(encoding="utf-8")
)
ROWS = [
    (part, act, outcome, text)
    for part, told in SENTENCES.items()
    for outcome, of in told.items()
    for act, text in of.items()
]

UNREAD = {
    ("verbs", "cut to pieces"): "the parser hangs the object behind 'to pieces' on 'pieces'",
    (
        "verbs",
        "sustain burn",
    ): "the parser takes 'sustained' for an adjective of 'welders', and plural burns are counted",
    ("verbs", "strike dead"): "the parser splits the farmers from those struck dead",
    ("verbs", "make prisoner"): "the parser takes the soldiers and the prisoners for one noun",
    ("states", "hurt"): "the parser takes 'hurt' before a noun for its own noun",
    ("verbs", "run over"): "'over' of 'ran over six' is taken for 'more than'",
}
"""Rows whose sentence is not read by their frame, with the reason."""

COUNTS_NOBODY = {("nouns", "loss of life")}
"""Rows with an outcome whose words count nobody."""


def _told(text: str) -> list[tuple[str, int | None, int | None]]:
    values = [claim.value for claim in harm.read(sheet_of(open_text(text)))]
    return [(v.outcome, v.count.low, v.count.high) for v in values if isinstance(v, CasualtyValue)]


def _is_read(part: str, act: str, outcome: str, text: str) -> bool:
    """Whether the row's frame stands in the sentence and the sentence gives its count with its outcome alone."""
    found = {(f"{one.frame.part}s", one.frame.name) for one in acts_of(open_text(text))}
    name = "not " + act.removeprefix("never ") if act.startswith("never ") else act
    return (part, name) in found and _told(text) == [(outcome, 6, 6)]


def test_every_row_with_an_outcome_has_a_sentence() -> None:
    table = words_of(Acts, "acts")
    listed = {
        (part, row.act): row.outcome
        for part in ("verbs", "nouns", "states")
        for row in getattr(table, part)
        if row.outcome and (part, row.act) not in COUNTS_NOBODY
    }
    assert {(part, act): outcome for part, act, outcome, _ in ROWS} == listed


@pytest.mark.parametrize(
    ("part", "act", "outcome", "text"), ROWS, ids=[f"{part}-{act.replace(' ', '_')}" for part, act, _, _ in ROWS]
)
def test_a_row_is_read(part: str, act: str, outcome: str, text: str) -> None:
    if (part, act) in UNREAD:
        assert not _is_read(part, act, outcome, text), "this row is read now: take it out of UNREAD"
    else:
        found = [(f"{one.frame.part}s", one.frame.name) for one in acts_of(open_text(text))]
        assert _is_read(part, act, outcome, text), (_told(text), found)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Police seized six suspects.", "detained"),
        ("Masked men seized six teachers.", "abducted"),
        ("Soldiers took away six villagers.", "detained"),
        ("Masked men took away six villagers.", "abducted"),
        ("Police picked up six students.", "detained"),
        ("The bus picked up six students.", None),
    ],
)
def test_who_does_it_decides_between_arrest_and_abduction(text: str, outcome: str | None) -> None:
    assert _told(text) == ([(outcome, 6, 6)] if outcome else [])


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("The gang shot six men in the leg.", "wounded"),
        ("Six men were fatally shot.", "killed"),
        ("Six men were shot.", "killed_or_wounded"),
        ("Six guards were fatally stabbed.", "killed"),
    ],
)
def test_where_and_how_decides_between_death_and_wound(text: str, outcome: str) -> None:
    assert _told(text) == [(outcome, 6, 6)]


@pytest.mark.parametrize(
    "text",
    [
        "The company executed six contracts.",
        "The plan would eliminate six posts.",
        "The drought slaughtered profits at six mills.",
        "The storm cut down six trees.",
        "The club hanged six paintings.",
        "The editor killed six articles.",
        "The band shot six films.",
        "The chef poached six eggs.",
    ],
)
def test_what_is_done_to_things_is_no_harm_to_persons(text: str) -> None:
    assert _told(text) == []
