"""Other people's formats: one file a format; a record goes out as tables for spreadsheets.

Invariant: a table says what the record says, with the passage of every row; it decides nothing.
"""

from recount.exchange.spreadsheets import to_csv
from recount.exchange.tables import TABLES, rows_of

__all__ = ["TABLES", "rows_of", "to_csv"]
