"""From analysis to claims: one file a kind of claim, listed in the order they run.

To add a kind of claim: one file here with ``read(page) -> list[Claim]``, one line in ``READERS``, its words in
``vocabulary/``, its value in ``model/claims.py``, its tests in ``tests/reading/``.
"""

from __future__ import annotations
