"""Role claims: each part that somebody takes in an act, from acts, shares and marks.

Invariant: a role is read from the tree around a word for an act or from a mark, never from nearness; every role that
accuses somebody, by name or not, is recorded as alleged at firmest. Who condemns, demands, comments or outlaws has no
role.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from recount.model.claims import Claim, Hop, RoleName, RoleValue
from recount.model.mentions import NameMention
from recount.model.text import Span
from recount.reading.acts import Act, acts_of, doers_of, sufferers_of
from recount.reading.evidence import governor
from recount.reading.page import Page
from recount.reading.parts.blamed import as_put, blames_others
from recount.reading.parts.command import in_command, is_under_fire
from recount.reading.parts.doers import Doer, Doers, doers_on
from recount.reading.parts.shares import BLAME, COMMAND, is_over, shares_of
from recount.reading.parts.weighed import Part, is_elsewhere, weighed
from recount.reading.phrases import class_of, counted_at
from recount.reading.sheet import Sheet
from recount.reading.syntax import arguments_of
from recount.reading.trust import table_of

READER = "roles"
_ACCUSING = frozenset({"carried_out", "ordered", "commanded", "planned", "enabled", "failed_to_protect"})
_PEOPLE = ("person", "perhaps_person", "group")
_PLAIN = 0.2
"""Probability of a mark from which a noun that seldom acts may be a doer: below it hardly any was (rounds 01 to
07)."""
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "myself", "ourselves"})


def read(sheet: Sheet) -> list[Claim]:
    """Return the role claims of a page in text order; a sheet is read once."""
    return list(sheet.once(_read))


def _read(sheet: Sheet) -> tuple[Claim, ...]:
    said: set[tuple[Span, str]] = set()
    told = {}
    made = _made(sheet, table_of(sheet.page, "roles").floor)
    for part, claim in sorted(made, key=lambda pair: (pair[0].tie == "command", -pair[1].score)):
        if part.tie not in ("mark", "command") or (part.doer.at, part.role) not in said:
            told[claim.id] = claim
            said.add((part.doer.at, part.role))
    return tuple(sorted(told.values(), key=lambda claim: (claim.start, claim.end, claim.id)))


def proposals(sheet: Sheet) -> list[tuple[Part, Claim]]:
    """Return every part that frames, shares or marks propose with the claim it makes, however unsure, in text order."""
    return _made(sheet, 0.0)


def _made(sheet: Sheet, least: float) -> list[tuple[Part, Claim]]:
    page, doers = sheet.page, doers_on(sheet)
    found: dict[tuple[Span, str, int], Part] = {}
    for part in [*_of_acts(page, doers), *_of_shares(page, doers), *_of_marks(page, doers)]:
        found.setdefault((part.doer.at, part.role, part.act), part)
    parts = weighed(page, doers, list(found.values()))
    parts += in_command(page, doers, parts)
    sure = [part for part in parts if part.score >= least and not blames_others(page, part)]
    return sorted(((part, _claim(sheet, part)) for part in sure), key=lambda pair: (*_place(pair[1]), pair[1].id))


def _place(claim: Claim) -> tuple[int, int]:
    return claim.start, claim.end


def _claim(sheet: Sheet, part: Part) -> Claim:
    page = sheet.page
    far = is_elsewhere(page, part)
    token = page.tokens[_own_object(page, part) if far else part.act]
    anchor, name = Span(token.start, token.end), part.doer.name
    told = {part.head if far else part.act}  # an act of another sentence belongs to no passage of this one
    above = None if part.role == "carried_out" else governor(page, part.token)
    told |= {above} if above is not None else set()  # "paid by the mayor", never "the mayor shot"
    inside = [part.doer.at, *(Span(page.tokens[one].start, page.tokens[one].end) for one in told)]
    span = Span(min(one.start for one in inside), max(one.end for one in inside))
    top = page.token_at(name.end - 1)
    phrase = counted_at(page).get(top) if top is not None and part.role == "victim" else None
    several = phrase is not None and (name.type == "group" or phrase.form not in ("name", "one"))
    mark = page.marks.get(("role", part.token), {}).get(part.role)
    claim = sheet.claim(
        "role", span,
        RoleValue(name.surface, cast("RoleName", part.role), token.text, phrase.count if phrase and several else None),
        reader=READER, head=part.head, anchor=anchor, spans=(anchor,) if far else (),
        accuses=part.role in _ACCUSING, score=part.score, mark=mark,
    )  # fmt: skip
    if part.role in _ACCUSING:
        claim = as_put(sheet, part, claim)
    if part.tie == "blame":
        return _as_blame(sheet, part, claim)
    if part.role == "failed_to_protect" and part.act == part.head:
        return replace(claim, polarity="+")  # the "nothing" of "did nothing" is the role itself, not its denial
    return claim


def _as_blame(sheet: Sheet, part: Part, claim: Claim) -> Claim:
    """Return what a word of blame alone says: an allegation, of its subject where no other voice is read."""
    page, chain = sheet.page, claim.attribution
    token = page.tokens[part.head]
    for index in arguments_of(page).agents(part.head) if token.upos == "VERB" and len(chain) == 1 else ():
        name = doers_on(sheet).name_at(index)
        if name is not None:
            chain = (*chain, Hop(name.surface, "reports", True, name.start, name.end, Span(token.start, token.end)))
            break
    firm = claim.certainty == "asserted"
    return replace(claim, attribution=chain, certainty="alleged" if firm else claim.certainty, record_as="alleged")


def _own_object(page: Page, part: Part) -> int:
    """Return the act with an outcome that somebody ordered or planned in his own sentence, else the one of his mark.

    Who "ordered the expulsion" of a delegation did not order the attack told before it; "the assault" may be that one.
    """
    if part.role not in ("ordered", "planned"):
        return part.act
    own = {token for act in acts_of(page) for token in act.tokens if act.frame.outcome is not None}
    return next((one for one in arguments_of(page).children(part.head, "obj") if one in own), part.act)


def _of_acts(page: Page, doers: Doers) -> Iterator[Part]:
    """Yield those who do each act, and those who suffer it."""
    accused = {actor for share in shares_of(page) if share.role == "carried_out" for actor in share.actors}
    for act in acts_of(page):
        sufferers = sufferers_of(page, act)
        agents = [index for index in doers_of(page, act) if index not in sufferers]
        for index in agents:
            for doer in doers.of(index):
                if _may_do(page, doers, act, doer):
                    yield Part(doer, index, "carried_out", act.at, _statement(page, act.at), "frame")
        if act.frame.outcome is not None:
            included = [one for index in sufferers for one in arguments_of(page).under(index, "including")]
            for index in (*sufferers, *included):
                name = doers.name_at(index)
                if name is not None and _is_person(name) and index not in (*agents, *accused):
                    doer = Doer(name, Span(name.start, name.end))
                    yield Part(doer, index, "victim", act.at, _statement(page, act.at), "frame")
        yield from _by_modifier(page, doers, act)


def _by_modifier(page: Page, doers: Doers, act: Act) -> Iterator[Part]:
    """Yield the body behind an act's noun: "army shelling", "the army's raid"."""
    head = page.tokens[act.at].head
    if act.frame.part != "noun" or act.frame.type is None or (head >= 0 and is_over(page, head)):
        return
    arguments = arguments_of(page)
    owners = arguments.children(act.at, "nmod:poss") if "owner" not in act.frame.suffers else []
    if act.frame.outcome is not None:
        owners = [one for one in owners if not _is_person(doers.name_at(one))]
    for index in [*owners, *arguments.children(act.at, "compound")]:
        for doer in doers.of(index):
            if _bears_arms(doers, doer):
                yield Part(doer, index, "carried_out", act.at, _statement(page, act.at), "modifier")


