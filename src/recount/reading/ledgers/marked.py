"""Entries as the net proposes them, made into claims: passage, parties, what is asked, promised, answered or shown.

Invariant: every value is a stretch of the text that the net pointed to or that hangs on its words in the tree; a
pronoun stands for the one subject that fits, else for nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from recount.model.analysis import EntryMark
from recount.model.claims import (
    Claim,
    CommitmentValue,
    DemandValue,
    DeprivationValue,
    ExhibitValue,
    Kind,
    ResponseValue,
    RoleName,
    RoleValue,
    StatusValue,
    TextValue,
    Value,
    WarningValue,
)
from recount.model.text import Span
from recount.reading.ledgers.phrases import (
    LONGEST,
    addressee,
    condition,
    instrument,
    is_somebody,
    is_violent,
    others,
    parties,
    phrase,
    time_on,
    voice_of,
)
from recount.reading.ledgers.words import lemma, of_deprivations, of_promises, of_warnings, telling
from recount.reading.page import Page
from recount.reading.sheet import Sheet
from recount.reading.syntax import arguments_of

_SAME = 0.5
"""Part of the shorter passage that two proposals of one entry have in common, at least."""
_SURE = 0.8
"""Probability from which a name outside the passage is whom the entry means: two of three are, of those less sure one
in three (corpus/entries, read by nets that had not learnt from it)."""
_BEFORE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PART"})
"""Words before a noun that belong to its name where more of the phrase would make a sentence."""
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_NAMED = 80
"""Characters of what an exhibit is called, at most."""
_OWN = frozenset({"i", "we", "us", "me", "our", "my"})
_ADDRESSING = frozenset({"demand", "commitment", "warning"})
_CASES = {"demand": ("to", "on", "upon"), "commitment": ("to",), "warning": ("to",)}
"""Prepositions behind which those stand who are asked, promised or warned."""
_OF_OTHERS = frozenset({"deprivation", "label"})
"""Kinds of entries whose doer is never who speaks."""
_YOU = frozenset({"you", "your"})
_SINGLE = frozenset({"he", "she"})
_THINGS = frozenset({"it", "this", "that", "which", "what"})
"""Pronouns that name nobody who is asked or promised something."""
CLAIMED: dict[str, Kind] = {"part": "role", "label": "characterisation"}
"""The kinds of claims of entries that have another name than their claims."""
_ROLES: dict[str, RoleName] = {
    "knew": "knew", "allowed": "enabled", "withdrew": "failed_to_protect", "looked_on": "failed_to_protect",
    "armed": "enabled", "obeyed": "obeyed", "headed": "commanded", "concealed": "concealed", "incited": "incited",
}  # fmt: skip
"""The role of each sort of part; ``other`` is none that a record could name."""
_BLAMING = frozenset({"response", "deprivation", "part"})
"""Kinds of entries that may accuse: what the net takes for one is recorded as alleged at firmest."""
_TOLD = frozenset({"demand", "commitment", "warning", "response", "exhibit", "status"})
"""Kinds of entries that were made whatever they deny; the others are told of somebody, as the text puts it."""
_KEPT = frozenset({"asserted", "reported", "alleged", "possible", "opinion"})
"""Certainties with which what is told of somebody is entered: not what is asked, demanded, supposed or denied."""


def proposed(page: Page) -> dict[str, list[EntryMark]]:
    """Return the entries that the net proposes, by kind, in order; of two for one passage the surer."""
    return page.once(_proposed)


def _proposed(page: Page) -> dict[str, list[EntryMark]]:
    kept: dict[str, list[EntryMark]] = {}
    near: defaultdict[tuple[str, int], list[EntryMark]] = defaultdict(list)  # by sentence: passages are shorter
    for mark in sorted(page.analysis.entries or (), key=lambda mark: (-mark.score, mark.token)):
        sentence = page.sentence_index[mark.token]
        beside = (other for at in (sentence - 1, sentence, sentence + 1) for other in near[mark.kind, at])
        if not any(shared(passage(page, mark), passage(page, other)) >= _SAME for other in beside):
            near[mark.kind, sentence].append(mark)
            kept.setdefault(mark.kind, []).append(mark)
    return {kind: sorted(marks, key=lambda mark: mark.token) for kind, marks in kept.items()}


def passage(page: Page, mark: EntryMark) -> Span:
    """Return the words of an entry."""
    return page.span(mark.first, mark.last + 1)


def shared(one: Span, other: Span) -> float:
    """Return which part of the shorter of two stretches they have in common."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return common / max(1, min(one.end - one.start, other.end - other.start))


