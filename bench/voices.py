"""Pages with menus, captions and comments: is each stretch in its voice? ``python -m bench.voices [FOLDER]``.

A page is ``pNN.html`` or ``pNN.txt`` beside ``pNN.json``, its gold: ``title``, ``author``, ``biography`` (a snippet or
null), and lists ``article_has``, ``comments`` (``has`` and ``speaker``), ``captions``, ``furniture`` of snippets. White
space is not compared, nor is the case of a title.

Scored is intake alone (no engine): ``article`` snippets in the article's own voices (article, title, byline,
quotation); ``comments`` in the voice comment; ``speakers`` of those with the right speaker (null: none); ``captions``
and ``biography`` in their voices; ``furniture`` absent from the text or in the voice boilerplate; title and author of
the document equal. ``misread`` counts article snippets that are in another voice or lost, the fault that costs most.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recount.intake import Source, Unread, read_source
from recount.model.text import Document, Segment

PAGES = Path(__file__).resolve().parents[1] / "corpus" / "pages"
OWN = frozenset(("article", "title", "byline", "quotation"))
KINDS = ("article", "comments", "speakers", "captions", "biography", "furniture", "title", "author")
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing asked of a page: its kind, what is looked for, whether it is right, and where it was found."""

    page: str
    kind: str
    asked: str
    right: bool
    found: str


def flat(text: str) -> str:
    """Return a text as it is compared: words with single spaces."""
    return " ".join(text.split())


def places(document: Document, snippet: str) -> list[Segment | None]:
    """Return the segments that hold the start of a snippet, at each place where the text prints it."""
    words = snippet.split()
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words)) if words else None
    found: list[Segment | None] = []
    for match in pattern.finditer(document.text) if pattern else ():
        middle = (match.start() + match.end()) // 2
        found.append(next((one for one in document.segments if one.start <= middle < one.end), None))
    return found


def score(name: str, document: Document, gold: dict[str, Any]) -> Iterator[Item]:
    """Yield every item of one page."""
    for snippet in gold["article_has"]:
        held = places(document, snippet)
        yield Item(name, "article", snippet, any(one and one.voice in OWN for one in held), _said(held))
    for comment in gold["comments"]:
        held = [one for one in places(document, comment["has"]) if one]
        told = [one for one in held if one.voice == "comment"]
        yield Item(name, "comments", comment["has"], bool(told), _said(list(held)))
        speaker = comment["speaker"]
        right = any((one.speaker or None) == speaker for one in told)
        yield Item(name, "speakers", f"{speaker}: {comment['has']}", right, str([one.speaker for one in told]))
    for kind, voice, snippets in (
        ("captions", "caption", gold["captions"]),
        ("biography", "biography", [gold["biography"]] if gold["biography"] else []),
    ):
        for snippet in snippets:
            held = places(document, snippet)
            yield Item(name, kind, snippet, any(one and one.voice == voice for one in held), _said(held))
    for snippet in gold["furniture"]:
        held = _alone(document, snippet)
        right = all(one is None or one.voice == "boilerplate" for one in held)
        yield Item(name, "furniture", snippet, right, _said(held))
    for kind, given in (("title", document.title), ("author", document.author.name)):
        right = _plain(given) == _plain(gold[kind])
        yield Item(name, kind, str(gold[kind]), right, str(given))


def _alone(document: Document, snippet: str) -> list[Segment | None]:
    """Return the segments that hold a snippet of furniture as a line, or of a long one anywhere."""
    if len(snippet.split()) >= 4:
        return places(document, snippet)
    wanted, found, at = flat(snippet).casefold(), [], 0
    for line in document.text.splitlines(keepends=True):
        if flat(line).casefold() == wanted:
            middle = at + line.index(line.strip()) + len(line.strip()) // 2
            found.append(next((one for one in document.segments if one.start <= middle < one.end), None))
        at += len(line)
    return found


def _plain(words: str | None) -> str:
    return " ".join(_WORD.findall((words or "").casefold()))


def _said(held: list[Segment | None]) -> str:
    return ", ".join(one.voice if one else "none" for one in held) or "absent"


def read_page(path: Path) -> Document | Unread:
    """Return what intake makes of a page."""
    raw = path.read_bytes()
    return read_source(Source(path.name, raw=raw), raw)


def pages(folder: Path, half: str) -> Iterator[tuple[Path, Path]]:
    """Yield the pages of a folder with their gold, by number; those with an odd number are the open half."""
    for gold in sorted(folder.glob("p*.json")):
        number = int(_NUMBER.findall(gold.stem)[-1])
        if half == "all" or (half == "open") == bool(number % 2):
            yield next(path for path in sorted(folder.glob(f"{gold.stem}.*")) if path.suffix != ".json"), gold


def measure(folder: Path, half: str = "open") -> list[Item]:
    """Return every item of the pages of a half (``open``, ``closed``, ``all``)."""
    items: list[Item] = []
    for path, gold_path in pages(folder, half):
        gold = json.loads(gold_path.read_text(encoding="utf-8"))
        document = read_page(path)
        if isinstance(document, Unread):
            print(f"{path.name} was not read: {document.reason}")
            continue
        items.extend(score(path.name, document, gold))
    return items


def main() -> None:
    """Print the figures of a half; with ``--errors`` each item that is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=PAGES)
    parser.add_argument("--half", choices=("open", "closed", "all"), default="open")
    parser.add_argument("--errors", action="store_true", help="print each wrong item (the open half only)")
    given = parser.parse_args()
    items = measure(given.folder, given.half)
    if given.errors and given.half == "open":
        for item in items:
            if not item.right:
                print(f"{item.page} {item.kind}: {item.asked!r} -> {item.found}")
    for kinds in (
        (*[(kind, "") for kind in KINDS], ("all", "")),
        *[[(k, e) for k in KINDS] for e in (".html", ".txt")],
    ):
        for kind, ending in kinds:
            of = [item for item in items if (kind in (item.kind, "all")) and item.page.endswith(ending)]
            if of:
                right = sum(item.right for item in of)
                print(f"{ending or 'all':6}{kind:12}{right:4} of {len(of):4}  {100 * right / len(of):5.1f} %")
    lost = Counter(item.found or "absent" for item in items if item.kind == "article" and not item.right)
    print("misread article:", dict(lost))


if __name__ == "__main__":
    main()
