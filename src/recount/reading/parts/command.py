"""Who gave the order, and who led those who did it, where a word of command says so and no word for the deed.

Invariant: nobody commanded those who were only attacked, and who led a force has a part only where that force did
harm on the page, or bears arms, or its leader a rank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recount.reading.acts import acts_of
from recount.reading.page import Page
from recount.reading.parts.doers import Doer, Doers
from recount.reading.parts.shares import COMMAND, Share, shares_of
from recount.reading.parts.weighed import Part
from recount.reading.phrases import class_of
from recount.reading.syntax import arguments_of
from recount.reading.trust import table_of
from recount.vocabulary.schema import TitleWords, words_of

_NAMED, _COMMON = 0.95, 0.8
"""Score of whom a word of command names, and of a common noun: of those on rounds 01 to 20, 132 of 140 and 97 of 115
were annotated so."""


def in_command(page: Page, doers: Doers, parts: Iterable[Part]) -> list[Part]:
    """Return the parts of those who gave the order or led; ``parts`` are all others of the page, weighed."""
    floor = table_of(page, "roles").floor
    done = frozenset(_said(part.doer) for part in parts if part.role == "carried_out" and part.score >= floor)
    return list(_found(page, doers, done))


def _found(page: Page, doers: Doers, done: frozenset[str]) -> Iterator[Part]:
    for share in shares_of(page):
        for index in share.actors if share.place in COMMAND else ():
            if share.place == "led" and not _led_to_harm(page, doers, share, index, done):
                continue
            for doer in doers.of(index):
                if not doer.doubt and (page.tokens[index].upos == "PROPN" or class_of(page, index) == "person"):
                    score = _COMMON if doer.common else _NAMED
                    yield Part(doer, index, share.role, share.act, share.head, "command", score)


def _led_to_harm(page: Page, doers: Doers, share: Share, leader: int, done: frozenset[str]) -> bool:
    """Whether those whom somebody led did harm, there or elsewhere on the page, or may have: a force under a rank."""
    if any(is_under_fire(page, index, act.at) for act in acts_of(page) for index in share.led):
        return False
    if doers.suffering & set(share.led):
        return False
    if share.act != share.head:
        return True
    if any(not doer.doubt and _said(doer) in done for index in share.led for doer in doers.of(index)):
        return True
    held = page.tokens[share.head].upos == "ADP" or arguments_of(page).is_passive(share.head)
    return held and (any(map(doers.is_force, share.led)) or _has_rank(page, leader))


def is_under_fire(page: Page, index: int, act: int) -> bool:
    """Whether somebody "came under fire": an act behind ``under`` is done to the subject."""
    arguments, verb = arguments_of(page), page.tokens[act].head
    return verb >= 0 and arguments.case(act) == "under" and index in arguments.subjects(verb)


def _has_rank(page: Page, index: int) -> bool:
    """Whether a word is a rank, or stands beside one: "Captain Urrez"."""
    beside = (index, *page.children[index], index - 1)
    return bool({page.lower[one].rstrip(".") for one in beside if one >= 0} & words_of(TitleWords, "titles").rank)


def _said(doer: Doer) -> str:
    """Return by what two words for doers are compared: a name, or the last word of a common noun in the singular."""
    words = doer.name.surface.split()
    return words[-1].lower().removesuffix("s") if doer.common or len(words) == 1 else doer.name.surface
