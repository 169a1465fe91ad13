"""Days and places made coarser on request: months or years for days, regions or countries for places."""

from __future__ import annotations

from recount.report.public.coarse.choice import Coarseness, Dates, Places

__all__ = ["Coarseness", "Dates", "Places"]
