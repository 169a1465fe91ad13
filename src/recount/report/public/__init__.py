"""The public version of a record: names stand only where a rule or a person has made them public."""

from __future__ import annotations

from recount.report.public.coarse import Coarseness, Dates, Places
from recount.report.public.records import PublicRecord, publish
from recount.report.public.review import review_lines

__all__ = ["Coarseness", "Dates", "Places", "PublicRecord", "publish", "review_lines"]
