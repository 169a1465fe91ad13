"""Accounts of other events change nothing: an example has the same incidents, findings and conflicts among any others.

The other accounts are those of the other examples and of the invented cases, whose events lie in other countries and
times; which of them lie in the folder, and in which order all arrive, is drawn by hypothesis.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.readings import documents_of, readings_of
from corpus import whole
from recount.linking import link
from recount.model.findings import Conflict, Finding
from recount.model.incidents import Incident
from recount.model.mentions import Reading
from recount.model.text import Document
from recount.weighing import weigh

EXAMPLES = Path(__file__).resolve().parents[1] / "src" / "recount" / "examples"
SETS = ("night_market", "north_shaft", "salt_quay")
CASES = ("d01", "d02", "d08", "d13", "d15")
Pair = tuple[Document, Reading]
Seen = tuple[list[Incident], list[Finding], list[Conflict]]


@cache
def told(name: str) -> tuple[Pair, ...]:
    """Return the documents of an example or a case with their readings."""
    if name in SETS:
        texts = {path.name: path.read_text(encoding="utf-8") for path in sorted((EXAMPLES / name).iterdir())}
    else:
        texts = next(case.texts for case in whole.load("dev1") if case.name == name)
    rows = [{"id": f"{name}/{letter}", "text": text, "language": "en"} for letter, text in texts.items()]
    documents = [replace(document, name=str(row["id"])) for document, row in zip(documents_of(rows), rows, strict=True)]
    return tuple(zip(documents, readings_of(documents, 2), strict=True))


def seen(pairs: list[Pair], own: frozenset[str]) -> Seen:
    """Return what a record of these accounts says of the events that ``own`` documents tell of."""
    documents, readings = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    linkage = link(documents, readings)
    weighing = weigh(documents, readings, linkage)
    incidents = [incident for incident in linkage.incidents if own & set(incident.documents)]
    kept = {incident.id for incident in incidents}
    findings = [finding for finding in weighing.findings if finding.incident in kept]
    conflicts = [conflict for conflict in weighing.conflicts if conflict.incident in kept]
    return (
        sorted(incidents, key=lambda incident: incident.id),
        sorted(findings, key=lambda finding: finding.id),
        sorted(conflicts, key=lambda conflict: conflict.id),
    )


@pytest.mark.parametrize("name", SETS)
def test_an_example_is_the_same_among_accounts_of_other_events_in_any_order(name: str) -> None:
    mine = list(told(name))
    own = frozenset(document.id for document, _ in mine)
    alone = seen(mine, own)
    others = [pair for other in (*SETS, *CASES) if other != name for pair in told(other)]
    assert alone[0]
    assert alone[1]

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.sampled_from(range(len(others))), unique=True), st.randoms(use_true_random=False))
    def among(chosen: list[int], dice: Random) -> None:
        pairs = [*mine, *(others[number] for number in chosen)]
        dice.shuffle(pairs)
        assert seen(pairs, own) == alone

    among()
