"""The posts of a forum in the markup of a page: the first is what the page tells, the others answer it.

Invariant: a page without a name for a forum has no posts; nothing is taken unless each answer names its writer.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml.etree import _Element, iterwalk

from recount.intake.markup.labels import BLOCKS, drop, is_named, tag_of, text_of
from recount.intake.markup.remarks import Remark, is_short, name_of, names_one, names_writer, read_remarks


def take_posts(tree: _Element) -> tuple[list[Remark], str | None]:
    """Take the posts that answer the first one out of a forum's page; return them and the first one's writer.

    The first stays as what the page tells, without what stands around its text.
    """
    if not any(is_named(element, "forum") for element in _few(tree)):
        return [], None
    posts: list[_Element] = []
    walk = iterwalk(tree, events=("start",))
    for _, element in walk:
        if _is_post(element) and _writer(element) is not None:
            posts.append(element)
            walk.skip_subtree()
    read = [read_remarks(post, lambda element, post=post: element is post)[0] for post in posts]  # type: ignore[misc]
    if len(posts) < 2 or not all(remarks and remarks[0].speaker for remarks in read[1:]):
        return [], None
    writer = _writer(posts[0])
    for post in posts[1:]:
        drop(post)
    for element in list(posts[0].iterdescendants()):
        if (
            element.getparent() is not None
            and is_short(element)
            and (is_named(element, "tools") or names_writer(element))
        ):
            drop(element)
    return [remark for remarks in read[1:] for remark in remarks], writer


def _is_post(element: _Element) -> bool:
    return tag_of(element) in BLOCKS and names_one(element, "post") and element.find(".//h1") is None


def _writer(post: _Element) -> str | None:
    """Return the name of whoever writes a post."""
    for element in post.iter():
        if names_writer(element):
            name = name_of(text_of(element, 200))
            if name is not None:
                return name
    return None


def _few(tree: _Element) -> Iterable[_Element]:
    return (element for element in tree.iter() if tag_of(element) in BLOCKS or tag_of(element) in ("body", "html"))