def _is_person(name: NameMention | None) -> bool:
    return name is not None and name.type in ("person", "office")


def _statement(page: Page, act: int) -> int:
    """Return the token that carries the statement: the verb above an act's noun, else the act's own."""
    head = page.tokens[act].head
    if page.tokens[act].upos in ("NOUN", "PROPN") and head >= 0 and page.tokens[head].upos == "VERB":
        return head
    return act


def _may_do(page: Page, doers: Doers, act: Act, doer: Doer) -> bool:
    """Whether a doer may do an act: vague acts need somebody armed or a person who suffers; suicides have no doer."""
    arguments, frame = arguments_of(page), act.frame
    objects = arguments.children(act.at, "obj")
    if frame.part == "verb" and not arguments.is_passive(act.at) and any(page.lower[i] in _REFLEXIVE for i in objects):
        return "blow" in frame.words
    if doer.common and frame.part == "verb" and "object" in frame.suffers and not arguments.is_passive(act.at):
        if not sufferers_of(page, act) and len(frame.words) == 1:
            return False  # a headline's participle: "Two tourists killed in bus crash"
    if "vague" not in frame.marks:
        return True
    if doers.is_armed(doer):
        return True
    return any(
        (page.tokens[i].upos == "PRON" and page.lower[i] != "it") or class_of(page, i) in ("person", "group")
        for i in sufferers_of(page, act)
    )


