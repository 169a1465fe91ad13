"""What an entry of a ledger prints: its parties, what is asked or promised, and the condition.

Invariant: everything is a stretch of the text; a party is a noun phrase of somebody who can act, never a pronoun.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from recount.model.text import Span
from recount.model.values import When
from recount.reading.ledgers.words import categories, lemma, of_demands, of_promises
from recount.reading.page import Page
from recount.reading.sheet import Sheet
from recount.reading.syntax import arguments_of, extent, top_of
from recount.reading.voices import Report
from recount.vocabulary.bodies import acting_nouns
from recount.vocabulary.lexical import noun_class

LONGEST = 400
"""Characters of a passage, at most: what is said beyond is another thing."""
_HEAD = 700
"""Characters of a letter's head."""
_NAMED = r"(?:the )?[A-Z][^\n,:;.]{1,60}(?:\. ?[A-Z][^\n,:;.]{1,40})?"
_LETTER = r"(?:an? )?(?:open |joint |urgent )?(?:letter|petition|appeal|memorial) to:?"
_SALUTATION = re.compile(
    rf"^(?:Dear|To:?|Attn:?|Attention:?|(?i:{_LETTER}))[ \t]+({_NAMED})(?:,[^.!?\n]{{0,60}})?[,:;.]?[ \t]*$",
    re.MULTILINE,
)
_COMPLIMENTS = re.compile(rf"presents (?:its|his|her) compliments to ({_NAMED}?)(?= and has| and,|[,.;\n])")
"""How a diplomatic note opens."""
_ACTING = frozenset({"person", "group", "perhaps_person"})
_IDLE = frozenset({"it", "this", "that", "there", "which", "what", "something", "nothing", "anything", "everything"})
_IN_WRITING = ("in", "under", "by", "through")
"""Prepositions before that in which something is written down."""
_PRONOUNS = frozenset({"he", "she", "it", "they"})
_CONDITIONS = frozenset({"if", "unless", "until", "provided", "once"})


def below(page: Page, head: int, *, joined: bool = True) -> range:
    """Return the tokens from the first to the last that hang on ``head``, itself among them.

    Without ``joined`` the clauses that are joined to ``head`` and have a subject of their own are left out.
    """
    inside = set(page.subtree(head))
    for child in page.children[head] if not joined else ():
        if is_another(page, child):
            inside.difference_update(page.subtree(child))
    return range(min(inside), max(inside) + 1)


def is_another(page: Page, verb: int) -> bool:
    """Whether a word is joined to another as an act of its own: a clause with a subject, or a verb like the first."""
    token = page.tokens[verb]
    if token.deprel != "conj":
        return False
    relations = {page.tokens[child].deprel.partition(":")[0] for child in page.children[verb]}
    return "nsubj" in relations or is_joined_act(page, verb)


def is_joined_act(page: Page, verb: int) -> bool:
    """Whether a verb is joined to another of its form and shares what stands before it ("to arrest and try them")."""
    token = page.tokens[verb]
    return token.deprel == "conj" and token.upos == "VERB" and token.xpos == page.tokens[token.head].xpos == "VB"


def clause(page: Page, head: int, *, after: int = -1) -> Span | None:
    """Return the words of a clause or phrase behind token ``after``, without the marks around them.

    A second clause with a subject of its own, joined by "and", is another thing. None for what is too long to print.
    """
    inside = [index for index in below(page, head, joined=False) if index > after]
    while inside and (page.tokens[inside[-1]].upos == "PUNCT"):
        inside.pop()
    while inside and (page.tokens[inside[0]].upos == "PUNCT" or page.lower[inside[0]] == "that"):
        inside.pop(0)
    if not inside:
        return None
    span = page.span(inside[0], inside[-1] + 1)
    return span if span.end - span.start <= LONGEST else None


def phrase(page: Page, head: int) -> Span:
    """Return the noun phrase of a token, with what "of" adds to it."""
    first, last = extent(page, head, of=True)
    return page.span(first, last)


def acts(page: Page, head: int) -> bool:
    """Whether a noun is somebody who can be asked or can promise: a person, a group, a body, a name."""
    token = page.tokens[head]
    if token.upos == "PROPN" and noun_class(page.lower[head], token.lemma.lower()) == "time":
        return any(one.label == "PERSON" and one.first <= head < one.last for one in page.analysis.entities)  # Mr May
    if token.upos == "PROPN" or token.deprel == "iobj":
        return token.upos != "PRON"
    if token.upos != "NOUN" or page.lower[head] in _IDLE:
        return False
    if token.text[:1].isupper() and head > page.sentence_of(head).first:
        return True  # what is printed as a name
    words = {page.lower[head], token.lemma.lower()}
    return not words.isdisjoint(acting_nouns()) or noun_class(page.lower[head], token.lemma.lower()) in _ACTING


