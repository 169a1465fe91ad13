"""The page as a file beside its record: written whole, and compared with the page that the record gives.

Invariant: a page is the record's or it is found out; the same record and program give the same bytes.
"""

from __future__ import annotations

import re
from pathlib import Path

from recount.model.record import Record
from recount.record import Fault, write_whole
from recount.record.export import sweep
from recount.report.page import render_page

_CARRIES = re.compile(rb'<meta name="recount-record" content="sha256-([0-9a-f]{64})">')
_HEAD = 4096
"""Bytes of a page in which it says whose it is."""


def write_page(record: Record, path: Path, *, sha256: str | None = None) -> None:
    """Write the page of a record to ``path``, whole or not at all, unless it stands there. Raises ``StoreError``."""
    page = _page(record, sha256=sha256)
    if _held(path) != page:
        write_whole(path, page)
    sweep(path)


def page_fault(record: Record, path: Path, sha256: str) -> Fault | None:
    """Return what is wrong with the page at ``path`` of the record with hash ``sha256``, None if it is its page."""
    held = _held(path)
    page = _page(record, sha256=sha256)
    if held == page:
        return None
    write_again = f"run `recount build` again, or `recount export {path.parent} --format html --out {path}`"
    if held is None:
        return Fault(f"page {path.name}", "it is missing or cannot be read", write_again)
    carried = _CARRIES.search(held[:_HEAD])
    if not held.endswith(page[-16:]):
        what = "it does not end as a page ends: half-written or cut off"
    elif carried is None:
        what = "it does not say of which record it is"
    elif carried.group(1).decode("ascii") != sha256:
        what = f"it is the page of another record ({carried.group(1)[:12].decode('ascii')}), not of {sha256[:12]}"
    else:
        what = "it is not the page that this version renders from the record: edited, or by another version"
    return Fault(f"page {path.name}", what, write_again)


def _page(record: Record, *, sha256: str | None) -> bytes:
    return render_page(record, sha256=sha256).encode("utf-8", "surrogatepass")


def _held(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
