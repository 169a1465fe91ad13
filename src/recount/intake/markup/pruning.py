"""The furniture in the markup of a page: menus, share bars, forms, lists of links, pull quotes.

Invariant: what holds sentences is dropped only on strong evidence, and never where it is much of what the page tells;
a sentence of an article lost is worse than a box kept.
"""

from __future__ import annotations

from lxml.etree import _Element, iterwalk

from recount.intake.headlines import plain
from recount.intake.markup.labels import BLOCKS, UNREAD, drop, group, is_named, is_named_only, tag_of, text_of, tokens
from recount.intake.markup.measures import Measure, Measures

_PROSE = 45
"""Words in sentences from which a part is no furniture, whatever it is called."""
_SHARE = 4
"""The part of a page's prose, one in so many, from which the same holds."""
_LINKED = 3
"""The part of the words, one in so many, that links make of a part that leads elsewhere."""
_LINKS = 3
"""Items of a list of links at least."""
_ENTRY = 14
"""Words of an item of a list of links at most."""
_NAME = 2
"""Words of a main heading that may be the site's name."""
_PULLED = range(5, 60)
"""Words of a pull quote."""
_WHOLE = frozenset(("html", "body", "main", "article"))
_ASIDE = frozenset(("nav", "aside", "footer", "form"))
_PARTS = frozenset(("div", "section", "td", "p", "dl", "header", "footer", "aside"))
_BOXES = frozenset(("div", "section", "aside", "form"))


def drop_furniture(tree: _Element) -> list[_Element]:
    """Take menus, share bars, lists of links and pull quotes out of a page.

    Return the parts that tell something and that only their names call furniture: they stay.
    """
    measures = Measures(tree)
    prose = plain(" ".join(text_of(one) for one in tree.iter("p") if not _is_pulled(one, above=True)))
    doomed: list[_Element] = []
    doubted: list[_Element] = []
    walk = iterwalk(tree, events=("start",))
    for _, element in walk:
        tag = tag_of(element)
        if tag in UNREAD:
            walk.skip_subtree()
        elif tag in _WHOLE or tag not in BLOCKS:
            continue
        elif (
            _is_furniture(element, tag, measures)
            or _is_links(element, tag)
            or _is_all_links(element, tag, measures)
            or (_is_pulled(element) and _repeats(element, prose))
        ):
            doomed.append(element)
            walk.skip_subtree()
        elif is_named_only(element, "furniture") and _is_light(element, measures):
            doubted.append(element)
    for element in doomed:
        drop(element)
    return doubted


def _is_furniture(element: _Element, tag: str, measures: Measures) -> bool:
    """Whether a part is furniture by its name or because it asks for something, and tells nothing of weight."""
    own = measures.of(element)
    named = tag == "nav" or is_named(element, "furniture")
    asks = tag in _BOXES and own.words <= _PROSE and bool(own.fields or own.buttons)
    if not (named or asks) or not _is_light(element, measures):
        return False
    if own.prose == 0:
        return True
    return (named and _is_aside(element, tag, own)) or (asks and own.fields > 0)


def _is_light(element: _Element, measures: Measures) -> bool:
    """Whether a part holds neither the headline nor much of what the page tells."""
    own = measures.of(element).prose
    return own <= _PROSE and own * _SHARE <= measures.page.prose and not _holds_headline(element)


def _holds_headline(element: _Element) -> bool:
    """Whether a part holds the page's main heading; one of a word or two is rather the name of the site."""
    heading = element.find(".//h1")
    return heading is not None and len(text_of(heading, 200).split()) > _NAME


def _is_aside(element: _Element, tag: str, own: Measure) -> bool:
    """Whether more than a word in its name says that a part with sentences is furniture."""
    return tag in _ASIDE or own.fields > 0 or own.links * _LINKED >= own.words


def _is_pulled(element: _Element, *, above: bool = False) -> bool:
    """Whether an element is named a pull quote, or lies in one: in its parent, or anywhere ``above``."""
    if any(words & group("pull_quote") for words in tokens(element)):
        return True
    parent = element.getparent()
    while parent is not None:
        if any(words & group("pull_quote") for words in tokens(parent)):
            return True
        parent = parent.getparent() if above else None
    return False


def _repeats(element: _Element, prose: str) -> bool:
    words = plain(text_of(element)).split()
    return len(words) in _PULLED and " ".join(words[: max(_PULLED.start, len(words) // 2)]) in prose


def _is_links(element: _Element, tag: str) -> bool:
    """Whether a list holds nothing but links of a few words."""
    if tag not in ("ul", "ol"):
        return False
    items = [item for item in element if tag_of(item) == "li"]
    if len(items) < _LINKS:
        return False
    stops = 0
    for item in items:
        text = text_of(item)
        words = text.split()
        links = sum(len(text_of(link).split()) for link in item.iter("a"))
        if len(words) > _ENTRY or links < 0.8 * len(words):
            return False
        stops += text.endswith(".")
    return stops * 2 <= len(items)


def _is_all_links(element: _Element, tag: str, measures: Measures) -> bool:
    """Whether a part that is no list holds links of a few words and hardly anything else."""
    own = measures.of(element)
    if tag not in _PARTS or own.prose or own.links < 0.8 * own.words or _holds_headline(element):
        return False
    links = [len(text_of(link, 400).split()) for link in element.iter("a")]
    return len(links) >= _LINKS and max(links) <= _ENTRY
