"""From analysis to claims: one file a kind of claim, listed in the order they run.

To add a kind of claim: one file here with ``read(sheet) -> list[Claim]``, one line in ``READERS``, its words in
``vocabulary/``, its value in ``model/claims.py``, its tests in ``tests/reading/``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from recount.model.analysis import Analysis
from recount.model.claims import Claim
from recount.model.mentions import Reading
from recount.model.text import Document
from recount.reading.events import read_events
from recount.reading.events.scenes import place_claims
from recount.reading.harm import read as read_casualties
from recount.reading.ledgers import LEDGERS
from recount.reading.names import read_names, read_places
from recount.reading.own_words import read_own_words
from recount.reading.page import Page
from recount.reading.parts import read_forces, read_roles
from recount.reading.sheet import Sheet
from recount.reading.small import read_characterisations, read_populations, read_statements
from recount.reading.times import read_dates, read_times
from recount.reading.voices import trace

Reader = Callable[[Sheet], list[Claim]]

READERS: tuple[Reader, ...] = (
    read_casualties,
    read_populations,
    read_forces,
    read_roles,
    read_dates,
    read_characterisations,
    read_statements,
    read_own_words,
    *LEDGERS,
)
"""Every claim reader, in the order they run."""


def read(document: Document, analysis: Analysis) -> Reading:
    """Return all that can be read in one document. A pure function of its arguments."""
    sheet = open_sheet(document, analysis)
    claims = _distinct(claim for reader in READERS for claim in sheet.once(reader))
    scenes, events = place_claims(sheet, read_events(sheet, claims))
    return Reading(
        document=document.id,
        claims=_distinct((*claims, *scenes)),
        names=sheet.names,
        places=sheet.places,
        times=sheet.times,
        events=events,
    )


def open_sheet(document: Document, analysis: Analysis) -> Sheet:
    """Return a document with what every claim reader builds on: names, places, times and voices."""
    page = Page(document, analysis)
    names = read_names(page)
    return Sheet(page, names, read_places(page, names), read_times(page), trace(page, names))


def _distinct(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the claims in text order, each id once: two readers may find the same thing."""
    found: dict[str, Claim] = {}
    for claim in claims:
        found.setdefault(claim.id, claim)
    return tuple(sorted(found.values(), key=lambda claim: (claim.start, claim.end, claim.kind, claim.id)))
