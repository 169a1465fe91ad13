"""Shared origins: copied runs of words, one organisation behind a figure, a comment that echoes its article."""

from __future__ import annotations

from recount.linking import link
from recount.model.incidents import Linkage
from recount.model.mentions import Reading
from recount.model.text import Document
from tests.linking.tellings import tell

WIRE = (
    "Soldiers came over the northern ridge before dawn, cut the two telephone lines, surrounded the weaving sheds with "
    "lorries and fired without warning on the weavers of the first shift who were waiting at the gate in the rain. "
)
RAID = "On <t:2031-03-03|3 March 2031> <e:raid|soldiers stormed> <p|Orsel Mill>: <k:24|24 dead>."


def linked(*told: tuple[Document, Reading]) -> Linkage:
    return link([document for document, _ in told], [reading for _, reading in told])


def test_a_copied_passage_is_one_origin_with_both_places() -> None:
    one = tell("one.txt", f"{RAID} {WIRE}The mill is closed.")
    two = tell("two.txt", f"Our reporter writes. {WIRE}{RAID}")
    other = tell("other.txt", f"{RAID} The owner of the mill has left the country with his family, neighbours say.")
    found = [origin for origin in linked(one, two, other).origins if origin.kind == "copied_text"]
    assert len(found) == 1
    assert set(found[0].documents) == {one[0].id, two[0].id}
    texts = {told[0].id: told[0].text for told in (one, two)}
    for passage in found[0].passages:
        assert texts[passage.document][passage.start : passage.end] == passage.quote
        assert passage.quote.startswith("Soldiers came over the northern ridge")


def test_equal_figures_alone_are_no_shared_origin() -> None:
    assert linked(tell("one.txt", RAID), tell("two.txt", f"It is known. {RAID}")).origins == ()


def test_one_organisation_behind_two_figures_is_one_origin() -> None:
    body = "<n:organisation|Weavers' Aid>"
    one = tell("one.txt", f"{RAID} So says {body}.", cites="Weavers' Aid")
    two = tell("two.txt", f"{body} counted. {RAID}", cites="Weavers' Aid")
    found = [origin for origin in linked(one, two).origins if origin.kind == "same_organisation"]
    assert [origin.name for origin in found] == ["Weavers' Aid"]
    assert len(found[0].claims) == 2


def test_a_comment_that_repeats_its_article_is_an_echo() -> None:
    told = tell(
        "page.txt",
        f"{RAID} The raid came only hours after minister Orlan met the general commanding the northern garrison. "
        "I agree: the raid came a few hours after minister Orlan met the commanding general. Well said.",
        comment_from="I agree",
    )
    found = [origin for origin in linked(told).origins if origin.kind == "echo"]
    assert len(found) == 1
    assert found[0].documents == (told[0].id,)
    assert any("I agree" in passage.quote for passage in found[0].passages)
