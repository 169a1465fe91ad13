"""Forms and tables that do nothing but hold a page: some systems wrap each page into a form, old ones into tables.

Invariant: no word is changed or moved; only the names of elements are, so that what reads the page later takes a
column for a part of the page. A table of data stays a table.
"""

from __future__ import annotations

from lxml.etree import _Element, strip_tags

from recount.intake.markup.labels import tag_of
from recount.intake.markup.measures import Measures

_PROSE = 45
"""Words in sentences from which a form is the page rather than a form."""
_CELL = 16
"""Words in sentences of a cell of a table that lays out a page."""
_LAID_OUT = frozenset(("table", "p", "div", "h1", "h2", "h3", "ul", "form", "hr"))
_ROWS = frozenset(("table", "tbody", "thead", "tfoot", "tr", "td", "th"))


def open_wrappers(tree: _Element) -> None:
    """Make forms and tables that hold the text of a page parts like others, and take marks of fonts away."""
    strip_tags(tree, "font", "basefont")  # they hold paragraphs, whose order the reader of the main text then loses
    measures = Measures(tree)
    for form in list(tree.iter("form")):
        own = measures.of(form)
        if own.prose > _PROSE or (own.prose and not own.fields):
            form.tag = "div"
    layouts = [table for table in tree.iter("table") if _lays_out(table, measures)]
    for table in layouts:
        for element in _own_rows(table):
            element.tag = "div"


def _lays_out(table: _Element, measures: Measures) -> bool:
    cells = [element for element in _own_rows(table) if tag_of(element) in ("td", "th")]
    if any(tag_of(child) in _LAID_OUT and tag_of(child) != "p" for cell in cells for child in cell):
        return True
    return any(measures.of(cell).prose >= _CELL for cell in cells)


def _own_rows(table: _Element) -> list[_Element]:
    """Return a table with its rows and cells, without those of the tables in it."""
    found, below = [table], [table]
    while below:
        inner = [child for child in below.pop() if tag_of(child) in _ROWS and tag_of(child) != "table"]
        found += inner
        below += [child for child in inner if tag_of(child) not in ("td", "th")]
    return found
