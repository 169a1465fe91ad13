"""What a person reads: a summary on the terminal and a page in one file that opens from disk."""

from __future__ import annotations

from recount.report.grounds import tell_grounds
from recount.report.page import render_page
from recount.report.pagefile import page_fault, write_page
from recount.report.public import Coarseness, Dates, Places, publish, review_lines
from recount.report.terminal import print_changes, print_ledger, print_summary

__all__ = [
    "Coarseness",
    "Dates",
    "Places",
    "page_fault",
    "print_changes",
    "print_ledger",
    "print_summary",
    "publish",
    "render_page",
    "review_lines",
    "tell_grounds",
    "write_page",
]
