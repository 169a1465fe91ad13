"""What the words around a time phrase say of it: whether it is one, its tense, whether it moves a telling, its event.

Invariant: nothing here changes a phrase; without a tree the answers fall back to the words alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Literal

from recount.model.analysis import ROOT
from recount.model.text import Span
from recount.reading.page import Page
from recount.reading.times.expressions import Expression
from recount.reading.times.lexer import vocabulary
from recount.reading.times.notation import Row
from recount.vocabulary.schema import EventWords, words_of

Tense = Literal["past", "present", "future"]
_LONGEST_HEADING = 80
"""Characters of a line that may be a heading."""
_LONGEST_COMPLEMENT = 14
"""Tokens of an event after "before" or "of" that a phrase takes in; longer ones are cut at their head."""
_SENTENCING_REACH = 9
"""Words before a stretch of years within which a sentence is spoken of."""
_LIKELY_YEAR = 1500
"""Bare numbers from this one on are years where nothing speaks for or against."""


def head_token(row: Row, expression: Expression) -> int | None:
    """Return the token of a phrase whose head lies outside it, None where no token covers it."""
    span = row.span(expression.first, expression.last)
    inside = row.page.tokens_in(span.start, span.end)
    return next((index for index in inside if row.page.tokens[index].head not in inside), None)


def sentence_number(row: Row, expression: Expression) -> int:
    """Return the index of the sentence in which a phrase begins; -1 before the first."""
    token = row.token_at(expression.first)
    if token is not None:
        return row.page.sentence_index[token]
    starts = [sentence.start for sentence in row.page.analysis.sentences]
    return bisect_right(starts, row.at(expression.first).start) - 1


def looks_back(row: Row, expression: Expression) -> bool:
    """Return whether the sentence of a phrase looks back over years ("a year ago, on Wednesday, 21 September")."""
    page, number = row.page, sentence_number(row, expression)
    if number < 0:
        return False
    sentence = page.analysis.sentences[number]
    words = page.text[sentence.start : sentence.end].lower().replace("-", " ").split()
    return any(word.strip(".,;:") in vocabulary().years_back for word in words)


def is_said(page: Page, span: Span) -> bool:
    """Return whether a phrase says when something was said: it stands right behind a verb of saying or hangs on one."""
    inside, saying = page.tokens_in(span.start, span.end), words_of(EventWords, "events").saying
    if not inside:
        return False
    before = inside.start - 1
    while before >= 0 and page.tokens[before].upos in ("ADP", "ADV", "DET"):
        before -= 1
    if before >= 0 and page.tokens[before].lemma.lower() in saying:
        return True
    top = next((index for index in inside if page.tokens[index].head not in inside), inside[-1])
    verb = next((index for index in page.ancestors(top) if page.tokens[index].upos == "VERB"), None)
    if verb is None or page.tokens[verb].lemma.lower() not in saying:
        return False
    return not _closes_what_is_said(page, inside.start, inside.stop, verb)


def _closes_what_is_said(page: Page, first: int, last: int, verb: int) -> bool:
    """Whether a phrase ends a report before its source, whatever the tree has: "were killed on Friday, police said"."""
    if not (last < verb and last < len(page.tokens) and page.lower[last] == ","):
        return False
    before = range(page.sentence_of(first).first, first)
    return any(page.tokens[index].upos == "VERB" for index in before)


def opens(page: Page, span: Span, others: Sequence[Span]) -> bool:
    """Return whether a phrase opens its sentence; function words, numbers and other such phrases may stand before."""
    inside = page.tokens_in(span.start, span.end)
    if not inside:
        return False
    before = page.tokens[page.sentence_of(inside.start).first : inside.start]
    return all(
        token.upos in ("ADP", "DET", "ADV", "ADJ", "NUM", "PUNCT", "X")
        or any(other.start <= token.start < other.end for other in others)
        for token in before
    )


# -- tense -----------------------------------------------------------------------------------------------------


def tense(row: Row, expression: Expression) -> Tense:
    """Return the tense of the clause that a phrase stands in; that of the clause above for a bare "-ing"."""
    before, index = row.at(expression.first - 1).word, head_token(row, expression)
    due = before == "for" and row.at(expression.first - 2).word in vocabulary().due
    if before in ("until", "till") or due:
        return "future"
    if index is None or before == "since":
        return "past"
    page = row.page
    if page.tokens[index].deprel == "nmod:poss":
        return "past"  # "Wednesday's ruling" has been, whatever is said of it
    return _tense_of(page, _finite_verb(page, index))


def _finite_verb(page: Page, index: int) -> int:
    """Return the verb (or root) above a token: what a time phrase dates; past a bare "-ing", the one above it."""
    for above in page.ancestors(index):
        token, children = page.tokens[above], page.children[above]
        bare = token.xpos == "VBG" and not any(page.tokens[child].upos == "AUX" for child in children)
        attached = bare and token.deprel.partition(":")[0] in ("acl", "advcl")
        if token.head == ROOT or (token.upos in ("VERB", "AUX") and not attached):
            return above
    return index


def _tense_of(page: Page, verb: int) -> Tense:
    words = (verb, *page.children[verb])
    forms, tags = {page.lower[index] for index in words}, {page.tokens[index].xpos for index in words}
    if forms & {"will", "shall", "'ll", "wo"}:
        return "future"
    perfect = "VBN" in tags and tags & {"VBP", "VBZ"} and any(page.tokens[index].lemma == "have" for index in words)
    participle = page.tokens[verb].xpos == "VBN" and tags.isdisjoint(("VBP", "VBZ", "MD", "TO"))  # "the order issued"
    return "past" if "VBD" in tags or perfect or participle else "present"


# -- whether a date is a point of the telling ------------------------------------------------------------------


def governs(row: Row, expression: Expression) -> bool:
    """Return whether the year of a phrase rules what follows, as against a look back or aside.

    A full date or a month with its year rules unless a relative clause, ``since``, ``until`` or ``back in``
    sets it apart; a year alone rules only in a heading or where it opens its sentence.
    """
    before, words = row.at(expression.first - 1), vocabulary()
    if _is_heading(row, expression):
        return True
    opener = expression.first - (2 if before.word in words.sentence_openers else 1)
    if row.at(opener).code in ("GAP", "MARK") and row.at(opener).word not in (",", "-", "/", "(", ")"):
        return True
    bare = expression.year is not None and expression.month is None and expression.season is None
    return not bare and not looks_aside(row, expression)


def _is_heading(row: Row, expression: Expression) -> bool:
    """Return whether a phrase stands in a short line that is no sentence; its year rules what stands below."""
    text, span = row.page.text, row.span(expression.first, expression.last)
    end = text.find("\n", span.end)
    line = text[text.rfind("\n", 0, span.start) + 1 : end].strip()
    return end >= 0 and len(line) <= _LONGEST_HEADING and not line.endswith((".", "!", "?", ":", ";", ",", "”", '"'))


def looks_aside(row: Row, expression: Expression) -> bool:
    """Return whether a date is no point of the telling, so that nothing hangs on it.

    So with a look back ("since 1955", "two prior raids in 1995 and 1998"), a relative clause.
    """
    first, asides = expression.first, vocabulary().asides
    for step in range(1, min(max(asides), first) + 1):
        word = row.at(first - step).word
        if word in (".", "!", "?", ";", ":"):
            break
        if any(step <= reach and word in words for reach, words in asides.items()):
            return True
    head = head_token(row, expression)
    relative = () if head is None else (head, *row.page.ancestors(head))
    return any(row.page.tokens[index].deprel == "acl:relcl" for index in relative)


# -- the event a phrase counts from ----------------------------------------------------------------------------


def complement(row: Row, first: int) -> tuple[Span, Span] | None:
    """Return the span of the event whose words begin with a lexeme, and that up to its head; None where none stands."""
    page, opening = row.page, row.token_at(first)
    if opening is None:
        return None
    tokens = page.tokens
    if tokens[opening].upos == "PUNCT" or tokens[opening].xpos in ("VBD", "VBZ", "VBP", "MD", "RB", "CC", "IN"):
        return None
    window = range(opening, min(len(tokens), opening + _LONGEST_COMPLEMENT))
    limit = next((index for index in window if tokens[index].upos == "PUNCT"), window.stop)
    head = opening
    for above in page.ancestors(opening):
        if not opening <= above < limit:
            break
        head = above
    members, last = set(page.subtree(head)), opening
    while last + 1 < limit and last + 1 in members:
        last += 1
    return page.span(opening, last + 1), page.span(opening, head + 1)


# -- whether a phrase stands for a time at all -------------------------------------------------------------------


def _is_year(row: Row, expression: Expression) -> bool:
    """Return whether a bare number is a year: by the words around it, then by the tree."""
    lexeme, before, words = row.at(expression.first), row.at(expression.first - 1), vocabulary()
    if expression.last - expression.first > 1 or lexeme.value < 0:
        return True
    if before.word in words.no_year_after:
        return False
    if before.word in ("in", "by", "since", "until", "during") and lexeme.value >= _LIKELY_YEAR:
        return True
    if _counts(row, expression.first):
        return before.word in ("the", "early", "late", "since") and bool(lexeme.value >= _LIKELY_YEAR)
    if before.word == "-":
        return row.at(expression.first - 2).code != "OTHER"
    if before.word in words.year_openers:
        return True
    return bool(lexeme.value >= _LIKELY_YEAR) and row.tag(expression.first) in ("NUM", "PROPN", "NOUN", "")


def _counts(row: Row, index: int) -> bool:
    """Return whether a number counts the plural noun after it."""
    after, noun = row.at(index + 1), row.token_at(index + 1)
    if after.code != "OTHER" or not after.text.islower():
        return False
    if noun is None:
        return after.word.endswith("s")
    return row.page.tokens[noun].xpos in ("NNS", "NNPS")


def _is_no_name(row: Row, expression: Expression) -> bool:
    """Return whether a weekday or part of the day is no word of a name ("the Evening Courier", "Bloody Sunday")."""
    index, after = row.token_at(expression.last - 1), row.at(expression.last)
    if index is None or after.code != "OTHER" or not after.text.istitle():
        return True
    token = row.page.tokens[index]
    return token.deprel not in ("compound", "flat", "amod") or row.page.tokens[token.head].upos != "PROPN"


def _is_part(row: Row, expression: Expression) -> bool:
    """Return whether a part of the day stands alone or with a date, not in a name or a kind ("night club")."""
    first, last = expression.first, expression.last
    before, part, after = row.at(first - 1), row.at(last - 1), row.at(last)
    if part.code == "UNITS" or before.code in ("WEEKDAY", "DAY", "NTH") or after.word == "of" or after.code == "DAY":
        return True
    if part.text.istitle() and before.word == "of":
        return False  # "Army of the Dawn"
    return _is_no_name(row, expression) and (expression.part is None or not _describes_a_thing(row, last))


def _describes_a_thing(row: Row, last: int) -> bool:
    """Return whether the word before ``last`` tells a kind of thing ("night watchman"), no event ("dawn raid")."""
    if row.at(last).word == "-" and row.at(last).start == row.at(last - 1).end:
        return row.at(last + 1).code == "OTHER" and row.at(last + 1).start == row.at(last).end
    index = row.token_at(last - 1)
    if index is None:
        return False
    token = row.page.tokens[index]
    if token.deprel != "compound" or token.head <= index:
        return False
    after = row.page.tokens[index + 1]  # "the night watchman Saw Win"
    return after.upos == "NOUN" and after.lemma.lower() not in vocabulary().event_nouns


def _is_stretch(row: Row, expression: Expression) -> bool:
    """Return whether units are a stretch of time, no rate ("120 bombs a day"), no sentence ("22 years in prison")."""
    first, last, words = expression.first, expression.last, vocabulary()
    single = last - first == 2 and row.at(first).word in ("a", "an")
    if single and row.tag(first - 1) in ("NOUN", "NUM", "SYM"):
        return False
    if any(row.at(last + step).word in words.confinement for step in range(3)):
        return any(row.at(last + step).code in ("MARK", "GAP") for step in range(2))
    before = [item.word for item in row.lexemes[max(0, first - _SENTENCING_REACH) : first]]
    return before[-1:] != ["to"] or words.sentencing.isdisjoint(before)


GUARDS: dict[str, Callable[[Row, Expression], bool]] = {
    "a noun": lambda row, expression: row.tag(expression.last - 1) in ("NOUN", ""),
    "an adjective": lambda row, expression: row.tag(expression.first) in ("ADJ", ""),
    "a year": _is_year,
    "an ancient text": lambda row, _: any(item.code == "ERA" and item.word[0] == "b" for item in row.lexemes),
    "no name": _is_no_name,
    "a part of the day": _is_part,
    "a stretch": _is_stretch,
}
"""The guards that rows of the table name."""
