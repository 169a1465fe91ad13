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

from recount.reading.stance.judge import ORDER, Stance, judge, recorded

__all__ = ["ORDER", "Stance", "judge", "recorded"]