def claim_of(sheet: Sheet, kind: str, mark: EntryMark, reader: str, score: float) -> Claim | None:
    """Return the claim that an entry of the net makes, None where it has no passage fit to print."""
    page = sheet.page
    span = passage(page, mark)
    if span.end - span.start > LONGEST or page.sentence_index[mark.last] - page.sentence_index[mark.first] > 1:
        return None
    value = _value(sheet, mark, span)
    if value is None or _is_violence(page, mark) or _is_label(page, mark):
        return None
    if mark.kind == "label" and mark.opens is not None and mark.closes is not None:
        span = page.span(mark.opens, mark.closes + 1)  # a loaded word stands for itself
    claim = sheet.claim(
        cast("Kind", CLAIMED.get(kind, kind)), span, value, reader=reader, score=score,
        head=mark.token,
        spans=_beside(page, mark), accuses=mark.kind in _BLAMING,
    )  # fmt: skip
    if mark.kind in _TOLD:
        return replace(claim, polarity="+", id="")  # what is entered was asked, promised or said, whatever it denies
    return claim if claim.certainty in _KEPT and claim.polarity == "+" else None


def _beside(page: Page, mark: EntryMark) -> tuple[Span, ...]:
    """Return where the accused of a part is printed, outside its passage."""
    if mark.kind != "part" or mark.by is None or mark.first <= mark.by <= mark.last:
        return ()
    return (phrase(page, mark.by),)


def _is_label(page: Page, mark: EntryMark) -> bool:
    """Whether an entry hangs on the label of a field of a form ("grade: confirmed"), which is no word of its ledger."""
    for at in (mark.token, mark.by):
        if at is not None and page.tokens[at].upos == "NOUN" and at + 1 < len(page.tokens):
            known = page.tokens[at].text[:1].isupper() or lemma(page, at) in telling(mark.kind, mark.sort)
            if page.tokens[at + 1].text == ":" and not known:
                return True
    return False


def _is_violence(page: Page, mark: EntryMark) -> bool:
    """Whether what is asked or promised is violence itself: a bitter word, or a threat."""
    if mark.kind not in ("demand", "commitment"):
        return False
    inside = range(mark.opens or 0, (mark.closes or -1) + 1)
    heads = [at for at in inside if page.tokens[at].head not in inside]
    tree = arguments_of(page)
    heads += [told for noun in tree.children(mark.token, "obj") for told in tree.children(noun, "acl")]
    return any(is_violent(page, at) for at in (mark.token, *heads))


def completed(sheet: Sheet, claim: Claim, mark: EntryMark) -> Claim:
    """Return a rule's claim with those who promise, and those asked or promised, where only the net sees any."""
    value = claim.value
    if isinstance(value, CommitmentValue):
        value = replace(
            value, by=_giver(sheet.page, mark) or value.by or _by(sheet, mark, Span(claim.start, claim.end))
        )
    if isinstance(value, DemandValue) and value.by is None:
        value = replace(value, by=_shared(sheet.page, mark))
    if isinstance(value, DemandValue | CommitmentValue) and not value.to:
        asked = _to(sheet.page, mark) or _behind(sheet, mark)
        value = replace(value, to=others(asked, value.by))
    if isinstance(value, DemandValue) and not value.to:
        value = replace(value, to=_addressed(sheet, Span(claim.start, claim.end), value.by))
    return replace(claim, value=value, id="")


def _value(sheet: Sheet, mark: EntryMark, span: Span) -> Value | None:
    page = sheet.page
    by, about = _by(sheet, mark, span), _about(page, mark)
    to = _to(page, mark)
    if mark.kind in _ADDRESSING and (turned := _turned(sheet, mark)):
        by, to = turned
    if mark.by is None and by in to:
        by = None  # who is asked is not who asks, where the net saw nobody ask
    if mark.kind == "commitment" and by is not None and _is_instrument(page, mark):
        by = next(iter(_named(page, arguments_of(page).children(mark.token, "obj", "iobj"))), None)
    if mark.kind == "commitment" and (given := _giver(page, mark)):
        by = given
    to = others(to or _behind(sheet, mark), by)
    if mark.kind == "demand":
        to = to if to and not _YOU.intersection(name.lower() for name in to) else _addressed(sheet, span, by) or to
        return DemandValue(by, about or page.quote(span), to, condition(page, mark.token), mark.sort)
    if mark.kind == "commitment":
        return CommitmentValue(
            by, about or page.quote(span), to, None, condition(page, mark.token), instrument(page, mark.token),
            time_on(sheet, (mark.token,)),
        )  # fmt: skip
    if mark.kind == "warning":
        return WarningValue(page.quote(span), about or "", time_on(sheet, (mark.token,)), to[0] if to else None)
    if mark.kind == "response":
        return ResponseValue(by, about or "", page.quote(span), mark.sort == "silence")
    if mark.kind == "exhibit":
        return ExhibitValue(mark.sort, page.quote(_thing(page, mark)), about)
    if mark.kind == "deprivation":
        sort = sort_withheld(page, range(mark.first, mark.last + 1)) or mark.sort
        return DeprivationValue(sort, about or page.quote(span), by, to, time_on(sheet, (mark.token,)))
    if mark.kind == "label":
        return TextValue(about, next(iter(to), None)) if about is not None else None
    if mark.kind == "part":
        return _part(page, mark, about or page.quote(span))
    subject = _named(page, () if mark.by is None else (mark.by,))
    if not subject or about is None or _is_itself(subject[0], about):
        return None  # a status needs whose it is and what
    return StatusValue(subject[0], about, instrument(page, mark.token, "under"), time_on(sheet, (mark.token,)))


