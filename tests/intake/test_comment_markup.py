"""Comments in the markup of many systems: the same two remarks, each time laid out in another way."""

from __future__ import annotations

import pytest

from recount.intake.formats.html import extract

TEXT = """<article><h1>Dam gives way above Tarn</h1>
<p>At least nine people were killed when the dam above Tarn gave way on Monday night, the office said.</p>
<p>The water reached the lower street within minutes, and the school was opened for those without homes.</p>
<p>Rescue teams were still digging on Tuesday, and the mayor said that the list of the missing was
long.</p></article>"""

SYSTEMS = {
    "typepad": """<div class="comments-content"><h2 class="comments-header">Comments</h2><div id="comment-6a"
class="comment">
<div class="comment-content"><p>I know that street. My uncle lives there.</p></div><p class="comment-footer">Posted by:
<a href=x>Nora Finch</a> | <a href=y>March 12, 2008 at 10:14 AM</a></p></div><div id="comment-6b" class="comment">
<div class="comment-content"><p>Nobody listened to us.</p></div><p class="comment-footer">Posted by: pavel_77 |
<a href=y>March 13, 2008 at 09:02 AM</a></p></div></div>""",
    "joomla": """<div id="jc"><div id="comments"><h4>Comments</h4><div class="comments-list" id="comments-list-0">
<div class="even" id="comment-item-1"><div class="rbox"><div class="comment-box usertype-guest"><span
class="comments-vote">
<span class="vote-good">+2</span></span><a class="comment-anchor" href=x>#1</a> <span class="comment-author">Nora
Finch</span>
<span class="comment-date">2009-03-12 10:14</span><div class="comment-body">I know that street. My uncle lives
there.</div>
<span class="comments-buttons"><a href=x>Quote</a></span></div></div></div><div class="odd" id="comment-item-2"><div
class="rbox">
<div class="comment-box"><a class="comment-anchor" href=x>#2</a> <span class="comment-author">pavel_77</span>
<span class="comment-date">2009-03-12 11:00</span><div class="comment-body">Nobody listened to
us.</div></div></div></div></div></div></div>""",
    "web components": """<section class="discussion d-discussion"><ul class="d-thread"><li class="d-comment"
id="comment-1"><div
class="d-comment__inner"><div class="d-comment__meta"><span class="d-comment__author" itemprop="author"><span
itemprop="givenName">
Nora Finch</span></span> <a class="d-comment__timestamp"><time>12 Mar 2014 10:14</time></a></div><div
class="d-comment__content">
<div class="d-comment__recommend"><button>Recommend</button> 12</div><div class="d-comment__body" itemprop="text"><p>I
know that
street. My uncle lives there.</p></div></div></div></li><li class="d-comment"><div class="d-comment__meta">
<span class="d-comment__author">pavel_77</span> <time>12 Mar 2014 11:00</time></div><div
class="d-comment__body"><p>Nobody listened
to us.</p></div></li></ul></section>""",
    "definition list": """<h3>Your comments</h3><dl><dt><b>Nora Finch</b>, 12 March 2006, 10:14</dt><dd>I know that
street. My uncle
lives there.</dd><dt><b>pavel_77</b>, 12 March 2006, 11:00</dt><dd>Nobody listened to us.</dd></dl>""",
    "table": """<h3>Readers' comments</h3><table width="90%"><tr><td class="who">Nora Finch<br><small>12.03.2005
10:14</small></td>
<td>I know that street. My uncle lives there.</td></tr><tr><td class="who">pavel_77<br><small>12.03.2005
11:00</small></td>
<td>Nobody listened to us.</td></tr></table>""",
    "hashed": """<div data-testid="comments-section"><div class="css-1x"><h2>Comments</h2><div class="css-2y"><div
class="css-3z">
<span class="css-4a">Nora Finch</span><span class="css-5b">3d ago</span></div><p class="css-6c">I know that street. My
uncle lives
there.</p><button>Reply</button></div><div class="css-2y"><div class="css-3z"><span class="css-4a">pavel_77</span>
<span class="css-5b">2d ago</span></div><p class="css-6c">Nobody listened to
us.</p><button>Reply</button></div></div></div>""",
    "signed below": """<div class="letters" id="reader-comments"><h3>What readers say</h3><div class="comment"><p>I
know that street. My
uncle lives there.</p><p class="comment-by">&mdash; Nora Finch</p></div><div class="comment"><p>Nobody listened to
us.</p>
<p class="comment-by">&mdash; pavel_77</p></div></div>""",
    "list": """<div id="responses"><h3>2 responses</h3><ul class="replies"><li><img src=a alt=""><strong
class="nick">Nora Finch</strong>
<em>12 March 2015</em><p>I know that street. My uncle lives there.</p></li><li><strong class="nick">pavel_77</strong>
<em>12 March 2015</em><p>Nobody listened to us.</p></li></ul></div>""",
    "plugin": """<div class="fb-comments"><div class="_4k"><div class="_5mdd"><div class="_30o4"><a
class="UFICommentActorName"
href=x>Nora Finch</a></div><span class="_5yk">I know that street. My uncle lives there.</span><div
class="_2vq9"><a>Like</a> &middot;
<a>Reply</a> &middot; <abbr class="timestamp">4y</abbr></div></div><div class="_5mdd"><div class="_30o4">
<a class="UFICommentActorName" href=x>pavel_77</a></div><span class="_5yk">Nobody listened to us.</span><div
class="_2vq9"><a>Like</a>
&middot; <a>Reply</a> &middot; <abbr class="timestamp">4y</abbr></div></div></div></div>""",
    "by line": """<div class="user-comments"><p class="comment"><b>1. Nora Finch</b> (12 March 2011, 10:14)<br>I know
that street. My
uncle lives there.</p><p class="comment"><b>2. pavel_77</b> (12 March 2011, 11:00)<br>Nobody listened to
us.</p></div>""",
    "microdata": """<section aria-label="Comments"><div itemscope itemtype="http://schema.org/UserComments"><p>From
<span itemprop="creator">Nora Finch</span>, <meta itemprop="commentTime" content=x>12 March</p><p
itemprop="commentText">I know that
street. My uncle lives there.</p></div><div itemscope itemtype="http://schema.org/UserComments"><p>From <span
itemprop="creator">
pavel_77</span>, 12 March</p><p itemprop="commentText">Nobody listened to us.</p></div></section>""",
    "town": """<div class="comments"><h4>Comments (2)</h4><div class="comment"><div class="comment-text">I know that
street. My uncle lives
there.</div><div class="comment-info"><span class="comment-name">Nora Finch</span>, <span class="comment-town">Lower
Tarn</span>,
12/3/2010 10:14</div></div><div class="comment"><div class="comment-text">Nobody listened to us.</div><div
class="comment-info">
<span class="comment-name">pavel_77</span>, <span class="comment-town">Omm</span>, 12/3/2010 11:00</div></div></div>""",
}


@pytest.mark.parametrize("system", sorted(SYSTEMS))
def test_comments_of_a_system_are_told_with_their_speakers(system: str) -> None:
    head = "<html><head><title>Dam gives way above Tarn</title></head>"
    page = f"{head}<body>{TEXT}{SYSTEMS[system]}<p>Tarn Post</p></body></html>"
    found = extract(page.encode())
    said = {mark.speaker: " ".join(found.text[mark.start : mark.end].split()) for mark in found.marks}
    assert [mark.voice for mark in found.marks] == ["comment", "comment"]
    assert list(said) == ["Nora Finch", "pavel_77"]
    assert "My uncle lives there." in said["Nora Finch"]
    assert "Nobody listened to us." in said["pavel_77"]
    assert "still digging on Tuesday" in found.text
    assert not any(word in text for text in said.values() for word in ("Quote", "Reply", "Recommend", "Posted by"))
