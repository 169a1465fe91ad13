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
from recount.reading.casualties import read as read_casualties
from recount.reading.characterisations import read as read_characterisations
from recount.reading.dates import read as read_dates
from recount.reading.events import read_events
from recount.reading.forces import read as read_forces
from recount.reading.names import read_names
from recount.reading.page import Page
from recount.reading.places import read_places
from recount.reading.populations import read as read_populations
from recount.reading.roles import read as read_roles
from recount.reading.sheet import Sheet
from recount.reading.statements import read as read_statements
from recount.reading.times import read_times
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
)
"""Every claim reader, in the order they run."""


def read(document: Document, analysis: Analysis) -> Reading:
    """Return all that can be read in one document. A pure function of its arguments."""
    page = Page(document, analysis)
    names = read_names(page)
    sheet = Sheet(page, names, read_places(page, names), read_times(page), trace(page, names))
    claims = _distinct(claim for reader in READERS for claim in reader(sheet))
    return Reading(
        document=document.id,
        claims=claims,
        names=sheet.names,
        places=sheet.places,
        times=sheet.times,
        events=read_events(sheet, claims),
    )


def _distinct(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the claims in text order, each id once: two readers may find the same thing."""
    found: dict[str, Claim] = {}
    for claim in claims:
        found.setdefault(claim.id, claim)
    return tuple(sorted(found.values(), key=lambda claim: (claim.start, claim.end, claim.kind, claim.id)))
