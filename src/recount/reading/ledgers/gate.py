"""Which texts have ledgers: those that tell of harm to people, here and now.

Invariant: a text is judged as a whole, once, by seven counts of what its readers and the net found of harm; what is
asked or promised in it plays no part. People counted by a sure word of harm are enough; without the net of marks words
alone decide.
"""

from __future__ import annotations

from math import exp

from recount.reading.harm import read as read_casualties
from recount.reading.harm.found import harmful_acts
from recount.reading.ledgers.words import lemma, of_texts
from recount.reading.sheet import Sheet
from recount.vocabulary.lexical import event_words

_MOST = {"casualties": 3, "acts": 4, "sure": 5, "weak": 4, "marks": 3.0}
"""Where a count ends to speak for more."""
_BEST_MARKS = 8


def is_told_of_harm(sheet: Sheet) -> bool:
    """Whether a text tells of harm to people at all: ledgers are kept of nothing else."""
    return sheet.once(_tells)


def _tells(sheet: Sheet) -> bool:
    words, counts = of_texts(), sheet.once(counts_of_harm)
    if counts["casualties"] and counts["sure"]:
        return True  # people are counted, and by a word of harm
    if not sheet.page.marks:
        return counts["sure"] > 0 or counts["weak"] > 1
    return 1 / (1 + exp(-harm_odds(sheet))) > words.least


def harm_odds(sheet: Sheet) -> float:
    """Return the log odds that a text tells of harm, by what was found of it."""
    return sheet.once(_odds)


def _odds(sheet: Sheet) -> float:
    words = of_texts()
    return words.start + sum(words.weights[name] * count for name, count in sheet.once(counts_of_harm).items())


def counts_of_harm(sheet: Sheet) -> dict[str, float]:
    """Return what was found of harm: counted people, acts, sure and doubtful words, marks of events and of counts."""
    page, events, words = sheet.page, event_words(), of_texts()
    acts = {lemma(page, act.at) for found in harmful_acts(page).values() for act in found} - words.idle
    said = {lemma(page, at) for at, token in enumerate(page.tokens) if token.upos in ("NOUN", "VERB")}
    said = ({word for word in said if events.get(word) not in (None, "statement", "other")} | acts) - words.idle
    marks = {kind: sorted(_scores(sheet, kind), reverse=True) for kind in ("event", "count")}
    found = {
        "casualties": len(read_casualties(sheet)),
        "acts": len(acts - words.weak),
        "sure": len(said - words.weak),
        "weak": len(said & words.weak),
        "marks": sum(marks["event"][:_BEST_MARKS]),
        "best": marks["event"][0] if marks["event"] else 0.0,
        "count": marks["count"][0] if marks["count"] else 0.0,
    }
    return {name: min(count, _MOST.get(name, count)) for name, count in found.items()}


def _scores(sheet: Sheet, kind: str) -> list[float]:
    return [mark.score for (of, _), marks in sheet.page.marks.items() if of == kind for mark in marks.values()]
