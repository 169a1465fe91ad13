"""What the markup of pages of our own says of their voices."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.intake.documents import read_source
from recount.intake.formats.extract import Extract
from recount.intake.formats.html import extract
from recount.intake.markup.remarks import name_of
from recount.intake.sources import Source
from recount.model.text import Document

TEXT = """<p>At least nine people were killed when the dam above Tarn gave way on Monday night, the office said.</p>
<p>The water reached the lower street within minutes, and the school was opened for those without homes.</p>
<figure><img src=x><figcaption>The dam above Tarn on Tuesday. Photograph: Ola Berg</figcaption></figure>
<p>Rescue teams were still digging on Tuesday, and the mayor said that the list of the missing was long.</p>"""


def page(below: str, title: str = "Dam gives way above Tarn | World | Tarn Post") -> bytes:
    return f"""<!doctype html><html><head><title>{title}</title></head><body>
<nav><ul><li><a href=a>Home</a></li><li><a href=b>World</a></li><li><a href=c>Sport</a></li></ul></nav>
<article><h1>Dam gives way above Tarn</h1>{TEXT}</article>{below}
<footer><p>Tarn Post, all rights reserved</p></footer></body></html>""".encode()


def voices(found: Extract) -> list[tuple[str, str | None, str]]:
    return [(mark.voice, mark.speaker, found.text[mark.start : mark.end]) for mark in found.marks]


def comments(below: str) -> list[tuple[str | None, str]]:
    found = extract(page(below))
    assert "digging on Tuesday" in found.text
    return [(who, " ".join(said.split())) for voice, who, said in voices(found) if voice == "comment"]


NESTED = """<section id=comments class="comments-area"><h2>2 thoughts on the dam</h2><ol class="comment-list">
<li class="comment even depth-1" id="comment-1"><article class="comment-body"><footer class="comment-meta">
<div class="comment-author vcard"><b class="fn">Nora Finch</b> <span class="says">says:</span></div>
<div class="comment-metadata"><a href=x><time>March 12, 2021 at 10:14 am</time></a></div></footer>
<div class="comment-content"><p>I know that street.</p><p>My uncle lives there.</p></div>
<div class="reply"><a href=r>Reply</a></div></article>
<ol class="children"><li class="comment odd depth-2" id="comment-2"><article class="comment-body">
<div class="comment-author vcard"><b class="fn">pavel_77</b> <span class="says">says:</span></div>
<div class="comment-content"><p>Nobody listened to us.</p></div></article></li></ol></li></ol>
<div id="respond" class="comment-respond"><h3>Leave a Reply</h3><form><p>Name <input></p></form></div></section>"""

SCHEMA = """<div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><span itemprop="author">Nora Finch
</span><time itemprop="dateCreated">2 days ago</time><div itemprop="text">I know that street. My uncle lives
there.</div>
</div><div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><span itemprop="author">pavel_77</span>
<div itemprop="text">Nobody listened to us.</div></div>"""

FLAT = """<div class="reader-responses"><h3>Comments</h3><div class="comment"><strong>Nora Finch</strong><p>I know that
street. My uncle lives there.</p><button>Like</button></div><div class="comment"><strong>pavel_77</strong>
<p>Nobody listened to us.</p></div></div>"""

HEADED = """<div><h3>Comments (2)</h3><p>Nora Finch says:</p><p>I know that street. My uncle lives there.</p>
<p>pavel_77 says:</p><p>Nobody listened to us.</p></div>"""

WRITERS = """<div class="comments"><div class=row><span class="username">Nora Finch</span><p>I know that street. My
uncle
lives there.</p></div><div class=row><span class="username">pavel_77</span><p>Nobody listened to us.</p></div></div>"""


@pytest.mark.parametrize("below", [NESTED, SCHEMA, FLAT, HEADED, WRITERS])
def test_comments_with_their_writers(below: str) -> None:
    assert comments(below) == [
        ("Nora Finch", "Nora Finch I know that street. My uncle lives there."),
        ("pavel_77", "pavel_77 Nobody listened to us."),
    ]


def test_a_section_called_comment_is_no_comment() -> None:
    raw = (
        page("")
        .replace(b"<article>", b'<div class="section-comment"><article>')
        .replace(b"</article>", b"</article></div>")
    )
    found = extract(raw)
    assert "digging on Tuesday" in found.text
    assert [voice for voice, _, _ in voices(found)] == ["caption"]


def test_a_caption_stands_where_it_stood() -> None:
    found = extract(page(""))
    assert voices(found) == [("caption", None, "The dam above Tarn on Tuesday. Photograph: Ola Berg")]
    before, after = found.text.split(found.text[found.marks[0].start : found.marks[0].end])
    assert before.rstrip().endswith("without homes.")
    assert after.lstrip().startswith("Rescue teams")


def test_the_box_on_the_author() -> None:
    box = '<div class="author-box"><h4>Ola Berg</h4><p>Ola Berg writes about rivers for the Tarn Post.</p></div>'
    assert ("biography", None, "Ola Berg\n\nOla Berg writes about rivers for the Tarn Post.") in voices(
        extract(page(box))
    )


@pytest.mark.parametrize(
    "title", ["Dam gives way above Tarn | World | Tarn Post", "Tarn Post - Dam gives way above Tarn"]
)
def test_the_headline_has_no_site_and_stands_once(title: str) -> None:
    found = extract(page("", title))
    assert found.title == "Dam gives way above Tarn"
    assert found.text.count("Dam gives way above Tarn") == 1
    assert "Tarn Post" not in found.text


FORUM = """<!doctype html><html><head><title>Dam above Tarn - Tarn Forum</title></head><body class="forum viewtopic">
<h1>Dam above Tarn</h1><div class="post" id=p1><div class="author">Nora Finch</div><div class="content">The dam above
Tarn
gave way on Monday night and at least nine people were killed. I was in the lower street, and the water came within
minutes. The school is open for those without homes.</div></div>
<div class="post" id=p2><div class="author">pavel_77</div><div class="content">Nobody listened to us for
years.</div></div>
</body></html>"""


def test_answers_in_a_forum_are_comments() -> None:
    found = extract(FORUM.encode())
    assert "lower street" in found.text
    assert [(who, said) for voice, who, said in voices(found) if voice == "comment"] == [
        ("pavel_77", "pavel_77\n\nNobody listened to us for years.")
    ]


def test_a_page_read_whole_has_its_voices() -> None:
    raw = page(NESTED)
    document = read_source(Source("a.html", raw=raw), raw)
    assert isinstance(document, Document)
    found = [(segment.voice, segment.speaker) for segment in document.segments]
    assert found == [
        ("title", None), ("article", None), ("caption", None), ("article", None), ("comment", "Nora Finch"),
        ("comment", "pavel_77"),
    ]  # fmt: skip
    assert document.kind == "article with comments"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Nora Finch says:", "Nora Finch"), ("By Nora Finch", "Nora Finch"), ("@ola", "@ola"), ("3 days ago", None),
        ("I know that street and my uncle lives there", None), ("Reply", None), ("", None), ("12", None),
    ],
)  # fmt: skip
def test_the_name_in_an_element(words: str, name: str | None) -> None:
    assert name_of(words) == name


@pytest.mark.parametrize(
    "raw",
    [
        b"<html><body><article><p>Nine people were killed on Monday night, they said.</p>"
        + b"<div class=comment>" * 5_000,
        b"<html><body>" + b"<div class=comment><span class=author>A</span>" * 3_000 + b"Three people died.",
        b"<html><body><p>Nine people were killed on Monday.</p>" + b"<ul><li>" * 3_000,
    ],
)
def test_deep_pages_are_read_or_refused(raw: bytes) -> None:
    read_source(Source("deep.html", raw=raw), raw)


_PIECES = st.sampled_from(
    [
        "<div class=comment>", "</div>", "<p>", "</p>", "<b class=author>Ola</b>", "<figure>", "</figure>",
        "<figcaption>The dam",
        "</figcaption>", "Nine people were killed when the dam above Tarn gave way on Monday. ", "<li>",
        "<ul class=menu>",
        "</ul>", "<section id=comments>", "</section>", "<time>3 days ago</time>", "<h1>Dam</h1>",
        "<h3>2 comments</h3>",
        "<!-- c -->", "&amp; &lt;b", "<div class='author-bio'>Ola writes about rivers for the Tarn Post.</div>", "<br>",
    ]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=25))
@settings(max_examples=60, deadline=None)
def test_marks_of_any_page_lie_in_order_inside_its_text(pieces: list[str]) -> None:
    raw = f"<html><head><title>Dam - Post</title></head><body><article>{TEXT}</article>{''.join(pieces)}</body></html>"
    found = extract(raw.encode())
    assert found == extract(raw.encode())
    edge = 0
    for mark in found.marks:
        assert edge <= mark.start < mark.end <= len(found.text)
        assert found.text[mark.start : mark.end].strip() == found.text[mark.start : mark.end]
        assert mark.speaker is None or mark.speaker in found.text[mark.start : mark.end]
        edge = mark.end