def is_somebody(page: Page, head: int) -> bool:
    """Whether a noun is surely a person, a group or a name."""
    token = page.tokens[head]
    if token.upos in ("PROPN", "PRON"):
        return True
    words = {page.lower[head], token.lemma.lower()}
    known = noun_class(page.lower[head], token.lemma.lower()) in ("person", "group")
    return known or not words.isdisjoint(acting_nouns())


def parties(page: Page, heads: Iterable[int], *, anybody: bool = False) -> tuple[str, ...]:
    """Return the printed names of those who can act among noun phrases, lists spread out, each once.

    A pronoun stands for the one subject before it that fits; where there are several, for nobody. ``anybody`` takes
    any noun for one that can act.
    """
    found = []
    for head in arguments_of(page).spread(heads):
        meant = meaning(page, head) if page.lower[head] in _PRONOUNS else head
        noun = anybody and meant is not None and page.tokens[meant].upos == "NOUN"
        if meant is not None and (noun or acts(page, meant)):
            found.append(page.quote(_whole(page, phrase(page, _by_name(page, meant)))))
    return tuple(dict.fromkeys(found))


def _whole(page: Page, span: Span) -> Span:
    """Return a noun phrase with all of the person's name that ends it: the tree may hang a first name elsewhere."""
    first = page.once(_persons).get(span.end, span.start)
    return Span(min(first, span.start), span.end)


def _persons(page: Page) -> dict[int, int]:
    """Return where each person's name begins, by where it ends."""
    return {entity.end: entity.start for entity in page.analysis.entities if entity.label == "PERSON"}


def _by_name(page: Page, head: int) -> int:
    """Return the name beside a noun ("your deputy, Mrs Loss"), else the noun."""
    beside = (child for child in page.children[head] if page.tokens[child].deprel == "appos" and child > head)
    named = next((child for child in beside if page.tokens[child].upos == "PROPN"), None)
    return named if named is not None else page.once(_named_behind).get(phrase(page, head).end, head)


def _named_behind(page: Page) -> dict[int, int]:
    """Return the token that heads each person's name that a comma parts from the words before, by where these end."""
    found = {}
    for entity in page.analysis.entities:
        before, top = entity.first - 1, top_of(page, entity.start, entity.end)
        if entity.label == "PERSON" and before > 0 and page.tokens[before].text == "," and top is not None:
            found[page.tokens[before - 1].end] = top
    return found


def meaning(page: Page, pronoun: int) -> int | None:
    """Return the noun that a pronoun of the third person takes up: the one subject before it that fits.

    Looked for are subjects of its own sentence, else those of the sentence before in the same paragraph. None where
    none fits or several do: nobody is guessed.
    """
    own = page.sentence_of(pronoun)
    number = page.sentence_index[pronoun]
    stretches = [range(own.first, pronoun)]
    if number:
        before = page.analysis.sentences[number - 1]
        if "\n\n" not in page.text[before.end : own.start]:
            stretches.append(range(before.first, before.last))
    for stretch in stretches:
        fitting = [at for at in stretch if _is_subject(page, at) and _fits(page, page.lower[pronoun], at)]
        if fitting:
            return fitting[0] if len({page.tokens[at].text.lower() for at in fitting}) == 1 else None
    return None


def _is_subject(page: Page, index: int) -> bool:
    return page.tokens[index].deprel.startswith("nsubj") and acts(page, index)


def _fits(page: Page, pronoun: str, noun: int) -> bool:
    token = page.tokens[noun]
    plural = token.xpos in ("NNS", "NNPS") or bool(arguments_of(page).children(noun, "conj"))
    if pronoun == "they":
        return plural
    body = not {page.lower[noun], token.lemma.lower()}.isdisjoint(acting_nouns())
    if pronoun == "it":
        return not plural and (body or token.upos == "PROPN")
    return not plural and not body


def condition(page: Page, verb: int) -> str | None:
    """Return the words of the condition that a clause hangs on, None without one."""
    for child in page.children[verb]:
        if page.tokens[child].deprel.startswith("advcl"):
            marks = {page.lower[mark] for mark in page.children[child] if page.tokens[mark].deprel.startswith("mark")}
            if marks & _CONDITIONS:
                span = clause(page, child)
                return page.quote(span) if span is not None else None
    return None