def _is_itself(subject: str, status: str) -> bool:
    """Whether a status only says its subject again ("the criminals": "criminals"), by no word that is a status."""
    if subject == status:
        return True
    words = set(status.lower().split())
    plain = words | {word.removesuffix("s") for word in words}
    return (status in subject or subject in status) and not plain & telling("status")


def sort_withheld(page: Page, inside: Iterable[int]) -> str | None:
    """Return the sort of what is withheld by the words of its passage; several goods are supplies."""
    words, said = of_deprivations(), {lemma(page, at) for at in inside}
    goods = [sort for sort, listed in words.goods.items() if said & listed]
    other = next((sort for sort, listed in words.sorts.items() if said & listed), None)
    return other if not goods else goods[0] if len(goods) == 1 else "supplies"


def _part(page: Page, mark: EntryMark, about: str) -> RoleValue | None:
    """Return the role of a part: whose it is must be printed, inside the passage or where the net is sure of it.

    Of one who was told something the part is to have known; who told it is accused of nothing.
    """
    if mark.by is None or mark.sort not in _ROLES:
        return None
    tree, accused = arguments_of(page), [mark.by]
    told = lemma(page, mark.token) in {*of_warnings().warning, *of_warnings().telling}
    if mark.sort == "knew" and told and not tree.is_passive(mark.token) and mark.by in tree.subjects(mark.token):
        accused = [*tree.children(mark.token, "iobj", "obj"), *tree.under(mark.token, "to")]
    inside = mark.first <= mark.by <= mark.last
    names = _named(page, accused) if inside or mark.by_score >= _SURE else ()
    return RoleValue(names[0], _ROLES[mark.sort], about) if names else None


def _by(sheet: Sheet, mark: EntryMark, span: Span) -> str | None:
    """Return who asks, promises or answers: whom the net points to, else who speaks there; None for the author.

    A name outside the passage counts where the net is sure of it; else a pronoun that nobody surely stands for is
    given as it is printed.
    """
    page = sheet.page
    subject = mark.by
    if subject is not None and not mark.first <= subject <= mark.last and mark.by_score < _SURE:
        subjects = arguments_of(page).children(mark.token, "nsubj")
        subject = next((at for at in subjects if mark.first <= at <= mark.last), None)
        if subject is None:
            return None
    if mark.kind == "response" and subject in arguments_of(page).children(mark.token, "nsubj:pass"):
        return next(iter(_named(page, arguments_of(page).by_phrase(mark.token))), None)  # "no letter was answered"
    if subject is None and mark.kind in _OF_OTHERS:
        return None  # who tells of it has done nothing
    if subject is None and (shared := _shared(page, mark)):
        return shared
    if subject is None:
        return voice_of(sheet, span, mark.token, sheet.attributions.by_cue.get(mark.token))
    named = _named(page, (subject,)) or _person(sheet, subject)
    if named:
        return named[0]
    if page.lower[subject] in _OWN:
        return sheet.attributions.chain(span.start, span.end)[-1].name
    return page.tokens[subject].text if page.tokens[subject].upos == "PRON" else None


def _shared(page: Page, mark: EntryMark) -> str | None:
    """Return the subject that a second verb shares with the first ("the panel thanks X and asks Y for its rolls")."""
    token = page.tokens[mark.token]
    if token.deprel != "conj" or token.upos != "VERB" or arguments_of(page).is_passive(mark.token):
        return None
    return next(iter(_named(page, arguments_of(page).subjects(mark.token))), None)


def _giver(page: Page, mark: EntryMark) -> str | None:
    """Return who gave a promise that somebody else speaks of: "repeated the assurance given by his minister"."""
    tree, nouns = arguments_of(page), of_promises().promise_nouns
    for noun in (mark.token, *tree.children(mark.token, "obj")):
        for verb in tree.children(noun, "acl") if page.tokens[noun].lemma.lower() in nouns else ():
            if page.tokens[verb].xpos == "VBN" and (named := _named(page, tree.by_phrase(verb))):
                return named[0]
    return None


