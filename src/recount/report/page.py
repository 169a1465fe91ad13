"""The page: one HTML file that opens from disk, with everything in it and nothing from elsewhere.

Invariant: every word of an account is escaped text, its control characters and turned directions written out; the
page's own policy forbids loading anything.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from importlib import resources

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from recount.model.record import Record
from recount.model.text import printable
from recount.record import record_hash
from recount.report.short import without_texts
from recount.report.view import arrange

_INERT = re.compile("[<>&\x7f-\x9f\u2028\u2029]")
"""What in the page's JSON is written as an escape: what could end its element, or is no character of HTML."""


def render_page(
    record: Record, *, texts: bool = True, withheld: int | None = None, sha256: str | None = None, coarse: str = ""
) -> str:
    """Return the page of a record as one HTML document, without the accounts' texts if so asked.

    ``withheld`` says of a public version how many persons it does not name (``report.public.publish``). ``sha256`` is
    the hash of the record as its case keeps it, made anew where it is not given; the page carries it. ``coarse`` tells
    in sentences what of a public version was made coarser.
    """
    sha256 = sha256 or record_hash(record)
    if not texts:
        record = without_texts(record)
    view = arrange(record, withheld=withheld, coarse=coarse)
    whole = {document.id: document.text for document in view.documents} if texts else {}
    names = {document.id: document.name for document in view.documents}
    style, script = _asset("page.css"), _asset("page.js")
    data = json.dumps({"texts": whole, "names": names}, ensure_ascii=False)
    return _template().render(
        view=view,
        has_texts=texts,
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
        sha256=sha256,
        data=Markup(_INERT.sub(lambda match: f"\\u{ord(match.group()):04x}", data)),
    )


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")


@cache
def _asset(name: str) -> str:
    return (resources.files("recount.report.templates") / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_shown
    )
    return environment.from_string(_asset("page.html"))


def _shown(value: object) -> object:
    """Return words as they may stand in the page; what is markup already, or no words, as it is."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return printable(value.replace("\r\n", "\n").replace("\r", "\n"), lines=True)
