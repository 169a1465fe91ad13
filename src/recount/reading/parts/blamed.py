"""How firmly a text puts a part at somebody's door: "accused of", "blamed on", "suspected rebels", "acquitted of".

Invariant: a part is never put more firmly than its clause is; whoever blames somebody else of it is not doubted by
that, and a relative clause is told apart from the blame around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from recount.model.analysis import ROOT
from recount.model.claims import Certainty, Claim
from recount.reading.page import Page
from recount.reading.parts.weighed import Part, is_elsewhere
from recount.reading.sheet import Sheet
from recount.reading.stance import ORDER, recorded
from recount.reading.stance.words import effect_of, known
from recount.reading.syntax import arguments_of

_STEPS = 6
"""Words followed upwards from an act to what blames for it, at most."""
_BELOW = frozenset({"obj", "obl", "nmod", "nsubj:pass", "xcomp", "acl", "advcl", "ccomp", "compound", "conj", "appos"})
"""Relations by which what somebody is blamed for hangs on the word of blame, or on another such word."""
_SELVES = frozenset({"himself", "herself", "itself", "themselves", "myself", "ourselves", "yourself"})
_BLAMED = frozenset({"obj", "iobj", "nsubj:pass", "obl", "nmod"})
"""Relations by which the blamed hangs on the word of blame."""


def as_put(sheet: Sheet, part: Part, claim: Claim) -> Claim:
    """Return a claim of a part no firmer than what blames for it, and with the polarity of a denial where it is one."""
    page = sheet.page
    found: set[Certainty] = {claim.certainty, *_effects(page, part)}
    certainty = next(kind for kind in ORDER if kind in found)
    polarity = "-" if certainty == "denied" else claim.polarity
    return replace(claim, certainty=certainty, polarity=polarity, record_as=recorded(certainty, accuses=True), id="")


def blames_others(page: Page, part: Part) -> bool:
    """Whether somebody only puts an act at others' door: the subject of a word of blame that the act hangs on."""
    above = page.tokens[part.token].head
    if part.role == "victim" or above == ROOT or not _blames(page, above, part.token):
        return False
    if not any(_told(page, above)):
        return False
    own = {page.lower[child] for child in page.children[above]}
    return part.act in page.subtree(above) and part.act not in page.subtree(part.token) and not own & _SELVES


def _effects(page: Page, part: Part) -> Iterator[Certainty]:
    """Yield what words of blame, of doubt and of denial make of a part."""
    for start in dict.fromkeys((part.act, part.head)):
        yield from _above(page, start, part.token)
    yield from _beside(page, part.token)
    above, relation = page.tokens[part.token].head, page.tokens[part.token].deprel
    if above == ROOT:
        return
    if relation in _BLAMED:
        yield from _told(page, above)
    if relation == "nsubj" and page.tokens[above].lemma.lower() in known().denying and _is_denied(page, part):
        yield "denied"
    if relation in ("obj", "nsubj:pass") and page.tokens[above].lemma.lower() in known().clearing:
        yield "denied"


def _above(page: Page, start: int, accused: int) -> Iterator[Certainty]:
    """Yield what the words above an act blame somebody for it with; whoever is their subject blames others."""
    current = start
    for _ in range(_STEPS):
        yield from _told(page, current) if current != accused and not _blames(page, current, accused) else ()
        token = page.tokens[current]
        if token.head == ROOT or token.deprel not in _BELOW or _is_finite(page, current):
            return
        current = token.head


def _told(page: Page, index: int) -> Iterator[Certainty]:
    """Yield what a word of blame says, by itself or with its object ("put the blame on")."""
    for one in (index, *arguments_of(page).children(index, "obj")):
        effect = effect_of(known().blaming, page.tokens[one].lemma.lower())
        if effect is not None and effect != "negative":
            yield effect


def _blames(page: Page, index: int, accused: int) -> bool:
    """Whether somebody is the subject of an active word of blame."""
    arguments = arguments_of(page)
    active = page.tokens[index].upos == "VERB" and not arguments.is_passive(
        index
    )  # who is "under indictment" is blamed
    return active and accused in arguments.children(index, "nsubj")


def _is_finite(page: Page, index: int) -> bool:
    """Whether a clause has a subject and a time of its own, joined by no word that reports it."""
    token = page.tokens[index]
    if token.deprel not in ("advcl", "conj"):
        return False
    return bool(arguments_of(page).children(index, "nsubj", "nsubj:pass"))


def _beside(page: Page, accused: int) -> Iterator[Certainty]:
    """Yield what adjectives, participles and adverbs at somebody's name say: "suspected", "the men accused of"."""
    first = accused
    for child in page.children[accused]:
        token, word = page.tokens[child], page.lower[child]
        first = min(first, child) if token.deprel not in ("punct", "advmod") else first
        effect = None
        if token.deprel == "amod":
            effect = effect_of(known().blaming, word) or effect_of(known().adjectives, word)
        elif token.deprel == "acl":
            effect = effect_of(known().blaming, token.lemma.lower())
        elif token.deprel == "advmod":
            effect = effect_of(known().adverbs, word)
        if effect in ("alleged", "possible"):
            yield effect
    before = effect_of(known().adverbs, page.lower[first - 1]) if first else None  # "apparently by a gang"
    if before in ("alleged", "possible"):
        yield before


def _is_denied(page: Page, part: Part) -> bool:
    """Whether what somebody denies is his part, and not an act told at his name ("the police, who had fired, deny")."""
    return is_elsewhere(page, part) or part.act not in page.subtree(part.token)
