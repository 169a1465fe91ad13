"""Tables as CSV (RFC 4180) for spreadsheets.

Invariant: no cell begins as a formula does: where an account's words begin with =, +, -, @, a tab or a line break, an
apostrophe stands before them (OWASP, CSV injection), for a spreadsheet would run them.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping

_FORMULA = re.compile(r"[\s\u200b\ufeff]*[\t\r\n=+\-@|\uff1d\uff0b\uff0d\uff20]")
"""How a cell begins that a spreadsheet takes for a formula, after any blank too; full-width forms with the others."""


def to_csv(rows: Iterable[Mapping[str, str]]) -> str:
    """Return rows as CSV with a head; the columns are those of all rows, in the order in which they first appear."""
    held = list(rows)
    columns = list(dict.fromkeys(column for row in held for column in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    if columns:
        writer.writeheader()
    writer.writerows({column: _plain(cell) for column, cell in row.items()} for row in held)
    return out.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