def instrument(page: Page, cue: int, *cases: str) -> str | None:
    """Return the agreement, law or letter of a word's sentence that stands behind one of some prepositions."""
    tree, sentence = arguments_of(page), page.sentence_of(cue)
    for index in range(sentence.first, sentence.last):
        if lemma(page, index) in of_promises().instruments and tree.case(index) in (cases or _IN_WRITING):
            return page.quote(phrase(page, index))
    return None


def time_on(sheet: Sheet, heads: Iterable[int]) -> When | None:
    """Return the first time of a text that hangs on one of some words, None without one."""
    found = sheet.once(_times_by_head)
    return min((found[head] for head in heads if head in found), key=lambda row: row[0], default=(0, None))[1]


def _times_by_head(sheet: Sheet) -> dict[int, tuple[int, When]]:
    """Return for each word the first time that hangs on it, with its place among the times."""
    found: dict[int, tuple[int, When]] = {}
    for place, time in enumerate(sheet.times):
        for index in sheet.page.tokens_in(time.start, time.end):
            found.setdefault(sheet.page.tokens[index].head, (place, time.when))
    return found


def others(names: Iterable[str], party: str | None) -> tuple[str, ...]:
    """Return the names of a list but a party's own, with or without its article: nobody asks or promises himself."""
    own = _bare(party or "")
    return tuple(name for name in names if _bare(name) != own)


def _bare(name: str) -> str:
    return name.lower().removeprefix("the ").strip()


def addressee(page: Page) -> str | None:
    """Return whom a letter is to, by the line with which it opens: "Dear Minister," or "To: the Governor"."""
    return page.once(_addressee)


def _addressee(page: Page) -> str | None:
    match = _SALUTATION.search(page.text, 0, _HEAD) or _COMPLIMENTS.search(page.text, 0, _HEAD)
    return match[1].strip() if match else None


def category_of(page: Page, what: Span) -> str | None:
    """Return of which kind the asked act is, by its words; None where none of them tells."""
    return _kind(page, page.tokens_in(what.start, what.end))


def category_of_act(page: Page, act: int) -> str | None:
    """Return of which kind an act is by its own word and what is done to, whatever else its clause holds."""
    done_to = arguments_of(page).children(act, "obj", "nsubj:pass", "xcomp", "compound")
    within = [child for one in done_to for child in arguments_of(page).children(one, "amod", "compound")]
    return _kind(page, [act, *done_to, *within])


def _kind(page: Page, tokens: Iterable[int]) -> str | None:
    table, kinds = categories(), set()
    for index in tokens:
        kinds |= {table[word] for word in (page.lower[index], page.tokens[index].lemma.lower()) if word in table}
    return next((kind for kind in of_demands().categories if kind in kinds), None)


def is_violent(page: Page, act: int) -> bool:
    """Whether the act is violence, or letting somebody do it ("allow them to slaughter", "carry out a massacre")."""
    near = [act, *(child for child in page.children[act] if page.tokens[child].deprel in ("xcomp", "ccomp"))]
    active = [index for index in near if not arguments_of(page).is_passive(index)]
    deeds = [
        deed
        for index in active
        if page.tokens[index].lemma.lower() in of_demands().doing
        for deed in arguments_of(page).children(index, "obj")
    ]
    return any(page.tokens[index].upos == "VERB" and _harms(page, index) for index in active) or any(
        _harms(page, deed) for deed in deeds
    )


def _harms(page: Page, index: int) -> bool:
    return page.tokens[index].lemma.lower() in of_demands().violent


def voice_of(sheet: Sheet, span: Span, cue: int, report: Report | None) -> str | None:
    """Return who asks, promises or answers by a word: its voice, the owner of a noun, else who speaks there."""
    page, tree = sheet.page, arguments_of(sheet.page)
    if page.tokens[cue].upos == "NOUN":
        subjects = [*tree.children(cue, "nmod:poss"), *tree.under(cue, "by", "from", "of")]
    else:
        subjects = tree.children(cue, "obl:agent" if tree.is_passive(cue) else "nsubj")
    named = parties(page, subjects)
    if named:
        return named[0]
    if report is not None and report.voices and not report.first_person:
        return report.voices[-1].name
    chain = sheet.attributions.chain(span.start, span.end)
    return chain[-1].name
