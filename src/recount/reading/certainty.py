"""How a text puts a statement, and how a record may put it.

Invariant: a pure function of the tree around the head, the reports that hold it, and the vocabulary; the author's
own flat words are ``asserted``; ``record_as`` is never firmer than the text, nor than ``alleged`` for an accusation.

| certainty    | read from                                                                                        |
|--------------|--------------------------------------------------------------------------------------------------|
| question     | a direct question ("Why would X ...?"), "whether", verbs of asking                                 |
| conditional  | an if-clause and the main clause it governs, "would" and "would have"                              |
| demanded     | imperatives, must/should/ought, verbs and nouns of demand over the act                             |
| denied       | verbs and nouns of denial, "no evidence that", "falsely"                                           |
| predicted    | will/shall/going to, verbs and nouns of intention, promise, threat and warning over the act        |
| possible     | may/might/could, "possibly", "perhaps", either-or, verbs of belief and attempt, an unconfirmed cue |
| alleged      | "allegedly", "alleged", "so-called", verbs and nouns of allegation                                 |
| opinion      | the author's own "I think", judging predicates ("is a disgrace")                                   |
| reported     | a voice of the chain beyond the segment's own, "reportedly"                                        |
| asserted     | none of these                                                                                      |

Where several apply, the first in this table wins: what is asked or supposed is not claimed at all; a denial is told
before a doubt; an allegation is weaker than a report. Polarity is apart: negation of the head or of a shared verb,
and verbs that say the act was not done ("failed to", "refused to"). Negation and modality reach down to conjuncts
without a subject of their own, infinitives and gerunds; never into finite clauses about time or cause, relative
clauses, or what somebody said. Classes after FactBank and GRaSP (methods.md, section 3).
"""

from __future__ import annotations

from dataclasses import dataclass

from recount.model.analysis import ROOT
from recount.model.claims import Certainty, Polarity
from recount.reading.certainty_scope import Scope
from recount.reading.certainty_words import words
from recount.reading.page import Page
from recount.reading.voices import Attributions

ORDER: tuple[Certainty, ...] = (
    "question", "conditional", "demanded", "denied", "predicted",
    "possible", "alleged", "opinion", "reported", "asserted",
)  # fmt: skip
"""Which certainty is told where several apply, first to last."""
_FIRM = frozenset({"asserted", "reported"})


@dataclass(frozen=True, slots=True)
class Stance:
    """Certainty and polarity as the text puts them, and the certainty a record may give."""

    certainty: Certainty
    polarity: Polarity
    record_as: Certainty


def judge(page: Page, attributions: Attributions, head: int, *, accuses: bool = False) -> Stance:
    """Return the stance of the clause that token ``head`` governs.

    ``accuses`` says that the statement accuses a named person or body: ``record_as`` is then ``alleged`` at firmest.
    """
    while page.tokens[head].deprel.split(":")[0] in ("aux", "cop") and page.tokens[head].head != ROOT:
        head = page.tokens[head].head
    token = page.tokens[head]
    reports = attributions.covering(token.start, token.end)
    scope = Scope(page, words())
    scope.climb(head, frozenset(report.cue_token for report in reports))
    for report in reports:
        scope.reported(report, presupposed=scope.presupposed(head, report.content_head))
    segment = page.segment_at(token.start)
    if (
        not reports
        and _asks(page, head)
        and not scope.presupposed(head, None)
        and (segment is None or segment.voice != "title")
    ):
        scope.found.add("question")
    certainty = next(kind for kind in ORDER if kind in scope.found or kind == "asserted")
    polarity: Polarity = "-" if scope.negative else "+"
    return Stance(certainty, polarity, recorded(certainty, accuses=accuses))


def recorded(certainty: Certainty, *, accuses: bool) -> Certainty:
    """Return the certainty a record may give: an accusation is ``alleged`` however flatly it is put."""
    return "alleged" if accuses and certainty in _FIRM else certainty


def _asks(page: Page, head: int) -> bool:
    """True where the sentence of ``head`` is a direct question, or ``head`` stands in the part before its mark."""
    sentence = page.sentence_of(head)
    for index in range(sentence.last - 1, max(head, sentence.first - 1), -1):
        text = page.tokens[index].text
        if text.endswith("?"):
            return True
        if text not in ('"', "”", "'", "’", ")", "!", "»", "''"):
            return False
    return False