def _of_shares(page: Page, doers: Doers) -> Iterator[Part]:
    for share in shares_of(page):
        for index in share.actors if share.place not in COMMAND else ():
            for doer in doers.of(index):
                if share.place not in BLAME:
                    yield Part(doer, index, share.role, share.act, share.head, "share")
                elif _may_be_blamed(doers, share.place, doer):
                    yield Part(doer, index, share.role, share.act, share.head, "blame")


def _may_be_blamed(doers: Doers, place: str, doer: Doer) -> bool:
    """Whether a word of blame accuses somebody of the deed told of, and not of what they let happen: who bears arms,
    and a body whose name says that it fights; where nobody can be blamed for negligence, whoever is printed by name."""
    if not doer.common and doer.name.type in ("unit", "group", "state"):
        return True
    if not _is_printed_name(doer):
        return False
    return place != "armed" or _bears_arms(doers, doer) or doers.is_fighting(doer)


def _bears_arms(doers: Doers, doer: Doer) -> bool:
    return doers.is_armed(doer) or doer.name.type in ("unit", "state", "group")


def _is_printed_name(doer: Doer) -> bool:
    """Whether a doer is printed by name where his part is told, no pronoun and no noun."""
    name = doer.name
    return any(map(str.isupper, name.surface)) and (name.start, name.end) == (doer.at.start, doer.at.end)


def _of_marks(page: Page, doers: Doers) -> Iterator[Part]:
    """Yield what the net alone sees: somebody's part in the act that its mark hangs on, stated by his own sentence."""
    for (kind, token), marks in page.marks.items():
        if kind == "role":
            meant, above = doers.of(token), governor(page, token)
            for mark in marks.values():
                if mark.tie is not None:
                    near = page.sentence_index[mark.tie] == page.sentence_index[token]
                    head = _statement(page, mark.tie) if near else token if above is None else above
                    if not near and arguments_of(page).case(token) == "by" and _is_at_large(page, head):
                        continue
                    if near and mark.label in _ACCUSING and is_under_fire(page, token, mark.tie):
                        continue
                    for doer in meant:
                        if mark.score >= _PLAIN or doer.doubt != "unlikely":
                            yield Part(doer, token, mark.label, mark.tie, head, "mark")


def _is_at_large(page: Page, verb: int) -> bool:
    """Whether a verb tells of things at large, not of an act told before: "crimes being carried out by the militia"."""
    arguments, token = arguments_of(page), page.tokens[verb]
    done = arguments.children(verb, "nsubj:pass")
    if token.deprel.startswith("acl"):
        done = [*done, token.head]
    elif token.deprel in ("ccomp", "xcomp"):
        done = [*done, *arguments.children(token.head, "obj")]
    bare = ("DET", "PRON", "NUM")
    return any(
        page.tokens[one].xpos == "NNS" and not any(page.tokens[child].upos in bare for child in page.children[one])
        for one in done
    )
