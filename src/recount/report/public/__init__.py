"""The public version of a record: names stand only where a rule or a person has made them public."""

from __future__ import annotations

from recount.report.public.records import PublicRecord, publish
from recount.report.public.review import review_lines

__all__ = ["PublicRecord", "publish", "review_lines"]
