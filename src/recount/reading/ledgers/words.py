"""The words of the ledgers: ``vocabulary/demands.yaml`` and its neighbours."""

from __future__ import annotations

from functools import cache

from recount.reading.page import Page
from recount.reading.syntax import inflected, lemma_of
from recount.vocabulary.schema import (
    AnswerWords,
    BlameWords,
    DemandWords,
    DeprivationWords,
    ExhibitWords,
    HarmfulTexts,
    MotiveWords,
    PromiseWords,
    StatusWords,
    WarningWords,
    words_of,
)  # fmt: skip


@cache
def of_texts() -> HarmfulTexts:
    """Return the words that tell which texts have ledgers."""
    return words_of(HarmfulTexts, "ledgers")


@cache
def of_demands() -> DemandWords:
    """Return the words of demands."""
    return words_of(DemandWords, "demands")


@cache
def of_promises() -> PromiseWords:
    """Return the words of promises."""
    return words_of(PromiseWords, "promises")


@cache
def of_warnings() -> WarningWords:
    """Return the words of warnings."""
    return words_of(WarningWords, "warnings")


@cache
def of_answers() -> AnswerWords:
    """Return the words of answers."""
    return words_of(AnswerWords, "answers")


@cache
def of_exhibits() -> ExhibitWords:
    """Return the words of exhibits."""
    return words_of(ExhibitWords, "exhibits")


@cache
def of_statuses() -> StatusWords:
    """Return the words of statuses."""
    return words_of(StatusWords, "statuses")


@cache
def of_deprivations() -> DeprivationWords:
    """Return the words of what is withheld, taken or imposed."""
    return words_of(DeprivationWords, "deprivations")


@cache
def of_parts() -> BlameWords:
    """Return the words of parts that somebody has in harm that others do."""
    return words_of(BlameWords, "parts_of_others")


@cache
def of_motives() -> MotiveWords:
    """Return the words of reasons for harm."""
    return words_of(MotiveWords, "motives")


@cache
def forms() -> dict[str, str]:
    """Return each form of a verb of the ledgers with the verb: a guard against odd lemmas."""
    demands, answers, statuses = of_demands(), of_answers(), of_statuses()
    lists = (
        *demands.asking.values(), *demands.acts_behind.values(), demands.asking_for, of_promises().promising,
        of_promises().breaking, of_warnings().warning, of_warnings().telling, answers.denying, answers.condemning,
        answers.apologizing, answers.answering, answers.opening, answers.sending, answers.refusing, answers.ignoring,
        statuses.granting, statuses.custody, of_exhibits().showing, of_exhibits().holding,
    )  # fmt: skip
    return inflected(frozenset(verb for verbs in lists for verb in verbs))


def lemma(page: Page, index: int) -> str:
    """Return the lemma of a token, that of a listed verb where it is a form of one."""
    token = page.tokens[index]
    return lemma_of(page, index, forms()) if token.upos == "VERB" else token.lemma.lower()


@cache
def categories() -> dict[str, str]:
    """Return each word of what is asked with its category; the first that lists it decides."""
    found: dict[str, str] = {}
    for category, words in of_demands().categories.items():
        for word in words:
            found.setdefault(word, category)
    return found


@cache
def telling(kind: str, sort: str = "") -> frozenset[str]:
    """Return the words of a ledger that make its entries: to ask, promise, warn, answer; things; statuses.

    Of parts, the words of one sort.
    """
    demands, promises, warnings, answers = of_demands(), of_promises(), of_warnings(), of_answers()
    exhibits, statuses, withheld = of_exhibits(), of_statuses(), of_deprivations()
    asking = (word for words in (*demands.asking.values(), *demands.acts_behind.values()) for word in words)
    listed = {
        "demand": (*asking, *demands.asking_for, *demands.asking_that, *demands.wanting, *demands.asking_nouns,
                   *demands.duties),
        "commitment": (*promises.promising, *promises.promise_nouns, *promises.bound, *promises.oblige,
                       *promises.instruments, *promises.duties),
        "warning": (*warnings.warning, *warnings.warning_nouns, *warnings.signs, *warnings.telling),
        "response": (*answers.denying, *answers.condemning, *answers.apologizing, *answers.answering, *answers.opening,
                     *answers.sending, *answers.refusing, *answers.ignoring, *answers.silent, *answers.voicing),
        "exhibit": tuple(word for words in exhibits.exhibits.values() for word in words),
        "status": (*statuses.statuses, *statuses.granting, *statuses.standing, *statuses.custody, *statuses.offices),
        "deprivation": withheld.depriving,
        "part": of_parts().words.get(sort, ()),
    }  # fmt: skip
    return frozenset(listed.get(kind, ()))  # of what only the net proposes no words are listed
