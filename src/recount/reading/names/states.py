"""Countries and capitals that act: a state as an actor, not as a place.

Invariant: a country's name is an actor only where syntax makes it one (the subject of a verb, the agent of a
passive, the owner of a decision); a capital only where it also does what governments do.
"""

from __future__ import annotations

from recount.reading.names.lexicon import bodies
from recount.reading.names.spans import NameSpan, country_at
from recount.reading.page import Page


def acting_states(page: Page, spans: list[NameSpan]) -> list[tuple[int, int, float]]:
    """Return (first token, last token exclusive, score) of the countries and capitals that act."""
    found: list[tuple[int, int, float]] = []
    for span in spans:
        if span.label not in ("PLACE", "ORGANISATION"):
            continue
        country = country_at(page, span.first)
        if country is None or country[0] != span.last or country[2] == "people":
            continue
        if _acts(page, span, capital=country[2] == "capital"):
            found.append((span.first, span.last, 0.7 if country[2] == "name" else 0.6))
    return found


def _acts(page: Page, span: NameSpan, *, capital: bool) -> bool:
    known = bodies()
    top = next(
        (
            index
            for index in range(span.first, span.last)
            if page.tokens[index].head not in range(span.first, span.last)
        ),
        span.first,
    )
    token = page.tokens[top]
    if token.head < 0:
        return False
    relation, head = token.deprel, page.tokens[token.head]
    if relation == "conj":
        relation, head = head.deprel, page.tokens[head.head] if head.head >= 0 else head
    if relation == "nsubj":
        if capital:
            return head.lemma in known.metonym_verbs
        return head.upos == "VERB"
    if relation == "obl:agent":
        return not capital or head.lemma in known.metonym_verbs
    if relation.startswith("nmod:poss"):
        return head.lemma in known.metonym_nouns or (not capital and head.lemma in known.owned_acts)
    if relation in ("obj", "iobj"):
        return head.lemma in known.metonym_verbs and (
            not capital or head.lemma in ("accuse", "condemn", "warn", "urge")
        )
    return False
