"""Countries and capitals that act: a state as an actor, not as a place.

Invariant: a country's name is an actor only where syntax makes it one (the subject of a verb, the agent of a
passive, the owner of a decision); a capital only where it also does what governments do.
"""

from __future__ import annotations

from recount.reading.names.spans import NameSpan
from recount.reading.names.words import body_words, country_of
from recount.reading.page import Page


def acting_states(page: Page, spans: list[NameSpan]) -> list[NameSpan]:
    """Return the countries and capitals that act, scored by how plainly they do."""
    found = []
    for span in spans:
        country = country_of(page, span.first, span.last)
        if country and country.kind != "people" and _acts(page, span, capital=country.kind == "capital"):
            found.append(span._replace(score=0.7 if country.kind == "name" else 0.6))
    return found


def _acts(page: Page, span: NameSpan, *, capital: bool) -> bool:
    inside, words = range(span.first, span.last), body_words()
    token = page.tokens[next((index for index in inside if page.tokens[index].head not in inside), span.first)]
    if token.deprel == "conj" and token.head >= 0:
        token = page.tokens[token.head]
    if token.head < 0:
        return False
    head = page.tokens[token.head]
    if token.deprel in ("nsubj", "obl:agent", "obj", "iobj"):
        free = not capital and token.deprel in ("nsubj", "obl:agent") and head.upos == "VERB"
        return free or head.lemma in words.metonym_verbs
    if token.deprel.startswith("nmod:poss"):
        return head.lemma in words.metonym_nouns or (not capital and head.lemma in words.owned_acts)
    return False
