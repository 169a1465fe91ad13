"""The times of a document: its time expressions resolved as far as it allows, and the events they date."""

from recount.reading.times.dates import read_dates
from recount.reading.times.mentions import read_times

__all__ = ["read_dates", "read_times"]
