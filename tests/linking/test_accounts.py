"""The accounts beside the checkout: whose names they are, as a reader would say."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from recount.errors import RecountError
from recount.intake import find_sources, read_source
from recount.language import load_engine
from recount.linking.names import NameIndex, link_names
from recount.model.actors import Actor
from recount.model.mentions import Reading
from recount.model.text import Document
from recount.reading.names import read_names
from recount.reading.page import Page


@cache
def linked(folder: Path) -> tuple[tuple[Document, ...], tuple[Actor, ...], NameIndex]:
    read = [read_source(source, source.read_bytes()) for source in find_sources(folder)]
    documents = tuple(document for document in read if isinstance(document, Document))
    try:
        engine = load_engine()
    except (RecountError, OSError):
        pytest.skip("the language engine has no weights in this checkout")
    readings = [
        Reading(document.id, (), read_names(Page(document, engine.analyse(document.text)))) for document in documents
    ]
    actors, index = link_names(documents, readings)
    return documents, actors, index


def holders(shared: Path, pattern: str) -> list[str]:
    """Return for each place where a name is printed the actor of the shortest mention that holds it."""
    documents, actors, _ = linked(shared / "accounts" / "ashraf")
    found = []
    for document in documents:
        spans = [
            (passage.end - passage.start, actor.id, passage)
            for actor in actors
            for passage in actor.mentions
            if passage.document == document.id
        ]
        for match in re.finditer(pattern, document.text):
            inside = [one for one in spans if one[2].start <= match.start() and match.end() <= one[2].end]
            assert inside, document.text[max(0, match.start() - 40) : match.end() + 10]
            found.append(min(inside)[1])
    return found


@pytest.mark.shared
def test_every_mention_of_the_prime_minister_is_one_actor(shared: Path) -> None:
    found = holders(shared, r"M[ae]l[ie]ki")
    assert len(found) == 37
    assert len(set(found)) == 1


@pytest.mark.shared
def test_the_organisation_in_all_its_forms_is_one_actor(shared: Path) -> None:
    assert len(set(holders(shared, r"\bPMOI\b|\bMEK\b|M[ou]jahed(?:een|in) Organization of Iran"))) == 1


@pytest.mark.shared
def test_like_names_stay_apart(shared: Path) -> None:
    assert set(holders(shared, r"Ray Safar")).isdisjoint(holders(shared, r"Safar Zakery"))
    assert set(holders(shared, r"House Foreign Affairs Committee")).isdisjoint(
        holders(shared, r"Senate Foreign Affairs Committee")
    )


@pytest.mark.shared
def test_a_force_of_the_guards_is_part_of_them(shared: Path) -> None:
    _, actors, _ = linked(shared / "accounts" / "ashraf")
    force = set(holders(shared, r"Quds [Ff]orces?"))
    guards = set(holders(shared, r"Revolutionary Guards?"))
    assert len(force) == 1
    assert force.isdisjoint(guards)
    assert guards & {whole for actor in actors if actor.id in force for whole in actor.part_of}
