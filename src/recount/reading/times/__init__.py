"""The times of a document: its time expressions resolved as far as it allows, and the events they date.

A text is lexed (``lexer``), patterns of ``vocabulary/time_patterns.yaml`` are matched (``notation``, ``phrases``,
``context``), neighbours join (``joining``), and what they say is resolved by the document (``narrative``, ``years``,
``resolution``, ``calendar``); ``dates`` says which event each dates.
"""

from recount.reading.times.dates import read_dates
from recount.reading.times.resolution import read_times

__all__ = ["read_dates", "read_times"]