def _behind(sheet: Sheet, mark: EntryMark) -> tuple[str, ...]:
    """Return who stands behind the word of asking or promising where the net saw nobody: "pledged to the elders"."""
    page, tree, cases = sheet.page, arguments_of(sheet.page), _CASES.get(mark.kind)
    if cases is None or tree.is_passive(mark.token):
        return ()
    found = [*tree.children(mark.token, "iobj"), *tree.under(mark.token, *cases)]
    if tree.children(mark.token, "xcomp", "ccomp"):
        found += tree.children(mark.token, "obj")
    times = [(time.start, time.end) for time in sheet.times]
    inside = (one for one in found if mark.first <= one <= mark.last and page.tokens[one].upos in ("NOUN", "PROPN"))
    somebody = [
        one
        for one in inside
        if is_somebody(page, one) and not any(start <= page.tokens[one].start < end for start, end in times)
    ]
    return _named(page, somebody)


def _turned(sheet: Sheet, mark: EntryMark) -> tuple[str | None, tuple[str, ...]] | None:
    """Return who promises or asks and whom where the subject is the one addressed: "they were told by", "got from"."""
    page, tree = sheet.page, arguments_of(sheet.page)
    subjects = tree.children(mark.token, "nsubj", "nsubj:pass")
    if mark.by not in subjects:
        return None
    if tree.is_passive(mark.token):
        givers = tree.by_phrase(mark.token)
    elif page.tokens[mark.token].lemma.lower() in of_promises().receiving:
        below = [mark.token, *tree.children(mark.token, "obj")]
        givers = [one for token in below for one in tree.under(token, "from")]
        if not givers:
            return None
    else:
        return None
    addressed = _named(page, subjects) or tuple(page.tokens[one].text for one in subjects)
    return next(iter(_named(page, givers)), None), addressed


def _addressed(sheet: Sheet, span: Span, by: str | None) -> tuple[str, ...]:
    """Return whom the writer of a letter asks where no sentence says it: the one to whom the letter is."""
    named = addressee(sheet.page)
    own = by in (None, sheet.page.document.author.name) and len(sheet.attributions.chain(span.start, span.end)) == 1
    return (named,) if named and own else ()


def _is_instrument(page: Page, mark: EntryMark) -> bool:
    """Whether what binds is an instrument ("Article 6 obliges each party"): who is obliged is its object."""
    return mark.by is not None and page.tokens[mark.by].lemma.lower() in of_promises().instruments


def _person(sheet: Sheet, pronoun: int) -> tuple[str, ...]:
    """Return the one person whom "he" or "she" can be: the paragraph has named no other so far."""
    page = sheet.page
    if page.lower[pronoun] not in _SINGLE:
        return ()
    end = page.tokens[pronoun].start
    start = page.text.rfind("\n\n", 0, end) + 1
    named = [name for name in sheet.names if name.type == "person" and start <= name.start and name.end <= end]
    return (max((one.surface for one in named), key=len),) if len({n.surface.split()[-1] for n in named}) == 1 else ()


def _to(page: Page, mark: EntryMark) -> tuple[str, ...]:
    """Return who is asked, promised or deprived: by name, else the pronoun as printed in the passage."""
    printed = [at for at in mark.to if mark.first <= at <= mark.last and page.tokens[at].upos == "PRON"]
    return _named(page, mark.to) or tuple(page.tokens[at].text for at in printed if page.lower[at] not in _THINGS)


def _named(page: Page, words: Iterable[int]) -> tuple[str, ...]:
    return parties(page, [_head(page, word) for word in words], anybody=True)


def _head(page: Page, word: int) -> int:
    """Return the first word of a name that a word goes on with, or the name that it stands beside ("X, then mayor")."""
    while page.tokens[word].deprel.startswith(("flat", "appos")) and page.tokens[word].head >= 0:
        word = page.tokens[word].head
    return word


def _about(page: Page, mark: EntryMark) -> str | None:
    """Return the words of what is asked, promised, warned of, answered, shown or said of the subject."""
    if mark.opens is None or mark.closes is None:
        return None
    span = page.span(mark.opens, mark.closes + 1)
    return page.quote(span) if span.end - span.start <= LONGEST else None


def _thing(page: Page, mark: EntryMark) -> Span:
    """Return the noun phrase of an exhibit: of a listed thing in its passage, else of its own word or first noun."""
    nouns = [at for at in range(mark.first, mark.last + 1) if page.tokens[at].upos in ("NOUN", "PROPN")]
    listed = [at for at in nouns if lemma(page, at) in telling("exhibit")]
    own = mark.token in (listed or nouns)
    head = mark.token if own else next(iter(listed or nouns), mark.token)
    span = phrase(page, head)
    inside = page.tokens_in(span.start, span.end)
    if span.end - span.start <= _NAMED and not any(page.tokens[at].xpos in _FINITE for at in inside):
        return span
    first = head
    while first > inside[0] and page.tokens[first - 1].upos in _BEFORE:
        first -= 1
    return page.span(first, head + 1)
